"""The sections of a summary: department forms, project cards, special funds and evaluations, each kind by itself."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, NamedTuple

from xladdin.merge.additivity import How
from xladdin.merge.amounts import merged_amounts
from xladdin.merge.groups import groups, levels_of, merge_group
from xladdin.merge.totals import group_totals
from xladdin.merge.words import kind_words, words
from xladdin.model import CategoryScore, KindGroup, KindLine, KindSection

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from xladdin.merge.admission import Candidate
    from xladdin.merge.groups import By, Group
    from xladdin.merge.members import Rules
    from xladdin.merge.similar import SideBySide
    from xladdin.merge.sources import Contributors
    from xladdin.model import FormExtract, MergedIndicator

PROJECT = "project"
_CENT = Decimal("0.01")


class Merged(NamedTuple):
    """The forms of one kind put together: its groups, and the merged rows of each with their sources."""

    kind: str
    levels: tuple[By, ...]
    forms: Sequence[Candidate]
    groups: list[tuple[Group, list[tuple[MergedIndicator, Contributors]]]]


def main_kind(forms: Iterable[Candidate]) -> str:
    """The kind a summary is about: of those that came the first of ``[kinds]``, projects before all others."""
    came = {form.extract.kind for form in forms}
    order = list(words().kinds)
    return min(came, key=lambda kind: (order.index(kind) if kind in order else len(order), kind), default=PROJECT)


def merge_kind(kind: str, admitted: Sequence[Candidate], by: Sequence[By], rules: Rules, beside: SideBySide) -> Merged:
    """The forms of one kind, put together by those levels of ``by`` that mean something to it."""
    forms = [form for form in admitted if form.extract.kind == kind]
    levels = levels_of(kind, by)
    together = [(group, list(merge_group(group, rules, beside))) for group in groups(forms, levels)]
    return Merged(kind, levels, forms, together)


def section(merged: Merged, rules: Rules) -> KindSection:
    """What a summary tells of a kind besides its merged rows."""
    return KindSection(
        kind=merged.kind,
        name=kind_words(merged.kind).name,
        lines=tuple(
            KindLine(form.line, form.extract.card_amount, tuple(_categories([form.extract]))) for form in merged.forms
        ),
        groups=tuple(_group(group, [row for row, _ in rows], rules) for group, rows in merged.groups),
    )


def _group(group: Group, rows: Iterable[MergedIndicator], rules: Rules) -> KindGroup:
    amounts = [form.extract.card_amount for form in group.forms]
    known = [amount for amount in amounts if amount is not None]
    return KindGroup(
        label=group.label,
        totals=group_totals(group.label, [form.line for form in group.forms]),
        amounts=merged_amounts([(form.extract, form.line) for form in group.forms], rules.lines, rules.fund),
        indicators=tuple(rows),
        categories=tuple(_categories([form.extract for form in group.forms])),
        amount=sum(known, Decimal(0)) if known else None,
        without_amount=amounts.count(None),
    )


def _categories(forms: Sequence[FormExtract]) -> Iterator[CategoryScore]:
    """Points and score of each category of evaluations; over several forms the plain mean of those that have it."""
    points: dict[str, list[Decimal]] = {}
    scores: dict[str, list[Decimal]] = {}
    for form in forms:
        for category, full, score in _sums(form):
            points.setdefault(category, []).extend(() if full is None else (full,))
            scores.setdefault(category, []).extend(() if score is None else (score,))
    for category, known in points.items():
        yield CategoryScore(category, _mean(known), _mean(scores[category]))


def _sums(form: FormExtract) -> Iterator[tuple[str, Decimal | None, Decimal | None]]:
    """Of each category that a form scores by standards: Σ points, Σ scores."""
    rows = [row for row in form.rows if row.how == How.MEAN.value]
    for category in dict.fromkeys(row.category for row in rows):
        own = [row for row in rows if row.category == category]
        yield (
            category,
            _sum(row.points for row in own),
            _sum(row.score if row.due is None else row.due for row in own),
        )


def _sum(values: Iterable[Decimal | None]) -> Decimal | None:
    known = [value for value in values if value is not None]
    return sum(known, Decimal(0)) if known else None


def _mean(values: Sequence[Decimal]) -> Decimal | None:
    return (sum(values, Decimal(0)) / len(values)).quantize(_CENT, ROUND_HALF_UP) if values else None
