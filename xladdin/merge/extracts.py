"""The little of a checked form that a summary needs, so that thousands of forms can be merged in little memory."""

from __future__ import annotations

import sys
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Protocol

from xladdin.merge import figures
from xladdin.merge.additivity import How, Understood, method
from xladdin.merge.names import display_name
from xladdin.merge.words import category_name, label
from xladdin.model import (
    WAN,
    Actual,
    FileExtract,
    FormExtract,
    FundExtract,
    Op,
    Outcome,
    RowExtract,
    Severity,
    Target,
    TargetKind,
    column_letters,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from xladdin.model import (
        CheckedFile,
        CheckedForm,
        Digest,
        Due,
        Entry,
        Finding,
        Indicator,
        Scheme,
        SelfEvaluation,
        Unit,
    )

_FULL = Decimal(100)
_ZERO = Decimal(0)
_BLANK_TARGET = Target(raw="", kind=TargetKind.BLANK)
_NO_ACTUAL = Actual(raw="")
_REMEMBERED = 100_000


class RowScore(Protocol):
    """What scores a row under a scheme; given by the pipeline, because stages do not know one another."""

    def __call__(
        self, target: Target, actual: Actual, points: Decimal, scheme: Scheme, *, category: str, name: str
    ) -> Due:
        """The due of the row, 0 to ``points``; score None where it cannot be judged."""


def extract(
    checked: CheckedFile, score: RowScore, root: Path | None = None, digests: Iterable[Digest] = ()
) -> FileExtract:
    """Keep of a checked file what the summary needs. Amounts come out in 万元.

    Of a summary workbook (``CheckedFile.is_summary``) no form is kept, whatever looks like one in it.
    """
    file = display_name(checked.path, root)
    forms = () if checked.is_summary else checked.forms
    return FileExtract(
        file=file,
        sha256=checked.sha256,
        forms=tuple(_form(one, checked, score) for one in forms),
        findings=checked.findings,
        digests=tuple(replace(one, file=file) for one in digests) if forms else (),
        is_summary=checked.is_summary,
    )


def _form(checked: CheckedForm, file: CheckedFile, score: RowScore) -> FormExtract:
    form, due, scheme = checked.form, checked.due, checked.choice.scheme
    about_file = [one for one in file.findings if one.sheet in {"", form.sheet}]
    findings = (*about_file, *checked.findings)
    initial, budget, executed = _amounts(form, scheme)
    severities = [finding.severity for finding in findings]
    return FormExtract(
        sheet=_shared(form.sheet),
        department=_text(form.department),
        unit=_text(form.unit),
        project=_text(form.project),
        year=form.year.value,
        scheme=scheme,
        initial=_figure(initial),
        budget=_figure(budget),
        executed=_figure(executed),
        stated=_figure(form.total.score.value),
        due=_figure(due.due_total),
        grade=due.grade or _stated_grade(form, scheme),
        errors=tuple(dict.fromkeys(one.code for one in findings if one.severity is Severity.ERROR)),
        counts=(
            severities.count(Severity.ERROR),
            severities.count(Severity.WARNING),
            severities.count(Severity.NOTE),
        ),
        rows=tuple(_row(row, own, scheme, score) for row, own in zip(form.indicators, due.indicators, strict=True)),
        findings=tuple(map(_light, checked.findings)),
        subproject=_text(form.subproject),
        region=_text(form.region),
        unit_printed=not form.unit_is_assumed,
        kind=_shared(form.kind),
        funds=tuple(_funds(form, _amount_unit(form, scheme))),
        stated_cell=_address(at.row, at.column) if (at := form.total.score.cell) else "",
        amount_unit=_shared(_amount_unit(form, scheme)),
        scheme_sure=checked.choice.sure,
    )


def _light(finding: Finding) -> Finding:
    """A finding whose texts are shared with all that say the same."""
    return replace(finding, message=_shared(finding.message), label=_shared(finding.label), do=_shared(finding.do))


def _amounts(form: SelfEvaluation, scheme: Scheme) -> tuple[Decimal | None, Decimal | None, Decimal | None]:
    """年初预算数, 全年预算数, 全年执行数 of the total row in 万元. Where no 金额单位 is printed, the scheme's holds."""
    total = form.funds_total
    if total is None:
        return None, None, None
    factor = WAN.get(_amount_unit(form, scheme), Decimal(1))
    values = (total.initial.value, total.budget.value, total.executed.value)
    initial, budget, executed = (None if value is None else value * factor for value in values)
    return initial, budget, executed


def _amount_unit(form: SelfEvaluation, scheme: Scheme) -> str:
    printed = form.amount_unit.value or ""
    return printed if printed in WAN else scheme.amount_unit


def _funds(form: SelfEvaluation, unit: str) -> Iterator[FundExtract]:
    """The rows of the funds that have anything filled in."""
    factor = WAN.get(unit, Decimal(1))
    for row in form.funding:
        entries = (row.initial, row.budget, row.executed)
        if not any(entry.raw or entry.value is not None for entry in entries):
            continue
        initial, budget, executed = (
            None if entry.value is None else _figure(entry.value * factor) for entry in entries
        )
        yield FundExtract(
            row=row.row,
            source=_shared(row.source),
            label=_shared(row.label),
            initial=initial,
            budget=budget,
            executed=executed,
            cells=_addresses(tuple((at.row, at.column) if (at := entry.cell) else None for entry in entries)),
            printed=(_shared(row.initial.raw), _shared(row.budget.raw), _shared(row.executed.raw)),
        )


@lru_cache(maxsize=4096)
def _addresses(places: tuple[tuple[int, int] | None, ...]) -> tuple[str, ...]:
    """One tuple for the rows of all forms of one layout."""
    return tuple(_address(*place) if place else "" for place in places)


def _stated_grade(form: SelfEvaluation, scheme: Scheme) -> str | None:
    """The canonical grade of the stated word, else of the stated total; for a form whose total cannot be worked out."""
    word, total = _text(form.grade), form.total.score.value
    for grade in scheme.grades:
        if word and word in {grade.name, *grade.synonyms}:
            return grade.name
    reached = [grade for grade in scheme.grades if total is not None and total >= grade.low]
    return max(reached, key=lambda grade: grade.low).name if reached else None


def _row(row: Indicator, due: Due, scheme: Scheme, score: RowScore) -> RowExtract:
    name, category = _text(row.name), category_name(_text(row.category))
    read = Understood(
        name=name,
        target=row.target.value or _BLANK_TARGET,
        actual=row.actual.value or _NO_ACTUAL,
        scored=due.score is not None or row.score.value is not None,
        judged=due.outcome is not Outcome.UNJUDGED and due.score is not None,
        in_doubt=_in_doubt(row, due, scheme, score, category),
    )
    how, why = method(read)
    place = row.actual.cell or row.name.cell
    low, high, done = _figures(read) if how in _QUANTITIES else _figures_apart(read)
    return RowExtract(
        row=row.row,
        cell=_address(place.row, place.column) if place else f"A{row.row}",
        category=category,
        subcategory=_shared(label(_text(row.subcategory))),
        name=name,
        target=_shared(row.target.raw),
        actual=_shared(row.actual.raw),
        note=_text(row.note),
        points=_figure(row.points.value),
        score=_figure(row.score.value),
        due=_figure(due.score),
        how=how.value,
        why=why,
        kind=read.target.kind,
        op=read.target.op,
        unit=_same_unit(read.unit) if read.unit else None,
        low=low,
        high=high,
        done=done,
        is_execution=row.is_execution,
        unjudged=_shared(due.explanation) if due.score is None else "",
    )


_QUANTITIES = frozenset({How.SUM, How.WEIGHTED})


def _in_doubt(row: Indicator, due: Due, scheme: Scheme, score: RowScore, category: str) -> bool:
    """Whether the scheme cannot compare the figures of a row; a row without points is tried with full marks."""
    target = row.target.value or _BLANK_TARGET
    if row.points.value is None and target.kind is TargetKind.QUANTITY:
        due = score(target, row.actual.value or _NO_ACTUAL, _FULL, scheme, category=category, name=_text(row.name))
    return due.outcome is Outcome.UNJUDGED


def _figures(read: Understood) -> tuple[Decimal | None, Decimal | None, Decimal | None]:
    """Target, upper end of a range and actual value in the base unit; 「无」 beside a target of 0 is 0."""
    target, actual, unit = read.target, read.actual, read.unit
    high = target.value2 if target.op is Op.BETWEEN else None
    done = _ZERO if actual.value is None else actual.value
    return _in_base(target.value, unit), _in_base(high, unit), _in_base(done, actual.unit or target.unit)


def _figures_apart(read: Understood) -> tuple[Decimal | None, Decimal | None, Decimal | None]:
    """The figures of a row that is only listed; no actual value unless one number of the same kind."""
    target, actual, unit = read.target, read.actual, read.unit
    if target.kind is not TargetKind.QUANTITY:
        return None, None, None
    own = actual.unit or target.unit
    alike = own is None or unit is None or own.dimension == unit.dimension
    done = _in_base(actual.value, own) if alike and not actual.several else None
    high = target.value2 if target.op is Op.BETWEEN else None
    return _in_base(target.value, unit), _in_base(high, unit), done


def _in_base(value: Decimal | None, unit: Unit | None) -> Decimal | None:
    if value is None or unit is None:
        return _figure(value)
    return _figure(figures.product(value, unit.factor))


@lru_cache(maxsize=4096)
def _address(row: int, column: int) -> str:
    return f"{column_letters(column)}{row}"


def _text(entry: Entry[str]) -> str:
    return _shared((entry.value if entry.value is not None else entry.raw).strip())


def _shared(text: str) -> str:
    """One string for all its equals: names, targets and units of thousands of forms are mostly the same."""
    return sys.intern(str(text))


def _figure(value: Decimal | None) -> Decimal | None:
    """One figure for all its equals to the letter: points and rates of thousands of forms are mostly the same."""
    return None if value is None else _same_figure(str(value))


@lru_cache(maxsize=_REMEMBERED)
def _same_figure(text: str) -> Decimal:
    return Decimal(text)


@lru_cache(maxsize=_REMEMBERED)
def _same_unit(unit: Unit) -> Unit:
    return unit
