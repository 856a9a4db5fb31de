"""The funds block (项目资金, 部门预算) of a blank form."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from xladdin.template import hints, paper, validation
from xladdin.template.canvas import NOTHING, UNKNOWN, address
from xladdin.template.content import FUND_AMOUNTS, Filled
from xladdin.template.grid import Span
from xladdin.template.sums import computed_amounts, parts_of
from xladdin.template.wording import plain, wording

if TYPE_CHECKING:
    from xladdin.template.content import FundLine
    from xladdin.template.page import Page

_USUAL = Decimal("0.0001")  # the decimals that an amount shows
#: Columns that follow from amounts of the row.
_RATES = frozenset({"rate", "share", "change"})
_ITEM = "item"

#: Address of every amount, rate and score of the block, by the key of the row and the field.
Places = dict[tuple[str, str], str]


def write_funds(page: Page) -> Places:
    """Header row and one row a source of funds; where everything stands. ``("total", "score")``: execution score."""
    scheme, lines = page.scheme, page.content.lines
    label_columns = Span(1, page.grid.first("name") - 1)
    page.put(Span(0, 0), _block_label(page), "label", last=page.row + len(lines))
    page.put(label_columns, wording()["fund_names"].get(page.kind.key, ""), "label")
    for columns, (_, header) in zip(page.grid.funds, scheme.template.fund_columns, strict=True):
        page.put(columns, header, "header")
    page.next_row(paper.FUND_HEADER)

    places = _places(page)
    for line in lines:
        _label(page, line, label_columns)
        _amounts(page, line, places)
        _computed(page, line, places)
        if line.key == "total":
            _checks(page, places)
        page.next_row(paper.fund_height(page, line.key))
    return places


def _block_label(page: Page) -> str:
    """项目资金（万元）; with the points of the execution rate where they have no column of their own."""
    scheme, labels = page.scheme, wording()["labels"]
    has_column = any(field == "points" for field, _ in scheme.template.fund_columns)
    if has_column or not scheme.execution_points:
        return str(labels["funds"].format(label=page.kind.funds_label, unit=scheme.amount_unit))
    printed = page.content.funds.get(("total", "points"), scheme.execution_points)
    return str(labels["funds_with_points"].format(unit=scheme.amount_unit, points=_text(printed)))


def _places(page: Page) -> Places:
    columns = [
        (span.first, field) for span, (field, _) in zip(page.grid.funds, page.scheme.template.fund_columns, strict=True)
    ]
    scored = {"points", "score"}
    return {
        (line.key, field): address(page.row + number, column)
        for number, line in enumerate(page.content.lines)
        for column, field in columns
        if field not in scored or line.key == "total"
    }


def _label(page: Page, line: FundLine, columns: Span) -> None:
    """The printed label; that of a single project is filled in."""
    first_level = line.key == "total" or line.label.startswith(wording()["labels"]["of_which"])
    if page.content.lines[0].source == "total" and parts_of("total", page.content.lines):
        first_level = line.source not in {"operating", _ITEM} or first_level
    style = "fund label" if first_level else "fund part"
    place = page.put(columns, line.label, f"open {style}" if line.source == _ITEM else style)
    if line.source == _ITEM:
        page.validate(place, validation.prompt("item"))


def _text(points: Filled) -> str:
    return plain(points) if isinstance(points, Decimal) else str(points)


def _amounts(page: Page, line: FundLine, places: Places) -> None:
    """The amounts of a row, those of a sum by formula; its reason and its points."""
    scheme, filled = page.scheme, page.content.funds
    sums = computed_amounts(page.content.lines)
    for columns, (field, header) in zip(page.grid.funds, scheme.template.fund_columns, strict=True):
        given = filled.get((line.key, field))
        if field in FUND_AMOUNTS and line.source in sums and given is None:
            below = page.row + len(page.content.lines) - page.content.lines.index(line)
            page.compute(columns, page.formulas.amount_sum(_parts(page, line, field, places, below)), "computed amount")
        elif field in FUND_AMOUNTS:
            amount = "" if given is None else given
            page.put(columns, amount, amount_style(amount))
            page.validate(places[line.key, field], validation.amount(field, header, scheme.amount_unit))
        elif field == "reason":
            place = page.put(columns, filled.get((line.key, field), ""), "text")
            page.validate(place, validation.prompt(field, header))
        elif field == "points":
            fixed = scheme.execution_points if line.key == "total" else wording()["labels"]["not_scored"]
            page.put(columns, filled.get((line.key, field), fixed), "fixed")


def _parts(page: Page, line: FundLine, field: str, places: Places, below: int) -> str:
    """The cells that make up an amount; of single projects every row down to ``below`` (0-based), inserted ones too."""
    parts = parts_of(line.source, page.content.lines)
    if all(part.source == _ITEM for part in parts):
        here = places[line.key, field]
        column = here.rstrip("0123456789")
        return f"OFFSET(${column}${page.row + 1},1,0):OFFSET(${column}${below + 1},-1,0)"
    return ",".join(places[part.key, field] for part in parts)


def amount_style(amount: Filled) -> str:
    """The look of an amount; one that has more decimals than the cells usually show gets another."""
    return "fine amount" if isinstance(amount, Decimal) and amount != amount.quantize(_USUAL) else "amount"


def _computed(page: Page, line: FundLine, places: Places) -> None:
    """Rates and score of a fund row."""
    filled, key = page.content.funds, line.key
    fixed = _text(filled.get((key, "points"), page.scheme.execution_points))
    points = places.get((key, "points"), fixed)
    budget, executed = places[key, "budget"], places[key, "executed"]
    known = UNKNOWN if {(key, "budget"), (key, "executed")} <= filled.keys() else NOTHING
    formulas = {"rate": page.formulas.execution_rate(budget, executed)}
    if (key, "share") in places:
        formulas["share"] = page.formulas.share(executed, places["total", "executed"])
    if (key, "change") in places:
        formulas["change"] = page.formulas.change(executed, places[key, "last"])
    for columns, (field, _) in zip(page.grid.funds, page.scheme.template.fund_columns, strict=True):
        typed = filled.get((key, field))
        if field in _RATES and typed is not None:
            page.put(columns, typed, "computed rate")
        elif field in _RATES:
            page.compute(columns, formulas[field], "computed rate", known)
        elif field == "score" and typed is not None:
            page.put(columns, typed, "computed")
        elif field == "score" and key == "total":
            page.compute(columns, page.formulas.execution_score(points, budget, executed), "computed", known)
        elif field == "score":
            page.put(columns, wording()["labels"]["not_scored"], "fixed")


def _checks(page: Page, places: Places) -> None:
    """The total row: amounts that are not the sum of the rows below it, more spent than planned."""
    below = len(page.content.lines) - 1
    by_hand = "total" not in computed_amounts(page.content.lines)
    wrong = []
    for columns, (field, _) in zip(page.grid.funds, page.scheme.template.fund_columns, strict=True):
        if field in FUND_AMOUNTS and below and by_hand:
            parts = f"{address(page.row + 1, columns.first)}:{address(page.row + below, columns.first)}"
            wrong.append(hints.sum_differs(places["total", field], parts))
            page.highlight(places["total", field], wrong[-1], "wrong")
    budget, executed = places["total", "budget"], places["total", "executed"]
    page.highlight(executed, f"N({executed})>N({budget})" if below and not by_hand else f"{executed}>{budget}", "wrong")
    known = {("total", field) for field in FUND_AMOUNTS} & page.content.funds.keys()
    hint = hints.of_funds(budget, executed, wrong)
    page.work_out(page.row, page.margin.column("hint"), hint, "hint", UNKNOWN if known else NOTHING)
