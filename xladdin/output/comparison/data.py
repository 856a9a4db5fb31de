"""What is wrong with a report, as JSON for other programs; figures are decimal strings, what is absent is null."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from xladdin import __version__
from xladdin.model import Severity
from xladdin.output.comparison.text import reading_order

if TYPE_CHECKING:
    from xladdin.model import Comparison, Figure, Finding, Match


def comparison_json(one: Comparison) -> dict[str, Any]:
    """The report with its findings and all its figures."""
    report = one.report
    verdicts = one.verdicts()
    matched = {id(match.figure): match for match in one.matches if match.figure is not None}
    return {
        "tool": f"xladdin {__version__}",
        "report": str(report.document.path),
        "file": str(one.path) if one.path else None,
        "sheet": one.form.form.sheet if one.form else None,
        "kind": report.kind or None,
        "title": report.title or None,
        "year": report.year,
        "project": report.project or None,
        "findings": [report_finding_json(finding) for finding in sorted(one.findings, key=reading_order)],
        "figures": [
            _figure_json(figure, verdicts[figure.paragraph, figure.start].value, matched.get(id(figure)))
            for figure in report.figures
        ],
        "summary": {severity.value: one.count(severity) for severity in Severity},
    }


def report_finding_json(finding: Finding) -> dict[str, Any]:
    """One finding with its paragraph and sentence."""
    return {
        "code": finding.code,
        "rule": finding.rule,
        "severity": finding.severity.value,
        "paragraph": finding.paragraph,
        "sentence": finding.sentence or None,
        "label": finding.label,
        "message": finding.message,
        "found": finding.found,
        "expected": finding.expected,
        "difference": finding.difference,
        "sheet": finding.cell.sheet if finding.cell else None,
        "cell": str(finding.cell) if finding.cell else None,
        "do": finding.do,
        "basis": finding.basis,
    }


def _figure_json(figure: Figure, verdict: str, match: Match | None) -> dict[str, Any]:
    return {
        "paragraph": figure.paragraph,
        "text": figure.raw,
        "value": f"{figure.value:f}",
        "unit": figure.unit.text if figure.unit else None,
        "subject": figure.subject or None,
        "role": figure.role.value,
        "approximate": figure.approximate,
        "verdict": verdict,
        "cell": str(match.cell) if match and match.cell else None,
    }
