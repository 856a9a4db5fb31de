"""Nothing disappears: whatever stands in the source's sheet stands in the new workbook, as a value or in the list."""

from dataclasses import replace

import pytest

from tests.forms import form as layout
from tests.template.filled.moving import move, moved, source, with_cells, words_of
from xladdin.model import Cell, Range

LIST = "未迁移内容"


def covered(sheet):
    return {
        (row, column)
        for area in sheet.merges
        for row in range(area.first_row, area.last_row + 1)
        for column in range(area.first_column, area.last_column + 1)
    }


@pytest.mark.parametrize("name", ["yunnan", "hubei", "sc_gauge.xls"])
def test_a_word_in_any_empty_cell_is_carried_or_listed(name):
    workbook = source(name)
    sheet = workbook.sheets[0]
    last = max(column for _, column in sheet.cells) + 2
    rows = range(1, max(row for row, _ in sheet.cells) + 3)
    free = [
        (row, column)
        for row in rows
        for column in range(1, last + 1)
        if (row, column) not in sheet.cells and (row, column) not in covered(sheet)
    ]
    words = {place: f"甲乙{number}号" for number, place in enumerate(free)}
    new = words_of(move(with_cells(workbook, words)).workbook)
    assert [word for word in words.values() if word not in new] == []


@pytest.mark.parametrize("name", ["sichuan", "neimenggu", "seed003.xlsx"])
def test_every_value_that_is_replaced_by_a_word_is_carried_or_listed(name):
    """The texts of the table, each made recognisable: names, targets, actual values, notes."""
    workbook = source(name)
    first, *others = workbook.sheets
    rows = {row.row for row in moved(name, None).before.indicators if not row.is_execution}
    labels = {"产出", "效益", "满意", "成本", "数量", "质量", "时效", "社会", "经济", "生态", "可持续"}
    words = {
        place: f"丙丁{number}号"
        for number, (place, cell) in enumerate(first.cells.items())
        if place[0] in rows and isinstance(cell.value, str) and not any(label in cell.text for label in labels)
    }
    assert len(words) >= len(rows)
    cells = {**first.cells, **{place: Cell(word, word) for place, word in words.items()}}
    new = words_of(move(replace(workbook, sheets=(replace(first, cells=cells), *others))).workbook)
    assert [word for word in words.values() if word not in new] == []


def test_signatures_stamps_and_columns_of_their_own_are_listed():
    workbook = layout("cost")
    bottom = max(row for row, _ in workbook.sheets[0].cells) + 1
    extra = {
        (bottom, 1): "填报人：张某",
        (bottom, 3): "联系电话：0934-1234567",
        (12, 9): "复核意见甲",
        (1, 12): "（盖章）",
    }
    one = move(with_cells(workbook, extra))
    assert {text for _, text in one.left} >= set(extra.values())


def test_the_list_is_no_form_and_holds_every_leftover_with_its_cell():
    one = moved("sc_gauge.xls", None)
    assert [sheet.name for sheet in one.workbook.sheets] == [one.after.sheet, LIST]
    listed = one.workbook.sheets[1].cells
    told = {(listed[row, 2].text, listed[row, 4].text) for row in range(3, 3 + len(one.filled.leftovers))}
    assert told == {(str(left.cell), left.text) for left in one.filled.leftovers}
    assert ("H11", "20") in one.left


def test_a_form_with_a_place_for_everything_has_no_list():
    one = moved("national", None)
    assert one.filled.leftovers == ()
    assert len(one.workbook.sheets) == 1


def test_a_category_that_the_scheme_does_not_have_is_listed_whole():
    one = moved("cost", "sichuan/2023")
    row = one.before.indicators[0]
    assert row.category.raw.startswith("成本指标")
    told = {text for _, text in one.left}
    assert {row.name.raw, row.target.raw, row.actual.raw, row.points.raw, row.score.raw} <= told
    assert one.after.total.score.value == one.before.total.score.value


def test_a_subcategory_that_the_scheme_does_not_have_is_printed_as_it_is():
    one = move(layout("national", C13="产出创新"))
    assert one.filled.differences == ()
    assert "产出创新" in {row.subcategory.raw for row in one.after.indicators}


def test_rows_that_share_one_cell_of_points_stay_together():
    workbook = layout("national", G14="", H14="")
    first = workbook.sheets[0]
    merges = (*first.merges, Range(13, 7, 14, 7), Range(13, 8, 14, 8))
    one = move(replace(workbook, sheets=(replace(first, merges=merges),)))
    assert [row.is_subrow for row in one.before.indicators][:2] == [False, True]
    assert [row.is_subrow for row in one.after.indicators][:2] == [False, True]
    assert one.filled.differences == ()
