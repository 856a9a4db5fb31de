"""A form as it was understood, as JSON: figures as decimal strings in the form's own unit, rates in percent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from decimal import Decimal
    from pathlib import Path

    from xladdin.model import Actual, CheckedForm, Due, Entry, FundRow, Indicator, Target


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
        "year": form.year.value,
        "project": form.project.raw or None,
        "department": form.department.raw or None,
        "unit": form.unit.raw or None,
        "amount_unit": form.amount_unit.value,
        "amount_unit_assumed": form.unit_is_assumed,
        "goal": form.goal.raw or None,
        "achieved": form.achieved.raw or None,
        "funding": [_fund_json(row) for row in form.funding],
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
        "remarks": [{"label": remark.label, "text": remark.text.raw} for remark in form.remarks],
    }


def _fund_json(row: FundRow) -> dict[str, Any]:
    return {
        "source": row.source,
        "label": row.label,
        "initial": plain(row.initial.value),
        "budget": plain(row.budget.value),
        "executed": plain(row.executed.value),
        "rate": plain(row.rate.value),
        "points": plain(row.points.value),
        "score": plain(row.score.value),
        "reason": row.reason.raw or None,
        "row": row.row,
        "cells": _cells(
            initial=row.initial,
            budget=row.budget,
            executed=row.executed,
            rate=row.rate,
            points=row.points,
            score=row.score,
        ),
    }


def _indicator_json(row: Indicator, due: Due) -> dict[str, Any]:
    return {
        "category": row.category.raw or None,
        "subcategory": row.subcategory.raw or None,
        "name": row.name.raw,
        "target": _target_json(row.target),
        "actual": _actual_json(row.actual),
        "points": plain(row.points.value),
        "score": plain(row.score.value),
        "due": plain(due.score),
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
