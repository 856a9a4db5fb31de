"""年度指标值: a target of one cell or several in the columns that the new form has for it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from xladdin.model import TargetKind
from xladdin.template.filled.ledger import is_filled
from xladdin.template.filled.words import label, why, words
from xladdin.template.native.target import FIELDS

if TYPE_CHECKING:
    from xladdin.model import Entry, Indicator, Target
    from xladdin.template.content import Filled
    from xladdin.template.filled.ledger import Key, Ledger

_SIGNS = frozenset("≥≤><=＞＜＝﹥﹤﹦≧≦═")
_SIGNED = re.compile(r"(?P<sign>[≥≤><=＞＜＝﹥﹤﹦≧≦═]{0,2})\s*(?P<number>[\d０-９][\d０-９.．,，]*)\s*(?P<unit>.*)")


def carry_target(row: Indicator, columns: tuple[str, ...], key: Key, name: str, ledger: Ledger) -> tuple[Filled, ...]:
    """What goes into the target's columns, in their order; one text where ``columns`` is empty.

    A text is divided only where sign, number and unit follow each other and nothing else is there; otherwise it stands
    whole in the column of the value. Pieces are joined as reading joins them.
    """
    if not columns:
        return (_whole(row, key, name, ledger),)
    if not ledger.can_carry(row.target, name):
        return ("",) * len(columns)
    there = {FIELDS[column] for column in columns}
    pieces = _pieces(row, there, name, ledger) if row.target_cells else _divided(row, there, ledger)
    _expect(row, key, name, ledger)
    return tuple(pieces.get(FIELDS[column], "") for column in columns)


def _whole(row: Indicator, key: Key, name: str, ledger: Ledger) -> Filled:
    target = row.target.value
    if not row.target_cells or target is None:
        text = ledger.text(key, name, row.target)
    else:
        text = f"{_given_by_nature(row, target)}{row.target.raw}"
        for field, entry in zip(row.target_fields, row.target_cells, strict=True):
            if entry.raw in text:
                ledger.pass_over(entry)
            else:
                ledger.leave(entry, f"{name}·{label(field)}", why("part", header=label(field)))
    _expect(row, key, name, ledger)
    return text


def _expect(row: Indicator, key: Key, name: str, ledger: Ledger) -> None:
    if row.target.value is not None and row.target.error is None and is_filled(row.target):
        ledger.expect(key, name, row.target, row.target.value)


def _given_by_nature(row: Indicator, target: Target) -> str:
    """The sign that 正向 or 反向 gave to a figure without one."""
    if target.kind is not TargetKind.QUANTITY or target.op is None:
        return ""
    sign = words()["signs"].get(target.op.value, "")
    by_column = any(_SIGNS & set(entry.raw) for entry in row.target_cells)
    return "" if by_column or not _SIGNED.fullmatch(row.target.raw.strip()) else str(sign)


def _pieces(row: Indicator, there: set[str], name: str, ledger: Ledger) -> dict[str, Filled]:
    """Pieces by what the new columns hold; one that has no column of its own is listed."""
    entries: dict[str, Entry[str]] = dict(zip(row.target_fields, row.target_cells, strict=True))
    sign, nature = entries.get("sign"), entries.get("nature")
    if nature and (sign is None or not sign.raw or (_SIGNS & set(nature.raw) and not _SIGNS & set(sign.raw))):
        sign, nature = nature, sign  # as reading takes them
    found = {"value": entries.get("target"), "unit": entries.get("target_unit")}
    if "sign" in there:
        found |= {"sign": sign, "nature": nature}
    else:  # one column for both
        first, second = (sign, nature) if sign and is_filled(sign) else (nature, sign)
        found |= {"nature": first, "sign": second}
    pieces: dict[str, Filled] = {}
    for field, entry in found.items():
        if entry is not None and field in there:
            ledger.pass_over(entry)
            pieces[field] = ledger.written(entry)
        elif entry is not None:
            own = label("nature" if entry is entries.get("nature") else field)
            ledger.leave(entry, f"{name}·{own}", why("no_column", header=own))
    return pieces


def _divided(row: Indicator, there: set[str], ledger: Ledger) -> dict[str, Filled]:
    """Sign, number and unit of a figure; anything else whole, in the column of the value."""
    target = row.target.value
    text = ledger.written(row.target)
    found = _SIGNED.fullmatch(text.strip())
    if target is None or target.kind is not TargetKind.QUANTITY or target.value2 is not None or not found:
        return {"value": text}
    sign = words()["signs"].get(target.op.value, "") if target.op else ""
    if bool(sign) != bool(found["sign"]) or found["unit"] != (target.unit.text if target.unit else ""):
        return {"value": text}
    return {"sign" if "sign" in there else "nature": sign, "value": found["number"], "unit": found["unit"]}
