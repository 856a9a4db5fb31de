"""The outline of a report: which paragraphs are headings, how deep, and what stands under each."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache

from xladdin.model import Paragraph
from xladdin.report.contents.lexicon import lists

_LONGEST = 40  # characters of a heading
_LONGEST_LED = 20  # of one that text follows in the same line
_UNNUMBERED = "unnumbered"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: its style (numbering), its words, and the text that follows it in the same paragraph."""

    style: str
    words: str
    rest: str


@dataclass(slots=True)
class Passage:
    """Paragraphs that belong to one narrative; ``key`` is empty for text that belongs to none. ``heading``: over it."""

    key: str
    heading: str
    first: int  # number of its first paragraph
    lines: list[str] = field(default_factory=list)
    last: int = 0

    @property
    def text(self) -> str:
        """All its paragraphs, one a line."""
        return "\n".join(self.lines)


#: The key of the narrative that a heading names; empty for none. The second argument: whether it is a larger heading.
KeyOf = Callable[[str, bool], str]


def heading_of(text: str, key_of: KeyOf) -> Heading | None:
    """A paragraph as a heading; None for text. Without numbering only the exact name of a narrative is one."""
    for style in _styles():
        if match := style.match(text):
            return _numbered(style.pattern, text[match.end() :].strip())
    bare = text.strip(" 　【】[]")
    words, rest = _cut(bare)
    if len(words) <= _LONGEST_LED and key_of(words, False) and (rest or len(bare) <= _LONGEST_LED):
        return Heading(_UNNUMBERED, words, rest)
    return None


def _numbered(style: str, text: str) -> Heading:
    words, rest = _cut(text)
    if (rest and len(words) > _LONGEST_LED) or len(words) > _LONGEST:
        return Heading(style, "", text)
    return Heading(style, words, rest)


def _cut(text: str) -> tuple[str, str]:
    match = re.search(lists()["headings"]["end"], text)
    if match is None:
        return text, ""
    return text[: match.start()].strip(), text[match.end() :].strip()


@cache
def _styles() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(rf"\s*(?:{style})") for style in lists()["headings"]["styles"])


def passages(paragraphs: Iterable[Paragraph], key_of: KeyOf) -> list[Passage]:
    """The text of a report by the headings that name narratives, in order; numbered items below stay in the text."""
    outline = _Outline(key_of)
    for paragraph in paragraphs:
        outline.add(paragraph)
    return [one for one in outline.found if one.lines]


@dataclass(frozen=True, slots=True)
class _Level:
    """An open heading: its style, and the narrative that text below it belongs to."""

    style: str
    key: str
    words: str


class _Outline:
    """The outline while it is read. A style of numbering that was met before closes all that was opened since."""

    def __init__(self, key_of: KeyOf) -> None:
        self._key_of = key_of
        self._levels: list[_Level] = []
        self._waiting: list[Paragraph] = []  # headings of no narrative, until text follows them
        self.found: list[Passage] = []

    def add(self, paragraph: Paragraph) -> None:
        """Take the next paragraph."""
        heading = heading_of(paragraph.text, self._key_of)
        if heading is None:
            self._text(paragraph, paragraph.text)
            return
        level = self._open(heading, paragraph.text)
        names_one = bool(heading.words) and self._key_of(heading.words, self._is_large()) != ""
        if names_one:
            self._waiting = []
            self.found.append(Passage(level.key, level.words, paragraph.number))
            if heading.rest:
                self._text(paragraph, heading.rest)
        elif heading.words and not heading.rest:
            self._waiting.append(paragraph)
        else:
            self._text(paragraph, paragraph.text)

    def _open(self, heading: Heading, text: str) -> _Level:
        styles = [level.style for level in self._levels]
        if heading.style in styles:
            del self._levels[styles.index(heading.style) :]
            self._waiting = []
        key = self._key_of(heading.words, self._is_large(opening=True)) if heading.words else ""
        above = self._levels[-1] if self._levels else _Level("", "", "")
        # Text of no narrative is told under the largest heading above it.
        level = _Level(heading.style, key or above.key, heading.words or text if key else above.words or heading.words)
        self._levels.append(level)
        return level

    def _is_large(self, *, opening: bool = False) -> bool:
        return len(self._levels) <= (1 if opening else 2)

    def _text(self, paragraph: Paragraph, text: str) -> None:
        level = self._levels[-1] if self._levels else _Level("", "", "")
        last = self.found[-1] if self.found else None
        if last is None or (last.key, last.heading) != (level.key, level.words):
            last = Passage(level.key, level.words, (self._waiting or [paragraph])[0].number)
            self.found.append(last)
        last.lines += [*(one.text.strip() for one in self._waiting), text.strip()]
        last.last, self._waiting = paragraph.number, []
