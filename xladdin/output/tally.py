"""Counts over many files, for the last lines of a report and for the exit code of a run."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from xladdin.model import ReviewResult
from xladdin.output.rule_changes import changes_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from xladdin.model import CheckedFile, Finding, RuleChange, Severity, Verdict


class Tally:
    """Counts, file by file. ``changes`` are the rules switched off or changed by options; those by schemes follow.

    ``confirmed`` counts the findings that a reviewer lets pass; they are in no other count. ``review`` is what came of
    whatever was laid on the check, there once every file is counted.
    """

    def __init__(self, changes: Iterable[RuleChange] = ()) -> None:
        self.files = 0
        self.forms = 0
        self.verdicts: Counter[Verdict] = Counter()
        self.codes: Counter[tuple[str, str]] = Counter()
        self.severities: Counter[Severity] = Counter()
        self.confirmed = 0
        self.review = ReviewResult()
        self.changes = list(changes)
        self._schemes: set[str] = set()

    def add(self, checked: CheckedFile) -> None:
        """Count one file."""
        self.files += 1
        self.forms += len(checked.forms)
        self.verdicts[checked.verdict] += 1
        self.add_findings(checked.all_findings)
        self.confirmed += len(checked.all_confirmed)
        for form in checked.forms:
            scheme = form.choice.scheme
            if scheme.key not in self._schemes:
                self._schemes.add(scheme.key)
                self.changes += changes_of(scheme)

    def add_findings(self, findings: Iterable[Finding]) -> None:
        """Count findings that belong to no single file."""
        for finding in findings:
            self.codes[finding.code, finding.rule] += 1
            self.severities[finding.severity] += 1

    def reaches(self, level: Severity) -> bool:
        """Whether anything of this severity or a graver one was found."""
        return any(count and severity.rank <= level.rank for severity, count in self.severities.items())
