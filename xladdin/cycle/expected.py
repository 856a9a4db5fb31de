"""应报送名单: the list of forms that are expected, by department, unit and project, in any order and wording."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xladdin.cycle.words import find_headings, section
from xladdin.errors import XladdinError
from xladdin.model import ExpectedForm, ExpectedResult

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from xladdin.model import Finding, Sheet, Workbook

_NAMED = frozenset({"unit", "project"})
_LONGEST_MERGE = 10_000
#: A line that counts the others.
_SUMS = frozenset({"合计", "总计", "小计", "共计"})


def read_expected(workbook: Workbook) -> tuple[ExpectedForm, ...]:
    """The lines of a list: of every sheet that has a column for the unit or the project.

    A department or unit that is merged over several lines holds for all of them; a line that names a project alone
    has those of the line above.

    Raises:
        XladdinError: the file cannot be read, has no such columns, or no line.
    """
    path = workbook.path
    if workbook.faults:
        fault = workbook.faults[0]
        raise XladdinError(f"应报送名单“{path}”无法读取：{fault.what.rstrip('。')}。{fault.do.rstrip('。')}。")
    sheets = [(sheet, head) for sheet in workbook.sheets if (head := find_headings(sheet, "list", _NAMED))]
    if not sheets:
        raise XladdinError(f"应报送名单“{path}”里没有“实施单位”或“项目名称”这样的栏目名。请在第一行写上栏目名。")
    forms = [form for sheet, (row, columns) in sheets for form in _forms(sheet, row, columns)]
    if not forms:
        raise XladdinError(f"应报送名单“{path}”只有栏目名，没有单位和项目。请从下一行起每行写一个项目。")
    return tuple(dict.fromkeys(forms))


def _forms(sheet: Sheet, head: int, columns: dict[str, list[int]]) -> Iterator[ExpectedForm]:
    merged = _merged(sheet)
    above: dict[str, str] = {}
    for row in sorted({row for row, _ in sheet.cells if row > head}):
        texts = {field: _text(sheet, row, columns.get(field, []), merged) for field in section("list")}
        if not any(texts.values()) or any(text in _SUMS for text in texts.values()):
            continue
        if texts["project"] and not texts["department"] and not texts["unit"]:
            texts |= {field: above.get(field, "") for field in ("department", "unit")}
        above = texts
        yield ExpectedForm(texts["department"], texts["unit"], texts["project"])


def _merged(sheet: Sheet) -> dict[tuple[int, int], tuple[int, int]]:
    """Cell below the first of a merged range of one column → the cell that holds its text."""
    return {
        (row, one.first_column): (one.first_row, one.first_column)
        for one in sheet.merges
        if one.first_column == one.last_column and one.last_row - one.first_row < _LONGEST_MERGE
        for row in range(one.first_row + 1, one.last_row + 1)
    }


def _text(sheet: Sheet, row: int, columns: list[int], merged: dict[tuple[int, int], tuple[int, int]]) -> str:
    for column in columns:
        cell = sheet.cells.get(merged.get((row, column), (row, column)))
        if cell is not None and cell.text.strip():
            return " ".join(cell.text.split())
    return ""


def count_expected(source: str, expected: tuple[ExpectedForm, ...], findings: Iterable[Finding]) -> ExpectedResult:
    """How the forms handed in stand against the list."""
    codes = [finding.code for finding in findings]
    return ExpectedResult(source, len(expected), codes.count("B103"), codes.count("B101"), codes.count("B104"))
