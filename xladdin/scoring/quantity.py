"""A number against a number (定量指标)."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from xladdin.model import Actual, Due, Op, Reverse, Scheme, Target
from xladdin.scoring import explain, verdict
from xladdin.scoring.direction import Bounds, bounds
from xladdin.scoring.rounding import HUNDRED, ZERO, percent
from xladdin.scoring.text import essence, same_words
from xladdin.scoring.units import Reading, readings
from xladdin.scoring.words import words

_UPWARD = frozenset({Op.AT_LEAST, Op.ABOVE})
_DOWNWARD = frozenset({Op.AT_MOST, Op.BELOW})


def score_quantity(target: Target, actual: Actual, points: Decimal, scheme: Scheme, where: tuple[str, str]) -> Due:
    """The due of a quantitative row; ``where`` is its category and name, which decide about a missing sign.

    ``≥ > =``: points × A ÷ T below T. ``≤ <``: the scheme's reverse rule above T. Zero as a limit: all or nothing.
    """
    wanted = bounds(target, *where)
    if wanted is None:
        shown = explain.short(target.raw)
        return verdict.unjudged(f"年度指标值“{shown}”里没有可以比较的数值，请填具体数值", "指标值里没有数字")
    actual = _none_as_zero(actual, wanted)
    doubt = _doubt(target, actual, wanted, where[1])
    if doubt:
        return verdict.unjudged(*doubt)
    ways = readings(target, actual, wanted.figure)
    if wanted.exact and any(way.of_year is None for way in ways):  # 每月500元 as a standard is no sum of the year
        ways = tuple(way for way in ways if way.of_year is None)
    if not ways:
        return verdict.unjudged(_mismatch(target, actual), "指标值与实际完成值的单位不同类")
    dues = [_judge(target, actual, points, scheme, wanted, way) for way in ways]
    if len(dues) == 1:
        return dues[0]
    if len({(due.outcome, due.score) for due in dues}) > 1:
        return verdict.unjudged(*_two_readings(target, actual, ways))
    return replace(dues[0], completion=None)


def completion(target: Target, actual: Actual) -> Decimal | None:
    """Actual ÷ target in percent, two decimals; for a range, against the end that was missed.

    None where one of them is not a number, where their dimensions differ or leave two readings, and for a target of 0.
    """
    wanted = bounds(target, "", "")
    if target.value is None or actual.value is None or wanted is None:
        return None
    shares = {_share(wanted, actual.value, way) for way in readings(target, actual, wanted.figure)}
    return shares.pop() if len(shares) == 1 else None


def gap(target: Target, actual: Actual, *, category: str = "", name: str = "") -> Decimal | None:
    """How far the actual lies from its target (还差多少), in the target's unit.

    Negative below a floor, positive above a limit, 0 where the target is met.
    None where they cannot be compared, and where two readings of their units give two answers.
    """
    wanted = bounds(target, category, name)
    if wanted is None or actual.value is None or _doubt(target, actual, wanted, name):
        return None
    ways = readings(target, actual, wanted.figure)
    gaps = {_outside(wanted, actual.value * way.actual_factor / way.target_factor) for way in ways}
    return gaps.pop() if len(gaps) == 1 else None


def _outside(wanted: Bounds, done: Decimal) -> Decimal:
    if wanted.low is not None and done < wanted.low:
        return done - wanted.low
    return max(done - wanted.high, ZERO) if wanted.high is not None else ZERO


def _share(wanted: Bounds, value: Decimal, way: Reading) -> Decimal | None:
    done, factor = value * way.actual_factor, way.target_factor
    if wanted.low is None or wanted.high is None or wanted.low == wanted.high:
        return percent(done, wanted.figure * factor)
    low, high = wanted.low * factor, wanted.high * factor
    return percent(done, low) if done < low else percent(done, high) if done > high else Decimal("100.00")


def _none_as_zero(actual: Actual, wanted: Bounds) -> Actual:
    """「无」 is the number 0 where, and only where, the target is a limit of 0."""
    if actual.value is None and wanted.high == 0 and essence(actual.raw) in words().zero:
        return Actual(actual.raw, value=ZERO)
    return actual


def _doubt(target: Target, actual: Actual, wanted: Bounds, name: str) -> tuple[str, str] | None:
    """Why the actual cannot be compared at all, in a sentence and in brief; None where it can."""
    if actual.value is None:
        return f"实际完成值“{explain.short(actual.raw)}”里没有数字，请填具体数值", "实际完成值里没有数字"
    return None if same_words(target.raw, actual.raw) else _doubt_of_figure(target, actual, wanted, name)


def _doubt_of_figure(target: Target, actual: Actual, wanted: Bounds, name: str) -> tuple[str, str] | None:
    if wanted.high == 0 and _may_be_completion(target, actual):
        why, brief = "看不出是完成率还是发生率，请填实际发生的数", "看不出是完成率还是发生率"
        return f"指标值是0，实际完成值“{explain.short(actual.raw)}”{why}", brief
    if actual.several:
        why, brief = "里有几个数字，请只填与指标值相比的那一个", "实际完成值里有几个数字"
    elif _is_other_way(target, actual, name):
        why, brief = "的增减方向与指标不同，请人工判断", "增减方向与指标不同"
    elif (actual.op in _DOWNWARD and wanted.high is None) or (actual.op in _UPWARD and wanted.low is None):
        why, brief = "的符号与指标值的方向相反，看不出实际数，请填具体数值", "实际完成值的符号与指标值相反"
    else:
        return None
    return f"实际完成值“{explain.short(actual.raw)}”{why}", brief


def _may_be_completion(target: Target, actual: Actual) -> bool:
    """Whether 「100%」 beside 「0」 or 「0起」 may say that all is well."""
    if actual.unit is None or actual.unit.text != "%" or not actual.value:
        return False
    return actual.value == HUNDRED if target.unit is None else target.unit.dimension != actual.unit.dimension


def _is_other_way(target: Target, actual: Actual, name: str) -> bool:
    """Whether an actual begins with a fall (下降2%) where only a rise is spoken of, or the other way round."""
    if actual.raw[:1].isdigit():  # most do, and a word of change stands in front
        return False
    known = words()
    changed = known.changed.match(essence(actual.raw))
    if changed is None:
        return False
    asked = {known.change[word] for word in known.changes.findall(f"{name} {target.raw}")}
    return asked == {not known.change[changed[1]]}


def _mismatch(target: Target, actual: Actual) -> str:
    wanted, given = target.unit, actual.unit
    units = f"（“{wanted.text if wanted else ''}”与“{given.text if given else ''}”）"
    shown = f"指标值{explain.target_text(target)}与实际完成值{explain.actual_text(actual)}"
    return f"{shown}的单位不是同一类{units}，请改用同一单位"


def _two_readings(target: Target, actual: Actual, ways: tuple[Reading, ...]) -> tuple[str, str]:
    """Which unit is missing, or which two do not convert; in a sentence and in brief."""
    shown = f"指标值{explain.target_text(target)}，实际完成值{explain.actual_text(actual)}"
    if all(way.of_year is not None for way in ways):
        return f"{shown}，全年应有多少期（节假日是否除外）请人工判断", "全年应有多少期请人工判定"
    if any(way.of_year is not None for way in ways):
        return f"{shown}，看不出是全年合计还是每期完成数，请写明（如“全年12次”写“12次/年”）", "请写明是否全年合计"
    if target.unit is not None and actual.unit is not None:
        return f"{shown}，两者的单位没有固定的折算关系，请改用同一单位", "两个单位没有固定的折算关系"
    bare, unit = ("实际完成值", target.unit) if actual.unit is None else ("指标值", actual.unit)
    text = unit.text if unit else ""
    why = f"{shown}，{bare}没有写单位，按“{text}”计和不按“{text}”计得分不同，请写明单位"
    return why, f"请写明{bare}的单位"


def _judge(target: Target, actual: Actual, points: Decimal, scheme: Scheme, wanted: Bounds, way: Reading) -> Due:
    """One reading of the two figures, in the target's unit."""
    assert actual.value is not None
    share = _share(wanted, actual.value, way)
    start = explain.opening(target, wanted.because)
    scale = way.target_factor
    if way.of_year is not None:
        wanted, scale = wanted.times(way.of_year), scale / way.of_year
        start = explain.for_the_year(start, target, way.of_year)
    done = actual.value * way.actual_factor / scale
    low, high = wanted.low, wanted.high
    if (low is None or low >= 0) and (high is None or high >= 0):
        done = max(done, ZERO)  # a negative actual counts as 0
    if low is not None and done < low:
        if wanted.exact:
            return verdict.unjudged(_not_exact(start, actual), "与标准不一致，请人工判定", share)
        return _below(start, actual, points, scheme, (done, low))
    if high is not None and done > high:
        if wanted.exact:
            return verdict.unjudged(_not_exact(start, actual), "与标准不一致，请人工判定", share)
        return _above(start, actual, points, scheme, (done, high))
    return verdict.full(points, explain.met(start, actual, points), share)


def _not_exact(start: str, actual: Actual) -> str:
    return f"{start}，完成{explain.actual_text(actual)}，与标准不一致，是否扣分请人工判断"


def _below(start: str, actual: Actual, points: Decimal, scheme: Scheme, ratio: tuple[Decimal, Decimal]) -> Due:
    """Below a floor. A negative floor (「≥-5%」) is a limit on the fall, so it is judged as one."""
    done, low = ratio
    if low < 0:
        return _above(start, actual, points, scheme, (-done, -low))
    score = verdict.capped(points * done / low, points)
    return verdict.missed(score, explain.short_of(start, actual, points, ratio, score), percent(done, low))


def _above(start: str, actual: Actual, points: Decimal, scheme: Scheme, ratio: tuple[Decimal, Decimal]) -> Due:
    """Above a limit. A negative limit (「≤-5%」) asks for a fall, so it is judged as a floor on the fall."""
    done, high = ratio
    if high == 0:
        return verdict.missed(ZERO, explain.over_zero(start, actual))
    if high < 0:
        return _below(start, actual, points, scheme, (max(-done, ZERO), -high))
    if scheme.reverse is Reverse.RATIO:
        score = verdict.capped(points * high / done, points)
        explanation = explain.over_ratio(start, actual, points, ratio, score)
    else:
        score = verdict.capped(points * (2 - done / high), points)
        explanation = explain.over_linear(start, actual, points, ratio, score)
    return verdict.missed(score, explanation, percent(done, high))
