"""R101, R105, R109 beside forms of the other four kinds: the code, the cell, and silence where all agrees."""

import pytest

from tests.forms import form
from xladdin import checks, kinds, report, schemes
from xladdin.form import find_forms
from xladdin.model import CheckOptions
from xladdin.pipeline.comparing import read_report

DEPARTMENT = "某县水务局2023年度部门整体支出绩效自评报告\n"
CARD = "2023年农村饮水安全工程维修项目支出绩效评价报告\n"
SPECIAL = "2023年森林草原防灭火能力提升专项资金绩效自评报告\n"
EVALUATION = "2023年城区供水管网改造项目支出绩效评价报告\n"


def told(layout, text, folder):
    """(code, cell) of every finding that compares with the form."""
    path = folder / "报告.txt"
    path.write_text(text, encoding="utf-8")
    (one,) = find_forms(form(layout), kinds.all_kinds())
    understood, options = read_report(path), CheckOptions()
    facts = checks.ReportFacts(
        understood, options, one, report.match(understood, one), report.is_stranger(understood, one)
    )
    found = checks.run_report(facts, schemes.choose(one, None).scheme.switched_off)
    return {(issue.code, str(issue.cell or "")) for issue in found if issue.code in {"R101", "R105", "R109"}}


@pytest.mark.parametrize(
    ("layout", "text", "expected"),
    [
        ("department", f"{DEPARTMENT}总支出980万元。", {("R101", "E6")}),
        ("department", f"{DEPARTMENT}日常公用经费支出110万元。", {("R101", "E19")}),
        ("department", f"{DEPARTMENT}编制50人，在职47人。", {("R101", "E14")}),
        ("department", f"{DEPARTMENT}“三公”经费预算12万元，“三公”经费支出9.5万元。", {("R101", "E15")}),
        ("department", f"{DEPARTMENT}社会公众满意度94%。", {("R101", "E33")}),
        ("department", f"{DEPARTMENT}自评得分98.5分，等级为优。", {("R105", "G34")}),
        ("department", f"{DEPARTMENT}自评得分97.5分，评价结果：良。", {("R105", "C35")}),
        ("project-card", f"{CARD}项目金额：250万元\n评价结果：优\n", {("R101", "D3")}),
        ("project-card", f"{CARD}项目金额：255万元\n评价结果：良\n", {("R105", "D5")}),
        ("project-card", f"{CARD}自评得分94分。", {("R105", "B5")}),
        ("special-fund", f"{SPECIAL}到位资金300万元，实际支出286万元。", {("R101", "F6")}),
        ("special-fund", f"{SPECIAL}新建防火通道11公里，组建专业扑火队4支。", {("R101", "E12"), ("R101", "E13")}),
        ("special-fund", f"{SPECIAL}自评得分98.5分。", {("R105", "G18")}),
        ("evaluation", f"{EVALUATION}项目总得分93分。", {("R105", "F16")}),
        ("evaluation", f"{EVALUATION}项目总得分95分。项目绩效满分70分，得66分。", {("R101", "F12")}),
    ],
)
def test_a_difference_is_told_with_its_cell(layout, text, expected, tmp_path):
    assert told(layout, text, tmp_path) == expected


@pytest.mark.parametrize(
    ("layout", "text"),
    [
        ("department", f"{DEPARTMENT}总支出1000万元，其中基本支出600万元，项目支出400万元。自评得分97.5分，等级为优。"),
        ("project-card", f"{CARD}项目名称：农村饮水安全工程维修\n项目金额：255万元\n评价结果：优\n"),
        ("special-fund", f"{SPECIAL}到位资金300万元，实际支出285万元。新建防火通道12公里。自评得分99.5分。"),
        ("evaluation", f"{EVALUATION}项目总得分95分。项目决策满分20分，得19分；项目管理满分10分，得9分。"),
    ],
)
def test_what_agrees_is_not_told(layout, text, tmp_path):
    assert told(layout, text, tmp_path) == set()


@pytest.mark.parametrize("layout", ["project-card", "special-fund", "evaluation"])
def test_a_report_of_another_project_is_told_once(layout, tmp_path):
    text = "2023年退役军人就业培训项目支出绩效自评报告\n项目名称：退役军人就业培训\n实际支出12万元，自评得分70分。\n"
    assert {code for code, _ in told(layout, text, tmp_path)} == {"R109"}
