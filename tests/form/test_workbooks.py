"""Real published forms: every field of the expected JSON beside each workbook is read back."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from xladdin.form import find_forms
from xladdin.model import Entry, FundRow, Indicator, SelfEvaluation
from xladdin.reader import read

DATA = Path(__file__).parents[1] / "data" / "workbooks"
#: Keys of the JSON that say something about the product's findings, not about the form.
NOT_READ = {"true_findings"}
TARGET_CELLS = ("t_op", "t_val", "t_unit")

workbooks = sorted(path for path in DATA.iterdir() if path.suffix != ".json" and path.suffix != ".md")


def forms_of(path: Path) -> list[tuple[SelfEvaluation, dict[str, Any]]]:
    expected = json.loads(path.with_suffix(".json").read_text("utf-8"))
    return list(zip(find_forms(read(path)), expected, strict=True))


def number(value: str | None) -> Decimal | None:
    return None if value is None else Decimal(value)


def address(entry: Entry[Any]) -> str | None:
    return str(entry.cell) if entry.cell else None


@pytest.fixture(scope="module", params=workbooks, ids=lambda path: path.name)
def pairs(request: pytest.FixtureRequest) -> list[tuple[SelfEvaluation, dict[str, Any]]]:
    found = forms_of(request.param)
    assert found
    return found


def test_head(pairs: list[tuple[SelfEvaluation, dict[str, Any]]]) -> None:
    known = {
        "sheet": lambda form: form.sheet,
        "kind": lambda form: form.kind,
        "year": lambda form: str(form.year.value),
        "project": lambda form: form.project.raw,
        "department": lambda form: form.department.raw,
        "unit": lambda form: form.unit.raw,
        "amount_unit": lambda form: form.amount_unit.value,
    }
    for form, expected in pairs:
        assert expected.keys() - NOT_READ == {*known, "funding", "indicators", "total"}
        assert {key: read_key(form) for key, read_key in known.items()} == {key: expected[key] for key in known}


def test_funding(pairs: list[tuple[SelfEvaluation, dict[str, Any]]]) -> None:
    for form, expected in pairs:
        assert [
            fund_row(row, wanted) for row, wanted in zip(form.funding, expected["funding"], strict=True)
        ] == expected["funding"]


def fund_row(row: FundRow, wanted: dict[str, Any]) -> dict[str, Any]:
    """The row as the JSON writes it, numbers in the JSON's own spelling where they are equal."""
    amounts = {
        name: wanted[name] if getattr(row, name).value == number(wanted[name]) else f"{getattr(row, name).value}"
        for name in ("initial", "budget", "executed", "points", "score")
    }
    cells = {name: address(getattr(row, name)) for name in ("initial", "budget", "executed", "points", "rate", "score")}
    return {
        "source": row.source,
        "label": row.label,
        **amounts,
        "rate_printed": row.rate.raw or None,
        "reason": row.reason.value,
        "cells": {name: cell for name, cell in cells.items() if cell},
        "row": row.row,
    }


def test_indicators(pairs: list[tuple[SelfEvaluation, dict[str, Any]]]) -> None:
    for form, expected in pairs:
        read_back = [
            indicator(row, wanted) for row, wanted in zip(form.indicators, expected["indicators"], strict=True)
        ]
        assert read_back == expected["indicators"]


def indicator(row: Indicator, wanted: dict[str, Any]) -> dict[str, Any]:
    figures = {
        name: wanted[name] if getattr(row, name).value == number(wanted[name]) else f"{getattr(row, name).value}"
        for name in ("points", "score")
    }
    cells = {name: address(getattr(row, name)) for name in ("name", "target", "actual", "points", "score", "note")}
    result: dict[str, Any] = {
        "category": row.category.raw,
        "subcategory": row.subcategory.raw,
        "name": row.name.raw,
        "target_raw": row.target.raw,
        "actual_raw": row.actual.raw,
        **figures,
        "note": row.note.raw,
        "row": row.row,
        "cells": {name: cell for name, cell in cells.items() if cell},
    }
    if row.target_cells:
        result["target_cells"] = [entry.raw for entry in row.target_cells]
        assert result["cells"].pop("target") == address(row.target_cells[1])
        result["cells"] |= dict(zip(TARGET_CELLS, map(address, row.target_cells), strict=True))
    if row.is_execution:
        result["is_execution"] = True
    return result


def test_total_and_grade(pairs: list[tuple[SelfEvaluation, dict[str, Any]]]) -> None:
    for form, expected in pairs:
        total = expected["total"]
        assert form.total.points.value == number(total["points"])
        assert form.total.score.value == number(total["score"])
        assert form.total.row == total["row"]
        assert {"points": address(form.total.points), "score": address(form.total.score)} == total["cells"]
        assert (form.grade.value or None) == total.get("grade")


def test_shifted_row_is_told() -> None:
    [(form, _)] = forms_of(DATA / "seed003.xlsx")
    assert {row.row: row.shifted for row in form.indicators if row.shifted} == {17: 1}


def test_rates_are_percent() -> None:
    rates = {path.stem: forms_of(path)[0][0].funds_total for path in workbooks}
    assert {name: row and row.rate.value for name, row in rates.items()} == {
        "ah_heritage": Decimal("95.8"),
        "sc_gauge": Decimal(100),
        "seed003": Decimal("99.81"),
        "sx_medins": Decimal(99),
        "yn_patrol": Decimal(100),
    }


def test_points_printed_on_categories() -> None:
    [(form, _)] = forms_of(DATA / "sx_medins.xlsx")
    assert [(str(block.cell), block.points, block.is_goal) for block in form.blocks] == [
        ("B14", 50, False),
        ("B18", 30, False),
        ("B19", 10, False),
    ]


def test_where_the_amount_unit_is_printed() -> None:
    cells = {path.stem: address(forms_of(path)[0][0].amount_unit) for path in workbooks}
    assert cells == {"ah_heritage": "A5", "sc_gauge": "C8", "seed003": "A4", "sx_medins": "A6", "yn_patrol": "I2"}


def test_goals() -> None:
    cells = {
        path.stem: tuple(map(address, (form.goal, form.achieved))) for path in workbooks for form, _ in forms_of(path)
    }
    assert cells == {
        "ah_heritage": ("C10", "G10"),
        "sc_gauge": ("E14", "I14"),
        "seed003": ("B10", "E10"),
        "sx_medins": ("C12", "G12"),
        "yn_patrol": ("B11", "G11"),
    }


def test_extent() -> None:
    extent = {path.stem: (form.first_row, form.last_row) for path in workbooks for form, _ in forms_of(path)}
    assert extent == {
        "ah_heritage": (1, 23),
        "sc_gauge": (4, 27),
        "seed003": (1, 27),
        "sx_medins": (1, 20),
        "yn_patrol": (1, 20),
    }
