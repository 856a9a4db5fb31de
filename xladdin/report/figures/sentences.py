"""A document's paragraphs into sentences with their figures."""

from __future__ import annotations

import re
from collections.abc import Iterator

from xladdin.model import Document, Figure, Paragraph, Sentence
from xladdin.report.figures.roles import role_of, subject_of
from xladdin.report.figures.scan import Found, Units, find_figures, half_width

_MOST_FIGURES, _LONGEST = 80, 3000  # of a sentence
_END = re.compile(r"[。！？!?]+[”’」）)]*|$")


def read_sentences(document: Document, units: Units) -> tuple[Sentence, ...]:
    """All sentences of a document, in order."""
    sentences: list[Sentence] = []
    for paragraph in document.paragraphs:
        plain = half_width(paragraph.text)
        figures = list(find_figures(plain, units))
        taken = 0
        for start, end in _spans(plain):
            first = taken
            while taken < len(figures) and figures[taken].start < end:
                taken += 1
            for piece, within in _pieces((start, end), figures[first:taken]):
                sentences.append(_sentence(len(sentences), paragraph, plain, piece, within))
    return tuple(sentences)


def _spans(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in _END.finditer(text):
        if text[start : match.end()].strip():
            yield start, match.end()
        start = match.end()


def _pieces(span: tuple[int, int], found: list[Found]) -> Iterator[tuple[tuple[int, int], list[Found]]]:
    """The sentence itself; what is longer than any sentence in pieces, so that the work grows with the text alone."""
    start, end = span
    first = 0
    for index, figure in enumerate(found):
        if index - first >= _MOST_FIGURES or (figure.end - start > _LONGEST and index > first):
            yield (start, found[index - 1].end), found[first:index]
            start, first = found[index - 1].end, index
        if figure.start - start > _LONGEST:
            start = figure.start - _LONGEST
    yield (start, end), found[first:]


def _sentence(number: int, paragraph: Paragraph, plain: str, span: tuple[int, int], found: list[Found]) -> Sentence:
    start, end = span
    figures = []
    for index, one in enumerate(found):
        before = found[index - 1].end if index else start
        after = found[index + 1].start if index + 1 < len(found) else end
        lead, tail = plain[before : one.start], plain[one.end : after]
        figures.append(_figure(one, paragraph, number, lead, tail))
    return Sentence(number, paragraph.number, paragraph.text[start:end].strip(), tuple(figures))


def _figure(found: Found, paragraph: Paragraph, sentence: int, lead: str, tail: str) -> Figure:
    return Figure(
        paragraph=paragraph.number,
        start=found.start,
        end=found.end,
        sentence=sentence,
        raw=paragraph.text[found.start : found.end],
        value=found.value,
        decimals=found.decimals,
        unit=found.unit,
        role=role_of(found, lead, tail),
        lead=lead,
        tail=tail,
        subject=subject_of(lead),
        approximate=found.approximate,
        bound=found.bound,
    )
