"""Workbooks of Excel 97 to 2003 (.xls), which WPS also writes as .et. Runs in the worker process.

xlrd and not python-calamine: only xlrd tells the number format (whether 1 is shown as 100%), stored errors, hidden rows
and columns. It is old but complete, for the format has not changed since 2003, and it is written in Python alone, so
that a hostile file can waste time and memory but not abort the process. Neither gives the text of formulas.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import olefile
import xlrd
from xlrd.biffh import error_text_from_code
from xlrd.formatting import std_format_strings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xlrd.book import Book
    from xlrd.sheet import Sheet

#: Streams and storages by which other programs' files are known.
_OTHERS = {
    "worddocument": "word",
    "powerpoint document": "powerpoint",
    "visiodocument": "visio",
    "__properties_version1.0": "outlook",
}
_STATES = ("visible", "hidden", "veryHidden")
_BOUNDSHEET, _SUPBOOK, _FILEPASS = 0x0085, 0x01AE, 0x002F
_INSIDE = (0x0401, 0x3A01)  # SUPBOOK: this workbook itself, add-in functions


def read_xls(data: bytes, cell_limit: int) -> dict[str, Any]:
    """What a workbook holds, as JSON: ``sheets``, ``formats`` …, or ``fault`` with its ``details``.

    A damaged file raises whatever it raises: the process then ends, which is an answer, too.
    """
    properties: dict[str, str] = {}
    names: set[str] = set()
    stream = data
    if olefile.isOleFile(data):
        with olefile.OleFileIO(io.BytesIO(data)) as ole:
            names = {entry[0].lower() for entry in ole.listdir(streams=True, storages=True)}
            if fault := _foreign(names):
                return fault
            stream = ole.openstream("Workbook" if "workbook" in names else "Book").read()
            properties = _properties(ole)
    records = list(_globals(stream))
    if any(kind == _FILEPASS for kind, _ in records):
        return {"fault": "encrypted", "details": {}}
    book = xlrd.open_workbook(
        file_contents=data,
        formatting_info=True,
        ragged_rows=True,  # A1 and IV65536 are two cells, not sixteen million
        ignore_workbook_corruption=True,  # wrong sector tables, which Excel does not mind either
        logfile=io.StringIO(),
    )
    sheets, count = [], 0
    for sheet in book.sheets():
        sheets.append(_sheet(sheet))
        count += len(sheets[-1]["cells"])
        if count > cell_limit:
            return {"fault": "too-many-cells", "details": {"limit": cell_limit}}
    return {
        "sheets": sheets,
        "formats": [_format(book, xf.format_key) for xf in book.xf_list],
        "from_1904": book.datemode == 1,
        "has_macros": "_vba_project_cur" in names or any(_is_macro_sheet(*record) for record in records),
        "external_links": [link for kind, body in records if kind == _SUPBOOK if (link := _outside(body))],
        "properties": properties,
    }


def _foreign(names: set[str]) -> dict[str, Any] | None:
    """The fault of a compound file that is no readable workbook."""
    if "encryptedpackage" in names:
        return {"fault": "encrypted", "details": {}}
    if names & {"workbook", "book"}:
        return None
    kind = next((kind for name, kind in _OTHERS.items() if name in names), "compound")
    return {"fault": "not-a-workbook", "details": {"kind": kind}}


def _properties(ole: olefile.OleFileIO[str]) -> dict[str, str]:
    """The custom document properties."""
    if not ole.exists("\x05DocumentSummaryInformation"):
        return {}
    found = ole.get_userdefined_properties("\x05DocumentSummaryInformation", convert_time=False)
    return {str(entry.get("property_name")): str(entry.get("value")) for entry in found}


def _sheet(sheet: Sheet) -> dict[str, Any]:
    hidden_columns = [index + 1 for index, info in sheet.colinfo_map.items() if info.hidden]
    hidden_rows = [index + 1 for index, info in sheet.rowinfo_map.items() if info.hidden]
    return {
        "name": sheet.name,
        "state": _STATES[sheet.visibility] if sheet.visibility < len(_STATES) else "visible",
        "merges": [(top + 1, left + 1, bottom, right) for top, bottom, left, right in sheet.merged_cells],
        "hidden_rows": hidden_rows,
        "hidden_columns": hidden_columns,
        "cells": list(_cells(sheet)),
    }


def _cells(sheet: Sheet) -> Iterator[tuple[int, int, str, object, int]]:
    """Row, column, kind (n, t, b or e), value, index of the format."""
    kinds = {
        xlrd.XL_CELL_TEXT: "t",
        xlrd.XL_CELL_NUMBER: "n",
        xlrd.XL_CELL_DATE: "n",
        xlrd.XL_CELL_BOOLEAN: "b",
        xlrd.XL_CELL_ERROR: "e",
    }
    for row in range(sheet.nrows):
        for column, cell in enumerate(sheet.row(row)):
            kind = kinds.get(cell.ctype)
            if kind is not None:
                value = error_text_from_code.get(int(cell.value), "#VALUE!") if kind == "e" else cell.value
                yield row + 1, column + 1, kind, value, cell.xf_index or 0


def _format(book: Book, key: int) -> tuple[int, str | None]:
    """The number of a format, and its code where the file writes one out."""
    code = book.format_map[key].format_str if key in book.format_map else None
    return key, None if code == std_format_strings.get(key) else code


def _globals(stream: bytes) -> Iterator[tuple[int, bytes]]:
    """The records of the part that concerns the whole workbook: kind and body, up to the first end record."""
    place = 0
    while place + 4 <= len(stream):
        kind, size = (
            int.from_bytes(stream[place : place + 2], "little"),
            int.from_bytes(stream[place + 2 : place + 4], "little"),
        )
        if kind == 0x000A:
            return
        if kind in {_BOUNDSHEET, _SUPBOOK, _FILEPASS}:
            yield kind, stream[place + 4 : place + 4 + size]
        place += 4 + size


def _is_macro_sheet(kind: int, body: bytes) -> bool:
    return kind == _BOUNDSHEET and len(body) > 5 and body[5] in {1, 6}


def _outside(body: bytes) -> str:
    """The other workbook of a SUPBOOK record ([MS-XLS] 2.4.271), "" where it is none."""
    if len(body) < 5 or int.from_bytes(body[2:4], "little") in _INSIDE:
        return ""
    count, wide = int.from_bytes(body[2:4], "little"), body[4] & 1
    name = body[5 : 5 + count * (2 if wide else 1)].decode("utf-16-le" if wide else "latin-1", "replace")
    return "".join(letter for letter in name if letter.isprintable())
