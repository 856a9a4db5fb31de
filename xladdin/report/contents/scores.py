"""Lines of scores as rows of a score table: a category's own line, or the lines below it where they make its score."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from xladdin.model import Figure, Narrative, PointsClaim, Report
from xladdin.report.contents.lexicon import bare, lists


@dataclass(frozen=True, slots=True)
class ScoreLine:
    """A line of scores; ``category`` is the label of its part of the report, ``name`` is empty where none is told."""

    category: str
    name: str
    full: Figure | None
    score: Figure | None

    @property
    def figure(self) -> Figure:
        """The figure to point at."""
        found = self.score or self.full
        assert found is not None
        return found


def score_lines(report: Report, narratives: Sequence[Narrative]) -> tuple[list[ScoreLine], list[ScoreLine]]:
    """The rows of the score table, and the lines that have no place in it.

    The lines below a category are its rows where each is named and their scores make the category's; else the category
    is one row.
    """
    total = report.score
    claims = [claim for claim in report.points if total is None or claim.figure != total]
    lines = [line for claim in claims for line in _lines(claim, _spans(narratives))]
    rows: list[ScoreLine] = []
    left = [line for line in lines if not line.category]
    for category in dict.fromkeys(line.category for line in lines if line.category):
        own = [line for line in lines if line.category == category]
        taken, rest = _settle(own, category)
        rows += taken
        left += rest
    return rows, left


def _settle(own: list[ScoreLine], category: str) -> tuple[list[ScoreLine], list[ScoreLine]]:
    heads = [line for line in own if line.name == category]
    if not heads and own and not own[0].name:
        heads = own[:1]  # the first line of its part: 「满分20分，得分19分」
    scores = {line.score.value for line in heads if line.score}
    heads += [line for line in own if not line.name and line.score and line.score.value in scores and line not in heads]
    below = [line for line in own if line not in heads]
    if len(scores) > 1:
        return [], own
    made = sum((line.score.value for line in below if line.score), Decimal(0))
    is_whole = bool(below) and all(line.name and line.score for line in below)
    if is_whole and (not scores or made in scores):
        return below, []
    if not heads:
        return [], own
    full = next((line.full for line in heads if line.full), None)
    score = next((line.score for line in heads if line.score), None)
    return [ScoreLine(category, category, full, score)], below


def _lines(claim: PointsClaim, spans: Sequence[tuple[int, str, str]], above: str = "") -> Iterator[ScoreLine]:
    """The claim and the lines below it, each with its category."""
    name = _plain(claim.name)
    part = [label for first, label, key in spans if first <= claim.figure.paragraph and key in lists()["scores"]]
    is_last = bool(part) and part[-1] == _last(spans, claim.figure.paragraph)
    category = _category(name, spans) or above or (part[-1] if is_last else "")
    is_head = _category(name, spans) == category != ""
    yield ScoreLine(category, category if is_head else name, claim.full, claim.score)
    for item in claim.items:
        yield from _lines(item, spans, category)


def _last(spans: Iterable[tuple[int, str, str]], paragraph: int) -> str:
    return [label for first, label, _ in spans if first <= paragraph][-1]


def _category(name: str, spans: Iterable[tuple[int, str, str]]) -> str:
    """The label of the category that a line names; empty for any other name."""
    words: dict[str, list[str]] = lists()["scores"]
    return next((label for _, label, key in spans if bare(name) in words.get(key, ())), "")


def _plain(name: str) -> str:
    return re.sub(r"[(（].*?[)）]", "", re.sub("^其中[,，:：]?", "", name)).strip()


def _spans(narratives: Iterable[Narrative]) -> list[tuple[int, str, str]]:
    """First paragraph, label and key of every narrative, in the order of the text."""
    return sorted((one.text.cell.row, one.label, one.key) for one in narratives if one.text.cell)
