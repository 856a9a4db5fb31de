"""What sort of report it is and of whom: title, year, project, kind, sections, text of another year or project."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Any

from xladdin.model import Document, Origin, Place, Sentence
from xladdin.report.figures.scan import half_width
from xladdin.report.lexicon import pattern, section

_FRONT = 8  # paragraphs among which the title stands
_TITLE_LENGTH = 70
_HEADING_LENGTH = 40
_ALIKE, _MOST = 0.6, 3
_CLAUSE = re.compile(r"[，,；;。]")
_SHORT = 120  # characters; what is shorter is no report with sections
_NAME_TAIL = re.compile(r"(?:支出|项目)+$")


def find_title(document: Document) -> str:
    """The title, joined where it stands on two lines; empty where there is none."""
    front = [half_width(one.text) for one in document.paragraphs if one.origin is not Origin.FOOTNOTE][:_FRONT]
    for index, text in enumerate(front):
        if pattern("headings", "numbered").match(text) or len(text) > _TITLE_LENGTH or "。" in text:
            continue
        if pattern("titles", "report").search(text):
            return text
        following = front[index + 1] if index + 1 < len(front) else ""
        if len(following) < _TITLE_LENGTH and re.fullmatch(r".{0,12}(?:自评|评价|绩效)?.{0,4}报告\s*", following):
            return text + following
    return ""


def find_year(title: str, sentences: Sequence[Sentence]) -> int | None:
    """The year evaluated: of the title, else the one named most with the words of an evaluation."""
    match = pattern("titles", "year").search(title)
    if match:
        return int(match[1])
    years = Counter(
        found[0][:4].strip()
        for sentence in sentences
        for found in pattern("years", "evaluated").finditer(half_width(sentence.text))
        if found[0][:4].isdigit()
    )
    (most, count), *rest = [*years.most_common(2), ("", 0), ("", 0)][:2]
    return int(most) if count > sum(number for _, number in rest) else None


def find_kind(title: str, document: Document) -> tuple[str, str, tuple[str, ...]]:
    """Key and name of the kind, and the required sections that are missing."""
    kinds: list[dict[str, Any]] = [one for one in section("kinds") if title and re.search(one["title"], title)]
    if not kinds:
        return "", "", ()
    headings = [_heading(half_width(one.text)) for one in document.paragraphs if _is_heading(one.text)]
    length = sum(len(one.text) for one in document.paragraphs)
    if len(headings) < 2 or length < _SHORT:
        return kinds[0]["key"], kinds[0]["name"], ()
    # A title may fit several kinds: the one whose sections are there.
    missing, kind = min(((_missing(one, headings), one) for one in kinds), key=lambda pair: len(pair[0]))
    return kind["key"], kind["name"], missing


def _heading(text: str) -> str:
    """A heading; of a card's row its label."""
    label = pattern("headings", "label").match(text)
    return label[0] if label else text


def _missing(kind: dict[str, Any], headings: Sequence[str]) -> tuple[str, ...]:
    return tuple(name for name, words in kind["sections"] if not any(re.search(words, one) for one in headings))


def _is_heading(text: str) -> bool:
    """A heading, or the label of a card's row; so does a paragraph that begins with its heading."""
    plain = half_width(text)
    if pattern("headings", "numbered").match(plain) or pattern("headings", "label").match(plain):
        return True
    return len(plain) <= _HEADING_LENGTH and "。" not in plain


def find_project(title: str, document: Document) -> str:
    """The project's name: of the field 项目名称, else of the title without what is around it."""
    return _field(document) or name_in_title(title)


def _field(document: Document) -> str:
    for paragraph in document.paragraphs:
        match = pattern("titles", "name_field").match(half_width(paragraph.text))
        if match:
            return match["name"].strip()
    return ""


def name_in_title(title: str) -> str:
    """「2023年信访维稳专项工作经费支出绩效评价报告」 → 信访维稳专项工作经费."""
    return _NAME_TAIL.sub("", pattern("titles", "around").sub("", "".join(title.split())).strip(" 《》“”\"'-—"))


def likeness(one: str, other: str) -> float:
    """How alike two names are: 1 where one holds the other."""
    one, other = _bare(one), _bare(other)
    if not one or not other:
        return 0.0
    if one in other or other in one:
        return 1.0
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def _bare(name: str) -> str:
    plain = re.sub(r"[\s（）()“”\"'、，《》·-]|(?:19|20)\d{2}年度?", "", half_width(name))
    return _NAME_TAIL.sub("", plain)


def find_other_names(title: str, kind: str, document: Document, sentences: Sequence[Sentence]) -> Iterator[Place]:
    """Names of the project in the text that are not the title's, though they mean it."""
    name = name_in_title(title)
    if kind == "department" or len(name) < 4:
        return
    field = _field(document)
    if field and likeness(field, name) < _ALIKE:
        place = next(one for one in document.paragraphs if pattern("titles", "name_field").match(half_width(one.text)))
        yield Place(place.number, place.text, field, name)
    said: set[str] = set()
    for sentence in sentences:
        text = half_width(sentence.text)
        for match in () if "".join(text.split()) in "".join(title.split()) else _named(text):
            other = _own_name(match["name"], name)
            if other and other not in said and len(said) < _MOST:
                said.add(other)
                yield Place(sentence.paragraph, sentence.text, other, name)


def _named(text: str) -> Iterator[re.Match[str]]:
    return pattern("titles", "body_name").finditer("".join(text.split()))


def _own_name(found: str, name: str) -> str:
    """The end of what was found that is a name like the title's but not the same; else empty."""
    plain, wanted = re.sub("^(?:年度?|关于|本|该)+", "", _bare(found)), _bare(name)
    start = plain.find(wanted[:2])
    own = plain[start:] if start >= 0 else plain
    if not own or own == wanted or own in wanted or wanted in own or own[-2:] != wanted[-2:]:
        return ""
    return own if SequenceMatcher(None, own, wanted, autojunk=False).ratio() >= _ALIKE else ""


def find_other_years(year: int | None, title: str, sentences: Sequence[Sentence]) -> Iterator[Place]:
    """Sentences that evaluate another year than the report's, or speak of an event of another year."""
    if year is None:
        return
    for sentence in sentences:
        text = half_width(sentence.text)
        if text == title:
            continue
        found = _other_year(text, year) or _event(text, year)
        if found:
            yield Place(sentence.paragraph, sentence.text, found, str(year))


def _other_year(text: str, year: int) -> str:
    for clause in _CLAUSE.split(re.sub("《[^《》]*》", "", text)):
        for match in pattern("years", "evaluated").finditer(clause):
            digits = re.search(r"\d{4}", match[0])
            assert digits is not None
            if int(digits[0]) not in (year, year + 1) and not pattern("years", "allowed").search(clause):
                return match[0]
    return ""


def _event(text: str, year: int) -> str:
    if re.search(r"(?:19|20)\d{2}年", text) and str(year) not in text:
        return ""  # the sentence names its year itself
    for event in section("events"):
        match = re.search(event["name"], text)
        if match and event["year"] != year:
            return f"{match[0]}（{event['year']}年）"
    return ""
