"""Three departments as a whole (部门整体支出), merged on paper first.

                      水务局    教育局    民政局 (元)              together
支出合计  年初预算数    1000      1900     4,800,000 = 480          3380
          全年预算数    1020      2000     5,000,000 = 500          3520
          全年执行数    1000      1800     4,500,000 = 450          3250     rate 3250 ÷ 3520 = 92.329… → 92.33
          上年执行数     950      1750     (none)                   2700     of two departments
          change over those two: (2800 − 2700) ÷ 2700 = 3.703… → 3.70
基本支出  全年执行数     600      1500     3,000,000 = 300          2400     share 2400 ÷ 3250 = 73.846… → 73.85
项目支出  全年执行数     400       300     1,500,000 = 150           850     share 850 ÷ 3250 = 26.153… → 26.15
在职人员  编制数          50       150     (none)                    200
          实际数          48       156     20                        224
“三公”    预算            12         8     60,000 = 6                 26
          实际            10         9     50,000 = 5                 24
          上年            11         9     40,000 = 4                 24
支付进度  计划           100 %     100 %   (none)                   100
          实际            90 %      80 %   (none)    (90·1020 + 80·2000) ÷ 3020 = 251800 ÷ 3020 = 83.377… → 83.38

Common indicators from the sums, never from the printed rates:
在职人员控制率    (48 + 156) ÷ (50 + 150) = 102.00 (the mean of 96 and 104 is 100); 民政局 gives no 编制数 and does not
                  count; 2 points above 100, each costs 10 % of 10: 8.00
“三公”经费变动率  (24 − 24) ÷ 24 = 0.00: 10.00
预算完成率        92.33: one whole step of 5 below 100 costs 2 of 5, of 10 points 4: 6.00
支付进度率        251800 ÷ 302000 = 83.38: 16.62 below 100, each costs 10 %: 0.00
Own indicator, relative, weighted by 全年预算数:
社会公众满意度    ≥90: 90;  (95·1020 + 92·2000 + 88·500) ÷ 3520 = 324900 ÷ 3520 = 92.301… → 92.3, met: 10
新增供水户        ≥100户 + ≥50户 = ≥150;  110 + 30 = 140:  10 × 140 ÷ 150 = 9.333… → 9.33   (民政局 has no such row)
"""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.merge.kinds import checked, merge, result, state_of
from xladdin.merge import read_part, write_part
from xladdin.model import KindGroup, MergedAmounts, MergedIndicator, Summary

TABLE = """@sheet 整体
部门整体支出绩效自评表 | < | < | < | < | < | < | <
（2023年度） | < | < | < | < | < | < | <
单位名称 | < | {unit} | < | < | 主管部门 | 某县人民政府 | <
部门预算\\n（{money}） | 支出项目 | 年初预算数 | 全年预算数 | 全年执行数 | 执行率 | 占支出合计比重 | 上年执行数
^ | 支出合计 | {total}
^ | 基本支出 | {basic}
^ | 项目支出 | {projects}
^ | 其中：{item} | {projects}
基础数据 | < | 单位 | 预算（计划、编制）数 | 实际数 | 上年数 | < | <
在职人员 | < | 人 | {staff} | < | <
“三公”经费 | < | {money} | {public} | < | <
支付进度 | < | % | {payment} |  | < | <
一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因分析及改进措施
投入 | 预算配置 | 在职人员控制率 | ≤100% | {staff_rate} | 10 | 10 |
^ | ^ | {public_name} | ≤0% | 0% | 10 | 10 |
过程 | 预算执行 | 预算完成率 | 100% | 100% | 10 | 10 |
^ | ^ | 支付进度率 | 100% | 90% | 4 | 4 |
效果 | 履职效益 | 社会公众满意度 | ≥90% | {content} | 10 | 10 |
{own}总分 | < | < | < | < | 100 | 95 |
存在的问题 | < | 个别工程滞后。 | < | < | < | < | <
改进措施 | < | 合理安排工期。 | < | < | < | < | <
"""
WATER = {
    "unit": "某县水务局", "money": "万元", "total": "1000 | 1020 | 1000 | 98.04% | 100% | 950",
    "basic": "600 | 600 | 600 | 100% | 60% | 580", "projects": "400 | 420 | 400 | 95.24% | 40% | 370", "item": "饮水",
    "staff": "50 | 48 | 49", "public": "12 | 10 | 11", "payment": "100 | 90", "staff_rate": "96%",
    "public_name": "“三公”经费变动率", "content": "95%",
    "own": "产出 | 职责履行 | 新增供水户 | ≥100户 | 110户 | 10 | 10 |\n",
}  # fmt: skip
SCHOOLS = {
    **WATER, "unit": "某县教育局", "total": "1900 | 2000 | 1800 | 90% | 100% | 1750",
    "basic": "1500 | 1500 | 1500 | 100% | 83.33% | 1450", "projects": "400 | 500 | 300 | 60% | 16.67% | 300",
    "item": "营养餐", "staff": "150 | 156 | 150", "public": "8 | 9 | 9", "payment": "100 | 80", "staff_rate": "104%",
    "public_name": "三公经费变动率", "content": "92%",
    "own": "产出 | 职责履行 | 新增供水户 | ≥50户 | 30户 | 10 | 6 | 进度慢\n",
}  # fmt: skip
AID = {
    **WATER, "unit": "某县民政局", "money": "元", "total": "4800000 | 5000000 | 4500000 | 90% | 100% |",
    "basic": "3000000 | 3000000 | 3000000 | 100% | 66.67% |",
    "projects": "1800000 | 2000000 | 1500000 | 75% | 33.33% |", "item": "救助", "staff": " | 20 | 20",
    "public": "60000 | 50000 | 40000", "payment": " | ", "content": "88%", "own": "",
}  # fmt: skip
FILES = [
    checked(name, TABLE.format(**fields))
    for name, fields in (("水务.xlsx", WATER), ("教育.xlsx", SCHOOLS), ("民政.xlsx", AID))
]


@pytest.fixture(scope="module")
def summary() -> Summary:
    return merge(*FILES)


@pytest.fixture(scope="module")
def group(summary: Summary) -> KindGroup:
    (section,) = summary.sections
    assert (summary.kind, section.kind, len(section.lines)) == ("department", "department", 3)
    (group,) = section.groups
    return group


def amounts(group: KindGroup, key: str) -> MergedAmounts:
    (row,) = [one for one in group.amounts if one.key == key]
    return row


def row(group: KindGroup, name: str) -> MergedIndicator:
    (row,) = [one for one in group.indicators if one.name == name]
    return row


def test_funds_of_all_columns_by_part(group: KindGroup) -> None:
    total = amounts(group, "total")
    assert total.values == {"initial": 3380, "budget": 3520, "executed": 3250, "last": 2700}
    assert total.counts == {"initial": 3, "budget": 3, "executed": 3, "last": 2}
    assert (total.rates["rate"], total.rates["change"]) == (Decimal("92.33"), Decimal("3.70"))
    basic, projects = amounts(group, "basic"), amounts(group, "projects")
    assert (basic.values["executed"], projects.values["executed"]) == (2400, 850)
    assert (basic.rates["share"], projects.rates["share"]) == (Decimal("73.85"), Decimal("26.15"))
    assert [one.key for one in group.amounts][:3] == ["total", "basic", "projects"]
    assert group.totals.funds.rate == Decimal("92.33")


def test_basic_figures_are_summed_and_rates_weighted(group: KindGroup) -> None:
    assert amounts(group, "staff").values == {"planned": 200, "actual": 224, "last": 219}
    assert amounts(group, "staff").counts["planned"] == 2
    assert amounts(group, "three_public").values == {"planned": 26, "actual": 24, "last": 24}
    payment = amounts(group, "payment")
    assert (payment.how, payment.unit) == ("weighted", "%")
    assert payment.values == {"planned": 100, "actual": Decimal("83.38")}


def test_every_sum_leads_to_its_cells(group: KindGroup) -> None:
    sources = {one.file: (one.sheet, one.cell, one.values) for one in amounts(group, "total").sources}
    assert sources["水务.xlsx"] == ("整体", "C5", {"initial": 1000, "budget": 1020, "executed": 1000, "last": 950})
    assert sources["民政.xlsx"][2] == {"initial": 480, "budget": 500, "executed": 450}
    assert {one.cell for one in amounts(group, "staff").sources} == {"D10", "E10"}
    assert {(one.file, one.cell) for one in row(group, "在职人员控制率").contributors} == {
        (name, "E14") for name in ("水务.xlsx", "教育.xlsx", "民政.xlsx")
    }


@pytest.mark.parametrize(
    ("name", "rate", "score"),
    [
        ("在职人员控制率", "102", "8.00"),
        ("“三公”经费变动率", "0", "10.00"),
        ("预算完成率", "92.33", "6.00"),
        ("支付进度率", "83.38", "0.00"),
    ],
)
def test_common_indicators_are_worked_out_from_the_sums(group: KindGroup, name: str, rate: str, score: str) -> None:
    merged = row(group, name)
    assert (merged.how, merged.actual, merged.unit) == ("common", rate, "%")
    assert merged.score == Decimal(score)
    assert len(merged.contributors) == 3


def test_a_department_that_lacks_a_figure_is_told(group: KindGroup) -> None:
    assert "1张表" in row(group, "在职人员控制率").why
    assert "没有计入" not in row(group, "预算完成率").why


def test_own_indicators_are_merged_like_those_of_projects(group: KindGroup) -> None:
    content, households = row(group, "社会公众满意度"), row(group, "新增供水户")
    assert (content.how, content.target, content.actual, content.score) == ("weighted", "≥90", "92.3", 10)
    assert (households.how, households.target, households.actual) == ("sum", "≥150", "140")
    assert households.score == Decimal("9.33")


def test_without_any_complete_form_a_common_indicator_is_listed() -> None:
    merged = row(merge(FILES[2]).sections[0].groups[0], "在职人员控制率")
    assert (merged.how, merged.score) == ("listed", None)
    assert merged.why


def test_common_indicators_are_never_taken_for_one_another() -> None:
    one = TABLE.format(**WATER).replace("预算完成率", "结转结余率")
    other = TABLE.format(**SCHOOLS).replace("预算完成率", "结转结余变动率")
    summary = merge(checked("a.xlsx", one), checked("b.xlsx", other))
    assert not summary.suggestions


def test_the_summary_itself_is_about_the_departments(summary: Summary) -> None:
    assert [line.unit for line in summary.lines] == ["某县教育局", "某县民政局", "某县水务局"]
    assert summary.merged_indicators == summary.sections[0].groups[0].indicators
    assert summary.agrees
    assert (summary.totals.budget, summary.totals.executed, summary.by) == (3520, 3250, "all")


def test_departments_by_region_and_whatever_means_nothing_to_them() -> None:
    other = checked("外.xlsx", TABLE.format(**{**WATER, "unit": "乙县水务局"}).replace("某县人民政府", "乙县人民政府"))
    by_region = merge(*FILES, other, by="region,subproject").sections[0]
    assert [(one.label, one.totals.forms) for one in by_region.groups] == [("乙县", 1), ("某县", 3)]
    assert [one.totals.forms for one in merge(*FILES, other, by="subproject").sections[0].groups] == [4]


def test_order_and_parts_do_not_matter(summary: Summary, tmp_path) -> None:
    assert merge(*FILES[::-1]) == summary
    one, two = state_of(FILES[2], FILES[0]), state_of(FILES[1])
    two.join(one)
    assert result(two) == summary
    write_part(two, tmp_path / "县.xlpart")
    again = result(read_part(tmp_path / "县.xlpart", "县.xlpart"))
    assert again.sections[0].groups[0].amounts[0].values == summary.sections[0].groups[0].amounts[0].values
    assert [one.score for one in again.merged_indicators] == [one.score for one in summary.merged_indicators]


def test_a_department_submitted_twice_counts_once() -> None:
    again = checked("又.xlsx", TABLE.format(**WATER))
    summary = merge(*FILES, again)
    assert [(one.file, one.why) for one in summary.refused] == [("水务.xlsx", "B101")]
    assert summary.totals.budget == 3520
