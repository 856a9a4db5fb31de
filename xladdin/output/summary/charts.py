"""图表: four charts on one page. Their figures come from the other sheets, by formulas, and are listed beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from xladdin.output.sheets.page import Page
from xladdin.output.sheets.texts import whole
from xladdin.output.summary.figures import MOST_BARS, Bar, Point, bars, points
from xladdin.output.summary.plan import CHARTS
from xladdin.output.summary.words import years

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.chart import Chart

    from xladdin.model import Summary
    from xladdin.output.sheets.page import Live
    from xladdin.output.sheets.styles import Styles
    from xladdin.output.summary.grade_cells import Cells
    from xladdin.output.summary.plan import Plan

_PAGE_COLUMNS, _COLUMN_WIDTH = 20, 9
_WIDTH, _HEIGHT = 670, 370  # pixels of a chart; two of them fill the page
_FIRST, _SECOND = 3, 22  # rows the charts begin in
_NAMES, _POINTS = 21, 24  # columns of the figures beside the page
_DATA = 4  # row of the first figures
_BLUE = "#2F5597"
_COLOURS = {"优": "#70AD47", "良": "#5B9BD5", "中": "#FFC000", "差": "#C00000"}
_OTHER = "#A6A6A6"
_FONT = {"name": "宋体", "size": 9}
_GRID = {"visible": True, "line": {"color": "#D9D9D9", "width": 0.5}}


def write_charts(book: Workbook, styles: Styles, summary: Summary, plan: Plan, cells: Cells) -> None:
    """The sheet; ``cells`` tells where the counts of grades and scores stand."""
    page = Page(book, styles, CHARTS, [_COLUMN_WIDTH] * _PAGE_COLUMNS)
    page.title(f"{years(summary)}绩效自评图表")
    sheet = page.sheet
    sheet.fit_to_pages(1, 1)
    sheet.print_area(0, 0, _SECOND + 18, _PAGE_COLUMNS - 1)
    if not summary.lines:
        page.sentence("没有汇总任何自评表，没有可画的图。")
        return
    drawn = bars(summary, plan)
    what, spots = points(summary, plan)
    _write_figures(page, styles, drawn, what, spots)
    half = _PAGE_COLUMNS // 2
    sheet.insert_chart(_FIRST, 0, grade_chart(book, cells))
    sheet.insert_chart(_FIRST, half, score_chart(book, cells))
    more = len(summary.overview.departments) > len(drawn)
    if drawn:
        sheet.insert_chart(_SECOND, 0, _rate_chart(book, drawn, more=more))
    if spots:
        sheet.insert_chart(_SECOND, half, _scatter_chart(book, what, spots))


def grade_chart(book: Workbook, cells: Cells) -> Chart:
    """等级分布: columns, one a grade."""
    chart = _chart(book, {"type": "column"}, "等级分布（张）")
    colours = [{"fill": {"color": _COLOURS.get(grade, _OTHER)}} for grade in cells.names]
    chart.add_series(
        {
            "name": "表数",
            "categories": cells.grades("A"),
            "values": cells.grades("B"),
            "points": colours,
            "gap": 80,
            "data_labels": {"value": True, "font": _FONT},
        }
    )
    chart.set_y_axis({"num_format": "0", "num_font": _FONT, "major_gridlines": _GRID, "min": 0})
    return chart


def score_chart(book: Workbook, cells: Cells) -> Chart:
    """得分分布: columns side by side, one a band of scores."""
    chart = _chart(book, {"type": "column"}, "得分分布（张）")
    chart.add_series(
        {
            "name": "表数",
            "categories": cells.bands("A"),
            "values": cells.bands("B"),
            "fill": {"color": "#5B9BD5"},
            "border": {"color": "#FFFFFF"},
            "gap": 5,
            "data_labels": {"value": True, "font": _FONT},
        }
    )
    chart.set_y_axis({"num_format": "0", "num_font": _FONT, "major_gridlines": _GRID, "min": 0})
    return chart


def _rate_chart(book: Workbook, drawn: list[Bar], *, more: bool) -> Chart:
    """执行率 by department: bars, the lowest at the top."""
    which = f"最低的{MOST_BARS}个部门" if more else "由低到高"
    chart = _chart(book, {"type": "bar"}, f"各部门执行率（{which}）")
    rows, highest = (_DATA, _DATA + len(drawn) - 1), max(float(bar.rate.value) for bar in drawn)
    chart.add_series(
        {
            "name": "执行率",
            "categories": [CHARTS, rows[0], _NAMES, rows[1], _NAMES],
            "values": [CHARTS, rows[0], _NAMES + 1, rows[1], _NAMES + 1],
            "fill": {"color": _BLUE},
            "gap": 40,
            "data_labels": {"value": True, "num_format": "0.0%", "font": _FONT},
        }
    )
    chart.set_y_axis({"reverse": True, "crossing": "max", "num_font": _FONT})
    chart.set_x_axis({"num_format": "0%", "num_font": _FONT, "major_gridlines": _GRID, "min": 0, **_up_to(highest, 1)})
    return chart


def _scatter_chart(book: Workbook, what: str, spots: list[Point]) -> Chart:
    """得分 against 执行率: a point a form, or a department."""
    chart = _chart(book, {"type": "scatter"}, f"执行率与得分（每点一个{what}）")
    rows = (_DATA, _DATA + len(spots) - 1)
    rate, score = (
        max(float(value) for value in values)
        for values in zip(*((s.rate.value, s.score.value) for s in spots), strict=True)
    )
    chart.add_series(
        {
            "name": what,
            "categories": [CHARTS, rows[0], _POINTS + 1, rows[1], _POINTS + 1],
            "values": [CHARTS, rows[0], _POINTS + 2, rows[1], _POINTS + 2],
            "marker": {
                "type": "circle",
                "size": 6,
                "fill": {"color": _BLUE, "transparency": 40},
                "border": {"none": True},
            },
        }
    )
    axis = {"name_font": _FONT, "num_font": _FONT, "major_gridlines": _GRID}
    chart.set_x_axis({**axis, "name": "执行率", "num_format": "0%", **_up_to(rate, 1)})
    chart.set_y_axis({**axis, "name": "得分", "num_format": "0", **_up_to(score, 100)})
    return chart


def _up_to(highest: float, most: int) -> dict[str, int]:
    """An axis that ends where nothing can be above; open where something is, all the same."""
    return {"max": most} if highest <= most else {}


def _chart(book: Workbook, kind: dict[str, str], title: str) -> Any:
    chart = book.add_chart(kind)
    chart.set_title({"name": title, "name_font": {"name": "黑体", "size": 12, "bold": False}, "overlay": False})
    chart.set_legend({"none": True})
    chart.set_size({"width": _WIDTH, "height": _HEIGHT})
    chart.set_chartarea({"border": {"color": "#BFBFBF"}})
    chart.set_x_axis({"num_font": _FONT})
    return chart


def _write_figures(page: Page, styles: Styles, drawn: list[Bar], what: str, spots: list[Point]) -> None:
    """The figures of the charts of departments and projects, beside the printed page."""
    sheet = page.sheet
    sheet.set_column(_NAMES, _NAMES, 24)
    sheet.set_column(_POINTS, _POINTS, 24)
    sheet.write_string(_DATA - 2, _NAMES, "图表用数（公式取自各表，不打印）", styles.get("section"))
    for column, heading in ((_NAMES, "主管部门"), (_NAMES + 1, "执行率"), (_POINTS, what), (_POINTS + 1, "执行率")):
        sheet.write_string(_DATA - 1, column, heading, styles.get("heading"))
    sheet.write_string(_DATA - 1, _POINTS + 2, "得分", styles.get("heading"))
    for offset in range(max(len(drawn), len(spots))):
        row = _DATA + offset
        if offset < len(drawn):
            _write(sheet, styles, row, _NAMES, drawn[offset].name, drawn[offset].rate)
        if offset < len(spots):
            spot = spots[offset]
            _write(sheet, styles, row, _POINTS, spot.name, spot.rate)
            sheet.write_formula(
                row, _POINTS + 2, f"={spot.score.formula}", styles.get("score"), float(spot.score.value)
            )


def _write(sheet: Any, styles: Styles, row: int, column: int, name: str, rate: Live) -> None:
    sheet.write_string(row, column, whole(name), styles.get("guarded"))
    sheet.write_formula(row, column + 1, f"={rate.formula}", styles.get("rate"), float(rate.value))
