"""Numbers that may be percentages: Excel hands a cell that shows 96% over as 0.96, without its format."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from xladdin.excel.functions.values import CellError, Value
from xladdin.form.notation import unit_of
from xladdin.model import Actual, Due, Op, Outcome, Target, TargetKind, Unit

_PERCENT = unit_of("%")
_HUNDRED = Decimal(100)
#: A figure of which the other side is so many times as much cannot be meant as it stands.
_ABSURD = 20

Judge = Callable[[Target, Actual], Due]


@dataclass(frozen=True, slots=True)
class Sides:
    """Target and actual of a row as they were understood, and what the row earns so."""

    target: Target
    actual: Actual
    due: Due


def decide(cells: tuple[Value, Value], target: Target, actual: Actual, judge: Judge) -> Sides:
    """Which percentage a number in a cell means; ``cells`` are those of target and actual.

    x is a number (stored as one: not a text) and f the figure of the other side. In this order:

    1. f is written with % (‰, 倍 …): x may mean x % ("as it stands") or 100x % (a percent cell). Both are tried when
       |x| ≤ 1 or 20·|x| ≤ |f|, x ≠ 0; outside of that x stands for x %.
       - Both earn the same: that is the answer (100x % where |x| ≤ 1).
       - x is the actual, 0 < x ≤ 1, and as it stands it misses a floor (≥ > = between) with at most a twentieth of
         it (20x ≤ f): 100x %. So 0.96 is 96 % and 1 is 100 % beside 「≥95%」.
       - x is the target, 0 < x ≤ 1, and 20x ≤ f: 100x %. So a target cell of 0.95 is 95 % beside 「96%」.
       - Otherwise nobody can tell (0.08 beside 「≤5%」, 2.5 beside 「≥95%」): a CellError asks.
    2. No unit on either side, 0 < |x| ≤ 1, the other side is no number of that kind and at least twenty times as much
       (0.96 beside 「≥95」): where x and 100x earn different scores, a CellError asks.
    3. Everything else, and every text (「0.96」 too), as the core understands it: it asks where % may be missing.

    Raises:
        CellError: the number has to be written with its unit.
    """
    as_it_stands = Sides(target, actual, judge(target, actual))
    if target.kind is not TargetKind.QUANTITY or target.value is None or actual.value is None:
        return as_it_stands
    number_of_target, number_of_actual = (cell.number for cell in cells)
    if number_of_actual is not None and _is_ratio(target.unit):
        return _actual_beside_percent(target, actual, judge) or as_it_stands
    if number_of_target is not None and _is_ratio(actual.unit):
        return _target_beside_percent(target, actual, judge) or as_it_stands
    if target.unit is None and actual.unit is None:
        _ask_if_a_share(cells, as_it_stands, judge)
    return as_it_stands


def _is_ratio(unit: Unit | None) -> bool:
    return unit is not None and unit.dimension == _PERCENT.dimension


def _is_open(number: Decimal, figure: Decimal) -> bool:
    return number != 0 and (abs(number) <= 1 or _ABSURD * abs(number) <= abs(figure))


def _actual_beside_percent(target: Target, actual: Actual, judge: Judge) -> Sides | None:
    number = _value(actual.value)
    if not _is_open(number, max(abs(_value(target.value)), abs(_value(target.value2)))):
        return None
    plain, share = (
        Sides(target, read, judge(target, read))
        for read in (
            Actual(actual.raw, number, target.unit, tier=actual.tier),
            Actual(_percentage(number), _of_hundred(number), _PERCENT, tier=actual.tier),
        )
    )
    completion = plain.due.completion
    hopeless = plain.due.outcome is Outcome.MISSED and completion is not None and completion * _ABSURD <= _HUNDRED
    return _choice(number, plain, share, is_share=hopeless, label="实际完成值")


def _target_beside_percent(target: Target, actual: Actual, judge: Judge) -> Sides | None:
    number, figure = _value(target.value), _value(actual.value)
    if not _is_open(number, figure):
        return None
    plain, share = (
        Sides(read, actual, judge(read, actual))
        for read in (
            Target(target.raw, TargetKind.QUANTITY, Op.BARE, number, unit=actual.unit),
            Target(_percentage(number), TargetKind.QUANTITY, Op.BARE, _of_hundred(number), unit=_PERCENT),
        )
    )
    return _choice(number, plain, share, is_share=_ABSURD * number <= figure, label="指标值")


def _choice(number: Decimal, plain: Sides, share: Sides, *, is_share: bool, label: str) -> Sides:
    if _same(plain.due, share.due):
        return share if abs(number) <= 1 else plain
    if is_share and 0 < number <= 1:
        return share
    raise CellError(f"请给{label}写上单位：{number:f}%还是{_percentage(number)}")


def _ask_if_a_share(cells: tuple[Value, Value], sides: Sides, judge: Judge) -> None:
    target, actual = sides.target, sides.actual
    wanted, done = _value(target.value), _value(actual.value)
    small_target, small_actual = (cell.number is not None and 0 < abs(cell.number) <= 1 for cell in cells)
    if small_target == small_actual:
        return
    number, figure = (done, wanted) if small_actual else (wanted, done)
    if _ABSURD * abs(number) > abs(figure):
        return
    if small_actual:
        other = judge(target, Actual(actual.raw, _of_hundred(number), tier=actual.tier))
    else:
        other = judge(Target(target.raw, TargetKind.QUANTITY, target.op, _of_hundred(number)), actual)
    if not _same(sides.due, other):
        label = "实际完成值" if small_actual else "指标值"
        raise CellError(f"请给{label}写上单位：{number:f}还是{_percentage(number)}")


def _same(one: Due, other: Due) -> bool:
    return (one.outcome, one.score) == (other.outcome, other.score)


def _value(value: Decimal | None) -> Decimal:
    return Decimal(0) if value is None else value


def _of_hundred(number: Decimal) -> Decimal:
    return (number * 100).normalize()


def _percentage(number: Decimal) -> str:
    return f"{_of_hundred(number):f}%"
