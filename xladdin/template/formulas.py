"""Formulas of the computed cells: the add-in's function where it is there, plain worksheet functions elsewhere.

A program that does not know a function (JX_…) gives an error for it, so ``IFERROR`` goes on with the native formula.
A blank form shows blanks: every formula is guarded until its figures are there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from xladdin.model import JUDGE
from xladdin.template.native import quoted
from xladdin.template.wording import plain, wording

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from xladdin.model import Scheme


class Formulas:
    """The formulas of one form, without their ``=``; ``native``: without the functions of the add-in."""

    def __init__(self, scheme: Scheme, *, native: bool = False) -> None:
        self._scheme = scheme
        self._native = native
        self._key = quoted(scheme.key)

    def _either(self, function: str, arguments: Sequence[str], native: str) -> str:
        return native if self._native else f"IFERROR({function}({','.join(arguments)}),{native})"

    def execution_rate(self, budget: str, executed: str) -> str:
        """执行率 of a fund row as a fraction (shown as a percentage): executed ÷ budget."""
        rate = f"ROUND(ROUND({executed}/{budget},12),4)"
        native = f'IF(COUNT({budget},{executed})<2,"",IF({budget}<=0,"",{rate}))'
        return self._either("JX_RATE", (executed, budget), native)

    def share(self, part: str, whole: str) -> str:
        """占支出合计比重 of a fund row as a fraction."""
        return self.execution_rate(whole, part)

    def change(self, this: str, last: str) -> str:
        """比上年增减 as a fraction: (this − last) ÷ last; blank where the last amount is not positive."""
        return f'IF(COUNT({this},{last})<2,"",IF({last}<=0,"",ROUND(ROUND(({this}-{last})/{last},12),4)))'

    def amount_sum(self, parts: str) -> str:
        """An amount that is the sum of others; blank as long as none of them is there."""
        return f'IF(COUNT({parts})=0,"",ROUND(SUM({parts}),6))'

    def execution_score(self, points: str, budget: str, executed: str) -> str:
        """执行率得分: in proportion up to the points, or by the scheme's bands; 0 for a budget of 0."""
        spent = f"MAX({executed},0)"
        if self._scheme.execution_bands:
            due = "0"
            for band in sorted(self._scheme.execution_bands, key=lambda band: band.start):
                due = f"IF(ROUND({spent}/{budget},12)>={plain(band.start / 100)},{plain(band.score)},{due})"
        else:
            due = f"MIN({points},ROUND(ROUND({points}*{spent}/{budget},11),2))"
        judged = f'IF({budget}<0,"{JUDGE}",IF({budget}=0,0,{due}))'
        native = f'IF(COUNT({budget},{executed})<2,"",{judged})'
        return self._either("JX_EXEC_SCORE", (executed, budget, points, self._key), native)

    def score(self, cells: dict[str, str]) -> str:
        """得分 of an indicator; the native part is worked out in the row's pieces.

        In an inserted row, which has no pieces, only the add-in can score.
        """
        inserted = f'IF({cells["written target"]}&{cells["actual"]}="","","{JUDGE}")'
        native = f"IF(ISBLANK({cells['score']}),{inserted},{cells['score']})"
        return self._either("JX_SCORE", self._of_row(cells), native)

    def explanation(self, cells: dict[str, str]) -> str:
        """得分说明: the add-in's sentence, a tick without it."""
        return self._either("JX_EXPLAIN", self._of_row(cells), '"✓"')

    def _of_row(self, cells: dict[str, str]) -> tuple[str, ...]:
        where = f'CLEAN({cells["category"]}&"/"&{cells["subcategory"]}&"/"&{cells["indicator"]})'
        return (cells["written target"], cells["actual"], cells["points"], where, '""', self._key)

    def note_needed(self, cells: dict[str, str], empty_notes: Sequence[str]) -> str:
        """需填原因: below full points, or far beyond a floor, without a deviation note."""
        points, score, note = cells["points"], cells["given score"], cells["note"]
        completion = f'IF({cells["direction"]}="≥",{cells["ratio"]},"")'
        says_nothing = f"OR({','.join(f'{note}={quoted(word)}' for word in ('', *empty_notes))})"
        words = wording()["check"]
        beyond = f"IF(ISNUMBER({completion}),{completion}>={plain(self._scheme.exceed / 100)},FALSE)"
        far = f'IF({beyond},{quoted(words["far_beyond"])},"")'
        short = f"IF(ROUND({points}-{score},6)>0.01,{quoted(words['note_needed'])},{far})"
        native = f'IF({says_nothing},{short},"")'
        function = self._either("JX_NOTE", (score, points, note, completion, self._key), native)
        return f'IF(COUNT({points},{score})<2,"",{function})'

    def total(self, rows: str, execution: str | None, pending: str) -> str:
        """总分; a mark instead as long as a row in use, or the execution rate, has no score."""
        cells = [rows, execution] if execution else [rows]
        summed = self._either("JX_TOTAL", cells, f"ROUND(SUM({','.join(cells)}),2)")
        scores = f"COUNT({','.join(cells)})"
        complete = f"AND({pending}=0,ISNUMBER({execution}))" if execution else f"{pending}=0"
        return f'IF({scores}=0,"",IF({complete},{summed},{quoted(wording()["check"]["incomplete"])}))'

    def points_total(self, rows: str, execution: str, gate: str = "") -> str:
        """Σ of the points, the execution rate's included; blank as long as ``gate``, or else the points, are blank."""
        return f'IF(COUNT({gate or rows})=0,"",ROUND(SUM({rows})+{execution},2))'

    def weights(self, rows: str, execution: str, whole: Decimal) -> str:
        """分值核对: 「合计100 ✓」, 「合计93.33，差6.67」; ``execution`` are points beside the rows, "0" for none."""
        words, summed = wording()["check"], f"ROUND(SUM({rows})+{execution},2)"
        missing = f"ROUND({plain(whole)}-{summed},2)"
        difference = f"IF({missing}>0,{quoted(words['short'])}&{missing},{quoted(words['over'])}&ABS({missing}))"
        native = f"{quoted(words['sum'])}&{summed}&IF({missing}=0,{quoted(words['right'])},{difference})"
        beside = '""' if execution == "0" else execution
        function = self._either("JX_WEIGHTS", (rows, beside, plain(whole)), native)
        return f'IF(COUNT({rows})=0,"",{function})'

    def grade(self, total: str) -> str:
        """绩效等级 of the total."""
        native = '""'
        for grade in sorted(self._scheme.grades, key=lambda grade: grade.low):
            native = f"IF({total}>={plain(grade.low)},{quoted(grade.name)},{native})"
        return f'IF(ISNUMBER({total}),{self._either("JX_GRADE", (total, self._key), native)},"")'


def title(year: str, start: str, end: str, no_year: str) -> str:
    """表名 with the year of the year cell between the parentheses."""
    return f'"{start}"&IF({year}="","{no_year}",{year})&"{end}"'


def between(column: str, above: int, below: int) -> str:
    """The cells of a column between two rows, wherever a row is inserted: also directly below or above them."""
    return f"OFFSET(${column}${above},1,0):OFFSET(${column}${below},-1,0)"
