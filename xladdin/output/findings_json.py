"""Findings as JSON for other programs. Figures are decimal strings, what is absent is null."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any

from xladdin import __version__
from xladdin.model import Verdict
from xladdin.output.review_json import opinion_json, past_json, review_json
from xladdin.output.rule_changes import changes_json

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from xladdin.model import CheckedFile, CheckedForm, Finding, PastFinding, SchemeChoice
    from xladdin.model.left_out import LeftOut
    from xladdin.output.tally import Tally


def finding_json(finding: Finding) -> dict[str, Any]:
    """One finding; ``cells`` only where it concerns several, ``files`` only where it stands over several files.

    ``state`` only against a last check, ``opinion`` only where a reviewer wrote one.
    """
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
    if finding.paragraph is not None:
        entry |= {"paragraph": finding.paragraph, "sentence": finding.sentence}
    if finding.state:
        entry["state"] = finding.state.value
    if finding.opinion:
        entry["opinion"] = opinion_json(finding.opinion)
    return entry


def _scheme_json(choice: SchemeChoice) -> dict[str, Any]:
    return {"scheme": choice.scheme.key, "scheme_why": choice.why, "scheme_sure": choice.sure}


def _form_json(checked: CheckedFile, form: CheckedForm) -> dict[str, Any]:
    one = form.form
    return {
        "sheet": one.sheet,
        "project": one.project.raw,
        "unit": one.unit.raw,
        "department": one.department.raw,
        "year": one.year.value,
        **_scheme_json(form.choice),
        "findings": [_known(checked, finding, form) for finding in form.findings],
        **_before(checked, form.confirmed, form.past, form),
    }


def _known(checked: CheckedFile, finding: Finding, form: CheckedForm | None = None) -> dict[str, Any]:
    """A finding with the label of its row and the key by which a later check knows it again."""
    row = form.form.row_label(finding.cell.row) if form and finding.cell else ""
    return {**finding_json(finding), "row": row or None, "key": str(checked.key(finding, form))}


def _before(
    checked: CheckedFile,
    confirmed: Sequence[Finding],
    past: Sequence[PastFinding],
    form: CheckedForm | None = None,
) -> dict[str, Any]:
    """What a reviewer has confirmed, and what the last check found and this one does not, where there is any."""
    entry: dict[str, Any] = {}
    if confirmed:
        entry["confirmed"] = [_known(checked, finding, form) for finding in confirmed]
    if past:
        entry["past"] = [past_json(one) for one in past]
    return entry


def file_json(checked: CheckedFile) -> dict[str, Any]:
    """One file with its forms."""
    return {
        "file": str(checked.path),
        "sha256": checked.sha256,
        "verdict": checked.verdict.value,
        "forms": [_form_json(checked, form) for form in checked.forms],
        "findings": [_known(checked, finding) for finding in checked.findings],
        **_before(checked, checked.confirmed, checked.past),
    }


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


class JsonReport:
    """The report of a check, file by file as they come, so that a long run needs no memory.

    ``rules`` is the version of the rules, ``prints`` the digest of each rule's text by code.
    """

    def __init__(self, put: Callable[[str], object], rules: str, prints: Mapping[str, str] | None = None) -> None:
        self._prints = dict(prints or {})
        self._put = put
        self._rules = rules
        self._separator = "\n"

    def begin(self) -> None:
        """Tool and rule version."""
        tool, prints = _dump(f"xladdin {__version__}"), _dump(self._prints)
        self._put(f'{{"tool": {tool}, "rules": {_dump(self._rules)}, "rule_prints": {prints}, "files": [')

    def add(self, checked: CheckedFile) -> None:
        """One file."""
        self._put(self._separator + _dump(file_json(checked)))
        self._separator = ",\n"

    def end(self, tally: Tally, batch: Sequence[Finding], left_out: Sequence[LeftOut]) -> None:
        """Findings over several files, the counts, what is no spreadsheet, and the rules that were changed."""
        summary = {
            "files": tally.files,
            "forms": tally.forms,
            **{verdict.value: tally.verdicts[verdict] for verdict in Verdict},
            "confirmed": tally.confirmed,
            "by_code": {code: count for (code, _), count in sorted(tally.codes.items())},
        }
        findings = _dump([finding_json(finding) for finding in batch])
        confirmed = tally.review.opinions.batch if tally.review.opinions else ()
        if confirmed:
            self._put(f'\n], "confirmed": {_dump([finding_json(finding) for finding in confirmed])}')
        else:
            self._put("\n]")
        left = _dump([str(one.path) for one in left_out])
        reasons = _dump(Counter(one.reason for one in left_out))
        changed = _dump(changes_json(tally.changes))
        review = review_json(tally.review)
        if review:
            self._put(f', "review": {_dump(review)}')
        self._put(f', "findings": {findings}, "left_out": {left}, "left_out_reasons": {reasons}, ')
        self._put(f'"changed_rules": {changed}, ')
        self._put(f'"summary": {_dump(summary)}}}\n')
