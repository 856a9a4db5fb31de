"""The score of a row, from its pieces."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xladdin.model import JUDGE, Reverse

if TYPE_CHECKING:
    from xladdin.model import Scheme
    from xladdin.template.native.cells import Cells


def ratio(target: dict[str, str], actual: dict[str, str]) -> str:
    """Actual ÷ target in one unit; a bare figure takes the unit of the other side. "" for a target of 0."""
    own = f'IF({actual["unit"]}="",{target["factor"]},{actual["factor"]})'
    other = f'IF({target["unit"]}="",{actual["factor"]},{target["factor"]})'
    return f'IF({target["number"]}=0,"",{actual["number"]}*{own}/({target["number"]}*{other}))'


def quantity(cells: Cells, points: str, scheme: Scheme, places: int) -> str:
    """Points × ratio below a floor, the scheme's reverse rule above a limit, all or nothing for a limit of 0.

    Rounded twice: the eleventh place is the noise of binary arithmetic.
    """
    share = cells["ratio"]

    def part(of: str) -> str:
        return f"MAX(0,MIN({points},ROUND(ROUND({of},11),{places})))"

    over = f"{points}/{share}" if scheme.reverse is Reverse.RATIO else f"{points}*(2-{share})"
    floor = f"IF(ROUND({share},12)>=1,{points},{part(f'{points}*{share}')})"
    limit = f"IF(ROUND({share},12)<=1,{points},{part(over)})"
    nothing = f'IF({cells["direction"]}="≥",{points},IF({cells["actual number"]}=0,{points},0))'
    return (
        f"IFERROR(IF({cells['comparable']},IF({cells['target number']}=0,{nothing},"
        f'IF({cells["direction"]}="≥",{floor},{limit})),""),"")'
    )


def score(cells: Cells) -> str:
    """The score; "" as long as something is missing, ``JUDGE`` where a person decides."""
    points = cells["points"]
    shown_as_percent = f'IFERROR(LEFT(CELL("format",{points}),1),"")="P"'
    usable = f"IF(ISNUMBER({points}),AND({points}>=0,NOT({shown_as_percent})),FALSE)"
    met = f"OR({cells['tier']}=1,{cells['on time']})"
    judged = f'IF(ISNUMBER({cells["quantity"]}),{cells["quantity"]},IF({met},{points},"{JUDGE}"))'
    missing = f'OR({cells["target text"]}="",{cells["actual text"]}="",{points}="")'
    return f'IF({missing},"",IFERROR(IF({usable},{judged},"{JUDGE}"),"{JUDGE}"))'
