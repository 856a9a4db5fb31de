"""A worksheet part: where its rows and cells stand in the text, and what decides on writing into a cell."""

from __future__ import annotations

from array import array
from typing import NamedTuple

from xladdin.model import Range
from xladdin.output.patch.addresses import holds, parse_address, parse_range
from xladdin.output.patch.markup import PartText, StartTag, element_end, walk
from xladdin.output.patch.namespaces import SEPARATOR, spreadsheet


class Span(NamedTuple):
    """From the first byte of an element to behind its last."""

    start: int
    end: int


class SheetMap:
    """The places of a worksheet's rows and cells, its merged cells, its array formulas, the styles of its columns.

    Places are kept in arrays, so that ten million cells take 180 MB. The end of an element is kept as the parser
    reported it and worked out when it is needed.
    """

    def __init__(self, raw: bytes, part: str) -> None:
        """Parse a worksheet part once.

        Raises:
            OutputError: the part is not well-formed or its encoding is unknown.
        """
        self.part = part
        self.text = PartText.read(raw, part)
        self.data: Span | None = None  # sheetData
        self.dimension: int | None = None
        self.merges: list[Range] = []
        self.arrays: list[Range] = []  # array formulas and data tables: what they cover are results
        self._columns: list[tuple[int, int, int]] = []  # first, last, style
        self._data_start = 0
        self._row_numbers, self._row_starts, self._row_ends = array("Q"), array("Q"), array("Q")
        self._first_cells = array("Q")  # of each row, the index of its first cell in the arrays below
        self._cell_columns, self._cell_starts, self._cell_ends = array("H"), array("Q"), array("Q")
        self._column = 0  # of the last cell
        self._rows: dict[int, RowMap | None] = {}  # those that somebody asked for
        starts = {
            "dimension": self._on_dimension,
            "col": self._on_column,
            "sheetData": self._on_data,
            "row": self._on_row,
            "c": self._on_cell,
            "f": self._on_formula,
            "mergeCell": self._on_merge,
        }
        ends = {"c": self._cell_ends.append, "row": self._row_ends.append, "sheetData": self._on_data_end}
        walk(self.body, part, spreadsheet(starts), spreadsheet(ends), SEPARATOR)

    @property
    def body(self) -> bytes:
        """The text the offsets are in."""
        return self.text.body

    def top_left(self, row: int, column: int) -> tuple[int, int]:
        """The cell that holds the value: of merged cells the one at the top left."""
        for merge in self.merges:
            if holds(merge, row, column):
                return merge.first_row, merge.first_column
        return row, column

    def is_array_result(self, row: int, column: int) -> bool:
        """Whether an array formula or a data table fills the cell."""
        return any(holds(area, row, column) for area in self.arrays)

    def row(self, number: int) -> RowMap | None:
        """The row with its cells, None where the file does not hold it."""
        if number not in self._rows:
            self._rows[number] = self._find_row(number)
        return self._rows[number]

    def _find_row(self, number: int) -> RowMap | None:
        try:
            index = self._row_numbers.index(number)
        except ValueError:
            return None
        first = self._first_cells[index]
        last = self._first_cells[index + 1] if index + 1 < len(self._first_cells) else len(self._cell_starts)
        cells = zip(
            self._cell_columns[first:last], self._cell_starts[first:last], self._cell_ends[first:last], strict=True
        )
        return RowMap(self.body, self._row_starts[index], {column: place for column, *place in cells}, self.part)

    def row_place(self, number: int) -> int:
        """Where a new row of this number belongs: before the first row with a higher one."""
        for index, known in enumerate(self._row_numbers):
            if known > number:
                return self._row_starts[index]
        if self._row_ends:
            return element_end(self.body, self._row_starts[-1], self._row_ends[-1])
        return StartTag(self.body, self.data.start).end if self.data else 0

    def style_at(self, row: int, column: int) -> int:
        """The style of a cell, or the one that it takes from its row or column where the file does not hold it."""
        known = self.row(row)
        cell = known.cell(column) if known is not None else None
        if cell is not None:
            return cell.style
        style = known.style if known is not None else None
        return self.column_style(column) if style is None else style

    def column_style(self, column: int) -> int:
        """The style that a new cell of this column takes."""
        return next((style for first, last, style in self._columns if first <= column <= last), 0)

    def _on_dimension(self, _: dict[str, str], start: int) -> None:
        self.dimension = start

    def _on_column(self, attributes: dict[str, str], _: int) -> None:
        if "style" in attributes:
            self._columns.append((int(attributes["min"]), int(attributes["max"]), int(attributes["style"])))

    def _on_data(self, _: dict[str, str], start: int) -> None:
        self._data_start = start

    def _on_data_end(self, reported: int) -> None:
        self.data = Span(self._data_start, element_end(self.body, self._data_start, reported))

    def _on_row(self, attributes: dict[str, str], start: int) -> None:
        previous = self._row_numbers[-1] if self._row_numbers else 0
        self._row_numbers.append(int(attributes.get("r", previous + 1)))
        self._row_starts.append(start)
        self._first_cells.append(len(self._cell_starts))
        self._column = 0

    def _on_cell(self, attributes: dict[str, str], start: int) -> None:
        self._column = parse_address(attributes["r"])[1] if "r" in attributes else self._column + 1
        self._cell_columns.append(self._column)
        self._cell_starts.append(start)

    def _on_formula(self, attributes: dict[str, str], _: int) -> None:
        if attributes.get("t") in {"array", "dataTable"} and "ref" in attributes:
            self.arrays.append(parse_range(attributes["ref"]))

    def _on_merge(self, attributes: dict[str, str], _: int) -> None:
        self.merges.append(parse_range(attributes.get("ref", "")))


class RowMap:
    """A row and the places of its cells by column: start, and end as reported."""

    def __init__(self, body: bytes, start: int, places: dict[int, list[int]], part: str) -> None:
        self.tag = StartTag(body, start)
        self._body = body
        self._places = places
        self._part = part
        self._cells: dict[int, CellMap] = {}  # those that somebody asked for

    @property
    def style(self) -> int | None:
        """The style that a new cell of this row takes, None where the column decides."""
        attributes = self.tag.values(self._body)
        if attributes.get(b"customFormat") in {b"1", b"true"} and b"s" in attributes:
            return _style_index(attributes[b"s"])
        return None

    def cell(self, column: int) -> CellMap | None:
        """A cell, None where the row does not hold it."""
        if column not in self._places:
            return None
        if column not in self._cells:
            start, reported = self._places[column]
            span = Span(start, element_end(self._body, start, reported))
            self._cells[column] = CellMap(self._body, span, self._part)
        return self._cells[column]

    def cell_place(self, column: int) -> int:
        """Where a new cell of this column belongs: before the first cell with a higher one."""
        for known, (start, _) in self._places.items():
            if known > column:
                return start
        if not self._places:
            return self.tag.end
        start, reported = max(self._places.values())
        return element_end(self._body, start, reported)


def _style_index(written: bytes | None) -> int:
    return int(written) if written is not None and written.isdigit() else 0


class CellMap:
    """A ``<c>`` element: its style, and where the children stand that may survive a new value."""

    def __init__(self, body: bytes, span: Span, part: str) -> None:
        self.span = span
        self.tag = StartTag(body, span.start)
        self.formula: Span | None = None
        self.extension: Span | None = None
        self._body = body
        prefix = self.tag.prefix
        text = body[span.start : span.end]
        # Most cells hold neither, which the text tells at once; where a comment or a longer name looks like one of
        # them the parser tells.
        if b"<" + prefix + b"f" in text or b"<" + prefix + b"extLst" in text:
            self.formula = self._child(text, prefix + b"f", part)
            self.extension = self._child(text, prefix + b"extLst", part)

    @property
    def style(self) -> int:
        """The index of the cell's style."""
        return _style_index(self.tag.values(self._body).get(b"s"))

    def _child(self, text: bytes, name: bytes, part: str) -> Span | None:
        """The child's place. The cell is parsed on its own, where prefixes are not declared: names as written."""
        starts: list[int] = []
        ends: list[int] = []
        key = name.decode()
        walk(text, part, {key: lambda _, start: starts.append(start)}, {key: ends.append}, None)
        if not starts:
            return None
        return Span(self.span.start + starts[0], self.span.start + element_end(text, starts[0], ends[-1]))
