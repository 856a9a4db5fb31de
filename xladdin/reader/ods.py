"""OpenDocument spreadsheets (.ods): stored values with their types, and the very text that was shown.

Read by ourselves and not by python-calamine, which does not tell a percentage from a number.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from xladdin.model import Cell, Range, SheetState
from xladdin.reader.cells import Content, Found, text_cell, truth_cell
from xladdin.reader.dates import serial_of_iso
from xladdin.reader.faults import UnreadableError
from xladdin.reader.formulas.tokens import LAST_COLUMN, LAST_ROW
from xladdin.reader.markup import attribute, local, root
from xladdin.reader.numbers import number, whole
from xladdin.reader.strings import plain_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from xladdin.reader.limits import Limits, Watch
    from xladdin.reader.package import Package

_CONTENT, _META, _MANIFEST = "content.xml", "meta.xml", "META-INF/manifest.xml"
_DEPTH = 50  # spans inside spans, groups inside groups
_ERRORS = frozenset({"#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A"})
_DURATION = re.compile(r"PT(\d+)H(\d+)M(\d+)(?:[.,](\d+))?S")
_DECIMALS = re.compile(r"[.．](\d+)\s*[%％]")
_REFERENCE = re.compile(r"""("(?:[^"]|"")*")|\[([^\[\]]*)\]|(;)""")
_ROW_GROUPS = frozenset({"table-rows", "table-header-rows", "table-row-group"})
_COLUMN_GROUPS = frozenset({"table-columns", "table-header-columns", "table-column-group"})


def read_ods(package: Package, watch: Watch) -> Found:
    """Read an OpenDocument spreadsheet.

    Raises:
        UnreadableError: encrypted, damaged, limits.
    """
    if _MANIFEST in package and b"encryption-data" in package.read(_MANIFEST):
        raise UnreadableError("encrypted")
    document = root(package.read(_CONTENT), _CONTENT)
    hidden = set(_hidden_tables(document))
    tables = [table for body in _children(document, "body") for kind in body for table in _children(kind, "table")]
    if len(tables) > watch.limits.sheets:
        raise UnreadableError("too-many-sheets", count=len(tables), limit=watch.limits.sheets)
    if not tables:
        raise UnreadableError("no-sheets")
    sheets, missing = [], 0
    for table in tables:
        name = attribute(table, "name") or ""
        content = _TableReading(watch).read(table)
        state = SheetState.HIDDEN if attribute(table, "style-name") in hidden else SheetState.VISIBLE
        sheets.append(content.sheet(name, state, _CONTENT))
        missing += content.missing_values
    links = {link for sheet in sheets for cell in sheet.cells.values() for link in _links(cell.formula)}
    return Found(
        sheets=tuple(sheets),
        missing_values=missing,
        has_macros=any(name.startswith(("basic/", "scripts/")) for name in package.names),
        external_links=tuple(sorted(links)),
        properties=_properties(package),
    )


def _children(element: Element, name: str) -> Iterator[Element]:
    return (child for child in element if local(child.tag) == name)


def _hidden_tables(document: Element) -> Iterator[str]:
    """The styles whose sheets are not displayed."""
    for group in _children(document, "automatic-styles"):
        for style in _children(group, "style"):
            if any(attribute(properties, "display") == "false" for properties in style):
                yield attribute(style, "name") or ""


class _TableReading:
    """A table that is being read; rows and cells that repeat are counted, and written out only with content."""

    def __init__(self, watch: Watch) -> None:
        self._content = Content()
        self._watch = watch
        self._row = self._column = 0

    def read(self, table: Element) -> Content:
        """The content of the table."""
        hidden_columns: set[int] = set()
        for child in _flat(table, _ROW_GROUPS | _COLUMN_GROUPS):
            if local(child.tag) == "table-row":
                self._add_row(child)
            elif local(child.tag) == "table-column":
                count = _repeated(child, "number-columns-repeated")
                if attribute(child, "visibility") in {"collapse", "filter"}:
                    hidden_columns.update(range(self._column + 1, min(self._column + count, LAST_COLUMN) + 1))
                self._column += count
        self._content.hidden_columns = hidden_columns & {column for _, column in self._content.cells}
        return self._content

    def _add_row(self, row: Element) -> None:
        count = _repeated(row, "number-rows-repeated")
        found: list[tuple[int, int, Cell]] = []  # first and last column of cells that are alike
        column = 1
        for element in row:
            width = _repeated(element, "number-columns-repeated")
            if local(element.tag) == "table-cell":
                self._merge(element, column)
            cell = _cell(element, self._watch.limits) if len(element) or element.attrib else None
            if cell is not None:
                found.append((column, column + width - 1, cell))
            column += width
        if found:
            self._write(found, count)
            if attribute(row, "visibility") in {"collapse", "filter"}:
                self._content.hidden_rows.update(range(self._row + 1, self._row + count + 1))
        self._row += count
        self._watch.tick()

    def _write(self, found: list[tuple[int, int, Cell]], count: int) -> None:
        if found[-1][1] > LAST_COLUMN or self._row + count > LAST_ROW:
            raise UnreadableError("too-many-cells", limit=self._watch.limits.cells)
        size = count * sum(last - first + 1 for first, last, _ in found)
        self._watch.count_cells(size)
        for row in range(self._row + 1, self._row + count + 1):
            for first, last, cell in found:
                for column in range(first, last + 1):
                    self._content.cells[row, column] = cell
                    if cell.formula is not None and cell.value is None and cell.error is None:
                        self._content.missing_values += 1

    def _merge(self, element: Element, column: int) -> None:
        columns = _repeated(element, "number-columns-spanned")
        rows = _repeated(element, "number-rows-spanned")
        if columns > 1 or rows > 1:
            top = self._row + 1
            self._content.merges.append(Range(top, column, top + rows - 1, column + columns - 1))
            self._watch.count_merges(1)


def _flat(element: Element, groups: frozenset[str], level: int = 0) -> Iterator[Element]:
    """The rows and columns of a table, out of whatever they are grouped in."""
    if level > _DEPTH:
        raise UnreadableError("too-deep", part=_CONTENT)
    for child in element:
        if local(child.tag) in groups:
            yield from _flat(child, groups, level + 1)
        else:
            yield child


def _repeated(element: Element, name: str) -> int:
    """A count of cells, 1 where none is given."""
    return max(1, whole(attribute(element, name)) or 1)


def _cell(element: Element, limits: Limits) -> Cell | None:
    """The cell of ``<table-cell>``, or of ``<covered-table-cell>``, which holds what a merge hides."""
    attributes = {local(key): value for key, value in element.attrib.items()}
    kind = attributes.get("value-type", "")
    text = plain_text("\n".join(_text(line) for line in _children(element, "p")), limits)
    formula = _formula(attributes.get("formula"))
    cell = _value_cell(kind, attributes, text)
    if formula is None:
        return cell
    if cell is None:
        return Cell("", "", "General", formula) if kind == "string" else Cell(None, "", "General", formula)
    return cell._replace(
        formula=formula, error=text if text in _ERRORS else None, value=None if text in _ERRORS else cell.value
    )


def _value_cell(kind: str, attributes: dict[str, str], text: str) -> Cell | None:
    if kind in {"float", "percentage", "currency"}:
        value = number(attributes.get("value", ""))
        return text_cell(text, "General") if value is None else Cell(value, text.strip(), _code(kind, text))
    if kind == "date":
        value = serial_of_iso(attributes.get("date-value", ""), from_1904=False)
        return text_cell(text, "General") if value is None else Cell(value, text.strip(), "yyyy-mm-dd")
    if kind == "time":
        match = _DURATION.fullmatch(attributes.get("time-value", ""))
        if match:
            hours, minutes, seconds, parts = match.groups()
            total = int(hours) * 3600 + int(minutes) * 60 + Decimal(f"{seconds}.{parts or 0}")
            return Cell(Decimal(f"{total / 86400:.15g}"), text.strip(), "h:mm:ss")
    if kind == "boolean":
        return truth_cell(attributes.get("boolean-value") == "true", "General")
    return text_cell(text or attributes.get("string-value", ""), "General")


def _code(kind: str, text: str) -> str:
    """A number format that says what the reader of a cell needs: whether it is a percentage, and its decimals."""
    if kind != "percentage" and not text.endswith(("%", "％")):
        return "General"
    match = _DECIMALS.search(text)
    return f"0.{'0' * len(match[1])}%" if match else "0%"


def _text(line: Element, level: int = 0) -> str:
    """The text of a paragraph: spans, repeated spaces, tabs and line breaks; notes left out."""
    if level > _DEPTH:
        raise UnreadableError("too-deep", part=_CONTENT)
    pieces = [line.text or ""]
    for child in line:
        name = local(child.tag)
        if name == "s":
            pieces.append(" " * min(_repeated(child, "c"), 1000))
        elif name in {"tab", "line-break"}:
            pieces.append("\t" if name == "tab" else "\n")
        elif name in {"span", "a"}:
            pieces.append(_text(child, level + 1))
        pieces.append(child.tail or "")
    return "".join(pieces)


def _formula(stored: str | None) -> str | None:
    """``of:=SUM([.A1:.B2];[$Sheet.C3])`` as Excel writes it: ``=SUM(A1:B2,Sheet!C3)``."""
    if not stored:
        return None
    text = stored[stored.find("=") :]

    def written(match: re.Match[str]) -> str:
        if match[1]:
            return match[1]
        return "," if match[3] else _reference(match[2])

    return _REFERENCE.sub(written, text)


def _reference(inside: str) -> str:
    first, _, last = inside.partition(":")
    sheet, _, cell = first.rpartition(".")
    prefix = f"{sheet.lstrip('$')}!" if sheet else ""
    return f"{prefix}{cell}:{last.rpartition('.')[2]}" if last else f"{prefix}{cell}"


def _links(formula: str | None) -> Iterator[str]:
    """Other files that a formula refers to: ``'file:///…'#$Sheet``."""
    if formula and "'file:" in formula:
        yield from re.findall(r"'(file:[^']+)'#", formula)


def _properties(package: Package) -> dict[str, str]:
    """The user-defined document properties."""
    if _META not in package:
        return {}
    tree = root(package.read(_META), _META)
    return {
        attribute(element, "name") or "": element.text or ""
        for group in tree
        for element in group
        if local(element.tag) == "user-defined"
    }
