"""Findings as text a clerk understands: where, what is filled in, what it should be, what to do; the code last."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from xladdin.model import Severity, Verdict
from xladdin.output.left_out import describe_left_out
from xladdin.output.review_text import describe_opinion, describe_past, describe_review
from xladdin.output.rule_changes import describe_changes
from xladdin.output.words import CONFIRMED, SEVERITY_WORDS, STATE_WORDS, VERDICT_SENTENCES, VERDICT_WORDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from xladdin.model import CheckedFile, CheckedForm, Finding, PastFinding, ReviewResult
    from xladdin.model.left_out import LeftOut
    from xladdin.output.tally import Tally

_DEPARTMENT = "department"  # the kind of form that names no project


class Line(NamedTuple):
    """A line of output; ``style`` is error, warning, note, heading, quiet or empty, for a terminal's colours."""

    text: str
    style: str = ""


def describe_file(checked: CheckedFile, *, notes: bool = True) -> Iterator[Line]:
    """One file: a heading a form, its findings below, gravest first. ``notes=False`` leaves 提示 out."""
    verdict = checked.verdict
    if not checked.forms or checked.findings:
        yield Line(f"■ {checked.path}　【{VERDICT_WORDS[verdict]}】", "heading")
        yield from _describe_findings(checked.findings, notes=notes)
    yield from describe_before(checked.confirmed, checked.past)
    for form in checked.forms:
        yield from _describe_form(checked, form, notes=notes)
    yield Line("")


def _describe_form(checked: CheckedFile, form: CheckedForm, *, notes: bool) -> Iterator[Line]:
    unit = form.form.unit.raw or form.form.department.raw or "（单位未填）"
    nameless = "部门整体支出" if form.form.kind == _DEPARTMENT else "（项目名称未填）"
    project = form.form.project.raw or nameless
    counts = [f"{SEVERITY_WORDS[level]}{form.count(level)}" for level in Severity if form.count(level)]
    yield Line(f"■ {unit}　{project}　【{'，'.join(counts) or '没有问题'}】", "heading")
    yield Line(f"　 {checked.path} › {form.form.sheet}", "quiet")
    yield Line(f"　 评分方案：{form.choice.scheme.name}（{form.choice.scheme.key}），{form.choice.why}", "quiet")
    yield from _describe_findings(form.findings, notes=notes)
    yield from describe_before(form.confirmed, form.past)


def _describe_findings(findings: Iterable[Finding], *, notes: bool) -> Iterator[Line]:
    for finding in sorted(findings, key=reading_order):
        if notes or finding.severity is not Severity.NOTE:
            yield from describe_finding(finding)


def describe_finding(finding: Finding) -> Iterator[Line]:
    """A finding in two or three lines."""
    where = places(finding)
    state = f"【{STATE_WORDS[finding.state]}】" if finding.state else ""
    head = "　".join(part for part in (SEVERITY_WORDS[finding.severity] + state, where, finding.label) if part)
    said = "，".join(figures(finding))
    yield Line(f"  {head}{'：' + said if said else ''}", finding.severity.value)
    yield Line(f"      {finding.message}")
    if finding.opinion:
        yield Line(f"      审核意见：{describe_opinion(finding.opinion)}")
    if finding.do:
        yield Line(f"      怎么改：{finding.do}　（{finding.code}）")
    else:
        yield Line(f"      （{finding.code}）")
    for file in finding.files:
        yield Line(f"      · {file}", "quiet")


def describe_before(confirmed: Iterable[Finding], past: Iterable[PastFinding]) -> Iterator[Line]:
    """What a reviewer has confirmed, and what the last check found and this one does not; a line each."""
    for finding in sorted(confirmed, key=reading_order):
        head = "　".join(part for part in (CONFIRMED, places(finding), finding.label) if part)
        said = "，".join(figures(finding))
        opinion = describe_opinion(finding.opinion) if finding.opinion else ""
        yield Line(f"  {head}{'：' + said if said else ''}；审核意见：{opinion}　（{finding.code}）", "quiet")
    for one in past:
        yield Line(f"  {describe_past(one)}", "quiet")


def places(finding: Finding) -> str:
    """The paragraph of a finding in a report, and its cells; of more than six the first six and their number."""
    cells = finding.cells or ((finding.cell,) if finding.cell else ())
    shown = "、".join(str(cell) for cell in cells[:6])
    shown = f"{shown}等{len(cells)}格" if len(cells) > 6 else shown
    if finding.paragraph is None:
        return shown
    return "　".join(part for part in (f"报告第{finding.paragraph}段", shown) if part)


def figures(finding: Finding) -> Iterator[str]:
    """What is filled in, what it should be, and the difference."""
    in_report = finding.paragraph is not None
    if finding.found is not None:
        yield f"{'报告写' if in_report else '填的是'}“{finding.found}”" if finding.found else "没有填"
    if finding.expected is not None:
        yield f"{'表中是' if in_report and finding.cell else '应为'}“{finding.expected}”"
    if finding.difference is not None:
        yield f"相差{finding.difference}"


def reading_order(finding: Finding) -> tuple[int, int, int, str]:
    """Gravest first, then from the top of the sheet to its end."""
    row, column = (finding.cell.row, finding.cell.column) if finding.cell else (0, 0)
    return finding.severity.rank, row, column, finding.code


def describe_batch(findings: Iterable[Finding], review: ReviewResult | None = None) -> Iterator[Line]:
    """Findings over several files; then those of the last check whose forms did not come again, form by form."""
    ordered = sorted(findings, key=reading_order)
    confirmed = review.opinions.batch if review and review.opinions else ()
    left = review.rounds.past if review and review.rounds else ()
    several = [one for one in left if one.files or not one.file]
    if ordered or confirmed or several:
        yield Line("■ 多份文件之间", "heading")
        for finding in ordered:
            yield from describe_finding(finding)
        yield from describe_before(confirmed, several)
        yield Line("")
    rest = [one for one in left if not (one.files or not one.file)]
    if rest:
        yield Line("■ 上次检查过、这次没有的表", "heading")
        for file, group in groupby(rest, key=lambda one: one.file):
            yield Line(f"　 {file}", "quiet")
            yield from describe_before((), group)
        yield Line("")


def describe_tally(tally: Tally, titles: Mapping[str, str]) -> Iterator[Line]:
    """The last lines: verdicts with a sentence each, the rules by how often they spoke, and changed rules.

    ``titles`` gives the Chinese title of each rule code.
    """
    yield from describe_counts(tally)
    for (code, _), count in sorted(tally.codes.items(), key=lambda item: (-item[1], item[0])):
        yield Line(f"    {code}　{count:>4}处　{titles.get(code, '')}", "quiet")
    for sentence in describe_review(tally.review, titles):
        yield Line(f"  {sentence}")
    for sentence in describe_changes(tally.changes, titles):
        yield Line(f"  规则有改动：{sentence}。")


def describe_counts(tally: Tally) -> Iterator[Line]:
    """How many files and forms, their verdicts, and how many findings of each severity."""
    yield Line(f"共检查{tally.files}个文件，{tally.forms}张自评表。", "heading")
    for verdict in Verdict:
        if tally.verdicts[verdict]:
            words = f"{VERDICT_WORDS[verdict]}{tally.verdicts[verdict]}个文件"
            yield Line(f"  {words}：{VERDICT_SENTENCES[verdict]}")
    if tally.severities:
        counts = [
            f"{SEVERITY_WORDS[level]}{tally.severities[level]}处" for level in Severity if tally.severities[level]
        ]
        yield Line(f"  问题：{'，'.join(counts)}")
    if tally.confirmed:
        yield Line(f"  {CONFIRMED}：{tally.confirmed}处，审核人认可，不再列为问题")


class TextReport:
    """Findings as text, file by file as they come; ``quiet`` leaves out 提示 and files without a finding."""

    def __init__(self, put: Callable[[Line], None], titles: Mapping[str, str], *, quiet: bool = False) -> None:
        self._put = put
        self._titles = titles
        self._quiet = quiet

    def begin(self) -> None:
        """Nothing stands before the first file."""

    def add(self, checked: CheckedFile) -> None:
        """One file."""
        if not (self._quiet and checked.verdict is Verdict.PASS and not checked.all_past + checked.all_confirmed):
            self._put_all(describe_file(checked, notes=not self._quiet))

    def end(self, tally: Tally, batch: Sequence[Finding], left_out: Sequence[LeftOut]) -> None:
        """Findings over several files, the counts, and what was no spreadsheet."""
        self._put_all(describe_batch(batch, tally.review))
        self._put_all(describe_tally(tally, self._titles))
        self._put_all(map(Line, describe_left_out(left_out)))

    def _put_all(self, lines: Iterable[Line]) -> None:
        for line in lines:
            self._put(line)
