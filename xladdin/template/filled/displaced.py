"""Rows a column too far right (整行错栏) that stay so: an import keeps what is printed, faults of place included."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xladdin.model import Indicator, SelfEvaluation
    from xladdin.template.content import Filled, Row

#: The columns of a form with one column for targets, from left to right.
_COLUMNS = ("subcategory", "name", "target", "actual", "points", "score", "note")
_NEXT = dict(pairwise(_COLUMNS))


def displaced_fields(form: SelfEvaluation, row: Indicator) -> tuple[str, ...]:
    """The fields of a row that stand under the next header to the right; none of a row that is displaced otherwise."""
    if row.shifted != 1 or row.is_subrow or any(form.header(field) is None for field in _COLUMNS[1:]):
        return ()
    found = tuple(field for field in _NEXT if _stands_right(form, row, field))
    return found if found and found == _COLUMNS[_COLUMNS.index(found[0]) : -1] else ()


def _stands_right(form: SelfEvaluation, row: Indicator, field: str) -> bool:
    cell, header = getattr(row, field).cell, form.header(_NEXT[field])
    return cell is not None and header is not None and cell.column >= header.column


def displace(row: Row, fields: tuple[str, ...], subcategory: str) -> Row:
    """The row with each of these fields in the next column; the note, which has none, is left where it is."""
    (target,) = row.target
    there: dict[str, Filled] = {**row.values, "target": target, "subcategory": subcategory}
    moved = {_NEXT[field]: there.get(field, "") for field in fields}
    there |= {fields[0]: ""} | moved
    target = there.pop("target")
    del there["subcategory"]
    return replace(row, values=there, target=(target,))
