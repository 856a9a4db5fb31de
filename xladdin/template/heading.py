"""Top of a blank form: title, project, year, department and unit; further down the goals (年度总体目标)."""

from __future__ import annotations

from xladdin.template import formulas, paper, validation
from xladdin.template.grid import Span
from xladdin.template.page import Page, address
from xladdin.template.wording import wording


def write_heading(page: Page) -> None:
    """Title, then 项目名称 with 预算年度, then 主管部门 with 实施单位."""
    labels = wording()["labels"]
    whole, left, middle, right = _parts(page)
    title_row = page.row
    page.next_row(paper.TITLE)

    page.put(Span(0, 0), labels["project"], "label")
    _input(page, left, "project", "word")
    page.put(middle, labels["year"], "label")
    year = page.put(right, page.content.head.get("year", ""), "year")
    page.validate(year, validation.year())
    page.required.append(year)
    page.next_row(paper.HEADING)

    page.put(Span(0, 0), labels["department"], "label")
    _input(page, left, "department", "word")
    page.put(middle, labels["unit"], "label")
    _input(page, right, "unit", "word")
    page.next_row(paper.HEADING)

    _title(page, whole, title_row, year)


def write_goals(page: Page) -> None:
    """预期目标 beside 实际完成情况."""
    labels = wording()["labels"]
    _, left, middle, right = _parts(page)
    right = Span(middle.first, right.last)
    page.put(Span(0, 0), labels["goals"], "label", last=page.row + 1)
    page.put(left, labels["goal"], "header")
    page.put(right, labels["achieved"], "header")
    page.next_row(paper.GOAL_HEADER)
    _input(page, left, "goal", "long text")
    _input(page, right, "achieved", "long text")
    page.next_row(paper.goal_height(page))


def _parts(page: Page) -> tuple[Span, Span, Span, Span]:
    """All columns; those of the left value, the right label and the right value."""
    actual = page.grid.first("actual")
    last = page.grid.last
    return Span(0, last), page.grid.left, Span(actual, actual), Span(actual + 1, last)


def _input(page: Page, columns: Span, field: str, style: str) -> None:
    place = page.put(columns, page.content.head.get(field, ""), style)
    page.validate(place, validation.prompt(field))
    page.required.append(place)


def _title(page: Page, columns: Span, row: int, year: str) -> None:
    """The title takes the year from the year cell, so that it need not be typed twice."""
    words = wording()
    template, no_year = words["title"].replace("{title}", page.scheme.template.title), words["no_year"]
    start, end = template.split("{year}")
    shown = template.format(year=page.content.head.get("year", no_year))
    page.put(columns, "", "title", row=row)
    formula = formulas.title(year, start, end, no_year)
    page.sheet.write_formula(address(row, 0), f"={formula}", page.styles["title"], shown)
