"""N102–N104: notes that give no reason, contradict the score, or are missing."""

from dataclasses import replace

import pytest

from tests.checks.test_mechanism import facts_of
from tests.forms import findings, form, severities
from xladdin import checks
from xladdin.checks.narrative import unfinished_in


@pytest.mark.parametrize("note", ["工作原因", "客观原因。", "已完成", "按计划完成", "有待提高！", "详见附件", "未完成"])
def test_n102_a_note_that_gives_no_reason(note):
    assert severities(form(H17=note)) == {("N102", "H17"): "warning"}


def test_n102_a_note_copied_from_the_indicator():
    assert findings(form(H17="供水保障能力")) == {("N102", "H17")}
    assert findings(form(H17="“稳步提升”")) == {("N102", "H17")}


@pytest.mark.parametrize(
    "note",
    ["水源不足", "受疫情影响", "因工作需要，两处工程推迟到次年实施", "两处未完成，已列入下年计划", "资金下达较晚"],
)
def test_n102_a_short_reason_is_a_reason(note):
    assert findings(form(H17=note)) == set()


def test_n102_full_points_need_no_reason():
    assert findings(form(H13="已完成")) == set()
    assert findings(form(H13="维修供水工程数量")) == set()


def test_n102_an_empty_note_is_n101s():
    assert findings(form(H17="无")) == {("N101", "H17")}


UNFINISHED = [
    "因雨季影响，尚未完工", "两处工程未完成", "项目进展缓慢", "部分村组未能按期完成", "资金未全部到位",
    "设备暂未投入使用", "工期推迟至次年3月", "仍在施工", "进度滞后", "已完成80%，其余未完工",
    "仅完成主体工程", "未完工，已完成80%",
]  # fmt: skip
FINISHED = [
    "无未完成事项", "不存在未完成情况", "未完成原因：无", "没有未完成的任务", "任务全部完成",
    "前期推迟，9月底已全部完成", "上半年未开工，现已完工", "未发生安全事故", "无", "超额完成",
    "因需求增加，多维修3处", "未完成情况：不涉及",
    "无推迟", "避免了工期延误",
]  # fmt: skip


@pytest.mark.parametrize("note", UNFINISHED)
def test_n103_full_score_but_not_finished(note):
    assert severities(form(H13=note)) == {("N103", "H13"): "warning"}


@pytest.mark.parametrize("note", FINISHED)
def test_n103_finished_after_all(note):
    assert unfinished_in(note) == ""
    assert findings(form(H13=note)) == set()


def test_n103_a_score_that_was_cut_is_consistent():
    assert findings(form(H17="部分水源工程尚未完工")) == set()


def test_n103_a_missed_target_in_full_is_s106s():
    assert findings(form(E13="9处", H13="尚有3处未完工")) == {("S106", "G13")}


def test_n103_a_limit_is_not_to_be_reached():
    assert findings(form(H12="支出未达到上限，节约资金0.04万元")) == set()


def problems(total, remark, below="80"):
    """Findings under a scheme that asks for problems and measures below a total."""
    from decimal import Decimal

    changes = {"G19": total, **remark}
    facts = facts_of(form(**changes))
    scheme = replace(facts.scheme, problems_below=Decimal(below), switched_off=frozenset({"S104"}))
    return {(one.code, str(one.cell)) for one in checks.run_form(replace(facts, scheme=scheme))}


def test_n104_a_low_total_without_problems_or_measures():
    assert problems("72", {}) == {("N104", "G19")}
    assert problems("72", {"A20": "存在问题", "B20": "无"}) == {("N104", "B20")}
    assert problems("72", {"A20": "存在问题及改进措施", "B20": "设备到货晚，今后提前招标。"}) == set()


def test_n104_both_are_asked_for_where_both_have_a_place():
    both = {"A20": "存在问题", "B20": "设备到货晚", "A22": "改进措施"}
    assert problems("72", both) == {("N104", "B22")}
    assert problems("72", {**both, "B22": "提前招标"}) == set()


def test_n104_the_threshold_itself_is_no_low_total():
    assert problems("80", {}) == set()


def test_n104_no_threshold_no_question():
    assert findings(form(G19="72"), ignore=("S104",)) == set()
