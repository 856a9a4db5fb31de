"""Workbook packages to patch: built from text, and taken apart again."""

from __future__ import annotations

import re
import struct
import zipfile
from collections.abc import Mapping
from decimal import Decimal
from io import BytesIO

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from xladdin.model import CellRef
from xladdin.output.patch import CellChange
from xladdin.output.patch.addresses import parse_address

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
STRICT_MAIN = "http://purl.oclc.org/ooxml/spreadsheetml/main"
STRICT_RELATIONS = "http://purl.oclc.org/ooxml/officeDocument/relationships"
SHEET = "xl/worksheets/sheet1.xml"


def change(
    address: str, value: Decimal | str | int | bool | None, sheet: str = "表", computed: bool = False
) -> CellChange:
    """A change by its address; an int is a Decimal."""
    if isinstance(value, int) and not isinstance(value, bool):
        value = Decimal(value)
    return CellChange(CellRef(sheet, *parse_address(address)), value, computed)


def sheet_xml(content: str, after: str = "", before: str = "") -> str:
    """A worksheet part around the rows ``content``."""
    return (
        f'<worksheet xmlns="{MAIN}" xmlns:r="{RELATIONS}">{before}<sheetData>{content}</sheetData>{after}</worksheet>'
    )


def package(
    sheet: str | bytes,
    *,
    strict: bool = False,
    name: str = "表",
    workbook: str = "",
    more: Mapping[str, bytes] | None = None,
    compression: int = zipfile.ZIP_DEFLATED,
    stream: BytesIO | None = None,
) -> bytes:
    """A minimal .xlsx around one worksheet part; ``workbook`` follows ``<sheets>``, ``more`` adds or replaces parts."""
    main, relations = (STRICT_MAIN, STRICT_RELATIONS) if strict else (MAIN, RELATIONS)
    relation = f'<Relationship Id="rId1" Type="{relations}/%s" Target="%s"/>'
    rels = f'<Relationships xmlns="{PACKAGE_RELATIONS}">%s</Relationships>'
    content = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    parts = {
        "[Content_Types].xml": (
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="bin" ContentType="application/octet-stream"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{content}.sheet.main+xml"/>'
            f'<Override PartName="/{SHEET}" ContentType="{content}.worksheet+xml"/></Types>'
        ),
        "_rels/.rels": rels % (relation % ("officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": (
            f'<workbook xmlns="{main}" xmlns:r="{relations}"><sheets><sheet name="{name}" sheetId="1" r:id="rId1"/>'
            f"</sheets>{workbook}</workbook>"
        ),
        "xl/_rels/workbook.xml.rels": rels % (relation % ("worksheet", "worksheets/sheet1.xml")),
        SHEET: sheet,
        **(more or {}),
    }
    stream = stream or BytesIO()
    with zipfile.ZipFile(stream, "w", compression) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return stream.getvalue()


def with_parts(source: bytes, parts: Mapping[str, bytes]) -> bytes:
    """A copy of a package with parts added."""
    stream = BytesIO(source)
    with zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def read_bytes(data: bytes, name: str = SHEET) -> bytes:
    """A part's content."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return archive.read(name)


def read_part(data: bytes, name: str = SHEET) -> str:
    """A part's text."""
    return read_bytes(data, name).decode()


def open_sheet(data: bytes, name: str = "表") -> Worksheet:
    """A worksheet as openpyxl reads it."""
    return openpyxl.load_workbook(BytesIO(data))[name]


def members(data: bytes) -> dict[str, tuple[object, ...]]:
    """Of each member, in order: its directory entry apart from its place, its local header and its packed bytes."""
    found: dict[str, tuple[object, ...]] = {}
    with zipfile.ZipFile(BytesIO(data)) as archive:
        assert archive.testzip() is None
        for info in archive.infolist():
            name_length, extra_length = struct.unpack_from("<2H", data, info.header_offset + 26)
            end = info.header_offset + 30 + name_length + extra_length + info.compress_size
            found[info.filename] = (
                info.date_time,
                info.external_attr,
                info.internal_attr,
                info.create_system,
                info.create_version,
                info.extra,
                info.comment,
                info.flag_bits,
                info.CRC,
                data[info.header_offset : end],
            )
    return found


def changed_parts(before: bytes, after: bytes) -> set[str]:
    """The parts that differ in any byte, stored or unpacked; names and order must be the same."""
    old, new = members(before), members(after)
    assert list(old) == list(new)
    assert [fields[:2] for fields in old.values()] == [fields[:2] for fields in new.values()]
    return {name for name in old if old[name] != new[name]}


def without_cells(text: str, *addresses: str) -> str:
    """A worksheet part without some cells: what must be the same before and after."""
    for address in addresses:
        text = re.sub(rf'<(\w+:)?c r="{address}"(?:[^>]*/>|[^>]*>.*?</(\w+:)?c>)', "", text, flags=re.DOTALL)
    return text
