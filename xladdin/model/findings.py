"""问题 (findings): what is wrong, where, what it should be, what to do."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from xladdin.model.cells import CellRef


class Severity(StrEnum):
    """退回修改, 请核实, 提示."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    @property
    def rank(self) -> int:
        """0 for the gravest."""
        return list(Severity).index(self)


class PastState(StrEnum):
    """How a finding stands against the last check: 新增, 仍存在; 已改正, 未再报送, 未核对.

    Only a form that was seen again, by a rule that was asked again, can have a fault corrected.
    """

    NEW = "new"
    REMAINING = "remaining"
    CORRECTED = "corrected"
    NOT_SUBMITTED = "not-submitted"
    NOT_CHECKED = "not-checked"


@dataclass(frozen=True, slots=True)
class Opinion:
    """What a reviewer wrote behind a finding in the 问题清单: 处理意见, 是否认可, 审核人, 审核日期, as written there.

    ``accepted`` is None where 是否认可 is blank or cannot be understood; ``place`` says where the line stands.
    """

    accepted: bool | None
    verdict: str
    text: str = ""
    who: str = ""
    when: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault (问题), in the words printed on the form.

    ``found``, ``expected`` and ``difference`` are texts as shown to a user, None where they make no sense;
    ``cell`` is None for a fault of the whole form or file; ``cells`` are all places when there are several.
    """

    code: str
    rule: str
    severity: Severity
    label: str
    message: str
    do: str
    basis: str = ""
    sheet: str = ""
    cell: CellRef | None = None
    cells: tuple[CellRef, ...] = ()
    found: str | None = None
    expected: str | None = None
    difference: str | None = None
    files: tuple[str, ...] = ()  # findings over several files
    paragraph: int | None = None  # findings in a report: the paragraph, from 1
    sentence: str = ""  # findings in a report: the sentence, to the letter
    state: PastState | None = None  # against the last check, where there is one: 新增 or 仍存在
    opinion: Opinion | None = None  # what a reviewer wrote on it


@dataclass(frozen=True, slots=True)
class RulePage:
    """What a user is told of a rule: code, name, severity, one-line title, and the manual page (依据, 反例, 正例)."""

    code: str
    name: str
    severity: Severity
    title: str
    manual: str
    basis: str = ""
    counterexample: str = ""
    example: str = ""


@dataclass(frozen=True, slots=True)
class RuleChange:
    """A rule that was switched off (``severity`` is None) or spoke in another severity than its own, and by what.

    ``by`` is ``scheme`` or ``option``; ``source`` the key of the scheme, or the option as it can be typed
    (``--ignore S1,N101``).
    """

    code: str
    severity: Severity | None
    by: str
    source: str


class Verdict(StrEnum):
    """退回, 核实, 通过, 无法读取."""

    RETURN = "return"
    CONFIRM = "confirm"
    PASS = "pass"  # noqa: S105  a verdict, not a password
    UNREADABLE = "unreadable"
