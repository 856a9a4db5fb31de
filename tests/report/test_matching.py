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
