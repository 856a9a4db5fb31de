"""Files of real programs: what they can hold survives a patch byte for byte; any sheet takes any values."""

from __future__ import annotations

import struct
import zlib
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.utils.escape import unescape

from tests.output.packages import change, changed_parts, open_sheet, read_part, with_parts, without_cells
from tests.tools import convert
from xladdin.model import CellRef
from xladdin.output.patch import CellChange, patch_cells

WORKBOOKS = Path(__file__).parent.parent / "data" / "workbooks"
NEW = [change("B2", Decimal("9.98")), change("B3", "优"), change("H25", 7), change("A1", None)]
PLACES = ("B2", "B3", "H25", "A1")


def png() -> bytes:
    """A picture of one dot."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">L", len(data)) + kind + data + struct.pack(">L", zlib.crc32(kind + data))

    header = struct.pack(">2L5B", 1, 1, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND", b"")


def rich_workbook(**options: object) -> bytes:
    """Everything a library drops when it saves a file again."""
    stream = BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True, **options})
    sheet = book.add_worksheet("表")
    percent = book.add_format({"num_format": "0.00%", "border": 1})
    for row in range(1, 10):
        sheet.write_row(row, 0, [f"指标{row}", row * 1.5, 0.95], percent)
    sheet.write_formula("D2", "=SUM(B2:B9)", percent, 67.5)
    sheet.write_array_formula("E2:E3", "{=B2:B3*2}", None, 3)
    sheet.write_rich_string("A1", "得", book.add_format({"bold": True}), "分")
    sheet.merge_range("A12:C13", "合并")
    sheet.data_validation("B2:B9", {"validate": "decimal", "criteria": "between", "minimum": 0, "maximum": 100})
    sheet.conditional_format("B2:B9", {"type": "data_bar"})
    sheet.write_comment("B2", "批注")
    sheet.insert_image("J1", "dot.png", {"image_data": BytesIO(png())})
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": "=表!$B$2:$B$9"})
    sheet.insert_chart("J5", chart)
    sheet.insert_textbox("J20", "文本框")
    sheet.add_sparkline("F2", {"range": "表!B2:B9"})
    sheet.add_table("L1:M4", {"columns": [{"header": "甲"}, {"header": "乙"}]})
    sheet.set_header("&L&G", {"image_left": "dot.png", "image_data_left": BytesIO(png())})
    sheet.write_url("A30", "https://example.org")
    sheet.protect("密码")
    book.define_name("区域", "=表!$B$2:$B$9")
    book.add_worksheet("另一张").hide()
    book.close()
    return stream.getvalue()


def with_macros(source: bytes) -> bytes:
    return with_parts(source, {"xl/vbaProject.bin": bytes(range(256)) * 8, "customUI/customUI.xml": b"<customUI/>"})


@pytest.mark.filterwarnings("ignore:Sparkline")
@pytest.mark.parametrize(
    "source",
    [
        pytest.param(rich_workbook(), id="XlsxWriter"),
        pytest.param(rich_workbook(use_zip64=True), id="XlsxWriter-zip64"),
        pytest.param(with_macros(rich_workbook()), id="macros-and-ribbon"),
    ],
)
def test_what_a_library_would_drop_stays(source: bytes) -> None:
    result = patch_cells(source, [*NEW, change("D2", 1), change("E3", 1)])
    assert len(result.skipped) == 2
    assert changed_parts(source, result.data) == {"xl/worksheets/sheet1.xml"}
    before, after = read_part(source), read_part(result.data)
    assert without_cells(after, *PLACES).replace('<row r="25"></row>', "") == without_cells(before, *PLACES)
    sheet = open_sheet(result.data)
    assert [sheet[place].value for place in PLACES] == [9.98, "优", 7, None]
    assert sheet["B2"].number_format == "0.00%"


@pytest.mark.parametrize("name", ["seed003", "ah_heritage", "sx_medins", "yn_patrol", "sc_gauge"])
def test_real_forms(name: str) -> None:
    source = (WORKBOOKS / f"{name}.xlsx").read_bytes()
    book = openpyxl.load_workbook(BytesIO(source))
    for sheet in book:
        result = patch_cells(source, [CellChange(CellRef(sheet.title, 6, 5), Decimal("0.123"))])
        assert len(changed_parts(source, result.data)) == 1
        expected = {cell.coordinate: cell.value for row in sheet.iter_rows() for cell in row if cell.value is not None}
        merged = next((str(area) for area in sheet.merged_cells.ranges if "E6" in area), "E6").partition(":")[0]
        new = openpyxl.load_workbook(BytesIO(result.data))[sheet.title]
        found = {cell.coordinate: cell.value for row in new.iter_rows() for cell in row if cell.value is not None}
        assert found == {**expected, merged: 0.123}
        assert new[merged].style_id == sheet[merged].style_id


def test_a_file_of_libreoffice_and_libreoffice_on_a_patched_file(tmp_path: Path) -> None:
    (tmp_path / "form.xlsx").write_bytes(rich_workbook())
    (tmp_path / "saved").mkdir()
    source = convert(tmp_path / "form.xlsx", "xlsx", tmp_path / "saved").read_bytes()
    result = patch_cells(source, [*NEW, change("B6", "=1+1"), change("D2", 100, computed=True)])
    assert changed_parts(source, result.data) == {"xl/worksheets/sheet1.xml"}
    (tmp_path / "patched.xlsx").write_bytes(result.data)
    lines = convert(tmp_path / "patched.xlsx", "csv:Text - txt - csv (StarCalc):44,34,76", tmp_path).read_text()
    cells = [line.split(",") for line in lines.splitlines()]
    assert (cells[0][0], cells[1][1], cells[2][1], cells[5][1], cells[24][7]) == ("", "998.00%", "优", "=1+1", "7")


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
values = st.none() | texts | st.decimals(-(10**9), 10**9, places=4).map(lambda number: number.normalize())
places = st.tuples(st.integers(1, 12), st.integers(1, 8))
sheets = st.dictionaries(places, values, max_size=40)


def workbook(content: dict[tuple[int, int], Decimal | str | None], merges: set[int]) -> bytes:
    """A sheet of these cells, each with a style of its own; in every row of ``merges`` C and D are merged."""
    stream = BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet("表")
    styles = [book.add_format({"indent": indent}) for indent in range(1, 4)]
    for (row, column), value in content.items():
        style = styles[(row + column) % 3]
        if isinstance(value, str) and value:
            sheet.write_string(row - 1, column - 1, value, style)
        elif value is None or value == "":
            sheet.write_blank(row - 1, column - 1, None, style)
        else:
            sheet.write_number(row - 1, column - 1, value, style)
    for row in merges:
        sheet.merge_range(row - 1, 2, row - 1, 3, "")
    book.close()
    return stream.getvalue()


def snapshot(data: bytes) -> dict[tuple[int, int], tuple[object, float]]:
    """Value and indent of every cell that has either."""
    cells = (cell for row in open_sheet(data).iter_rows(1, 14, 1, 10) for cell in row)
    found = {(cell.row, cell.column): (cell.value, getattr(cell.alignment, "indent", 0)) for cell in cells}
    return {place: shown for place, shown in found.items() if shown != (None, 0)}


def as_read(value: Decimal | str | None) -> object:
    """A value as openpyxl gives it back."""
    if isinstance(value, Decimal):
        return float(value)
    return value or None


@settings(max_examples=60, deadline=None)
@given(sheets, st.sets(st.integers(1, 3), max_size=2), sheets)
def test_exactly_the_changed_cells_change(
    content: dict[tuple[int, int], Decimal | str | None],
    merges: set[int],
    new: dict[tuple[int, int], Decimal | str | None],
) -> None:
    source = workbook(content, merges)
    new = {place: value for place, value in new.items() if not (place[1] == 4 and place[0] in merges)}
    result = patch_cells(source, [CellChange(CellRef("表", *place), value) for place, value in new.items()])
    assert not result.skipped
    before, after = snapshot(source), snapshot(result.data)
    for place, value in new.items():
        shown = after.pop(place, (None, 0))
        if isinstance(shown[0], str):
            shown = (unescape(shown[0]), shown[1])
        assert shown == (as_read(value), before.pop(place, (None, 0))[1])
    assert before == after
