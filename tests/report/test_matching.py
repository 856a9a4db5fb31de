"""A report beside forms of several layouts: what agrees, what differs, and what is of something else."""

import pytest

from tests.forms import form
from tests.report import texts
from xladdin import kinds, report
from xladdin.form import find_forms
from xladdin.pipeline.comparing import read_report

HEAD = "2022年度县乡道路日常养护项目支出绩效自评报告\n"


def matches(text, folder, layout="national", **changes):
    path = folder / "a.txt"
    path.write_text(text, encoding="utf-8")
    (one,) = find_forms(form(layout, **changes), kinds.all_kinds())
    return [
        (found.label, found.column, str(found.cell), found.agrees)
        for found in report.match(read_report(path), one)
        if found.figure or found.place
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("年初预算120万元。", ("年初预算数", "initial", "D6", True)),
        ("年初预算1200000元。", ("年初预算数", "initial", "D6", True)),
        ("全年预算126万元。", ("全年预算数", "budget", "E6", False)),
        ("实际支出118.75万元。", ("全年执行数", "executed", "F6", True)),
        ("实际支出118.8万元。", ("全年执行数", "executed", "F6", True)),
        ("实际支出117.75万元。", ("全年执行数", "executed", "F6", False)),
        ("预算执行率95%。", ("执行率", "rate", "H6", True)),
        ("预算执行率96%。", ("执行率", "rate", "H6", False)),
        ("养护里程300公里。", ("养护里程", "actual", "F13", True)),
        ("完成养护里程310公里。", ("养护里程", "actual", "F13", False)),
        ("更换标志标牌75块。", ("更换标志标牌数量", "actual", "F14", False)),
        ("计划更换标志标牌60块。", ("更换标志标牌数量", "target", "E14", True)),
        ("沿线受益群众人数达26000人。", ("沿线受益群众人数", "actual", "F18", True)),
        ("沿线受益群众人数2.4万人。", ("沿线受益群众人数", "actual", "F18", False)),
        ("沿线群众满意度为93%。", ("沿线群众满意度", "actual", "F20", True)),
        ("自评得分98分。", ("总分", "score", "H21", True)),
        ("自评得分97分。", ("总分", "score", "H21", False)),
    ],
)
def test_a_figure_and_its_cell(text, expected, tmp_path):
    assert matches(HEAD + text, tmp_path) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "完成养护里程约310公里。",
        "上年养护里程280公里。",
        "养护里程较上年增加20公里。",
        "其中：材料费实际支出30万元。",
        "累计支出360万元。",
        "养护里程300处。",
    ],
)
def test_what_speaks_of_something_else_is_not_compared(text, tmp_path):
    assert matches(HEAD + text, tmp_path) == []


def test_a_department_is_compared_by_the_names_of_its_funds(tmp_path):
    text = (
        "某县水务局2023年度部门整体支出绩效自评报告\n总支出1000万元，其中：基本支出600万元（人员经费500万元，日常公用经费110万元），"
        "项目支出400万元。河道清淤整治155万元。预算完成率98.04%。\n"
    )
    found = matches(text, tmp_path, "department")
    assert {(label, agrees) for label, _, _, agrees in found} == {
        ("全年执行数", True), ("基本支出", True), ("人员经费", True), ("日常公用经费", False), ("项目支出", True),
        ("河道清淤整治", False), ("预算完成率", True),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("编制50人，在职48人。", {("E14", True), ("D14", True)}),
        ("编制50人，在职人员47人。", {("E14", False), ("D14", True)}),
        ("行政编制20人，事业编制30人。", set()),
        ("“三公”经费预算12万元，“三公”经费支出9.5万元。", {("D15", True), ("E15", False)}),
        ("政府采购预算80万元，实际采购800000元。", {("D20", True), ("E20", True)}),
        ("在职人员控制率97%。", {("F25", False)}),
    ],
)
def test_the_basic_figures_of_a_department(sentence, expected, tmp_path):
    text = f"某县水务局2023年度部门整体支出绩效自评报告\n{sentence}\n"
    found = {(cell, agrees) for _, _, cell, agrees in matches(text, tmp_path, "department")}
    if "控制率" in sentence:
        assert [agrees for _, agrees in found] == [False]
    else:
        assert found == expected


@pytest.mark.parametrize(("amount", "agrees"), [("255", True), ("250", False)])
def test_the_amount_and_the_grade_of_a_card(amount, agrees, tmp_path):
    text = f"2023年农村饮水安全工程维修项目支出绩效评价报告\n项目金额：{amount}万元\n评价结果：良\n"
    found = {(label, agreed) for label, _, _, agreed in matches(text, tmp_path, "project-card")}
    assert found == {("项目金额", agrees), ("自评等级", False)}


def test_the_funds_of_a_special_fund(tmp_path):
    text = (
        "2023年森林草原防灭火能力提升专项资金绩效自评报告\n到位资金300万元，实际支出286万元。新建防火通道11公里。"
        "林区群众满意度93%。\n"
    )
    found = {(label, agreed) for label, _, _, agreed in matches(text, tmp_path, "special-fund")}
    assert found == {("全年预算数", True), ("全年执行数", False), ("新建防火通道", False), ("林区群众满意度", True)}


def test_the_parts_of_an_evaluation(tmp_path):
    text = (
        "2023年城区供水管网改造项目支出绩效评价报告\n项目总得分95分。项目决策满分20分，得18分；项目管理满分10分，得9分；"
        "项目绩效满分70分，得67分。\n"
    )
    found = {(label, column): agreed for label, column, _, agreed in matches(text, tmp_path, "evaluation")}
    assert found[("项目决策（20分）", "score")] is False
    assert found[("项目管理（10分）", "score")] is True
    assert found[("项目绩效（70分）", "score")] is True
    assert found[("总分", "score")] is True


def test_a_report_belongs_to_the_form_of_its_project_and_unit(tmp_path):
    (one,) = find_forms(form("national"), kinds.all_kinds())
    path = tmp_path / "a.txt"

    def belongs(text):
        path.write_text(text, encoding="utf-8")
        return report.belongs(read_report(path), one)

    assert belongs(f"{HEAD}某县公路养护中心组织实施。\n")
    assert not belongs(f"{HEAD}某县园林中心组织实施。\n")
    assert not belongs("2022年度农村饮水项目支出绩效自评报告\n某县公路养护中心组织实施。\n")


def test_the_pages_of_the_report_keep_their_offsets(tmp_path):
    one = texts.findings(f"{HEAD}养护里程３００公里，满意度93％。", tmp_path)
    for figure in one.report.figures:
        text = next(part.text for part in one.report.document.paragraphs if part.number == figure.paragraph)
        assert text[figure.start : figure.end] == figure.raw
