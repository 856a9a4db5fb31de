"""A worksheet part in one pass: only cells with content become objects."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xladdin.model import Cell, column_letters
from xladdin.reader.addresses import address, area, no_such_cell
from xladdin.reader.cells import Content, number_cell, positions_inside, stored_cell, text_cell
from xladdin.reader.faults import UnreadableError
from xladdin.reader.formulas.tokens import LAST_COLUMN, LAST_ROW, shifted
from xladdin.reader.markup import complete_elements, is_true, local
from xladdin.reader.numbers import whole
from xladdin.reader.strings import rich_text

if TYPE_CHECKING:
    from collections.abc import Iterable
    from xml.etree.ElementTree import Element

    from xladdin.model import Range
    from xladdin.reader.cells import Book, Position


#: What is longer is neither, and must not fill the memory of what was converted before.
_LONGEST_ADDRESS, _LONGEST_NUMBER = 12, 40


def read_sheet(chunks: Iterable[bytes], part: str, name: str, book: Book) -> Content:
    """The content of a worksheet part.

    Raises:
        UnreadableError: damaged part, limits.
    """
    reading = _SheetReading(part, name, book)
    for elements in complete_elements(chunks, part, depth=2):
        for element in elements:
            kind = local(element.tag)
            if kind == "row":
                if sum(map(len, element)):  # any cell with something inside
                    reading.add_row(element)
                else:
                    reading.pass_row(element)
            elif kind == "mergeCell":
                reading.add_merge(element.get("ref", ""))
            elif kind == "col":
                reading.hide_columns(element)
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

    def add_row(self, row: Element) -> None:
        """Add the cells of a row that have a value, a formula or a text. The hot loop of the whole reader."""
        self._row = self._row_number(row.get("r"))
        value_tag, formula_tag = f"{row.tag[:-3]}v", f"{row.tag[:-3]}f"
        cells, formats, from_1904 = self._content.cells, self._book.formats, self._book.from_1904
        place, filled = "", 0
        for element in row:
            place = element.get("r") or self._next_place(place)
            inside = len(element)
            if not inside:
                continue
            position = address(place) if len(place) < _LONGEST_ADDRESS else None
            if position is None:
                raise no_such_cell(self._name, place)
            code = formats.get(element.get("s", "0"), "General")
            kind, last = element.get("t", "n"), element[-1]
            stored = last.text if last.tag == value_tag else element.findtext(value_tag)
            cell: Cell | None
            if stored and kind == "s":
                text = self._shared_string(stored)
                cell = Cell(text, text, code) if text and code == "General" else text_cell(text, code)
            elif stored and kind == "n" and len(stored) < _LONGEST_NUMBER:
                cell = number_cell(stored, code, from_1904)
            elif kind == "inlineStr":
                cell = self._inline_cell(element, code)
            else:
                cell = stored_cell(kind, stored, code, self._book)
            if (inside > 1 or not stored) and element[0].tag == formula_tag:
                cell = self._with_formula(element, position, cell, code)
            if cell is not None:
                cells[position] = cell
                filled += 1
        if filled:
            self._book.watch.count_cells(filled)
            if is_true(row.get("hidden")) or row.get("ht") == "0":
                self._content.hidden_rows.add(self._row)

    def pass_row(self, row: Element) -> None:
        """Count a row without content."""
        self._row = self._row_number(row.get("r"))

    def add_merge(self, reference: str) -> None:
        """Add a merged range."""
        merged = area(reference)
        if merged is None:
            raise no_such_cell(self._name, reference)
        self._content.merges.append(merged)
        self._book.watch.count_merges(1)

    def hide_columns(self, group: Element) -> None:
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

    def _inline_cell(self, element: Element, code: str) -> Cell | None:
        inline = next((child for child in element if local(child.tag) == "is"), None)
        return None if inline is None else text_cell(rich_text(inline, self._book.watch.limits), code)

    def _with_formula(self, element: Element, position: Position, cell: Cell | None, code: str) -> Cell | None:
        """The cell with its formula; a formula without a stored value is remembered as missing."""
        formula = self._formula(element[0], position)
        if formula is None:
            return cell
        if cell is not None:
            return Cell(cell.value, cell.text, code, formula, cell.error)
        if element.get("t") == "str" and len(element) > 1:
            return Cell("", "", code, formula)  # the formula gave an empty text
        self._content.missing_values += 1
        return Cell(None, "", code, formula)

    def _formula(self, element: Element, position: Position) -> str | None:
        """The formula of a cell, with its equals sign; None for a data table or a shared one without its master."""
        text, kind = (element.text or "").removeprefix("="), element.get("t")
        if kind == "shared":
            text = self._shared_formula(element.get("si", ""), text, position)
        if not text:
            return None
        self._book.watch.write_out(text)
        text = f"={text}"
        rectangle = area(element.get("ref", "")) if kind == "array" else None
        if rectangle is not None:
            self._arrays.append((rectangle, text))
        return text

    def _shared_formula(self, key: str, text: str, position: Position) -> str:
        """A shared formula is written out at its first cell, and means its neighbours at the others."""
        if text:
            self._shared[key] = (position, text)
        elif key in self._shared:
            (row, column), master = self._shared[key]
            return shifted(master, position[0] - row, position[1] - column)
        return text
