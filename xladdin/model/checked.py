"""A file after the walk: its forms, what the scheme gives for them, what is wrong."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from xladdin.model.findings import Finding, Severity, Verdict
from xladdin.model.form import SelfEvaluation
from xladdin.model.keys import FindingKey, finding_key
from xladdin.model.scheme import Recalculation, SchemeChoice

if TYPE_CHECKING:
    from xladdin.model.cycle import PastFinding


@dataclass(frozen=True, slots=True)
class CheckOptions:
    """What a user may choose for a check. ``scheme`` is a key or the path of a TOML file; None: found from the form."""

    scheme: str | None = None
    select: tuple[str, ...] = ()  # rule codes or their beginnings; empty: all
    ignore: tuple[str, ...] = ()
    year: int | None = None
    severities: tuple[tuple[str, Severity], ...] = ()  # (rule code or its beginning, severity wanted)


@dataclass(frozen=True, slots=True)
class CheckedForm:
    """A form with the scheme it was judged by, the recalculation and its findings.

    ``confirmed`` are faults that a reviewer lets pass, no longer among the findings; ``past`` are those of the last
    check that are not found again.
    """

    form: SelfEvaluation
    choice: SchemeChoice
    due: Recalculation
    findings: tuple[Finding, ...]
    confirmed: tuple[Finding, ...] = ()
    past: tuple[PastFinding, ...] = ()

    def count(self, severity: Severity) -> int:
        """How many findings of this severity."""
        return sum(finding.severity is severity for finding in self.findings)


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """A file with its forms and the findings about the file itself (W…); ``confirmed`` and ``past`` as in a form."""

    path: Path
    sha256: str
    forms: tuple[CheckedForm, ...]
    findings: tuple[Finding, ...]
    readable: bool = True
    is_summary: bool = False  # a summary workbook (汇总) of this tool, which is never taken for forms
    confirmed: tuple[Finding, ...] = ()
    past: tuple[PastFinding, ...] = ()

    def key(self, finding: Finding, form: CheckedForm | None = None) -> FindingKey:
        """The key of a finding of ``form``, or of the file; that of a file that holds one form belongs to the form."""
        owner = form or (self.forms[0] if len(self.forms) == 1 else None)
        if owner is None:
            return finding_key(finding, self.sha256)
        one = owner.form
        return finding_key(finding, self.sha256, one.project.raw, one.unit.raw, one.year.value)

    @property
    def all_confirmed(self) -> tuple[Finding, ...]:
        """Confirmed findings of the file, then of each form."""
        return self.confirmed + tuple(one for form in self.forms for one in form.confirmed)

    @property
    def all_past(self) -> tuple[PastFinding, ...]:
        """Findings of the last check that are not found again, of the file, then of each form."""
        return self.past + tuple(one for form in self.forms for one in form.past)

    @property
    def all_findings(self) -> tuple[Finding, ...]:
        """Findings of the file, then of each form."""
        return self.findings + tuple(finding for form in self.forms for finding in form.findings)

    @property
    def verdict(self) -> Verdict:
        """退回 with an error, 核实 with a warning, 通过 otherwise; 无法读取 where no form came out."""
        if not self.readable:
            return Verdict.UNREADABLE
        severities = {finding.severity for finding in self.all_findings}
        if Severity.ERROR in severities:
            return Verdict.RETURN
        return Verdict.CONFIRM if Severity.WARNING in severities else Verdict.PASS


@dataclass(frozen=True, slots=True)
class PrintedAmount:
    """An amount of one form that a rule over many files adds up, in 万元.

    ``source``: project-card (项目金额), projects (项目支出 of a department) or item (one of its projects, ``label``);
    ``column``: initial, budget, executed, empty on a card. ``slack`` is half a unit of the last digit printed.
    """

    source: str
    column: str
    label: str
    value: Decimal
    slack: Decimal
    cell: str


@dataclass(frozen=True, slots=True)
class Digest:
    """The little that rules over many files need to know of one form; small, so that 100,000 fit in memory."""

    file: str
    sha256: str
    sheet: str
    project: str
    department: str
    unit: str
    year: int | None
    scheme: str
    rules: str = ""  # what of the scheme decides scores: equal for two schemes that judge alike
    scheme_sure: bool = True  # False where the scheme is only the last resort
    texts: tuple[tuple[str, int], ...] = ()  # label of a free text (实际完成情况 …) and a 64-bit print of it
    kind: str = "project"  # 表种: forms of different kinds are never one submission
    amounts: tuple[PrintedAmount, ...] = ()


@dataclass(frozen=True, slots=True)
class ExpectedForm:
    """A line of the list of forms that are expected (应报送名单); what is blank is not compared."""

    department: str
    unit: str
    project: str
