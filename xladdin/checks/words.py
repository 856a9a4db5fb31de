"""The word lists of ``words.toml``, compiled once."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Place:
    """Where an indicator of such a name belongs, and the headings under which it does not."""

    name: re.Pattern[str]
    belongs: str
    wrong_under: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """The lists, one field a use; see the comments in ``words.toml``."""

    fund_parts: dict[str, str]  # part → the source it may be a part of
    categories: dict[str, tuple[str, ...]]
    hints: re.Pattern[str]
    headings: re.Pattern[str]
    stand_ins: re.Pattern[str]
    only_amount: re.Pattern[str]
    code_before: re.Pattern[str]
    amount_behind: re.Pattern[str]
    contact: re.Pattern[str]
    empty_notes: frozenset[str]
    measurable: re.Pattern[str]
    unit_in_name: re.Pattern[str]
    counting: frozenset[str]
    less: re.Pattern[str]
    avoid: re.Pattern[str]
    handled: re.Pattern[str]
    done: re.Pattern[str]
    rates: re.Pattern[str]
    more: re.Pattern[str]
    standards: re.Pattern[str]
    places: tuple[Place, ...]
    heading_names: frozenset[str]


@cache
def words() -> Words:
    """The word lists."""
    data = tomllib.loads((Path(__file__).parent / "words.toml").read_text(encoding="utf-8"))
    placeholders, direction = data["placeholders"], data["direction"]
    return Words(
        fund_parts={part: whole for whole, parts in data["funds"]["parts"].items() for part in parts},
        categories={name: tuple(pieces) for name, pieces in data["categories"].items()},
        hints=_any(placeholders["hints"]),
        headings=_any(placeholders["headings"]),
        stand_ins=_any(placeholders["stand_ins"]),
        only_amount=re.compile(data["goal"]["only_amount"]),
        code_before=_one_of(data["numbers"]["codes"]),
        amount_behind=_one_of(data["numbers"]["amounts"]),
        contact=_one_of(data["numbers"]["contacts"]),
        empty_notes=frozenset(data["notes"]["empty"]),
        measurable=_one_of(data["measurable"]["words"]),
        unit_in_name=re.compile(data["units"]["in_names"]),
        counting=frozenset(data["units"]["counting"]),
        less=_one_of(direction["less"]),
        avoid=_ending(direction["avoid"], direction["avoid_tails"]),
        handled=_handled(direction["handling"], direction["handling_tails"]),
        done=_one_of(direction["done"]),
        rates=_one_of(direction["rates"]),
        more=_one_of(direction["more"]),
        standards=_one_of(direction["standards"]),
        places=tuple(_place(entry) for entry in data["places"]),
        heading_names=frozenset(data["headings"]["names"]),
    )


def _any(patterns: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns))


def _one_of(texts: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, texts)))


def _ending(texts: list[str], tails: list[str]) -> re.Pattern[str]:
    return re.compile(f"(?:{_one_of(texts).pattern})(?:{_one_of(tails).pattern})*$")


def _handled(texts: list[str], tails: list[str]) -> re.Pattern[str]:
    handling, tail = _one_of(texts).pattern, _one_of(tails).pattern
    return re.compile(f"(?<![未不无没])(?:{handling})(?:{tail})*(?:率|比例|比率)$")


def _place(entry: dict[str, Any]) -> Place:
    return Place(re.compile(entry["name"]), entry["belongs"], tuple(entry["wrong_under"]))


@lru_cache(maxsize=4096)
def folded(text: str) -> str:
    """``text`` at half width, without spaces: the form in which the word lists are written."""
    return "".join(unicodedata.normalize("NFKC", text).split())


_PUNCTUATION = re.compile(r"[，。；、：！？“”‘’,.;:!?\"'()（）【】\[\]《》\-—_·]+")


def bare_text(text: str) -> str:
    """``text`` without spaces and punctuation: by it two texts are compared to the letter."""
    return _PUNCTUATION.sub("", folded(text))


_BRACKETS = re.compile(r"[（(【\[][^（）()【】\[\]]*[)）】\]]|[★☆▲*]|^指标\d+[:：.、]?")


@lru_cache(maxsize=4096)
def bare_name(name: str) -> str:
    """An indicator's name without brackets, stars and numbering: 「指标1：★受益户数（≥**户）」 → 受益户数."""
    return _BRACKETS.sub("", folded(name))
