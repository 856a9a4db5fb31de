"""The edits that put values into a worksheet part.

Only the ``<c>`` elements concerned are written anew. What may change besides: ``dimension`` and a row's ``spans``,
where a new cell lies outside of them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from xladdin.model import Range
from xladdin.output.patch.addresses import parse_range
from xladdin.output.patch.cell_xml import CellValue, changed_cell, new_cell
from xladdin.output.patch.markup import Edit, StartTag, splice
from xladdin.output.patch.outline import set_attribute
from xladdin.output.patch.sheet_map import CellMap, RowMap, SheetMap


class NewValue(NamedTuple):
    """What goes into a cell; ``computed``: as the stored result of the formula that stands there."""

    value: CellValue
    computed: bool

    def edit(self, body: bytes, cell: CellMap) -> Edit:
        """The change of a cell that is there."""
        return Edit(*cell.span, changed_cell(body, cell, self.value, computed=self.computed))

    def cell(self, prefix: bytes, row: int, column: int, style: int) -> bytes:
        """A cell that is not there yet; ``style`` is that of its row or column."""
        return new_cell(prefix, row, column, style, self.value)


class NewStyle(NamedTuple):
    """Another style for a cell, whose content stays."""

    style: int

    def edit(self, body: bytes, cell: CellMap) -> Edit:
        """The change of a cell that is there."""
        return set_attribute(body, cell.tag, b"s", b"%d" % self.style)

    def cell(self, prefix: bytes, row: int, column: int, _: int) -> bytes:
        """An empty cell where none is yet."""
        return new_cell(prefix, row, column, self.style, None)


Change = NewValue | NewStyle


def with_values(sheet: SheetMap, values: Mapping[tuple[int, int], Change], others: Sequence[Edit] = ()) -> bytes:
    """The worksheet part with ``values`` by (row, column) put into it; they must not lie inside merged cells.

    ``others`` are edits outside of the cells.
    """
    edits: list[Edit] = [*others]
    new_rows: list[Edit] = []
    added: list[tuple[int, int]] = []
    for number, group in groupby(sorted(values), key=lambda place: place[0]):
        columns = {column: values[number, column] for _, column in group}
        row = sheet.row(number)
        if row is None:
            new_rows.append(_new_row(sheet, number, columns))
            added += [(number, column) for column in columns]
        else:
            edits += _row_edits(sheet, row, number, columns)
            added += [(number, column) for column in columns if row.cell(column) is None]
    edits += _into_data(sheet, new_rows)
    edits += _widened_dimension(sheet, added)
    return sheet.text.write(splice(sheet.body, edits))


def _new_row(sheet: SheetMap, number: int, columns: Mapping[int, Change]) -> Edit:
    prefix = _data_tag(sheet).prefix
    cells = b"".join(new.cell(prefix, number, column, sheet.column_style(column)) for column, new in columns.items())
    place = sheet.row_place(number)
    return Edit(place, place, b'<%srow r="%d">%s</%srow>' % (prefix, number, cells, prefix))


def _row_edits(sheet: SheetMap, row: RowMap, number: int, columns: Mapping[int, Change]) -> list[Edit]:
    body = sheet.body
    edits: list[Edit] = []
    inserted: list[Edit] = []
    for column, new in columns.items():
        cell = row.cell(column)
        if cell is not None:
            edits.append(new.edit(body, cell))
            continue
        style = sheet.column_style(column) if row.style is None else row.style
        place = row.cell_place(column)
        inserted.append(Edit(place, place, new.cell(row.tag.prefix, number, column, style)))
    if inserted:
        edits += _widened_spans(body, row, [column for column in columns if row.cell(column) is None])
        edits += _opened(body, row.tag, inserted)
    return edits


def _into_data(sheet: SheetMap, new_rows: list[Edit]) -> list[Edit]:
    return _opened(sheet.body, _data_tag(sheet), new_rows) if new_rows else []


def _opened(body: bytes, tag: StartTag, inserted: list[Edit]) -> list[Edit]:
    """Insertions into an element; one written as ``<row/>`` gets an end tag."""
    if not tag.is_empty(body):
        return inserted
    content = b"".join(edit.text for edit in inserted)
    return [Edit(tag.end - 2, tag.end, b">" + content + b"</" + tag.name + b">")]


def _data_tag(sheet: SheetMap) -> StartTag:
    if sheet.data is None:
        raise ValueError("not a worksheet: no sheetData")
    return StartTag(sheet.body, sheet.data.start)


def _widened_spans(body: bytes, row: RowMap, columns: list[int]) -> list[Edit]:
    """A row's ``spans`` ("1:8", or several) stretched over its new cells."""
    attribute = row.tag.places(body).get(b"spans")
    if attribute is None:
        return []
    _, start, end = attribute
    try:
        bounds = [int(bound) for bound in body[start:end].replace(b":", b" ").split()]
    except ValueError:  # an optional hint, of no use when it cannot be read
        return []
    if not bounds or (min(bounds) <= min(columns) and max(columns) <= max(bounds)):
        return []
    widened = b"%d:%d" % (min(*bounds, *columns), max(*bounds, *columns))
    return [Edit(start, end, widened)]


def _widened_dimension(sheet: SheetMap, added: list[tuple[int, int]]) -> list[Edit]:
    """The used range stretched over new cells: readers that trust it would not see them otherwise."""
    if sheet.dimension is None or not added:
        return []
    attribute = StartTag(sheet.body, sheet.dimension).places(sheet.body).get(b"ref")
    if attribute is None:
        return []
    _, start, end = attribute
    try:
        area = parse_range(sheet.body[start:end].decode())
    except ValueError:
        return []
    rows, columns = zip(*added, strict=True)
    widened = Range(
        min(area.first_row, *rows),
        min(area.first_column, *columns),
        max(area.last_row, *rows),
        max(area.last_column, *columns),
    )
    return [] if widened == area else [Edit(start, end, str(widened).encode())]
