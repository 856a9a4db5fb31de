"""The findings of a check as SARIF 2.1.0, the OASIS format for results of checks.

A workbook has no lines, so a cell is a logical location: ``'自评表'!E6``.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from xladdin import __version__
from xladdin.model import PastState, Severity
from xladdin.output.addresses import file_address
from xladdin.output.findings_lines import batch_lines, confirmed_lines, file_lines
from xladdin.output.review_text import describe_opinion

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from xladdin.model import CellRef, CheckedFile, Finding, FindingLine, PastFinding, RuleChange, RulePage
    from xladdin.model.left_out import LeftOut
    from xladdin.output.tally import Tally

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}
#: What becomes of a finding against the last check; what is not found again is absent, corrected or not.
_STATES = {PastState.NEW: "new", PastState.REMAINING: "unchanged"}
_FINGERPRINT = "xladdinFinding/v1"


class SarifReport:
    """The report of a check as SARIF, result by result as the findings come.

    The addresses of files are relative to ``folder``, where the report will lie. ``rounds``: there is a last check,
    and every result has a baselineState. ``opinions``: every result says whether a reviewer has confirmed it
    (suppressions).
    """

    def __init__(
        self,
        put: Callable[[str], object],
        rules: Sequence[RulePage],
        version: str,
        folder: Path,
        *,
        rounds: bool = False,
        opinions: bool = False,
    ) -> None:
        self._rounds, self._opinions = rounds, opinions
        self._put = put
        self._rules = rules
        self._numbers = {rule.code: number for number, rule in enumerate(rules)}
        self._version = version
        self._folder = folder
        self._separator = "\n"

    def begin(self) -> None:
        """The tool with all its rules."""
        driver = {
            "name": "xladdin",
            "version": __version__,
            "language": "zh-CN",
            "rules": [_rule(rule) for rule in self._rules],
            "properties": {"rulesVersion": self._version},
        }
        head = f'{{"$schema": {_dump(SCHEMA)}, "version": "2.1.0", "runs": [{{"tool": {{"driver": {_dump(driver)}}}, '
        self._put(f'{head}"language": "zh-CN", "columnKind": "unicodeCodePoints", "results": [')

    def add(self, checked: CheckedFile) -> None:
        """One file."""
        self._write(file_lines(checked), [checked.path])
        self._write(confirmed_lines(checked), [checked.path], confirmed=True)
        self._write_past(checked.all_past)

    def end(self, tally: Tally, batch: Sequence[Finding], left_out: Sequence[LeftOut]) -> None:
        """Findings over several files, the rules that were changed, the files that are no spreadsheets."""
        for finding in batch:
            self._write(batch_lines([finding]), [Path(file) for file in finding.files])
        review = tally.review
        for finding in review.opinions.batch if review.opinions else ():
            self._write(batch_lines([finding]), [Path(file) for file in finding.files], confirmed=True)
        self._write_past(review.rounds.past if review.rounds else ())
        invocation = {
            "executionSuccessful": True,
            "ruleConfigurationOverrides": [self._override(change) for change in tally.changes],
            "toolExecutionNotifications": [self._left_out(one) for one in left_out],
        }
        self._put(f'\n], "invocations": [{_dump(invocation)}]}}]}}\n')

    def _write(self, lines: Iterable[FindingLine], files: Sequence[Path], *, confirmed: bool = False) -> None:
        for line in lines:
            result = self._result(line, files)
            if self._rounds:
                # What is confirmed is neither new nor gone.
                result["baselineState"] = _STATES.get(line.finding.state or PastState.REMAINING)
            if self._opinions:
                result["suppressions"] = [_suppression(line.finding)] if confirmed else []
            self._put_result(result)

    def _write_past(self, past: Iterable[PastFinding]) -> None:
        for one in past:
            result: dict[str, Any] = {
                "ruleId": one.code,
                "level": _LEVELS[one.severity],
                "message": {"text": f"{one.label}：{one.message}" if one.label else one.message},
                "locations": [self._place(Path(one.file))] if one.file and not one.files else [],
                "baselineState": "absent",
                "properties": {"state": one.state.value, **({"why": one.why} if one.why else {})},
            }
            if one.code in self._numbers:
                result["ruleIndex"] = self._numbers[one.code]
            if self._opinions:
                result["suppressions"] = []
            self._put_result(result)

    def _put_result(self, result: dict[str, Any]) -> None:
        self._put(self._separator + _dump(result))
        self._separator = ",\n"

    def _result(self, line: FindingLine, files: Sequence[Path]) -> dict[str, Any]:
        finding = line.finding
        places = [self._place(path) for path in files]
        cells = [_logical(cell) for cell in finding.cells or ((finding.cell,) if finding.cell else ())]
        if places and cells:
            places[0]["logicalLocations"] = cells
        result: dict[str, Any] = {
            "ruleId": finding.code,
            "ruleIndex": self._numbers[finding.code],
            "level": _LEVELS[finding.severity],
            "message": {"text": _message(finding)},
            "locations": places[:1],
            "partialFingerprints": {_FINGERPRINT: line.key},
            "properties": _properties(line),
        }
        if len(places) > 1:
            result["relatedLocations"] = [{"id": number, **place} for number, place in enumerate(places[1:], 1)]
        return result

    def _place(self, path: Path) -> dict[str, Any]:
        return {"physicalLocation": {"artifactLocation": {"uri": file_address(path, self._folder)}}}

    def _override(self, change: RuleChange) -> dict[str, Any]:
        configuration = {"level": _LEVELS[change.severity]} if change.severity else {"enabled": False}
        return {
            "descriptor": {"id": change.code, "index": self._numbers.get(change.code, -1)},
            "configuration": configuration,
            "properties": {"by": change.by, "source": change.source},
        }

    def _left_out(self, one: LeftOut) -> dict[str, Any]:
        message = {"text": f"没有检查：{one.reason}。"}
        return {"level": "note", "message": message, "locations": [self._place(one.path)]}


def _rule(rule: RulePage) -> dict[str, Any]:
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": f"{rule.title}。依据：{rule.basis}" if rule.basis else f"{rule.title}。"},
        "help": {"text": rule.manual},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }


def _suppression(finding: Finding) -> dict[str, Any]:
    """A reviewer's opinion; the format asks for a kind, a status and a reason."""
    reason = describe_opinion(finding.opinion) if finding.opinion else ""
    return {"kind": "external", "status": "accepted", "justification": reason}


def _logical(cell: CellRef) -> dict[str, Any]:
    sheet = cell.sheet.replace("'", "''")
    return {"name": str(cell), "fullyQualifiedName": f"'{sheet}'!{cell}", "kind": "cell"}


def _message(finding: Finding) -> str:
    head = f"{finding.label}：" if finding.label else ""
    tail = f"怎么改：{finding.do}。" if finding.do else ""
    return f"{head}{finding.message}{tail}"


def _properties(line: FindingLine) -> dict[str, Any]:
    """What SARIF has no place for; what is absent is left out."""
    finding = line.finding
    named = {
        "department": line.department,
        "unit": line.unit,
        "project": line.project,
        "sheet": line.sheet,
        "cell": str(finding.cell) if finding.cell else None,
        "label": finding.label,
        "found": finding.found,
        "expected": finding.expected,
        "difference": finding.difference,
        "do": finding.do,
        "basis": finding.basis,
    }
    return {name: value for name, value in named.items() if value}


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
