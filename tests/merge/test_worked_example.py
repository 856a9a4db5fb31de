"""Three units, one 二级项目, every kind of row: merged on paper first.

                  甲      乙      丙                         together
budget (万元)     100     300     6,000,000 元 = 600         1000
executed           90     285     5,400,000 元 = 540          915     rate 915 ÷ 1000 = 91.50 % (mean of rates: 91.67)

成本控制数   ≤    100万元 300万元 6000000元                  ≤1000 万元
                   90万元 285万元 5400000元                    915 万元     met: 20 of 20
培训人数     ≥    100人   200人   0.03万人                   ≥600 人
                   80人   230人   290人                        600 人       met: 10 of 10 (their scores: 8, 10, 9.67)
巡查次数     ≥     50次    60次    90次                      ≥200 次
                   40次    50次    60次                        150 次       10 × 150 ÷ 200 = 7.50
合格率       ≥     95%     90%     98%   (9500 + 27000 + 58800) ÷ 1000 = 95.3
                   90%     93%     97%   (9000 + 27900 + 58200) ÷ 1000 = 95.1     10 × 95.1 ÷ 95.3 = 9.979 → 9.98
差错率       ≤      5%      5%      5%   5
                    4%      6%      8%   (400 + 1800 + 4800) ÷ 1000 = 7           10 × (2 − 7 ÷ 5) = 6.00
社会稳定     稳步提升: scores 10, 9, 7   (1000 + 2700 + 4200) ÷ 1000 = 7.90       below 80 % of 10: 部分达成
覆盖率       ≥    100% of 5, 10, 10 points: (500 + 3000 + 6000) ÷ 1000 = 9.5
                  100%    100%    50%    (10000 + 30000 + 30000) ÷ 1000 = 70      9.5 × 70 ÷ 100 = 6.65
满意度       ≥     90%     90%           90;  (9200 + 28800) ÷ 400 = 95           met: 5
             =                     90%   90;  81                                  5 × 81 ÷ 90 = 4.50
办结时限, 亩均补助, 完工日期             listed
床位数             20～30张 30～40张 50～60张                 100～130 张
                   25张    35张    70张                     130 张       inside: 5
修复堤防     ≥     2公里   3千米   2000米                     ≥7 公里
                   2公里   3千米   1500米                     6.5 公里     5 × 6.5 ÷ 7 = 4.642… → 4.64
投诉件数     =       0件      0件      无                      ＝0 件       0           met: 5
宣传活动     ≥      10场    10次                             other units, side by side: 10 场, 10 次
参加宣传人数 ≥     100人   and 参加宣传的人数 ≥ 200人        nearly one name: side by side, 100 人, 200 人

Weighted by 年初预算数 (80, 300, 600.000001): 合格率
  (95·80 + 90·300 + 98·600.000001) ÷ 980.000001 = 93400.000098 ÷ 980.000001 = 95.306… → 95.31
  (90·80 + 93·300 + 97·600.000001) ÷ 980.000001 = 93300.000097 ÷ 980.000001 = 95.204… → 95.20
by 全年执行数 (90, 285, 540):
  (95·90 + 90·285 + 98·540) ÷ 915 = 87120 ÷ 915 = 95.213… → 95.21
  (90·90 + 93·285 + 97·540) ÷ 915 = 86985 ÷ 915 = 95.065… → 95.07
"""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.merge.builders import file
from xladdin import scoring
from xladdin.merge import summarise
from xladdin.model import MergedIndicator, Summary

JIA = [
    "成本指标（20分）/经济成本指标/成本控制数 | ≤100万元 | 90万元 | 20 | 20",
    "产出指标/数量指标/培训人数 | ≥100人 | 80人 | 10 | 8",
    "产出指标/数量指标/★巡查次数 | ≥50次 | 40次 | 10 | 8",
    "产出指标/质量指标/合格率 | ≥95% | 90% | 10 | 9.47",
    "产出指标/质量指标/差错率 | ≤5% | 4% | 10 | 10",
    "产出指标/时效指标/办结时限 | ≤60天 | 50天 | 5 | 5",
    "产出指标/成本指标/亩均补助 | 75元/亩 | 75元/亩 | 5 | 5",
    "产出指标/时效指标/完工日期 | 2024年6月 | 2024年6月 | 5 | 5",
    "效益指标/社会效益指标/社会稳定 | 稳步提升 | 稳步提升 | 10 | 10",
    "效益指标/社会效益指标/覆盖率 | ≥100% | 100% | 5 | 5",
    "满意度指标/服务对象满意度指标/满意度 | ≥90% | 92% | 5 | 5",
    "产出指标/数量指标/床位数 | 20~30张 | 25张 | 5 | 5",
    "产出指标/数量指标/修复堤防 | ≥2公里 | 2公里 | 5 | 5",
    "产出指标/质量指标/投诉件数 | =0件 | 0件 | 5 | 5",
    "产出指标/数量指标/宣传活动 | ≥10场 | 10场 | 5 | 5",
    "产出指标/数量指标/参加宣传人数 | ≥100人 | 100人 | 5 | 5",
]
YI = [
    "成本指标（20分）/经济成本指标/成本控制数 | ≤300万元 | 285万元 | 20 | 20",
    "产出指标/数量指标/培训 人数 | ≥200人 | 230人 | 10 | 10",
    "产出指标/数量指标/指标2：巡查次数 | ≥60次 | 50次 | 10 | 8.33",
    "产出指标/质量指标/合格率 | ≥90% | 93% | 10 | 10",
    "产出指标/质量指标/差错率 | ≤5% | 6% | 10 | 8",
    "产出指标/时效指标/办结时限 | ≤60天 | 40天 | 5 | 5",
    "产出指标/成本指标/亩均补助 | 80元/亩 | 80元/亩 | 5 | 5",
    "产出指标/时效指标/完工日期 | 2024年6月 | 2024年6月 | 5 | 5",
    "效益指标/社会效益指标/社会稳定 | 稳步提升 | 稳步提升 | 10 | 9",
    "效益指标/社会效益指标/覆盖率 | ≥100% | 100% | 10 | 10",
    "满意度指标/服务对象满意度指标/满意度 | ≥90% | 96% | 5 | 5",
    "产出指标/数量指标/床位数 | 30~40张 | 35张 | 5 | 5",
    "产出指标/数量指标/修复堤防 | ≥3千米 | 3千米 | 5 | 5",
    "产出指标/质量指标/投诉件数 | =0件 | 0件 | 5 | 5",
    "产出指标/数量指标/宣传活动 | ≥10次 | 10次 | 5 | 5",
    "产出指标/数量指标/参加宣传的人数 | ≥200人 | 200人 | 5 | 5",
]
BING = [
    "成本指标（20分）/经济成本指标/成本控制数 | ≤6000000元 | 5400000元 | 20 | 20",
    "产出指标/数量指标/培训人数 | ≥0.03万人 | 290人 | 10 | 9.67",
    "产出指标/数量指标/巡查次数 | ≥90次 | 60次 | 10 | 6.67",
    "产出指标/质量指标/合格率 | ≥98% | 97% | 10 | 9.9",
    "产出指标/质量指标/差错率 | ≤5% | 8% | 10 | 4",
    "产出指标/时效指标/办结时限 | ≤30天 | 20天 | 5 | 5",
    "产出指标/成本指标/亩均补助 | 75元/亩 | 75元/亩 | 5 | 5",
    "产出指标/时效指标/完工日期 | 2024年6月 | 2024年6月 | 5 | 5",
    "效益指标/社会效益指标/社会稳定 | 稳步提升 | 部分达成 | 10 | 7",
    "效益指标/社会效益指标/覆盖率 | ≥100% | 50% | 10 | 5",
    "满意度指标/服务对象满意度指标/满意度 | =90% | 81% | 5 | 4.5",
    "产出指标/数量指标/床位数 | 50~60张 | 70张 | 5 | 4",
    "产出指标/数量指标/修复堤防 | ≥2000米 | 1500米 | 5 | 3.75",
    "产出指标/质量指标/投诉件数 | =0件 | 无 | 5 | 5",
]


def merged_by(fund: str) -> Summary:
    files = [
        file("甲.xlsx", unit="甲局", budget="100", executed="90", initial="80", rows=JIA),
        file("乙.xlsx", unit="乙局", budget="300", executed="285", initial="300", rows=YI),
        file(
            "丙.xlsx",
            unit="丙局",
            budget="6000000",
            executed="5400000",
            initial="6000000.01",
            amount_unit="元",
            rows=BING,
        ),
    ]
    return summarise(files, score=scoring.score_indicator, fund=fund)


@pytest.fixture(scope="module")
def summary() -> Summary:
    return merged_by("budget")


def row(summary: Summary, name: str, number: int = 0) -> MergedIndicator:
    return [merged for merged in summary.merged_indicators if merged.name == name][number]


def test_funds(summary: Summary) -> None:
    assert summary.totals.initial == Decimal("980.000001")
    assert (summary.totals.budget, summary.totals.executed) == (1000, 915)
    assert summary.totals.rate == Decimal("91.50")
    assert [line.budget for line in summary.lines] == [600, 300, 100]  # 丙, 乙, 甲: sorted by file name
    assert summary.subprojects[0].funds == summary.totals


@pytest.mark.parametrize(
    ("name", "how", "target", "actual", "unit", "points", "score"),
    [
        ("成本控制数", "sum", "≤1000", "915", "万元", "20", "20"),
        ("培训人数", "sum", "≥600", "600", "人", "10", "10"),
        ("巡查次数", "sum", "≥200", "150", "次", "10", "7.50"),
        ("合格率", "weighted", "≥95.3", "95.1", "%", "10", "9.98"),
        ("差错率", "weighted", "≤5", "7", "%", "10", "6.00"),
        ("社会稳定", "tier", "稳步提升", "部分达成预期指标", "", "10", "7.90"),
        ("覆盖率", "weighted", "≥100", "70", "%", "9.50", "6.65"),
        ("床位数", "sum", "100～130", "130", "张", "5", "5"),
        ("修复堤防", "sum", "≥7", "6.5", "公里", "5", "4.64"),
        ("投诉件数", "sum", "＝0", "0", "件", "5", "5"),
    ],
)
def test_merged_row(
    summary: Summary, name: str, how: str, target: str, actual: str, unit: str, points: str, score: str
) -> None:
    merged = row(summary, name)
    assert (merged.how, merged.target, merged.actual, merged.unit) == (how, target, actual, unit)
    assert (merged.points, merged.score) == (Decimal(points), Decimal(score))
    assert len(merged.contributors) == 3


def test_rows_of_different_sign_stand_side_by_side(summary: Summary) -> None:
    equal, at_least = row(summary, "满意度", 0), row(summary, "满意度", 1)  # 丙 comes first
    assert (equal.target, equal.actual, equal.score) == ("＝90", "81", Decimal("4.50"))
    assert (at_least.target, at_least.actual, at_least.score) == ("≥90", "95", Decimal(5))
    assert equal.why
    assert at_least.why


def test_other_units_and_names_nearly_the_same_stand_side_by_side(summary: Summary) -> None:
    rows = {(one.name, one.actual, one.unit): one for one in summary.merged_indicators}
    events, other_events = rows["宣传活动", "10", "场"], rows["宣传活动", "10", "次"]
    people, other_people = rows["参加宣传人数", "100", "人"], rows["参加宣传的人数", "200", "人"]
    assert events.beside == other_events.beside > 0
    assert people.beside == other_people.beside != events.beside
    assert (people.near, other_people.near) == (("参加宣传的人数",), ("参加宣传人数",))
    assert all(one.why for one in (events, other_events, people, other_people))
    places = [summary.merged_indicators.index(one) for one in (events, other_events, people, other_people)]
    assert abs(places[0] - places[1]) == abs(places[2] - places[3]) == 1
    assert {pair.other for pair in summary.suggestions} | {pair.name for pair in summary.suggestions} == {
        "参加宣传人数",
        "参加宣传的人数",
    }


@pytest.mark.parametrize(("fund", "target", "actual"), [("initial", "≥95.31", "95.2"), ("executed", "≥95.21", "95.07")])
def test_other_funds_as_weights(fund: str, target: str, actual: str) -> None:
    other = merged_by(fund)
    merged = row(other, "合格率")
    assert (merged.target, merged.actual) == (target, actual)
    assert other.fund == fund
    amounts = {"initial": ["600.000001", "300", "80"], "executed": ["540", "285", "90"]}[fund]
    assert [one.weight for one in merged.contributors] == [Decimal(amount) for amount in amounts]
    assert other.agrees


@pytest.mark.parametrize("name", ["办结时限", "亩均补助", "完工日期"])
def test_rows_that_cannot_be_added_are_listed(summary: Summary, name: str) -> None:
    merged = row(summary, name)
    assert (merged.how, merged.score, merged.points) == ("listed", None, 5)
    assert merged.why
    assert len(merged.contributors) == 3


def test_points_that_differ_are_said_to_be_weighted(summary: Summary) -> None:
    assert row(summary, "覆盖率").why
    assert not row(summary, "合格率").why


def test_every_merged_figure_leads_to_its_cells(summary: Summary) -> None:
    sources = row(summary, "巡查次数").contributors
    assert [(one.file, one.sheet, one.cell, one.actual, one.weight) for one in sources] == [
        ("丙.xlsx", "自评表", "E14", "60次", 600),
        ("乙.xlsx", "自评表", "E14", "50次", 300),
        ("甲.xlsx", "自评表", "E14", "40次", 100),
    ]


def test_the_lines_of_a_merged_row_are_one_block(summary: Summary) -> None:
    lines = iter(summary.indicators)
    for merged in summary.merged_indicators:
        for source in merged.contributors:
            line = next(lines)
            assert (line.file, line.sheet, line.cell) == (source.file, source.sheet, source.cell)
    assert next(lines, None) is None


def test_control_totals_agree(summary: Summary) -> None:
    assert summary.agrees
    assert (summary.files, summary.merged, summary.forms, summary.forms_merged) == (3, 3, 3, 3)
