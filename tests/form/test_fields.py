"""The head of a form: labelled fields in every arrangement, title, year, unit of the amounts, kind."""

from __future__ import annotations

import pytest

from tests.form.outlines import address, form
from tests.form.sample import FUNDS, national


@pytest.mark.parametrize(
    ("head", "cells"),
    [
        ("项目名称 | 水库维护 | < | <\n主管部门 | 某县水利局 | 实施单位 | 某管理所\n", ("B2", "B3", "D3")),
        ("项目名称：水库维护\n主管部门：某县水利局 | | 实施单位：某管理所\n", ("A2", "A3", "C3")),
        ("项目名称: 水库维护 | 主管部门: 某县水利局 | 实施单位: 某管理所\n", ("A2", "B2", "C2")),
        ("项目名称：水库维护　　主管部门：某县水利局　　实施单位：某管理所 | < | <\n", ("A2", "A2", "A2")),
        (
            "项 目 名 称 | | | 水库维护\n主管部门（公章） | | 某县水利局 | 实施单位（盖章） | | 某管理所\n",
            ("D2", "C3", "F3"),
        ),
        ("项目名称 | 主管部门 | 实施单位\n水库维护 | 某县水利局 | 某管理所\n", ("A3", "B3", "C3")),
        (r"项目\n名称 | 水库维护 |" + "\n主管\\n部门 | 某县水利局 | 实施\\n单位 | 某管理所\n", ("B2", "B3", "D3")),
        ("项目 | 名称 | 水库维护\n主管 | 部门 | 某县水利局 | 实施 | 单位 | 某管理所\n", ("C2", "C3", "F3")),
        ("★项目名称： | < | 水库维护\n一级预算部门 | < | 某县水利局\n项目单位 | < | 某管理所\n", ("C2", "C3", "C4")),
        ("一、项目名称 | 水库维护\n二、主管部门 | 某县水利局\n三、项目实施单位 | 某管理所\n", ("B2", "B3", "B4")),
    ],
)
def test_arrangements(head: str, cells: tuple[str, str, str]) -> None:
    read = form(national(head=head))
    entries = (read.project, read.department, read.unit)
    assert [entry.raw for entry in entries] == ["水库维护", "某县水利局", "某管理所"]
    assert tuple(map(address, entries)) == cells


def test_empty_fields_keep_the_place_where_the_answer_belongs() -> None:
    read = form(national(head="项目名称 | | | |\n主管部门： | | | 实施单位 | |\n"))
    entries = (read.project, read.department, read.unit)
    assert [entry.is_blank for entry in entries] == [True, True, True]
    assert [address(entry) for entry in entries] == ["B2", "B3", "E3"]


@pytest.mark.parametrize(
    ("title", "year", "cell"),
    [
        ("2024年度项目支出绩效自评表\n", 2024, "A1"),
        ("项目支出绩效自评表\n（２０２０年度）\n", 2020, "A2"),
        ("附件2\n项目支出绩效自评表\n( 2022年 )\n", 2022, "A3"),
        ("二〇二三年度项目支出绩效自评表\n", 2023, "A1"),
        ("项目支出绩效自评表 | < | < | 2021年度\n", 2021, "D1"),
        ("项目支出绩效自评表（2023年度） | < | 单位：万元\n", 2023, "A1"),
        ("项目支出绩效自评表\n评价年度 | 2019\n", 2019, "B2"),
        ("项目支出绩效自评表\n评价年度：2019年\n", 2019, "A2"),
        ("项目支出绩效自评表\n", None, None),
    ],
)
def test_year(title: str, year: int | None, cell: str | None) -> None:
    read = form(national(title=title))
    assert (read.year.value, address(read.year)) == (year, cell)
    assert "自评表" in read.title.raw


@pytest.mark.parametrize(
    ("title", "funds", "unit", "cell"),
    [
        ("自评表 | < | < | 金额单位：元\n", FUNDS, "元", "D1"),
        ("自评表 | < | < | 单位：万元\n", FUNDS, "万元", "D1"),
        ("自评表（2023年度，单位：元）\n", FUNDS, "元", "A1"),
        ("编制单位：某局 金额单位：元 | <\n自评表\n", FUNDS, "元", "A1"),
        ("自评表\n", FUNDS, "万元", "A4"),
        ("自评表\n", FUNDS.replace("（万元）", "（元）"), "元", "A4"),
        ("自评表\n", FUNDS.replace("（万元）", "").replace("全年预算数", "全年预算数(元)"), "元", "D4"),
        ("自评表\n", FUNDS.replace("（万元）", ""), "万元", None),
        ("自评表\n金额单位 | 元\n", FUNDS, "元", "B2"),
    ],
)
def test_amount_unit(title: str, funds: str, unit: str, cell: str | None) -> None:
    read = form(national(title=title, funds=funds))
    assert (read.amount_unit.value, address(read.amount_unit)) == (unit, cell)


def test_a_bare_label_unit_names_who_fills_the_form() -> None:
    read = form(national(head="单位：某县水利局 | < | 单位：万元\n项目名称 | 水库维护\n"))
    assert (read.unit.raw, read.amount_unit.value) == ("某县水利局", "万元")


def test_unit_of_the_project_before_who_fills_the_form() -> None:
    read = form(national(head="填报单位：某县财政局 | <\n项目名称 | 水库维护\n实施单位 | 某县水利局\n"))
    assert read.unit.raw == "某县水利局"


@pytest.mark.parametrize(
    ("goals", "goal", "achieved"),
    [
        ("年度总体目标 | 预期目标 | 完成维护。\n^ | 实际完成情况 | 已完成。\n", "C7", "C8"),
        ("年度总体目标 | 年初设定目标 | 全年实际完成情况\n^ | 完成维护。 | 已完成。\n", "B8", "C8"),
        ("年度总体目标 | 完成维护。 | <\n实际完成情况 | 已完成。 | <\n", "B7", "B8"),
        ("预期目标：完成维护。 | 实际完成情况：已完成。\n", "A7", "B7"),
        ("总体目标完成情况 | 总体目标 | 全年实际完成情况\n^ | 完成维护。 | 已完成。\n", "B8", "C8"),
        ("年度总体目标 | 年初设定目标 | | 年度总体目标完成情况综述 | \n | 完成维护。 | | 已完成。 |\n", "B8", "D8"),
    ],
)
def test_goals(goals: str, goal: str, achieved: str) -> None:
    read = form(national(goals=goals))
    assert (read.goal.raw, read.achieved.raw) == ("完成维护。", "已完成。")
    assert (address(read.goal), address(read.achieved)) == (goal, achieved)


def test_goals_over_several_rows_are_one_text() -> None:
    goals = (
        "年度总体目标 | 预期目标 | < | 实际完成情况 | <\n"
        "^ | 目标1：甲。 | < | 完成1：甲。 | <\n"
        "^ | 目标2：乙。 | < | 完成2：乙。 | <\n"
    )
    read = form(national(goals=goals))
    assert (read.goal.raw, read.achieved.raw) == ("目标1：甲。目标2：乙。", "完成1：甲。完成2：乙。")


def test_empty_goals_do_not_take_the_next_label() -> None:
    read = form(national(goals="年度总体目标 | 预期目标 | < | 实际完成情况 | <\n^ | | < | | <\n"))
    assert (read.goal.raw, read.achieved.raw) == ("", "")
    assert (address(read.goal), address(read.achieved)) == ("B8", "D8")


@pytest.mark.parametrize(
    ("title", "head", "kind"),
    [
        ("项目支出绩效自评表\n", "项目名称 | 水库维护\n", "project"),
        ("部门整体支出绩效自评表\n", "部门名称 | 某局\n", "department"),
        ("部门（单位）整体绩效自评表\n", "单位名称 | 某局\n", "department"),
        ("绩效自评表\n", "部门名称 | 某局\n", "department"),
        ("绩效自评表\n", "部门名称 | 某局\n项目名称 | 水库维护\n", "project"),
    ],
)
def test_kind(title: str, head: str, kind: str) -> None:
    assert form(national(title=title, head=head)).kind == kind
