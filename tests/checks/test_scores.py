"""S and N: points, scores, total, deviation notes."""

import pytest

from tests.forms import findings, form, found, severities


def test_s101_points_do_not_add_up_to_100():
    assert findings(form(F14="12.33", G14="12.33", G19="97.98")) == {("S101", "F19"), ("S102", "A13")}
    assert findings(form(F18="12", G18="12", G19="100.98")) == {("S101", "F19"), ("S102", "A18")}


def test_s101_the_printed_total_is_not_100():
    assert findings(form(F19="99")) == {("S101", "F19")}
    assert findings(form(F19="")) == set()
    assert findings(form(F19="90")) == set()  # without the execution rate's 10


def test_s101_uneven_cents_close_to_100_or_are_only_said():
    assert findings(form(F15="13.33", G15="13.33", G19="98.97")) == set()
    assert severities(form(F15="13.31", G15="13.31", G19="98.95")) == {("S101", "F19"): "note"}


def test_s101_is_silent_where_points_are_missing():
    assert findings(form(F14="")) == {("I103", "F14")}


def test_s103_score_above_points():
    assert findings(form(G13="14.33", G19="99.98")) == {("S103", "G13")}
    assert findings(form(G13="13.34", G19="98.99")) == set()


def test_s103_rows_over_the_points_of_their_goal_block():
    assert findings(form("hubei", F7="15", F8="15")) == set()  # moved inside the block
    assert findings(form("hubei", F7="25", B13="104")) == {("S103", "A6")}
    assert findings(form("hubei", F7="25", F11="20")) == {("S103", "A6")}  # the other block is no excuse
    assert findings(form("hubei", F7="25")) == {("S103", "A6"), ("S104", "B13")}
    assert findings(form("hubei", A6="年度绩效目标1\\n（50分）", F7="30", B13="109")) == {("S101", "A6")}


NO_POINTS = {f"F{row}": "" for row in range(11, 19)}  # no such column


def test_s103_rows_over_the_points_printed_on_their_category():
    assert findings(form(**NO_POINTS, A13="产出指标（40分）")) == set()
    assert findings(form(**NO_POINTS, A13="产出指标（30分）")) == {("S103", "A13")}


def test_s103_a_total_above_a_hundred():
    no_blocks = {"A6": "年度绩效目标1", "A10": "年度绩效目标2"}
    assert findings(form("hubei", **no_blocks, F7="25", B13="104")) == {("S103", "B13")}
    assert findings(form(**NO_POINTS, G13="23.33", G19="108.98")) == {("S103", "G19")}
    # Where another rule says what is wrong, the total is no second finding.
    assert findings(form("hubei", B13="104")) == {("S104", "B13")}
    assert findings(form("hubei", F5="25", B13="105")) == {("F105", "F5")}
    assert findings(form(F13="23.33", G13="23.33", G19="108.98")) == {("S101", "F19"), ("S102", "A13")}


def test_s104_total_is_not_the_sum_of_the_scores():
    assert findings(form(G19="98.6")) == {("S104", "G19")}
    assert findings(form(G19="99.1")) == {("S104", "G19")}


def test_s104_a_cent_a_row_is_rounding_and_only_said():
    assert findings(form(G19="98.99")) == set()
    assert severities(form(G19="99.03")) == {("S104", "G19"): "note"}
    assert severities(form(G19="99.04")) == {("S104", "G19"): "error"}


def test_s104_is_silent_where_a_score_is_missing():
    assert findings(form(G13="")) == {("S109", "G13")}


def test_s105_met_scored_short_without_a_note():
    assert findings(form(G12="19.96", G19="98.94")) == {("S105", "G12"), ("N101", "H12")}


def test_s105_with_a_note_the_unit_may_be_strict_with_itself():
    assert findings(form(G12="19.96", H12="个别票据报销滞后", G19="98.94")) == set()


def test_s105_a_date_that_was_met():
    met = form(D15="2024年12月30日前", E15="2024年12月30日", G15="12.34", G19="97.98")
    assert findings(met) == {("S105", "G15"), ("N101", "H15")}


def test_s105_a_qualitative_row_inside_its_tier_has_no_single_right_score():
    assert findings(form(H17="")) == {("N101", "H17")}


def test_s106_missed_and_scored_above_the_rule():
    assert findings(form(E13="9处")) == {("S106", "G13")}
    assert findings(form(E13="9处", G13="12", H13="缺材料", G19="97.65")) == {("S106", "G13")}
    assert findings(form(E13="9处", G13="10", H13="缺材料", G19="95.65")) == set()


def test_s106_above_its_points_is_s103s():
    assert findings(form(E13="9处", G13="14", G19="99.65")) == {("S103", "G13")}


def test_s106_one_decimal_is_rounding_and_only_said():
    rounded = form(E13="11.3处", G13="12.6", H13="缺材料", G19="98.25")
    assert severities(rounded) == {("S106", "G13"): "note"}


def test_s107_missed_and_scored_below_the_rule():
    assert severities(form(E13="9处", G13="8", H13="缺材料", G19="93.65")) == {("S107", "G13"): "note"}


def test_s109_score_empty_on_a_filled_row():
    assert findings(form(G13="")) == {("S109", "G13")}
    assert findings(form(G6="")) == {("S109", "G6")}
    assert findings(form(G19="")) == {("S109", "G19")}


def test_s109_a_row_without_an_actual_is_i102s():
    assert findings(form(E13="", G13="")) == {("I102", "E13")}


def test_s109_zero_is_a_score():
    assert findings(form(E13="0处", G13="0", H13="未开工", G19="85.65")) == set()


def test_s113_negative_or_not_a_number():
    assert findings(form(G13="-2")) == {("S113", "G13")}
    assert findings(form(G13="满分")) == {("S113", "G13")}
    assert findings(form(G19="优秀")) == {("S113", "G19")}


@pytest.mark.parametrize("note", ["", "无", "0", "-", "/", "没有", "无。", "　"])
def test_n101_below_full_points_and_nothing_said(note):
    assert findings(form(H17=note)) == {("N101", "H17")}


def test_n101_a_missed_target_scored_by_the_rule_needs_a_note_too():
    assert findings(form(E13="9处", G13="10", G19="95.65")) == {("N101", "H13")}


def test_n101_the_execution_rate_needs_none():
    assert findings(form()) == set()
    assert findings(form("hebei")) == set()


def test_n101_is_silent_where_the_form_has_no_place_for_a_note():
    without = form(H11="", H17="")
    assert findings(without) == set()


def test_differences_are_found_minus_expected():
    by_code = {one.code: one for one in found(form(G12="19.96", G19="98.6"))}
    assert (by_code["S105"].found, by_code["S105"].expected, by_code["S105"].difference) == ("19.96", "20", "-0.04")
    assert (by_code["S104"].found, by_code["S104"].expected, by_code["S104"].difference) == ("98.6", "98.94", "-0.34")
