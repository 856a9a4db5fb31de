"""Targets and actual values of a row, in one column or in several."""

from __future__ import annotations

from functools import lru_cache

from xladdin.form.columns import Column
from xladdin.form.contents import SIGNS
from xladdin.form.entries import no_place, parsed_entry, text_entry
from xladdin.form.grid import Grid, Place
from xladdin.form.notation import parse_actual, parse_target, parse_target_parts
from xladdin.model import Actual, Entry, Target, TargetKind

_NOTHING = Target("", TargetKind.BLANK)
_SHORT = 4  # only a word like 「无」 is read in the light of the indicator's name

_target_of_parts = lru_cache(maxsize=16384)(parse_target_parts)
_actual = lru_cache(maxsize=16384)(parse_actual)


def read_target(
    grid: Grid, places: dict[str, Place], parts: tuple[Column, ...], name: str, year: int | None
) -> tuple[Entry[Target], tuple[Entry[str], ...]]:
    """The target, and its cells where sign, value and unit stand in columns of their own."""
    place = places.get("target")
    if len(parts) > 1:
        return _from_parts(grid, places, parts, year)
    if place is None:
        return no_place(), ()
    raw = grid.text(place)
    target = parse_target(raw, name=name if len(raw) < _SHORT else "", year=year) if raw else None
    return parsed_entry(grid, place, raw, target), ()


def _from_parts(
    grid: Grid, places: dict[str, Place], parts: tuple[Column, ...], year: int | None
) -> tuple[Entry[Target], tuple[Entry[str], ...]]:
    value = places.get("target")
    cells = {part.field: text_entry(grid, places.get(part.field)) for part in parts}
    texts = {  # parts merged with the value's cell show the value, not a sign or unit of their own
        field: "" if field != "target" and places.get(field) == value else entry.raw for field, entry in cells.items()
    }
    sign, nature = texts.get("sign", ""), texts.get("nature", "")
    if nature and (not sign or (SIGNS & set(nature) and not SIGNS & set(sign))):
        sign, nature = nature, sign
    target = _target_of_parts(sign, texts.get("target", ""), texts.get("target_unit", ""), nature, year=year)
    entry = parsed_entry(grid, value or places["name"], target.raw, target if target.raw else None)
    return entry, tuple(cells.values())


def read_actual(grid: Grid, place: Place | None, target: Entry[Target]) -> Entry[Actual]:
    """The actual value, read beside its target."""
    if place is None:
        return no_place()
    raw = grid.text(place)
    return parsed_entry(grid, place, raw, _actual(raw, target.value or _NOTHING) if raw else None)
