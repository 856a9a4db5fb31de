"""Top of a blank form: title, the fields of its kind with the year; further down the goals (年度总体目标)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from xladdin.template import formulas, paper, validation
from xladdin.template.canvas import address
from xladdin.template.funds import amount_style
from xladdin.template.grid import Span
from xladdin.template.wording import wording

if TYPE_CHECKING:
    from xladdin.template.canvas import Canvas
    from xladdin.template.page import Page

_YEAR = "year"


@dataclass(frozen=True, slots=True)
class Halves:
    """Where the fields stand: label and value, and beside them another label and value."""

    left_label: Span
    left: Span
    right_label: Span
    right: Span

    @property
    def beside(self) -> Span:
        """Everything beside the left label."""
        return Span(self.left.first, self.right.last)


def halves(page: Page) -> Halves:
    """The halves of a form with a table of indicators: the right one begins with the actual value."""
    actual, last = page.grid.first("actual"), page.grid.last
    return Halves(Span(0, 0), page.grid.left, Span(actual, actual), Span(actual + 1, last))


def write_heading(canvas: Canvas, where: Halves) -> dict[str, str]:
    """Title, then two fields a row, the year second; of an odd number the first has a row of its own. Their addresses.

    The title takes the year from the year cell, so that it need not be typed twice.
    """
    title_row = canvas.row
    canvas.next_row(paper.TITLE)
    first, *others = canvas.kind.fields
    fields = [first, (_YEAR, wording()["labels"][_YEAR]), *others]
    if len(fields) % 2:
        fields = [first, ("", ""), *fields[1:]]
    places: dict[str, str] = {}
    for (left, left_label), (right, right_label) in zip(fields[::2], fields[1::2], strict=True):
        canvas.put(where.left_label, _printed(canvas, left, left_label), "label")
        places[left] = _value(canvas, left, left_label, where.left if right else where.beside, places)
        if right:
            canvas.put(where.right_label, _printed(canvas, right, right_label), "label")
            places[right] = _value(canvas, right, right_label, where.right, places)
        canvas.next_row(paper.HEADING)
    _title(canvas, Span(where.left_label.first, where.right.last), title_row, places[_YEAR])
    return places


def _printed(canvas: Canvas, field: str, label: str) -> str:
    return f"{label}（{canvas.scheme.amount_unit}）" if field == "amount" else label


def _value(canvas: Canvas, field: str, label: str, columns: Span, places: dict[str, str]) -> str:
    """The input cell of a field, or the grade that follows from the score."""
    known = {**canvas.content.head, **canvas.content.closing}
    given = known.get(field, "")
    match field:
        case "grade":
            place = given_or(canvas, "grade", columns, canvas.formulas.grade(places["score"]), "grade")
            canvas.validate(place, validation.prompt("grade"))
            return place
        case "year":
            place = canvas.put(columns, given, "year")
            canvas.validate(place, validation.year())
        case "amount":
            place = canvas.put(columns, given, amount_style(given))
            canvas.validate(place, validation.amount(field, label, canvas.scheme.amount_unit))
        case "score":
            place = canvas.put(columns, given, "figure")
            canvas.validate(place, validation.score(label))
        case _:
            place = canvas.put(columns, given, "word")
            canvas.validate(place, validation.prompt(field, label))
    canvas.required.append(place)
    return place


def given_or(canvas: Canvas, field: str, columns: Span, formula: str, style: str) -> str:
    """What was filled in beforehand, or else the formula; the address."""
    given = canvas.content.closing.get(field)
    return canvas.compute(columns, formula, style) if given is None else canvas.put(columns, given, style)


def write_goals(page: Page) -> None:
    """预期目标 beside 实际完成情况."""
    labels, where = wording()["labels"], halves(page)
    right = Span(where.right_label.first, where.right.last)
    page.put(Span(0, 0), labels["goals"], "label", last=page.row + 1)
    page.put(where.left, labels["goal"], "header")
    page.put(right, labels["achieved"], "header")
    page.next_row(paper.GOAL_HEADER)
    for field, columns in (("goal", where.left), ("achieved", right)):
        place = page.put(columns, page.content.head.get(field, ""), "long text")
        page.validate(place, validation.prompt(field))
        page.required.append(place)
    page.next_row(paper.goal_height(page))


def _title(canvas: Canvas, columns: Span, row: int, year: str) -> None:
    words = wording()
    template, no_year = words["title"].replace("{title}", canvas.scheme.template.title), words["no_year"]
    start, end = template.split("{year}")
    shown = template.format(year=canvas.content.head.get("year", no_year))
    canvas.put(columns, "", "title", row=row)
    formula = formulas.title(year, start, end, no_year)
    canvas.sheet.write_formula(address(row, columns.first), f"={formula}", canvas.styles["title"], shown)
