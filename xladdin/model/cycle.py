"""退回与复查: what is known of a finding from before: the last check (上次检查), and what a reviewer said of it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime

from xladdin.model.findings import Finding, Opinion, PastState, Severity, Verdict


@dataclass(frozen=True, slots=True)
class PastFinding:
    """A finding of the last check that is not found again, and what became of it.

    ``cell`` as printed (G12), empty for a fault of the whole form; ``row`` is the label of the row it stands in.
    ``why`` says more of the state: why it could not be checked. Texts are those of the last check.
    """

    file: str
    code: str
    severity: Severity
    label: str
    message: str
    department: str = ""
    unit: str = ""
    project: str = ""
    sheet: str = ""
    cell: str = ""
    row: str = ""
    found: str | None = None
    expected: str | None = None
    do: str = ""
    files: tuple[str, ...] = ()
    state: PastState = PastState.CORRECTED
    why: str = ""


@dataclass(frozen=True, slots=True)
class RoundsResult:
    """The check against the last one.

    ``source`` is the file of the last check, ``rules`` the version of its rules; ``same_rules``: they are those of now.
    ``changed``, ``added`` and ``dropped`` are the codes of rules whose text is another one now, that are new, that are
    gone, as far as any finding of then or now rests on them; ``known`` is False where the last check does not say how
    its rules read. ``unasked`` are the codes of new findings whose rule was switched off then. ``other_scheme`` counts
    forms that are judged by another scheme this time, ``new_forms`` those that the last check did not see,
    ``missing_forms`` those of the last check that did not come again. ``past`` are findings of these forms, and those
    over several files.
    """

    source: str
    tool: str
    rules: str
    same_rules: bool
    known: bool
    changed: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()
    unasked: tuple[str, ...] = ()
    other_scheme: int = 0
    new_forms: int = 0
    missing_forms: int = 0
    counts: Counter[PastState] = field(default_factory=Counter)
    past: tuple[PastFinding, ...] = ()


@dataclass(frozen=True, slots=True)
class OpinionsResult:
    """What became of the opinions of a 问题清单, by the number of lines.

    ``changed`` are confirmed remarks whose cell was filled in anew since, ``unclear`` those whose 是否认可 cannot be
    understood, ``clashing`` those that two lines judge differently: none of them is applied. ``blank``: 处理意见
    without 是否认可. ``gone``: the fault is no longer there. ``elsewhere``: the form was not among those checked.
    ``unkeyed``: lines with an opinion and without a 识别码. ``batch`` are confirmed findings over several files.
    """

    source: str
    lines: int
    confirmed: int = 0
    rejected: int = 0
    blank: int = 0
    gone: int = 0
    elsewhere: int = 0
    unkeyed: tuple[Opinion, ...] = ()
    changed: tuple[Opinion, ...] = ()
    unclear: tuple[Opinion, ...] = ()
    clashing: tuple[Opinion, ...] = ()
    batch: tuple[Finding, ...] = ()

    @property
    def matched(self) -> bool:
        """Whether any line speaks of a form that was checked."""
        return self.elsewhere < self.lines or not self.lines


@dataclass(frozen=True, slots=True)
class ExpectedResult:
    """The forms of a list (应报送名单): how many lines, forms not submitted, submitted twice, and not on the list."""

    source: str
    lines: int
    missing: int
    twice: int
    extra: int


@dataclass(frozen=True, slots=True)
class FileReceipt:
    """The receipt of one file (回执): what was handed in and how it was judged, without its name the same anywhere."""

    number: str
    file: str
    sha256: str
    verdict: Verdict
    forms: tuple[tuple[str, str, str, str], ...]  # unit, project, year, scheme
    counts: tuple[tuple[Severity, int], ...]
    codes: tuple[tuple[str, int], ...]
    confirmed: int = 0


@dataclass(frozen=True, slots=True)
class Receipt:
    """The receipt of a check: same input, rules and options, same ``number``; ``time`` is no part of it."""

    number: str
    time: datetime
    tool: str
    rules: str
    options: tuple[str, ...]
    files: tuple[FileReceipt, ...]
    codes: tuple[tuple[str, int], ...]  # findings over several files
