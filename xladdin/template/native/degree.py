"""A target in words (定性): the tier that the actual value names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xladdin.template.native.words import count, is_one_of, known

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xladdin.model import Scheme
    from xladdin.template.native.cells import Cells

_BEHIND_A_VERB = 3


def tail(target: str) -> str:
    """The target behind its first two characters, which may be a verb."""
    return f"MID({target},{_BEHIND_A_VERB},{known()['degree']['longest']})"


def is_degree(target: str, letters: str, tail: str) -> str:
    """Whether a target is certainly a degree, neither a figure nor a date nor a sentence.

    ``letters`` is the text without sign and digits, ``tail`` the text behind its second character.
    """
    rules = known()["degree"]
    words_alone = f'AND({target}<>"",EXACT({target},{letters}),LEN({target})<={rules["longest"]})'
    return (
        f"IF({words_alone},IF({count(rules['never'], target)}=0,"
        f"OR({is_one_of(rules['whole'], target)},{count(rules['words'], tail)}>0),FALSE),FALSE)"
    )


def tier(cells: Cells, lists: Sequence[str]) -> str:
    """The number of the tier, 1 for the highest; "" where it cannot be told.

    ``lists`` are the cells that hold the words of each tier.
    """
    target, actual = cells["target text"], cells["actual text"]
    formula = '""'
    for number, listed in reversed(list(enumerate(lists, start=1))):
        formula = f'IF(ISNUMBER(FIND("|"&{actual}&"|",{listed})),{number},{formula})'
    clear = f'AND({cells["degree"]},{actual}<>"",ISERROR(FIND("|",{actual})))'
    return f'IF({clear},IF(EXACT({target},{actual}),1,{formula}),"")'


def lowest(scheme: Scheme, cells: Cells) -> str:
    """The lowest score of the row's tier; 0 where there is no tier."""
    formula = "0"
    for number, one in enumerate(scheme.tiers, start=1):
        formula = f"IF({cells['tier']}={number},ROUND({cells['points']}*{one.low / 100:f},2),{formula})"
    return formula


def highest(scheme: Scheme, cells: Cells) -> str:
    """The highest score of the row's tier, a cent below where the tier above begins; the points without a tier."""
    points, formula = cells["points"], cells["points"]
    for number, one in enumerate(scheme.tiers, start=1):
        if one.high < 100:
            end = f"{points}*{one.high / 100:f}"
            last = f"ROUND({end},2)-IF(ROUND(ROUND({end},2)-{end},9)>=0,0.01,0)"
            formula = f"IF({cells['tier']}={number},MAX({cells['lowest']},{last}),{formula})"
    return formula
