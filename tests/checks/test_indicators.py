"""I: what is filled in for each indicator."""

import pytest

from tests.forms import findings, form, found, severities


def test_i101_target_empty():
    assert findings(form(D13="")) == {("I101", "D13")}
    assert findings(form(D13="≥　处")) == {("I101", "D13")}
    assert findings(form(D13="", E13="")) == {("I101", "D13")}


def test_i102_actual_empty():
    assert findings(form(E13="")) == {("I102", "E13")}
    assert findings(form(E13="—")) == {("I102", "E13")}


def test_i102_zero_is_a_value():
    assert findings(form(E13="0处", G13="0", H13="水源地征地未完成", G19="85.65")) == set()


def test_i103_points_empty_zero_or_negative():
    assert findings(form(F13="")) == {("I103", "F13")}
    assert findings(form(F13="0", G13="0", F12="33.33", G12="33.33", G19="98.98")) >= {("I103", "F13")}
    assert findings(form(F13="-13.33")) == {("I103", "F13")}
    assert findings(form(F13="十三分左右")) == {("I103", "F13")}


def test_i103_the_execution_rates_points_can_be_taken_from_the_scheme():
    assert severities(form(F6="")) == {("I103", "F6"): "warning"}


def test_i103_is_not_asked_where_the_form_prints_no_points():
    assert findings(form("hubei")) == set()


def test_i104_nothing_to_measure():
    assert findings(form(D17="展示形象", E17="展示形象", G17="10", H17="", G19="99.98")) == {("I104", "D17")}


@pytest.mark.parametrize("target", ["稳步提升", "展示形象3次", "机制健全", "符合规定"])
def test_i104_figures_and_degrees_can_be_measured(target):
    assert "I104" not in {code for code, _ in findings(form(D17=target, E17=target))}


def test_i105_actual_without_the_targets_unit():
    assert findings(form(E14="97")) == {("I105", "E14")}
    assert findings(form(E13="12")) == {("I105", "E13")}
    assert findings(form(E14="97%")) == set()
    assert findings(form(E14="0.97 {0%}")) == set()


def test_i105_the_same_fault_in_rows_one_below_the_other_is_one_finding():
    three = form(E13="12", E14="97", E15="99")
    (finding,) = found(three)
    assert (finding.code, [str(cell) for cell in finding.cells]) == ("I105", ["E13", "E14", "E15"])
    assert findings(form(E13="12", E14="97")) == {("I105", "E13"), ("I105", "E14")}
    assert findings(form(E13="12", E15="99", E18="96")) == {("I105", "E13"), ("I105", "E15"), ("I105", "E18")}


def test_i105_target_without_any_unit():
    assert findings(form(D13="12", E13="12")) == {("I105", "D13")}
    assert findings(form(C13="维修供水工程数量（处）", D13="12", E13="12")) == set()


def test_i105_nothing_is_nothing_in_every_unit():
    assert findings(form(C14="水质污染事故", D14="0起", E14="0")) == set()


def test_i105_a_target_in_three_columns_has_its_unit_apart():
    assert findings(form("yunnan")) == set()
    assert findings(form("sichuan")) == set()


def test_i105_two_counting_words():
    assert findings(form(E13="12个")) == {("I105", "E13")}


def test_i106_two_different_things():
    assert findings(form(E12="100%")) == {("I106", "E12")}
    assert findings(form(E14="97万元")) == {("I106", "E14")}


def test_i106_one_dimension_two_units_is_the_same_thing():
    assert findings(form(E12="199600元")) == set()


def test_i107_a_limit_on_what_should_be_many():
    assert findings(form(D16="≤5.4万人")) == {("I107", "D16")}
    assert findings(form(C13="接访、下访、督办、维稳数量", D13="≤320次", E13="289次")) == {("I107", "D13")}


def test_i107_a_minimum_for_what_should_not_be():
    assert findings(form(D12="≥19.9万元")) == {("I107", "D12")}
    assert findings(form(C14="逾期发放率", D14="≥95%")) == {("I107", "D14")}


@pytest.mark.parametrize(
    ("name", "target", "actual"),
    [
        ("案件办结时限", "≤60天", "58天"),
        ("科目调整次数", "≤10次", "3次"),
        ("群众投诉次数", "≤3次", "1次"),
        ("进京上访人次", "≤5人次", "2人次"),
        ("安全事故起数", "≤1起", "0起"),
        ("投诉办结率", "≥95%", "97%"),
        ("事故下降率", "≥5%", "5.5%"),
        ("三公经费变动率", "≤0%", "0%"),
        ("水质超标次数", "≤2次", "1次"),
        ("数据差错率", "≤1%", "0.5%"),
        ("管网漏损点数量控制在", "≤20处", "12处"),
    ],
)
def test_i107_limits_and_cures_are_in_their_place(name, target, actual):
    assert findings(form(C13=name, D13=target, E13=actual)) == set()


HANDLING = [
    "违法行为责停率", "违规占地查处率", "安全隐患整改率", "投诉举报处置率", "上访积案化解率", "逾期案件办结率",
    "水土流失治理率", "拖欠工资清偿率", "重大事故隐患整改完成率", "投诉处理及时率", "故障修复率", "欠薪案件执结率",
    "返贫风险消除率", "违规行为制止率", "逾期贷款追缴率", "事故隐患销号率",
]  # fmt: skip


@pytest.mark.parametrize("name", HANDLING)
def test_i107_the_rate_of_work_done_is_better_high_whatever_is_handled(name):
    assert findings(form(C14=name, D14="≥95%", E14="96%")) == set()
    assert findings(form(C14=name, D14="95%", E14="96%")) == set()
    assert findings(form(C14=name, D14="≤97%", E14="96%")) == {("I107", "D14")}


@pytest.mark.parametrize("name", ["超期未办结率", "隐患未整改率", "人员控制率", "在职人员控制率", "三公经费控制率"])
def test_i107_a_denial_or_a_limit_is_no_work_done(name):
    assert findings(form(C14=name, D14="≤97%", E14="96%")) == set()


def test_i107_says_which_word_of_the_name_decided():
    (doubt,) = found(form(C14="违法行为责停率", D14="≤95%", E14="95%"))
    assert "责停率" in doubt.message


def test_i107_a_minimum_standard_is_no_cost():
    assert findings(form(C12="困难群众补助标准", D12="≥700元/人", E12="720元/人")) == set()


def test_i108_a_name_under_the_wrong_heading():
    assert findings(form(C16="案件办结时限", D16="≤60天", E16="60天")) == {("I108", "C16")}
    assert findings(form(C16="经济效益", D16="≥100%", E16="100%")) == {("I108", "C16")}
    assert findings(form(C16="群众满意度", D16="≥90%", E16="95%")) == {("I108", "C16")}


def test_i108_a_name_like_its_own_heading_is_right():
    assert findings(form(C16="社会效益", D16="≥90%", E16="95%")) == set()
    assert findings(form(C15="案件办结时限", D15="≤60天", E15="60天")) == set()


def test_i109_row_shifted_by_a_column():
    shifted = form(B15="", C15="时效指标", D15="维修及时率", E15="≥95%", F15="99%", G15="13.34", H15="13.34")
    assert findings(shifted) == {("I109", "D15")}


def test_i114_a_word_for_a_number():
    assert severities(form(E13="完成")) == {("I114", "E13"): "error"}
    assert severities(form(E12="达成预期", D12="20万元")) == {("I114", "E12"): "warning"}


def test_i114_a_completion_is_no_measured_figure():
    assert severities(form(E13="已完成100%")) == {("I114", "E13"): "warning"}
    assert severities(form(E14="已完成100%")) == {}


def test_i114_nothing_is_the_number_0():
    assert findings(form(C14="水质污染事故", D14="0起", E14="无")) == set()


def test_i115_a_person_has_to_judge():
    late = form(D15="2024年6月底前", E15="2024年8月", G15="10", H15="汛期停工一个月", G19="95.64")
    assert severities(late) == {("I115", "E15"): "note"}


def test_i115_a_judged_row_says_nothing():
    on_time = form(D15="2024年6月底前", E15="2024年5月")
    assert findings(on_time) == set()


def test_i112_the_same_indicator_twice():
    twice = {"C14": "维修供水工程数量", "D14": "≥12处", "E14": "12处"}
    assert severities(form(**twice)) == {("I112", "C14"): "warning"}
    assert findings(form(**{**twice, "C14": "指标2：维修供水工程数量"})) == {("I112", "C14")}
    (finding,) = found(form(**twice))
    assert [str(cell) for cell in finding.cells] == ["C14", "C13"]


def test_i112_quantity_and_quality_of_one_work_are_only_noted():
    assert severities(form(C14="维修供水工程数量")) == {("I112", "C14"): "note"}


@pytest.mark.parametrize("name", ["维修供水工程数量（管网）", "维修供水工程长度", "新建供水工程数量"])
def test_i112_names_that_differ_are_different_indicators(name):
    assert findings(form(C14=name, D14="≥12处", E14="12处")) == set()


def test_i112_each_goal_has_its_own_indicators():
    assert findings(form("hubei", C11="培训农民人数", D11="≥300人", E11="310人")) == set()
