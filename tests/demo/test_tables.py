"""Text tables: what a line stands for, in memory and in the file."""

from decimal import Decimal

import openpyxl
import pytest

from xladdin.demo import TableError, parse_cell, to_workbook, write_workbook
from xladdin.model import Cell, Range, SheetState

TABLE = r"""
// 样例
@sheet 自评表
@property xladdin.kind project
@start B2
@widths 10 30.5
2024年度自评表 | < | <
资金 | ^ 不是合并 | 99.81%
^ | '20 | =C3*2 => 40.00
|
第一行\n第二行 | '  缩进 | =1/0 => #DIV/0!
@sheet 数据
@veryhidden
@hide-rows 2
@hide-columns B
#REF! | TRUE | 1,234.50
=A2+1 | 45000 {yyyy-m-d} | 甲\|乙
"""


@pytest.mark.parametrize(
    ("written", "cell"),
    [
        ("20", Cell(Decimal(20), "20")),
        ("19.96", Cell(Decimal("19.96"), "19.96")),
        ("10.00", Cell(Decimal("10.00"), "10.00", "0.00")),
        ("-3.5", Cell(Decimal("-3.5"), "-3.5")),
        ("99.81%", Cell(Decimal("0.9981"), "99.81%", "0.00%")),
        ("0%", Cell(Decimal(0), "0%", "0%")),
        ("1,234.50", Cell(Decimal("1234.50"), "1,234.50", "#,##0.00")),
        ("0.99805 {0.00%}", Cell(Decimal("0.99805"), "99.81%", "0.00%")),
        ("'20", Cell("20", "20")),
        ("007", Cell("007", "007")),
        ("20万", Cell("20万", "20万")),
        ("１００％", Cell("１００％", "１００％")),
        ("≥95%", Cell("≥95%", "≥95%")),
        ("=", Cell("=", "=")),
        ("=F6/E6 => 99.80%", Cell(Decimal("0.998"), "99.80%", "0.00%", "=F6/E6")),
        ("=IF(A1>=B1,1,0)", Cell(None, "", formula="=IF(A1>=B1,1,0)")),
        ("=A1 => 优", Cell("优", "优", formula="=A1")),
        ("", None),
        ("'", None),
    ],
)
def test_written_cell_stands_for(written, cell):
    assert parse_cell(written) == cell


def test_places_merges_and_sheet_states():
    book = to_workbook(TABLE)
    form, data = book.sheets
    assert form.name == "自评表"
    assert set(form.cells) == {(2, 2), (3, 2), (3, 3), (3, 4), (4, 3), (4, 4), (6, 2), (6, 3), (6, 4)}
    assert set(form.merges) == {Range(2, 2, 2, 4), Range(3, 2, 4, 2)}
    assert (data.state, data.hidden_rows, data.hidden_columns) == (SheetState.VERY_HIDDEN, {2}, {2})
    assert book.properties == {"xladdin.kind": "project"}
    assert book.missing_values == 1


def test_file_holds_what_the_table_says(tmp_path):
    path = write_workbook(TABLE, tmp_path / "a.xlsx")
    values, formulas = openpyxl.load_workbook(path, data_only=True), openpyxl.load_workbook(path)
    assert [sheet.sheet_state for sheet in formulas] == ["visible", "veryHidden"]
    assert formulas["自评表"].column_dimensions["C"].width == pytest.approx(30.5, abs=1)
    assert formulas.custom_doc_props["xladdin.kind"].value == "project"
    for sheet in to_workbook(TABLE).sheets:
        assert {str(area) for area in formulas[sheet.name].merged_cells.ranges} == {str(area) for area in sheet.merges}
        for (row, column), cell in sheet.cells.items():
            found, source = values[sheet.name].cell(row, column), formulas[sheet.name].cell(row, column)
            assert found.number_format == cell.number_format
            if cell.formula:
                assert source.value == cell.formula
            expected = cell.error or (float(cell.value) if isinstance(cell.value, Decimal) else cell.value)
            assert expected == found.value or found.is_date


def test_equal_tables_give_equal_bytes(tmp_path):
    first, second = (write_workbook(TABLE, tmp_path / name).read_bytes() for name in ("a.xlsx", "b.xlsx"))
    assert first == second


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("甲\n| | <\n^ | < | ^", "row 2"),
        ("甲\n@colour red", "line 2"),
        ("< | 甲", "line 1"),
        ("甲 | <\n^ | 乙", "row 1"),
    ],
)
def test_a_table_that_makes_no_sense_is_refused(text, line):
    with pytest.raises(TableError, match=line):
        to_workbook(text)
