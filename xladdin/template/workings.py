"""What is worked out beside the indicator table: the pieces of every row, its score, its hints, the control sums."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xlsxwriter.utility import xl_col_to_name

from xladdin.template import hints
from xladdin.template.canvas import NOTHING
from xladdin.template.common_rows import write_common_row
from xladdin.template.formulas import between
from xladdin.template.grid import Span
from xladdin.template.margin import SHOWN
from xladdin.template.native import Lists, Row, formulas_of_row, known, unit_list, word_list
from xladdin.template.native.target import FIELDS
from xladdin.template.wording import wording

if TYPE_CHECKING:
    from xladdin.template.page import Page
    from xladdin.template.table import Group, Table


def set_up_columns(page: Page) -> None:
    """Widths of the columns beside the form; the pieces are hidden as one group."""
    for key, width in SHOWN.items():
        column = page.margin.column(key)
        page.sheet.set_column(column, column, width)
    first, last = page.margin.hidden
    page.sheet.set_column(first, last, 9, None, {"hidden": True, "level": 1})


def write_workings(page: Page, table: Table, total_row: int) -> None:
    """Everything beside the table; ``total_row`` (0-based) is the row of 总分, below the last indicator."""
    header = table.header_rows[0]
    words = wording()["margin"]
    for key in ("flag", "hint", "check") if page.grid.has("points") else ("hint", "check"):
        column = page.margin.column(key)
        page.put(Span(column, column), words[key], "margin header", row=header, last=table.header_rows[1])
    for step in page.margin.steps:
        page.sheet.write_string(header, page.margin.column(step.key), step.label, page.styles["piece"])
    _write_lists(page, header)
    for row in table.rows:
        _write_row(page, table, row)
    _write_counts(page, table, total_row)
    for group, whole in _checked_groups(page, table):
        _write_check(page, group, whole, total_row if group.last == table.last else group.last + 1)


def _write_lists(page: Page, header: int) -> None:
    lists = {"units": unit_list(page.words)}
    lists |= dict(zip(page.margin.tier_lists, map(word_list, page.words.tiers), strict=False))
    for key, text in lists.items():
        page.sheet.write_string(header, page.margin.column(key), text, page.styles["piece"])


def cells_of_row(page: Page, table: Table, row: int) -> dict[str, str]:
    """Address of every cell of an indicator row by name: what is filled in, the labels beside it, the pieces."""
    grid = page.grid
    cells = {step.key: page.margin.place(step.key, row) for step in page.margin.steps}
    for key, field in (("indicator", "name"), ("actual", "actual"), ("given score", "score"), ("note", "note")):
        cells[key] = column_place(page, field, row)
    cells["points"] = column_place(page, "points", row) if grid.has("points") else ""
    for key, groups in (("category", table.categories), ("subcategory", table.subcategories)):
        group = next(group for group in groups if group.first <= row <= group.last)
        cells[key] = f"${xl_col_to_name(grid.first(key))}${group.first + 1}"
    parts = list(target_places(page, row).values())
    # An inserted row has no pieces: there the parts are taken as they stand.
    joined = f"IF(ISBLANK({cells['target']}),{'&'.join(parts)},{cells['target']})"
    cells["written target"] = parts[0] if len(parts) == 1 else joined
    return cells


def column_place(page: Page, field: str, row: int) -> str:
    """Address of a field's cell in a row."""
    return f"{xl_col_to_name(page.grid.first(field))}{row + 1}"


def target_places(page: Page, row: int) -> dict[str, str]:
    """Addresses of the target's cells by what they hold: value alone, or sign, value and unit."""
    first = page.grid.first("target")
    fields = [FIELDS[header] for header in page.scheme.target_columns] or ["value"]
    return {field: f"{xl_col_to_name(first + number)}{row + 1}" for number, field in enumerate(fields)}


def _write_row(page: Page, table: Table, row: int) -> None:
    cells = cells_of_row(page, table, row)
    if common := table.contents[row].common:
        write_common_row(page, row, table.contents[row], common, cells)
        return
    above = (cells["category"], cells["subcategory"])
    of_row = Row(cells["indicator"], target_places(page, row), cells["actual"], cells["points"] or None, above)
    header = table.header_rows[0]
    tiers = tuple(page.margin.fixed(key, header) for key in page.margin.tier_lists)
    lists = Lists(page.margin.fixed("units", header), tiers)
    pieces = formulas_of_row(of_row, cells, lists, page.words, page.scheme)
    for step in page.margin.steps:
        blank = _cost_words(page, table, row) if step.key == "cost" else step.blank
        page.work_out(row, page.margin.column(step.key), pieces[step.key], "piece", NOTHING if blank == "" else blank)
    page.work_out(row, page.margin.column("hint"), hints.of_row(page.formulas, cells), "hint")
    if not cells["points"]:
        return
    content = table.contents[row]
    if "score" not in content.values and not content.is_shared:
        page.work_out(row, page.grid.first("score"), page.formulas.score(cells), "figure")
    flag = page.formulas.note_needed(cells, known()["notes"]["empty"])
    page.work_out(row, page.margin.column("flag"), flag, "flag")


def _cost_words(page: Page, table: Table, row: int) -> int:
    """What the count of cost words gives: it reads the printed labels, which stand in a blank form too."""
    words = (
        group.word
        for groups in (table.categories, table.subcategories)
        for group in groups
        if group.first <= row <= group.last
    )
    return sum(cost in word for word in words for cost in page.words.costs)


def _write_counts(page: Page, table: Table, total_row: int) -> None:
    """Rows in use that have no score yet; those of them that have no pieces, because they were inserted."""

    def rows(column: int) -> str:
        return between(xl_col_to_name(column), header_bottom, total_row + 1)

    header = table.header_rows[0]
    grid, header_bottom = page.grid, header + (2 if page.scheme.target_columns else 1)
    name, actual, score = (rows(grid.first(field)) for field in ("name", "actual", "score"))
    used = f'((({name}<>"")+({actual}<>""))>0)'
    unscored = f'{used}*(1-({score}<>"")*({score}<1E+9))'
    pending = f"SUMPRODUCT({unscored})"
    if grid.has("points"):
        points = rows(grid.first("points"))
        # A row 其中 without points of its own is part of the row above.
        pending += f'-COUNTIFS({name},"{wording()["labels"]["of_which"]}*",{points},"",{score},"")'
    pieces = rows(page.margin.column("target factor"))
    prefilled = sum(row.common is not None for row in table.contents.values())
    page.work_out(header, page.margin.column("pending"), pending, "piece", prefilled)
    page.work_out(header, page.margin.column("inserted"), f'SUMPRODUCT({unscored}*({pieces}=""))', "piece", 0)


def _checked_groups(page: Page, table: Table) -> list[tuple[Group, str]]:
    """The groups of rows that get a control sum, and the scheme's points for each ("" where it has none of its own)."""
    if table.goals:
        return [(goal, "") for goal in table.goals]
    own = {entry.names[0]: str(entry.points) for entry in page.scheme.categories if len(entry.names) == 1}
    return [(category, own.get(category.word, "")) for category in table.categories]


def _write_check(page: Page, group: Group, whole: str, below: int) -> None:
    """The control sum of a group, beside its rows; ``below`` is the first row (0-based) after the group."""
    grid = page.grid

    def rows(field: str) -> str:
        letters = xl_col_to_name(grid.first(field))
        return f"OFFSET(${letters}${group.first + 1},0,0):OFFSET(${letters}${below + 1},-1,0)"

    formula = hints.of_group(page, rows("points") if grid.has("points") else None, rows("score"), whole)
    column = page.margin.column("check")
    page.put(Span(column, column), "", "check", row=group.first, last=group.last)
    page.work_out(group.first, column, formula, "check")
