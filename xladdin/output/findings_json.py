"""Findings as JSON for other programs. Figures are decimal strings, what is absent is null."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from xladdin import __version__
from xladdin.model import Verdict
from xladdin.output.rule_changes import changes_json

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from xladdin.model import CheckedFile, CheckedForm, Finding, SchemeChoice
    from xladdin.output.tally import Tally


def finding_json(finding: Finding) -> dict[str, Any]:
    """One finding; ``cells`` only where it concerns several, ``files`` only where it stands over several files."""
    entry: dict[str, Any] = {
        "code": finding.code,
        "rule": finding.rule,
        "severity": finding.severity.value,
        "sheet": finding.sheet or None,
        "cell": str(finding.cell) if finding.cell else None,
        "label": finding.label,
        "message": finding.message,
        "found": finding.found,
        "expected": finding.expected,
        "difference": finding.difference,
        "do": finding.do,
        "basis": finding.basis,
    }
    if len(finding.cells) > 1:
        entry["cells"] = [str(cell) for cell in finding.cells]
    if finding.files:
        entry["files"] = list(finding.files)
    return entry


def _scheme_json(choice: SchemeChoice) -> dict[str, Any]:
    return {"scheme": choice.scheme.key, "scheme_why": choice.why, "scheme_sure": choice.sure}


def _form_json(checked: CheckedForm) -> dict[str, Any]:
    return {
        "sheet": checked.form.sheet,
        "project": checked.form.project.raw,
        **_scheme_json(checked.choice),
        "findings": [finding_json(finding) for finding in checked.findings],
    }


def file_json(checked: CheckedFile) -> dict[str, Any]:
    """One file with its forms."""
    return {
        "file": str(checked.path),
        "sha256": checked.sha256,
        "verdict": checked.verdict.value,
        "forms": [_form_json(form) for form in checked.forms],
        "findings": [finding_json(finding) for finding in checked.findings],
    }


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


class JsonReport:
    """The report of a check, file by file as they come, so that a long run needs no memory."""

    def __init__(self, put: Callable[[str], object], rules: str) -> None:
        self._put = put
        self._rules = rules
        self._separator = "\n"

    def begin(self) -> None:
        """Tool and rule version."""
        self._put(f'{{"tool": {_dump(f"xladdin {__version__}")}, "rules": {_dump(self._rules)}, "files": [')

    def add(self, checked: CheckedFile) -> None:
        """One file."""
        self._put(self._separator + _dump(file_json(checked)))
        self._separator = ",\n"

    def end(self, tally: Tally, batch: Sequence[Finding], left_out: Sequence[Path]) -> None:
        """Findings over several files, the counts, what is no spreadsheet, and the rules that were changed."""
        summary = {
            "files": tally.files,
            "forms": tally.forms,
            **{verdict.value: tally.verdicts[verdict] for verdict in Verdict},
            "by_code": {code: count for (code, _), count in sorted(tally.codes.items())},
        }
        findings = _dump([finding_json(finding) for finding in batch])
        left = _dump([str(path) for path in left_out])
        changed = _dump(changes_json(tally.changes))
        self._put(f'\n], "findings": {findings}, "left_out": {left}, "changed_rules": {changed}, ')
        self._put(f'"summary": {_dump(summary)}}}\n')
