"""B107: the project cards of a department beside its form, as they are read from text tables."""

from dataclasses import replace

import pytest

from tests.forms import form
from xladdin import checks, kinds
from xladdin.form import find_forms
from xladdin.model import CheckOptions, Digest


def digest(name, layout, **cells):
    (one,) = find_forms(form(layout, **cells), kinds.all_kinds())
    amounts = checks.printed_amounts(one, "万元")
    fields = (one.project.raw, one.department.raw, one.unit.raw, one.year.value)
    return Digest(name, name, one.sheet, *fields, one.kind, kind=one.kind, amounts=amounts)


WHOLE = digest("部门.xlsx", "department")
WATER = digest("饮水.xlsx", "project-card")
RIVER = digest("清淤.xlsx", "project-card", B3="河道清淤整治", D3="145万元")


def told(*digests):
    return [one for one in checks.run_batch(digests, CheckOptions()) if one.code == "B107"]


def test_b107_cards_that_add_up():
    assert not told(WHOLE, WATER, RIVER)
    assert not told(WATER, RIVER)
    assert not told(WHOLE)
    assert [amount.value for amount in WHOLE.amounts if amount.source == "projects"] == [400, 420, 400]


def test_b107_a_missing_card_and_a_wrong_amount():
    (one,) = told(WHOLE, WATER)
    assert (one.found, one.expected, one.difference) == ("255", "400", "-145")
    assert one.files == ("部门.xlsx", "饮水.xlsx")
    assert "河道清淤整治" in one.message
    assert "农村饮水安全工程维修" not in one.message
    (one,) = told(WHOLE, WATER, digest("清淤.xlsx", "project-card", B3="河道清淤整治", D3="45万元"))
    assert (one.found, one.difference) == ("300", "-100")
    assert "45万元" in one.message
    assert "255万元，部门表" not in one.message


def test_b107_any_column_of_the_form_may_be_meant():
    assert not told(
        WHOLE, digest("a", "project-card", D3="270万元"), digest("b", "project-card", B3="河道", D3="150万元")
    )
    assert told(WHOLE, digest("a", "project-card", D3="280万元"), digest("b", "project-card", B3="河道", D3="150万元"))


@pytest.mark.parametrize(
    ("amount", "fits"),
    [("145.00万元", True), ("145.49万元", True), ("145.56万元", False), ("1454900元", True), ("1459900元", False)],
)
def test_b107_tolerance_by_the_digits_printed(amount, fits):
    """The form prints 400 (± 0.5), the first card 255.0 (± 0.05), the second to a hundredth (± 0.005): 0.555."""
    first = digest("饮水.xlsx", "project-card", D3="255.0万元")
    assert (not told(WHOLE, first, digest("清淤.xlsx", "project-card", B3="河道清淤整治", D3=amount))) is fits


def test_b107_a_card_without_an_amount():
    (one,) = told(WHOLE, WATER, digest("清淤.xlsx", "project-card", B3="河道清淤整治", D3=""))
    assert "河道清淤整治" in one.message
    assert "相差" not in one.message


def test_b107_a_card_handed_in_twice_counts_once():
    again = replace(RIVER, file="清淤2.xlsx", sha256="x")
    assert not told(WHOLE, WATER, RIVER, again)


def test_b107_cards_of_other_departments_and_years_do_not_count():
    other = replace(RIVER, department="某县教育局", unit="某县一中", file="教育.xlsx")
    assert not told(WHOLE, WATER, RIVER, other)
    assert not told(WHOLE, WATER, RIVER, replace(RIVER, project="旧项目", year=2022))
    assert told(WHOLE, WATER, RIVER, replace(RIVER, project="新项目", file="新.xlsx"))


def test_b107_a_name_without_its_place_belongs_to_the_only_department_it_may_mean():
    short = replace(RIVER, department="水务局")
    assert not told(WHOLE, WATER, short)
    two = replace(WHOLE, unit="另县水务局", file="另县.xlsx")
    assert [one.files[0] for one in told(WHOLE, two, WATER, short)] == ["部门.xlsx"]


def test_amounts_of_other_kinds_are_not_added():
    (one,) = find_forms(form("cost"), kinds.all_kinds())
    assert checks.printed_amounts(one, "万元") == ()
