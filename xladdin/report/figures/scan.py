"""Numbers with their units in a text: which digits are figures, and which are years, papers, list numbers, names."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache, lru_cache

from xladdin.model import Op, Unit
from xladdin.report.figures.numerals import CHARS, numeral
from xladdin.report.lexicon import any_of, pattern, section

UnitOf = Callable[[str], Unit]

_FULL_WIDTH = {0xFF01 + i: chr(0x21 + i) for i in range(0x5E) if chr(0x21 + i) not in ",;!?"}
_OTHER = {"﹪": "%", "\u3000": " ", "\xa0": " ", "\t": " ", "〈": "《", "〉": "》", "≦": "≤", "≧": "≥"}
_TABLE = _FULL_WIDTH | {ord(char): plain for char, plain in _OTHER.items()}
_THOUSANDS = re.compile(r"(?<=[０-９])，(?=[０-９]{3}(?![０-９]))")
_CALENDAR_NUMERALS = re.compile(r"[〇零一二三四五六七八九]{4}(?=年)")
_MULTIPLIER = r"[十百千]?[万亿]亿?|[百千]"
_MIXED = "mixed"
_FOLDS = {"一": Decimal(1), "两": Decimal(3), "二": Decimal(3), "一半": Decimal(5)}  # 翻两番 is three times more
_RATIO_WORDS = {"百": "%", "千": "‰"}


@dataclass(frozen=True, slots=True)
class Found:
    """A figure in a text: where, how much of what."""

    start: int
    end: int
    value: Decimal
    decimals: int
    unit: Unit | None
    approximate: bool
    bound: Op | None


def half_width(text: str) -> str:
    """The text at half width, character by character, so that offsets stay; punctuation between clauses stays."""
    return _THOUSANDS.sub(",", text).translate(_TABLE)


@dataclass(frozen=True, slots=True)
class Units:
    """The units that are read in a running text, and what they mean."""

    number: re.Pattern[str]
    unit_of: UnitOf


@lru_cache(maxsize=4)
def known_units(texts: tuple[str, ...], unit_of: UnitOf) -> Units:
    """The pattern of a number with its unit, for these unit texts."""
    left_out = set(section("masks")["no_units"])
    kept = sorted(
        {text for text in (*texts, *section("masks")["more_units"]) if text not in left_out and not _is_letter(text)},
        key=len,
        reverse=True,
    )
    units = "|".join(re.escape(text) + _behind(text) for text in kept)
    mixed = section("masks")["mixed_unit"]
    times = rf"\s*(?P<times>{_MULTIPLIER})?(?P<more>[余多几])?(?P<times2>[万亿])?"
    tail = rf"{times}\s*(?:(?P<mixed>{mixed})|(?P<unit>{units}))?"
    digits = r"(?<![\d.])(?P<number>-?\d{1,3}(?:,\d{3})+(?:\.\d+)?|-?\d+(?:\.\d+)?)"
    share = rf"(?P<of>[百千])分之(?P<share>[{CHARS}点]+|\d+(?:\.\d+)?)"
    words = rf"(?P<words>(?<![第{CHARS}每])[{CHARS}]{{2,12}})(?P<more3>[余多])?(?P<unit3>{units})"
    tenths = r"(?<=[长降少加占近约涨升])(?P<tenths>[一二三四五六七八九两])成(?![为立果效员])"  # 增长两成
    folds = r"(?<=翻)了?(?P<fold>[一两二])番|(?P<times4>[一两二三四五])倍|(?<=[少降低减])了?(?P<half>一半)"
    return Units(re.compile(rf"{share}|{tenths}|{folds}|{words}|{digits}{tail}"), unit_of)


def _behind(unit: str) -> str:
    """What must stand behind a unit for it to be one."""
    return str(section("guarded").get(unit, r"(?![A-Za-z])" if unit[-1].isascii() else ""))


def _is_letter(text: str) -> bool:
    return len(text) == 1 and text.isascii() and text.isalpha()


@cache
def _masks() -> re.Pattern[str]:
    return any_of(section("masks")["patterns"])


def find_figures(text: str, units: Units) -> Iterator[Found]:
    """Every figure of a text at half width, from the left."""
    masked = _blank(_CALENDAR_NUMERALS, text)
    masked = _blank(_masks(), masked)
    spans = list(_numbers(masked, units))
    for index, found in enumerate(spans):
        joined = (text[one.end : other.start] for one, other in _neighbours(spans, index))
        in_range = any(_RANGE.fullmatch(gap) for gap in joined)  # 3—5天: neither end is a statement
        yield replace(found, approximate=True) if in_range else found


_RANGE = re.compile(r"\s*(?:[-—–~]+|至)\s*")


def _neighbours(spans: list[Found], index: int) -> Iterable[tuple[Found, Found]]:
    if index:
        yield spans[index - 1], spans[index]
    if index + 1 < len(spans):
        yield spans[index], spans[index + 1]


def _blank(mask: re.Pattern[str], text: str) -> str:
    """The text with what the mask finds made spaces of the same length."""
    return mask.sub(lambda match: "\x00" * len(match[0]), text)


def _numbers(text: str, units: Units) -> Iterator[Found]:
    for match in units.number.finditer(text):
        value, decimals = _value(match)
        if value is None:
            continue
        end = match.end()
        while text[end - 1].isspace():
            end -= 1
        before, behind = text[max(0, match.start() - 12) : match.start()], text[end : end + 4]
        more = match["more"] or match["more3"]
        approximate = bool(more) or _is_about(before, behind)
        bound = _bound(before)
        if match["number"] and match["number"].startswith("-") and before[-1:].strip():
            value, match_start = -value, match.start() + 1  # a dash between words
        else:
            match_start = match.start()
        yield Found(match_start, end, value, decimals, _unit(match, units.unit_of), approximate, bound)


def _is_about(before: str, behind: str) -> bool:
    return bool(pattern("approximate", "before").search(before) or pattern("approximate", "behind").match(behind))


def _bound(before: str) -> Op | None:
    if pattern("bounds", "at_least").search(before):
        return Op.AT_LEAST
    return Op.AT_MOST if pattern("bounds", "at_most").search(before) else None


def _value(match: re.Match[str]) -> tuple[Decimal | None, int]:
    """The number as printed, and how many decimals it has."""
    printed = match["number"] or (match["share"] if match["share"] and match["share"][0].isdigit() else None)
    if printed:
        plain = printed.replace(",", "")
        return Decimal(plain), len(plain.partition(".")[2])
    if match["fold"] or match["half"]:
        return _FOLDS[match["fold"] or match["half"]], 0
    words = match["times4"] or match["share"] or match["tenths"] or match["words"]
    value = numeral(words)
    return value, len(words.partition("点")[2])


def _unit(match: re.Match[str], unit_of: UnitOf) -> Unit | None:
    if match["tenths"] or match["half"]:
        return unit_of("成")
    if match["fold"] or match["times4"]:
        return unit_of("倍")
    if match["of"]:
        return unit_of(_RATIO_WORDS[match["of"]])
    if match["mixed"]:
        return Unit("".join(match["mixed"].split()), _MIXED)
    printed = match["unit"] or match["unit3"] or ""
    times = (match["times"] or "") + (match["times2"] or "")
    return unit_of(times + printed) if times or printed else None
