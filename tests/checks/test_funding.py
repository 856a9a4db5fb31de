"""F: the funds block and the execution rate."""

import pytest

from tests.forms import findings, form, severities


def test_f101_total_is_not_the_sum_of_its_sources():
    assert findings(form(B7="15")) == {("F101", "B6")}
    assert findings(form(B6="25", B8="4")) == {("F101", "B6")}
    assert findings(form("national", D7="99")) == {("F101", "D6")}


def test_f101_column_by_column():
    assert findings(form(B7="15", B8="4")) == {("F101", "B6")}
    assert findings(form(B7="15", B8="5")) == set()


def test_f101_a_cent_a_source_is_rounding():
    assert findings(form(B7="19.98")) == set()
    assert findings(form(B7="19.97")) == {("F101", "B6")}


def test_f101_leaves_what_is_no_amount_to_f111():
    assert findings(form(B7="-20")) == {("F111", "B7")}
    assert findings(form(B7="约二十")) == {("F111", "B7")}
    assert findings(form(B6="-20")) == {("F111", "B6")}


def test_f101_is_silent_where_no_source_is_filled_in():
    assert findings(form(B7="", B8="", C7="", C8="", D7="", D8="", E7="", E8="")) == set()


def test_f101_sources_by_level_may_be_part_of_fiscal_funds_or_stand_beside_them():
    names = {"C7": "其中：财政拨款", "C8": "中央补助", "C9": "地方资金"}
    rates = {"H7": "", "H8": ""}
    assert findings(form("national", **names, **rates)) == set()
    inside = {"D7": "120", "E7": "125", "F7": "118.75", "D9": "100", "E9": "105", "F9": "98.75"}
    assert findings(form("national", **names, **rates, **inside)) == set()
    neither = {"D7": "110", "D8": "5", "D9": "7"}
    assert findings(form("national", **names, **rates, **neither)) == {("F101", "D6")}


def test_f102_rate_is_not_executed_by_budget():
    assert findings(form(E6="99.81%", E7="99.81%")) == {("F102", "E6"), ("F102", "E7")}
    assert findings(form(E6="0.958", E7="")) == {("F102", "E6")}
    assert findings(form(E6="99")) == {("F102", "E6")}


@pytest.mark.parametrize("rate", ["99.8%", "100%", "99.80", "'99.80％", "0.998", "1", "99.8000%", "0.998 {0.00%}"])
def test_f102_at_the_digits_printed(rate):
    assert findings(form(E6=rate)) == set()


def test_f102_is_silent_where_the_rate_is_undefined():
    assert findings(form(E8="100%")) == set()


def test_f103_rate_above_100():
    changed = form(D6="21", D7="21", E6="105%", E7="105%", G6="10", G19="99")
    assert findings(changed) == {("F103", "D6")}


def test_f103_of_a_single_source_is_only_a_question():
    changed = form(C7="19", C8="1", D7="19.96", E7="105.05%", E8="0%")
    assert severities(changed) == {("F103", "D7"): "warning"}


def test_f104_budget_missing_or_zero():
    assert findings(form(C6="", C7="", C8="", E6="", E7="")) == {("F104", "C6")}
    assert findings(form(C6="0", C7="0", C8="0", E6="", E7="")) == {("F104", "C6")}


def test_f104_executed_missing():
    assert findings(form(D6="", D7="", D8="", E6="", E7="")) == {("F104", "D6")}


def test_f104_nothing_spent_is_a_rate_of_0():
    spent = form(D6="0", D7="0", D8="0", E6="0%", E7="0%", G6="0", G19="89")
    assert findings(spent) == set()


def test_f105_execution_score_is_not_points_by_rate():
    assert findings(form(G6="10", G19="99")) == {("F105", "G6")}
    assert findings(form(G6="9", G19="98")) == {("F105", "G6")}


def test_f105_one_decimal_is_rounding_and_only_said():
    rounded = form(D6="19.7", D7="19.7", E6="98.5%", E7="98.5%", G6="9.9", G19="98.9", E12="19.7万元")
    assert severities(rounded) == {("F105", "G6"): "note"}


def test_f105_by_the_bands_of_the_scheme():
    assert findings(form("jiangxi")) == set()
    assert findings(form("jiangxi", I5="8.6", I17="98.6")) == {("F105", "I5")}


def test_f105_written_as_an_indicator_row():
    assert findings(form("hebei", G17="10", G18="100")) == {("F105", "G17")}


def test_f106_points_of_the_execution_rate_changed():
    changed = form(F6="8", G6="7.98", F18="12", G18="12")
    assert findings(changed) == {("F106", "F6"), ("S102", "A18")}


def test_f111_not_a_number_or_negative():
    assert findings(form(B8="约三万")) == {("F111", "B8")}
    assert findings(form(B7="21", B8="-1")) == {("F111", "B8")}
    assert findings(form(D6="-19.96", D7="-19.96")) == {("F111", "D6"), ("F111", "D7")}


def test_f111_a_figure_with_its_unit_is_understood_and_yet_an_error():
    assert severities(form(C6="20万")) == {("F111", "C6"): "error"}
    assert severities(form(C6="200000元")) == {("F111", "C6"): "error"}
    assert findings(form(C6="'20", C7="'２０.00")) == set()


@pytest.mark.parametrize("empty", ["", "-", "—", "/"])
def test_f111_an_empty_amount_is_no_fault(empty):
    assert findings(form(B8=empty, C8=empty, D8=empty, E8=empty)) == set()


SICHUAN_LOW = {"F5": "60.2", "F6": "60.2", "G5": "70.00%", "G6": "70.00%", "I5": "7", "I19": "96"}


def test_f107_a_low_rate_without_a_reason():
    assert severities(form("sichuan", **SICHUAN_LOW, J5="")) == {("F107", "J5"): "warning", ("F108", "J5"): "warning"}
    unadjusted = {"D5": "86", "D6": "86"}
    assert findings(form("sichuan", **SICHUAN_LOW, **unadjusted, J5="无")) == {("F107", "J5")}


def test_f107_a_reason_may_stand_in_the_funds_block_or_in_a_remark():
    assert findings(form("sichuan", **SICHUAN_LOW, J5="尾款次年支付")) == set()
    assert findings(form("sichuan", **SICHUAN_LOW, J5="", B21="年末资金未能支付。")) == set()


def test_f107_places_without_a_threshold_ask_for_none():
    low = {"D6": "12", "D7": "12", "E6": "60%", "E7": "60%", "G6": "6", "E12": "12万元", "G19": "95"}
    assert findings(form(**low)) == set()


def test_f108_an_adjusted_budget_without_a_reason():
    assert severities(form("sichuan", J5="")) == {("F108", "J5"): "warning"}
    assert findings(form("sichuan", J5="", D5="86", D6="86")) == set()
    assert findings(form("sichuan", J5="", D5="0", D6="0")) == {("F108", "J5")}


GUANGXI = {"B3": "广西某县水务局"}


@pytest.mark.parametrize(
    ("initial", "total", "codes"),
    [
        ("15", "98.98", {("F108", "C6")}),  # 33.3 %
        ("15.39", "98.98", set()),  # 29.95 %
        ("26", "98.98", set()),  # −23.1 %
        ("30", "98.98", {("F108", "C6")}),  # −33.3 %
        ("0", "98.98", set()),  # nothing to measure by
        ("15", "90", set()),  # only totals above 90 are asked
    ],
)
def test_f108_from_the_share_and_the_total_of_the_scheme_on(initial, total, codes):
    changed = form(**GUANGXI, B6=initial, B7=initial, G19=total)
    assert findings(changed, scheme="guangxi/2024", ignore=("S104", "I116")) == codes


def test_f109_the_initial_budget_as_denominator():
    by_initial = {"B6": "25", "B7": "25", "E6": "79.84%", "E7": "79.84%"}
    assert severities(form(**by_initial)) == {("F109", "E6"): "warning", ("F109", "E7"): "warning"}
    assert findings(form(**{**by_initial, "E7": "99.80%"})) == {("F109", "E6")}


def test_f109_is_not_said_where_both_budgets_are_the_same_or_the_rate_is_another():
    assert findings(form(E6="79.84%")) == {("F102", "E6")}
    assert findings(form(B6="25", B7="25", E6="79.80%")) == {("F102", "E6")}
    assert findings(form(B6="25", B7="25")) == set()


UNNAMED = {"A1": "2024年度项目支出绩效自评表"}


def test_f105_bands_without_the_name_of_their_region():
    assert findings(form("jiangxi", **UNNAMED)) == set()
    plain_columns = {**UNNAMED, "D10": "指标方向"}  # nothing points to 江西
    assert severities(form("jiangxi", **plain_columns))["F105", "I5"] == "warning"
    assert severities(form("jiangxi", **plain_columns, I5="9", J17="")).get(("F105", "I5")) == "error"
    in_proportion = severities(form("jiangxi", **UNNAMED, I5="8.6", I17="98.6"))
    assert in_proportion == {("F105", "I5"): "warning"}
    assert severities(form("jiangxi", I5="8.6", I17="98.6")) == {("F105", "I5"): "error"}


def test_f107_f108_are_notes_where_the_scheme_is_in_doubt():
    low = {"F5": "70", "F6": "70", "G5": "81.40%", "G6": "81.40%", "I5": "8.14", "I18": "97.14", "J5": ""}
    certain = severities(form("sichuan", **low))
    doubtful = severities(form("sichuan", **UNNAMED, **low))
    assert certain.keys() == doubtful.keys() >= {("F107", "J5"), ("F108", "J5")}
    assert {certain["F107", "J5"], certain["F108", "J5"]} == {"warning"}
    assert {doubtful["F107", "J5"], doubtful["F108", "J5"]} == {"note"}
