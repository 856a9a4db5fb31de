"""Whatever stands in a workbook, understanding it ends quickly and never fails."""

from __future__ import annotations

import time
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.form.outlines import indicator_lines
from tests.form.sample import national
from xladdin.demo import to_workbook
from xladdin.form import find_forms
from xladdin.model import Cell, Range, Sheet, Workbook

[NATIONAL] = to_workbook(national()).sheets

LABELS = """
一级指标 二级指标 三级指标 年度指标值 实际完成值 分值 得分 总分 说明 注：无 项目名称 项目名称：
主管部门：某局　实施单位：
年初预算数 全年预算数 执行率 年度资金总额 预期目标 产出指标 数量指标 ： （ ） （（50分） (10分 指标1： …… 一、 1. ①
其中： 20分 ≥95% 等级为优 ☑ %
"""
texts = st.sampled_from(LABELS.replace("\n", " ").split(" ")) | st.sampled_from(["\n", " ", "\u3000"])
cells = st.one_of(
    texts.map(lambda text: Cell(text, text)),
    st.text(max_size=12).map(lambda text: Cell(text, text)),
    st.decimals(allow_nan=False, allow_infinity=False).map(lambda value: Cell(value, str(value))),
    st.decimals(min_value=-2, max_value=2, places=4).map(lambda value: Cell(value, f"{value}", "0.00%")),
    st.just(Cell(None, "#REF!", formula="#REF!", error="#REF!")),
    st.just(Cell(None, "", formula="A1+1")),
    st.booleans().map(lambda value: Cell(value, str(value).upper())),
    st.just(Cell(Decimal("1e400"), "1E+400")),
)
places = st.tuples(st.integers(1, 16), st.integers(1, 10))
ranges = st.builds(
    lambda first, size: Range(first[0], first[1], first[0] + size[0], first[1] + size[1]),
    places,
    st.tuples(st.integers(0, 4), st.integers(0, 4)),
)


def workbook(*sheets: Sheet) -> Workbook:
    return Workbook(Path("x.xlsx"), sheets)


@settings(max_examples=250, deadline=None)
@given(
    changed=st.dictionaries(places, cells, max_size=12),
    removed=st.sets(places, max_size=12),
    merges=st.lists(ranges, max_size=5),
)
def test_a_damaged_form_is_read_as_far_as_it_goes(
    changed: dict[tuple[int, int], Cell], removed: set[tuple[int, int]], merges: list[Range]
) -> None:
    kept = {place: cell for place, cell in NATIONAL.cells.items() if place not in removed}
    sheet = replace(NATIONAL, cells=kept | changed, merges=NATIONAL.merges + tuple(merges))
    for form in find_forms(workbook(sheet)):
        assert form.first_row <= form.last_row
        assert all(form.first_row <= row.row <= form.last_row for row in form.indicators)


@settings(max_examples=100, deadline=None)
@given(st.dictionaries(places, cells, max_size=80))
def test_any_sheet(content: dict[tuple[int, int], Cell]) -> None:
    find_forms(workbook(Sheet("表", content)))


def test_a_merged_cell_over_the_whole_sheet_and_far_cells_are_no_burden() -> None:
    far = {(1_048_576, 16_384): Cell("x", "x")}
    sheet = replace(NATIONAL, cells=NATIONAL.cells | far, merges=(*NATIONAL.merges, Range(20, 1, 1_048_576, 16_384)))
    started = time.process_time()
    [form] = find_forms(workbook(sheet))
    assert time.process_time() - started < 1
    assert len(indicator_lines(form)) == 3
    assert form.last_row == 13


def test_overlapping_merged_cells_are_left_out() -> None:
    sheet = replace(NATIONAL, merges=(*NATIONAL.merges, Range(9, 1, 12, 8), Range(11, 3, 9, 1), Range(1, 1, 1, 3)))
    [form] = find_forms(workbook(sheet))
    assert len(indicator_lines(form)) == 3


def test_long_sheets_without_a_form_are_passed_over_quickly() -> None:
    content = {(row, column): Cell("一级指标", "一级指标") for row in range(1, 20_001) for column in (1, 2)}
    started = time.process_time()
    assert find_forms(workbook(Sheet("表", content))) == ()
    assert time.process_time() - started < 1


def test_hundreds_of_forms_in_one_sheet() -> None:
    height = 14
    content = {
        (row + height * index, column): cell for index in range(200) for (row, column), cell in NATIONAL.cells.items()
    }
    merges = tuple(
        Range(a.first_row + height * i, a.first_column, a.last_row + height * i, a.last_column)
        for i in range(200)
        for a in NATIONAL.merges
    )
    started = time.process_time()
    forms = find_forms(workbook(Sheet("表", content, merges)))
    assert len(forms) == 200
    assert time.process_time() - started < 3
