"""What the reader finds is, cell by cell, what openpyxl finds."""

from __future__ import annotations

import datetime as dt
import random
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.utils.datetime import to_excel
from openpyxl.worksheet.formula import ArrayFormula

from xladdin.model import Cell
from xladdin.reader import read

WORKBOOKS = sorted((Path(__file__).parents[1] / "data" / "workbooks").glob("*.xlsx"))
CODES = ("General", "0.00", "0.00%", "0%", "#,##0.00", "@", "0_ ", '0.00"万元"', "0.0E+00", "_ * #,##0.00_ ;[Red]-0")


def assert_equal_to_openpyxl(path: Path) -> None:
    ours = read(path)
    assert ours.faults == ()
    formulas, values = openpyxl.load_workbook(path), openpyxl.load_workbook(path, data_only=True)
    assert [sheet.name for sheet in ours.sheets] == formulas.sheetnames
    for sheet in ours.sheets:
        theirs, results = formulas[sheet.name], values[sheet.name]
        assert sheet.state == theirs.sheet_state
        assert {str(merged) for merged in sheet.merges} == {str(merged) for merged in theirs.merged_cells.ranges}
        expected = {
            (cell.row, cell.column): (cell, results.cell(cell.row, cell.column))
            for row in theirs.iter_rows()
            for cell in row
            if cell.value not in {None, ""} and type(cell).__name__ != "MergedCell"
        }
        inside_merges = {
            place for merged in sheet.merges for place in places(merged) if place != (merged[0], merged[1])
        }  # openpyxl drops what a merge hides
        assert set(sheet.cells) - inside_merges == set(expected)
        for place, (formula_cell, value_cell) in expected.items():
            assert_same_cell(sheet.cells[place], formula_cell, value_cell)


def places(merged: tuple[int, int, int, int]) -> list[tuple[int, int]]:
    top, left, bottom, right = merged
    return [(row, column) for row in range(top, bottom + 1) for column in range(left, right + 1)]


def assert_same_cell(ours: Cell, formula_cell: object, value_cell: object) -> None:
    stored = formula_cell.value
    if isinstance(stored, ArrayFormula):
        assert ours.formula == stored.text  # of a range, openpyxl tells it at the first cell only
    elif formula_cell.data_type == "f":
        assert ours.formula == stored
    else:
        assert ours.formula is None
    assert ours.number_format == formula_cell.number_format
    value = value_cell.value
    if value_cell.data_type == "e":
        assert (ours.error, ours.value) == (value, None)
    elif isinstance(value, bool):
        assert ours.value is value
    elif isinstance(value, int | float):
        assert isinstance(ours.value, Decimal)
        assert float(ours.value) == float(f"{value:.15g}")
    elif isinstance(value, dt.date | dt.time | dt.timedelta):
        assert float(ours.value) == pytest.approx(to_excel(value), abs=1e-6)
    elif value is None:
        assert ours.computed or ours.value in {None, ""}
    else:
        assert ours.value == value.replace("\r\n", "\n")


@pytest.mark.parametrize("path", WORKBOOKS, ids=lambda path: path.stem)
def test_real_workbooks(path: Path) -> None:
    assert_equal_to_openpyxl(path)


def test_there_are_real_workbooks() -> None:
    assert len(WORKBOOKS) >= 5


TEXTS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cs", "Cc", "Cn"], exclude_characters="_"), max_size=12
)
VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**12), 10**12),
    st.floats(-1e9, 1e9).map(lambda value: float(f"{value:.15g}")),
    TEXTS.filter(lambda text: not text.startswith("=")),
    st.sampled_from(
        ["=A1+B2", "=SUM(A1:C3)/2", '=IF(A1>0,"是","否")', "#DIV/0!", "≥95%", " 前后空格 ", "第一行\n第二行"]
    ),
    st.dates(dt.date(1950, 1, 1), dt.date(2100, 1, 1)),
)
CELLS = st.dictionaries(st.tuples(st.integers(1, 12), st.integers(1, 30)), st.tuples(VALUES, st.sampled_from(CODES)))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cells=CELLS, merges=st.sets(st.integers(0, 4)), state=st.sampled_from(["visible", "hidden", "veryHidden"]))
def test_generated_workbooks(
    cells: dict[tuple[int, int], tuple[object, str]], merges: set[int], state: str, tmp_path: Path
) -> None:
    book = openpyxl.Workbook()
    book.active.title = "首页"
    sheet = book.create_sheet("自评表 & <表>")
    sheet.sheet_state = state
    for (row, column), (value, code) in cells.items():
        cell = sheet.cell(row, column, value)
        if not isinstance(value, dt.date):
            cell.number_format = code
    for number in merges:
        sheet.merge_cells(start_row=20, end_row=21 + number % 2, start_column=1 + 3 * number, end_column=2 + 3 * number)
    path = tmp_path / "generated.xlsx"
    book.save(path)
    assert_equal_to_openpyxl(path)


@pytest.mark.parametrize("seed", range(6))
def test_workbooks_with_shared_strings_and_stored_results(seed: int, tmp_path: Path) -> None:
    dice = random.Random(seed)
    path = tmp_path / "written.xlsx"
    book = xlsxwriter.Workbook(str(path), {"use_future_functions": True})
    sheet = book.add_worksheet("表一")
    formats = [book.add_format({"num_format": code}) for code in CODES]
    rich = book.add_format({"bold": True})
    for row in range(40):
        for column in range(8):
            form = dice.choice(formats)
            match dice.randrange(7):
                case 0:
                    sheet.write_number(row, column, dice.uniform(-1e6, 1e6), form)
                case 1:
                    sheet.write_string(row, column, dice.choice(["产出指标", "≥95%", "a&b<c>", "行一\n行二"]), form)
                case 2:
                    sheet.write_formula(row, column, f"=A{row + 1}*2", form, dice.random())
                case 3:
                    sheet.write_formula(row, column, '=IF(1,"",2)', form, dice.choice(["", "文字", "#N/A"]))
                case 4:
                    sheet.write_boolean(row, column, dice.random() < 0.5, form)
                case 5:
                    sheet.write_rich_string(row, column, "粗", rich, "细", "再粗", form)
                case _:
                    sheet.write_blank(row, column, None, form)
    sheet.merge_range(50, 0, 52, 3, "合并", formats[0])
    sheet.write_array_formula(60, 0, 60, 0, "{=SUM(A1:A2*2)}", formats[1], 3)
    book.add_worksheet("表二").hide()
    book.close()
    assert_equal_to_openpyxl(path)


def test_all_cells_of_an_array_formula_carry_it(tmp_path: Path) -> None:
    path = tmp_path / "array.xlsx"
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet()
    sheet.write_array_formula("A1:A2", "{=B1:B2*2}", None, 4)
    sheet.write_number("A2", 6)
    book.close()
    cells = read(path).sheets[0].cells
    assert (cells[1, 1].formula, cells[2, 1].formula) == ("=B1:B2*2", "=B1:B2*2")
    assert (cells[1, 1].value, cells[2, 1].value) == (4, 6)
