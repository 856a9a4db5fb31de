"""The sentences that explain a score. Only wording: what is worked out is worked out elsewhere."""

from __future__ import annotations

from decimal import Decimal

from xladdin.model import Actual, Op, Target, Unit
from xladdin.scoring.direction import PROPORTION
from xladdin.scoring.rounding import HUNDRED, cents, plain, written_out

_SIGNS = {Op.AT_LEAST: "≥", Op.AT_MOST: "≤", Op.ABOVE: "＞", Op.BELOW: "＜", Op.EQUAL: "＝", Op.BARE: "", None: ""}
_LONGEST = 30
_DIGITS = 20  # no clerk writes so many


def target_text(target: Target) -> str:
    """A target as a sentence names it: 「≥95%」, 「10%至20%」, else its own words (零投诉), cut if long."""
    if target.value is None or _as_written(target.raw, target.value, target.unit):
        return f"“{short(target.raw)}”"
    unit = target.unit.text if target.unit else ""
    if target.op is Op.BETWEEN and target.value2 is not None:
        return f"{written_out(target.value)}{unit}至{written_out(target.value2)}{unit}"
    return f"{_SIGNS[target.op]}{written_out(target.value)}{unit}"


def actual_text(actual: Actual) -> str:
    """An actual as a sentence names it."""
    if actual.value is None or (actual.value and _as_written(actual.raw, actual.value, actual.unit)):
        return f"“{short(actual.raw)}”"
    return f"{written_out(actual.value)}{actual.unit.text if actual.unit else ''}"


def _as_written(raw: str, value: Decimal, unit: Unit | None) -> bool:
    """Whether a figure is better shown in its own words: 零投诉, 1:10, 1/3."""
    if value == 0:
        return not any(map(str.isdigit, raw))
    if unit is not None and unit.dimension == PROPORTION:
        return True
    return len(str(value)) > _DIGITS and len(value.as_tuple().digits) > _DIGITS


def short(raw: str) -> str:
    """``raw`` on one line, cut where it gets too long for a sentence."""
    line = " ".join(raw.split())
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"


def opening(target: Target, because: str) -> str:
    """How every sentence about a quantity begins; ``because`` tells what was made of a missing sign."""
    shown = target_text(target)
    return f"指标值“{shown}”没有符号，{because}" if because else f"指标值{shown}"


def for_the_year(start: str, target: Target, periods: Decimal) -> str:
    """A target for a period as that of the year: 「折合全年12次」."""
    unit = target.unit.text.rpartition("/")[0] if target.unit else ""
    ends = [end * periods for end in (target.value, target.value2) if end is not None]
    return f"{start}，折合全年{'至'.join(f'{plain(end)}{unit}' for end in ends)}"


def met(start: str, actual: Actual, points: Decimal) -> str:
    """Full points."""
    return f"{start}，完成{actual_text(actual)}，已达到，得满分{plain(points)}分"


def short_of(start: str, actual: Actual, points: Decimal, ratio: tuple[Decimal, Decimal], score: Decimal) -> str:
    """In proportion below a floor; ``ratio`` is actual and target in one unit."""
    done, wanted = ratio
    share = cents(done * HUNDRED / wanted)
    formula = f"{plain(points)}×{plain(done)}÷{plain(wanted)}={score}分"
    return f"{start}，完成{actual_text(actual)}，为指标值的{share}%，得{formula}"


def over_linear(start: str, actual: Actual, points: Decimal, ratio: tuple[Decimal, Decimal], score: Decimal) -> str:
    """Above a limit, one point of the share lost for each point over."""
    done, limit = ratio
    begin = f"{start}，完成{actual_text(actual)}，超出指标值{cents((done - limit) * HUNDRED / limit)}%"
    if done >= 2 * limit:
        return f"{begin}，达到上限的两倍，得0分"
    return f"{begin}，得{plain(points)}×（2－{plain(done)}÷{plain(limit)}）={score}分"


def over_ratio(start: str, actual: Actual, points: Decimal, ratio: tuple[Decimal, Decimal], score: Decimal) -> str:
    """Above a limit, by the inverse ratio."""
    done, limit = ratio
    begin = f"{start}，完成{actual_text(actual)}，超出指标值{cents((done - limit) * HUNDRED / limit)}%"
    return f"{begin}，得{plain(points)}×{plain(limit)}÷{plain(done)}={score}分"


def over_zero(start: str, actual: Actual) -> str:
    """Anything above a limit of zero."""
    return f"{start}，完成{actual_text(actual)}，没有做到，得0分"


def in_tier(raw: str, tier: str, span: tuple[Decimal, Decimal], score: Decimal | None) -> str:
    """A qualitative row: its tier, the span of scores, the score taken."""
    lowest, highest = span
    begin = f"实际完成值“{short(raw)}”属“{tier}”一档，得分应在{plain(lowest)}至{plain(highest)}分之间"
    return begin if score is None else f"{begin}，按{plain(score)}分计"


def unjudged(why: str) -> str:
    """Why nothing can be worked out, and what to do."""
    return f"无法判断：{why}"
