"""A Document → Report: sentences, figures, and everything that ties figures to one another."""

from __future__ import annotations

from collections.abc import Iterable

from xladdin.model import Change, Document, Impossible, Report, Sentence, Sum
from xladdin.report.figures import Units, known_units, read_sentences
from xladdin.report.figures.scan import UnitOf
from xladdin.report.identity import find_kind, find_other_names, find_other_years, find_project, find_title, find_year
from xladdin.report.relations.changes import find_changes
from xladdin.report.relations.lists import sums_by_name, sums_of_items, sums_of_tables
from xladdin.report.relations.points import find_points, stated_grade, stated_score
from xladdin.report.relations.rates import find_rates, sampled_rates
from xladdin.report.relations.shares import find_shares
from xladdin.report.relations.sums import find_sums


def understand(document: Document, unit_texts: Iterable[str], unit_of: UnitOf) -> Report:
    """What a document says; ``unit_texts`` are the units to look for and ``unit_of`` tells what they mean."""
    units = known_units(tuple(unit_texts), unit_of)
    sentences = read_sentences(document, units)
    title = find_title(document)
    year = find_year(title, sentences)
    kind, kind_name, missing = find_kind(title, document)
    sums = _sums(document, sentences, units)
    sampled = [
        Change(whole, None, None, rate, Impossible.NO_WHOLE, nearest=near)
        for whole, rate, near in sampled_rates(sentences)
    ]
    return Report(
        document=document,
        kind=kind,
        kind_name=kind_name,
        title=title,
        year=year,
        project=find_project(title, document),
        sentences=sentences,
        sums=sums,
        quotients=(*find_shares(sentences, sums), *find_rates(sentences)),
        changes=(*find_changes(sentences), *sampled),
        points=find_points(document, sentences),
        score=stated_score(sentences),
        grade=stated_grade(sentences),
        missing=missing,
        other_years=tuple(find_other_years(year, title, sentences)),
        other_names=tuple(find_other_names(title, kind, document, sentences)),
    )


def _sums(document: Document, sentences: tuple[Sentence, ...], units: Units) -> tuple[Sum, ...]:
    """Sums from all places; where one total was read twice, the reading that adds up counts."""
    found: list[Sum] = [*find_sums(sentences), *sums_of_items(document, sentences)]
    found += sums_by_name(sentences, found)
    best: dict[tuple[int, int, str], Sum] = {}
    for one in found:
        key = (one.total.paragraph, one.total.start, one.total.dimension)
        if key not in best or (one.holds and not best[key].holds):
            best[key] = one
    return (*best.values(), *(one for one, _ in sums_of_tables(document, units)))
