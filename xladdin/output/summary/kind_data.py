"""The sections of a summary (other kinds of forms) as plain data for JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from xladdin.output.form_json import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from decimal import Decimal

    from xladdin.model import CategoryScore, FormLine, KindGroup, KindSection, MergedAmounts, MergedIndicator


def section_data(
    section: KindSection,
    form: Callable[[FormLine], dict[str, Any]],
    indicator: Callable[[MergedIndicator], dict[str, Any]],
) -> dict[str, Any]:
    """A section; ``form`` and ``indicator`` give what the summary gives of those of its own kind."""
    return {
        "kind": section.kind,
        "name": section.name,
        "forms": [
            {**form(line.form), "amount": plain(line.amount), "categories": [_category(one) for one in line.categories]}
            for line in section.lines
        ],
        "groups": [_group(group, indicator) for group in section.groups],
    }


def _group(group: KindGroup, indicator: Callable[[MergedIndicator], dict[str, Any]]) -> dict[str, Any]:
    lowest, mean, highest = group.totals.scores or (None, None, None)
    return {
        "label": group.label,
        "forms": group.totals.forms,
        "grades": group.totals.grades,
        "scores": {"lowest": plain(lowest), "mean": plain(mean), "highest": plain(highest)},
        "amount": plain(group.amount),
        "without_amount": group.without_amount,
        "categories": [_category(one) for one in group.categories],
        "amounts": [_amounts(row) for row in group.amounts],
        "indicators": [indicator(row) for row in group.indicators],
    }


def _category(one: CategoryScore) -> dict[str, Any]:
    return {"name": one.name, "points": plain(one.points), "score": plain(one.score)}


def _amounts(row: MergedAmounts) -> dict[str, Any]:
    return {
        "block": row.block,
        "key": row.key,
        "label": row.label.strip(),
        "unit": row.unit,
        "how": row.how,
        "values": _plain(row.values),
        "counts": dict(row.counts),
        "rates": _plain(row.rates),
        "from": [
            {
                "file": one.file,
                "sheet": one.sheet,
                "cell": one.cell,
                "unit": one.unit or None,
                "values": _plain(one.values),
            }
            for one in row.sources
        ],
    }


def _plain(values: Mapping[str, Decimal | None]) -> dict[str, str | None]:
    return {name: plain(value) for name, value in values.items()}
