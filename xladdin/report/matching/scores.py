"""Total score, grade, and the points of categories."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from xladdin.model import Entry, Figure, Indicator, Match, Place, PointsClaim, Report, SelfEvaluation
from xladdin.report.lexicon import pattern, section

_CENT = Decimal("0.01")


def match_scores(report: Report, form: SelfEvaluation) -> Iterator[Match]:
    """What the report says of scores beside the form's."""
    total = form.total.score
    if report.score is not None and total.value is not None:
        agrees = abs(report.score.value - total.value) < _CENT
        yield Match("score", "总分", report.score, total.cell, total.raw, total.value, agrees, "score")
    if report.grade is not None and form.grade.raw:
        yield _grade(report.grade, form.grade)
    for claim in _flat(report.points):
        yield from _group(claim, form)
        if pattern("match", "execution_item").search(claim.name):
            yield from _execution(claim, form)


def _flat(claims: tuple[PointsClaim, ...]) -> Iterator[PointsClaim]:
    for claim in claims:
        yield claim
        yield from _flat(claim.items)


def _grade(said: Place, stated: Entry[str]) -> Match:
    agrees = said.found == stated.raw.strip() or any(
        said.found in group and stated.raw.strip() in group for group in section("match")["synonyms"]
    )
    return Match("grade", "自评等级", None, stated.cell, stated.raw, None, agrees, place=said)


def _group(claim: PointsClaim, form: SelfEvaluation) -> Iterator[Match]:
    """Full marks and score of a category or subcategory: the sums of its rows on the form."""
    entry = next((one for one in section("match_groups") if re.match(one["report"], claim.name)), None)
    if entry is None:
        return
    rows = [
        row
        for row in form.indicators
        if not row.is_subrow and not row.is_execution and re.search(entry["form"], getattr(row, entry["level"]).raw)
    ]
    if not rows:
        return
    label = getattr(rows[0], entry["level"]).raw
    for figure, field, topic in ((claim.full, "points", "points"), (claim.score, "score", "score-part")):
        wanted = _sum(rows, field)
        if figure is not None and wanted is not None:
            found = _points(topic, label, figure, rows[0], field, wanted)
            yield found
            if not found.agrees:
                return  # other full marks make another score


def _sum(rows: list[Indicator], field: str) -> Decimal | None:
    values = [getattr(row, field).value for row in rows]
    return None if None in values else sum(values, Decimal(0))


def _points(topic: str, label: str, figure: Figure, row: Indicator, field: str, wanted: Decimal) -> Match:
    entry: Entry[Decimal] = getattr(row, field)
    agrees = abs(figure.value - wanted) < _CENT
    return Match(topic, label, figure, entry.cell, f"{wanted}", wanted, agrees, field, sure=False)


def _execution(claim: PointsClaim, form: SelfEvaluation) -> Iterator[Match]:
    """The points of the execution rate, which a report may have split or given to another item."""
    total = form.funds_total
    if total is None:
        return
    for figure, entry, field in ((claim.full, total.points, "points"), (claim.score, total.score, "score")):
        if figure is not None and entry.value is not None:
            agrees = abs(figure.value - entry.value) < _CENT
            yield Match("execution-points", "执行率", figure, entry.cell, entry.raw, entry.value, agrees, field, False)
