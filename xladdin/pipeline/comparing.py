"""The chain of a comparison: report → document → figures and relations, beside the form → findings."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from xladdin import checks, report
from xladdin.errors import XladdinError
from xladdin.form import notation
from xladdin.model import Comparison
from xladdin.pipeline.walk import check_file, verify_options

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from xladdin.model import CheckedForm, CheckOptions, Document, Report


def compare(document: Path, table: Path | None, options: CheckOptions) -> Comparison:
    """A written report inside itself and, where there is a ``table``, beside its form.

    Raises:
        XladdinError: the report, or the table, cannot be read; an option that cannot be.
    """
    verify_options(options)
    understood = read_report(document)
    checked = check_file(table, options) if table is not None else None
    if checked is not None and not checked.forms:
        why = "".join(finding.message for finding in checked.findings[:1]) or "里面没有自评表。"
        raise XladdinError(f"“{table}”不能用来对照：{why}请核对文件。")
    if checked is None:
        return Comparison(understood, checks.run_report(checks.ReportFacts(understood, options)))
    return compare_forms(understood, checked.path, checked.forms, options)


def read_report(document: Path) -> Report:
    """A report as it is understood. Raises XladdinError where it cannot be read."""
    read = report.read_document(document)
    if read.faults:
        fault = read.faults[0]
        raise XladdinError(f"“{document}”不能作为报告读取：{fault.what}{fault.do}")
    return understand(read)


def understand(read: Document) -> Report:
    """A document that was read, as it is understood."""
    return report.understand(read, _unit_texts(), notation.unit_of)


@cache
def _unit_texts() -> tuple[str, ...]:
    """Every unit that a text may print."""
    return tuple(text for text, _, _ in notation.known_units())


def compare_forms(understood: Report, path: Path, forms: Sequence[CheckedForm], options: CheckOptions) -> Comparison:
    """A report beside the form of the file ``path`` that fits it best; there is at least one."""
    chosen = max(forms, key=lambda one: report.nearness(understood, one.form))
    form = chosen.form
    matches = report.match(understood, form)
    facts = checks.ReportFacts(understood, options, form, matches, report.is_stranger(understood, form))
    findings = checks.run_report(facts, chosen.choice.scheme.switched_off)
    return Comparison(understood, findings, matches, path, chosen)
