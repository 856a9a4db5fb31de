"""What is wrong with a report, as text: paragraph, what it says, the arithmetic, the sentence, what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xladdin.model import FigureVerdict, Severity
from xladdin.output.findings_text import Line
from xladdin.output.words import SEVERITY_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xladdin.model import Comparison, Finding

#: Rules that compare with the form: what the form says is not what it should be.
_BESIDE_FORM = frozenset({"R101", "R105"})
_LONGEST = 120


def describe_comparison(one: Comparison, *, notes: bool = True) -> Iterator[Line]:
    """The report, the form beside it, how many figures agree, and the findings, gravest first."""
    yield Line(f"■ {one.report.document.path}　【{describe_counts(one)}】", "heading")
    if one.form is not None:
        yield Line(f"　 对照：{one.path} › {one.form.form.sheet}", "quiet")
    yield Line(f"　 {describe_report(one)}", "quiet")
    for finding in sorted(one.findings, key=reading_order):
        if notes or finding.severity is not Severity.NOTE:
            yield from _describe(finding)
    yield Line("")


def describe_counts(one: Comparison) -> str:
    """「错误2，核实1」, or that there is nothing."""
    counts = [f"{SEVERITY_WORDS[level]}{one.count(level)}" for level in Severity if one.count(level)]
    return "，".join(counts) or "没有问题"


def describe_report(one: Comparison) -> str:
    """What it was taken for, and how many figures were found and agree."""
    report, verdicts = one.report, list(one.verdicts().values())
    known = "，".join(
        part for part in (f"{report.year}年" if report.year else "", report.project, report.kind_name) if part
    )
    agree, differ = verdicts.count(FigureVerdict.AGREES), verdicts.count(FigureVerdict.DIFFERS)
    figures = f"找到{len(verdicts)}个数字，核对相符{agree}个，不符{differ}个"
    return f"{known}；{figures}" if known else figures


def place(finding: Finding) -> str:
    """The paragraph, and the cell of the form: 「第32段　E14」."""
    paragraph = f"第{finding.paragraph}段" if finding.paragraph else ""
    return "　".join(part for part in (paragraph, str(finding.cell) if finding.cell else "") if part)


def reading_order(finding: Finding) -> tuple[int, int, str]:
    """Gravest first, then from the top of the report to its end."""
    return finding.severity.rank, finding.paragraph or 0, finding.code


def said(finding: Finding) -> str:
    """What the report says, what it should be or what the form says, and the difference."""
    parts = []
    if finding.found:
        parts.append(f"报告写“{finding.found}”")
    if finding.expected is not None:
        parts.append(f"{'表中是' if finding.code in _BESIDE_FORM and finding.cell else '应为'}“{finding.expected}”")
    if finding.difference is not None:
        parts.append(f"相差{finding.difference}")
    return "，".join(parts)


def _describe(finding: Finding) -> Iterator[Line]:
    head = "　".join(part for part in (SEVERITY_WORDS[finding.severity], place(finding), finding.label) if part)
    told = said(finding)
    yield Line(f"  {head}{'：' + told if told else ''}", finding.severity.value)
    yield Line(f"      {finding.message}")
    if finding.sentence:
        yield Line(f"      原文：{excerpt(finding)}", "quiet")
    yield Line(f"      怎么改：{finding.do}　（{finding.code}）")


def excerpt(finding: Finding) -> str:
    """The sentence, or of a long one the part around the figure."""
    text = " ".join(finding.sentence.split())
    if len(text) <= _LONGEST:
        return text
    squeezed = finding.found or ""
    middle = max(text.find(squeezed), 0) if squeezed else 0
    start = max(0, min(middle - _LONGEST // 2, len(text) - _LONGEST))
    end = start + _LONGEST
    return f"{'…' if start else ''}{text[start:end]}{'…' if end < len(text) else ''}"
