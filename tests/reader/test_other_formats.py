"""The same form in .xls, .et and .ods is the same form."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest
import xlwt

from tests.reader.packages import zipped
from xladdin.model import FaultKind, Range, SheetState, Workbook
from xladdin.reader import read
from xladdin.reader.xls import process

WORKBOOKS = Path(__file__).parents[1] / "data" / "workbooks"
CONVERTED = Path(__file__).parent / "data"  # saved by LibreOffice from the workbooks of the same name
PAIRS = [(path, WORKBOOKS / f"{path.stem}.xlsx") for path in sorted([*CONVERTED.iterdir(), WORKBOOKS / "sc_gauge.xls"])]


@pytest.mark.parametrize(("path", "original"), PAIRS, ids=lambda path: path.name)
def test_real_forms_are_equal_to_their_xlsx(path: Path, original: Path) -> None:
    ours, expected = read(path), read(original)
    assert ours.faults == expected.faults == ()
    assert [sheet.name for sheet in ours.sheets] == [sheet.name for sheet in expected.sheets]
    for sheet, other in zip(ours.sheets, expected.sheets, strict=True):
        assert set(sheet.merges) == set(other.merges)
        assert set(sheet.cells) == set(other.cells)
        for place, cell in other.cells.items():
            found = sheet.cells[place]
            assert (found.value, found.text, found.is_percent) == (cell.value, cell.text, cell.is_percent)


def test_a_percentage_in_xls_is_known_as_one() -> None:
    cell = read(WORKBOOKS / "sc_gauge.xls").sheets[0].cells[9, 10]
    assert (cell.value, cell.text, cell.is_percent) == (1, "100.00%", True)


@pytest.fixture
def old_book(tmp_path: Path) -> Path:
    book = xlwt.Workbook()
    sheet = book.add_sheet("自评表")
    codes = ["0.00%", "0%", '0.00"万元"', "yyyy-mm-dd", "General", 'yyyy"年"m"月"d"日"']
    styles = [xlwt.easyxf(num_format_str=code) for code in codes]
    sheet.write(0, 0, 0.9981, styles[0])
    sheet.write(0, 1, 1, styles[1])
    sheet.write(0, 2, 19.96, styles[2])
    sheet.write(0, 3, dt.date(2024, 5, 1), styles[3])
    sheet.write(0, 4, True)
    sheet.write(0, 5, "≥95%\n第二行")
    sheet.write(0, 6, dt.date(2024, 5, 1), styles[5])
    sheet.write(0, 7, "", styles[0])
    sheet.write_merge(2, 3, 0, 1, "合并")
    sheet.row(5).write(0, "藏")
    sheet.row(5).hidden = True
    sheet.row(6).hidden = True
    sheet.write(0, 9, "藏")
    sheet.col(9).hidden = True
    sheet.row(7).set_cell_error(0, "#DIV/0!")
    book.add_sheet("隐藏").visibility = 1
    path = tmp_path / "old.xls"
    book.save(str(path))
    return path


def test_everything_a_checker_needs_of_an_xls(old_book: Path) -> None:
    book = read(old_book)
    sheet = book.sheets[0]
    texts = {place: cell.text for place, cell in sheet.cells.items() if place[0] == 1}
    assert texts == {
        (1, 1): "99.81%",
        (1, 2): "100%",
        (1, 3): "19.96万元",
        (1, 4): "2024-05-01",
        (1, 5): "TRUE",
        (1, 6): "≥95%\n第二行",
        (1, 7): "2024年5月1日",
        (1, 10): "藏",
    }
    assert sheet.cells[1, 1].value == Decimal("0.9981")
    assert sheet.cells[1, 5].value is True
    assert sheet.cells[8, 1].error == "#DIV/0!"
    assert sheet.merges == (Range(3, 1, 4, 2),)
    assert (sheet.hidden_rows, sheet.hidden_columns) == ({6}, {10})
    assert [found.state for found in book.sheets] == [SheetState.VISIBLE, SheetState.HIDDEN]
    assert not book.has_macros


@pytest.mark.parametrize("ending", [".et", ".xlsx", ".ods", ".ett", ""])
def test_the_content_counts_and_not_the_ending(old_book: Path, ending: str, tmp_path: Path) -> None:
    path = tmp_path / f"renamed{ending}"
    path.write_bytes(old_book.read_bytes())
    assert cells_of(read(path)) == cells_of(read(old_book))
    path.write_bytes((WORKBOOKS / "seed003.xlsx").read_bytes())
    assert cells_of(read(path)) == cells_of(read(WORKBOOKS / "seed003.xlsx"))


def cells_of(book: Workbook) -> list[object]:
    assert book.faults == ()
    return [sheet.cells for sheet in book.sheets]


def test_one_worker_reads_many_files_and_dies_with_the_program(old_book: Path) -> None:
    read(old_book)
    worker = process._holder.worker
    assert worker is not None
    read(old_book)
    assert process._holder.worker is worker
    script = (
        "import sys; from pathlib import Path; from xladdin.reader import read; from xladdin.reader.xls import process;"
        "assert not read(Path(sys.argv[1])).faults; print(process._holder.worker._process.pid)"
    )
    ran = subprocess.run([sys.executable, "-c", script, str(old_book)], capture_output=True, text=True, check=True)
    assert ran.stderr == ""
    with pytest.raises(ProcessLookupError):
        os.kill(int(ran.stdout), 0)


def test_a_worker_that_was_killed_is_replaced(old_book: Path) -> None:
    read(old_book)
    assert process._holder.worker is not None
    process._holder.worker._process.kill()
    process._holder.worker._process.wait()
    assert [fault.kind for fault in read(old_book).faults] in ([], [FaultKind.DAMAGED])
    assert read(old_book).faults == ()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="a Unix thing")
def test_a_forked_process_has_a_worker_of_its_own(old_book: Path) -> None:
    read(old_book)
    child = os.fork()
    if not child:
        book = read(old_book)
        process._holder.stop()
        os._exit(0 if not book.faults else 1)
    assert os.waitpid(child, 0)[1] == 0
    assert read(old_book).faults == ()


def test_modules_beside_the_files_are_not_imported(
    old_book: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "json.py").write_text("raise SystemExit", encoding="utf-8")
    process._holder.stop()
    monkeypatch.chdir(tmp_path)
    assert read(old_book).faults == ()


def test_no_interpreter_to_start(old_book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    process._holder.stop()
    monkeypatch.setattr(sys, "executable", str(old_book.parent / "no-python"))
    assert [fault.kind for fault in read(old_book).faults] == [FaultKind.DAMAGED]
    monkeypatch.undo()
    assert read(old_book).faults == ()


NAMES = "urn:oasis:names:tc:opendocument:xmlns"
MIMETYPE = "application/vnd.oasis.opendocument.spreadsheet"


def ods(rows: str, tmp_path: Path, columns: str = "", **parts: str) -> Workbook:
    content = (
        f'<office:document-content xmlns:office="{NAMES}:office:1.0" xmlns:table="{NAMES}:table:1.0" '
        f'xmlns:text="{NAMES}:text:1.0" xmlns:style="{NAMES}:style:1.0" xmlns:calcext="urn:calcext">'
        '<office:automatic-styles><style:style style:name="ta2"><style:table-properties table:display="false"/>'
        '</style:style></office:automatic-styles><office:body><office:spreadsheet><table:table table:name="表">'
        f'{columns}{rows}</table:table><table:table table:name="藏" table:style-name="ta2"/>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    path = tmp_path / "book.ods"
    path.write_bytes(zipped({"mimetype": MIMETYPE, "content.xml": content} | parts))
    return read(path)


def cell(kind: str, attributes: str = "", text: str = "") -> str:
    shown = f"<text:p>{text}</text:p>" if text else ""
    return f'<table:table-cell office:value-type="{kind}" {attributes}>{shown}</table:table-cell>'


def test_kinds_of_values_in_ods(tmp_path: Path) -> None:
    row = "".join([
        cell("float", 'office:value="19.96"', "19.96"),
        cell("percentage", 'office:value="0.998"', "99.80%"),
        cell("date", 'office:date-value="2024-05-01"', "2024年5月1日"),
        cell("time", 'office:time-value="PT12H00M00S"', "12:00"),
        cell("boolean", 'office:boolean-value="true"', "TRUE"),
        cell("string", "", "产出<text:s text:c='2'/><text:span>指标</text:span><text:line-break/>二"),
        cell("string", 'calcext:value-type="error" table:formula="of:=[.A1]/0"', "#DIV/0!"),
        cell("float", 'office:value="3" table:formula="of:=SUM([.A1:.B2];[$其他.$C$3])"', "3"),
        '<table:table-cell><office:annotation><text:p>批注</text:p></office:annotation></table:table-cell>',
        cell("currency", 'office:value="5"', "￥5.00"),
    ])  # fmt: skip
    found = ods(f"<table:table-row>{row}</table:table-row>", tmp_path).sheets[0].cells
    assert {place[1]: (found[place].value, found[place].text) for place in found} == {
        1: (Decimal("19.96"), "19.96"),
        2: (Decimal("0.998"), "99.80%"),
        3: (Decimal(45413), "2024年5月1日"),
        4: (Decimal("0.5"), "12:00"),
        5: (True, "TRUE"),
        6: ("产出  指标\n二", "产出  指标\n二"),
        7: (None, "#DIV/0!"),
        8: (3, "3"),
        10: (5, "￥5.00"),
    }
    assert [found[1, column].is_percent for column in (1, 2)] == [False, True]
    assert (found[1, 7].error, found[1, 7].formula) == ("#DIV/0!", "=A1/0")
    assert found[1, 8].formula == "=SUM(A1:B2,其他!$C$3)"


def test_repeats_merges_hidden_rows_and_groups_in_ods(tmp_path: Path) -> None:
    rows = (
        '<table:table-header-rows><table:table-row table:number-rows-repeated="2">'
        + cell("string", 'table:number-columns-repeated="2"', "重")
        + "</table:table-row></table:table-header-rows>"
        '<table:table-row table:number-rows-repeated="1048000">'
        '<table:table-cell table:number-columns-repeated="16384"/>'
        "</table:table-row>"
        '<table:table-row table:visibility="collapse">'
        + cell("string", 'table:number-columns-spanned="2" table:number-rows-spanned="3"', "合")
        + "<table:covered-table-cell/>"
        + cell("string", "", "后")
        + "</table:table-row>"
    )
    columns = (
        '<table:table-column/><table:table-column table:visibility="collapse" table:number-columns-repeated="16383"/>'
    )
    book = ods(rows, tmp_path, columns)
    sheet = book.sheets[0]
    assert set(sheet.cells) == {(1, 1), (1, 2), (2, 1), (2, 2), (1048003, 1), (1048003, 3)}
    assert sheet.merges == (Range(1048003, 1, 1048005, 2),)
    assert (sheet.hidden_rows, sheet.hidden_columns) == ({1048003}, {2, 3})
    assert [found.state for found in book.sheets] == [SheetState.VISIBLE, SheetState.HIDDEN]


def test_formulas_without_values_in_ods(tmp_path: Path) -> None:
    row = cell("float", 'office:value="2"', "2") + '<table:table-cell table:formula="of:=[.A1]*3"/>'
    book = ods(f"<table:table-row>{row}</table:table-row>", tmp_path)
    assert (book.sheets[0].cells[1, 2].value, book.missing_values) == (6, 1)


def test_encrypted_ods(tmp_path: Path) -> None:
    book = ods("", tmp_path, **{"META-INF/manifest.xml": "<manifest><encryption-data/></manifest>"})
    assert [fault.kind for fault in book.faults] == [FaultKind.ENCRYPTED]


def test_properties_macros_and_links_in_ods(tmp_path: Path) -> None:
    meta = '<m:x xmlns:m="urn:m"><m:meta><m:user-defined m:name="模板">国家2020</m:user-defined></m:meta></m:x>'
    linked = '<table:table-cell table:formula="of:=&apos;file:///D:/a.ods&apos;#$Sheet1.A1" office:value-type="float" '
    rows = f'<table:table-row>{linked}office:value="1"/></table:table-row>'
    book = ods(rows, tmp_path, **{"meta.xml": meta, "Basic/script-lc.xml": "<x/>"})
    assert book.properties == {"模板": "国家2020"}
    assert book.has_macros
    assert book.external_links == ("file:///D:/a.ods",)
