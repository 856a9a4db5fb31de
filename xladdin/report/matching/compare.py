"""A report beside a form (报告与自评表): every figure and word that both state."""

from __future__ import annotations

from collections.abc import Iterator

from xladdin.model import Match, Report, SelfEvaluation
from xladdin.report.identity import likeness
from xladdin.report.matching.basics import match_basics
from xladdin.report.matching.funds import match_funds
from xladdin.report.matching.indicators import match_indicators
from xladdin.report.matching.scores import match_scores

_STRANGER, _SAME = 0.5, 0.95


def nearness(report: Report, form: SelfEvaluation) -> float:
    """How well a form fits a report, from 0: by project, then by a unit that the report names, then by year."""
    head = report.title + "".join(one.text for one in report.document.paragraphs[:6])
    unit = any(name.raw and name.raw in head for name in (form.unit, form.department))
    year = report.year is not None and report.year == form.year.value
    return 4 * likeness(report.project, form.project.raw) + unit + 0.5 * year


def belongs(report: Report, form: SelfEvaluation) -> bool:
    """Whether a report is surely of this form: the project's name is the same, and the report names the unit.

    A report on the whole of a department names the department.
    """
    names = [name.raw for name in (form.unit, form.department) if name.raw]
    named = any(name in one.text for one in report.document.paragraphs for name in names)
    if form.kind == "department" or report.kind == "department":
        return form.kind == report.kind and named
    return likeness(report.project, form.project.raw) >= _SAME and (named or not names)


def is_stranger(report: Report, form: SelfEvaluation) -> bool:
    """Whether the report is of another project than the form."""
    project = form.project.raw
    if not project or not report.project or report.kind == "department":
        return False
    if likeness(report.project, project) >= _STRANGER:
        return False
    return not any(project in one.text for one in report.document.paragraphs)


def match(report: Report, form: SelfEvaluation) -> tuple[Match, ...]:
    """All that report and form both state; nothing where they are of different projects."""
    if is_stranger(report, form):
        return ()
    found = [*match_funds(report, form), *match_basics(report, form)]
    return tuple(_unique([*found, *match_indicators(report, form), *match_scores(report, form)]))


def _unique(found: list[Match]) -> Iterator[Match]:
    """One match a figure: the one that agrees, else the first."""
    best: dict[int, Match] = {}
    for one in found:
        if one.figure is None:
            yield one
            continue
        known = best.get(id(one.figure))
        if known is None or (one.agrees and not known.agrees):
            best[id(one.figure)] = one
    yield from best.values()
