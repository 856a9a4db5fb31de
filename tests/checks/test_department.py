"""D 部门整体支出: the faultless form of a department with changed cells, and the full list of findings."""

from __future__ import annotations

import pytest

from tests.forms import findings, form


def of(**changes: str) -> set[tuple[str, str]]:
    return findings(form("department", **changes))


def test_the_faultless_form_has_no_finding() -> None:
    assert of() == set()


def test_d101_total_is_basic_and_projects() -> None:
    assert of(C6="1001") == {("D101", "C6")}


def test_d101_projects_are_the_sum_of_the_projects_listed() -> None:
    assert of(C12="140") == {("D101", "C10")}


def test_d102_basic_is_personnel_and_operating() -> None:
    assert of(C9="90") == {("D102", "C7")}


def test_d103_share_and_rates() -> None:
    assert of(G7="65.00%") == {("D103", "G7")}


def test_d103_a_share_printed_with_fewer_digits_is_right() -> None:
    assert of(G11="26%") == set()


def test_d104_printed_rate_is_not_that_of_the_figures() -> None:
    assert of(E24="98%") == {("D104", "E24")}


def test_d104_no_figures_no_judgement() -> None:
    """Without the staff figures the printed rate stands."""
    assert of(D14="", E14="", F14="") == set()


def test_d105_score_by_scale() -> None:
    assert of(G28="9", G34="98.5") == {("D105", "G28")}


def test_d105_a_step_begun_may_cost_or_not() -> None:
    """103.5 % of the budget, 10 % of the points for each point above: 6.5 in proportion, 6 or 7 by whole steps."""
    for score, total in (("6.5", "94"), ("7", "94.5"), ("6", "93.5")):
        changed = {"E19": "103.5", "E29": "103.50%", "G29": score, "H29": "物价上涨", "G34": total}
        assert of(**changed) == set(), score
    changed = {"E19": "103.5", "E29": "103.50%", "G29": "8", "H29": "物价上涨", "G34": "95.5"}
    assert of(**changed) == {("D105", "G29")}


def test_d106_adjusted_by_a_third_without_a_word() -> None:
    found = of(C6="750", C7="450", C8="350", C10="300", C11="150", H28="", G28="10", E28="2.67%")
    assert ("D106", "D6") in found


def test_d107_three_public_above_budget() -> None:
    """The rate of change follows the figure, so the row that prints it is wrong too."""
    assert of(E15="13") == {("D107", "E15"), ("D104", "E25"), ("D105", "G25")}


def test_a_rate_printed_over_a_denominator_of_zero() -> None:
    assert of(D14="0") == {("D104", "E24")}


@pytest.mark.parametrize("value", ["-1", "五十", "50人"])
def test_a_basic_figure_is_a_number(value: str) -> None:
    assert of(D14=value) == {("F111", "D14")}


def test_a_rate_that_cannot_be_worked_out_is_left_to_a_person() -> None:
    """Without a figure the figure is asked for; over a denominator of 0 a person's score stands."""
    assert of(D14="", E24="") == {("I102", "E24")}
    assert of(D14="0", E24="") == set()


def test_a_share_of_all_tasks_is_not_above_100() -> None:
    assert ("I111", "E32") in of(E22="25", E32="125.00%", G32="10", G34="98")


def test_another_target_is_judged_as_printed() -> None:
    """The office asks for ≤5 %: the scheme's scale, which begins at 0 %, does not judge the row."""
    assert of(D28="≤5%", G28="10", H28="", G34="99.5") == set()


def test_a_short_score_needs_its_note() -> None:
    assert of(H32="") == {("N101", "H32")}
