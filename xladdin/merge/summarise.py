"""Checked files in, the summary out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from xladdin.merge.admission import Candidate, Refused, admit, candidates, refusal, unreadable
from xladdin.merge.extracts import FileExtract, display_name, extract
from xladdin.merge.groups import By, groups, merge_group
from xladdin.merge.totals import Intake, LeftOut, controls, fund_totals, grade_counts
from xladdin.model import FindingLine, SubprojectFunds, Summary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from xladdin.merge.rows import RowScore
    from xladdin.model import CheckedFile, Finding, Refusal


def summarise(
    files: Iterable[CheckedFile],
    *,
    score: RowScore,
    include_errors: bool = False,
    by: str = "project",
    root: Path | None = None,
    batch_findings: Iterable[Finding] = (),
    mixed: bool = False,
) -> Summary:
    """Merge many checked files (主管部门按二级项目汇总). Amounts come out in 万元, rates in percent.

    Files are taken one at a time and nothing of their cells is kept, so ``files`` may be a generator over any number.
    Their order does not matter: everything is sorted by file name.

    Args:
        files: each file once.
        score: scores a row of merged figures, each row once; scores of quantitative rows are never averaged.
        include_errors: merge forms with errors too, instead of sending them back.
        by: ``project`` (one project name, whatever the department), ``subproject`` (one project name within one
            department) or ``department``.
        root: file names come out relative to this folder.
        batch_findings: findings over several files; read only after the last of ``files``.
        mixed: merge different years and schemes; their rows still stay apart.

    Returns:
        The summary; files in = merged + refused, and every control total says so.

    Raises:
        ValueError: ``by`` is none of the three.
    """
    options = _Options(By(by), score, include_errors=include_errors, mixed=mixed, root=root)
    return _combine((extract(file, root) for file in files), batch_findings, options)


@dataclass(frozen=True, slots=True)
class _Options:
    by: By
    score: RowScore
    include_errors: bool
    mixed: bool
    root: Path | None


def _combine(extracts: Iterable[FileExtract], batch_findings: Iterable[Finding], options: _Options) -> Summary:
    intake = Intake()
    files = sorted(_counted(extracts, intake), key=lambda file: (file.file, file.sha256))
    forms = candidates(files)
    admitted, refused = admit(forms, include_errors=options.include_errors, mixed=options.mixed)
    summary = _merge(admitted, options)
    merged_files = {form.file_number for form in admitted}
    finding_lines = tuple(_finding_lines(files, batch_findings, options.root))
    summary = replace(
        summary,
        files=intake.files,
        forms=intake.forms,
        merged=len(merged_files),
        refused=tuple(_refusals(files, refused, merged_files)),
        findings=tuple((line.file, line.finding) for line in finding_lines),
        finding_lines=finding_lines,
    )
    return replace(summary, controls=controls(intake, summary, _left_out(files, refused, merged_files)))


def _left_out(files: Sequence[FileExtract], refused: Sequence[Refused], merged_files: set[int]) -> LeftOut:
    unread = {number for number, file in enumerate(files) if not file.forms}
    numbers = unread | {one.candidate.file_number for one in refused}
    return LeftOut(len(numbers - merged_files), sum(len(one.candidate.extract.rows) for one in refused))


def _counted(extracts: Iterable[FileExtract], intake: Intake) -> Iterator[FileExtract]:
    for file in extracts:
        intake.add(file)
        yield file


def _merge(admitted: Sequence[Candidate], options: _Options) -> Summary:
    """The summary of the forms that are merged; what came in and was refused is filled in later."""
    forms = [candidate.extract for candidate in admitted]
    lines = tuple(form.line for form in forms)
    together = groups(forms, options.by)
    merged = [pair for group in together for pair in merge_group(group, options.score, mixed=options.mixed)]
    return Summary(
        files=0,
        merged=0,
        lines=lines,
        indicators=tuple(line for _, sources in merged for line in sources),
        merged_indicators=tuple(indicator for indicator, _ in merged),
        subprojects=tuple(
            SubprojectFunds(group.label, len(group.forms), fund_totals(form.line for form in group.forms))
            for group in together
        ),
        refused=(),
        findings=(),
        totals=fund_totals(lines),
        grades=grade_counts(lines),
        forms_merged=len(forms),
        by=options.by.value,
        root="" if options.root is None else str(options.root),
    )


def _refusals(files: Sequence[FileExtract], refused: Iterable[Refused], merged_files: set[int]) -> Iterator[Refusal]:
    """Files without a form and forms that were refused, in the order of the files."""
    of_file: dict[int, list[Refused]] = {}
    for one in refused:
        of_file.setdefault(one.candidate.file_number, []).append(one)
    for number, file in enumerate(files):
        if not file.forms:
            yield unreadable(file)
        for one in of_file.get(number, ()):
            yield refusal(one, partial=number in merged_files)


def _finding_lines(
    files: Iterable[FileExtract], batch_findings: Iterable[Finding], root: Path | None
) -> Iterator[FindingLine]:
    """Every finding with the form it belongs to: those of a file with one form belong to that form."""
    for file in files:
        only = file.forms[0].line if len(file.forms) == 1 else None
        whose = (only.department, only.unit, only.project) if only else ("", "", "")
        for finding in file.findings:
            yield FindingLine(file.file, finding.sheet, *whose, finding)
        for form in file.forms:
            line = form.line
            for finding in form.findings:
                yield FindingLine(file.file, line.sheet, line.department, line.unit, line.project, finding)
    for finding in sorted(batch_findings, key=lambda one: (one.code, one.files)):
        names = "；".join(display_name(name, root) for name in finding.files)
        yield FindingLine(names, finding.sheet, "", "", "", finding)
