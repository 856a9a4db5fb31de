"""Common indicators (共性指标): rate and score from the funds and figures of the form.

The rate has the guards of ``scoring``: blank where a figure is missing or negative or the denominator is not positive.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from xladdin.model import JUDGE

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from xladdin.model import CommonIndicator, Deduction, Scale, Step

_NOISE = 9  # decimals beyond which a figure is the noise of binary arithmetic


@dataclass(frozen=True, slots=True)
class Figures:
    """The cells of a common indicator: those it is worked out from, as sums over and under the line."""

    cells: tuple[str, ...]
    numerator: str
    denominator: str


def figures_of(common: CommonIndicator, places: Mapping[str, str]) -> Figures | None:
    """The cells of an indicator; ``places`` by reference (funds.total.executed, staff.actual). None where one lacks."""
    references = [one.removeprefix("-") for one in (*common.numerator, *common.denominator)]
    if not all(one in places for one in references):
        return None

    def summed(parts: tuple[str, ...]) -> str:
        signed = "".join(f"{'-' if one.startswith('-') else '+'}{places[one.removeprefix('-')]}" for one in parts)
        return signed.removeprefix("+") if len(parts) == 1 else f"({signed.removeprefix('+')})"

    cells = tuple(dict.fromkeys(places[one] for one in references))
    return Figures(cells, summed(common.numerator), summed(common.denominator))


def rate(figures: Figures, *, change: bool) -> str:
    """The rate as a fraction with four decimals."""
    above, below = figures.numerator, figures.denominator
    share = f"({above}-{below})/{below}" if change else f"{above}/{below}"
    guarded = f'IF(OR({below}<=0,{above}<0),"",ROUND(ROUND({share},12),4))'
    return f'IF(COUNT({",".join(figures.cells)})<{len(figures.cells)},"",{guarded})'


def percent(actual: str) -> str:
    """The rate of a row in percent, whether it was worked out or typed: 0.96 as a percentage, 「96%」."""
    typed = f'VALUE(SUBSTITUTE(SUBSTITUTE({actual},"％",""),"%",""))'
    return f'IF(ISNUMBER({actual}),ROUND({actual}*100,2),IFERROR(ROUND({typed},2),""))'


def due(common: CommonIndicator, percent: str, points: str) -> str:
    """What the scale gives for a rate; "" where there is none."""
    given = '""'
    if common.deduction is not None:
        given = _taken(_steps(common.deduction, percent), common, common.deduction, points)
    elif common.scale is not None:
        given = _banded(common.scale, percent, points, common.points)
    return f'IF(COUNT({percent},{points})<2,"",{given})'


def ends(common: CommonIndicator, percent: str, points: str, due: str) -> tuple[str, str]:
    """The lowest and the highest score that are right: a started step may cost its share, all or nothing."""
    low = high = due
    if common.deduction is not None and not common.deduction.whole:
        exact = _exact(common.deduction, percent)
        low = _taken(f"-INT(-{exact})", common, common.deduction, points)
        high = _taken(f"INT({exact})", common, common.deduction, points)
    return f"IF(ISNUMBER({due}),{low},0)", f"IF(ISNUMBER({due}),{high},{points})"


def score(figures: Figures, actual: str, points: str, due: str) -> str:
    """The score; ``JUDGE`` where the figures are there and give no rate."""
    known = f'OR(COUNT({",".join(figures.cells)})={len(figures.cells)},{actual}<>"")'
    return f'IF({points}="","",IF(ISNUMBER({due}),{due},IF({known},"{JUDGE}","")))'


def _exact(scale: Deduction, percent: str) -> str:
    """The steps beyond the limit, started ones in part."""
    beyond = f"{percent}-{_plain(scale.limit)}" if scale.above else f"{_plain(scale.limit)}-{percent}"
    return f"ROUND(MAX(0,{beyond})/{_plain(scale.step)},{_NOISE})"


def _steps(scale: Deduction, percent: str) -> str:
    return f"INT({_exact(scale, percent)})" if scale.whole else _exact(scale, percent)


def _taken(steps: str, common: CommonIndicator, scale: Deduction, points: str) -> str:
    cost = f"{points}*{_plain(scale.cost)}/{_plain(100 if scale.cost_is_percent else common.points)}"
    return _capped(f"{points}-{steps}*{cost}", points)


def _banded(scale: Scale, percent: str, points: str, own: Decimal) -> str:
    """The score of the narrowest step that holds the rate, as ``scoring`` takes it."""
    formula = f'"{JUDGE}"' if scale.rest is None else _share(scale.rest, points, own)
    for step in sorted(scale.steps, key=_narrowness):
        formula = f"IF({_holds(step, percent)},{_share(step.score, points, own)},{formula})"
    return formula


def _narrowness(step: Step) -> tuple[float, bool, float, bool]:
    low = float("-inf") if step.low is None else float(step.low)
    high = float("inf") if step.high is None else float(step.high)
    return low, not step.with_low, -high, not step.with_high


def _holds(step: Step, percent: str) -> str:
    bounds = []
    if step.low is not None:
        bounds.append(f"{percent}>{'=' if step.with_low else ''}{_plain(step.low)}")
    if step.high is not None:
        bounds.append(f"{percent}<{'=' if step.with_high else ''}{_plain(step.high)}")
    return f"AND({','.join(bounds)})" if bounds else "TRUE"


def _share(score: Decimal, points: str, own: Decimal) -> str:
    return _capped(f"{_plain(score)}*{points}/{_plain(own)}", points)


def _capped(score: str, points: str) -> str:
    return f"MAX(0,MIN({points},ROUND(ROUND({score},{_NOISE}),2)))"


def _plain(number: Decimal | int) -> str:
    return f"{number:f}" if not isinstance(number, int) else str(number)
