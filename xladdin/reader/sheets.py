"""A worksheet part in one pass: only cells with content become objects."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from xladdin.model import Cell, column_letters
from xladdin.reader.addresses import address, area, no_such_cell
from xladdin.reader.cells import Content, number_cell, positions_inside, stored_cell, text_cell
from xladdin.reader.faults import UnreadableError
from xladdin.reader.formulas.tokens import LAST_COLUMN, LAST_ROW, shifted
from xladdin.reader.markup import complete_elements, is_true, local
from xladdin.reader.numbers import whole
from xladdin.reader.plain import attributes_of, in_one_piece, plain_sheet
from xladdin.reader.strings import joined, plain_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from xml.etree.ElementTree import Element

    from xladdin.model import Range
    from xladdin.reader.cells import Book, Position
    from xladdin.reader.plain import PlainSheet, StoredCell


#: What is longer is neither, and must not fill the memory of what was converted before.
_LONGEST_ADDRESS, _LONGEST_NUMBER = 12, 40
_TEXTS = frozenset({"s", "str", "inlineStr"})
#: A cell of all its fields: the constructor of a NamedTuple is a function in Python and takes twice as long.
_cell = partial(tuple.__new__, Cell)


def read_sheet(chunks: Iterable[bytes], part: str, name: str, book: Book) -> Content:
    """The content of a worksheet part.

    Raises:
        UnreadableError: damaged part, limits.
    """
    reading = _SheetReading(part, name, book)
    content, chunks = in_one_piece(chunks)
    plain = plain_sheet(content, part)
    if plain is None:
        for elements in complete_elements(chunks, part, depth=2):
            reading.add(elements)
    else:
        reading.add_plain(plain)
        reading.add(plain.others)
    return reading.finished()


class _SheetReading:
    """A sheet that is being read."""

    def __init__(self, part: str, name: str, book: Book) -> None:
        self._content = Content()
        self._part = part
        self._name = name
        self._book = book
        self._row = 0
        self._hidden_columns = bytearray(LAST_COLUMN + 1)
        self._shared: dict[str, tuple[Position, str]] = {}
        self._arrays: list[tuple[Range, str]] = []

    def add(self, elements: Iterable[Element]) -> None:
        """Add rows, merged ranges and hidden columns; all else is passed over."""
        for element in elements:
            kind = local(element.tag)
            if kind == "row":
                self._row = self._row_number(element.get("r"))
                if sum(map(len, element)):  # any cell with something inside
                    self._add_row(element)
            elif kind == "mergeCell":
                self._add_merge(element.get("ref", ""))
            elif kind == "col":
                self._hide_columns(element)

    def add_plain(self, sheet: PlainSheet) -> None:
        """Add the rows of a sheet that was taken apart without elements."""
        cells, formats = self._content.cells, self._book.formats
        shapes = {}  # what the attributes of cells mean is asked once for all cells that have the same
        for written in sheet.attributes:
            attributes = attributes_of(written) or {}
            shapes[written] = formats.get(attributes.get("s", "0"), "General"), attributes.get("t", "n")
        self._add_cells(sheet.cells(shapes))
        for row, places in sheet.hidden:
            if any(address(place) in cells for place in places):
                self._content.hidden_rows.add(row)

    def _add_row(self, row: Element) -> None:
        filled = self._add_cells(self._cells_inside(row))
        if filled and (is_true(row.get("hidden")) or row.get("ht") == "0"):
            self._content.hidden_rows.add(self._row)

    def _cells_inside(self, row: Element) -> Iterator[StoredCell]:
        """The cells of a row that are not empty."""
        value_tag, formula_tag, formats = f"{row.tag[:-3]}v", f"{row.tag[:-3]}f", self._book.formats
        place = ""
        for element in row:
            place = element.get("r") or self._next_place(place)
            if not len(element):
                continue
            if len(place) > _LONGEST_ADDRESS:
                raise no_such_cell(self._name, place)
            kind, first, last = element.get("t", "n"), element[0], element[-1]
            stored = last.text or "" if last.tag == value_tag else element.findtext(value_tag)
            if kind == "inlineStr":
                stored = self._inline_text(element)
            shape = formats.get(element.get("s", "0"), "General"), kind
            if first.tag == formula_tag:
                yield place, shape, first.attrib, first.text, stored
            else:
                yield place, shape, None, None, stored

    def _add_cells(self, stored_cells: Iterable[StoredCell]) -> int:
        """Add the cells that have a value, a formula or a text; how many there are. The hot loop of the reader."""
        book, cells, shared_string, filled = self._book, self._content.cells, self._shared_string, 0
        for place, (code, kind), formula_attributes, formula, stored in stored_cells:
            if not (stored or formula or formula_attributes):
                continue
            position = address(place)
            if position is None:
                raise no_such_cell(self._name, place)
            if not stored:
                cell = None
            elif kind == "n" and len(stored) < _LONGEST_NUMBER:
                cell = number_cell(stored, code, book.from_1904)
            elif kind in _TEXTS:
                text = shared_string(stored) if kind == "s" else plain_text(stored, book.watch.limits)
                as_it_is = text and code == "General"
                cell = _cell((text, text, code, None, None, False)) if as_it_is else text_cell(text, code)
            else:
                cell = stored_cell(kind, stored, code, book)
            if formula or formula_attributes:
                written = self._formula(formula or "", formula_attributes, position)
                if cell is not None and written is not None:
                    cell = _cell((cell.value, cell.text, code, written, cell.error, False))
                elif written is not None:
                    cell = self._cell_without_value(written, code, is_text=kind == "str" and stored is not None)
            if cell is not None:
                cells[position] = cell
                filled += 1
        book.watch.count_cells(filled)
        return filled

    def _add_merge(self, reference: str) -> None:
        """Add a merged range."""
        merged = area(reference)
        if merged is None:
            raise no_such_cell(self._name, reference)
        self._content.merges.append(merged)
        self._book.watch.count_merges(1)

    def _hide_columns(self, group: Element) -> None:
        """Remember the columns of ``<col>`` if they are hidden."""
        if is_true(group.get("hidden")) or group.get("width") == "0":
            first, last = whole(group.get("min")), whole(group.get("max"))
            if first is None or last is None:
                raise UnreadableError("broken-part", part=self._part)
            start, end = max(first, 1), min(last, LAST_COLUMN) + 1
            self._hidden_columns[start:end] = b"\1" * max(0, end - start)

    def finished(self) -> Content:
        """The content when everything was added."""
        content = self._content
        if 1 in self._hidden_columns:  # any() would walk through all 16,384
            content.hidden_columns = {column for _, column in content.cells if self._hidden_columns[column]}
        for rectangle, formula in self._arrays:
            for position in positions_inside(content.cells, rectangle):
                if content.cells[position].formula is None:  # only the first cell has it stored
                    content.cells[position] = content.cells[position]._replace(formula=formula)
        return content

    def _row_number(self, stored: str | None) -> int:
        """The number of a row; some programs leave it out: the row then stands below the one before it."""
        row = self._row + 1 if stored is None else whole(stored)
        if row is None or not 1 <= row <= LAST_ROW:
            raise no_such_cell(self._name, stored or str(row))
        return row

    def _next_place(self, before: str) -> str:
        """The address right of the one before, where addresses are left out."""
        last = address(before) if before else (self._row, 0)
        if last is None or last[1] >= LAST_COLUMN:
            raise no_such_cell(self._name, before)
        return f"{column_letters(last[1] + 1)}{self._row}"

    def _shared_string(self, stored: str) -> str:
        try:
            number = int(stored)
            if number >= 0:
                return self._book.strings[number]
        except (ValueError, IndexError):
            pass
        raise UnreadableError("broken-part", part=self._part)

    def _inline_text(self, cell: Element) -> str | None:
        inline = next((child for child in cell if local(child.tag) == "is"), None)
        return None if inline is None else joined(inline)

    def _cell_without_value(self, formula: str, code: str, *, is_text: bool) -> Cell:
        """The cell of a formula that gave an empty text, or whose value is missing."""
        if is_text:
            return Cell("", "", code, formula)
        self._content.missing_values += 1
        return Cell(None, "", code, formula)

    def _formula(self, text: str, attributes: Mapping[str, str] | None, position: Position) -> str | None:
        """The formula of a cell, with its equals sign; None for a data table or a shared one without its master."""
        text = text.removeprefix("=")
        if attributes:
            text = self._spread_formula(text, attributes, position)
        if not text:
            return None
        self._book.watch.write_out(text)
        return f"={text}"

    def _spread_formula(self, text: str, attributes: Mapping[str, str], position: Position) -> str:
        """The formula of a cell that may stand for its neighbours as well (共享公式、数组公式)."""
        if attributes.get("t") == "shared":
            return self._shared_formula(attributes.get("si", ""), text, position)
        rectangle = area(attributes.get("ref", "")) if text and attributes.get("t") == "array" else None
        if rectangle is not None:
            self._arrays.append((rectangle, f"={text}"))
        return text

    def _shared_formula(self, key: str, text: str, position: Position) -> str:
        """A shared formula is written out at its first cell, and means its neighbours at the others."""
        if text:
            self._shared[key] = (position, text)
        elif key in self._shared:
            (row, column), master = self._shared[key]
            return shifted(master, position[0] - row, position[1] - column)
        return text
