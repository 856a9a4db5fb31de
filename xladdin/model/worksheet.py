"""What the worksheet formulas of a blank form have to know of the other stages' words."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

#: What a score cell of a blank form shows where its formula leaves the decision to a person.
JUDGE = "请人工判定"
#: What the total of a blank form shows as long as a row that counts has no score.
PENDING = "待补齐"


@dataclass(frozen=True, slots=True)
class FormulaWords:
    """Words that a worksheet formula looks for (公式用词), so that it judges by the same lists as ``scoring``.

    ``units``: (text in lower case, what it measures, how many base units it is); figures whose ``what it measures``
    is equal can be compared, a multiplier in front of the text left out. ``costs`` stand in a category, the following
    lists in an indicator's name: of it there may be at most so much (``limits``), more of it is better (``more``), it
    saves something (``savings``), it is about money (``money``), it is a standard to be kept exactly (``standards``,
    ``rates`` only for amounts per head, hectare …). ``tiers``: whole texts that name a tier, from the highest.
    ``zero``: whole texts that mean none at all. ``on_time`` says that a date was kept, unless one of ``denials``
    stands beside it.
    """

    units: tuple[tuple[str, str, Decimal], ...]
    costs: tuple[str, ...]
    limits: tuple[str, ...]
    more: tuple[str, ...]
    savings: tuple[str, ...]
    money: tuple[str, ...]
    standards: tuple[str, ...]
    rates: tuple[str, ...]
    tiers: tuple[tuple[str, ...], ...]
    zero: tuple[str, ...]
    on_time: tuple[str, ...]
    denials: tuple[str, ...]
