"""The real forms: what is wrong in them is found at its place, and nothing is called an error that is none."""

import json
import re
from functools import cache
from pathlib import Path

import pytest

from tests.forms import found
from xladdin import reader
from xladdin.model import Severity

WORKBOOKS = Path(__file__).parent.parent / "data" / "workbooks"
NAMES = tuple(sorted(path.stem for path in WORKBOOKS.glob("*.xlsx")))

#: Group of a true finding → the rules that may speak of it.
RULES = {
    "weights": {"S101", "S102", "F106"},
    "total": {"S104"},
    "rate": {"F102"},
    "budget_score": {"F105"},
    "row_score_met_not_full": {"S105"},
    "row_score_missed": {"S106", "S107"},
    "missing_reason": {"N101"},
    "shifted_row": {"I109"},
    "direction": {"I107"},
    "unit_missing": {"I105"},
    "other": {"I108", "I104"},
}


@cache
def findings(name):
    return tuple(found(reader.read(WORKBOOKS / f"{name}.xlsx")))


def true_findings(name, level):
    forms = json.loads((WORKBOOKS / f"{name}.json").read_text(encoding="utf-8"))
    return [one for form in forms for one in form["true_findings"] if one["level"] in level]


def is_found(one, among):
    """Whether a finding of the right rule stands in the cell, or in the row where the place is a row."""
    where = one["where"]
    row = re.fullmatch(r"row (\d+)", where)
    return any(
        finding.code in RULES[one["group"]]
        and any(str(cell) == where or (row and cell.row == int(row[1])) for cell in finding.cells)
        for finding in among
    )


@pytest.mark.parametrize("name", NAMES)
def test_every_error_is_found_at_its_cell(name):
    missed = [one for one in true_findings(name, "E") if not is_found(one, findings(name))]
    assert missed == []


def test_nine_of_ten_warnings_are_found():
    expected = [(name, one) for name in NAMES for one in true_findings(name, "W")]
    missed = [(name, one) for name, one in expected if not is_found(one, findings(name))]
    assert len(missed) <= len(expected) // 10, missed


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_called_an_error_that_is_none(name):
    expected = true_findings(name, "EWI")
    rows = {int(digits) for one in expected for digits in re.findall(r"\d+", one["where"])}
    false = [
        (finding.code, str(finding.cell), finding.message)
        for finding in findings(name)
        if finding.severity is Severity.ERROR and finding.cell.row not in rows
    ]
    assert false == []


def test_seed003_is_found_as_it_was_checked_by_hand():
    at = {(one.code, str(one.cell)) for one in findings("seed003")}
    assert at == {
        ("F102", "E6"), ("F102", "E7"), ("S105", "G12"), ("N101", "H12"), ("I107", "D13"), ("I107", "D14"),
        ("I109", "D17"), ("I108", "C18"), ("I108", "C19"), ("I105", "E19"), ("N101", "H20"), ("S101", "F22"),
        ("S104", "G22"), ("S102", "A13"),
    }  # fmt: skip
    by_place = {(one.code, str(one.cell)): one for one in findings("seed003")}
    points, total = by_place["S101", "F22"], by_place["S104", "G22"]
    assert (points.found, points.expected, points.difference) == ("93.33", "100", "-6.67")
    assert (total.found, total.expected, total.difference) == ("98.6", "92.6", "6")
