"""The cells of a drawn form, each with the numbers of the findings that concern it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from xladdin.model import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from xladdin.model import CellRef, Entry, Finding


@dataclass(frozen=True, slots=True)
class CellView:
    """A drawn cell. ``kind`` are CSS classes; ``anchor`` only where a finding leads to it; ``marks`` their numbers."""

    text: str = ""
    kind: str = ""
    rows: int = 1
    columns: int = 1
    anchor: str = ""
    address: str = ""
    marks: tuple[int, ...] = ()
    severity: Severity | None = None
    title: str = ""


class Marks:
    """The findings of one form, numbered from 1, and which cells they concern."""

    def __init__(self, anchor: str, findings: Sequence[Finding]) -> None:
        self.anchor = anchor
        self.findings = findings
        self._drawn: dict[CellRef, str] = {}  # cell → anchor of the drawn one
        self._at: dict[CellRef, list[int]] = {}
        for number, finding in enumerate(findings, 1):
            for cell in dict.fromkeys((finding.cell, *finding.cells)):
                if cell is not None:
                    self._at.setdefault(cell, []).append(number)

    def cell(self, entry: Entry[Any], kind: str = "", extra: Iterable[CellRef | None] = ()) -> CellView:
        """The drawn cell of an entry; it stands for the ``extra`` cells too (a target in three columns)."""
        text = entry.error or entry.raw
        refs = [ref for ref in dict.fromkeys((entry.cell, *extra)) if ref is not None]
        marks = sorted({number for ref in refs for number in self._at.get(ref, ())})
        address = str(refs[0]) if refs else ""
        if not marks:
            return CellView(text, kind, address=address)
        severity = min((self.findings[number - 1].severity for number in marks), key=lambda one: one.rank)
        anchor = "" if refs[0] in self._drawn else f"{self.anchor}-{address}"
        for ref in refs:
            self._drawn.setdefault(ref, anchor)
        return CellView(text, kind, anchor=anchor, address=address, marks=tuple(marks), severity=severity)

    def target(self, finding: Finding) -> str:
        """The anchor of the drawn cell of a finding; empty where the form as drawn does not show it."""
        return self._drawn.get(finding.cell, "") if finding.cell else ""


def spanned(rows: list[list[CellView]], columns: int) -> list[list[CellView]]:
    """The rows with equal neighbours in the first ``columns`` columns made one cell, as they are merged on the form.

    A cell is equal when it stands at the same address; the second column is never wider than its part of the first.
    """
    heads = [[(cell.address, cell.text) for cell in row[:columns]] for row in rows]
    drawn: list[list[CellView]] = []
    for number, row in enumerate(rows):
        kept = []
        for column, cell in enumerate(row):
            if column < columns and number and heads[number][: column + 1] == heads[number - 1][: column + 1]:
                continue
            same = 1
            while column < columns and number + same < len(rows):
                if heads[number + same][: column + 1] != heads[number][: column + 1]:
                    break
                same += 1
            kept.append(replace(cell, rows=same) if same > 1 else cell)
        drawn.append(kept)
    return drawn
