"""labels.toml itself, and how texts are compared with it."""

from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path

import pytest

import xladdin.form
from xladdin.form.labels import labels, leading_label, normalise, printed_points

TABLES = tomllib.loads(Path(xladdin.form.__file__).with_name("labels.toml").read_text("utf-8"))


@pytest.mark.parametrize("group", sorted(set(TABLES) - {"title"}))
def test_no_wording_stands_for_two_fields(group: str) -> None:
    words = [
        normalise(word)[0]
        for table in TABLES[group].values()
        for word in {*table.get("words", ()), *table.get("fallback", ())}
    ]
    assert [word for word, count in Counter(words).items() if count > 1 and word] == []


def test_every_table_has_only_known_keys() -> None:
    keys = {key for group in TABLES.values() for table in group.values() for key in table}
    assert keys <= {"words", "fallback", "contains", "ends", "never"}


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("全年预算数 （A）", "budget"),
        ("全年预算数\n(万元)", "budget"),
        ("★ 全 年 预 算 数：", "budget"),
        ("全年预算数【调整后】", "budget"),
        ("执行率％", "rate"),
        ("执行数（其他）", "ignored"),
        ("全年预算数说明如下，请各单位按照批复的调整后预算数填写，不得遗漏，并附批复文件。", None),
    ],
)
def test_texts_are_compared_without_what_makes_no_difference(text: str, field: str | None) -> None:
    match = labels().fund_columns.find(text)
    assert (match.field if match else None) == field


@pytest.mark.parametrize(
    ("text", "points"),
    [
        ("产出指标（50分）", "50"),
        ("产出指标(50 分)", "50"),
        ("年度绩效目标1（40分）", "40"),
        ("效益指标３０分", "30"),
        ("预算执行情况（10.5分）", "10.5"),
        ("完成三分之一", None),
        ("30分钟内响应", None),
        ("产出指标", None),
    ],
)
def test_points_printed_on_a_label(text: str, points: str | None) -> None:
    assert printed_points(text) == points


def test_label_before_its_value() -> None:
    assert [leading_label(text) for text in ("项目名称：甲", "项目名称: 甲：乙", "项目名称", "：甲")] == [
        "项目名称",
        "项目名称",
        "项目名称",
        "：甲",
    ]
