"""Bottom of a blank form: total, grade, free texts, and the notes that state the scheme's rules."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from xlsxwriter.utility import xl_col_to_name

from xladdin.template import hints, paper, validation
from xladdin.template.formulas import between
from xladdin.template.grid import Span
from xladdin.template.highlights import highlight_total
from xladdin.template.native import quoted
from xladdin.template.page import LINE, Page, lines
from xladdin.template.wording import plain, wording

if TYPE_CHECKING:
    from xladdin.model import Scheme
    from xladdin.template.table import Table

NOTE_SCALE = 0.78  # a letter of the notes is that much narrower than one of the column width


def write_closing(page: Page, table: Table, execution_score: str | None) -> None:
    """总分, 自评等级, 说明 …, 注."""
    total = _total(page, table, execution_score)
    labels, rest = wording()["labels"], Span(1, page.grid.last)
    if page.scheme.template.grade_row:
        page.put(Span(0, 0), labels["grade"], "label")
        place = _given_or(page, "grade", rest, page.formulas.grade(total), "grade")
        page.validate(place, validation.prompt("grade"))
        page.next_row(paper.GRADE)
    for remark in page.scheme.template.remarks:
        page.put(Span(0, 0), remark, "label")
        text = page.content.remarks.get(remark, "")
        page.validate(page.put(rest, text, "text"), validation.prompt("remark", remark))
        page.next_row(paper.remark_height(page, text))
    _notes(page)


def _total(page: Page, table: Table, execution_score: str | None) -> str:
    """The row 总分 with its hints beside it; the address of the total score."""
    grid, header = page.grid, table.header_rows
    score = grid.first("score")
    label_end = (grid.first("points") if grid.has("points") else score) - 1
    page.put(Span(0, label_end), wording()["labels"]["total"], "total")

    def rows(column: int) -> str:
        return between(xl_col_to_name(column), header[1] + 1, page.row + 1)

    points_total = None
    if grid.has("points"):
        column, execution = grid.first("points"), plain(page.scheme.execution_points)
        formula = page.formulas.points_total(rows(column), execution)
        points_total = _given_or(page, "points", Span(column, column), formula, "total")
        weights = page.formulas.weights(rows(column), execution, Decimal(100))
        _beside(page, "check", f'IF({points_total}="","",{quoted(wording()["check"]["of_points"])}&{weights})')
    pending, inserted = (page.margin.fixed(key, header[0]) for key in ("pending", "inserted"))
    formula = page.formulas.total(rows(score), execution_score, pending)
    total = _given_or(page, "score", Span(score, score), formula, "total")
    _beside(page, "hint", hints.of_total(pending, inserted))
    highlight_total(page, points_total, total)
    if score < grid.last:
        page.put(Span(score + 1, grid.last), "", "total")
    page.next_row(paper.TOTAL)
    return total


def _given_or(page: Page, field: str, columns: Span, formula: str, style: str) -> str:
    """What was filled in beforehand, or else the formula; the address."""
    given = page.content.closing.get(field)
    return page.compute(columns, formula, style) if given is None else page.put(columns, given, style)


def _beside(page: Page, key: str, formula: str) -> None:
    page.work_out(page.row, page.margin.column(key), formula, key)


def _notes(page: Page) -> None:
    for number, text in enumerate(notes(page.scheme), start=1):
        line = f"{wording()['notes']['start'] if number == 1 else '　　'}{number}. {text}"
        page.put(Span(0, page.grid.last), line, "note")
        page.next_row(LINE * lines(line, page.grid.width / NOTE_SCALE) + 1)


def notes(scheme: Scheme) -> list[str]:
    """The notes printed below a scheme's form, one sentence or two each."""
    words = wording()["notes"]
    told = []
    if any(source == "other" for source, _ in scheme.fund_rows):
        told.append(words["other_funds"])
    told.append(words["points_adaptable" if scheme.adaptable else "points"].format(parts=_point_parts(scheme)))
    told.append(_execution_note(scheme))
    if scheme.tiers:
        told.append(_tier_note(scheme))
    if scheme.grades:
        told.append(_grade_note(scheme))
    told.append(words["deviation"])
    return told


def _point_parts(scheme: Scheme) -> str:
    words = wording()["notes"]
    printed = {category for category, _ in scheme.subcategories}
    parts = [words["execution_part"].format(points=plain(scheme.execution_points))]
    for entry in scheme.categories:
        *others, last = [name for name in entry.names if name in printed] or entry.names
        template = words["category_parts" if others else "category_part"]
        parts.append(template.format(name=last, others="、".join(others), last=last, points=plain(entry.points)))
    if not scheme.categories:
        parts.append(words["indicators_part"].format(points=plain(100 - scheme.execution_points)))
    return "、".join(parts)


def _execution_note(scheme: Scheme) -> str:
    words = wording()["notes"]
    headers = {field: header.replace("\n", "") for field, header in scheme.template.fund_columns}
    if not scheme.execution_bands:
        return str(words["execution"].format(**headers))
    bands = sorted(scheme.execution_bands, key=lambda band: -band.start)
    told = [words["band"].format(start=plain(band.start), score=plain(band.score)) for band in bands if band.score]
    last = min((band.start for band in bands if band.score), default=None)
    if last:
        told.append(words["band_rest"].format(start=plain(last)))
    return str(words["execution_bands"].format(bands="，".join(told), **headers))


def _tier_note(scheme: Scheme) -> str:
    words = wording()["notes"]
    ranges = [f"{plain(tier.high)}%—{plain(tier.low)}%{'（含）' if tier.low else ''}" for tier in scheme.tiers]
    return str(
        words["tiers"].format(
            names="、".join(tier.name for tier in scheme.tiers),
            count=words["counts"][len(scheme.tiers)],
            ranges="、".join(ranges),
        )
    )


def _grade_note(scheme: Scheme) -> str:
    words = wording()["notes"]
    best, *others = scheme.grades
    told = [words["grade_first"].format(low=plain(best.low), name=best.name)]
    for higher, grade in pairwise((best, *others)):
        template = words["grade"] if grade.low else words["grade_last"]
        told.append(template.format(low=plain(grade.low), high=plain(higher.low), name=grade.name))
    return str(words["grades"].format(grades="，".join(told)))
