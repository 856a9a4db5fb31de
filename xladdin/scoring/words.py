"""The word lists of scoring (words.toml), read once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import tomli

from xladdin.model.patterns import lazy_pattern

_FILE = Path(__file__).with_name("words.toml")


@dataclass(frozen=True, slots=True)
class Words:
    """Word lists as patterns, longest word first, so that 未达成 is found before 达成."""

    cost_categories: tuple[str, ...]
    limit_names: re.Pattern[str]
    more_names: re.Pattern[str]
    harm_names: re.Pattern[str]
    money_names: re.Pattern[str]
    saving_names: re.Pattern[str]
    fixed_names: re.Pattern[str]
    fixed_rates: re.Pattern[str]
    spans: tuple[dict[str, tuple[Decimal, Decimal]], ...]  # word in a unit → shortest and longest, in days
    change: dict[str, bool]  # word → whether it is a rise
    changes: re.Pattern[str]
    changed: re.Pattern[str]  # at the beginning of an actual; group 1 is the word
    frequency: dict[str, tuple[Decimal, ...]]  # period → how many a year counts, fewest and most
    zero: frozenset[str]
    yes_to_none: frozenset[str]
    tier_of: dict[str, int]  # word → 0 for the highest tier
    tier_words: re.Pattern[str]  # those of three characters and more
    negations: re.Pattern[str]
    fillers: re.Pattern[str]
    longest_text: int
    harmless: re.Pattern[str]
    yes: frozenset[str]
    no: frozenset[str]
    stem_of: dict[str, int]
    stems: re.Pattern[str]
    degree_of: dict[str, int]  # word → 3 strong, 2 steady, 1 weak
    degrees: re.Pattern[str]
    on_time: re.Pattern[str]
    not_on_time: re.Pattern[str]


@cache
def lists() -> dict[str, Any]:
    """The tables of words.toml as they stand there."""
    return tomli.loads(_FILE.read_text(encoding="utf-8"), parse_float=Decimal)


@cache
def words() -> Words:
    """The lists of words.toml."""
    data = lists()
    direction, qualitative, degrees = data["direction"], data["qualitative"], data["degrees"]
    tier_of = _ranks(qualitative["tiers"])
    stem_of = _ranks(degrees["stems"])
    degree_of = {word: rank for name, rank in (("strong", 3), ("steady", 2), ("weak", 1)) for word in degrees[name]}
    change = {word: side == "up" for side in ("up", "down") for word in data["change"][side]}
    return Words(
        cost_categories=tuple(direction["cost_categories"]),
        limit_names=any_of(direction["limit_names"]),
        more_names=any_of(direction["more_names"]),
        harm_names=any_of(direction["harm_names"]),
        money_names=any_of(direction["money_names"]),
        saving_names=any_of(direction["saving_names"]),
        fixed_names=any_of(direction["fixed_names"]),
        fixed_rates=any_of(direction["fixed_rates"]),
        spans=tuple({text: (ends[0], ends[1]) for text, ends in group["units"].items()} for group in data["spans"]),
        change=change,
        changes=any_of(change),
        changed=lazy_pattern(f"(?:{any_of(data['change']['lead']).pattern})*({any_of(change).pattern})"),
        frequency={period: tuple(map(Decimal, counts)) for period, counts in data["frequency"].items()},
        zero=frozenset(data["zero"]["words"]),
        yes_to_none=frozenset(data["zero"]["unclear"]),
        tier_of=tier_of,
        tier_words=any_of(word for word in tier_of if len(word) > 2),
        negations=any_of(qualitative["negations"]),
        fillers=any_of(qualitative["fillers"]),
        longest_text=qualitative["longest_text"],
        harmless=any_of(qualitative["harmless"]),
        yes=frozenset(qualitative["yes"]),
        no=frozenset(qualitative["no"]),
        stem_of=stem_of,
        stems=any_of(stem_of),
        degree_of=degree_of,
        degrees=any_of(degree_of),
        on_time=any_of(data["on_time"]["words"]),
        not_on_time=any_of(data["on_time"]["denials"]),
    )


def any_of(listed: Iterable[str]) -> re.Pattern[str]:
    """Any of the words, the longest first."""
    return lazy_pattern("|".join(re.escape(word) for word in sorted(listed, key=len, reverse=True)))


def _ranks(groups: list[list[str]]) -> dict[str, int]:
    return {word: rank for rank, group in enumerate(groups) for word in group}
