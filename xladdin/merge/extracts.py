"""The little of a checked form that a summary needs, so that thousands of forms can be merged in little memory."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from xladdin.merge.words import category_name, label
from xladdin.model import Actual, FormLine, IndicatorLine, Outcome, Severity, Target, TargetKind, column_letters

if TYPE_CHECKING:
    from xladdin.model import CheckedFile, CheckedForm, Due, Entry, Finding, Indicator, Scheme, SelfEvaluation

#: How many 万元 one unit of a form's amounts is.
WAN = {
    "元": Decimal("0.0001"),
    "千元": Decimal("0.1"),
    "万元": Decimal(1),
    "百万元": Decimal(100),
    "千万元": Decimal(1000),
    "亿元": Decimal(10000),
}
_CENT = Decimal("0.01")
_BLANK_TARGET = Target(raw="", kind=TargetKind.BLANK)
_NO_ACTUAL = Actual(raw="")


@dataclass(frozen=True, slots=True)
class Row:
    """An indicator row: its line of 指标明细 and the understood target and actual value."""

    line: IndicatorLine
    target: Target
    actual: Actual
    unjudged: bool  # by its scheme
    is_execution: bool


@dataclass(frozen=True, slots=True)
class FormExtract:
    """A form without its cells. ``errors`` are the codes for which it has to go back, each once."""

    line: FormLine
    rows: tuple[Row, ...]
    scheme: Scheme
    errors: tuple[str, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class FileExtract:
    """A file without its forms' cells; ``findings`` are those of the file itself (W…)."""

    file: str
    sha256: str
    forms: tuple[FormExtract, ...]
    findings: tuple[Finding, ...]


def extract(checked: CheckedFile, root: Path | None = None) -> FileExtract:
    """Keep of a checked file what the summary needs. Amounts come out in 万元.

    The result is small enough to be sent between processes; ``combine`` takes any number of them.
    """
    file = display_name(checked.path, root)
    return FileExtract(
        file=file,
        sha256=checked.sha256,
        forms=tuple(_form(one, checked, file) for one in checked.forms),
        findings=checked.findings,
    )


def display_name(path: Path | str, root: Path | None) -> str:
    """The name of a file in the summary: relative to ``root`` where it lies below it, with forward slashes."""
    path = Path(path)
    if root is not None and path.is_relative_to(root):
        path = path.relative_to(root)
    return printable(path.as_posix())


def printable(text: str) -> str:
    """A text with a file's name in it; bytes of the name that are no UTF-8 become �, so that it can be written."""
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def percent(part: Decimal | None, whole: Decimal | None) -> Decimal | None:
    """``part`` ÷ ``whole`` in percent with two decimals, half up; None where it is undefined."""
    if part is None or whole is None or not whole:
        return None
    return (part * 100 / whole).quantize(_CENT, ROUND_HALF_UP)


def _form(checked: CheckedForm, file: CheckedFile, name: str) -> FormExtract:
    form = checked.form
    about_file = [one for one in file.findings if one.sheet in {"", form.sheet}]
    findings = (*about_file, *checked.findings)
    line = _form_line(checked, name, findings)
    return FormExtract(
        line=line,
        rows=tuple(_row(row, due, line) for row, due in zip(form.indicators, checked.due.indicators, strict=True)),
        scheme=checked.choice.scheme,
        errors=tuple(dict.fromkeys(one.code for one in findings if one.severity is Severity.ERROR)),
        findings=checked.findings,
    )


def _form_line(checked: CheckedForm, name: str, findings: tuple[Finding, ...]) -> FormLine:
    form, due = checked.form, checked.due
    initial, budget, executed = _amounts(form, checked.choice.scheme)
    severities = [finding.severity for finding in findings]
    return FormLine(
        file=name,
        sheet=_shared(form.sheet),
        department=_text(form.department),
        unit=_text(form.unit),
        project=_text(form.project),
        year=form.year.value,
        scheme=checked.choice.scheme.key,
        initial=initial,
        budget=budget,
        executed=executed,
        rate=percent(executed, budget),
        stated=form.total.score.value,
        due=due.due_total,
        grade=due.grade or _stated_grade(form, checked.choice.scheme),
        errors=severities.count(Severity.ERROR),
        warnings=severities.count(Severity.WARNING),
        notes=severities.count(Severity.NOTE),
        scheme_name=checked.choice.scheme.name,
    )


def _amounts(form: SelfEvaluation, scheme: Scheme) -> tuple[Decimal | None, Decimal | None, Decimal | None]:
    """年初预算数, 全年预算数, 全年执行数 of the total row in 万元. Where no 金额单位 is printed, the scheme's holds."""
    total = form.funds_total
    if total is None:
        return None, None, None
    factor = WAN.get(form.amount_unit.value or "", WAN.get(scheme.amount_unit, Decimal(1)))
    values = (total.initial.value, total.budget.value, total.executed.value)
    initial, budget, executed = (None if value is None else value * factor for value in values)
    return initial, budget, executed


def _stated_grade(form: SelfEvaluation, scheme: Scheme) -> str | None:
    """The canonical grade of the stated word, else of the stated total; for a form whose total cannot be worked out."""
    word, total = _text(form.grade), form.total.score.value
    for grade in scheme.grades:
        if word and word in {grade.name, *grade.synonyms}:
            return grade.name
    reached = [grade for grade in scheme.grades if total is not None and total >= grade.low]
    return max(reached, key=lambda grade: grade.low).name if reached else None


def _row(row: Indicator, due: Due, form: FormLine) -> Row:
    target = row.target.value or _BLANK_TARGET
    actual = row.actual.value or _NO_ACTUAL
    place = row.actual.cell or row.name.cell
    line = IndicatorLine(
        file=form.file,
        sheet=form.sheet,
        row=row.row,
        department=form.department,
        unit=form.unit,
        project=form.project,
        category=category_name(_text(row.category)),
        subcategory=label(_text(row.subcategory)),
        name=_text(row.name),
        target=_shared(row.target.raw),
        actual=_shared(row.actual.raw),
        points=row.points.value,
        score=row.score.value,
        due=due.score,
        note=_text(row.note),
        cell=_address(place.row, place.column) if place else f"A{row.row}",
    )
    unjudged = due.outcome is Outcome.UNJUDGED
    return Row(line=line, target=target, actual=actual, unjudged=unjudged, is_execution=row.is_execution)


@lru_cache(maxsize=4096)
def _address(row: int, column: int) -> str:
    return f"{column_letters(column)}{row}"


def _text(entry: Entry[str]) -> str:
    return _shared((entry.value if entry.value is not None else entry.raw).strip())


def _shared(text: str) -> str:
    """One string for all its equals: names, targets and units of thousands of forms are mostly the same."""
    return sys.intern(str(text))
