"""A Document → Report: sentences, figures, and everything that ties figures to one another."""

from __future__ import annotations

from collections.abc import Iterable

from xladdin.model import Change, Document, Figure, Impossible, Report, Sentence, Sum
from xladdin.report.figures import Units, known_units, read_sentences
from xladdin.report.figures.scan import UnitOf
from xladdin.report.identity import find_kind, find_other_names, find_other_years, find_project, find_title, find_year
from xladdin.report.relations.averages import find_averages
from xladdin.report.relations.chains import find_chains
from xladdin.report.relations.changes import find_changes
from xladdin.report.relations.listed import find_listed
from xladdin.report.relations.lists import sums_by_name, sums_of_items
from xladdin.report.relations.points import find_points, stated_grade, stated_score
from xladdin.report.relations.rates import find_rates
from xladdin.report.relations.remainders import find_remainders
from xladdin.report.relations.sampled import sampled_rates
from xladdin.report.relations.score_sums import find_score_sums
from xladdin.report.relations.shares import find_shares
from xladdin.report.relations.sums import find_sums
from xladdin.report.relations.tables import rates_of_tables, sums_of_tables


def understand(document: Document, unit_texts: Iterable[str], unit_of: UnitOf) -> Report:
    """What a document says; ``unit_texts`` are the units to look for and ``unit_of`` tells what they mean."""
    units = known_units(tuple(unit_texts), unit_of)
    sentences = read_sentences(document, units)
    title = find_title(document)
    year = find_year(title, sentences)
    kind, kind_name, missing = find_kind(title, document)
    sums = _sums(document, sentences, units)
    quotients = (*find_shares(sentences, sums), *find_rates(sentences), *find_averages(sentences))
    quotients = (*quotients, *rates_of_tables(document, units))
    told = {id(one.percent) for one in quotients}
    sampled = [
        Change(whole, None, None, rate, Impossible.NO_WHOLE, nearest=near)
        for whole, rate, near in sampled_rates(sentences)
        if id(rate) not in told
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
        quotients=quotients,
        changes=(*find_changes(sentences), *sampled),
        points=find_points(document, sentences),
        score=stated_score(sentences),
        grade=stated_grade(sentences),
        missing=missing,
        other_years=tuple(find_other_years(year, title, sentences)),
        other_names=tuple(find_other_names(title, kind, document, sentences)),
    )


def _sums(document: Document, sentences: tuple[Sentence, ...], units: Units) -> tuple[Sum, ...]:
    """Sums from all places; where one list was read twice, the reading that adds up counts."""
    found: list[Sum] = [*find_sums(sentences), *find_listed(sentences), *sums_of_items(document, sentences)]
    chains = list(find_chains(sentences))
    ends = {_place(one.total) for one in chains}
    found += [one for one in find_remainders(sentences) if _place(one.parts[-1]) not in ends]
    found += [*chains, *find_score_sums(sentences)]
    found += sums_by_name(sentences, found)
    kept: list[Sum] = []
    known: dict[tuple[int, int], list[Sum]] = {}  # by the places of totals and parts
    for one in sorted(found, key=lambda one: not one.holds):
        places = {_place(figure) for figure in (one.total, *one.parts)}
        if not any(_is_same_list(one, other) for place in places for other in known.get(place, ())):
            kept.append(one)
            for place in places:
                known.setdefault(place, []).append(one)
    return (*kept, *(one for one, _ in sums_of_tables(document, units)))


def _is_same_list(one: Sum, other: Sum) -> bool:
    """Whether two sums are readings of one list, or of one total with lists that overlap."""
    shared = len({_place(part) for part in one.parts} & {_place(part) for part in other.parts})
    if one.total.sentence == one.parts[-1].sentence and one.total.start > one.parts[-1].start:
        return _place(one.total) == _place(other.total)  # a total behind its parts stands for itself
    return shared > 1 or (shared > 0 and _place(one.total) == _place(other.total))


def _place(figure: Figure) -> tuple[int, int]:
    return figure.paragraph, figure.start
