"""F110, F112: amounts of money in different places of one form."""

import pytest

from tests.forms import findings, form, found, severities
from xladdin.checks.amounts import budget_amounts


def said(text):
    return [one.shown for one in budget_amounts(text)]


def test_f110_a_column_in_another_unit():
    assert severities(form(D6="199600", D7="199600")) == {("F110", "D6"): "warning"}
    assert findings(form(B6="200000", B7="200000")) == {("F110", "B6")}
    assert findings(form(C6="200000", C7="200000")) == {("F110", "C6")}
    assert findings(form("yunnan", D6="125", D7="125")) == {("F110", "D6")}
    assert findings(form("yunnan", F6="130", F7="130")) == {("F110", "F6")}


def test_f110_a_source_or_the_total_in_another_unit():
    (both,) = found(form(B7="200000", C7="200000", D7="199600"))  # the total, or its only source
    assert (both.code, {str(cell) for cell in both.cells}) == ("F110", {"B6", "B7", "C6", "C7", "D6", "D7"})
    assert findings(form("national", D8="200000", E8="200000", F8="200000")) == {("F110", "D8")}
    assert findings(form(B6="200000", C6="200000", D6="199600")) == {("F110", "B6")}


def test_f110_next_to_nothing_may_have_been_spent():
    spent = {"D6": "0.002", "D7": "0.002", "E6": "0.01%", "E7": "0.01%", "G6": "0", "G19": "89", "E12": "0.002万元"}
    assert findings(form(**spent)) == set()
    assert findings(form(**{**spent, "E6": "99%", "E7": "99%"})) == {("F110", "D6")}


def test_f110_a_sum_that_is_wrong_otherwise_is_f101s():
    assert findings(form(B8="5")) == {("F101", "B6")}
    assert findings(form(B7="15")) == {("F101", "B6")}
    assert findings(form(B7="2000")) == {("F101", "B6")}


def test_f110_the_goal_in_another_unit_than_the_table():
    assert severities(form(B10="安排资金20元，维修供水工程12处")) == {("F110", "B10"): "warning"}
    assert findings(form(B10="安排资金200000万元，维修供水工程12处")) == {("F110", "B10")}
    assert findings(form("yunnan", B11="投入资金130万元，落实防火责任。")) == set()
    assert findings(form("yunnan", B11="投入资金130元，落实防火责任。")) == {("F110", "B11")}


def test_f110_a_total_cost_in_another_unit_than_the_table():
    assert findings(form(D12="≤20元", E12="19.96元")) == {("F110", "D12")}
    assert findings(form(C12="单位供水成本", D12="≤20元", E12="19.96元")) == set()
    assert findings(form(C12="单位供水成本", D12="≤20元/吨", E12="19.96元/吨")) == set()


def test_f112_an_amount_of_the_goal_that_is_not_in_the_table():
    assert severities(form(B10="安排资金25万元，维修供水工程12处")) == {("F112", "B10"): "warning"}
    assert findings(form(E10="项目预算共15万元，已全部完成")) == {("F112", "E10")}
    assert findings(form(B20="项目总投资250000元")) == {("F112", "B20")}


@pytest.mark.parametrize(
    "goal",
    [
        "安排资金20万元，维修供水工程12处",
        "投入200000元，维修供水工程12处",
        "投入资金0.002亿元，维修供水工程",
        "支付资金19.96万元，维修供水工程",
        "财政资金12万元用于维修，财政资金8万元用于水质检测",
        "投入3万元购置配件，维修供水工程12处",
        "预算资金20万元，其中安排维修资金12万元，水质检测资金6万元",
        "农户每户补助资金2万元",
        "带动社会资金50万元",
        "上年安排资金35万元",
        "追加预算8万元",
        "为群众节约资金30万元",
        "安排资金约21万元维修供水工程",
        "资金使用率达到100%，受益5.4万人",
        "三年累计投入资金90万元",
        "新增产值资金60万元以上",
    ],
)
def test_f112_parts_changes_and_other_money_are_no_contradiction(goal):
    assert findings(form(B10=goal)) == set()


def test_f112_reads_only_what_is_clearly_the_budget():
    assert said("本年预算安排20万元，其中：设备费12万元") == ["20万元"]
    assert said("项目资金总额为１，２３４．５万元") == ["1,234.5万元"]
    assert said("投入资金20万元/村") == said("投入资金20万元左右") == said("收入20万元") == said("") == []


NO_UNIT = {"A4": "项目资金", "B5": "年初预算数", "C5": "全年预算数", "D5": "全年执行数"}


def test_f110_no_unit_is_printed():
    silent = {**NO_UNIT, "C12": "供水工程维修单价"}  # an indicator that says nothing of the whole
    assert severities(form(**silent)) == {("F110", "C6"): "warning"}
    assert severities(form(**silent, B10="安排资金20万元，维修供水工程。")) == {("F110", "C6"): "note"}
    (in_yuan,) = found(form(**silent, B10="安排资金20元，维修供水工程。"))
    assert (in_yuan.code, str(in_yuan.cell), in_yuan.severity.value) == ("F110", "C6", "warning")
    assert severities(form(**NO_UNIT)) == {("F110", "C6"): "note"}  # 成本控制数 ≤20万元


@pytest.mark.parametrize(
    "printed",
    [
        {"A4": "项目资金：万元"},
        {"B5": "年初预算数/万元"},
        {"C5": "全年预算数（万元）"},
        {"A6": "年度资金总额（万元）"},
        {"A21": "注：1. 本表金额单位为万元。"},
    ],
)
def test_f110_a_unit_in_any_label_of_the_funds(printed):
    assert findings(form(**{**NO_UNIT, **printed})) == set()
