"""What a rule is given: the facts about one form, one file, many forms, or a crash of ours.

A rule names one of these types as the type of its parameter, and so says what it is about.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property, wraps
from typing import TYPE_CHECKING, Any, TypeVar

from xladdin.model import (
    CheckOptions,
    CommonIndicator,
    Digest,
    Due,
    ExpectedForm,
    FundRow,
    Indicator,
    Recalculation,
    Scheme,
    SelfEvaluation,
    Severity,
    Workbook,
)

if TYPE_CHECKING:
    from xladdin.model import Match, Report

Answer = TypeVar("Answer")

#: Schemes, each with what it gives for the form at hand.
Alternatives = Iterator[tuple[Scheme, Recalculation]]
#: Indicator rows with what each earns.
Rows = tuple[tuple[Indicator, Due], ...]


def _no_others() -> Alternatives:
    return iter(())


@dataclass(frozen=True)  # without slots: its rows are gone through by forty rules, and kept
class Facts:
    """One form (绩效自评表) with its scheme and what the scheme gives for it.

    ``sure`` is False where nothing on the form points to the scheme for certain. ``others`` works out what the schemes
    give that judge otherwise and may be meant as well; only a rule that has found something asks for it.
    """

    form: SelfEvaluation
    scheme: Scheme
    due: Recalculation
    workbook: Workbook
    options: CheckOptions
    sure: bool = True
    others: Callable[[], Alternatives] = _no_others
    answers: dict[Callable[..., Any], Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    @property
    def by_scheme(self) -> str:
        """The basis of what rests on the scheme alone."""
        doubt = "" if self.sure else "；从表上看不出应当用哪个方案，请核实"
        return f"评分方案“{self.scheme.name}”（{self.scheme.key}）{doubt}"

    def doubtful(self, severity: Severity) -> Severity:
        """``severity`` of what rests on the scheme alone, or a note where the scheme itself is in doubt."""
        return severity if self.sure else Severity.NOTE

    def scheme_that_allows(self, allows: Callable[[Recalculation], bool]) -> Scheme | None:
        """A scheme that may be meant instead and by which the form is right."""
        return next((scheme for scheme, due in self.others() if allows(due)), None)

    @cached_property
    def scored_funds(self) -> FundRow | None:
        """The total row of the funds, where it carries the points of the execution rate and no indicator row does."""
        total = self.form.funds_total
        if total is None or (total.points.value is None and total.score.value is None and self.execution_rows):
            return None
        return total

    @cached_property
    def funds(self) -> tuple[tuple[FundRow, bool], ...]:
        """Fund rows, and whether it is the total row."""
        total = self.form.funds_total
        return tuple([(row, row is total) for row in self.form.funding])

    @cached_property
    def _all_rows(self) -> Rows:
        return tuple(zip(self.form.indicators, self.due.indicators, strict=True))

    @cached_property
    def rows(self) -> Rows:
        """Indicator rows with what each earns; without 其中 rows and the execution rate written as a row (河北)."""
        return tuple([pair for pair in self._all_rows if not pair[0].is_subrow and not pair[0].is_execution])

    @cached_property
    def judged_rows(self) -> Rows:
        """Rows judged by comparing target and actual value: no common indicator (共性指标), none with a standard."""

        def is_judged(row: Indicator) -> bool:
            by_standard = row.standard.value and not row.target.has_place
            return not by_standard and self._scale_of(row) is None

        return tuple([pair for pair in self.rows if is_judged(pair[0])])

    @cached_property
    def common_rows(self) -> tuple[tuple[Indicator, Due, CommonIndicator], ...]:
        """Rows that are common indicators (共性指标) of the scheme, whatever their target."""
        if not self.scheme.common:
            return ()
        named = [(row, due, self.scheme.common_indicator(row.name.value or "")) for row, due in self.rows]
        return tuple([(row, due, common) for row, due, common in named if common is not None])

    @cached_property
    def scaled_rows(self) -> tuple[tuple[Indicator, Due, CommonIndicator], ...]:
        """Common indicators scored by the scheme's scale; not those for which the form prints another target."""
        return tuple([(row, due, common) for row, due, common in self.common_rows if self._scale_of(row) is not None])

    def _scale_of(self, row: Indicator) -> CommonIndicator | None:
        if not self.scheme.common:
            return None
        target = row.target.value
        return self.scheme.common_scale(row.name.value or "", target.value if target else None)

    @cached_property
    def execution_rows(self) -> Rows:
        """The execution rate where it is written as an indicator row (河北)."""
        return tuple([pair for pair in self._all_rows if pair[0].is_execution])

    @cached_property
    def scored_rows(self) -> tuple[Indicator, ...]:
        """Every indicator row that carries points of its own, the execution rate among them."""
        return tuple([row for row in self.form.indicators if not row.is_subrow])


def asked_once(question: Callable[[Facts], Answer]) -> Callable[[Facts], Answer]:
    """A question that several rules ask of a form, answered for the first of them and kept with the facts."""

    @wraps(question)
    def answer(facts: Facts) -> Answer:
        if question not in facts.answers:
            facts.answers[question] = question(facts)
        kept: Answer = facts.answers[question]
        return kept

    return answer


@dataclass(frozen=True, slots=True)
class FileFacts:
    """One file: how it was stored, and the forms found in it."""

    workbook: Workbook
    forms: tuple[SelfEvaluation, ...]
    options: CheckOptions


@dataclass(frozen=True, slots=True)
class BatchFacts:
    """Many forms at once, each as its digest; ``expected`` is the list of forms to come, None where none is given.

    ``whole`` are the digests with their texts, in the same order, where ``digests`` have none; it may make each when
    it is come to, so that the prints of all texts, most of what digests hold, need not be in memory.
    """

    digests: tuple[Digest, ...]
    options: CheckOptions
    expected: tuple[ExpectedForm, ...] | None = None
    whole: Iterable[Digest] | None = None

    @classmethod
    def of(
        cls, digests: Iterable[Digest], options: CheckOptions, expected: Iterable[ExpectedForm] | None = None
    ) -> BatchFacts:
        """The facts of forms whose ``digests`` can be gone through again and again."""
        listed = None if expected is None else tuple(expected)
        return cls(tuple(map(_without_texts, digests)), options, listed, digests)


def _without_texts(digest: Digest) -> Digest:
    """A digest whose names are one object for all their equals: half a kilobyte, where the texts would be four."""
    return replace(
        digest,
        texts=(),
        sheet=sys.intern(digest.sheet),
        department=sys.intern(digest.department),
        unit=sys.intern(digest.unit),
        scheme=sys.intern(digest.scheme),
        rules=sys.intern(digest.rules),
        kind=sys.intern(digest.kind),
    )


@dataclass(frozen=True, slots=True)
class ReportFacts:
    """A written report as it was understood, and what it shares with a form where one is beside it.

    ``stranger`` is True where report and form are of different projects; then nothing was compared.
    """

    report: Report
    options: CheckOptions
    form: SelfEvaluation | None = None
    matches: tuple[Match, ...] = ()
    stranger: bool = False


@dataclass(frozen=True, slots=True)
class Crash:
    """A crash of the tool itself: what it was busy with, the exception, and the reference of the log entry."""

    busy_with: str
    error: BaseException
    reference: str
