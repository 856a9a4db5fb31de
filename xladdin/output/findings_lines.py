"""Findings one by one, each with the form it belongs to, for reports that are lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xladdin.model import FindingLine, finding_key
from xladdin.output.findings_text import reading_order

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from xladdin.model import CheckedFile, CheckedForm, Finding

#: Between the names of the files of a finding over several files.
SEVERAL = "；"


def file_lines(checked: CheckedFile) -> Iterator[FindingLine]:
    """The findings of a file, then of its forms, each in reading order.

    A finding of a file that holds one form belongs to that form; with several forms it names none.
    """
    only = checked.forms[0] if len(checked.forms) == 1 else None
    yield from _lines(checked, only, checked.findings)
    for form in checked.forms:
        yield from _lines(checked, form, form.findings)


def confirmed_lines(checked: CheckedFile) -> Iterator[FindingLine]:
    """What a reviewer has confirmed of a file, then of its forms."""
    only = checked.forms[0] if len(checked.forms) == 1 else None
    yield from _lines(checked, only, checked.confirmed)
    for form in checked.forms:
        yield from _lines(checked, form, form.confirmed)


def _lines(checked: CheckedFile, form: CheckedForm | None, findings: Iterable[Finding]) -> Iterator[FindingLine]:
    department, unit, project = "", "", ""
    if form is not None:
        one = form.form
        department, unit, project = one.department.raw, one.unit.raw, one.project.raw
    for finding in sorted(findings, key=reading_order):
        key = checked.key(finding, form)
        sheet = finding.sheet or (form.form.sheet if form else "")
        yield FindingLine(str(checked.path), sheet, department, unit, project, finding, str(key))


def batch_lines(findings: Iterable[Finding]) -> Iterator[FindingLine]:
    """Findings over several files; ``file`` names them all."""
    for finding in sorted(findings, key=reading_order):
        files = SEVERAL.join(finding.files)
        yield FindingLine(files, finding.sheet, "", "", "", finding, str(finding_key(finding, "")))
