"""What clerks mix up: currency units, spellings of units; read from forms, merged or told apart."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.merge.kinds import checked, layout, merge
from xladdin.model import CheckedFile, MergedIndicator, Summary

PEOPLE = "≥5.4万人 | 5.4万人"
UNIT = "某县农村供水管理站"


def counted(number: int, unit: str) -> CheckedFile:
    """The form of one unit that counted ``number`` of ``unit``."""
    text = layout("cost", (UNIT, f"单位{number}"), (PEOPLE, f"≥{number}{unit} | {number}{unit}"))
    return checked(f"{number:02}.xlsx", text)


def rows(summary: Summary, name: str = "受益农村人口数") -> list[MergedIndicator]:
    return [one for one in summary.merged_indicators if one.name == name]


@pytest.mark.parametrize(
    "spellings",
    [
        ("人次", "人·次", "人 次", "人．次", "人（次）"),
        ("公里", "千米", "km", "ＫＭ", "Km"),
        ("平方米", "平米", "㎡", "m2", "m²"),
        ("%", "％", "百分比"),
    ],
)
def test_one_unit_in_several_spellings_is_merged(spellings: tuple[str, ...]) -> None:
    (row,) = rows(merge(*(counted(number, unit) for number, unit in enumerate(spellings, 1))))
    assert len(row.contributors) == len(spellings)
    if row.how == "sum":
        assert row.actual == str(sum(range(1, len(spellings) + 1)))


def test_units_that_are_others_stand_side_by_side() -> None:
    apart = rows(merge(counted(1, "个"), counted(2, "处"), counted(3, "人次"), counted(4, "人")))
    assert len(apart) == 4
    assert {row.beside for row in apart} == {1}
    assert all("单位" in row.why for row in apart)


def test_yuan_and_ten_thousand_yuan_are_converted_and_told() -> None:
    """200,000 元 and 20 万元 make 40 万元; 199,600 元 and 19.96 万元 make 39.92."""
    yuan = layout(
        "cost", (UNIT, "第二供水站"), ("万元", "元"), ("20 | 20 | 19.96", "200000 | 200000 | 199600"),
        ("≤20元 | 19.96元", "≤200000元 | 199600元"),
    )  # fmt: skip
    summary = merge(checked("a.xlsx", layout("cost")), checked("b.xlsx", yuan))
    assert (summary.totals.initial, summary.totals.budget, summary.totals.executed) == (40, 40, Decimal("39.92"))
    (cost,) = rows(summary, "成本控制数")
    assert (cost.target, cost.actual, cost.unit) == ("≤40", "39.92", "万元")
    assert any("元1张" in note and "换算" in note for note in summary.notes)
    assert [line.amount_unit for line in summary.lines] == ["万元", "元"]
    assert summary.agrees


def test_a_form_without_a_printed_unit_is_counted_and_named() -> None:
    bare = layout("cost", ("\\n(万元)", ""), (UNIT, "第三供水站"))
    summary = merge(checked("a.xlsx", layout("cost")), checked("c.xlsx", bare))
    assert summary.overview.assumed_units == 1
    assert any("c.xlsx" in note for note in summary.notes)
