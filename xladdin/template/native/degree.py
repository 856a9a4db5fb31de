"""A target in words (定性): the tier that the actual value names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xladdin.template.native.words import count, is_one_of, known

if TYPE_CHECKING:
    from xladdin.model import FormulaWords, Scheme
    from xladdin.template.native.row import Cells

_BEHIND_A_VERB = 3


def is_degree(target: str) -> str:
    """Whether a target is certainly a degree, neither a figure nor a date nor a sentence."""
    rules = known()["degree"]
    rest = f"MID({target},{_BEHIND_A_VERB},{rules['longest']})"
    degree = f"{count(rules['words'], rest)}>0"
    return (
        f"AND(LEN({target})<={rules['longest']},{count(rules['never'], target)}=0,"
        f"OR({is_one_of(rules['whole'], target)},{degree}))"
    )


def tier(degree: str, target: str, actual: str, words: FormulaWords, scheme: Scheme) -> str:
    """The number of the tier, 1 for the highest; "" where it cannot be told."""
    formula = '""'
    for number, texts in reversed(list(enumerate(words.tiers[: len(scheme.tiers)], start=1))):
        formula = f"IF({is_one_of(texts, actual)},{number},{formula})"
    clear = f'AND({degree},{actual}<>"",ISERROR(FIND("|",{actual})))'
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
