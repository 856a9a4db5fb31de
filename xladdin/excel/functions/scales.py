"""The function 分段得分: a figure on a scale."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache

from xladdin import scoring
from xladdin.excel.functions.arguments import amounts, figure
from xladdin.excel.functions.values import CellError, Value
from xladdin.form.notation import parse_scale, scale_of_pairs
from xladdin.model import Scale

Table = tuple[tuple[Value, ...], ...]

_HUNDRED = Decimal(100)
#: Bounds so many times a figure: it may be a share of 1 beside percentages without their sign.
_ABSURD = 20
#: Of the largest bound: a figure above so much of it is no share of 1.
_TOO_MUCH = Decimal("0.2")


def score(value: Value, table: Table) -> Decimal | str:
    """分段得分 of a figure on a scale, which is a text, or two columns: condition or lower bound, score.

    On a scale in percent a number up to 1 is a share of 1 (0.87 is 87 %), as Excel holds what it shows as 87%. Other
    numbers that may be meant either way are asked about, unless both readings score the same.

    Raises:
        CellError: the scale or the figure cannot be understood, or the figure lies in no step.
    """
    if value.is_blank:
        return ""
    scale = _scale(table)
    scores = {_score_on(scale, reading) for reading in _readings(value, scale)}
    if len(scores) > 1:
        raise CellError("请写明数值是不是百分数")
    return scores.pop()


@lru_cache(maxsize=64)
def _scale(table: Table) -> Scale:
    rows = [row for row in table if not all(cell.is_blank for cell in row)]
    if len(rows) == 1 and len(rows[0]) == 1:
        found = parse_scale(rows[0][0].text)
    elif rows and len(rows[0]) == 2:
        found = scale_of_pairs([(condition.text, figure(points, "分档的得分")) for condition, points in rows])
    else:
        raise CellError("分档应为一段文字，或两列：下限、得分")
    if found is None:
        raise CellError("看不懂分档")
    return found


def _readings(value: Value, scale: Scale) -> Sequence[Decimal]:
    (number,) = amounts((value,), ("数值",))
    as_percent = number * _HUNDRED
    if value.number is None:
        return (as_percent,) if "%" in value.text or "％" in value.text else (number,)
    bounds = [abs(bound) for step in scale.steps for bound in (step.low, step.high) if bound is not None]
    largest = max(bounds, default=Decimal(0))
    if scale.is_percent:
        if abs(number) <= 1:
            return (as_percent,)
        return (number,) if abs(number) >= _TOO_MUCH * largest else (number, as_percent)
    is_doubtful = 0 < abs(number) <= 1 and _ABSURD * abs(number) <= largest
    return (number, as_percent) if is_doubtful else (number,)


def _score_on(scale: Scale, value: Decimal) -> Decimal:
    found = scoring.band_score(value, scale)
    if found is None:
        raise CellError(f"{scoring.plain(value)}不在任何一档里")
    return found
