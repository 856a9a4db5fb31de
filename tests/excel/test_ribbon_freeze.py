"""转为数值: our functions give way to what they show; everything else stays."""

import openpyxl
import pytest

from tests.excel.desks import FakeDesk
from tests.excel.fake_excel import ERRORS, FakeBook
from xladdin.errors import XladdinError
from xladdin.excel import ribbon
from xladdin.excel.buttons.freezing import asks

PATH = r"C:\Users\王\AppData\Roaming\Microsoft\Excel\XLSTART\xladdin.xlam"


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("=JX_SCORE(A1,B1,C1)", True),
        ("=jx_score(A1,B1,C1)", True),
        ("=IFERROR(JX_SCORE(A1,B1,C1),MIN(C1,ROUND(B1,2)))", True),
        ("=绩效得分(A1,B1,C1)", True),
        ("=SUM(占比(A1,B1),1)", True),
        (f"='{PATH}'!JX_SCORE(A1,B1,C1)", True),
        ("=xladdin.xlam!JX_SCORE(A1)", True),
        (f"=IFERROR('{PATH}'!绩效得分(A1,B1,C1),0)", True),
        ("='C:\\other.xlam'!JX_SCORE(A1)", False),
        ("=other.xlam!占比(A1)", False),
        ('="JX_SCORE(A1)"', False),
        ('="说""JX_SCORE(""了"&A1', False),
        ("=MY_JX_SCORE(A1)", False),
        ("=我的占比(A1)", False),
        ("=JX_SCORES(A1)", False),
        ("=SUM(A1:A3)", False),
        ("JX_SCORE(A1)", False),
        (3.5, False),
        (None, False),
    ],
)
def test_which_formulas_ask_our_functions(formula, expected):
    assert asks(formula) is expected


@pytest.fixture
def desk(tmp_path):
    """A1… input; column B formulas; the values Excel shows for them."""
    path = tmp_path / "自评表.xlsx"
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "自评表"
    sheet["A1"], sheet["A2"] = "≥95%", 3
    for row, formula in enumerate(
        ("=JX_SCORE(A1,A2,10)", "=A2*2", "=IFERROR(JX_RATE(1,2),0.5)", "=JX_EXPLAIN(A1,A2,10)", "=JX_TOTAL(B8)"),
        start=1,
    ):
        sheet.cell(row, 2, formula)
    book.save(path)
    opened = FakeBook(path)
    shown = opened.values["自评表"]
    for row, value in enumerate((9.47, 6, 0.5, "=指标值“≥95%”", ""), start=1):
        shown.cell(row, 2).value = value
    return FakeDesk(opened)


def content(desk):
    return {
        cell.coordinate: cell.value
        for row in desk.book.file["自评表"].iter_rows()
        for cell in row
        if cell.value is not None
    }


def test_function_cells_become_what_they_show(desk):
    told = ribbon.freeze(desk)
    assert content(desk) == {"A1": "≥95%", "A2": 3, "B1": 9.47, "B2": "=A2*2", "B3": 0.5, "B4": "=指标值“≥95%”"}
    assert desk.book.file["自评表"]["B4"].data_type == "s"
    assert "4个单元格" in told


def test_nothing_happens_without_a_yes(desk):
    before = content(desk)
    assert ribbon.freeze(FakeDesk(desk.book, yes=False)) == ""
    assert content(desk) == before


def test_error_values_stay_and_are_named(desk):
    desk.book.values["自评表"]["B1"].value = "#NAME?"
    assert desk.book.Worksheets.Item(1).Range("B1").Value2 == ERRORS["#NAME?"]
    desk.book.links = [PATH]
    told = ribbon.freeze(desk)
    assert content(desk)["B1"] == "=JX_SCORE(A1,A2,10)"
    assert "自评表!B1" in told
    assert desk.book.links  # as long as formulas are left, the link is theirs


def test_sentences_are_named(desk):
    desk.book.values["自评表"]["B1"].value = "⚠ 实际完成值里没有数字"
    told = ribbon.freeze(desk)
    assert "自评表!B1" in told
    assert content(desk)["B1"] == "⚠ 实际完成值里没有数字"


def test_the_link_to_the_add_in_goes_and_others_stay(desk):
    desk.book.links = [PATH, r"D:\预算.xlsx"]
    ribbon.freeze(desk)
    assert desk.book.links == [r"D:\预算.xlsx"]
    assert desk.book.broken == [PATH]


def test_an_array_formula_is_frozen_as_a_whole(desk):
    sheet = desk.book.Worksheets.Item(1)
    sheet.arrays["C1:C2"] = "=JX_SCORE(A1:A2,A1:A2,10)"
    for address, value in (("C1", 10.0), ("C2", 5.0)):
        sheet.sheet[address] = value
    sheet.sheet["C1"].value, sheet.sheet["C2"].value = 10.0, 5.0
    ribbon.freeze(desk)
    assert sheet.arrays == {}
    assert (content(desk)["C1"], content(desk)["C2"]) == (10.0, 5.0)


def test_a_book_without_our_functions(tmp_path):
    path = tmp_path / "无.xlsx"
    openpyxl.Workbook().save(path)
    desk = FakeDesk(FakeBook(path))
    assert "不用转换" in ribbon.freeze(desk)
    assert not desk.book.dirty


def test_protected_sheets(desk):
    sheet = desk.book.Worksheets.Item(1)
    sheet.protect(AllowFiltering=True)
    ribbon.freeze(desk)
    assert sheet.ProtectContents
    assert content(desk)["B1"] == 9.47
    sheet.protect("密码")
    sheet.sheet["B1"] = "=JX_SCORE(A1,A2,10)"
    with pytest.raises(XladdinError, match="密码"):
        ribbon.freeze(desk)
