"""A form as it was understood, as JSON: figures as decimal strings in the form's own unit, rates in percent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from decimal import Decimal
    from pathlib import Path

    from xladdin.model import Actual, BasicFigure, CheckedForm, Due, Entry, FundRow, Indicator, Narrative, Target


def plain(number: Decimal | None) -> str | None:
    """A decimal without exponent and without trailing zeros: 20, 19.96, 0.5; null stays null."""
    if number is None:
        return None
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def form_json(path: Path, checked: CheckedForm) -> dict[str, Any]:
    """One form with what the scheme gives for it."""
    form, due = checked.form, checked.due
    return {
        "file": str(path),
        "sheet": form.sheet,
        "kind": form.kind,
        "scheme": checked.choice.scheme.key,
        "scheme_why": checked.choice.why,
        "title": form.title.raw or None,
        "year": form.year.value,
        "project": form.project.raw or None,
        "department": form.department.raw or None,
        "unit": form.unit.raw or None,
        "subproject": form.subproject.raw or None,
        "region": form.region.raw or None,
        "amount": plain(form.amount.value),
        "amount_unit": form.amount_unit.value,
        "amount_unit_assumed": form.unit_is_assumed,
        "goal": form.goal.raw or None,
        "achieved": form.achieved.raw or None,
        "funding": [_fund_json(row) for row in form.funding],
        "figures": [_figure_json(row) for row in form.figures],
        "indicators": [_indicator_json(row, due.indicators[i]) for i, row in enumerate(form.indicators)],
        "total": {
            "points": plain(form.total.points.value),
            "score": plain(form.total.score.value),
            "due": plain(due.due_total),
            "row": form.total.row,
        },
        "grade": {"stated": form.grade.raw or None, "due": due.grade},
        "execution": {"due": plain(due.execution.score), "explanation": due.execution.explanation},
        "blocks": [{"label": block.label, "points": plain(block.points)} for block in form.blocks],
        "narratives": [_narrative_json(one) for one in form.narratives],
        "remarks": [{"label": remark.label, "text": remark.text.raw} for remark in form.remarks],
    }


def _fund_json(row: FundRow) -> dict[str, Any]:
    return {
        "source": row.source,
        "label": row.label,
        "initial": plain(row.initial.value),
        "budget": plain(row.budget.value),
        "arrived": plain(row.arrived.value),
        "executed": plain(row.executed.value),
        "rate": plain(row.rate.value),
        "share": plain(row.share.value),
        "last": plain(row.last.value),
        "change": plain(row.change.value),
        "points": plain(row.points.value),
        "score": plain(row.score.value),
        "reason": row.reason.raw or None,
        "row": row.row,
        "cells": _cells(
            initial=row.initial,
            budget=row.budget,
            arrived=row.arrived,
            executed=row.executed,
            rate=row.rate,
            share=row.share,
            last=row.last,
            change=row.change,
            points=row.points,
            score=row.score,
            reason=row.reason,
        ),
    }


def _figure_json(row: BasicFigure) -> dict[str, Any]:
    return {
        "key": row.key,
        "label": row.label,
        "planned": plain(row.planned.value),
        "actual": plain(row.actual.value),
        "last": plain(row.last.value),
        "row": row.row,
        "cells": _cells(planned=row.planned, actual=row.actual, last=row.last),
    }


def _narrative_json(one: Narrative) -> dict[str, Any]:
    return {"key": one.key, "label": one.label, "text": one.text.raw, "cells": _cells(text=one.text)}


def _indicator_json(row: Indicator, due: Due) -> dict[str, Any]:
    return {
        "category": row.category.raw or None,
        "subcategory": row.subcategory.raw or None,
        "name": row.name.raw,
        "target": _target_json(row.target),
        "actual": _actual_json(row.actual),
        "standard": row.standard.raw or None,
        "points": plain(row.points.value),
        "score": plain(row.score.value),
        "due": plain(due.score),
        "rate_due": plain(due.rate),
        "outcome": due.outcome.value,
        "explanation": due.explanation,
        "note": row.note.raw,
        "row": row.row,
        "shifted": row.shifted,
        "is_execution": row.is_execution,
        "is_subrow": row.is_subrow,
        "cells": _cells(
            name=row.name,
            target=row.target,
            actual=row.actual,
            standard=row.standard,
            points=row.points,
            score=row.score,
            note=row.note,
        ),
    }


def _target_json(entry: Entry[Target]) -> dict[str, Any]:
    target = entry.value
    return {
        "raw": entry.raw,
        "kind": target.kind.value if target else "blank",
        "op": target.op.value if target and target.op else None,
        "value": _printed(target.value) if target else None,
        "value2": _printed(target.value2) if target else None,
        "unit": target.unit.text if target and target.unit else None,
        "when": target.when if target else None,
    }


def _actual_json(entry: Entry[Actual]) -> dict[str, Any]:
    actual = entry.value
    return {
        "raw": entry.raw,
        "value": _printed(actual.value) if actual else None,
        "unit": actual.unit.text if actual and actual.unit else None,
        "when": actual.when if actual else None,
    }


def _printed(number: Decimal | None) -> str | None:
    """A figure with the digits that were printed (95.00 stays 95.00)."""
    return None if number is None else format(number, "f")


def _cells(**entries: Entry[Any]) -> dict[str, str]:
    return {name: str(entry.cell) for name, entry in entries.items() if entry.cell is not None}
