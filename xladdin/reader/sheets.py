"""A worksheet part in one pass: only cells with content become objects."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NoReturn

from xladdin.model import Cell, Range
from xladdin.reader.addresses import address, area
from xladdin.reader.dates import serial_of_iso
from xladdin.reader.display import show, show_text
from xladdin.reader.faults import UnreadableError
from xladdin.reader.markup import DEPTH, is_true, new_parser, parse
from xladdin.reader.numbers import number
from xladdin.reader.strings import plain_text
from xladdin.reader.tokens import LAST_COLUMN, LAST_ROW, shifted

if TYPE_CHECKING:
    from collections.abc import Iterable

    from xladdin.reader.limits import Watch

Position = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Book:
    """What the cells of every sheet refer to."""

    strings: list[str]
    formats: dict[str, str]  # number format by the style number that cells name
    from_1904: bool
    watch: Watch


@dataclass(slots=True)
class Content:
    """What a worksheet holds."""

    cells: dict[Position, Cell] = field(default_factory=dict)
    merges: list[Range] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)  # only rows with content: a million hidden empty ones are normal
    hidden_columns: set[int] = field(default_factory=set)
    missing: list[Position] = field(default_factory=list)  # formulas saved without a value


def read_sheet(chunks: Iterable[bytes], part: str, name: str, book: Book) -> Content:
    """The content of a worksheet part.

    Raises:
        UnreadableError: damaged part, limits.
    """
    handlers = _Handlers(part, name, book)
    parser = new_parser(handlers.start, handlers.end)
    parser.CharacterDataHandler = handlers.texts.append  # no Python frame for the most frequent event
    parse(chunks, part, parser)
    content = handlers.content
    if content.hidden_columns:
        content.hidden_columns &= {column for _, column in content.cells}
    for rectangle, formula in handlers.arrays:
        _spread(content.cells, rectangle, formula)
    return content


class _Handlers:
    """The state between two events of the parser. ``start`` and ``end`` are the hot loop of the whole reader."""

    def __init__(self, part: str, name: str, book: Book) -> None:
        self.content = Content()
        self.arrays: list[tuple[Range, str]] = []
        self.texts: list[str] = []  # expat appends all character data
        self._part = part
        self._name = name
        self._book = book
        self._depth = 0
        self._row = self._column = 0
        self._row_hidden = False
        self._cell: dict[str, str] | None = None  # attributes of the cell that is open
        self._value: str | None = None
        self._inline: list[str] | None = None
        self._phonetic = False
        self._formula: dict[str, str] | None = None
        self._formula_text = ""
        self._shared: dict[str, tuple[Position, str]] = {}

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        if name == "c":
            if self._cell is not None:
                raise UnreadableError("broken-part", part=self._part)
            self._cell = attributes
            place = attributes.get("r")
            if place is None:
                self._column += 1
            else:
                self._row, self._column = address(place) or self._no_such_cell(place)
        elif name in {"v", "t", "f"}:
            self._depth += 1
            self.texts.clear()
            if name == "f" and self._cell is not None:
                self._formula = attributes
        else:
            self._start_other(name, attributes)

    def end(self, name: str) -> None:
        """An element ends."""
        if name == "c":
            if self._value is not None or self._formula is not None or self._inline is not None:
                self._end_cell()
            self._cell = None
            return
        self._depth -= 1
        if name == "v":
            self._value = "".join(self.texts) if self._cell is not None else None
        elif name == "t":
            if self._inline is not None and not self._phonetic:
                self._inline += self.texts
        elif name == "f":
            self._formula_text = "".join(self.texts)
        elif name == "rPh":
            self._phonetic = False

    def _start_other(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > DEPTH:
            raise UnreadableError("too-deep", part=self._part)
        if name == "row":
            self._start_row(attributes)
        elif name == "is":
            self._inline = [] if self._cell is not None else None
        elif name == "rPh":
            self._phonetic = True
        elif name == "mergeCell":
            self._merge(attributes.get("ref", ""))
        elif name == "col" and (is_true(attributes.get("hidden")) or attributes.get("width") == "0"):
            first, last = int(attributes.get("min", "1")), int(attributes.get("max", "1"))
            self.content.hidden_columns.update(range(max(first, 1), min(last, LAST_COLUMN) + 1))

    def _start_row(self, attributes: dict[str, str]) -> None:
        self.texts.clear()
        stored = attributes.get("r")
        self._row = self._row + 1 if stored is None else int(stored)
        if not 1 <= self._row <= LAST_ROW:
            self._no_such_cell(str(self._row))
        self._column = 0
        self._row_hidden = is_true(attributes.get("hidden")) or attributes.get("ht") == "0"

    def _merge(self, reference: str) -> None:
        self.content.merges.append(area(reference) or self._no_such_cell(reference))
        if len(self.content.merges) > self._book.watch.limits.merges:
            raise UnreadableError("too-many-merges", sheet=self._name, limit=self._book.watch.limits.merges)

    def _no_such_cell(self, place: str) -> NoReturn:
        raise UnreadableError("bad-address", sheet=self._name, address=place)

    def _end_cell(self) -> None:
        attributes = self._cell or {}
        position = (self._row, self._column)
        formula = self._written_formula(position) if self._formula is not None else None
        code = self._book.formats.get(attributes.get("s", "0"), "General")
        cell = self._converted(attributes.get("t", "n"), code, formula)
        if cell is None and formula is not None:
            cell = Cell(None, "", code, formula)
            self.content.missing.append(position)
        self._value = self._inline = self._formula = None
        if cell is not None:
            self.content.cells[position] = cell
            if self._row_hidden:
                self.content.hidden_rows.add(position[0])
            if len(self.content.cells) > self._book.watch.limits.cells:
                raise UnreadableError("too-many-cells", limit=self._book.watch.limits.cells)

    def _converted(self, kind: str, code: str, formula: str | None) -> Cell | None:
        """The cell with its value, None when nothing is stored."""
        stored = self._value
        if kind == "s" and stored:
            return self._text_cell(self._shared_string(stored), code, formula)
        if kind == "inlineStr" and self._inline is not None:
            return self._text_cell(plain_text(self._inline, self._book.watch.limits), code, formula)
        if kind == "str" and stored is not None:
            return self._text_cell(plain_text([stored], self._book.watch.limits), code, formula)
        if not stored:
            return None
        if kind == "b":
            truth = is_true(stored.strip())
            return Cell(truth, "TRUE" if truth else "FALSE", code, formula)
        if kind == "e":
            return Cell(None, stored, code, formula, stored)
        value = serial_of_iso(stored, self._book.from_1904) if kind == "d" else number(stored)
        if value is None:  # not a number though it is said to be one: never guess 0
            return self._text_cell(plain_text([stored], self._book.watch.limits), code, formula)
        return Cell(value, show(value, code, self._book.from_1904), code, formula)

    @staticmethod
    def _text_cell(text: str, code: str, formula: str | None) -> Cell | None:
        if not text and formula is None:
            return None
        return Cell(text, show_text(text, code), code, formula)

    def _shared_string(self, stored: str) -> str:
        try:
            return self._book.strings[int(stored)]
        except (ValueError, IndexError) as error:
            raise UnreadableError("broken-part", part=self._part) from error

    def _written_formula(self, position: Position) -> str | None:
        """The formula of the open cell, with its equals sign; None for a data table or a shared one without master."""
        attributes, text = self._formula or {}, self._formula_text.removeprefix("=")
        self._formula_text = ""
        if attributes.get("t") == "shared":
            key = attributes.get("si", "")
            if text:
                self._shared[key] = (position, text)
            elif key in self._shared:
                (row, column), master = self._shared[key]
                text = shifted(master, position[0] - row, position[1] - column)
        if not text:
            return None
        self._book.watch.write_out(text)
        rectangle = area(attributes.get("ref", "")) if attributes.get("t") == "array" else None
        if rectangle is not None:
            self.arrays.append((rectangle, f"={text}"))
        return f"={text}"


def _spread(cells: dict[Position, Cell], rectangle: Range, formula: str) -> None:
    """Give all cells of an array formula its text, as Excel does; only the first one has it stored."""
    for row, column in _inside(cells, rectangle):
        cell = cells[row, column]
        if cell.formula is None:
            cells[row, column] = cell._replace(formula=formula)


def _inside(cells: dict[Position, Cell], rectangle: Range) -> list[Position]:
    """The positions of a rectangle that hold a cell, by the shorter way."""
    rows = range(rectangle.first_row, rectangle.last_row + 1)
    columns = range(rectangle.first_column, rectangle.last_column + 1)
    if len(rows) * len(columns) > len(cells):
        return [(row, column) for row, column in cells if row in rows and column in columns]
    return [(row, column) for row in rows for column in columns if (row, column) in cells]
