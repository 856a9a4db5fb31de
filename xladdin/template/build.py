"""A blank 绩效自评表 (self-evaluation form) of a scheme as an .xlsx file."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from xladdin import __version__
from xladdin.template import paper
from xladdin.template.closing import write_closing
from xladdin.template.content import blank
from xladdin.template.figures import write_figures
from xladdin.template.funds import write_funds
from xladdin.template.grid import Span
from xladdin.template.heading import halves, write_goals, write_heading
from xladdin.template.highlights import highlight_head, highlight_rows
from xladdin.template.indicators import write_indicators
from xladdin.template.leftovers import write_leftovers
from xladdin.template.narratives import own_sections, write_narratives
from xladdin.template.page import Page
from xladdin.template.simple import write_card, write_score_table
from xladdin.template.styles import Styles
from xladdin.template.wording import wording
from xladdin.template.workings import set_up_columns, write_workings

if TYPE_CHECKING:
    from collections.abc import Mapping

    from xladdin.model import Scheme
    from xladdin.template.blueprint import Blueprint
    from xladdin.template.content import Content, Filled

CREATED = datetime(2025, 1, 1)  # fixed, so that equal input gives equal bytes
ALLOWED = ("format_cells", "format_columns", "format_rows", "insert_rows", "sort", "autofilter")


def build(blueprint: Blueprint, filled: Mapping[str, Filled] | None = None) -> bytes:
    """The blank form, with ``filled`` values in its head and its total fund row.

    ``filled``: field → value; fields: project, department, unit, year, amount, goal, achieved, initial, budget,
    executed (amounts in the scheme's amount unit). Equal input gives equal bytes. The sheet is protected without a
    password.
    """
    return write(blueprint, blank(blueprint.scheme, blueprint.kind, filled or {}))


def write(blueprint: Blueprint, content: Content) -> bytes:
    """The form with a content, as in ``build``; what has no place in it on a sheet of its own."""
    kind = blueprint.kind
    data = BytesIO()
    book = xlsxwriter.Workbook(data, _options())
    _identify(book, blueprint.scheme, kind.key, "import" if content.as_printed else "")
    styles = Styles(book)
    sheet = book.add_worksheet(wording()["sheets"].get(kind.key, wording()["sheet"]), worksheet_class=_Sheet)
    if blueprint.has_targets:
        _write(Page(sheet, styles, blueprint, content))
    elif kind.has_indicators:
        write_score_table(sheet, styles, blueprint, content)
    else:
        write_card(sheet, styles, blueprint, content)
    sheet.protect("", dict.fromkeys(ALLOWED, True))
    if content.leftovers:
        write_leftovers(book, styles, content.leftovers)
    book.close()
    return data.getvalue()


class _Sheet(Worksheet):  # type: ignore[misc]
    """A worksheet whose formulas are written as they stand."""

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:  # noqa: ARG002, FBT
        """Without the library's search for the functions of later versions: it takes four fifths of a build."""
        return formula.removeprefix("=")


def _write(page: Page) -> None:
    for number, column in enumerate(page.grid.columns):
        page.sheet.set_column(number, number, column.width)
    set_up_columns(page)
    write_heading(page, halves(page))
    frozen = page.row - 1
    funds = write_funds(page)
    page.references |= {f"funds.{key}.{field}": place for (key, field), place in funds.items()}
    page.references |= {f"{key}.{field}": place for (key, field), place in write_figures(page).items()}
    if page.kind.remarks_by_scheme:
        write_goals(page)
    _write_above(page)
    table = write_indicators(page)
    total_row = page.row
    write_closing(page, table, funds.get(("total", "score")))
    write_workings(page, table, total_row)
    highlight_rows(page, table)
    highlight_head(page, table)
    page.sheet.freeze_panes(frozen, 0)
    page.sheet.set_selection(1, 1, 1, 1)
    paper.set_up(page, table)


def _write_above(page: Page) -> None:
    """The narratives above the table; the last one as high as the page needs."""
    label, text = Span(0, 0), Span(1, page.grid.last)
    for section in (sections := own_sections(page.kind, above=True)):
        least = paper.ABOVE_TABLE
        if section is sections[-1]:
            given = paper.text_height(page.content.narratives.get(section.key, ""), page.width(text))
            least = paper.fitting_height(page, max(given, paper.ABOVE_TABLE), paper.REMARK)
        write_narratives(page, (section,), label, text, least)


def _options() -> dict[str, Any]:
    """The standard font of a Chinese Excel: column widths count in its digits (8 pixels) wherever the file is opened.

    Made anew for each workbook: the library writes into the dictionary it is given.
    """
    font = {"font_name": "宋体", "font_size": 11, "font_scheme": "none"}
    return {"in_memory": True, "default_format_properties": font, "default_column_width": 72}


def _identify(book: Any, scheme: Scheme, kind: str, origin: str) -> None:
    """Hidden identification as custom document properties; the visible ones name nobody."""
    book.set_properties({"title": scheme.template.title, "subject": scheme.name, "created": CREATED})
    for name, value in (("kind", kind), ("scheme", scheme.key), ("version", __version__), ("origin", origin)):
        if value:
            book.set_custom_property(f"xladdin.{name}", value, "text")
