"""Names of units (单位名称) as different hands write them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache

from xladdin.checks.words import bare_text, one_of, section

_NAMES = section("unit_names")
_DROPPED = one_of(_NAMES["dropped"])
_SHORT = {full: short for short, fulls in _NAMES["short"].items() for full in fulls}
_FULL = one_of(sorted(_SHORT, key=len, reverse=True))
#: What the name of a place ends with: before it stands no other unit's name.
_PLACES = tuple(_NAMES["places"])
_SHORTEST = 3


@lru_cache(maxsize=65536)
def canonical(name: str) -> str:
    """One spelling for 「发展和改革局」, 「发展改革局」, 「发改局（本级）」; "" for a blank name."""
    return _FULL.sub(lambda match: _SHORT[match[0]], _DROPPED.sub("", bare_text(name)))


def same_unit(one: str, other: str) -> bool:
    """Whether two names mean one unit: one spelling, or the same one with its place before it."""
    short, long = sorted((canonical(one), canonical(other)), key=len)
    return short == long or (len(short) >= _SHORTEST and _is_with_place(long, short))


def _is_with_place(long: str, short: str) -> bool:
    return long.endswith(short) and long[: -len(short)].endswith(_PLACES)


def spellings(names: Iterable[str]) -> list[list[str]]:
    """Groups of names, written differently, that mean one unit; in the order of the names.

    A name without its place belongs to the one unit it may be: 「水利局」 beside 「宁县水利局」, but not beside two
    counties'.
    """
    written: dict[str, list[str]] = defaultdict(list)
    for name in dict.fromkeys(names):
        if key := canonical(name):
            written[key].append(name)
    owner = {key: _longest(found) for key, found in _with_places(written).items()}
    groups: dict[str, list[str]] = defaultdict(list)
    for key, found in written.items():
        groups[owner.get(key) or key] += found
    return [found for found in groups.values() if len({bare_text(name) for name in found}) > 1]


def _with_places(written: dict[str, list[str]]) -> dict[str, list[str]]:
    """Each spelling with the longer ones that are the same with a place before it."""
    longer: dict[str, list[str]] = defaultdict(list)
    for key in written:
        for start in range(1, len(key) - _SHORTEST + 1):
            if key[:start].endswith(_PLACES) and key[start:] in written:
                longer[key[start:]].append(key)
    return longer


def _longest(longer: list[str]) -> str:
    """The longest of these where all are the same unit, each with one place more; "" where there are several."""
    longest = max(longer, key=len)
    return longest if all(longest.endswith(one) for one in longer) else ""
