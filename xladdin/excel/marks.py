"""标注: cells with a finding get a colour and a comment; 清除标注 takes away exactly that.

The colour is a conditional format of ours over the cell, the comment goes only where the clerk has none. So nothing of
the clerk's is ever overwritten and nothing has to be remembered: fills, fonts and comments are as they were, also after
rows were inserted, after the file was saved and opened again, and where another computer clears the marks.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from xladdin.excel.buttons.com import EXPRESSION, sheets, still
from xladdin.excel.buttons.objects import Book, Conditions, Excel, Note, Sheet
from xladdin.excel.buttons.protection import unprotected
from xladdin.model import CellRef, Finding, Severity
from xladdin.output.words import SEVERITY_WORDS

#: Always true, in every language of Excel; by it our conditional formats are known again.
FORMULA = '="xladdin"="xladdin"'
HEAD, TAIL = "【绩效自评检查】", "（点“清除标注”去掉）"
_COLOURS = {Severity.ERROR: 0xCEC7FF, Severity.WARNING: 0x9CEBFF, Severity.NOTE: 0xF7EBDD}  # BGR
_LONGEST = 1000  # characters of a comment


@dataclass(frozen=True, slots=True)
class Marked:
    """How many cells were marked; ``commented`` of them had a comment of the clerk's, which was left alone."""

    cells: int = 0
    commented: int = 0


@dataclass(frozen=True, slots=True)
class Cleared:
    """How many cells were cleared; ``kept``: comments of ours into which somebody wrote, left as they are."""

    cells: int = 0
    kept: int = 0


def places(findings: Iterable[Finding]) -> dict[CellRef, list[Finding]]:
    """The findings of each cell, gravest first, the cells in reading order of each sheet."""
    found: dict[CellRef, list[Finding]] = {}
    for finding in sorted(findings, key=lambda finding: finding.severity.rank):
        for cell in finding.cells or ((finding.cell,) if finding.cell else ()):
            found.setdefault(cell, []).append(finding)
    return dict(sorted(found.items()))


def mark(excel: Excel, book: Book, findings: Iterable[Finding]) -> Marked:
    """Mark every cell with a finding; earlier marks go first.

    Raises:
        XladdinError: a sheet is protected with a password.
    """
    clear(excel, book)
    by_sheet: dict[str, dict[CellRef, list[Finding]]] = {}
    for cell, of_cell in places(findings).items():
        by_sheet.setdefault(cell.sheet, {})[cell] = of_cell
    commented = 0
    with still(excel):
        for name, cells in by_sheet.items():
            sheet = book.Worksheets.Item(name)
            with unprotected(sheet):
                commented += sum(not _mark_cell(sheet, cell, of_cell) for cell, of_cell in cells.items())
    return Marked(sum(map(len, by_sheet.values())), commented)


def _mark_cell(sheet: Sheet, cell: CellRef, findings: list[Finding]) -> bool:
    """Colour and comment of a cell; whether it could take the comment."""
    area = sheet.Range(str(cell)).MergeArea
    condition = area.FormatConditions.Add(EXPRESSION, Formula1=FORMULA)
    condition.SetFirstPriority()
    condition.StopIfTrue = False
    condition.Interior.Color = _COLOURS[findings[0].severity]
    first = area.Item(1, 1)
    if first.Comment is not None:
        return False
    first.AddComment(comment_text(findings)).Visible = False
    return True


def comment_text(findings: list[Finding]) -> str:
    """What the comment of a cell says."""
    lines = [
        f"{SEVERITY_WORDS[one.severity]} {one.code}：{one.message}" + (f"\n怎么改：{one.do}" if one.do else "")
        for one in findings
    ]
    told = "\n".join(lines)
    if len(told) > _LONGEST:
        told = f"{told[:_LONGEST]}…（全文见“检查结果”）"
    return f"{HEAD}\n{told}\n{TAIL}"


def clear(excel: Excel, book: Book) -> Cleared:
    """Take away all marks of ours, on every sheet.

    Raises:
        XladdinError: a sheet with marks is protected with a password.
    """
    cells = kept = 0
    with still(excel):
        for sheet in sheets(book):
            conditions, comments = _our_conditions(sheet.Cells.FormatConditions), _our_comments(sheet)
            if not conditions and not comments:
                continue
            with unprotected(sheet):
                for number in reversed(conditions):
                    sheet.Cells.FormatConditions.Item(number).Delete()
                kept += sum(not _clear_comment(comment) for comment in comments)
            cells += max(len(conditions), len(comments))
    return Cleared(cells, kept)


def _our_conditions(conditions: Conditions) -> list[int]:
    """The numbers of our conditional formats."""
    found = []
    for number in range(1, conditions.Count + 1):
        condition = conditions.Item(number)
        if condition.Type == EXPRESSION and condition.Formula1 == FORMULA:
            found.append(number)
    return found


def _our_comments(sheet: Sheet) -> list[Note]:
    comments = (sheet.Comments.Item(number) for number in range(1, sheet.Comments.Count + 1))
    return [comment for comment in comments if HEAD in comment.Text()]


def _clear_comment(comment: Note) -> bool:
    """Take our text out of a comment; words that somebody added round it stay. False where ours was changed."""
    before, _, rest = comment.Text().partition(HEAD)
    _, tail, after = rest.partition(TAIL)
    if not tail:
        return False
    added = "\n".join(part.strip() for part in (before, after) if part.strip())
    if added:
        comment.Text(added)
    else:
        comment.Delete()
    return True
