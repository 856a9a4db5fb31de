"""Checked files in, the summary out."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from xladdin.merge.admission import SUBMITTED_TWICE, Candidate, Refused, admit, candidates, refusal, unreadable
from xladdin.merge.aliases import Aliases
from xladdin.merge.groups import By, groups, levels
from xladdin.merge.members import Rules
from xladdin.merge.membership import Membership
from xladdin.merge.names import display_name
from xladdin.merge.overview import contents_sha256, inputs_sha256, overview
from xladdin.merge.remarks import remarks, remarks_on_forms
from xladdin.merge.rows import FUNDS
from xladdin.merge.sections import PROJECT, Merged, main_kind, merge_kind, section
from xladdin.merge.similar import SideBySide
from xladdin.merge.sources import IndicatorLines
from xladdin.merge.state import MergeState, Settings
from xladdin.merge.totals import EVERYTHING, Intake, LeftOut, controls, fund_totals, grade_counts, group_totals
from xladdin.model import FindingLine, SubprojectFunds, Summary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from xladdin.merge.common_rates import CommonDue
    from xladdin.merge.extracts import RowScore
    from xladdin.model import CheckedFile, FileExtract, Finding, FormLine, GroupTotals, Kind, ListLine, Refusal

_BREAKDOWNS = (By.SUBPROJECT, By.DEPARTMENT, By.REGION)


def summarise(
    files: Iterable[CheckedFile],
    *,
    score: RowScore,
    common: CommonDue | None = None,
    kinds: Iterable[Kind] = (),
    root: Path | None = None,
    batch_findings: Iterable[Finding] = (),
    **options: object,
) -> Summary:
    """Merge many checked files (主管部门按二级项目汇总). Amounts come out in 万元, rates in percent.

    Files are taken one at a time and nothing of their cells is kept, so ``files`` may be a generator over any number.
    Their order does not matter: everything is sorted by file name.

    Args:
        files: each file once.
        score: scores a row of merged figures, each row once; scores of quantitative rows are never averaged.
        common: works out and scores a common indicator (共性指标) from the summed figures of departments.
        kinds: the kinds of forms, for the units of their figures.
        root: file names come out relative to this folder.
        batch_findings: findings over several files; read only after the last of ``files``.
        options: those of ``settings``.

    Returns:
        The summary; files in = merged + refused, and every control total says so.

    Raises:
        ValueError: ``by`` or ``fund`` is none of those known.
    """
    chosen = settings(**options)  # type: ignore[arg-type]
    state = MergeState()
    for file in files:
        state.add(file, score, root)
    return finish(state, chosen, score=score, common=common, kinds=kinds, root=root, batch_findings=batch_findings)


def settings(
    *,
    by: str = "subproject",
    fund: str = "budget",
    include_errors: bool = False,
    mixed: bool = False,
    aliases: Aliases | None = None,
    listed: tuple[ListLine, ...] = (),
    kind: str = "",
) -> Settings:
    """How a state becomes a summary. ``by`` is a level (subproject, project, department, region) or several, by commas.

    Raises:
        ValueError: ``by`` or ``fund`` is none of those known.
    """
    if fund not in FUNDS:
        raise ValueError(f"no fund: {fund!r}")
    return Settings(levels(by), fund, include_errors, mixed, aliases or Aliases(), listed, kind)


def finish(
    state: MergeState,
    chosen: Settings,
    *,
    score: RowScore,
    common: CommonDue | None = None,
    kinds: Iterable[Kind] = (),
    root: Path | None = None,
    batch_findings: Iterable[Finding] = (),
) -> Summary:
    """The summary of everything in a state. The state is not changed and can be joined and finished again.

    ``common`` works common indicators (共性指标) out; without it they are only listed. ``kinds`` tell the units of
    基础数据.
    """
    intake = Intake()
    for extract in state.files.values():
        intake.add(extract)
    files = state.ordered()
    membership = Membership(chosen.listed, chosen.aliases)
    forms = candidates(files, membership)
    several = [frozenset(one.files) for one in chosen.confirmed if one.code == SUBMITTED_TWICE]
    admitted, refused = admit(
        forms, include_errors=chosen.include_errors, mixed=chosen.mixed, kind=chosen.kind, several=several
    )
    beside = SideBySide()
    rules = Rules(score, chosen.fund, chosen.aliases, chosen.mixed, common)
    summary = _merge(admitted, rules, chosen.by, beside, kinds)
    merged_files = {form.file_number for form in admitted}
    finding_lines = tuple(_finding_lines(files, forms, batch_findings, root))
    summary = replace(
        summary,
        files=intake.files,
        forms=intake.forms,
        merged=len(merged_files),
        refused=tuple(_refusals(files, refused, merged_files)),
        findings=tuple((line.file, line.finding) for line in finding_lines),
        finding_lines=finding_lines,
        root="" if root is None else str(root),
        missing=membership.missing,
        parts=tuple(sorted(state.parts)),
        notes=(*remarks(summary.lines, chosen, membership, beside), *remarks_on_forms(admitted, several)),
    )
    return replace(
        summary,
        controls=controls(intake, summary, _left_out(files, refused, merged_files)),
        overview=overview(summary.lines, summary.grades, summary.breakdowns[By.DEPARTMENT.value]),
        inputs_sha256=inputs_sha256(file.sha256 for file in files),
        contents_sha256=contents_sha256(summary),
    )


def _left_out(files: Sequence[FileExtract], refused: Sequence[Refused], merged_files: set[int]) -> LeftOut:
    unread = {number for number, file in enumerate(files) if not file.forms}
    numbers = unread | {one.candidate.file_number for one in refused}
    return LeftOut(len(numbers - merged_files), sum(len(one.candidate.extract.rows) for one in refused))


def _merge(
    admitted: Sequence[Candidate], rules: Rules, by: Sequence[By], beside: SideBySide, kinds: Iterable[Kind]
) -> Summary:
    """The summary of the forms that are merged; what came in and was refused is filled in later."""
    figures = {kind.key: {line.key: line for line in kind.figures} for kind in kinds}
    main = main_kind(admitted)
    others = sorted({form.extract.kind for form in admitted} - {main})
    of_kind = {kind: rules._replace(lines=figures.get(kind, {})) for kind in (main, *others)}
    merged = {kind: merge_kind(kind, admitted, by, own, beside) for kind, own in of_kind.items()}
    told = tuple(section(one, of_kind[kind]) for kind, one in merged.items() if kind != PROJECT)
    return replace(_of_kind(merged[main], rules, beside), forms_merged=len(admitted), sections=told)


def _of_kind(one: Merged, rules: Rules, beside: SideBySide) -> Summary:
    """The summary of the forms of the kind that it is about."""
    lines = tuple(candidate.line for candidate in one.forms)
    together = [group for group, _ in one.groups]
    merged = [pair for _, pairs in one.groups for pair in pairs]
    return Summary(
        files=0,
        merged=0,
        lines=lines,
        indicators=IndicatorLines(sources for _, sources in merged),
        merged_indicators=tuple(indicator for indicator, _ in merged),
        subprojects=tuple(
            SubprojectFunds(group.label, len(group.forms), fund_totals(form.line for form in group.forms))
            for group in together
        ),
        refused=(),
        findings=(),
        totals=fund_totals(lines),
        grades=grade_counts(lines),
        kind=one.kind,
        by=",".join(level.value for level in one.levels) or EVERYTHING,
        fund=rules.fund,
        suggestions=tuple(beside.suggestions),
        aliases=rules.aliases.used,
        breakdowns={level.value: _breakdown(one.forms, level) for level in _BREAKDOWNS},
    )


def _breakdown(admitted: Sequence[Candidate], by: By) -> tuple[GroupTotals, ...]:
    """The totals of every 二级项目, department or region; the forms that name none come last, together."""
    named: list[Candidate] = []
    nameless: list[FormLine] = []
    for form in admitted:
        if getattr(form.line, by.value):
            named.append(form)
        else:
            nameless.append(form.line)
    totals = [group_totals(group.label, [form.line for form in group.forms]) for group in groups(named, (by,))]
    return (*totals, group_totals("", nameless)) if nameless else tuple(totals)


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
    files: Sequence[FileExtract], forms: Iterable[Candidate], batch_findings: Iterable[Finding], root: Path | None
) -> Iterator[FindingLine]:
    """Every finding with the form it belongs to: those of a file with one form belong to that form."""
    lines: dict[int, list[Candidate]] = {}
    for form in forms:
        lines.setdefault(form.file_number, []).append(form)
    for number, file in enumerate(files):
        own = lines.get(number, [])
        only = own[0].line if len(own) == 1 else None
        whose = (only.department, only.unit, only.project) if only else ("", "", "")
        for finding in file.findings:
            yield FindingLine(file.file, finding.sheet, *whose, finding)
        for form in own:
            line = form.line
            for finding in form.extract.findings:
                yield FindingLine(file.file, line.sheet, line.department, line.unit, line.project, finding)
    for finding in sorted(batch_findings, key=lambda one: (one.code, one.files)):
        names = "；".join(display_name(name, root) for name in finding.files)
        yield FindingLine(names, finding.sheet, "", "", "", finding)
