"""标注 and 清除标注: what was the clerk's stays the clerk's."""

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill

from tests.excel.desks import WORKBOOKS, desk_with, faultless
from tests.excel.fake_excel import FakeBook, FakeCondition
from xladdin import pipeline
from xladdin.excel import marks, ribbon
from xladdin.model import CellRef, CheckOptions, Finding, Severity

SEED = WORKBOOKS / "seed003.xlsx"


@pytest.fixture
def painted(tmp_path):
    """The seed as a clerk may have painted it: fills, fonts and comments on cells with findings."""
    book = openpyxl.load_workbook(SEED)
    sheet = book["自评表"]
    sheet["G12"].fill = PatternFill("solid", fgColor="00FF00")
    sheet["G12"].font = Font(name="黑体", bold=True, color="FF0000")
    sheet["G12"].comment = Comment("已与财政局核对", "张某")
    sheet["H20"].comment = Comment("待补", "李某")
    path = tmp_path / "自评表.xlsx"
    book.save(path)
    return path


def looks(sheet):
    """Fill, font and comment of every cell."""
    return {
        cell.coordinate: (repr(cell.fill), repr(cell.font), cell.comment and (cell.comment.text, cell.comment.author))
        for row in sheet.iter_rows()
        for cell in row
    }


def cells_with_findings(path):
    checked = pipeline.check_file(path, CheckOptions())
    return {str(cell) for one in checked.all_findings for cell in one.cells or (one.cell,) if cell}


def test_every_cell_with_a_finding_is_coloured_by_its_gravest_one():
    desk = desk_with(SEED)
    told = ribbon.mark(desk)
    sheet = desk.book.Worksheets.Item(1)
    assert {one.area.split(":")[0] for one in sheet.conditions} == cells_with_findings(SEED)
    colours = {one.area.split(":")[0]: one.colour for one in sheet.conditions}
    assert colours["G12"] == "FFC7CE"
    assert colours["A13"] == "FFEB9C"
    assert not any(one.StopIfTrue for one in sheet.conditions)
    assert str(len(sheet.conditions)) in told


def test_a_merged_cell_is_coloured_as_a_whole():
    desk = desk_with(SEED)
    ribbon.mark(desk)
    merged = {str(area) for area in desk.book.file["自评表"].merged_cells.ranges}
    assert merged & {one.area for one in desk.book.Worksheets.Item(1).conditions}


def test_comments_say_what_is_wrong_and_what_to_do():
    desk = desk_with(SEED)
    ribbon.mark(desk)
    text = desk.book.file["自评表"]["G22"].comment.text
    assert "S104" in text
    assert "怎么改" in text
    assert text.startswith(marks.HEAD)
    assert text.endswith(marks.TAIL)


def test_the_clerks_fills_fonts_and_comments_come_back_exactly(painted):
    desk = desk_with(painted)
    sheet = desk.book.file["自评表"]
    before = looks(sheet)
    told = ribbon.mark(desk)
    assert "已有批注" in told
    assert sheet["G12"].comment.text == "已与财政局核对"
    assert looks(sheet) != before
    ribbon.unmark(desk)
    assert looks(sheet) == before
    assert desk.book.Worksheets.Item(1).conditions == []


def test_marks_are_cleared_after_saving_and_opening_again(painted, tmp_path):
    before = looks(FakeBook(painted).file["自评表"])
    desk = desk_with(painted)
    ribbon.mark(desk)
    desk.book.SaveCopyAs(str(tmp_path / "已标注.xlsx"))
    again = desk_with(tmp_path / "已标注.xlsx")
    assert again.book.Worksheets.Item(1).conditions
    ribbon.unmark(again)
    assert looks(again.book.file["自评表"]) == before
    assert again.book.Worksheets.Item(1).conditions == []


def test_marked_or_not_the_findings_are_the_same(tmp_path):
    desk = desk_with(SEED)
    ribbon.mark(desk)
    desk.book.SaveCopyAs(str(tmp_path / "已标注.xlsx"))
    assert cells_with_findings(tmp_path / "已标注.xlsx") == cells_with_findings(SEED)


def test_rows_inserted_in_between_do_no_harm(painted):
    desk = desk_with(painted)
    ribbon.mark(desk)
    sheet = desk.book.file["自评表"]
    for number, condition in enumerate(desk.book.Worksheets.Item(1).conditions):
        condition.area = f"A{100 + number}"  # Excel moves them along
    ribbon.unmark(desk)
    assert desk.book.Worksheets.Item(1).conditions == []
    assert sheet["G12"].fill.fgColor.rgb == "0000FF00"
    assert not [c for row in sheet.iter_rows() for c in row if c.comment and marks.HEAD in c.comment.text]


def test_marking_twice_is_marking_once():
    desk = desk_with(SEED)
    ribbon.mark(desk)
    count = len(desk.book.Worksheets.Item(1).conditions)
    told = ribbon.mark(desk)
    assert len(desk.book.Worksheets.Item(1).conditions) == count
    assert "已有批注" not in told


def test_other_conditional_formats_stay_and_stand_behind_ours():
    desk = desk_with(SEED)
    sheet = desk.book.Worksheets.Item(1)
    bars = FakeCondition(sheet, "G12:G20", "", kind=4)
    own = FakeCondition(sheet, "G12:G20", "=G12>F12")
    sheet.conditions += [bars, own]
    ribbon.mark(desk)
    assert sheet.conditions[-2:] == [bars, own]
    ribbon.unmark(desk)
    assert sheet.conditions == [bars, own]


def test_words_that_somebody_added_to_our_comment_stay():
    desk = desk_with(SEED)
    ribbon.mark(desk)
    sheet = desk.book.file["自评表"]
    ours = sheet["G22"].comment.text
    sheet["G22"].comment = Comment(f"{ours}\n已改，王某", "王某")
    changed = sheet["E6"].comment.text.replace(marks.TAIL, "")
    sheet["E6"].comment = Comment(changed, "王某")
    told = ribbon.unmark(desk)
    assert sheet["G22"].comment.text == "已改，王某"
    assert sheet["E6"].comment.text == changed
    assert "1条批注被改写过" in told


def test_a_sheet_protected_without_a_password_is_closed_again():
    desk = desk_with(SEED)
    sheet = desk.book.Worksheets.Item(1)
    sheet.protect(AllowFiltering=True)
    ribbon.mark(desk)
    assert sheet.ProtectContents
    assert sheet.conditions
    ribbon.unmark(desk)
    assert sheet.ProtectContents
    assert not sheet.conditions


def test_nothing_to_mark_and_nothing_to_clear(tmp_path):
    desk = desk_with(faultless(tmp_path))
    cells = cells_with_findings(faultless(tmp_path))
    assert ("没有要标注" in ribbon.mark(desk)) == (not cells)
    ribbon.unmark(desk)
    assert "没有标注" in ribbon.unmark(desk)


def test_a_long_story_is_cut_and_points_to_the_list():
    cell = CellRef("自评表", 1, 1)
    finding = Finding("S101", "x", Severity.ERROR, "总分", "长" * 3000, "改", cell=cell)
    text = marks.comment_text([finding])
    assert len(text) < 1100
    assert "检查结果" in text
