"""The funds block (项目资金) of a blank form."""

from __future__ import annotations

from xladdin.template import hints, paper, validation
from xladdin.template.grid import Span
from xladdin.template.page import NOTHING, UNKNOWN, Page, address
from xladdin.template.wording import plain, wording

AMOUNTS = frozenset({"initial", "budget", "executed"})


def write_funds(page: Page) -> str | None:
    """Header row and one row a source of funds; the address of the execution score."""
    scheme, labels = page.scheme, wording()["labels"]
    fields = [field for field, _ in scheme.template.fund_columns]
    label_columns = Span(1, page.grid.first("name") - 1)
    template = labels["funds" if "points" in fields else "funds_with_points"]
    block = template.format(unit=scheme.amount_unit, points=plain(scheme.execution_points))
    page.put(Span(0, 0), block, "label", last=page.row + len(scheme.fund_rows))
    page.put(label_columns, "", "label")
    for columns, (_, header) in zip(page.grid.funds, scheme.template.fund_columns, strict=True):
        page.put(columns, header, "header")
    page.next_row(paper.FUND_HEADER)

    score = None
    for source, label in scheme.fund_rows:
        first_level = source == "total" or label.startswith(labels["of_which"])
        page.put(label_columns, label, "fund label" if first_level else "fund part")
        scored = source == "total"
        places = _amounts(page, scored=scored)
        score = _computed(page, places, scored=scored) or score
        if scored:
            _checks(page, places)
        page.next_row(paper.FUND)
    return score


def _amounts(page: Page, *, scored: bool) -> dict[str, str]:
    """The input cells of a fund row, and the points; their addresses by field."""
    scheme, places = page.scheme, {}
    for columns, (field, header) in zip(page.grid.funds, scheme.template.fund_columns, strict=True):
        if field in AMOUNTS:
            places[field] = page.put(columns, page.filled.get(field, "") if scored else "", "amount")
            page.validate(places[field], validation.amount(field, header, scheme.amount_unit))
        elif field == "reason":
            place = page.put(columns, "", "text")
            page.validate(place, validation.prompt(field, header))
        elif field == "points":
            fixed = scheme.execution_points if scored else wording()["labels"]["not_scored"]
            places[field] = page.put(columns, fixed, "fixed")
    return places


def _computed(page: Page, places: dict[str, str], *, scored: bool) -> str | None:
    """Rate and score of a fund row; the score's address on the scored row."""
    points = places.get("points", plain(page.scheme.execution_points))
    budget, executed = places["budget"], places["executed"]
    known = UNKNOWN if scored and {"budget", "executed"} <= page.filled.keys() else NOTHING
    score = None
    for columns, (field, _) in zip(page.grid.funds, page.scheme.template.fund_columns, strict=True):
        if field == "rate":
            page.compute(columns, page.formulas.execution_rate(budget, executed), "computed rate", known)
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
        page.row, page.margin.column("hint"), hint, "hint", UNKNOWN if AMOUNTS & page.filled.keys() else NOTHING
    )
