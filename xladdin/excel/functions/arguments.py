"""Arguments of the functions as the core wants them: points, amounts, units, schemes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import takewhile
from typing import Final

from xladdin import schemes
from xladdin.excel.functions.values import CellError, Value
from xladdin.form.notation import parse_points, parse_rate, parse_target
from xladdin.model import Op, Scheme, Target, TargetKind, Unit

DEFAULT_SCHEME: Final = "national/2020"
"""What a function goes by when it is given no scheme."""

_HEADING = re.compile(r"指标(?:[（(][^（()）]*[)）])?$")  # 产出指标（50分）
_SLASH = re.compile(r"[/／]")
#: One side without a unit and so many times the other: its multiplier may be missing (元 beside 万元).
_ABSURD = 1000


def figure(value: Value, label: str) -> Decimal:
    """A plain figure: points (分值), scores (得分), a total. 「10分」 is 10, a weight of 「20%」 is 20.

    Raises:
        CellError: the cell holds something else; ``label`` names it.
    """
    number = value.number if value.number is not None else parse_points(value.text)
    if number is None:
        raise CellError(f"{label}里没有数字")
    return number


def completion(value: Value) -> Decimal | None:
    """A completion in percent (档次): 85, 「85%」, and 0.85 as a cell that shows 85% holds it; None for an empty cell.

    Raises:
        CellError: no percentage from 0 to 100.
    """
    if value.is_blank:
        return None
    percent = parse_rate(value.text)
    if percent is None or not 0 <= percent <= 100:
        raise CellError("档次应为0到100的百分数")
    return percent


def category_and_name(text: str) -> tuple[str, str]:
    """「产出指标/时效指标/办结时限」 → the headings, and the name of the indicator; either may be all there is.

    At most two headings, which end in 指标, stand in front; what follows is the name, whatever it ends in.
    """
    parts = [part.strip() for part in _SLASH.split(text)]
    headings = list(takewhile(_is_heading, parts[:2]))
    return "/".join(filter(None, headings)), "/".join(parts[len(headings) :])


def _is_heading(part: str) -> bool:
    return not part or _HEADING.search(part) is not None


@lru_cache
def scheme(wanted: str) -> Scheme:
    """The scheme of a key (gansu/2024) or of a place (甘肃: its newest one); "" is the national scheme.

    Files are not opened: the formula may stand in a workbook that somebody else has sent.

    Raises:
        CellError: there is no such scheme among the built-in ones.
    """
    if not wanted:
        return schemes.load(DEFAULT_SCHEME)
    if wanted in schemes.all_keys():
        return schemes.load(wanted)
    of_place = [known for known in map(schemes.load, schemes.all_keys()) if known.region == wanted.removesuffix("省")]
    if not of_place:
        raise CellError(f"没有评分方案“{wanted[:20]}”")
    return max(of_place, key=lambda known: known.year)


@dataclass(frozen=True, slots=True)
class Amount:
    """A figure with the unit that is written beside it, if any; a percentage is a share of 1, as Excel counts."""

    value: Decimal
    unit: Unit | None = None


def amounts(values: Sequence[Value], labels: Sequence[str]) -> list[Decimal]:
    """Figures in one common unit, so that they may be divided by each other: 「19.96万元」 and 「200000元」.

    A figure without a unit takes that of the others.

    Raises:
        CellError: not a figure; units that do not convert; a figure that may lack its unit.
    """
    read = [_amount(value, label) for value, label in zip(values, labels, strict=True)]
    units = {amount.unit for amount in read if amount.unit is not None}
    if len({unit.dimension for unit in units}) > 1:
        raise CellError("单位不是同一类")
    if not units:
        return [amount.value for amount in read]
    if len({unit.factor for unit in units}) > 1 and any(amount.unit is None for amount in read):
        raise CellError("请写明单位")
    common = units.pop()
    figures = [amount.value * (amount.unit or common).factor for amount in read]
    _refuse_missing_unit(read, figures)
    return figures


def _amount(value: Value, label: str) -> Amount:
    if value.number is not None:
        return Amount(value.number)
    target: Target = parse_target(value.text)
    if target.kind is not TargetKind.QUANTITY or target.value is None or target.op not in {Op.BARE, Op.EQUAL}:
        raise CellError(f"{label}里没有数字" if value.text else f"没有填{label}")
    if target.unit is not None and target.unit.dimension == "ratio":
        return Amount(target.value * target.unit.factor / 100)
    return Amount(target.value, target.unit)


def _refuse_missing_unit(read: Sequence[Amount], figures: Sequence[Decimal]) -> None:
    bare = [abs(figure) for amount, figure in zip(read, figures, strict=True) if amount.unit is None and figure]
    written = [abs(figure) for amount, figure in zip(read, figures, strict=True) if amount.unit is not None and figure]
    if bare and written and (max(bare) >= min(written) * _ABSURD or max(written) >= min(bare) * _ABSURD):
        raise CellError("请写明单位")
