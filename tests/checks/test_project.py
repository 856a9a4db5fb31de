"""P: name, department, unit, year, goals."""

import pytest

from tests.forms import findings, form, severities


def test_p101_project_name_empty():
    assert findings(form(B2="")) == {("P101", "B2")}
    assert findings(form(B2="—")) == {("P101", "B2")}


def test_p102_department_or_unit_empty():
    assert findings(form(B3="")) == {("P102", "B3")}
    assert findings(form(D3="")) == {("P102", "D3")}
    assert findings(form(B3="", D3="")) == {("P102", "B3"), ("P102", "D3")}


def test_p102_one_of_the_two_is_enough_where_the_form_prints_only_one():
    assert findings(form(C3="", D3="")) == set()


def test_p103_year_missing():
    assert findings(form(A1="部门预算项目支出绩效自评表")) == {("P103", "A1")}


def test_p103_not_the_year_asked_for():
    assert findings(form(), year=2024) == set()
    assert findings(form(), year=2023) == {("P103", "A1")}


@pytest.mark.parametrize(
    "project",
    ["XX项目", "某××项目", "（100字以内）", "请填写项目名称", "20XX年农村饮水项目", "维修养护（填写项目全称）"],
)
def test_p104_the_blank_forms_words_left_in_a_name(project):
    code = {("P104", "B2")}
    assert findings(form(B2=project)) == (code if "（填写" not in project else set())


@pytest.mark.parametrize(
    "project",
    [
        "信访维稳经费",
        "项目申请填报系统",
        "XXL口罩采购",
        "撰写调研报告（不少于3000字的）",
        "指标1：维修养护",
        "4×4越野车购置",
    ],
)
def test_p104_ordinary_names_are_no_leftovers(project):
    assert findings(form(B2=project)) == set()


@pytest.mark.parametrize("hint", ["（项目全称）", "项目全称", "（单位规范全称）", "【项目名称及代码】", "<项目名称>"])
def test_p104_the_form_says_what_belongs_there_and_nobody_wrote_it(hint):
    assert findings(form(B2=hint)) == {("P104", "B2")}


def test_p104_a_numbered_heading_with_nothing_behind_it():
    assert findings(form(C13="指标1：")) == {("P104", "C13")}
    assert findings(form(C13="指标1：维修供水工程数量")) == set()


def test_p104_a_hint_left_in_a_sentence_is_an_error_a_made_up_name_a_question():
    assert severities(form(E10="（200字以内）")) == {("P104", "E10"): "error"}
    assert severities(form(E10="完成××村供水工程维修，水质达标。")) == {("P104", "E10"): "warning"}
    assert severities(form(B20="（说明：请在此处简要说明各级审计发现的问题，如没有请填无。）")) == {
        ("P104", "B20"): "warning"
    }


@pytest.mark.parametrize(
    "goal",
    [
        "",
        "20万元",
        "20",
        "预算资金：20万元。",
        "共计12.5万元",
        "投入资金20万元",
        "2024年度安排财政拨款20万元，其中县级10万元。",
    ],
)
def test_p105_goal_empty_or_only_an_amount(goal):
    assert findings(form(B10=goal)) == {("P105", "B10")}


def test_p105_an_amount_beside_words_is_a_goal():
    assert findings(form(B10="投入20万元维修供水工程12处")) == set()
    assert findings(form(B10="2024年完成工程12处")) == set()


@pytest.mark.parametrize("achieved", ["", "-", "/"])
def test_p106_achieved_goal_empty(achieved):
    assert severities(form(E10=achieved)) == {("P106", "E10"): "warning"}


def test_p106_achieved_goal_copied_to_the_letter():
    copied = "目标1: 维修养护农村供水工程；\\n目标2: 保障农村群众饮水安全。"
    assert findings(form(E10=copied)) == {("P106", "E10")}
    assert findings(form(E10=copied.replace("；", "，").replace("。", ""))) == {("P106", "E10")}
    assert findings(form(E10=copied.replace("维修养护", "已维修养护"))) == set()


def test_p106_an_empty_goal_is_p105s():
    assert findings(form(B10="")) == {("P105", "B10")}
    assert findings(form(B10="", E10="")) == {("P105", "B10"), ("P106", "E10")}
