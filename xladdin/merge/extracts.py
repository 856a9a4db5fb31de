"""The little of a checked form that a summary needs, so that thousands of forms can be merged in little memory."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Protocol

from xladdin.merge import figures
from xladdin.merge.additivity import How, Method, Understood, method
from xladdin.merge.entries import address_of, text_of
from xladdin.merge.fund_extracts import amount_unit, basic_figures, card_amount, funds, total_amounts
from xladdin.merge.names import display_name
from xladdin.merge.words import category_name, label
from xladdin.model import (
    Actual,
    FileExtract,
    FormExtract,
    Op,
    Outcome,
    RowExtract,
    Severity,
    Target,
    TargetKind,
)

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from xladdin.model import (
        CheckedFile,
        CheckedForm,
        Digest,
        Due,
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
    unit = amount_unit(form, scheme)
    initial, budget, executed = total_amounts(form, unit)
    severities = [finding.severity for finding in findings]
    return FormExtract(
        sheet=form.sheet,
        department=text_of(form.department),
        unit=text_of(form.unit),
        project=text_of(form.project),
        year=form.year.value,
        scheme=scheme,
        initial=initial,
        budget=budget,
        executed=executed,
        stated=form.total.score.value,
        due=due.due_total,
        grade=due.grade or _stated_grade(form, scheme),
        errors=_error_codes(findings),
        counts=(
            severities.count(Severity.ERROR),
            severities.count(Severity.WARNING),
            severities.count(Severity.NOTE),
        ),
        rows=tuple(_row(row, own, scheme, score) for row, own in zip(form.indicators, due.indicators, strict=True)),
        findings=checked.findings,
        subproject=text_of(form.subproject),
        region=text_of(form.region),
        unit_printed=not form.unit_is_assumed,
        kind=form.kind,
        funds=tuple(funds(form, unit)),
        stated_cell=address_of(form.total.score.cell),
        amount_unit=unit,
        scheme_sure=checked.choice.sure,
        figures=tuple(basic_figures(form)),
        confirmed=_error_codes((*file.confirmed, *checked.confirmed)),
        card_amount=card_amount(form, unit),
    )


def _error_codes(findings: Iterable[Finding]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.code for one in findings if one.severity is Severity.ERROR))


def _stated_grade(form: SelfEvaluation, scheme: Scheme) -> str | None:
    """The canonical grade of the stated word, else of the stated total; for a form whose total cannot be worked out."""
    word, total = text_of(form.grade), form.total.score.value
    for grade in scheme.grades:
        if word and word in {grade.name, *grade.synonyms}:
            return grade.name
    reached = [grade for grade in scheme.grades if total is not None and total >= grade.low]
    return max(reached, key=lambda grade: grade.low).name if reached else None


def _row(row: Indicator, due: Due, scheme: Scheme, score: RowScore) -> RowExtract:
    name, category = text_of(row.name), category_name(text_of(row.category))
    read = Understood(
        name=name,
        target=row.target.value or _BLANK_TARGET,
        actual=row.actual.value or _NO_ACTUAL,
        scored=due.score is not None or row.score.value is not None,
        judged=due.outcome is not Outcome.UNJUDGED and due.score is not None,
        in_doubt=_in_doubt(row, due, scheme, score, category),
    )
    common = scheme.common_indicator(name)
    how, why = (How.COMMON, "") if common else _by_standard(row) or method(read)
    place = row.actual.cell or (row.score.cell if how is How.MEAN else None) or row.name.cell
    low, high, done = _figures(read) if how in _QUANTITIES else _figures_apart(read)
    return RowExtract(
        row=row.row,
        cell=address_of(place) if place else f"A{row.row}",
        category=category,
        subcategory=label(text_of(row.subcategory)),
        name=name,
        target=row.target.raw,
        actual=row.actual.raw,
        note=text_of(row.note),
        points=row.points.value,
        score=row.score.value,
        due=due.score,
        how=how.value,
        why=why,
        kind=read.target.kind,
        op=read.target.op,
        unit=read.unit,
        low=low,
        high=high,
        done=done,
        is_execution=row.is_execution,
        unjudged=due.explanation if due.score is None else "",
        common=common.name if common else "",
    )


def _by_standard(row: Indicator) -> Method | None:
    """A row with a 评分标准 and no target is scored by a person: scores are all there is to put together."""
    return Method(How.MEAN) if row.standard.value and not row.target.has_place else None


_QUANTITIES = frozenset({How.SUM, How.WEIGHTED})


def _in_doubt(row: Indicator, due: Due, scheme: Scheme, score: RowScore, category: str) -> bool:
    """Whether the scheme cannot compare the figures of a row; a row without points is tried with full marks."""
    target = row.target.value or _BLANK_TARGET
    if row.points.value is None and target.kind is TargetKind.QUANTITY:
        due = score(target, row.actual.value or _NO_ACTUAL, _FULL, scheme, category=category, name=text_of(row.name))
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
        return value
    return figures.product(value, unit.factor)
