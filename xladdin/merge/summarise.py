"""Checked files in, the summary out."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from xladdin.merge.admission import SUBMITTED_TWICE, Refused, admit, refusal, unreadable
from xladdin.merge.aliases import Aliases
from xladdin.merge.candidates import Candidate, Forms
from xladdin.merge.groups import By, groups, levels
from xladdin.merge.kept import Keeper
from xladdin.merge.membership import Membership
from xladdin.merge.names import display_name
from xladdin.merge.overview import contents_sha256, overview
from xladdin.merge.prints import Checksum
from xladdin.merge.remarks import remarks, remarks_on_forms
from xladdin.merge.rows import FUNDS
from xladdin.merge.rules import Rules
from xladdin.merge.sections import PROJECT, Merged, main_kind, merge_kind, section
from xladdin.merge.similar import SideBySide
from xladdin.merge.state import MergeState, Settings
from xladdin.merge.totals import EVERYTHING, Intake, LeftOut, controls, group_totals
from xladdin.model import FindingLine, GroupTotals, Refusal, Summary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from xladdin.merge.common_rates import CommonDue
    from xladdin.merge.extracts import RowScore
    from xladdin.model import CheckedFile, FileExtract, Finding, FormLine, Kind, ListLine

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

    Its lines are packed and lie in files of the temporary folder where they are many; they go with the summary.
    ``common`` works common indicators (共性指标) out; without it they are only listed. ``kinds`` tell the units of
    基础数据.
    """
    membership = Membership(chosen.listed, chosen.aliases)
    came = _Came(state, membership, batch_findings, root)
    several = [frozenset(one.files) for one in chosen.confirmed if one.code == SUBMITTED_TWICE]
    admitted, refused = admit(
        came.forms.candidates,
        include_errors=chosen.include_errors,
        mixed=chosen.mixed,
        kind=chosen.kind,
        several=several,
    )
    came.divide(admitted, refused)
    beside = SideBySide()
    rules = Rules(score, chosen.fund, chosen.aliases, chosen.mixed, common)
    merged, said = _merge(admitted, rules, chosen.by, beside, kinds)
    summary = replace(
        merged,
        lines=came.forms.lines_of(merged.kind, admitted),
        files=came.intake.files,
        forms=came.intake.forms,
        merged=came.merged,
        refused=came.refused,
        finding_lines=came.findings,
        root="" if root is None else str(root),
        missing=membership.missing,
        parts=tuple(sorted(state.parts)),
        inputs_sha256=came.contents.hexdigest(),
    )
    return replace(
        summary,
        notes=(*remarks(summary.lines, chosen, membership, beside), *remarks_on_forms(admitted, several)),
        controls=controls(came.intake, summary, came.left_out),
        overview=overview(summary.lines, summary.grades, summary.breakdowns[By.DEPARTMENT.value]),
        contents_sha256=contents_sha256(summary, said),
    )


class _Came:
    """What came in, file by file: counts, forms and findings; and, when it is known, what of it is refused."""

    def __init__(
        self, state: MergeState, membership: Membership, batch_findings: Iterable[Finding], root: Path | None
    ) -> None:
        self.intake, self.contents = Intake(), Checksum()
        self.forms = Forms(state.ordered())
        self.findings = Keeper(FindingLine)
        self.refused = Keeper(Refusal)
        self.merged, self.left_out = 0, LeftOut(0, 0)
        self._unread: dict[int, Refusal] = {}  # files without a form, by their numbers
        for number, file in enumerate(self.forms.files):
            self._take(number, file, self.forms.add(number, file, membership))
        for finding in sorted(batch_findings, key=lambda one: (one.code, one.files)):
            names = "；".join(display_name(name, root) for name in finding.files)
            self.findings.add(FindingLine(names, finding.sheet, "", "", "", finding))

    def _take(self, number: int, file: FileExtract, lines: Sequence[FormLine]) -> None:
        """Count a file and keep its findings; those of a file with one form belong to that form."""
        self.intake.add(file)
        self.contents.add(file.sha256)
        if not lines:
            self._unread[number] = unreadable(file)
        only = lines[0] if len(lines) == 1 else None
        whose = (only.department, only.unit, only.project) if only else ("", "", "")
        for finding in file.findings:
            self.findings.add(FindingLine(file.file, finding.sheet, *whose, finding))
        for line, form in zip(lines, file.forms, strict=True):
            for finding in form.findings:
                self.findings.add(FindingLine(file.file, line.sheet, line.department, line.unit, line.project, finding))

    def divide(self, admitted: Iterable[Candidate], refused: Sequence[Refused]) -> None:
        """Keep the refusals of files without a form and of forms, in the order of the files; count the merged files."""
        merged_files = {form.file_number for form in admitted}
        self.merged = len(merged_files)
        of_file: dict[int, list[Refused]] = {}
        for one in refused:
            of_file.setdefault(one.candidate.file_number, []).append(one)
        numbers = sorted(self._unread.keys() | of_file.keys())
        for number in numbers:
            if number in self._unread:
                self.refused.add(self._unread[number])
            for one in of_file.get(number, ()):
                self.refused.add(refusal(one, partial=number in merged_files))
        rows = sum(len(one.candidate.extract.rows) for one in refused)
        self.left_out = LeftOut(len(set(numbers) - merged_files), rows)


def _merge(
    admitted: Sequence[Candidate], rules: Rules, by: Sequence[By], beside: SideBySide, kinds: Iterable[Kind]
) -> tuple[Summary, Checksum]:
    """The summary of the forms that are merged, and a checksum of their merged rows.

    What came in and was refused, and the lines of the forms, are filled in later.
    """
    figures = {kind.key: {line.key: line for line in kind.figures} for kind in kinds}
    main = main_kind(admitted)
    others = sorted({form.kind for form in admitted} - {main})
    of_kind = {kind: rules._replace(lines=figures.get(kind, {})) for kind in (main, *others)}
    merged = {kind: merge_kind(kind, admitted, by, own, beside) for kind, own in of_kind.items()}
    told = tuple(section(one, of_kind[kind]) for kind, one in merged.items() if kind != PROJECT)
    summary = replace(_of_kind(merged[main], rules, beside), forms_merged=len(admitted), sections=told)
    return summary, Checksum.joined(one.rows.checksum for one in merged.values())


def _of_kind(one: Merged, rules: Rules, beside: SideBySide) -> Summary:
    """The summary of the forms of the kind that it is about, without their lines."""
    together = group_totals("", (form.line for form in one.forms))
    return Summary(
        files=0,
        merged=0,
        lines=(),
        indicators=one.rows.indicators,
        merged_indicators=one.rows.merged,
        subprojects=one.subprojects,
        refused=(),
        totals=together.funds,
        grades=together.grades,
        by=",".join(level.value for level in one.levels) or EVERYTHING,
        fund=rules.fund,
        kind=one.kind,
        suggestions=beside.suggestions,
        aliases=rules.aliases.used,
        breakdowns={level.value: Keeper(GroupTotals, _breakdown(one.forms, level)) for level in _BREAKDOWNS},
    )


def _breakdown(admitted: Sequence[Candidate], by: By) -> Iterator[GroupTotals]:
    """The totals of every 二级项目, department or region; the forms that name none come last, together."""
    nameless: list[Candidate] = []
    for group in groups(admitted, (by,)):
        if getattr(group.forms[0].names, by.value):
            yield group_totals(group.label, group.lines())
        else:
            nameless += group.forms
    if nameless:
        yield group_totals("", (form.line for form in nameless))
