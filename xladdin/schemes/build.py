"""The settings of a scheme file as a ``Scheme``."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from xladdin.model import (
    Band,
    CategoryPoints,
    Certainty,
    CommonIndicator,
    Deduction,
    Example,
    ExecutionExample,
    Grade,
    Mark,
    Reverse,
    Scale,
    Scheme,
    Severity,
    Source,
    Step,
    TemplateLayout,
    Tier,
)
from xladdin.schemes.shape import NONE


def build_scheme(key: str, data: Mapping[str, Any]) -> Scheme:
    """A checked scheme from its settings, those inherited included."""
    points, execution, scoring = data["points"], data.get("execution", {}), data["scoring"]
    adjustment, template, rules = data.get("adjustment", {}), data.get("template", {}), data.get("rules", {})
    checked = data.get("checked")
    return Scheme(
        key=key,
        name=data["name"],
        region=data["region"],
        region_words=tuple(data.get("region_words", ())),
        year=data["year"],
        kind=data["kind"],
        sources=tuple(_source(row) for row in data.get("sources", ())),
        assumptions=tuple(data.get("assumptions", {}).values()),
        checked=checked.isoformat() if checked else "",
        execution_points=Decimal(points["execution"]),
        categories=tuple(CategoryPoints(tuple(row["names"]), Decimal(row["points"])) for row in points["categories"]),
        adaptable=points.get("adaptable", True),
        row_points=points.get("row_points", True),
        execution_bands=tuple(Band(Decimal(row["from"]), Decimal(row["score"])) for row in execution.get("bands", ())),
        rate_limit=_threshold(execution, "rate_limit"),
        rate_reason_below=_threshold(execution, "reason_below"),
        adjustment_reason=_threshold(adjustment, "reason_from"),
        adjustment_reason_score=_threshold(adjustment, "total_above"),
        reverse=Reverse(scoring["reverse"]),
        exceed=Decimal(scoring["exceed"]),
        tiers=tuple(Tier(row["name"], Decimal(row["low"]), Decimal(row["high"])) for row in data["tiers"]),
        grades=tuple(Grade(row["name"], Decimal(row["low"]), tuple(row.get("synonyms", ()))) for row in data["grades"]),
        problems_below=_threshold(data, "problems_below"),
        amount_unit=data["amount_unit"],
        target_columns=tuple(template.get("target_columns", ())),
        fund_rows=tuple((row["source"], row["label"]) for row in template.get("fund_rows", ())),
        subcategories=tuple((name, tuple(rows)) for name, rows in template.get("subcategories", {}).items()),
        switched_off=frozenset(rules.get("off", ())),
        severities={code: Severity(severity) for code, severity in rules.get("severity", {}).items()},
        examples=tuple(_example(row) for row in data.get("examples", ())),
        template=_layout(template),
        execution_examples=tuple(_execution_example(row) for row in data.get("execution_examples", ())),
        common=tuple(_common(row) for row in data.get("common", ())),
        marks=tuple(_mark(row) for row in data.get("marks", ())),
    )


def _common(row: Mapping[str, Any]) -> CommonIndicator:
    return CommonIndicator(
        key=row["key"],
        name=row["name"],
        words=tuple(row.get("words", ())),
        category=row["category"],
        subcategory=row["subcategory"],
        points=Decimal(row["points"]),
        numerator=tuple(row["numerator"]),
        denominator=tuple(row["denominator"]),
        change=row.get("change", False),
        scale=_scale(row) if "steps" in row else None,
        deduction=_deduction(row["deduction"]) if "deduction" in row else None,
        target=row.get("target", ""),
        standard=row.get("standard", ""),
    )


def _scale(row: Mapping[str, Any]) -> Scale:
    steps = tuple(
        Step(
            Decimal(step["score"]),
            _optional(step, "low"),
            _optional(step, "high"),
            with_low=step.get("with_low", True),
            with_high=step.get("with_high", True),
        )
        for step in row["steps"]
    )
    return Scale(steps, is_percent=True, rest=_optional(row, "rest"))


def _deduction(row: Mapping[str, Any]) -> Deduction:
    return Deduction(
        limit=Decimal(row["limit"]),
        above=row["side"] == "above",
        step=Decimal(row["step"]),
        cost=Decimal(row["cost"]),
        cost_is_percent=row.get("cost_is_percent", False),
        whole=row.get("whole", False),
    )


def _layout(template: Mapping[str, Any]) -> TemplateLayout:
    """What the file says about its blank form, the usual for the rest."""
    usual = TemplateLayout()
    columns = tuple((row["field"], row["header"]) for row in template.get("fund_columns", ()))
    return TemplateLayout(
        title=template.get("title", usual.title),
        fund_columns=columns or usual.fund_columns,
        headers=tuple(template.get("headers", {}).items()),
        category_points=template.get("category_points", usual.category_points),
        goal_blocks=tuple(template.get("goal_blocks", usual.goal_blocks)),
        blank_rows=tuple(template.get("blank_rows", {}).items()),
        remarks=tuple(template.get("remarks", usual.remarks)),
        grade_row=template.get("grade_row", usual.grade_row),
    )


def _threshold(table: Mapping[str, Any], key: str) -> Decimal | None:
    value = table.get(key, NONE)
    return None if value == NONE else Decimal(value)


def _optional(table: Mapping[str, Any], key: str) -> Decimal | None:
    return Decimal(table[key]) if key in table else None


def _source(row: Mapping[str, Any]) -> Source:
    return Source(row["title"], Certainty(row["certainty"]), row.get("note", ""))


def _mark(row: Mapping[str, Any]) -> Mark:
    return Mark(tuple(row.get("headings", ())), tuple(row.get("fund_rows", ())), row.get("amount_unit", ""))


def _example(row: Mapping[str, Any]) -> Example:
    score = _optional(row, "score")
    return Example(row["target"], row["actual"], Decimal(row["points"]), score, row.get("category", ""))


def _execution_example(row: Mapping[str, Any]) -> ExecutionExample:
    return ExecutionExample(Decimal(row["executed"]), Decimal(row["budget"]), _optional(row, "score"))
