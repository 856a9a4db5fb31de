"""The buttons, on a fake Excel."""

import openpyxl
import pytest

from tests.excel.desks import WORKBOOKS, FakeDesk, desk_with, faultless, found
from tests.excel.fake_excel import EDITING, FakeBook, FakeExcel
from xladdin import pipeline
from xladdin.errors import XladdinError
from xladdin.excel import book as open_book
from xladdin.excel import ribbon, server
from xladdin.excel.buttons import results
from xladdin.model import CheckOptions

SEED = WORKBOOKS / "seed003.xlsx"
NEED_A_BOOK = ["score", "check", "mark", "unmark", "next_finding", "freeze"]


def cell(book, address, sheet="自评表"):
    return book.file[sheet][address].value


def test_the_buttons_of_the_ribbon_are_those_of_the_add_in():
    from xladdin.excel.addin.shipped import macros_folder

    macros = (macros_folder() / "XaRibbon.bas").read_text(encoding="utf-8")
    assert set(ribbon.BUTTONS) == {
        line.split('"')[1] for line in macros.splitlines() if "XaPress" in line and '"' in line
    }


# ---------------------------------------------------------------- 检查


def test_check_lists_every_finding_with_a_jump_and_a_filter():
    desk = desk_with(SEED)
    told = ribbon.check(desk)
    sheet = desk.book.Worksheets.Item("检查结果")
    expected = pipeline.check_file(SEED, CheckOptions()).all_findings
    rows = [[one.value for one in row] for row in sheet.sheet.iter_rows(min_row=5)]
    assert len(rows) == len(expected)
    assert str(len(expected)) in told
    headings = [one.value for one in sheet.sheet[4]]
    code, place = headings.index("编号"), headings.index("单元格")
    assert {row[code] for row in rows} == {one.code for one in expected}
    assert sheet.filtered.startswith("A4:")
    assert sheet.activated
    assert (desk.excel.ActiveWindow.FreezePanes, desk.excel.ActiveWindow.SplitRow) == (True, 4)
    with_cell = [one for one in expected if one.cell or one.cells]
    assert len(sheet.links) == len(with_cell)
    for address, target in sheet.links:
        row = int("".join(filter(str.isdigit, address)))
        assert target == f"'自评表'!{rows[row - 5][place].split('、')[0]}"


def test_texts_of_the_list_are_never_formulas(tmp_path):
    path = faultless(tmp_path, D12="=1+1")
    book = FakeBook(path)
    book.Worksheets.Item(1).Range("E13").Value = '\'=HYPERLINK("x")'
    ribbon.check(FakeDesk(book))
    listed = book.Worksheets.Item("检查结果").sheet
    assert not [one for row in listed.iter_rows() for one in row if one.data_type == "f"]


def test_a_second_check_writes_the_same_sheet_anew():
    desk = desk_with(SEED)
    ribbon.check(desk)
    sheets = desk.book.file.sheetnames
    links = len(desk.book.Worksheets.Item("检查结果").links)
    ribbon.check(desk)
    assert desk.book.file.sheetnames == sheets
    assert len(desk.book.Worksheets.Item("检查结果").links) == links


def test_a_sheet_of_that_name_that_is_not_ours_stays():
    desk = desk_with(SEED)
    own = desk.book.file.create_sheet("检查结果")
    own["A1"] = "领导意见"
    desk.book.Worksheets.__init__(desk.book)
    assert "检查结果（2）" in ribbon.check(desk)
    assert desk.book.file["检查结果"]["A1"].value == "领导意见"
    assert desk.book.file["检查结果（2）"]["A1"].value == results.TITLE


def test_the_list_changes_nothing_for_the_next_check(tmp_path):
    desk = desk_with(faultless(tmp_path, G12="19.96"))
    before = open_book.check(desk.book)
    ribbon.check(desk)
    assert found(open_book.check(desk.book)) == found(before)
    desk.book.SaveCopyAs(str(tmp_path / "存.xlsx"))
    assert found(pipeline.check_file(tmp_path / "存.xlsx", CheckOptions())) == found(before)


def test_a_book_with_a_closed_structure_takes_no_list():
    desk = desk_with(SEED)
    desk.book.ProtectStructure = True
    with pytest.raises(XladdinError):
        ribbon.check(desk)


def test_a_workbook_without_a_form_is_listed_as_such(tmp_path):
    path = tmp_path / "空.xlsx"
    openpyxl.Workbook().save(path)
    desk = desk_with(path)
    ribbon.check(desk)
    assert "W103" in [one.value for one in desk.book.file["检查结果"][5]]


# ---------------------------------------------------------------- 评分


def test_score_fills_in_what_the_scored_copy_holds(tmp_path):
    desk = desk_with(SEED)
    told = ribbon.score(desk)
    (done,) = pipeline.score_files([SEED], [], tmp_path, CheckOptions())
    copy = openpyxl.load_workbook(done.written)["自评表"]
    for row in copy.iter_rows():
        for one in row:
            assert cell(desk.book, one.coordinate) == one.value, one.coordinate
    assert desk.questions
    assert "已填入" in told


def test_score_changes_nothing_without_a_yes():
    desk = desk_with(SEED, yes=False)
    assert ribbon.score(desk) == ""
    assert not desk.book.dirty


def test_score_opens_a_sheet_that_is_protected_without_a_password():
    desk = desk_with(SEED)
    sheet = desk.book.Worksheets.Item(1)
    sheet.protect(AllowFiltering=True, AllowInsertingRows=True)
    ribbon.score(desk)
    assert sheet.ProtectContents
    assert sheet.protections == [
        {name: name in {"AllowFiltering", "AllowInsertingRows"} for name in sheet.protections[0]}
    ]
    assert cell(desk.book, "G12") == 20


@pytest.mark.parametrize("button", [ribbon.score, ribbon.mark])
def test_a_password_is_a_sentence(button):
    desk = desk_with(SEED)
    desk.book.Worksheets.Item(1).protect("密码")
    with pytest.raises(XladdinError, match="密码"):
        button(desk)
    assert not desk.book.dirty


def test_score_of_a_workbook_without_a_form(tmp_path):
    path = tmp_path / "空.xlsx"
    openpyxl.Workbook().save(path)
    with pytest.raises(XladdinError):
        ribbon.score(desk_with(path))


# ---------------------------------------------------------------- 下一个问题


def test_next_finding_walks_over_every_cell_and_begins_again():
    desk = desk_with(SEED)
    checked = pipeline.check_file(SEED, CheckOptions())
    cells = sorted(
        {(place.row, place.column) for one in checked.all_findings for place in one.cells or (one.cell,) if place}
    )
    visited = []
    for _ in [*cells, "again"]:
        told = ribbon.next_finding(desk)
        visited.append((desk.excel.ActiveCell.Row, desk.excel.ActiveCell.Column))
        assert "怎么改" in told
    assert visited == [*cells, cells[0]]


def test_a_corrected_cell_is_left_out(tmp_path):
    desk = desk_with(faultless(tmp_path, G12="19.96"))
    assert "G12" in ribbon.next_finding(desk)
    sheet = desk.book.Worksheets.Item(1)
    sheet.Range("G12").Value = 20
    assert "没有发现问题" in ribbon.next_finding(desk) or "G12" not in ribbon.next_finding(desk)


def test_a_finding_on_a_hidden_sheet_is_a_sentence():
    desk = desk_with(SEED)
    desk.book.Worksheets.Item(1).sheet.sheet_state = "hidden"
    with pytest.raises(XladdinError, match="隐藏"):
        ribbon.next_finding(desk)


# ---------------------------------------------------------------- 报送和汇总


def test_a_report_that_cannot_be_written_yet_is_said_plainly(monkeypatch):
    monkeypatch.delattr(pipeline, "write_report", raising=False)
    with pytest.raises(XladdinError, match="尚未提供"):
        ribbon.report(desk_with(SEED))


def test_a_report_is_written_as_soon_as_it_can_be(monkeypatch, tmp_path):
    written = []
    monkeypatch.setattr(pipeline, "write_report", lambda path, out, *, force: written.append(out), raising=False)
    desk = desk_with(faultless(tmp_path))
    assert "自评表报告.docx" in ribbon.report(desk)
    assert written == [tmp_path / "自评表报告.docx"]
    written[0].write_text("旧")
    assert ribbon.report(FakeDesk(desk.book, yes=False)) == ""


def test_a_folder_is_merged_into_a_summary_beside_it(tmp_path):
    folder = tmp_path / "2024年自评表"
    folder.mkdir()
    faultless(folder)
    (folder / "坏.xlsx").write_bytes(b"x")
    excel = FakeExcel()
    excel.picked = folder
    told = ribbon.merge_folder(FakeDesk(excel=excel))
    summary = tmp_path / "2024年自评表汇总.xlsx"
    assert summary.is_file()
    assert excel.opened == [str(summary)]
    assert "共2个文件，汇总1个，未汇总1个" in told
    assert "2／2" in excel.statuses[-2]
    assert excel.statuses[-1] is False
    assert ribbon.merge_folder(FakeDesk(excel=excel, yes=False)) == ""


def test_no_folder_picked_and_an_empty_one(tmp_path):
    excel = FakeExcel()
    assert ribbon.merge_folder(FakeDesk(excel=excel)) == ""
    excel.picked = tmp_path
    with pytest.raises(XladdinError):
        ribbon.merge_folder(FakeDesk(excel=excel))


# ---------------------------------------------------------------- 环境和帮助


@pytest.mark.parametrize(("button", "module"), [("doctor", "doctor"), ("manual", "manual")])
def test_a_missing_capability_is_said_plainly(monkeypatch, button, module):
    monkeypatch.setattr("xladdin.excel.ribbon.find_spec", lambda name: None)
    with pytest.raises(XladdinError, match="尚未提供"):
        ribbon.BUTTONS[button](FakeDesk())


def test_the_report_on_the_computer_is_shown_as_a_text(monkeypatch):
    monkeypatch.setattr("xladdin.excel.doctor.report", lambda: "检查环境\n[正常] …")
    desk = FakeDesk()
    assert ribbon.doctor(desk) == ""
    assert desk.texts == [("检查环境", "检查环境\n[正常] …")]


# ---------------------------------------------------------------- the boundary


@pytest.mark.parametrize("action", NEED_A_BOOK)
def test_without_a_workbook_every_button_says_so(action, monkeypatch):
    monkeypatch.setattr(server, "_running_excel", FakeExcel)
    assert "没有打开的工作簿" in server.press(action, None)


def test_without_an_excel_a_sentence_too(monkeypatch):
    monkeypatch.setattr(server, "_running_excel", lambda: None)
    assert "没有连上 Excel" in server.press("merge_folder", None)


def test_failures_of_excel_are_sentences(tmp_path):
    book = FakeBook(faultless(tmp_path))
    book.fails = EDITING
    assert "回车" in server.press("check", book)


def test_a_failure_while_writing_is_a_sentence(monkeypatch, tmp_path):
    def fail(*_):
        raise EDITING

    monkeypatch.setattr("xladdin.excel.buttons.results.write", fail)
    assert "回车" in server.press("check", FakeBook(faultless(tmp_path)))


def test_a_crash_is_a_sentence_with_the_log(monkeypatch, tmp_path, caplog):
    def crash(*_):
        raise ZeroDivisionError

    monkeypatch.setattr("xladdin.excel.marks.mark", crash)
    told = server.press("mark", FakeBook(faultless(tmp_path)))
    assert "server.log" in told
    assert "Traceback" not in told
    assert "a button failed" in caplog.text


def test_press_returns_what_the_button_tells(tmp_path):
    assert server.press("check", FakeBook(faultless(tmp_path))) != ""
