"""A moved form says what its source says: compared here field by field, apart from the product's own comparison."""

from dataclasses import replace
from decimal import Decimal

import pytest

from tests.template.filled.moving import NAMES, OTHERS, move, moved, source, with_cells
from xladdin import form, kinds
from xladdin.model import Cell

#: To the form's own scheme, and into layouts of another kind: three columns, 元, no points in the rows.
MOVES = [
    *((name, None) for name in NAMES),
    ("seed003.xlsx", "yunnan/2023"),
    ("ah_heritage.xlsx", "gansu/2024"),
    ("national", "sichuan/2023"),
    ("neimenggu", "jiangxi/2024"),
    ("yunnan", "yunnan/2023"),
    ("national", "hubei/2020"),
    ("hubei", "national/2020"),
]
each_move = pytest.mark.parametrize(("name", "scheme"), MOVES, ids=str)


def meaning(value):
    return replace(value, raw="") if value is not None else None


def rows_by_name(form):
    return {row.name.raw: row for row in form.indicators}


@each_move
def test_it_reads_back_equal(name, scheme):
    assert moved(name, scheme).filled.differences == ()


@each_move
def test_the_head_is_carried(name, scheme):
    one = moved(name, scheme)
    for field in ("project", "department", "unit", "goal", "achieved"):
        assert getattr(one.after, field).raw == getattr(one.before, field).raw
    assert one.after.year.value == one.before.year.value
    assert one.after.amount_unit.value == one.scheme.amount_unit
    assert one.after.template.scheme == one.scheme.key


@each_move
def test_every_indicator_with_a_place_is_carried(name, scheme):
    one = moved(name, scheme)
    left = {text for _, text in one.left}
    after = rows_by_name(one.after)
    expected = [row for row in one.before.indicators if not row.is_execution and row.name.raw not in left]
    assert len(after) == len(expected)
    for row in expected:
        new = after[row.name.raw]
        assert meaning(new.target.value) == meaning(row.target.value)
        assert meaning(new.actual.value) == meaning(row.actual.value)
        assert (new.score.value, new.note.raw) == (row.score.value, row.note.raw)
        assert new.is_subrow == row.is_subrow
        assert new.points.value == (row.points.value if one.scheme.row_points else None)
        assert new.subcategory.raw.partition("（")[0] == row.subcategory.raw.partition("（")[0]


@each_move
def test_funds_and_totals_are_carried_exactly(name, scheme):
    one = moved(name, scheme)
    units = {"元": Decimal(1), "万元": Decimal(10_000)}
    factor = units[one.before.amount_unit.value] / units[one.scheme.amount_unit]
    columns = {field for field, _ in one.scheme.template.fund_columns}
    for row in one.after.funding:
        old = next((other for other in one.before.funding if other.source == row.source), None)
        for field in columns & {"initial", "budget", "executed"}:
            value = getattr(old, field).value if old else None
            assert getattr(row, field).value == (None if value is None else value * factor)
        if old and old.rate.value is not None:
            assert row.rate.value == old.rate.value
        if old and old.score.value is not None:
            assert row.score.value == old.score.value
    if one.before.total.score.value is not None:
        assert one.after.total.score.value == one.before.total.score.value
    if one.before.grade.value:
        assert one.after.grade.value == one.before.grade.value


def test_points_printed_on_labels_are_kept():
    one = moved("seed003.xlsx", None)
    assert {block.points for block in one.after.blocks} == {Decimal(20), Decimal(40), Decimal(10)}


def test_goal_blocks_keep_their_labels():
    one = moved("hubei", None)
    assert [row.block for row in one.after.indicators] == [row.block for row in one.before.indicators]


def test_a_year_that_is_asked_for_replaces_the_old_one():
    one = move(source("national"), year=2030)
    assert one.after.year.value == 2030
    assert one.before.year.raw in {left.text for left in one.filled.leftovers}


@pytest.mark.parametrize("name", OTHERS)
def test_a_form_of_another_kind_reads_back_equal_and_leaves_nothing(name):
    one = moved(name)
    assert (one.filled.differences, one.filled.leftovers, one.filled.typed) == ((), (), ())
    assert one.after.kind == one.before.kind == name
    assert {told.key: told.text.raw for told in one.before.narratives if told.text.value} == {
        told.key: told.text.raw for told in one.after.narratives if told.text.value
    }
    assert [(row.name.raw, row.standard.raw or row.target.raw, row.score.value) for row in one.before.indicators] == [
        (row.name.raw, (row.standard.raw if name == "evaluation" else row.target.raw), row.score.value)
        for row in one.after.indicators
    ]
    assert {(line.key, line.planned.value, line.actual.value, line.last.value) for line in one.before.figures} <= {
        (line.key, line.planned.value, line.actual.value, line.last.value) for line in one.after.figures
    }


@pytest.mark.parametrize("name", OTHERS)
def test_figures_that_a_formula_gives_otherwise_stay_as_they_were(name):
    workbook = source(name)
    before = form.find_forms(workbook, kinds.all_kinds())[0]
    changed = {}
    for entry in (before.total.score, *(row.executed for row in before.funding if row.source in {"total", "basic"})):
        changed[entry.cell.row, entry.cell.column] = Cell(Decimal("77.25"), "77.25")
    one = move(with_cells(workbook, changed))
    assert one.filled.differences == ()
    assert one.after.total.score.value == Decimal("77.25")
    for row in one.after.funding:
        if row.source in {"total", "basic"}:
            assert row.executed.value == Decimal("77.25")
    # What a formula gives otherwise is named: on a card, whose score is filled in, the grade alone.
    assert one.filled.typed


def test_amounts_in_yuan_are_converted_in_every_row():
    workbook = source("department")
    first, *others = workbook.sheets
    cells = {
        place: Cell(cell.value.replace("万元", "元"), cell.text.replace("万元", "元"))
        if isinstance(cell.value, str)
        else cell
        for place, cell in first.cells.items()
    }
    one = move(replace(workbook, sheets=(replace(first, cells=cells), *others)))
    assert one.filled.converted == "元→万元"
    assert one.filled.differences == ()
    assert one.after.funds_total.executed.value == one.before.funds_total.executed.value / 10000
    three_public = {line.key: line.actual.value for line in one.after.figures}["three_public"]
    assert three_public == {line.key: line.actual.value for line in one.before.figures}["three_public"] / 10000
    assert {line.key: line.actual.value for line in one.after.figures}["staff"] == 48
