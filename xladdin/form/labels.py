"""The wordings of labels.toml: loading, normalising, looking up.

A lookup is a dictionary access on the normalised text, so that the many cells that are no label cost next to nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

import tomli

from xladdin.form.remembering import remembered

#: No label is longer; longer texts are what a clerk wrote.
LONGEST_LABEL = 40
#: No label that is only recognised by a piece is longer.
LONGEST_GUESS = 16
#: No piece of a label that is cut in two cells (项目 | 名称) is longer.
LONGEST_HALF = 4

_DROPPED = " \t\r\n\u3000\u00a0\u200b\ufeff:★☆*※▲△●、；;"
_FOLD: dict[int, str | int | None] = {
    **{code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)},
    **str.maketrans("〔【[︵﹙〕】]︶﹚％﹪", "(((((" + ")))))%%"),
    **{ord(char): None for char in _DROPPED + "："},
}

_NUMBERING = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}[.．]|\d{1,2}[.)](?!\d)|\([一二三四五六七八九十\d]{1,2}\)|[①-⑳])+"
)
_CHINESE_NUMBERING = re.compile(r"\s*[一二三四五六七八九十]{1,3}、")
_BRACKETS = re.compile(r"\([^()]*\)")
_POINTS = re.compile(r"(?<![\d.])(\d{1,3}(?:\.\d+)?)分(?!之|钟)")
_POINTS_AT_END = re.compile(r"\d{1,3}(?:\.\d+)?分$")
_ORDINAL = re.compile(r"[\d一二三四五六七八九十]+$")


class Match(NamedTuple):
    """What a text is a wording of. ``rank`` 0: one of its words, 1: a fallback, 2: recognised by a piece."""

    field: str
    rank: int


class Pieces(NamedTuple):
    """The pieces by which unknown wordings of a field are recognised."""

    field: str
    contains: tuple[str, ...]
    ends: tuple[str, ...]
    never: tuple[str, ...]

    def fit(self, bare: str) -> bool:
        """Whether the normalised text holds one of the pieces, and none that forbids it."""
        is_there = any(piece in bare for piece in self.contains) or bare.endswith(self.ends)
        return is_there and not any(piece in bare for piece in self.never)


class Wordings:
    """The tables of one group (columns, fields …) by normalised wording; answers are kept, most texts recur."""

    def __init__(self, exact: dict[str, Match], pieces: tuple[Pieces, ...] = ()) -> None:
        self.exact = exact
        self._pieces = pieces
        self.find = remembered(8192)(self._find)
        self.guess = remembered(8192)(self._guess)

    def _find(self, text: str) -> Match | None:
        """The field of which ``text`` is a wording, notes in brackets and numbering set aside."""
        if len(text) > LONGEST_LABEL:
            return None
        key, bare = normalise(text)
        return self.exact.get(key) or (self.exact.get(bare) if bare != key else None)

    def _guess(self, text: str) -> Match | None:
        """Like ``find``; a wording that is not known is recognised by a piece of it."""
        found = self.find(text)
        if found or len(text) > LONGEST_LABEL:
            return found
        bare = normalise(text)[1]
        return next((Match(pieces.field, 2) for pieces in self._pieces if pieces.fit(bare)), None)

    def __contains__(self, text: str) -> bool:
        return self.find(text) is not None


@dataclass(frozen=True, slots=True)
class Labels:
    """All groups of labels.toml; ``printed`` holds whatever is never somebody's answer to a label."""

    columns: Wordings
    fund_columns: Wordings
    fund_rows: Wordings
    figure_columns: Wordings
    fields: Wordings
    blocks: Wordings
    rows: Wordings
    remarks: Wordings
    signature: Wordings
    categories: Wordings
    subcategories: Wordings
    grades: Wordings
    blanks: Wordings
    title: dict[str, tuple[str, ...]]
    printed: Wordings


@remembered(16384)
def normalise(text: str) -> tuple[str, str]:
    """The text in half width without spaces and colons; and the same without brackets, points, numbering, 其中."""
    key = bare = text.translate(_FOLD)
    if numbered := _NUMBERING.match(key):
        bare = key[numbered.end() :] or key
    elif "、" in text and (numbered := _CHINESE_NUMBERING.match(text)):
        bare = text[numbered.end() :].translate(_FOLD)
    if "(" in bare:
        bare = _BRACKETS.sub("", bare).partition("(")[0]
    if bare.endswith("分") and leading_label(text) == text:
        bare = _POINTS_AT_END.sub("", bare)
    return key, bare.removeprefix("其中").rstrip("%")


def leading_label(text: str) -> str:
    """The label of a text that holds label and value: 「项目名称：XX项目」 → 项目名称; any other text as it is."""
    if "：" not in text and ":" not in text:
        return text
    cut = min(at for at in (text.find("："), text.find(":")) if at >= 0)
    return text[:cut] if 0 < cut <= LONGEST_LABEL else text


@remembered(8192)
def is_label(text: str) -> bool:
    """Whether ``text`` is printed on forms, so that it is no answer to the label beside it."""
    known = labels()
    return text in known.printed or (len(text) <= LONGEST_GUESS and known.fields.guess(text) is not None)


@remembered(8192)
def leading_field(text: str) -> Match | None:
    """The field whose label a text is, or begins with: 「项目名称：XX项目」."""
    return labels().fields.find(leading_label(text))


@remembered(8192)
def printed_points(label: str) -> str | None:
    """The points printed on a label: 「产出指标（50分）」 → 50; None where none are printed."""
    found = _POINTS.search(normalise(label)[0])
    return found[1] if found else None


def without_ordinal(label: str) -> str:
    """「年度绩效目标1（40分）」 → 年度绩效目标: the normalised label without points and number."""
    return _ORDINAL.sub("", _POINTS.sub("", normalise(label)[1]))


@cache
def labels() -> Labels:
    """The wordings of labels.toml, loaded once."""
    tables = tomli.loads(Path(__file__).with_name("labels.toml").read_text(encoding="utf-8"))
    groups = {group: _wordings(fields) for group, fields in tables.items() if group != "title"}
    known = ("columns", "fund_columns", "fields", "remarks", "blocks", "signature", "rows")
    return Labels(
        **groups,
        title={name: tuple(table["contains"]) for name, table in tables["title"].items()},
        printed=Wordings({key: match for group in known for key, match in groups[group].exact.items()}),
    )


def _wordings(tables: dict[str, dict[str, list[str]]]) -> Wordings:
    exact: dict[str, Match] = {}
    for rank, group in enumerate(("words", "fallback")):
        for name, table in tables.items():
            for word in table.get(group, ()):
                exact.setdefault(normalise(word)[0], Match(name, rank))
    pieces = tuple(
        Pieces(name, *(tuple(table.get(key, ())) for key in ("contains", "ends", "never")))
        for name, table in tables.items()
        if "contains" in table or "ends" in table
    )
    return Wordings(exact, pieces)
