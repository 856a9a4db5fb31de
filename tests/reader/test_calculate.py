"""Formulas that were saved without a value: worked out as Excel does, or named as not worked out."""

from __future__ import annotations

import io
from decimal import Decimal
from pathlib import Path
from time import monotonic

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.reader.packages import parts, sheet, zipped
from xladdin.model import Cell, CellRef, Workbook
from xladdin.reader import Limits, compute_missing, read

GRID = [
    (1, 10, "省级", None, 0, "差"),
    (2, 20, "市级", None, 60, "中"),
    (3, 30, "省直", None, 80, "良"),
    (None, None, "", None, 90, "优"),
    ("文字", "7", "99%", None, None, None),
    (True, None, None, None, None, None),
    ("=1/0", None, None, None, None, None),
]

#: What the formulas give, compared with LibreOffice where it does as Excel does.
RESULTS = {
    "1+2*3": "7",
    "-2^2": "4",
    "2^3^2": "64",
    "5-3-1": "1",
    "2*3%": "0.06",
    "10^-2": "0.01",
    "0.1+0.2": "0.3",
    "1/3": "0.333333333333333",
    "ROUND(2.675,2)": "2.68",
    "ROUND(1.005,2)": "1.01",
    "ROUND(-2.5,0)": "-3",
    "ROUND(1234.5,-2)": "1200",
    "ROUND(19.96/20*10,2)": "9.98",
    "ROUNDUP(2.1,0)": "3",
    "ROUNDDOWN(-2.9,0)": "-2",
    "INT(-2.5)": "-3",
    "TRUNC(2.99)": "2",
    "MOD(-7,3)": "2",
    "ABS(-3)": "3",
    "SUM(A1:A7)": "#DIV/0!",
    "SUM(A1:A6)": "6",
    'SUM("3",4)': "7",
    "SUM(A1,A2,,3)": "6",
    "SUM(A:A)": "#DIV/0!",
    "SUM(B:B)": "60",
    "SUM({1,2;3,4})": "10",
    "AVERAGE(A1:A3)": "2",
    "AVERAGE(A5:A5)": "#DIV/0!",
    "MIN(A1:A6)": "1",
    "MAX(B1:B6)": "30",
    "PRODUCT(A1:A3)": "6",
    "SUMPRODUCT(A1:A3,B1:B3)": "140",
    "SUMPRODUCT((A1:A3>1)*B1:B3)": "50",
    'SUMPRODUCT((C1:C3="省级")*(B1:B3))': "10",
    "COUNT(A1:A6)": "3",
    "COUNTA(A1:A6)": "5",
    'SUMIF(A1:A3,">1",B1:B3)': "50",
    'SUMIF(C1:C3,"省*",B1:B3)': "40",
    "SUMIF(A1:A3,2)": "2",
    'SUMIFS(B1:B3,A1:A3,">1",C1:C3,"市?")': "20",
    'COUNTIF(A1:A6,">=2")': "2",
    "LOOKUP(85,E1:E4,F1:F4)": "良",
    'IF(A1>1,"大","小")': "小",
    "IF(A1>0,A2)": "2",
    "IF(FALSE,1)": "FALSE",
    'IFERROR(A1/A4,"错")': "错",
    "IF(ISERROR(A7),0,1)": "0",
    "IF(A4,1,2)": "2",
    "AND(A1>0,A2>0)": "TRUE",
    "OR(A1>5,A2>5)": "FALSE",
    "NOT(A1)": "FALSE",
    "LEFT(C1,1)": "省",
    "RIGHT(C1,1)": "级",
    "MID(C1,2,1)": "级",
    "LEN(C1)": "2",
    'TEXT(0.998,"0.00%")': "99.80%",
    'VALUE("99%")': "0.99",
    'CONCATENATE(A1,"分",C1)': "1分省级",
    "A1&A2": "12",
    'A4&"x"': "x",
    "A6&1": "TRUE1",
    '"""引"""&1': '"引"1',
    '1/3&""': "0.333333333333333",
    "A4": "0",
    "A4+1": "1",
    "A6+1": "2",
    "B5+1": "8",
    "C5*100": "99",
    "A1+A5": "#VALUE!",
    "A1/A4": "#DIV/0!",
    "A7+1": "#DIV/0!",
    "0^0": "#NUM!",
    "A4=0": "TRUE",
    'A4=""': "TRUE",
    '"a"="A"': "TRUE",
    '1<"a"': "TRUE",
    "A1:A3*2": "2",  # the formula stands in row 1: implicit intersection
    "Sheet2!A1*2": "14",
    "'表 二'!$A$1+1": "6",
    "SUM(Sheet2!A1:A3)": "24",
    "MAX(0,MIN(20,A2*(2-A3/A1)))": "0",
    "1E3+1": "1001",
    "+A1": "1",
    " A1 + A2 ": "3",
}
NOT_COMPUTABLE = [
    "VLOOKUP(1,A1:B3,2,0)", "合计", "[1]Sheet1!A1", "没有这张表!A1", "INDIRECT(\"A1\")", "TODAY()", "A1:A3 A2:B2",
    "SUM(A1", "1+", "表1[金额]", "LEFT()", "(" * 200 + "1" + ")" * 200, "\"2024-5-1\"+1",
]  # fmt: skip


def book_with(formula: str, tmp_path: Path) -> Workbook:
    book = openpyxl.Workbook()
    first = book.active
    first.title = "一"
    for row in GRID:
        first.append(row)
    first["H1"] = f"={formula}"
    second = book.create_sheet("Sheet2")
    second["A1"], second["A2"], second["A3"] = 7, "=A1+1", "=A2+1"
    book.create_sheet("表 二")["A1"] = 5
    path = tmp_path / "book.xlsx"
    book.save(path)
    return read(path)


@pytest.mark.parametrize(("formula", "expected"), RESULTS.items())
def test_results(formula: str, expected: str, tmp_path: Path) -> None:
    cell = book_with(formula, tmp_path).sheets[0].cells[1, 8]
    assert cell.computed
    if expected.startswith("#"):
        assert (cell.error, cell.value) == (expected, None)
    elif isinstance(cell.value, Decimal):
        assert cell.value == Decimal(expected)
    else:
        assert cell.text == expected


@pytest.mark.parametrize("formula", NOT_COMPUTABLE)
def test_what_is_beyond_it_is_named(formula: str, tmp_path: Path) -> None:
    book = book_with(formula, tmp_path)
    cell = book.sheets[0].cells[1, 8]
    assert (cell.value, cell.text, cell.error, cell.computed) == (None, "", None, False)
    assert book.uncomputed == (CellRef("一", 1, 8),)
    assert book.missing_values == 4  # 1/0, two in Sheet2, and this one


def made(*formulas: str, tmp_path: Path, limits: Limits = Limits()) -> Workbook:  # noqa: B008  frozen
    rows = "".join(f"<row><c><f>{formula}</f></c></row>" for formula in formulas)
    path = tmp_path / "made.xlsx"
    path.write_bytes(zipped(parts(rows)))
    return read(path, limits)


def test_cycles_are_named_and_the_rest_is_worked_out(tmp_path: Path) -> None:
    book = made("A2+1", "A3", "A1", "A4", "1+1", "A5+A1", tmp_path=tmp_path)
    assert [str(ref) for ref in book.uncomputed] == ["A1", "A2", "A3", "A4", "A6"]
    assert book.sheets[0].cells[5, 1].value == 2


def test_a_chain_as_long_as_a_sheet(tmp_path: Path) -> None:
    formulas = [f"A{row + 1}+1" for row in range(1, 5000)]
    book = made(*formulas, "1", tmp_path=tmp_path)
    assert book.uncomputed == ()
    assert book.sheets[0].cells[1, 1].value == 5000


def test_a_very_long_sum(tmp_path: Path) -> None:
    book = made("+".join(["1"] * 4000), tmp_path=tmp_path)
    assert book.sheets[0].cells[1, 1].value == 4000


def test_the_time_is_limited(tmp_path: Path) -> None:
    formulas = [f"SUMPRODUCT(A{row + 1}:A3001*A{row + 1}:A3001)" for row in range(1, 3001)]
    start = monotonic()
    book = made(*formulas, tmp_path=tmp_path, limits=Limits(calculation_seconds=0.3))
    assert monotonic() - start < 3
    assert book.faults == ()
    assert book.uncomputed


def test_stored_values_are_never_worked_out_anew(tmp_path: Path) -> None:
    path = tmp_path / "stored.xlsx"
    rows = '<row><c><v>2</v></c><c><f>A1*100</f><v>7</v></c><c><f>B1+1</f></c><c t="str"><f>""</f><v></v></c></row>'
    path.write_bytes(zipped(parts(rows)))
    book = read(path)
    cells = book.sheets[0].cells
    assert (cells[1, 2].value, cells[1, 2].computed) == (7, False)
    assert (cells[1, 3].value, cells[1, 3].computed) == (8, True)
    assert (cells[1, 4].value, cells[1, 4].formula) == ("", '=""')
    assert book.missing_values == 1


def test_the_number_format_applies_to_the_result(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append([19.96, 20, "=A1/B1"])
    book.active["C1"].number_format = "0.00%"
    stream = io.BytesIO()
    book.save(stream)
    path = tmp_path / "rate.xlsx"
    path.write_bytes(stream.getvalue())
    cell = read(path).sheets[0].cells[1, 3]
    assert cell == Cell(Decimal("0.998"), "99.80%", "0.00%", "=A1/B1", None, computed=True)


def test_sheets_of_one_name_keep_their_own_cells(tmp_path: Path) -> None:
    path = tmp_path / "twins.xlsx"
    content = parts("<row><c><f>1+1</f></c></row>")
    content["xl/worksheets/sheet2.xml"] = sheet("<row><c><v>5</v></c></row>")
    content["xl/workbook.xml"] = str(content["xl/workbook.xml"]).replace(
        "</sheets>", '<sheet name="表" sheetId="2" r:id="rId9"/></sheets>'
    )
    content["xl/_rels/workbook.xml.rels"] = str(content["xl/_rels/workbook.xml.rels"]).replace(
        "</Relationships>",
        '<Relationship Id="rId9" Type="x/worksheet" Target="worksheets/sheet2.xml"/></Relationships>',
    )
    path.write_bytes(zipped(content))
    assert [found.cells[1, 1].value for found in read(path).sheets] == [2, 5]


def test_a_workbook_with_all_values_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "full.xlsx"
    path.write_bytes(zipped(parts("<row><c><f>1</f><v>1</v></c></row>")))
    book = read(path)
    assert compute_missing(book) is book


LETTERS = st.text(st.sampled_from("ABC123$:!'\"+-*/^&=<>%(),;{}[]#. SUMIF表"), max_size=30)


@given(LETTERS)
def test_no_formula_makes_it_fail(formula: str) -> None:
    cell = Cell(None, "", "General", f"={formula}")
    from xladdin.model import Sheet

    book = Workbook(Path("x"), (Sheet("表", {(1, 1): cell, (2, 1): Cell(Decimal(3), "3")}),), missing_values=1)
    worked_out = compute_missing(book).sheets[0].cells[1, 1]
    assert worked_out.computed or worked_out == cell


@given(st.lists(st.decimals(-1000, 1000, places=2), min_size=1, max_size=12))
def test_sums_are_exact(values: list[Decimal]) -> None:
    from xladdin.model import Sheet

    cells = {(row, 1): Cell(value, str(value)) for row, value in enumerate(values, 2)}
    cells[1, 1] = Cell(None, "", "General", f"=SUM(A2:A{len(values) + 1})")
    book = compute_missing(Workbook(Path("x"), (Sheet("表", cells),)))
    assert book.sheets[0].cells[1, 1].value == sum(values)
