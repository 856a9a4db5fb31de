"""The words that the tool itself knows: what may stay in a masked text, because it says nothing of the unit.

Every word comes from the word lists of the stages that read, score and check: labels, units, tiers, the words that
rules look for. A text cut by them falls into known words, figures and signs, and the rest, which is masked.
"""

from __future__ import annotations

import re
from enum import Enum
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

import tomli

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_CHINESE = re.compile(r"[㐀-鿿]+")
#: Single characters that carry meaning beside a figure; alone they are no word of anybody's.
_BESIDE_FIGURES = frozenset(
    "元万亿千百十年月日人次个件起项天分户亩米吨台套批家条座处所只头棵株期场篇份本册名位村倍成之至到第近约余多"
)
#: Single characters that join words and say nothing by themselves.
_JOINTS = frozenset("的和与及或率数量额度等含其各")
#: What a clerk leaves for a name or a figure.
_STAND_IN = re.compile(r"[XxＸｘ]{2,}")
#: Whole texts of one character that are an answer.
_ANSWERS = frozenset("无是否有优良中差一对")
_PIECE = re.compile(
    r"(?P<figure>[0-9０-９][0-9０-９,，]*(?:[.．][0-9０-９]+)?)|(?P<latin>[A-Za-zＡ-Ｚａ-ｚ]+)|(?P<chinese>[㐀-鿿〇]+)"
    r"|(?P<other>[^0-9０-９A-Za-zＡ-Ｚａ-ｚ㐀-鿿〇]+)"
)


#: The lists of words by which the stages read, score and check, and what the blank forms print; files, not modules.
_LISTS = (
    "form/labels.toml",
    "form/notation/words.toml",
    "form/notation/units.toml",
    "scoring/words.toml",
    "checks/words.toml",
    "template/wording.toml",
    "schemes/department/2013.toml",  # the standards that the blank form prints beside the common indicators
)
_STEPS = ("百分点", "个百分点")  # of standards, cut differently in every sentence
_KINDS = "kinds"  # a list for each kind of form


@cache
def known_words() -> Vocabulary:
    """The words of the whole tool."""
    folder = files("xladdin")
    lists = [folder.joinpath(name) for name in _LISTS]
    lists += [one for one in folder.joinpath(_KINDS).iterdir() if one.name.endswith(".toml")]
    return Vocabulary.of_lists(one.read_text(encoding="utf-8") for one in lists).with_words(_STEPS)


class Kind(Enum):
    """What a piece of a text is."""

    WORD = "word"  # known
    NAME = "name"  # not known: letters of any script
    FIGURE = "figure"
    SIGN = "sign"  # punctuation, spaces, comparison signs, %


class Piece(NamedTuple):
    """A piece of a text."""

    kind: Kind
    text: str


class Vocabulary:
    """Known words, found from the left, the longest first."""

    def __init__(self, words: Iterable[str]) -> None:
        self._all = frozenset(words)
        self._words: dict[str, list[str]] = {}
        self._latin: set[str] = set()
        for word in self._all:
            if _CHINESE.fullmatch(word):
                self._words.setdefault(word[0], []).append(word)
            elif word.isascii():
                self._latin.add(word.casefold())
        for known in self._words.values():
            known.sort(key=len, reverse=True)

    @classmethod
    def of_lists(cls, texts: Iterable[str]) -> Vocabulary:
        """The words of word lists (TOML): every run of two and more Chinese characters, and Latin units."""
        words: set[str] = set()
        for text in texts:
            for value in _strings(tomli.loads(text)):
                words.update(run for run in _CHINESE.findall(value) if len(run) > 1)
                if value.isascii() and value.isalpha() and len(value) <= 5:
                    words.add(value)
        return cls(words)

    def with_words(self, words: Iterable[str]) -> Vocabulary:
        """The same with some words more."""
        more = frozenset(words)
        return Vocabulary(self._all | more) if more else self

    def pieces(self, text: str) -> Iterator[Piece]:
        """The text cut into pieces; together they are the text."""
        before = ""
        for match in _PIECE.finditer(text):
            piece = match[0]
            if match["figure"]:
                yield Piece(Kind.FIGURE, piece)
            elif match["other"]:
                yield Piece(Kind.SIGN, piece)
            elif match["latin"]:
                is_known = piece.casefold() in self._latin or _STAND_IN.fullmatch(piece)
                yield Piece(Kind.WORD if is_known else Kind.NAME, piece)
            elif (text.strip() == piece and piece in _ANSWERS) or (
                len(piece) <= 2 and _BESIDE_FIGURES.issuperset(piece)
            ):
                yield Piece(Kind.WORD, piece)
            else:
                yield from self._chinese(piece, beside_figure=before, before_figure=_figure_follows(text, match.end()))
            before = piece

    def knows(self, text: str) -> bool:
        """Whether nothing of the text would be masked but its figures."""
        return all(piece.kind is not Kind.NAME for piece in self.pieces(text))

    def _chinese(self, run: str, *, beside_figure: str, before_figure: bool) -> Iterator[Piece]:
        unknown, place = "", 0
        if beside_figure[-1:].isdigit() or beside_figure[-1:] in "/／":
            while place < len(run) and run[place] in _BESIDE_FIGURES and self._longest(run, place) == "":
                place += 1
            if place:
                yield Piece(Kind.WORD, run[:place])
        while place < len(run):
            word = self._longest(run, place)
            if not word and run[place] in _JOINTS:
                word = run[place]
            if not word and before_figure and place == len(run) - 1 and run[place] in _BESIDE_FIGURES:
                word = run[place]
            if word:
                if unknown:
                    yield Piece(Kind.NAME, unknown)
                    unknown = ""
                yield Piece(Kind.WORD, word)
                place += len(word)
            else:
                unknown += run[place]
                place += 1
        if unknown:
            yield Piece(Kind.NAME, unknown)

    def _longest(self, run: str, place: int) -> str:
        return next((word for word in self._words.get(run[place], ()) if run.startswith(word, place)), "")


def _figure_follows(text: str, place: int) -> bool:
    return text[place : place + 1].isdigit()


def _strings(value: object) -> Iterator[str]:
    """Every key and every text of a parsed list."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield str(key)
            yield from _strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner)
