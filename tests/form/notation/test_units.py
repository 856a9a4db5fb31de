"""What units measure, and conversion between them."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from importlib import resources

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xladdin.form.notation import convert, parse_target, same_dimension, unit_of

DATA = tomllib.loads(resources.files("xladdin.form.notation").joinpath("units.toml").read_text(encoding="utf-8"))
FAMILIES = [[text for texts in factors.values() for text in texts] for factors in DATA["dimensions"].values()]
LISTED = [text for group in [*FAMILIES, *DATA["counts"]["words"]] for text in group]


@pytest.mark.parametrize(
    ("value", "source", "target", "expected"),
    [
        ("20", "万元", "元", "200000"),
        ("1.5", "亿元", "万元", "15000"),
        ("3", "百万元", "千元", "3000"),
        ("5", "‰", "%", "0.5"),
        ("9", "成", "百分比", "90"),
        ("2", "倍", "%", "200"),
        ("12", "个月", "年", "1"),
        ("36", "小时", "天", "1.5"),
        ("4", "季度", "年", "1"),
        ("2", "周", "天", "14"),
        ("1", "公顷", "亩", "15"),
        ("2", "万平方米", "亩", "30"),
        ("1", "平方公里", "公顷", "100"),
        ("2.5", "KM", "米", "2500"),
        ("80", "M", "米", "80"),
        ("2", "吨", "公斤", "2000"),
        ("3", "斤", "kg", "1.5"),
        ("3", "万人", "人", "30000"),
        ("3", "万条", "条", "30000"),
        ("0.15", "万元/亩", "元/亩", "1500"),
        ("10", "元/公斤", "元/斤", "5"),
        ("12", "次/年", "次", "12"),
        ("2", "万樘", "樘", "20000"),
    ],
)
def test_conversion(value: str, source: str, target: str, expected: str) -> None:
    assert convert(Decimal(value), unit_of(source), unit_of(target)) == Decimal(expected)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("人", "人次"),
        ("万元", "%"),
        ("件", "次"),
        ("户", "家"),
        ("元", "元/亩"),
        ("亩", "公里"),
        ("樘", "扇"),
        ("分", "%"),
        ("天", "次/天"),
    ],
)
def test_other_dimension(one: str, other: str) -> None:
    assert not same_dimension(unit_of(one), unit_of(other))
    assert convert(Decimal(1), unit_of(one), unit_of(other)) is None


@pytest.mark.parametrize(
    ("printed", "text"), [("百分比", "%"), ("％", "%"), ("千分比", "‰"), ("万元", "万元"), ("KM", "KM")]
)
def test_printed_text(printed: str, text: str) -> None:
    assert unit_of(printed).text == text


@given(st.sampled_from(FAMILIES), st.data(), st.decimals(min_value=0, max_value=10**9, places=4))
def test_round_trip(family: list[str], data: st.DataObject, value: Decimal) -> None:
    one, other = (unit_of(data.draw(st.sampled_from(family))) for _ in range(2))
    there = convert(value, one, other)
    assert there is not None
    back = convert(there, other, one)
    assert back is not None
    assert abs(back - value) <= Decimal("1e-12") * max(value, Decimal(1))


def test_no_unit_is_listed_twice() -> None:
    listed = [text.lower() for text in LISTED]
    assert sorted({text for text in listed if listed.count(text) > 1}) == []


def test_every_unit_is_read_behind_a_number() -> None:
    misses = []
    for text in LISTED:
        for printed in (text, f"万{text}", f"元/{text}"):
            target = parse_target(f"≥12{printed}")
            if (target.value, target.unit) != (Decimal(12), unit_of(printed)):
                misses.append((printed, target))
    assert misses == []
