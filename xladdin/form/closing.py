"""What stands below the indicators: the total, the grade, remarks and notes."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from xladdin.form.entries import no_place, parsed_entry, points_entry
from xladdin.form.fields import Fields, Labelled, read_fields
from xladdin.form.grid import Grid, Place
from xladdin.form.labels import labels, leading_label, normalise
from xladdin.form.notation import parse_points
from xladdin.form.rows import is_total_label
from xladdin.form.table import Table
from xladdin.model import Entry, Remark, Total
from xladdin.model.patterns import lazy_pattern

_FIGURE = lazy_pattern(r"\d{1,3}(?:\.\d+)?")
#: 「自评得分：98.5分」 in a text: what the figure is, and the figure.
_FIGURES = lazy_pattern(r"(?P<what>[^\d，,；;。≥≤><]*)(?<![\d.≥≤><])(?P<figure>\d{1,3}(?:\.\d+)?)(?![\d%％.])")
_FULL_MARKS = lazy_pattern(r"满分|分值|标准分|应得")
_SCORED = lazy_pattern(r"得分|自评分|实得|评分")
_PIECES = lazy_pattern(r"[，,；;、\s/／（）()]+")
_STATED_GRADE = lazy_pattern(
    r"(?:等级|等次|评级|评定|结论|结果|评价)[^，。；,;]{0,6}?[为:是属“\"「]+(优秀?|良好?|中等?|合格|差|较差|一般)(?![好])"
)
_WORD = r"(优秀?|良好?|中等?|合格|较差|差)"
_BOX_FIRST = lazy_pattern(r"[☑√✓■✔]\s*" + _WORD)
_BOX_LAST = lazy_pattern(_WORD + r"\s*(?:[(（][^()（）]*[)）])?\s*[□☐]?[☑√✓■✔]")
_BOXES = "□☐☑√✓■✔"
_NOTE = "注"


def read_total(grid: Grid, rows: list[int], table: Table, fields: Fields) -> Total:
    """The row 总分, or 分值合计 and 得分合计 below each other; else a labelled total elsewhere in the form."""
    found: Total | None = None
    for row in rows:
        lead = grid.lead(row)
        if lead and is_total_label(grid.text(lead)):
            found = _together(found, _total_row(grid, row, lead, table))
            if found.score.value is not None:
                return found
        elif found is not None:
            return found
    if found is not None:
        return found
    stated = fields.labelled("total")
    if stated is None or stated.entry.cell is None:
        return Total(no_place(), no_place())
    entry = stated.entry
    place = (stated.entry.cell.row, stated.entry.cell.column)
    return Total(no_place(), parsed_entry(grid, place, entry.raw, _figure(entry.raw)), place[0])


def _together(above: Total | None, total: Total) -> Total:
    """One total of two rows, of which the upper one holds no score."""
    if above is None:
        return total
    if total.score.value is None:
        return above
    return replace(total, points=above.points if total.points.value is None else total.points)


def _total_row(grid: Grid, row: int, lead: Place, table: Table) -> Total:
    points, score = (_own(grid, row, lead, table, name) for name in ("points", "score"))
    if points.cell and points.cell == score.cell:  # one cell merged over both columns
        is_of_points = labels().columns.guess(leading_label(grid.text(lead)))
        if is_of_points and is_of_points.field == "points":
            return Total(points, no_place(), row)  # 分值合计
        points = no_place()
    if points.is_blank and score.is_blank:
        label_end = grid.area(lead).last_column
        numbers = [
            entry
            for column in grid.rows[row]
            if column > label_end and (entry := points_entry(grid, (row, column))).value is not None
        ]
        if numbers:
            return Total(numbers[0] if len(numbers) > 1 else points, numbers[-1], row)
    if points.value is None and score.value is None:
        return _total_in_words(grid, row, lead, table) or Total(points, score, row)
    return Total(points, score, row)


def _total_in_words(grid: Grid, row: int, lead: Place, table: Table) -> Total | None:
    """A total among other words: 「总分：100分　自评得分：98.5分　等级：优」, or 「98.5分，优」 beside its label.

    What stands right of the table is a hint of the sheet, not a total.
    """
    for column in grid.rows[row]:
        if column > table.last_column:
            break
        place = (row, column)
        text = grid.text(place)
        if place == lead and leading_label(text) == text:
            continue
        figures = {figure["what"]: figure["figure"] for figure in reversed(list(_FIGURES.finditer(text)))}
        scores = [label for label in figures if not _FULL_MARKS.search(label)]
        best = next((label for label in scores if _SCORED.search(label)), scores[0] if len(scores) == 1 else None)
        if best is None:
            continue
        score = parsed_entry(grid, place, text, parse_points(figures[best]))
        rest = [figure for label, figure in figures.items() if label != best]
        points = parsed_entry(grid, place, text, parse_points(rest[0])) if len(rest) == 1 else no_place()
        return Total(points, score, row)
    return None


def _own(grid: Grid, row: int, lead: Place, table: Table, name: str) -> Entry[Decimal]:
    """Points or score of the total in their column, unless the label itself or a row above reaches there."""
    column = table.columns.get(name)
    if column is None:
        return no_place()
    place = grid.filled(row, column.first, column.last)
    if place == lead or place[0] < row:
        return no_place()
    return points_entry(grid, place)


def _figure(text: str) -> Decimal | None:
    """The figure of 「98.5」, 「98.5分」, 「总分：98.5分」."""
    value = parse_points(text)
    found = None if value is not None else _FIGURE.search(normalise(text)[0])
    return Decimal(found[0]) if found else value


def read_grade(grid: Grid, total: Total, fields: Fields) -> Entry[str]:
    """The grade: a cell of the total row that holds nothing else, or the field 自评等级, 评价结论 …"""
    if total.row is not None:
        for column in grid.rows.get(total.row, ()):
            place = (total.row, column)
            for piece in _PIECES.split(grid.text(place)):
                word = _after_label(piece) or piece
                if word and word in labels().grades:
                    return parsed_entry(grid, place, word, word)
    stated = fields.labelled("grade")
    if stated is None:
        return no_place()
    return _grade_of(grid, stated) or (no_place() if stated.match.rank else stated.entry)


def label_of_grade(grid: Grid, grade: Entry[str], fields: Fields) -> str:
    """The label that is printed before the grade: 自评等级, 绩效等级 …; empty where there is none."""
    stated = fields.labelled("grade")
    if stated is not None and stated.entry.cell == grade.cell:
        return _plain(stated.label)
    text = grid.text((grade.cell.row, grade.cell.column)) if grade.cell else ""
    return leading_label(text) if _after_label(text) else ""


def _after_label(text: str) -> str:
    label = leading_label(text)
    return text[len(label) + 1 :] if label != text and label in labels().fields else ""


def _grade_of(grid: Grid, stated: Labelled) -> Entry[str] | None:
    """The grade in a field: the word itself, a ticked one, or one that a sentence states."""
    text, cell = stated.entry.raw, stated.entry.cell
    if cell is None:
        return None
    place = (cell.row, cell.column)
    if text and text in labels().grades:
        return replace(stated.entry, value=normalise(text)[1])
    ticked = (_BOX_FIRST if text[:1] and text[0] in _BOXES else _BOX_LAST).search(text)
    if ticked:
        return parsed_entry(grid, place, ticked[1], ticked[1])
    if sentence := _STATED_GRADE.search(text):
        return parsed_entry(grid, place, sentence[1], sentence[1])
    return None


def read_remarks(grid: Grid, rows: list[int], edge: Place, fields: Fields, grade: Entry[str]) -> tuple[Remark, ...]:
    """说明, 存在问题, 改进措施 … with their texts, a narrative 评价结论, and the notes below the form."""
    found = [(item.area.first_row, item) for item in read_fields(grid, rows, edge, labels().remarks).found]
    found += [
        (item.area.first_row, item)
        for item in fields.found
        if item.match.field == "grade" and item.match.rank and item.entry.raw and item.entry.raw != grade.raw
    ]
    remarks = [(row, Remark(_plain(item.label), item.entry)) for row, item in found]
    remarks += _continued_notes(grid, rows, {row for row, remark in remarks})
    return tuple(remark for _, remark in sorted(remarks, key=lambda pair: pair[0]))


def _plain(label: str) -> str:
    return label.strip().rstrip("：:").strip()


def _continued_notes(grid: Grid, rows: list[int], labelled: set[int]) -> list[tuple[int, Remark]]:
    """Notes go on in rows of their own: 注：1. … / 2. … / 3. …"""
    found: list[tuple[int, Remark]] = []
    in_notes = False
    for row in rows:
        texts = grid.texts(row)
        if not texts:
            continue
        column, lead = texts[0]
        if row in labelled:
            in_notes = normalise(lead)[0].startswith((_NOTE, "备注", "填表", "填报"))
        elif in_notes and len(texts) == 1 and leading_label(lead) not in labels().signature:
            found.append((row, Remark(_NOTE, parsed_entry(grid, (row, column), lead, lead))))
    return found
