"""The funds block (项目资金) of a blank form."""

from __future__ import annotations

from decimal import Decimal

from xladdin.template import hints, paper, validation
from xladdin.template.content import AMOUNTS, Filled
from xladdin.template.grid import Span
from xladdin.template.page import NOTHING, UNKNOWN, Page, address
from xladdin.template.wording import plain, wording

_USUAL = Decimal("0.0001")  # the decimals that an amount shows


def write_funds(page: Page) -> str | None:
    """Header row and one row a source of funds; the address of the execution score."""
    scheme, labels = page.scheme, wording()["labels"]
    fields = [field for field, _ in scheme.template.fund_columns]
    label_columns = Span(1, page.grid.first("name") - 1)
    template = labels["funds" if "points" in fields else "funds_with_points"]
    printed = page.content.funds.get(("total", "points"), scheme.execution_points)
    block = template.format(unit=scheme.amount_unit, points=_text(printed))
    page.put(Span(0, 0), block, "label", last=page.row + len(scheme.fund_rows))
    page.put(label_columns, "", "label")
    for columns, (_, header) in zip(page.grid.funds, scheme.template.fund_columns, strict=True):
        page.put(columns, header, "header")
    page.next_row(paper.FUND_HEADER)

    score = None
    for source, label in scheme.fund_rows:
        first_level = source == "total" or label.startswith(labels["of_which"])
        page.put(label_columns, label, "fund label" if first_level else "fund part")
        places = _amounts(page, source)
        score = _computed(page, places, source) or score
        if source == "total":
            _checks(page, places)
        page.next_row(paper.fund_height(page, source))
    return score


def _text(points: Filled) -> str:
    return plain(points) if isinstance(points, Decimal) else str(points)


def _amounts(page: Page, source: str) -> dict[str, str]:
    """The input cells of a fund row, and the points; their addresses by field."""
    scheme, filled = page.scheme, page.content.funds
    places = {}
    for columns, (field, header) in zip(page.grid.funds, scheme.template.fund_columns, strict=True):
        if field in AMOUNTS:
            amount = filled.get((source, field), "")
            places[field] = page.put(columns, amount, "fine amount" if _is_fine(amount) else "amount")
            page.validate(places[field], validation.amount(field, header, scheme.amount_unit))
        elif field == "reason":
            place = page.put(columns, filled.get((source, field), ""), "text")
            page.validate(place, validation.prompt(field, header))
        elif field == "points":
            fixed = scheme.execution_points if source == "total" else wording()["labels"]["not_scored"]
            places[field] = page.put(columns, filled.get((source, field), fixed), "fixed")
    return places


def _is_fine(amount: Filled) -> bool:
    """Whether an amount has more decimals than the cells usually show."""
    return isinstance(amount, Decimal) and amount != amount.quantize(_USUAL)


def _computed(page: Page, places: dict[str, str], source: str) -> str | None:
    """Rate and score of a fund row; the score's address on the scored row."""
    filled, scored = page.content.funds, source == "total"
    points = places.get("points", _text(filled.get((source, "points"), page.scheme.execution_points)))
    budget, executed = places["budget"], places["executed"]
    known = UNKNOWN if {(source, "budget"), (source, "executed")} <= filled.keys() else NOTHING
    score = None
    for columns, (field, _) in zip(page.grid.funds, page.scheme.template.fund_columns, strict=True):
        typed = filled.get((source, field))
        if field == "rate" and typed is not None:
            page.put(columns, typed, "computed rate")
        elif field == "rate":
            page.compute(columns, page.formulas.execution_rate(budget, executed), "computed rate", known)
        elif field == "score" and typed is not None:
            place = page.put(columns, typed, "computed")
            score = place if scored else score
        elif field == "score" and scored:
            formula = page.formulas.execution_score(points, budget, executed)
            score = page.compute(columns, formula, "computed", known)
        elif field == "score":
            page.put(columns, wording()["labels"]["not_scored"], "fixed")
    return score


def _checks(page: Page, places: dict[str, str]) -> None:
    """The total row: amounts that are not the sum of the rows below it, more spent than planned."""
    below = len(page.scheme.fund_rows) - 1
    wrong = []
    for columns, (field, _) in zip(page.grid.funds, page.scheme.template.fund_columns, strict=True):
        if field in AMOUNTS and below:
            parts = f"{address(page.row + 1, columns.first)}:{address(page.row + below, columns.first)}"
            wrong.append(hints.sum_differs(places[field], parts))
            page.highlight(places[field], wrong[-1], "wrong")
    page.highlight(places["executed"], f"{places['executed']}>{places['budget']}", "wrong")
    hint = hints.of_funds(places["budget"], places["executed"], wrong)
    page.work_out(
        page.row,
        page.margin.column("hint"),
        hint,
        "hint",
        UNKNOWN if {("total", field) for field in AMOUNTS} & page.content.funds.keys() else NOTHING,
    )
