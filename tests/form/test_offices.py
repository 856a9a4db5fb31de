"""Layouts as offices really draw them: nothing is missed, nothing is misread, nothing is found in faultless forms."""

from decimal import Decimal
from pathlib import Path

import pytest

from tests.forms import find_forms, findings
from xladdin.demo.tables import to_workbook

OFFICES = Path(__file__).parent / "offices"
NAMES = tuple(sorted(path.stem for path in OFFICES.glob("*.txt")))

#: Rows that earn points, where they are not three or four.
ROWS = {"rate_as_a_row": 4, "rate_as_first_row": 4, "funds_in_pairs": 4}
GRADED = {
    "numbered_rows",
    "notes_and_subtotals",
    "labels_and_values_in_one_cell",
    "total_in_one_sentence",
    "rate_as_first_row",
    "total_at_the_top",
    "sums_below_the_indicators",
}
LONELY = {"two_forms", "goals_without_points"}


def office(name):
    return to_workbook((OFFICES / f"{name}.txt").read_text(encoding="utf-8"), f"{name}.xlsx")


@pytest.mark.parametrize("name", NAMES)
def test_a_faultless_form_gives_nothing(name):
    assert findings(office(name)) == ({("W105", "")} if name == "two_forms" else set())


@pytest.mark.parametrize("name", sorted(set(NAMES) - LONELY))
def test_everything_is_read(name):
    (form,) = find_forms(office(name))
    assert form.project.raw == "农村饮水安全维修养护经费"
    assert form.department.raw.startswith("某县水务局")
    assert form.unit.raw == "某县农村供水管理站"
    assert form.year.value == 2024
    assert form.goal.raw
    assert form.achieved.raw
    factor = 10_000 if form.amount_unit.value == "元" else 1
    funds = form.funds_total
    assert (funds.budget.value, funds.executed.value) == (20 * factor, Decimal("19.96") * factor)
    assert not form.unit_is_assumed
    scored = [row for row in form.indicators if not row.is_subrow]
    assert len(scored) in {3, 4}
    assert len(scored) == ROWS.get(name, len(scored))
    assert {row.score.value for row in scored} >= {Decimal(10)}
    assert form.total.score.value == Decimal("99.98")
    assert form.total.points.value in {None, 100}
    if name in GRADED:
        assert form.grade.value in {"优", "优秀"}


def test_two_forms_in_one_sheet_have_each_their_own_unit():
    first, second = find_forms(office("two_forms"))
    assert [form.project.raw for form in (first, second)] == ["甲项目", "乙项目"]
    assert [form.amount_unit.value for form in (first, second)] == ["万元", "元"]


def test_the_points_of_the_rate_are_printed_above_its_score():
    (form,) = find_forms(office("goals_without_points"))
    assert form.funds_total.points.value == 20
    assert form.funds_total.points.cell == form.funds_total.score.cell.__class__("自评表", 4, 6)


def test_sums_and_the_rate_once_more_are_no_indicators():
    (form,) = find_forms(office("sums_below_the_indicators"))
    assert [row.row for row in form.indicators] == [9, 10, 11]


def test_the_points_of_a_row_are_those_right_of_its_name():
    (form,) = find_forms(office("points_of_every_level"))
    assert [row.points.value for row in form.indicators] == [30, 20, 30, 10]


def test_what_stands_below_a_total_is_no_indicator():
    (form,) = find_forms(office("total_in_two_rows"))
    assert [row.row for row in form.indicators] == [10, 11, 12]
    assert (form.total.points.cell.row, form.total.score.cell.row) == (13, 14)
