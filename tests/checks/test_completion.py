"""I110, I111: far beyond the target, and beyond what can be."""

import pytest

from tests.forms import findings, form, severities


def test_i110_far_beyond_the_target_without_a_word():
    assert severities(form(E13="150处")) == {("I110", "E13"): "warning"}
    assert findings(form(D16="≥5.4万人", E16="54000人")) == set()
    assert findings(form(D16="≥5.4万人", E16="7万人")) == {("I110", "E16")}
    assert findings(form(E13="150处", H13="年中追加管网改造任务")) == set()


@pytest.mark.parametrize(
    ("target", "actual", "beyond"),
    [
        ("≥50处", "59处", False),
        ("≥50处", "60处", True),
        ("50处", "60处", True),
        ("'=50处", "60处", True),
        ("50-60处", "60处", False),
        ("≥0处", "60处", False),
    ],
)
def test_i110_from_the_completion_of_the_scheme_on(target, actual, beyond):
    assert findings(form(D13=target, E13=actual)) == ({("I110", "E13")} if beyond else set())


def test_i110_the_threshold_is_the_schemes():
    changed = form(D13="≥50处", E13="62处")
    assert ("I110", "E13") not in findings(changed, scheme="guangxi/2024")
    assert ("I110", "E13") in findings(form(D13="≥50处", E13="65处"), scheme="guangxi/2024")


def test_i110_a_limit_well_kept_is_no_excess():
    assert findings(form(C15="维修响应时限", D15="≤48小时", E15="6小时")) == set()
    assert findings(form(E12="12万元", D6="12", D7="12", E6="60%", E7="60%", G6="6", G19="95")) == set()


def test_i110_one_piece_more_is_only_a_note():
    assert severities(form(D13="≥4处", E13="5处")) == {("I110", "E13"): "note"}
    assert severities(form(D13="≥4处", E13="6处")) == {("I110", "E13"): "warning"}


def test_i110_is_not_asked_where_the_direction_itself_is_in_doubt():
    assert findings(form(C14="逾期发放率", D14="≥50%", E14="95%")) == {("I107", "D14")}


def test_i110_is_silent_where_the_form_has_no_place_for_a_note():
    assert findings(form(E13="150处", H11="", H17="")) == set()


@pytest.mark.parametrize(
    "name",
    [
        "资金拨付及时率",
        "水质检测合格率",
        "安全饮水覆盖率",
        "项目按期完工率",
        "设施完好率（%）",
    ],
)
def test_i111_a_share_of_a_whole_above_100(name):
    assert severities(form(C14=name, E14="102%")) == {("I111", "E14"): "warning"}
    assert ("I111", "D14") in findings(form(C14=name, D14="≥105%", E14="99%"))
    assert findings(form(C14=name, E14="100%")) == set()


@pytest.mark.parametrize("name", ["受益群众满意度", "服务对象满意程度", "群众满意率", "满意度调查"])
def test_i111_nobody_is_more_than_satisfied(name):
    assert findings(form(C18=name, E18="102%")) == {("I111", "E18")}


@pytest.mark.parametrize(
    "name",
    ["任务完成率", "旅客增长率", "床位使用率", "满意度提升率", "毛入学率", "参保率", "预算收入完成率", "产能利用率"],
)
def test_i111_rates_that_may_pass_100(name):
    assert findings(form(C14=name, E14="102%")) == set()


def test_i111_speaks_instead_of_i110():
    assert findings(form(D14="≥80%", E14="120%")) == {("I111", "E14")}
