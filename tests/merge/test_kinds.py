"""Special funds, project cards and evaluations merged, and a folder with every kind in it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.merge.kinds import checked, layout, merge, state_of
from xladdin import checks
from xladdin.merge import kind_words
from xladdin.model import CheckOptions, KindSection, Summary

CARD = checked("卡1.xlsx", layout("project-card"))
RIVER = checked(
    "卡2.xlsx",
    layout(
        "project-card", ("农村饮水安全工程维修", "河道清淤整治"), ("255万元", "145万元"), ("96 |", "86 |"), ("优", "良")
    ),
)
SCHOOL = checked(
    "卡3.xlsx",
    layout("project-card", ("某县水务局", "某县教育局"), ("农村饮水安全工程维修", "营养餐"), ("255万元", "600000元")),
)
WHOLE = checked("部门.xlsx", layout("department"))
PIPES = checked("评价1.xlsx", layout("evaluation"))
ROADS = checked(
    "评价2.xlsx",
    layout(
        "evaluation", ("城区供水管网改造", "城区道路改造"), ("某县自来水公司", "某县市政公司"),
        ("缺一项扣2分 | 5 | 5", "缺一项扣2分 | 5 | 2"),
        ("100 | 95", "100 | 92"),
    ),
)  # fmt: skip


def only(summary: Summary, kind: str) -> KindSection:
    (section,) = [one for one in summary.sections if one.kind == kind]
    return section


def test_cards_of_a_department_add_up() -> None:
    """水务局 255 + 145 = 400 万元, 教育局 600,000 元 = 60 万元."""
    section = only(merge(CARD, RIVER, SCHOOL), "project-card")
    told = [(one.label, one.amount, one.totals.forms, one.without_amount) for one in section.groups]
    assert told == [("某县水务局", 400, 2, 0), ("某县教育局", 60, 1, 0)]
    assert [one.totals.grades["优"] for one in section.groups] == [1, 1]
    assert section.groups[0].totals.grades["良"] == 1
    assert [(line.amount, line.form.score, line.form.grade) for line in section.lines] == [
        (255, 96, "优"), (145, 86, "良"), (60, 96, "优"),
    ]  # fmt: skip


def test_b107_and_the_merge_look_at_the_same_cards() -> None:
    findings = checks.run_batch(state_of(WHOLE, CARD, RIVER).digests, CheckOptions())
    assert [one.code for one in findings] == []
    assert [one.code for one in checks.run_batch(state_of(WHOLE, CARD).digests, CheckOptions())] == ["B107"]


def test_a_card_without_an_amount_is_counted() -> None:
    section = only(
        merge(CARD, checked("卡2.xlsx", layout("project-card", ("255万元", ""), ("饮水", "用水")))), "project-card"
    )
    assert [(one.amount, one.without_amount) for one in section.groups] == [(255, 1)]


def test_a_special_fund_over_its_units() -> None:
    """批复 300 + 300, 到位 300 + 200 = 500, 使用 285 + 150 = 435: 435 ÷ 600 = 72.50 %; 到位率 500 ÷ 600 = 83.33 %."""
    other = layout(
        "special-fund",
        ("某县森林防火中心", "某县国有林场"),
        ("资金总额 | 300 | 300 | 300 | 285", "资金总额 | 300 | 300 | 200 | 150"),
    )
    summary = merge(checked("a.xlsx", layout("special-fund")), checked("b.xlsx", other))
    (group,) = only(summary, "special-fund").groups
    total = group.amounts[0]
    assert (group.label, total.key) == ("森林草原防灭火能力提升专项", "total")
    assert total.values == {"initial": 600, "budget": 600, "executed": 435, "arrived": 500}
    assert (total.rates["rate"], total.rates["arrival"]) == (Decimal("72.50"), Decimal("83.33"))
    road = next(one for one in group.indicators if one.name == "新建防火通道")
    assert (road.target, road.actual, road.unit) == ("≥24", "24", "公里")
    assert summary.merged_indicators == group.indicators


def test_evaluations_side_by_side_and_on_average() -> None:
    """决策: 19 and 16 of 20, mean 17.5; 管理 9 and 9 of 10; 绩效 67 and 67 of 70. 立项依据: (5 + 2) ÷ 2 = 3.5, 70 %."""
    section = only(merge(PIPES, ROADS), "evaluation")
    told = [[(one.name, one.points, one.score) for one in line.categories] for line in section.lines]
    assert told == [
        [("项目决策", 20, 19), ("项目管理", 10, 9), ("项目绩效", 70, 67)],
        [("项目决策", 20, 16), ("项目管理", 10, 9), ("项目绩效", 70, 67)],
    ]
    (group,) = section.groups
    assert [(one.name, one.score, one.share) for one in group.categories] == [
        ("项目决策", Decimal("17.5"), Decimal("87.5")),
        ("项目管理", 9, 90),
        ("项目绩效", 67, Decimal(67) * 100 / 70),
    ]
    basis = next(one for one in group.indicators if one.name == "立项依据")
    assert (basis.how, basis.points, basis.score, basis.actual) == ("mean", 5, Decimal("3.5"), "70")
    assert "最低2，最高5" in basis.why
    assert {(one.file, one.cell) for one in basis.contributors} == {("评价1.xlsx", "F6"), ("评价2.xlsx", "F6")}
    assert [line.form.grade for line in section.lines] == ["优", "优"]
    assert group.totals.scores == (92, Decimal("93.50"), 95)


def test_a_category_written_short_is_the_same_category() -> None:
    short = layout("evaluation", ("项目决策\\n（20分）", "决策"), ("城区供水管网改造", "桥梁改造"))
    (group,) = only(merge(PIPES, checked("短.xlsx", short)), "evaluation").groups
    assert [one.name for one in group.categories] == ["项目决策", "项目管理", "项目绩效"]


FOLDER = (
    WHOLE, CARD, RIVER, PIPES, checked("专项.xlsx", layout("special-fund")),
    checked("自评.xlsx", layout("cost", ("2024年度", "2023年度"))),
)  # fmt: skip


def test_a_folder_with_every_kind() -> None:
    summary = merge(*FOLDER)
    assert (summary.kind, summary.merged, summary.forms_merged, summary.refused) == ("project", 6, 6, ())
    assert [one.kind for one in summary.sections] == ["department", "evaluation", "project-card", "special-fund"]
    assert [line.file for line in summary.lines] == ["自评.xlsx"]
    assert summary.totals.budget == summary.lines[0].budget
    assert summary.agrees
    assert any("部门整体支出" in note and "不相加" in note for note in summary.notes)
    assert merge(*FOLDER[::-1]) == summary


@pytest.mark.parametrize("kind", ["project", "department", "project-card", "special-fund", "evaluation"])
def test_one_kind_of_a_folder(kind: str) -> None:
    summary = merge(*FOLDER, kind=kind)
    assert summary.kind == kind
    assert {one.kind for one in summary.refused} == {file.forms[0].form.kind for file in FOLDER} - {kind}
    assert all(one.why == "kind" for one in summary.refused)
    assert all(kind_words(one.kind).name in one.message for one in summary.refused)
    assert summary.agrees
    assert len(summary.lines) + len(summary.refused) == len(FOLDER)
