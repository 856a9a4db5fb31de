"""Single values: formulas kept or not, units of amounts, targets in one cell or several, odd texts."""

from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest

from tests.forms import form as layout
from tests.template.filled.moving import move, moved, with_cells
from xladdin import pipeline, reader
from xladdin.model import Cell


def sheet_of(one):
    return openpyxl.load_workbook(BytesIO(one.filled.data)).worksheets[0]


def cell_of(one, entry):
    return sheet_of(one).cell(entry.cell.row, entry.cell.column)


def is_formula(cell):
    return isinstance(cell.value, str) and cell.value.startswith("=")


def test_a_score_that_the_formula_gives_too_keeps_the_formula():
    one = moved("national", None)
    scores = {row.name.raw: row.score for row in one.after.indicators}
    assert is_formula(cell_of(one, scores["养护里程"]))
    assert not is_formula(cell_of(one, scores["道路通行条件"]))  # 14 where the formula gives 15
    assert scores["道路通行条件"].value == 14
    assert {str(other.cell) for other in one.filled.typed} == {"H19"}
    assert is_formula(cell_of(one, one.after.total.score))
    assert is_formula(cell_of(one, one.after.funds_total.rate))


def test_a_total_that_is_no_sum_stays_as_it_was_filled_in():
    one = move(layout("national", H21="99"))
    assert one.after.total.score.value == 99
    assert not is_formula(cell_of(one, one.after.total.score))


def test_what_is_open_is_computed_and_told():
    one = move(layout("national", H13="", H21=""))
    assert one.after.indicators[0].score.value == 10
    assert {str(other.cell) for other in one.filled.computed} >= {"H13", "H21"}
    assert one.filled.differences == ()


def test_the_new_file_holds_the_results_of_its_formulas():
    one = moved("national", None)
    assert one.workbook.missing_values == 0


def test_points_of_the_execution_rate_are_those_of_the_source():
    assert moved("ah_heritage.xlsx", None).after.funds_total.points.value == 9


def test_an_execution_row_goes_to_the_funds():
    one = moved("hebei", None)
    assert one.after.funds_total.points.value == 10
    assert one.after.funds_total.score.value == Decimal("9.6")
    assert ("D17", "100%") in one.left


def test_amounts_are_converted_to_the_last_digit():
    one = move(layout("yunnan", D6="1234567.89", E6="99999999999.99", F6="0.01"), "national/2020")
    total = one.after.funds_total
    exact = [Decimal(text) for text in ("123.456789", "9999999.999999", "0.000001")]
    assert [total.initial.value, total.budget.value, total.executed.value] == exact
    assert one.filled.differences == ()


def test_an_assumed_unit_is_never_converted_in_silence():
    one = move(layout("national", A5="项目资金"), "yunnan/2023")
    assert one.before.unit_is_assumed
    assert ("", "") in one.left


TARGETS = (
    ("≥95%", "95", "≤1,200元", "≥ 3 个", "1-12月", "2022年12月底前", "稳步提升", "≥90%且≤95%"),
    ("是", "不低于80%", "12万元以内", "＝100％", ">0.5‰", "-", "三年", "100％（含）以上"),
)


@pytest.mark.parametrize("targets", TARGETS)
@pytest.mark.parametrize("scheme", ["sichuan/2023", "national/2020"])
def test_a_target_means_the_same_in_one_cell_or_several(targets, scheme):
    one = move(layout("national", **{f"E{row}": f"'{target}" for row, target in enumerate(targets, start=13)}), scheme)
    assert one.filled.differences == ()
    kinds = [[row.target.value.kind for row in form.indicators] for form in (one.before, one.after)]
    assert len(kinds[0]) == len(targets)
    assert kinds[0] == kinds[1]


def test_a_figure_is_divided_and_words_are_not():
    one = moved("national", "sichuan/2023")
    cells = {row.name.raw: [cell.raw for cell in row.target_cells] for row in one.after.indicators}
    assert cells["养护里程"] == ["≥", "300", "公里"]
    assert cells["道路通行条件"] == ["", "稳步提升", ""]


def test_texts_are_texts_whatever_they_begin_with():
    odd = ["=1+1", "+86", "@SUM(A1)", "'007", "007", "1/2", "第一行\n第二行", '=HYPERLINK("http://x")']
    cells = {(row, 6): Cell(text, text) for row, text in enumerate(odd, start=13)}
    cells |= {(row, 4): Cell(f"{text}甲", f"{text}甲") for row, text in enumerate(odd, start=13)}
    one = move(with_cells(layout("national"), cells))
    assert len(one.after.indicators) == len(odd)
    for text, row in zip(odd, one.after.indicators, strict=True):
        assert (row.actual.raw, row.actual.formula) == (text.replace("\n", ""), None)
        assert cell_of(one, row.actual).value == text
        assert cell_of(one, row.name).value == f"{text}甲"
    assert one.filled.differences == ()


def test_dates_and_percentages_are_carried_as_they_are_shown():
    source = with_cells(
        layout("national"),
        {
            (13, 6): Cell(Decimal("0.998"), "99.8%", "0.0%"),
            (14, 6): Cell(Decimal(45291), "2023年12月31日", 'yyyy"年"m"月"d"日"'),
        },
    )
    one = move(source)
    assert [row.actual.raw for row in one.after.indicators[:2]] == ["99.8%", "2023年12月31日"]
    assert one.filled.differences == ()


def test_a_value_that_is_an_error_is_listed():
    source = with_cells(layout("national"), {(13, 6): Cell(None, "#REF!", formula="=#REF!", error="#REF!")})
    one = move(source)
    assert ("F13", "#REF!") in one.left


def test_a_long_text_makes_its_row_tall():
    one = move(layout("national", I13="原因说明" * 100))
    sheet = sheet_of(one)
    rows = [row.row for row in one.after.indicators]
    assert sheet.row_dimensions[rows[0]].height > 200 > sheet.row_dimensions[rows[2]].height


def test_labels_are_merged_over_their_rows():
    one = moved("sc_gauge.xls", None)
    sheet = sheet_of(one)
    rows = [row for row in one.after.indicators if row.subcategory.raw == "时效指标"]
    area = next(
        str(area)
        for area in sheet.merged_cells.ranges
        if rows[0].subcategory.cell and area.min_row == rows[0].row and area.min_col == 2
    )
    assert area == f"B{rows[0].row}:B{rows[-1].row}"
    assert len(rows) == 2


def test_a_blank_form_of_ours_moves_without_a_word(tmp_path):
    path = tmp_path / "空白.xlsx"
    pipeline.new_workbook("national/2020", "project", path, force=False)
    one = move(reader.read(path))
    assert (one.left, one.filled.differences, one.after.indicators) == (set(), (), ())


def test_a_moved_form_moves_again_unchanged(tmp_path):
    path = tmp_path / "一.xlsx"
    path.write_bytes(moved("seed003.xlsx", None).filled.data)
    again = move(reader.read(path))
    assert again.left == set()
    assert again.filled.differences == ()
    assert again.after.indicators == again.before.indicators
