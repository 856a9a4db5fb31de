"""The sections of a summary: department forms, project cards, special funds and evaluations, each kind by itself."""

from __future__ import annotations

from array import array
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, NamedTuple

from xladdin.merge.additivity import How
from xladdin.merge.amounts import merged_amounts
from xladdin.merge.groups import groups, levels_of, merge_group
from xladdin.merge.kept import Block, Keeper
from xladdin.merge.sources import MergedRows
from xladdin.merge.totals import fund_totals, group_totals
from xladdin.merge.words import kind_words, words
from xladdin.model import CategoryScore, KindGroup, KindLine, KindSection, SubprojectFunds

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from xladdin.merge.candidates import Candidate
    from xladdin.merge.groups import By, Group
    from xladdin.merge.rules import Rules
    from xladdin.merge.similar import SideBySide
    from xladdin.model import FormExtract, MergedIndicator

PROJECT = "project"
_CENT = Decimal("0.01")


class Merged(NamedTuple):
    """The forms of one kind put together: its groups, and the merged rows of all of them.

    ``sizes`` are how many merged rows each group has.
    """

    kind: str
    levels: tuple[By, ...]
    forms: Sequence[Candidate]
    subprojects: Keeper[SubprojectFunds]
    rows: MergedRows
    sizes: array[int]


def main_kind(forms: Iterable[Candidate]) -> str:
    """The kind a summary is about: of those that came the first of ``[kinds]``, projects before all others."""
    came = {form.kind for form in forms}
    order = list(words().kinds)
    return min(came, key=lambda kind: (order.index(kind) if kind in order else len(order), kind), default=PROJECT)


def merge_kind(kind: str, admitted: Sequence[Candidate], by: Sequence[By], rules: Rules, beside: SideBySide) -> Merged:
    """The forms of one kind, put together by those levels of ``by`` that mean something to it."""
    forms = [form for form in admitted if form.kind == kind]
    merged = Merged(kind, levels_of(kind, by), forms, Keeper(SubprojectFunds), MergedRows(), array("L"))
    for group in groups(forms, merged.levels):
        before = len(merged.rows.merged)
        merge_group(group, rules, beside, merged.rows)
        merged.sizes.append(len(merged.rows.merged) - before)
        funds = fund_totals(group.lines())
        merged.subprojects.add(SubprojectFunds(group.label, len(group.forms), funds))
    return merged


def section(merged: Merged, rules: Rules) -> KindSection:
    """What a summary tells of a kind besides its merged rows."""
    return KindSection(
        kind=merged.kind,
        name=kind_words(merged.kind).name,
        lines=Keeper(KindLine, map(_kind_line, merged.forms)),
        groups=tuple(_groups(merged, rules)),
    )


def _kind_line(form: Candidate) -> KindLine:
    extract = form.extract
    return KindLine(form.line, extract.card_amount, tuple(_categories([extract])))


def _groups(merged: Merged, rules: Rules) -> Iterator[KindGroup]:
    first = 0
    for group, size in zip(groups(merged.forms, merged.levels), merged.sizes, strict=True):
        yield _group(group, Block(merged.rows.merged, first, size), rules)
        first += size


def _group(group: Group, rows: Sequence[MergedIndicator], rules: Rules) -> KindGroup:
    extracts, lines = [form.extract for form in group.forms], [form.line for form in group.forms]
    amounts = [extract.card_amount for extract in extracts]
    known = [amount for amount in amounts if amount is not None]
    return KindGroup(
        label=group.label,
        totals=group_totals(group.label, lines),
        amounts=merged_amounts(list(zip(extracts, lines, strict=True)), rules.lines, rules.fund),
        indicators=rows,
        categories=tuple(_categories(extracts)),
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
