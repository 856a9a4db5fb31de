"""得分: full marks and scores by category and item, the stated total and grade."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from xladdin.model import Document, Figure, Place, PointsClaim, Role, Sentence
from xladdin.report.figures.scan import half_width
from xladdin.report.lexicon import pattern

_RULES = re.compile("原则上|统一设置|评分标准|扣完为止|每[^，。]{0,8}扣|酌情扣")
_LABEL = re.compile(r"^\s*(?P<label>[^：:，,。；;]{2,20}?)\s*[：:]\s*(?P<rest>.*)$", re.DOTALL)
_NUMBERING = re.compile(r"[\d一二三四五六七八九十①-⑳]+")
_CUT = re.compile(r"[，,。；;（(]")
_TAIL = re.compile(r"(?:满分|分值|自评|得分|共|计|为|得|方面|情况|权重|设置|指标分值|该项)+$")
_HUNDRED = Decimal(100)


def find_points(document: Document, sentences: Sequence[Sentence]) -> tuple[PointsClaim, ...]:
    """Every line of scores; a line that heads others in numbered paragraphs holds them as its items."""
    texts = {paragraph.number: half_width(paragraph.text) for paragraph in document.paragraphs}
    heads: list[tuple[str, PointsClaim, list[PointsClaim]]] = []
    found: list[PointsClaim] = []
    style = ""
    seen = -1
    for sentence in sentences:
        if sentence.paragraph != seen:
            seen = sentence.paragraph
            match = pattern("headings", "numbered").match(texts[seen])
            numbering = _NUMBERING.sub("#", match[0].strip()) if match else ""
            if numbering and (not style or numbering == style or not _claims_in(sentence)):
                heads = _close(heads, found)
                style = ""
        for claim in _claims(sentence):
            if not style and numbering and claim.full and claim.score:
                heads.append((numbering, claim, []))
                style = numbering
            elif heads and numbering != style:
                heads[-1][2].append(claim)
            else:
                found.append(claim)
    _close(heads, found)
    return tuple(found)


def _claims_in(sentence: Sentence) -> bool:
    return any(one.role in (Role.FULL, Role.SCORE) for one in sentence.figures)


def _close(
    heads: list[tuple[str, PointsClaim, list[PointsClaim]]], found: list[PointsClaim]
) -> list[tuple[str, PointsClaim, list[PointsClaim]]]:
    found.extend(PointsClaim(head.name, head.full, head.score, tuple(items)) for _, head, items in heads)
    return []


def _claims(sentence: Sentence) -> Iterator[PointsClaim]:
    """Full marks and the score next to each other belong together; each alone is a claim, too."""
    if _RULES.search(sentence.text):
        return
    waiting: Figure | None = None
    for figure in sentence.figures:
        if figure.role not in (Role.FULL, Role.SCORE) or figure.approximate or _is_deducted(figure):
            continue
        if waiting is not None and waiting.role is not figure.role and _is_next(figure):
            full, score = (waiting, figure) if waiting.role is Role.FULL else (figure, waiting)
            yield PointsClaim(_name(sentence, waiting), full, score)
            waiting = None
            continue
        if waiting is not None:
            yield _single(sentence, waiting)
        waiting = figure
    if waiting is not None:
        yield _single(sentence, waiting)


def _is_deducted(figure: Figure) -> bool:
    return bool(pattern("roles", "deducted").search(figure.lead))


def _is_next(other: Figure) -> bool:
    """Whether it is one statement with the figure in front: nothing but a short phrase stands between them."""
    return len(other.lead.strip()) <= 12 and not re.search("[;；。]", other.lead)


def _single(sentence: Sentence, figure: Figure) -> PointsClaim:
    name = _name(sentence, figure)
    return PointsClaim(name, figure, None) if figure.role is Role.FULL else PointsClaim(name, None, figure)


def _name(sentence: Sentence, figure: Figure) -> str:
    """What a score is given for: the label in front of a colon, else the beginning of the clause."""
    text = half_width(sentence.text)
    own = "".join(one.lead for one in sentence.figures if one.start == figure.start) or text
    if figure is not next((one for one in sentence.figures if one.unit), None):
        earlier = [one for one in sentence.figures if one.start < figure.start and one.role in (Role.FULL, Role.SCORE)]
        text = own if earlier else text
    text = pattern("headings", "numbered").sub("", text, count=1)
    match = _LABEL.match(text)
    if match and "/" not in match["label"]:
        return match["label"].strip()
    phrase = _CUT.split((match["rest"] if match else text).lstrip(" 、,，。;；)）"))[0]
    return _TAIL.sub("", phrase.split("分")[0] if phrase[:1].isdigit() else re.split(r"\d", phrase)[0].strip()).strip()


def stated_score(sentences: Sequence[Sentence]) -> Figure | None:
    """The total that the report gives itself: 「自评得分98.6分」, not the score of a category."""
    for sentence in sentences:
        fulls = [one for one in sentence.figures if one.role is Role.FULL]
        if any(one.value != _HUNDRED for one in fulls) or _RULES.search(sentence.text):
            continue
        for figure in sentence.figures:
            if figure.role is Role.SCORE and pattern("match", "total").search(_clause(figure)):
                return None if figure.approximate else figure
    return None


def _clause(figure: Figure) -> str:
    return re.split("[,，;；。]", figure.lead)[-1]


def stated_grade(sentences: Sequence[Sentence]) -> Place | None:
    """The grade that the report gives itself."""
    for sentence in sentences:
        match = pattern("match", "grade").search(half_width(sentence.text))
        if match:
            return Place(sentence.paragraph, sentence.text, match["grade"] or match["grade2"])
    return None
