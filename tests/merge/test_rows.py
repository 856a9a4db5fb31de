"""One row kind after the other: how it is merged, and what keeps two rows apart."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.merge.builders import file
from xladdin import scoring
from xladdin.merge import summarise
from xladdin.model import MergedIndicator, Summary


def merged(
    *rows: str, budgets: tuple[str | None, ...] = ("100", "300"), **fields: object
) -> tuple[MergedIndicator, ...]:
    """The merged indicators of forms with one row each."""
    return summary(*rows, budgets=budgets, **fields).merged_indicators


def summary(
    *rows: str, budgets: tuple[str | None, ...] = ("100", "300"), by: str = "project", **fields: object
) -> Summary:
    files = [
        file(f"{number}.xlsx", rows=[row], budget=budget, **fields)
        for number, (row, budget) in enumerate(zip(rows, budgets, strict=True))
    ]
    result = summarise(files, score=scoring.score_indicator, by=by)
    assert result.agrees
    return result


def quantity(target: str, actual: str, name: str = "数量", points: str = "10") -> str:
    return f"产出指标/数量指标/{name} | {target} | {actual} | {points} | {points}"


@pytest.mark.parametrize(
    ("rows", "how", "target", "actual", "unit"),
    [
        ((("≥1公顷", "1公顷"), ("≥5亩", "6亩")), "sum", "≥1.33333333333333333333", "1.4", "公顷"),
        ((("10~20人", "15人"), ("30~50人", "45人")), "sum", "40～70", "60", "人"),
        ((("10", "9"), ("20", "21")), "sum", "30", "30", ""),
        ((("≥5‰", "6‰"), ("≥1%", "0.9%")), "weighted", "≥0.88", "0.83", "%"),
        ((("≥90分", "92分"), ("≥80分", "88分")), "weighted", "≥82.5", "89", "分"),
        ((("≥99.855%", "99.855%"), ("≥99%", "99%")), "weighted", "≥99.214", "99.214", "%"),
        ((("=0起", "0起"), ("=0起", "1起")), "sum", "＝0", "1", "起"),
        ((("≥100人", "120"), ("≥100人", "90人")), "sum", "≥200", "210", "人"),
        ((("≥2", "3万人"), ("≥100人", "100人"), ("≥100人", "100人")), "sum", "≥20200", "30200", "人"),
        ((("≥0.1人", "0.1人"), ("≥0.2人", "0.2人")), "sum", "≥0.3", "0.3", "人"),
    ],
)
def test_figures(rows: tuple[tuple[str, str], ...], how: str, target: str, actual: str, unit: str) -> None:
    (one,) = merged(*(quantity(*row) for row in rows), budgets=("100", "300", "600")[: len(rows)])
    # (1 + 5/15) 公顷 does not divide: six decimals are shown
    shown = "≥1.333333" if target.startswith("≥1.33") else target
    assert (one.how, one.target, one.actual, one.unit) == (how, shown, actual, unit)


@pytest.mark.parametrize(
    "row",
    [
        quantity("≤60天", "50天"),
        quantity("≤1500元/亩", "1500元/亩"),
        quantity("≥20℃", "21℃"),
        quantity("≥50厘米", "50厘米", "水标尺宽度"),
        quantity("=75元", "75元", "每人每年补助标准"),
        quantity("≥3000元", "3000元", "人均增收"),
        quantity("≤320次", "300次", "月最高接访次数"),
        quantity("≥5人", "已完成"),
        quantity("≥5人", "28.8万元"),
        quantity("0.95", "97.5%", "满意率"),
        quantity("2024年6月", "2024年6月"),
        quantity("「按计划完成三处宗祠修缮」", "「完成」"),
        quantity("", "5人"),
    ],
)
def test_rows_that_are_only_listed(row: str) -> None:
    (one,) = merged(row, row)
    assert (one.how, one.score) == ("listed", None)
    assert one.why
    assert [source.cell for source in one.contributors] == ["E12", "E12"]


@pytest.mark.parametrize("name", ["高标准农田面积", "标准化学校数量", "水平均衡县数量", "道路长度", "培训人次"])
def test_names_that_only_look_like_limits_are_added(name: str) -> None:
    row = quantity("≥10个", "12个", name)
    assert [one.how for one in merged(row, row)] == ["sum"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (quantity("≥10人", "10人"), quantity("≤10人", "10人")),
        (quantity("≥10人", "10人"), quantity("＞10人", "11人")),
        (quantity("≥10人", "10人"), quantity("≥10件", "10件")),
        (quantity("≥10人", "10人"), quantity("≥10", "10")),
        (quantity("≥10人", "10人"), quantity("稳步提升", "稳步提升")),
        (quantity("≥10人", "10人"), quantity("≥10人", "很多人")),
    ],
)
def test_rows_of_one_name_that_differ_stand_side_by_side(one: str, other: str) -> None:
    both = merged(one, other)
    assert len(both) == 2
    assert all(row.why for row in both)


def test_other_names_and_other_categories_are_other_indicators() -> None:
    rows = (
        quantity("≥10人", "10人"),
        quantity("≥10人", "10人", "另一个"),
        "效益指标/数量指标/数量 | ≥10人 | 10人 | 10 | 10",
    )
    both = merged(*rows, budgets=("1", "2", "3"))
    assert [row.why for row in both] == ["", "", ""]


def test_two_rows_of_one_name_in_one_form_are_not_added_to_each_other() -> None:
    rows = [quantity("≥10人", "10人"), quantity("≥5人", "5人")]
    files = [file(f"{name}.xlsx", rows=rows) for name in "ab"]
    first, second = summarise(files, score=scoring.score_indicator).merged_indicators
    assert (first.actual, second.actual) == ("20", "10")
    assert first.why


@pytest.mark.parametrize("budgets", [("0", "0"), (None, "300"), ("-5", "300")])
def test_without_weights_different_rates_are_only_listed(budgets: tuple[str | None, ...]) -> None:
    (one,) = merged(quantity("≥90%", "91%"), quantity("≥90%", "95%"), budgets=budgets)
    assert (one.how, one.score) == ("listed", None)
    assert one.why


def test_equal_rates_need_no_weights_and_a_budget_of_nothing_weighs_nothing() -> None:
    (same,) = merged(quantity("≥90%", "95%"), quantity("≥90%", "95%"), budgets=("0", None))
    assert (same.how, same.actual) == ("weighted", "95")
    (one,) = merged(quantity("≥90%", "91%"), quantity("≥90%", "95%"), budgets=("0", "300"))
    assert (one.how, one.actual) == ("weighted", "95")


def test_a_row_without_points_in_some_forms_gets_no_score() -> None:
    (one,) = merged(quantity("≥10人", "10人"), quantity("≥10人", "10人", points=""))
    assert (one.actual, one.points, one.score) == ("20", None, None)
    assert one.why


def test_nothing_beside_a_target_of_zero_is_zero() -> None:
    (one,) = merged(quantity("=0起", "无"), quantity("=0起", "2起"))
    assert (one.how, one.target, one.actual, one.score) == ("sum", "＝0", "2", 0)


def test_an_ambiguous_bare_figure_is_not_averaged() -> None:
    for points in ("10", ""):
        (one,) = merged(quantity("≥95%", "0.96", points=points), quantity("≥95%", "0.97", points=points))
        assert one.how == "listed"


def test_the_execution_rate_as_a_row_is_the_rate_of_the_funds() -> None:
    row = "预算执行/预算执行率/预算执行率 | =100% | {}% | 10 | 9"
    files = [
        file("a.xlsx", budget="300", executed="100", execution_row=row.format("33.33")),
        file("b.xlsx", budget="300", executed="200", execution_row=row.format("66.67")),
        file("c.xlsx", budget="30", executed="10", execution_row=row.format("33.33")),
    ]
    result = summarise(files, score=scoring.score_indicator)
    (one,) = result.merged_indicators
    assert Decimal(one.actual) == result.totals.rate == Decimal("49.21")


@pytest.mark.parametrize(
    ("by", "groups"),
    [("project", [2, 1]), ("department", [2, 1]), ("subproject", [2, 1]), ("department,subproject", [1, 1, 1])],
)
def test_groups(by: str, groups: list[int]) -> None:
    files = [
        file("1.xlsx", "信访经费", department="甲"),
        file("2.xlsx", "信访 经费", department="乙"),
        file("3.xlsx", "另一项目", department="甲"),
    ]
    result = summarise(files, score=scoring.score_indicator, by=by)
    assert [one.forms for one in result.subprojects] == groups
    assert result.by == by


def test_forms_without_a_project_are_groups_of_their_own() -> None:
    rows = quantity("≥10人", "10人")
    result = summary(rows, rows, project="")
    assert [one.forms for one in result.subprojects] == [1, 1]
    assert len({one.subproject for one in result.subprojects}) == 2


def test_an_unknown_grouping_is_refused() -> None:
    with pytest.raises(ValueError, match="colour"):
        summarise([], score=scoring.score_indicator, by="region,colour")
    with pytest.raises(ValueError, match="gold"):
        summarise([], score=scoring.score_indicator, fund="gold")


def test_grades_are_those_due_and_else_those_stated() -> None:
    judged = file("a.xlsx", "甲", rows=["产出指标/数量指标/数量 | ≥10人 | 5人 | 90 | 90"], stated="100", executed="100")
    unjudged = file("b.xlsx", "乙", rows=["产出指标/数量指标/数量 | 「一段文字」 | 5人 | 90 | 90"], stated="85")
    nothing = file("c.xlsx", "丙", rows=["产出指标/数量指标/数量 | 「一段文字」 | 5人 | 90 | 90"], stated=None)
    result = summarise([judged, unjudged, nothing], score=scoring.score_indicator)
    assert [line.grade for line in result.lines] == ["差", "良", None]
    assert result.grades == {"优": 0, "良": 1, "中": 0, "差": 1}
    assert result.agrees
