"""Formulas of the computed cells, in plain worksheet functions of Excel 2007.

A blank form shows blanks: every formula is guarded until its figures are there. Add-in functions are put in front of
these here and nowhere else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from xladdin.template.wording import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xladdin.model import Scheme


def execution_rate(budget: str, executed: str) -> str:
    """执行率 of a fund row as a fraction (shown as a percentage): executed ÷ budget."""
    return f'=IF(COUNT({budget},{executed})<2,"",IF({budget}=0,"",ROUND({executed}/{budget},4)))'


def execution_score(scheme: Scheme, points: str, budget: str, executed: str) -> str:
    """执行率得分: in proportion up to the points, or by the scheme's bands."""
    rate = f"{executed}/{budget}"
    if scheme.execution_bands:
        due = "0"
        for band in sorted(scheme.execution_bands, key=lambda band: band.start):
            due = f"IF({rate}>={plain(band.start / 100)},{plain(band.score)},{due})"
    else:
        due = f"MIN({points},ROUND({points}*{rate},2))"
    return f'=IF(COUNT({budget},{executed})<2,"",IF({budget}=0,0,{due}))'


def total(execution: str | None, ranges: Sequence[str]) -> str:
    """总分 of points or of scores: the execution rate's cell and the ranges of the indicator rows."""
    rows = ",".join(ranges)
    summed = f"{rows},{execution}" if execution else rows
    return f'=IF(COUNT({rows})=0,"",ROUND(SUM({summed}),2))'


def title(year: str, start: str, end: str, no_year: str) -> str:
    """表名 with the year of the year cell between the parentheses."""
    return f'="{start}"&IF({year}="","{no_year}",{year})&"{end}"'
