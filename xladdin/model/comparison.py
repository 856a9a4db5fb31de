"""A report after its check: what it says, the form beside it, what is wrong."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from xladdin.model.checked import CheckedForm
from xladdin.model.findings import Finding, Severity
from xladdin.model.report import Figure, Match, Report
from xladdin.model.roles import Impossible


class FigureVerdict(StrEnum):
    """相符, 不符, 表中无; how a figure of the report is coloured."""

    AGREES = "agrees"
    DIFFERS = "differs"
    ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class Comparison:
    """A report with its findings; ``path`` and ``form`` are the form beside it, None where it was checked alone."""

    report: Report
    findings: tuple[Finding, ...]
    matches: tuple[Match, ...] = ()
    path: Path | None = None
    form: CheckedForm | None = None

    def count(self, severity: Severity) -> int:
        """How many findings of this severity."""
        return sum(finding.severity is severity for finding in self.findings)

    def verdicts(self) -> dict[tuple[int, int], FigureVerdict]:
        """The verdict of every figure by its paragraph and place in it.

        A figure agrees where the form, or the figures around it, say the same; it differs where one of them does not.
        """
        found = {(one.paragraph, one.start): FigureVerdict.ABSENT for one in self.report.figures}
        for figure, agrees in (*_relations(self.report), *_matches(self.matches)):
            place = (figure.paragraph, figure.start)
            if place in found and found[place] is not FigureVerdict.DIFFERS:
                found[place] = FigureVerdict.AGREES if agrees else FigureVerdict.DIFFERS
        return found


def _matches(matches: tuple[Match, ...]) -> Iterator[tuple[Figure, bool]]:
    for one in matches:
        if one.figure is not None:
            yield one.figure, one.agrees


def _relations(report: Report) -> Iterator[tuple[Figure, bool]]:
    """Every figure that a relation of the report confirms, and the one that each broken relation is about."""
    for total in report.sums:
        yield total.total, total.holds
        if total.holds:
            yield from ((part, True) for part in total.parts)
    for quotient in report.quotients:
        yield quotient.percent, quotient.holds
    for change in report.changes:
        yield change.last, change.fault is Impossible.NONE
