"""A number and its unit: 「19.96万元」 in pieces."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xladdin.template.native.texts import UNCLEAR
from xladdin.template.native.words import count, known

if TYPE_CHECKING:
    from xladdin.model import FormulaWords

#: Multipliers that may stand before a unit.
_MULTIPLIERS: dict[str, int] = known()["units"]["multipliers"]
_MOST_DIGITS = 15  # a worksheet keeps no more


def letters(text: str) -> str:
    """The text without its digits, points and commas."""
    for character in "0123456789.,":
        text = f'SUBSTITUTE({text},"{character}","")'
    return text


def digits(body: str, unit: str) -> str:
    """The digits in front of the unit; "" where the unit does not stand behind all of them."""
    return f'IF(RIGHT({body},LEN({unit}))={unit},LEFT({body},LEN({body})-LEN({unit})),"")'


def number(digits: str) -> str:
    """The number of some digits; "" where they are none.

    Worked out from whole numbers, because VALUE reads a decimal point as the computer's settings say. Commas are
    taken where they part thousands and nowhere else.
    """
    whole = f'LEFT({digits},FIND(".",{digits}&".")-1)'
    decimals = f'MID({digits},FIND(".",{digits}&".")+1,{_MOST_DIGITS})'
    grouped = f'SUBSTITUTE({whole},",","")'
    wrong = (
        f'OR(LEN({digits})>{_MOST_DIGITS},LEFT({digits},1)=".",RIGHT({digits},1)=".",'
        f'ISNUMBER(FIND(".",{decimals})),ISNUMBER(FIND(",",{decimals})))'
    )
    wrong_commas = f'IF(ISNUMBER(FIND(",",{whole})),{whole}<>TEXT(VALUE({grouped}),"#,##0"),FALSE)'
    value = f"VALUE({grouped}&{decimals})/10^LEN({decimals})"
    return f'IFERROR(IF({digits}="","",IF({wrong},"",IF({wrong_commas},"",{value}))),"")'


def unless_date(number: str, digits: str, unit: str) -> str:
    """The number, "" where it may name a year or a day: 「2024年」, 「2024.5」, 「20241230」."""
    century = f'OR(LEFT({digits},2)="19",LEFT({digits},2)="20")'
    year = f'AND({unit}="年",LEN({digits})=4,{century})'
    day = f'AND({unit}="",{century},OR(MID({digits},5,1)=".",LEN({digits})=8))'
    return f'IF(OR({year},{day}),"",{number})'


def main_part(unit: str) -> str:
    """The unit in front of a denominator: 元 of 元/亩."""
    return f'LEFT({unit},FIND("/",{unit}&"/")-1)'


def per(unit: str) -> str:
    """The denominator of a unit: 亩 of 元/亩; "" where there is none."""
    return f'LOWER(MID({unit},FIND("/",{unit}&"/")+1,20))'


def unit_name(unit: str, per: str, units: str, words: FormulaWords) -> str:
    """The unit without multiplier and denominator, as the list of units has it; ``UNCLEAR`` where it is not listed."""
    main = main_part(unit)
    rest = f"LOWER(MID({main},2,20))"
    multiplier = f'ISNUMBER(FIND(LEFT({unit},1),"{"".join(_MULTIPLIERS)}"))'
    # Left to a person: a form covers one year, so that 次/年 is 次 and 52次 may answer 1次/周; m/s is no length by time
    # but a bandwidth.
    odd = [
        *known()["units"]["periods"],
        *sorted({text.rpartition("/")[2] for text, _, _ in words.units if "/" in text}),
    ]
    clear = f'OR({per}="",AND({_listed(per, units)},{count(odd, per)}=0))'
    return (
        f'IF({unit}="","",IF(NOT({clear}),"{UNCLEAR}",IF({_listed(f"LOWER({main})", units)},LOWER({main}),'
        f'IF(AND({multiplier},{_listed(rest, units)}),{rest},"{UNCLEAR}"))))'
    )


def _listed(name: str, units: str) -> str:
    return f'ISNUMBER(FIND("|"&{name}&"=",{units}))'


def unit_place(name: str, units: str) -> str:
    """Where the entry of a unit begins behind its name; 0 where it is not listed."""
    return f'IF({name}="",0,IFERROR(FIND("|"&{name}&"=",{units})+LEN({name})+2,0))'


def dimension(place: str, per_place: str, units: str) -> str:
    """What a unit measures; "" without a unit."""

    def measured(at: str) -> str:
        return f'MID({units},{at},FIND("*",{units},{at})-{at})'

    return f'IF({place}=0,"",{measured(place)}&IF({per_place}=0,"","/"&{measured(per_place)}))'


def factor(place: str, per_place: str, name: str, unit: str, units: str) -> str:
    """How many base units one of the unit is, its multiplier included; 1 without a unit."""

    def listed(at: str) -> str:
        star = f'FIND("*",{units},{at})'
        return f'VALUE(MID({units},{star}+1,FIND("|",{units},{at})-{star}-1))'

    multiplier = "1"
    for character, times in _MULTIPLIERS.items():
        multiplier = f'IF(LEFT({unit},1)="{character}",{times},{multiplier})'
    multiplied = f"{listed(place)}*IF({name}=LOWER({main_part(unit)}),1,{multiplier})"
    return f"IF({place}=0,1,{multiplied}/IF({per_place}=0,1,{listed(per_place)}))"
