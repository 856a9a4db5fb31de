"""What holds for every text, not only for those that somebody has written."""

from __future__ import annotations

import random
from datetime import date
from decimal import Decimal

from hypothesis import example, given
from hypothesis import strategies as st

from xladdin.form.notation import (
    find_year,
    join_target_parts,
    parse_actual,
    parse_amount,
    parse_points,
    parse_rate,
    parse_target,
    parse_target_parts,
    tier_word,
    unit_of,
)
from xladdin.model import Op, Target, TargetKind

#: The characters that clerks use, so that most drawn texts come close to a notation.
ALPHABET = (
    "0123456789.,，。、%％‰＋+-－—～~至到±≥≤＞＜>=<＝﹦一二两三十百千万亿半年月日季度前后底内以上下及含约左右达到不低于少超过"
    "控制在()（）/每人次元亩天个完成率满意度无XＸ*#\t "
)
texts = st.text(alphabet=ALPHABET, max_size=24) | st.text(max_size=24)

UNITS = [
    "%",
    "‰",
    "元",
    "万元",
    "亿元",
    "元/亩",
    "万元/个",
    "人",
    "人次",
    "万人次",
    "件",
    "次",
    "个",
    "天",
    "个工作日",
    "个月",
    "公里",
    "平方米",
    "万亩",
    "吨",
    "",
]
SIGNS = {Op.AT_LEAST: "≥", Op.AT_MOST: "≤", Op.ABOVE: "＞", Op.BELOW: "＜", Op.EQUAL: "＝", Op.BARE: ""}
numbers = st.decimals(min_value=0, max_value=10**7, places=2).map(abs) | st.integers(0, 10**6).map(Decimal)


@st.composite
def quantity_targets(draw: st.DrawFn) -> Target:
    unit = draw(st.sampled_from(UNITS))
    value = draw(numbers) if unit else draw(numbers) % 1000  # a bare 2021～2023 is a span of years
    op = draw(st.sampled_from([*SIGNS, Op.BETWEEN]))
    value2 = value + draw(st.integers(1, 100)) if op is Op.BETWEEN else None
    return Target("", TargetKind.QUANTITY, op, value, value2, unit_of(unit) if unit else None)


def render(target: Target) -> str:
    unit = target.unit.text if target.unit else ""
    if target.value2 is not None:
        return f"{target.value}～{target.value2}{unit}"
    assert target.op is not None
    return f"{SIGNS[target.op]}{target.value}{unit}"


def essence(target: Target) -> tuple[object, ...]:
    return target.kind, target.op, target.value, target.value2, target.unit, target.when


@given(texts, texts, texts)
@example("", "", "")
@example("±", "±3±", "3~~~4")
@example("①", "²", "١٢٣")
@example("百分之", "百分之点", "一点")
@example("9999年99月99日", "2023年2月31日", "0月0日")
def test_never_raises(one: str, two: str, three: str) -> None:
    target = parse_target(one, name=two)
    parse_actual(two, target)
    parse_target_parts(one, two, three)
    join_target_parts(one, two, three)
    parse_amount(one, two)
    parse_points(one)
    parse_rate(one, expected=Decimal(99))
    find_year(one)
    tier_word(one)
    assert target.raw == one
    if target.when:
        date.fromisoformat((target.when + "-01-01")[:10])


@given(texts)
def test_full_width_and_half_width_read_alike(text: str) -> None:
    half = "".join(char for char in text if char not in "{}[]\"'")
    full = "".join(chr(ord(char) + 0xFEE0) if "!" <= char <= "~" else char for char in half)
    assert essence(parse_target(full)) == essence(parse_target(half))
    assert parse_amount(full, "万元") == parse_amount(half, "万元")
    assert parse_points(full) == parse_points(half)


@given(texts, st.randoms(use_true_random=False))
def test_white_space_says_nothing(text: str, chance: random.Random) -> None:
    spaced = "".join(char + chance.choice(["", "", " ", "　", "\n"]) for char in text)
    assert essence(parse_target(spaced)) == essence(parse_target(text))


@given(quantity_targets())
def test_rendered_target_reads_back(target: Target) -> None:
    assert essence(parse_target(render(target))) == essence(target)


@given(quantity_targets(), st.sampled_from(["≥", "≤", "＝", "大于等于", "不超过"]))
def test_columns_say_the_same_as_one_cell(target: Target, sign: str) -> None:
    if target.op is Op.BETWEEN or target.unit is None:
        return
    parts = parse_target_parts(sign, str(target.value), target.unit.text)
    assert essence(parts) == essence(parse_target(f"{sign}{target.value}{target.unit.text}"))


@given(quantity_targets())
def test_actual_repeats_value_and_unit(target: Target) -> None:
    if target.value2 is None:
        actual = parse_actual(render(target), target)
        assert (actual.value, actual.unit, actual.several) == (target.value, target.unit, False)


@given(st.integers(1, 99_999_999))
def test_chinese_numerals(number: int) -> None:
    target = parse_target(f"不少于{in_chinese(number)}人")
    unit = target.unit
    assert target.op is Op.AT_LEAST
    assert target.value is not None
    assert unit is not None
    assert target.value * unit.factor == number


def in_chinese(number: int) -> str:
    """一百二十 for 120; up to 99,999,999."""
    if number >= 10_000:
        head, rest = divmod(number, 10_000)
        gap = "零" if 0 < rest < 1000 else ""
        return in_chinese(head) + "万" + gap + (in_chinese(rest) if rest else "")
    digits, text, zero = str(number), "", False
    for place, digit in zip(range(len(digits) - 1, -1, -1), digits, strict=True):
        if digit == "0":
            zero = bool(text)
            continue
        text += ("零" if zero else "") + "零一二三四五六七八九"[int(digit)] + ["", "十", "百", "千"][place]
        zero = False
    return text
