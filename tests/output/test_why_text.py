"""How a figure comes about: the steps are there, in their order, with the figures of the form."""

import pytest

from tests.forms import LAYOUT_NAMES, form
from xladdin import checks, kinds, schemes, scoring
from xladdin.form import find_forms
from xladdin.model import CheckedForm, CheckOptions
from xladdin.output.why_text import explain_cell, is_understood, parse_place


def checked(layout="cost", /, scheme=None, **changes):
    workbook = form(layout, **changes)
    (one,) = find_forms(workbook, kinds.all_kinds())
    choice = schemes.choose(one, scheme)
    due = scoring.recalculate(one, choice.scheme)
    facts = checks.Facts(one, choice.scheme, due, workbook, CheckOptions(), choice.sure)
    return CheckedForm(one, choice, due, checks.run_form(facts))


def told(address, layout="cost", /, **changes):
    return "\n".join(line.text for line in explain_cell(checked(layout, **changes), address))


def in_order(text, *pieces):
    places = [text.index(piece) for piece in pieces]
    return places == sorted(places)


def test_a_row_target_actual_points_rule_source_arithmetic_result_and_findings():
    text = told("G13", E13="9处")
    assert in_order(
        text, "某县农村供水管理站", "维修供水工程数量", "D13", "≥12处", "不低于12处", "E13", "9处", "F13", "13.33"
    )
    assert in_order(
        text, "÷年度指标值", "cost/2021", "财预〔2020〕10号", "13.33×9÷12=10.00", "应得10分", "多3.33分", "S106"
    )


@pytest.mark.parametrize("address", ["C13", "D13", "E13", "F13", "G13", "H13", "$G$13", "g13", "自评表!G13", "Ｇ１３"])
def test_every_cell_of_a_row_explains_the_row(address):
    assert "应得13.33分" in told(address)


def test_a_limit_by_the_reverse_rule_of_the_scheme():
    missed = {"E12": "22万元"}
    assert in_order(told("G12", **missed), "不超过20万元", "2－实际完成值÷年度指标值", "22÷20", "应得18分")
    assert "分值×年度指标值÷实际完成值" in told("F9", "hubei", E9="2100元")


def test_a_qualitative_row_by_its_tiers():
    text = told("G17")
    assert in_order(text, "读作定性", "80%到100%", "8分到10分之间都可以", "在这一档之内")
    assert "不在这一档之内" in told("G17", E17="部分达成预期指标并具有一定效果")


def test_what_cannot_be_judged_says_so():
    text = told("G15", D15="2024年6月底前", E15="2024年8月")
    assert in_order(text, "时点", "由人判断", "无法判断", "请人工判断")
    assert "没有填" in told("G13", E13="")


def test_a_unit_left_out_is_the_targets():
    assert "与指标值相同" in told("G14", E14="97")


def test_the_execution_rate_and_its_score():
    text = told("G6")
    assert in_order(text, "年初预算数（B6）“20”", "19.96÷20＝99.80%", "分值×执行率", "10×19.96÷20=9.98", "相符")
    assert "99.81%" in told("E6", E6="99.81%")
    assert "不计分" in told("E7")
    assert "缺少金额" in told("C6", C6="")


def test_the_execution_score_by_bands():
    assert in_order(told("I5", "jiangxi"), "80%起得7分", "172÷200=86.00%", "应得7分")


def test_the_total_is_written_out():
    text = told("G19", G19="98.6")
    assert in_order(text, "G6", "10／9.98／9.98", "G12", "G18", "分值合计得100分", "相加得98.98分", "少0.38分", "S104")
    assert "人工判断" in told("G19", D15="2024年6月底前", E15="2024年8月")


def test_the_grade():
    assert in_order(told("J22", "yunnan", J22="良"), "90分起“优”", "应得总分：100分", "应为“优”", "S110")


def test_texts_that_are_not_scored():
    assert "不计分" in told("B10")
    assert "不计分" in told("B2")


@pytest.mark.parametrize(
    ("address", "words"), [("Z99", "不在"), ("G40", "不在"), ("12", "地址"), ("", "地址"), ("总分", "地址")]
)
def test_a_cell_outside_the_form_is_one_sentence(address, words):
    assert not is_understood(checked(), address)
    (line,) = explain_cell(checked(), address)
    assert words in line.text


def test_the_sheet_may_be_named():
    assert is_understood(checked(), "自评表!G13")
    assert not is_understood(checked(), "别的表!G13")
    assert parse_place("'自评 表'!$AB$7") == ("自评 表", 7, 28)


@pytest.mark.parametrize("layout", LAYOUT_NAMES)
def test_every_scored_cell_of_every_layout_is_explained(layout):
    one = checked(layout)
    scores = [row.score.cell for row in one.form.indicators] + [one.form.total.score.cell]
    scores += [row.rate.cell for row in one.form.funding]
    for cell in filter(None, scores):
        assert len(list(explain_cell(one, str(cell)))) > 4
