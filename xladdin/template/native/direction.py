"""Which way a target points, and whether two figures can be compared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xladdin.template.native.texts import UNCLEAR
from xladdin.template.native.words import quoted

if TYPE_CHECKING:
    from collections.abc import Mapping

#: A bare figure that is so many times the other one may leave out a multiplier.
_ABSURD = 1000
#: A number (not a text) of which the other one is so many times as much may show another unit by its format.
_PASTED = 20


def line(cell: str) -> str:
    """The name of an indicator on one line."""
    return f"CLEAN({cell})"


def direction(cells: Mapping[str, str]) -> str:
    """≥ (a floor) or ≤ (a limit); "" where the words of a target without a sign contradict each other."""
    number, sign = cells["target number"], cells["target sign"]
    signed = f'IF({sign}="≥","≥",IF(OR({sign}="≤",{number}=0),"≤",IF({sign}="=","≥",{_bare(cells)})))'
    return f'IF({number}="","",{signed})'


def _bare(cells: Mapping[str, str]) -> str:
    """A target without a sign is a floor, unless its name or its category makes it a limit or a standard."""
    in_money = f'LEFT({cells["target dimension"]},5)="money"'
    standard = f'AND({cells["standard"]}>0,OR({cells["target unit"]}="",{in_money}))'
    rate = f'AND({cells["rate"]}>0,{cells["target per"]}<>"")'
    more_of_a_cost = f'IF({cells["more"]}=0,"≤",IF({cells["money"]}=0,"≥",""))'
    cost = f'IF({cells["saving"]}>0,"≥",IF({in_money},"≤",{more_of_a_cost}))'
    limit = f'IF({cells["more"]}+{cells["saving"]}>0,"","≤")'
    return f'IF(OR({standard},{rate}),"",IF({cells["limit"]}>0,{limit},IF({cells["cost"]}>0,{cost},"≥")))'


def is_comparable(target: Mapping[str, str], actual: Mapping[str, str], direction: str) -> str:
    """Whether both figures are there, in units that convert, and mean one thing only."""
    unknown = quoted(UNCLEAR)
    there = f"ISNUMBER({target['number']}),ISNUMBER({actual['number']})"
    listed = f"{target['unit']}<>{unknown},{actual['unit']}<>{unknown}"
    alike = f'OR({target["unit"]}="",{actual["unit"]}="",{target["dimension"]}={actual["dimension"]})'
    signs = f'OR({actual["sign"]}="",{actual["sign"]}="=",{actual["sign"]}={direction})'
    completion = f'AND({target["number"]}=0,{target["unit"]}="",{actual["dimension"]}="ratio",{actual["number"]}=100)'
    doubts = f"NOT({completion}),NOT({_doubt(actual, target)}),NOT({_doubt(target, actual)})"
    return f'IFERROR(IF(AND({there}),AND({direction}<>"",{listed},{alike},{signs},{doubts}),FALSE),FALSE)'


def _doubt(bare: Mapping[str, str], other: Mapping[str, str]) -> str:
    """Whether a figure without a unit beside one with a unit can be meant in two ways: 「1」 beside 「95%」."""
    figure, printed = bare["number"], other["number"]
    share = (
        f'AND({other["dimension"]}="ratio",OR(AND({figure}>0,{figure}<=1,{printed}>1),'
        f"AND({figure}>1,{figure}<2,{figure}*10<={printed})))"
    )
    multiplier = f"AND({printed}>0,{figure}>={printed}*{_ABSURD})"
    pasted = f"AND(ISNUMBER({bare['cell']}),{figure}<>0,{printed}>={figure}*{_PASTED})"
    return f'OR({pasted},AND({bare["unit"]}="",{other["unit"]}<>"",OR({share},{multiplier})))'
