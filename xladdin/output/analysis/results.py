"""What stands in the lines of all tables but forms, funds and indicators."""

from __future__ import annotations

from dataclasses import astuple
from typing import TYPE_CHECKING

from xladdin.output.form_json import plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xladdin.model import GroupTotals, MergedIndicator, Summary
    from xladdin.output.analysis.forms import Row
    from xladdin.output.analysis.numbers import Numbers


def merged_rows(summary: Summary) -> Iterator[Row]:
    """One line a merged indicator."""
    for number, one in enumerate(summary.merged_indicators, 1):
        yield {
            "merged_id": number,
            "group_name": one.subproject,
            **merged_row(one),
            "sources": len(one.contributors),
            "near_names": list(one.near),
            "beside": one.beside or None,
        }


def merged_row(one: MergedIndicator) -> Row:
    """What a merged indicator of any kind says of itself."""
    return {
        "category": one.category,
        "subcategory": one.subcategory,
        "name": one.name,
        "merge_method": one.how,
        "target_text": one.target,
        "actual_text": one.actual,
        "measure_unit": one.unit,
        "points": one.points,
        "score": one.score,
        "reason": one.why,
    }


def group_rows(summary: Summary) -> Iterator[Row]:
    """One line a 二级项目, department or region."""
    for level, groups in summary.breakdowns.items():
        for group in groups:
            yield {"level": level, "name": group.label, "forms": group.forms, **_totals(group)}


def _totals(group: GroupTotals) -> Row:
    funds = group.funds
    lowest, mean, highest = group.scores or (None, None, None)
    reasons = [] if funds.rate is not None else ["执行率：全年预算数合计为0"]
    return {
        "initial_budget": funds.initial,
        "budget": funds.budget,
        "executed": funds.executed,
        "execution_rate": funds.rate,
        "lowest_score": lowest,
        "mean_score": mean,
        "highest_score": highest,
        "missing_reason": "；".join([*reasons, *([] if group.scores else ["总分：没有一张表有总分"])]),
    }


def finding_rows(summary: Summary, forms: Numbers, others: Numbers, refused: Numbers) -> Iterator[Row]:
    """One line a finding, of merged and of refused forms."""
    for number, line in enumerate(summary.finding_lines, 1):
        finding = line.finding
        form_id, other_id = forms.of(line), others.of(line)
        yield {
            "finding_id": number,
            "form_id": form_id,
            "other_form_id": other_id,
            "refused_id": refused.of(line) if form_id is None and other_id is None else None,
            "severity": finding.severity.value,
            "code": finding.code,
            "file": line.file,
            "sheet": line.sheet,
            "cell": str(finding.cell or ""),
            "cells": [str(cell) for cell in finding.cells],
            "department": line.department,
            "implementing_unit": line.unit,
            "project": line.project,
            "label": finding.label,
            "message": finding.message,
            "action": finding.do,
            "found": finding.found,
            "expected": finding.expected,
            "difference": finding.difference,
            "basis": finding.basis,
            "finding_key": line.key,
        }


def refused_rows(summary: Summary) -> Iterator[Row]:
    """One line a form, or file without a form, that was not merged."""
    for number, one in enumerate(summary.refused, 1):
        yield {
            "refused_id": number,
            "file": one.file,
            "sheet": one.sheet,
            "department": one.department,
            "implementing_unit": one.unit,
            "project": one.project,
            "budget": one.budget,
            "executed": one.executed,
            "reason_code": one.why,
            "reason": one.message,
            "file_partly_merged": one.partial,
        }


def absent_rows(summary: Summary) -> Iterator[Row]:
    """One line a form that was expected and did not come."""
    for one in summary.absent:
        yield {"department": one.department, "implementing_unit": one.unit, "project": one.project}


def suggestion_rows(summary: Summary) -> Iterator[Row]:
    """One line a pair of names."""
    names = ("group_name", "category", "name", "other_name", "name_rows", "other_rows")
    for one in summary.suggestions:
        yield dict(zip(names, astuple(one), strict=True))


def control_rows(summary: Summary) -> Iterator[Row]:
    """One line a control total."""
    for one in summary.controls:
        yield {"equation": one.equation, "left_side": one.left, "right_side": one.right, "agrees": one.agrees}


def about_rows(summary: Summary, tool: str, cut: dict[str, int]) -> Iterator[Row]:
    """What was merged and how; ``cut`` counts the figures that did not fit, by column."""
    totals = summary.totals
    facts = {
        "tool": tool,
        "by": summary.by,
        "fund": summary.fund,
        "files": summary.files,
        "files_merged": summary.merged,
        "forms": summary.forms,
        "forms_merged": summary.forms_merged,
        "initial_budget": plain(totals.initial),
        "budget": plain(totals.budget),
        "executed": plain(totals.executed),
        "execution_rate": plain(totals.rate),
        "expected": summary.expected,
        "inputs_sha256": summary.inputs_sha256,
        "contents_sha256": summary.contents_sha256,
    }
    for item, value in facts.items():
        yield {"item": item, "value": None if value is None else str(value)}
    several = {"part": summary.parts, "note": summary.notes, "alias": [f"{a}＝{b}" for a, b in summary.aliases]}
    for item, values in several.items():
        for text in values:
            yield {"item": item, "value": text}
    for line in summary.missing:
        named = (line.file, line.project, line.unit)
        yield {"item": "list_without_form", "value": f"名单第{line.line}行：{' '.join(filter(None, named))}"}
    for item, count in cut.items():
        yield {"item": item, "value": str(count)}
