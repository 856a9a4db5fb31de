"""The way back: the original byte for byte, or what another program saved without our marks."""

from __future__ import annotations

import hashlib
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from tests.output.marked.marking import HINT, finding, mark_bytes, parts, unmark
from tests.output.marked.test_marked_copy import form, load, saved
from tests.output.packages import package, sheet_xml, with_parts
from tests.output.test_patch_files import rich_workbook, with_macros
from tests.tools import convert
from xladdin import pipeline, reader
from xladdin.model import CheckOptions, Severity

WORKBOOKS = Path(__file__).parents[2] / "data" / "workbooks"


def coloured(sheet: Worksheet) -> None:
    sheet["B2"].fill = PatternFill("solid", fgColor="FF00FF00")
    sheet["B3"].fill = PatternFill("solid", fgColor="FF00FFFF")
    sheet["B4"].comment = Comment("请领导审核", "李四")
    sheet["B5"].comment = Comment("不动", "李四")


@pytest.mark.parametrize(
    "source",
    [
        pytest.param(rich_workbook(), id="XlsxWriter"),
        pytest.param(rich_workbook(use_zip64=True), id="XlsxWriter-zip64"),
        pytest.param(with_macros(form()), id="macros-and-ribbon"),
        pytest.param(form(coloured), id="openpyxl"),
        pytest.param(package(sheet_xml('<row r="1"><c r="A1"><v>1</v></c></row>')), id="minimal"),
    ],
)
def test_an_untouched_copy_goes_back_byte_for_byte(source: bytes, tmp_path: Path) -> None:
    back = unmark(mark_bytes(source, tmp_path, finding("B2", "B4", "Z99"), finding()), tmp_path)
    assert parts(back.data) == parts(source)
    assert back.marked
    if back.exact:
        assert back.data == source


def test_a_usual_file_goes_back_as_a_whole(tmp_path: Path) -> None:
    for path in sorted(WORKBOOKS.glob("*.xlsx")):
        source = path.read_bytes()
        sheet = reader.read(path).sheets[0].name
        back = unmark(mark_bytes(source, tmp_path, finding("G13", "H40", sheet=sheet)), tmp_path)
        assert back.exact
        assert hashlib.sha256(back.data).digest() == hashlib.sha256(source).digest()


def test_marking_twice_is_marking_once(tmp_path: Path) -> None:
    once = mark_bytes(form(coloured), tmp_path, finding("B2", "B4"))
    assert mark_bytes(once, tmp_path, finding("B2", "B4"), name="again.xlsx") == once
    other = load(mark_bytes(once, tmp_path, finding("C7"), name="other.xlsx"))
    assert other["B2"].fill.fgColor.rgb == "FF00FF00"
    assert other["B4"].comment.text == "请领导审核"
    assert other["C7"].comment is not None


def as_saved_by(program: str, marked: bytes, folder: Path) -> bytes:
    """The copy after somebody filled in C2 and saved it."""
    if program == "openpyxl":
        book = openpyxl.load_workbook(BytesIO(marked))
        book["表"]["C2"] = "改好了"
        return saved(book)
    path = folder / "saved.xlsx"
    path.write_bytes(marked)
    (folder / program).mkdir()
    return convert(path, "xlsx", folder / program).read_bytes()


@pytest.mark.parametrize("program", ["openpyxl", "soffice"])
def test_a_copy_that_was_saved_again_loses_our_marks_only(program: str, tmp_path: Path) -> None:
    source = form(coloured)
    findings = (finding("B2", "B4"), finding("B3", "E9", severity=Severity.NOTE))
    edited = as_saved_by(program, mark_bytes(source, tmp_path, *findings), tmp_path)
    back = unmark(edited, tmp_path)
    assert back.marked
    assert not back.exact
    book = openpyxl.load_workbook(BytesIO(back.data))
    assert book.sheetnames == ["表"]
    sheet = book["表"]
    assert sheet["B2"].fill.fgColor.rgb[-6:] == "00FF00"
    assert sheet["B3"].fill.fgColor.rgb[-6:] == "00FFFF"
    assert sheet["B4"].fill.patternType is None
    assert sheet["E9"].fill.patternType is None
    assert sheet["B4"].comment.text == "请领导审核"
    assert sheet["B5"].comment.text == "不动"
    assert sheet["B2"].comment is None
    assert sheet["E9"].comment is None
    if program == "openpyxl":
        assert sheet["C2"].value == "改好了"


def test_marks_follow_rows_that_were_inserted(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(BytesIO(mark_bytes(form(coloured), tmp_path, finding("B2"))))
    book["表"].move_range("A1:C7", rows=3)
    sheet = openpyxl.load_workbook(BytesIO(unmark(saved(book), tmp_path).data))["表"]
    assert sheet["B5"].fill.fgColor.rgb == "FF00FF00"


def test_what_somebody_wrote_into_a_comment_of_ours_is_kept(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(BytesIO(mark_bytes(form(), tmp_path, finding("B2", "B3", "B4"))))
    sheet = book["表"]
    sheet["B2"].comment = Comment(sheet["B2"].comment.text + "已改", "李四")
    sheet["B3"].comment = Comment(sheet["B3"].comment.text[:-3] + "已改", "李四")
    back = unmark(saved(book), tmp_path)
    sheet = load(back.data)
    assert sheet["B2"].comment.text == "已改"
    assert HINT in sheet["B3"].comment.text
    assert sheet["B4"].comment is None
    assert len(back.notes) == 2


def test_without_the_index_sheet_colours_go_all_the_same(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(BytesIO(mark_bytes(form(coloured), tmp_path, finding("B2"))))
    del book["检查结果"]
    sheet = load(unmark(saved(book), tmp_path).data)
    assert sheet["B2"].fill.patternType is None
    assert sheet["B3"].fill.fgColor.rgb == "FF00FFFF"


def test_tabs_are_counted_anew(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(BytesIO(mark_bytes(form(), tmp_path, finding("B2"))))
    book.create_sheet("后加")
    book.move_sheet("检查结果", -1)
    book["后加"].print_title_rows = "1:2"
    book["检查结果"].print_title_rows = "1:1"
    book.active = 2
    back = openpyxl.load_workbook(BytesIO(unmark(saved(book), tmp_path).data))
    assert back.sheetnames == ["表", "后加"]
    assert back.active.title == "后加"
    assert back["后加"].print_title_rows == "$1:$2"


def test_a_file_without_marks_is_left_alone(tmp_path: Path) -> None:
    source = form(coloured)
    back = unmark(source, tmp_path)
    assert not back.marked
    assert back.data == source


def test_a_forged_record_does_no_harm(tmp_path: Path) -> None:
    marked = mark_bytes(form(), tmp_path, finding("B2"))
    forged = {name: data for name, data in parts(marked).items() if name != "xl/xladdinMarks1.bin"}
    stream = BytesIO(package("", more=forged))
    back = unmark(with_parts(stream.getvalue(), {"xl/xladdinMarks1.bin": b"PK"}), tmp_path)
    assert back.marked
    assert not back.exact
    assert "检查结果" not in openpyxl.load_workbook(BytesIO(back.data)).sheetnames


@pytest.mark.parametrize("path", sorted(WORKBOOKS.glob("*.xlsx")), ids=lambda path: path.stem)
def test_a_marked_copy_is_checked_like_its_original(path: Path, tmp_path: Path) -> None:
    options = CheckOptions()
    (marked,) = pipeline.mark_files([path], [path], tmp_path, options)
    assert marked.written is not None
    before, after = pipeline.check_file(path, options), pipeline.check_file(marked.written, options)
    assert after.all_findings == before.all_findings
