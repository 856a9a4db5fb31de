"""Two spellings of one name are one name, and two names stay two."""

from __future__ import annotations

import pytest

from xladdin.merge.words import category_name, indicator_key, label, unnumbered
from xladdin.model.texts import name_key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("培训人数", "培训 人数"),
        ("项目（二期）", "项目(二期)"),
        ("项目〔二期〕", "项目（二期）"),
        ("指标1：培训人数", "指标２:培训人数"),
        ("★培训人数", "（1）培训人数"),
        ("3、培训人数", "4.培训人数；"),
        ("ABC系统", "ａｂｃ系统"),
    ],
)
def test_one_name(one: str, other: str) -> None:
    assert indicator_key(one) == indicator_key(other)


@pytest.mark.parametrize(
    ("one", "other"), [("3.15活动", "15活动"), ("12345热线", "热线"), ("一期", "二期"), ("指标", "")]
)
def test_two_names(one: str, other: str) -> None:
    assert indicator_key(one) != indicator_key(other)


def test_a_name_of_nothing_but_a_number_stays() -> None:
    assert unnumbered("指标1：") == "指标1："


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("产出指标（50分）", "产出指标"),
        ("一、产 出 指 标", "产出指标"),
        ("满意度", "满意度指标"),
        ("效益指标\n(30分)", "效益指标"),
        ("预算执行（10分）", "预算执行"),
    ],
)
def test_category(printed: str, name: str) -> None:
    assert category_name(printed) == name


def test_label_loses_its_points_only() -> None:
    assert label("数量指标（25%）") == "数量指标"
    assert label("社会（环境）效益") == "社会（环境）效益"


def test_the_number_of_a_project_or_unit_is_part_of_its_name() -> None:
    assert name_key("1.幼儿园") != name_key("2.幼儿园")
