"""Forms of the other kinds are read by their labels: funds, basic figures, rows judged by a standard, narratives."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from xladdin import kinds
from xladdin.demo import to_workbook
from xladdin.form import find_forms
from xladdin.model import SelfEvaluation

LAYOUTS = Path("tests/layouts")


def read(name: str, old: str = "", new: str = "") -> tuple[SelfEvaluation, ...]:
    text = (LAYOUTS / f"{name}.txt").read_text("utf-8")
    assert old in text
    return find_forms(to_workbook(text.replace(old, new) if old else text), kinds.all_kinds())


def only(name: str, old: str = "", new: str = "") -> SelfEvaluation:
    (form,) = read(name, old, new)
    return form


@pytest.mark.parametrize("name", ["department", "project-card", "special-fund", "evaluation"])
def test_the_kind_is_recognised(name: str) -> None:
    form = only(name)
    assert (form.kind, form.year.value) == (name, 2023)
    assert form.unit.value


def test_department_funds_have_shares_last_year_and_projects() -> None:
    form = only("department")
    rows = [(row.source, row.executed.value, row.share.value, row.last.value) for row in form.funding]
    assert rows == [
        ("total", 1000, 100, 950),
        ("basic", 600, 60, 580),
        ("personnel", 500, 50, 485),
        ("operating", 100, 10, 95),
        ("projects", 400, 40, 370),
        ("item", 255, Decimal("25.5"), 240),
        ("item", 145, Decimal("14.5"), 130),
    ]


def test_department_has_basic_figures() -> None:
    figures = {one.key: (one.planned.value, one.actual.value, one.last.value) for one in only("department").figures}
    assert figures["staff"] == (50, 48, 49)
    assert figures["timely"] == (None, 19, None)
    assert len(figures) == 9


def test_department_indicators_keep_negative_rates() -> None:
    rows = {one.name.value: one.actual.value.value for one in only("department").indicators if one.actual.value}
    assert rows["“三公”经费变动率"] == Decimal("-9.09")
    assert len(rows) == 10


def test_a_card_is_read_without_any_table() -> None:
    form = only("project-card")
    assert (form.amount.value, form.grade.value, form.total.score.value) == (255, "优", 96)
    assert [one.key for one in form.narratives] == ["basics", "achieved", "problems", "measures", "explanation"]
    assert (form.indicators, form.funding) == ((), ())


def test_cards_below_each_other_are_kept_apart() -> None:
    text = (LAYOUTS / "project-card.txt").read_text("utf-8")
    head, _, body = text.partition("项目支出绩效评价报告 |")
    second = body.replace("农村饮水安全工程维修", "河道清淤整治").replace("255万元", "145万元")
    sheet = f"{head}项目支出绩效评价报告 |{body}\n项目支出绩效评价报告 |{second}"
    forms = find_forms(to_workbook(sheet), kinds.all_kinds())
    assert [(one.project.value, one.amount.value) for one in forms] == [
        ("农村饮水安全工程维修", 255),
        ("河道清淤整治", 145),
    ]
    assert all(one.year.value == 2023 for one in forms)


def test_a_department_card_is_a_department() -> None:
    text = """@sheet 整体
部门整体支出绩效自评报告 | < | < | <
单位名称 | 某县水务局 | 年度预算金额 | 1000万元
主管部门 | 某县人民政府 | 评价结果 | 良
单位基本职能 | 负责水资源管理。 | < | <
部门整体支出管理和使用基本情况 | 全年支出1000万元。 | < | <
部门整体支出绩效完成情况 | 完成全部任务。 | < | <
存在的问题 | 进度偏慢。 | < | <
改进措施 | 提前谋划。 | < | <"""
    (form,) = find_forms(to_workbook(text), kinds.all_kinds())
    assert (form.kind, form.unit.value, form.amount.value, form.grade.value) == ("department", "某县水务局", 1000, "良")


def test_special_funds_have_arrived() -> None:
    total = only("special-fund").funds_total
    assert total is not None
    assert (total.initial.value, total.budget.value, total.arrived.value, total.executed.value) == (300, 300, 300, 285)


def test_rows_of_an_evaluation_are_judged_by_a_standard() -> None:
    form = only("evaluation")
    assert all(one.standard.value and not one.target.has_place for one in form.indicators)
    assert sum(one.score.value or 0 for one in form.indicators) == 95


def test_the_wording_of_the_title_alone_makes_no_evaluation() -> None:
    text = (Path("tests/layouts/national.txt")).read_text("utf-8").replace("项目支出绩效自评表", "项目支出绩效评价表")
    (form,) = find_forms(to_workbook(text), kinds.all_kinds())
    assert form.kind == "project"


@pytest.mark.parametrize("name", ["national", "cost", "hebei", "hubei", "jiangxi", "neimenggu", "sichuan", "yunnan"])
def test_project_forms_stay_project_forms(name: str) -> None:
    (form,) = find_forms(to_workbook(Path(f"tests/layouts/{name}.txt").read_text("utf-8")), kinds.all_kinds())
    assert (form.kind, form.figures, form.narratives) == ("project", (), ())


def test_a_sheet_with_two_labels_is_no_card() -> None:
    text = "@sheet 封面\n项目名称 | 某项目\n存在的问题 | 没有\n改进措施 | 没有"
    assert find_forms(to_workbook(text), kinds.all_kinds()) == ()


def test_a_score_left_to_a_person_does_not_shift_its_row() -> None:
    form = only("department", "≤100% | 96.00% | 10 | 10 |", "≤100% | 96.00% | 10 | 请人工判定 |")
    row = form.indicators[0]
    assert (row.name.value, row.score.raw, row.shifted) == ("在职人员控制率", "请人工判定", 0)
