"""The blank score table (评分表): funds, rows with a 评分标准 that a person scores, total, grade, narratives."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell

from xladdin.template import hints, notes, paper, validation
from xladdin.template.canvas import NOTHING, UNKNOWN, address
from xladdin.template.content import SHARED
from xladdin.template.formulas import between
from xladdin.template.funds import amount_style
from xladdin.template.grid import Span
from xladdin.template.heading import Halves, given_or, write_heading
from xladdin.template.highlights import highlight_total
from xladdin.template.simple.sheet import SimpleForm
from xladdin.template.wording import plain, wording

if TYPE_CHECKING:
    from typing import Any

    from xladdin.template.blueprint import Blueprint
    from xladdin.template.content import Category, Content, Filled, Row
    from xladdin.template.styles import Styles

#: Column → its width in characters; also the order of the columns.
_WIDTHS = {"category": 14.0, "subcategory": 16.0, "name": 24.0, "standard": 44.0}
_WIDTHS |= {"points": 9.0, "score": 9.0, "note": 30.0}
_COLUMNS = {field: number for number, field in enumerate(_WIDTHS)}
_STYLES = {"name": "text", "standard": "text", "points": "figure", "score": "figure", "note": "text"}
_HALVES = Halves(Span(0, 0), Span(1, 3), Span(4, 5), Span(6, 6))
_FUND_SPANS = (Span(1, 2), Span(3, 3), Span(4, 5), Span(6, 6))
_NARRATIVE = 54.0


def write_score_table(sheet: Any, styles: Styles, blueprint: Blueprint, content: Content) -> None:
    """The table on a sheet, A4 landscape."""
    form = SimpleForm(sheet, styles, blueprint, content, tuple(_WIDTHS.values()))
    write_heading(form, _HALVES)
    sheet.freeze_panes(form.row, 0)
    _funds(form)
    header = form.row
    for field, number in _COLUMNS.items():
        form.put(Span(number, number), wording()["score_table"][field], "header")
    form.next_row(paper.HEADER)
    first = form.row
    for category in content.blocks[0].categories:
        _category(form, category)
    _rules(form, first)
    scores = f"{_fixed(first, 'score')}:{_fixed(form.row - 1, 'score')}"
    form.mark_missing(f"COUNT({scores})>0")
    total = _total(form, first)
    form.put(Span(0, 0), wording()["score_table"]["grade"], "label")
    place = given_or(form, "grade", Span(1, form.last), form.formulas.grade(total), "grade")
    form.validate(place, validation.prompt("grade"))
    form.next_row(paper.GRADE)
    form.narratives(_NARRATIVE)
    notes.write_notes(form, Span(0, form.last), sum(form.widths))
    form.finish(header)


def _funds(form: SimpleForm) -> None:
    """One line: budget at the beginning, budget, spent, rate."""
    columns, unit = form.scheme.template.fund_columns, form.scheme.amount_unit
    form.put(Span(0, 0), f"{form.kind.funds_label}\n（{unit}）", "label", last=form.row + 1)
    for span, (_, header) in zip(_FUND_SPANS, columns, strict=True):
        form.put(span, header, "header")
    form.next_row(paper.FUND_HEADER)
    places: dict[str, str] = {}
    for span, (field, header) in zip(_FUND_SPANS, columns, strict=True):
        given = form.content.funds.get(("total", field), "")
        if field == "rate":
            _rate(form, span, places, given)
        else:
            places[field] = form.put(span, given, amount_style(given))
            form.validate(places[field], validation.amount(field, header, unit))
    form.highlight(places["executed"], f"{places['executed']}>{places['budget']}", "wrong")
    form.hint(hints.of_funds(places["budget"], places["executed"], ()))
    form.next_row(paper.HEADING)


def _rate(form: SimpleForm, columns: Span, places: dict[str, str], given: Filled) -> None:
    if given != "":
        form.put(columns, given, "computed rate")
        return
    known = {("total", "budget"), ("total", "executed")} <= form.content.funds.keys()
    rate = form.formulas.execution_rate(places["budget"], places["executed"])
    form.compute(columns, rate, "computed rate", UNKNOWN if known else NOTHING)


def _category(form: SimpleForm, category: Category) -> None:
    own = category.points
    for entry in form.scheme.categories:
        if own is None and entry.names == (category.word,):
            own = entry.points
    count = sum(len(one.rows) for one in category.subcategories)
    label = category.word if own is None else f"{category.word}\n（{plain(own)}分）"
    first, last = form.row, form.row + count - 1
    form.put(Span(0, 0), label, "label", last=last)
    for subcategory in category.subcategories:
        form.put(Span(1, 1), subcategory.word, "open label", last=form.row + len(subcategory.rows) - 1)
        for row in subcategory.rows:
            _row(form, row)
    if own is not None:
        area = f"{_fixed(first, 'points')}:{_fixed(last, 'points')}"
        wrong = f"AND(COUNT({area})>0,ROUND(SUM({area})-{plain(own)},2)<>0)"
        form.highlight(f"{address(first, 0)}:{address(last, 0)}", wrong, "wrong")


def _fixed(row: int, field: str) -> str:
    return str(xl_rowcol_to_cell(row, _COLUMNS[field], row_abs=True, col_abs=True))


def _row(form: SimpleForm, row: Row) -> None:
    height = paper.SCORED
    for field, style in _STYLES.items():
        if row.is_shared and field in SHARED:
            continue
        column, value = Span(_COLUMNS[field], _COLUMNS[field]), row.values.get(field, "")
        form.put(column, value, style, last=form.row + (row.sharing if field in SHARED else 0))
        height = max(height, paper.text_height(value, form.width(column)))
    points, score, note = (address(form.row, _COLUMNS[field]) for field in ("points", "score", "note"))
    form.hint(hints.of_judged_row(points, score, note))
    form.next_row(height)


def _rules(form: SimpleForm, first: int) -> None:
    """Validations and colours over all rows at once, so that a row inserted between them has them too."""
    name, points, score, note = (address(first, _COLUMNS[field]) for field in ("name", "points", "score", "note"))
    headers = wording()["score_table"]
    accepted = {field: validation.prompt(field, headers[field]) for field in ("name", "standard", "note")}
    accepted["points"] = validation.points(headers["points"])
    accepted["score"] = validation.judged_score(headers["score"], score, points)
    for field, options in accepted.items():
        form.validate(_area(form, first, field), options)
    form.highlight(_area(form, first, "points"), f'AND({points}="",LEN({name}&{score})>0)', "missing")
    wrong = f"AND(ISNUMBER({score}),OR({score}<0,{score}>N({points})+0.005))"
    form.highlight(_area(form, first, "score"), wrong, "wrong")
    unexplained = f'AND(COUNT({points},{score})=2,{score}<{points}-0.005,{note}="")'
    form.highlight(_area(form, first, "note"), unexplained, "missing")


def _area(form: SimpleForm, first: int, field: str) -> str:
    return f"{address(first, _COLUMNS[field])}:{address(form.row - 1, _COLUMNS[field])}"


def _total(form: SimpleForm, first: int) -> str:
    """The row 总分; the address of the score."""
    form.put(Span(0, 3), wording()["labels"]["total"], "total")
    points, score = (between(xl_col_to_name(_COLUMNS[field]), first, form.row + 1) for field in ("points", "score"))
    pending = f'SUMPRODUCT(({points}<>"")*({score}=""))'
    place = given_or(form, "points", Span(4, 4), form.formulas.points_total(points, "0"), "total")
    total = given_or(form, "score", Span(5, 5), form.formulas.total(score, None, pending), "total")
    highlight_total(form, place, total)
    form.put(Span(6, 6), "", "total")
    form.hint(hints.of_points_total(place))
    form.next_row(paper.TOTAL)
    return total
