r"""Workbooks as readable text: what stands in a sheet, one line a row, cells parted by ``|``.

::

    // a comment
    @sheet 自评表
    @widths 16 14 14
    2024年度项目支出绩效自评表 | < | <
    年度资金总额 | 20 | 99.81%
    ^            | '20 | =B2/C2 => 50.00%

==================  ===================================================================================
``<``, ``^``        merged with the cell to the left, above
``20`` ``1,234.50`` a number; it gets the number format in which it is written
``99.81%``          the number 0.9981 in a cell formatted ``0.00%``
``45000 {yyyy-m}``  a number with a number format of its own
``'20``             text, whatever it looks like; spaces after the quotation mark are kept
``=A1+B1 => 3``     a formula with its stored value; without ``=> …`` it is stored without a value
``#REF!`` ``TRUE``  an error (stored as the formula ``=#REF!``), a truth value
``\n`` ``\|``         a line break, a bar inside a text
(nothing)           no cell; a line ``|`` alone is an empty row, blank lines are skipped
==================  ===================================================================================

Lines that start with ``@``: ``@sheet NAME`` begins a sheet; ``@hidden``, ``@veryhidden``; ``@start C4`` is the place of
its first cell; ``@widths`` the column widths from the first column on; ``@hide-rows 3 4``, ``@hide-columns B``;
``@property NAME VALUE`` a custom document property. A text without ``@sheet`` is one sheet, Sheet1.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from xladdin.model import Cell, Range, Sheet, SheetState, Workbook

ERRORS = frozenset({"#REF!", "#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#VALUE!"})

_NUMBER = re.compile(
    r"(?P<sign>-?)(?P<whole>0|[1-9]\d*|[1-9]\d{0,2}(?:,\d{3})+)(?:\.(?P<decimals>\d+))?(?P<percent>%?)"
)
_FORMATTED = re.compile(r"(?P<number>-?\d+(?:\.\d+)?)\s*\{(?P<format>[^{}]+)\}")
_FORMULA = re.compile(r"=(?P<formula>.+?)(?:\s+=>\s*(?P<stored>.*))?")
_BAR = re.compile(r"(?<!\\)\|")


class TableError(ValueError):
    """A text table that cannot be understood; says the line."""


@dataclass(frozen=True, slots=True)
class Tables:
    """Parsed text: the workbook, and the column widths (characters) by sheet name and 1-based column."""

    workbook: Workbook
    widths: dict[str, dict[int, float]]


@dataclass(slots=True)
class _Draft:
    """A sheet while its lines are being read; ``owner`` leads from a covered cell to the cell it is merged with."""

    name: str
    row: int = 1
    column: int = 1
    state: SheetState = SheetState.VISIBLE
    cells: dict[tuple[int, int], Cell] = field(default_factory=dict)
    owner: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    widths: dict[int, float] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)

    @property
    def untouched(self) -> bool:
        return not self.owner and self.state is SheetState.VISIBLE and not self.widths


def parse_tables(text: str, path: Path | str = "表格.xlsx") -> Tables:
    """Read a text table (see the module). Raises TableError."""
    drafts = [_Draft("Sheet1")]
    properties: dict[str, str] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        stripped = line.strip()
        if not stripped or stripped.startswith("//"):
            continue
        try:
            if stripped.startswith("@"):
                _directive(stripped, drafts, properties)
            else:
                _row(stripped, drafts[-1])
        except ValueError as fault:
            raise TableError(f"line {number}: {fault}: {stripped}") from fault
    workbook = Workbook(
        path=Path(path),
        sheets=tuple(_sheet(draft, number) for number, draft in enumerate(drafts, start=1)),
        missing_values=sum(
            cell.formula is not None and cell.value is None and cell.error is None
            for draft in drafts
            for cell in draft.cells.values()
        ),
        properties=properties,
    )
    return Tables(workbook, {draft.name: draft.widths for draft in drafts})


def to_workbook(text: str, path: Path | str = "表格.xlsx") -> Workbook:
    """The workbook of a text table, in memory, as the reader would give it. Raises TableError."""
    return parse_tables(text, path).workbook


def _directive(line: str, drafts: list[_Draft], properties: dict[str, str]) -> None:
    name, _, rest = line.partition(" ")
    rest = rest.strip()
    draft = drafts[-1]
    match name:
        case "@sheet":
            if len(drafts) == 1 and draft.untouched:
                draft.name = rest
            else:
                drafts.append(_Draft(rest))
        case "@hidden":
            draft.state = SheetState.HIDDEN
        case "@veryhidden":
            draft.state = SheetState.VERY_HIDDEN
        case "@start":
            letters, digits = rest.rstrip("0123456789"), rest.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
            draft.row, draft.column = int(digits), _column(letters)
        case "@widths":
            draft.widths = dict(enumerate(map(float, rest.split()), start=draft.column))
        case "@hide-rows":
            draft.hidden_rows.update(map(int, rest.split()))
        case "@hide-columns":
            draft.hidden_columns.update(map(_column, rest.split()))
        case "@property":
            key, _, properties_value = rest.partition(" ")
            properties[key] = properties_value.strip()
        case _:
            raise ValueError("unknown directive")


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _row(line: str, draft: _Draft) -> None:
    for offset, written in enumerate(_BAR.split(line)):
        place = draft.row, draft.column + offset
        mark = written.strip()
        if mark in {"<", "^"}:
            neighbour = (place[0], place[1] - 1) if mark == "<" else (place[0] - 1, place[1])
            if neighbour not in draft.owner:
                raise ValueError(f"nothing to merge with at column {offset + 1}")
            draft.owner[place] = draft.owner[neighbour]
            continue
        draft.owner[place] = place
        cell = parse_cell(mark)
        if cell is not None:
            draft.cells[place] = cell
    draft.row += 1


def parse_cell(written: str) -> Cell | None:
    """The cell that ``written`` stands for; None for nothing."""
    written = written.replace("\\|", "|").replace("\\n", "\n")
    if written.startswith("'"):
        return Cell(written[1:], written[1:]) if written[1:] else None
    if len(written) > 1 and (formula := _FORMULA.fullmatch(written)):
        stored = parse_cell(formula["stored"] or "") or Cell(None, "")
        return stored._replace(formula=f"={formula['formula']}")
    return _scalar(written)


def _scalar(written: str) -> Cell | None:
    if not written:
        return None
    if written in ERRORS:
        return Cell(None, written, formula=f"={written}", error=written)
    if written in {"TRUE", "FALSE"}:
        return Cell(written == "TRUE", written)
    if formatted := _FORMATTED.fullmatch(written):
        value = Decimal(formatted["number"])
        return Cell(value, _shown(value, formatted["format"]), formatted["format"])
    if number := _NUMBER.fullmatch(written):
        value = Decimal(written.rstrip("%").replace(",", ""))
        return Cell(value / 100 if number["percent"] else value, written, _format_of(number))
    return Cell(written, written)


def _format_of(number: re.Match[str]) -> str:
    """The number format in which a number is written so; General for a plain one."""
    decimals = number["decimals"] or ""
    thousands = "," in number["whole"]
    if not (number["percent"] or thousands or decimals.endswith("0")):
        return "General"
    places = "." + "0" * len(decimals) if decimals else ""
    return ("#,##0" if thousands else "0") + places + number["percent"]


def _shown(value: Decimal, number_format: str) -> str:
    """What Excel shows, for plain and percent formats; the bare number for any other."""
    if not re.fullmatch(r"0(?:\.0+)?%?", number_format):
        return f"{value:f}"
    percent = number_format.endswith("%")
    places = number_format.rstrip("%")[1:].count("0")
    shown = (value * 100 if percent else value).quantize(Decimal(1).scaleb(-places), "ROUND_HALF_UP")
    return f"{shown:f}" + ("%" if percent else "")


def _sheet(draft: _Draft, number: int) -> Sheet:
    return Sheet(
        name=draft.name,
        cells=draft.cells,
        merges=_merges(draft),
        state=draft.state,
        hidden_rows=frozenset(draft.hidden_rows),
        hidden_columns=frozenset(draft.hidden_columns),
        part=f"xl/worksheets/sheet{number}.xml",
    )


def _merges(draft: _Draft) -> tuple[Range, ...]:
    areas: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for place, owner in draft.owner.items():
        areas.setdefault(owner, []).append(place)
    merges = []
    for (row, column), places in areas.items():
        last_row, last_column = max(place[0] for place in places), max(place[1] for place in places)
        if len(places) != (last_row - row + 1) * (last_column - column + 1):
            raise TableError(f"sheet {draft.name}: the merged cell at row {row}, column {column} is no rectangle")
        if len(places) > 1:
            merges.append(Range(row, column, last_row, last_column))
    return tuple(merges)
