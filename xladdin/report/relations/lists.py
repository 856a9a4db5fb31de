"""Totals whose parts stand further away: in numbered paragraphs, in other sentences, in the rows of a table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from xladdin.model import Document, Figure, Paragraph, Role, Sentence, Sum, Unit
from xladdin.report.figures.scan import Units, find_figures, half_width
from xladdin.report.lexicon import pattern, section
from xladdin.report.relations.groups import group_figures
from xladdin.report.relations.tolerance import sum_of, sum_tolerance

_NEAR = Decimal("0.25")
_WINDOW = 8  # paragraphs
_OPENS = re.compile(r"(?:其中|如下|包括|分别(?:为|是)|具体|构成|组成|明细)[^。]{0,8}[:：。]?\s*$|[:：]\s*$")
_WHOLE_ROW = re.compile(r"^(?:合\s*计|总\s*计|小\s*计|共\s*计)")
_PART_ROW = re.compile(r"^\s*(?:其中|#|＃|(?:\d+\s*[.．]\s*\d))")
_NUMBER = re.compile(r"^\s*([-+]?\d[\d,]*(?:\.\d+)?)\s*(?:万元|元|件|人|个|次|批)?\s*$")
_BUDGET = re.compile("预算|年初|计划|下达")


def sums_of_items(document: Document, sentences: Sequence[Sentence]) -> Iterator[Sum]:
    """「支出71.9万元，其中：」 and a numbered paragraph for every part."""
    texts = {paragraph.number: paragraph.text for paragraph in document.paragraphs}
    by_paragraph: dict[int, list[Sentence]] = {}
    for sentence in sentences:
        by_paragraph.setdefault(sentence.paragraph, []).append(sentence)
    numbers = sorted(by_paragraph)
    for place, number in enumerate(numbers):
        last = by_paragraph[number][-1]
        total = _opening_total(last)
        if total is None or not _OPENS.search(half_width(last.text)):
            continue
        parts = _items(total, [by_paragraph[one] for one in numbers[place + 1 : place + 30]], texts)
        found = _judged(total, parts)
        if found is not None:
            yield found


def _opening_total(sentence: Sentence) -> Figure | None:
    amounts = [one for group in group_figures(sentence) for one in group.figures[:1] if one.role is Role.AMOUNT]
    return amounts[-1] if amounts and not amounts[-1].approximate else None


def _items(total: Figure, paragraphs: Sequence[list[Sentence]], texts: dict[int, str]) -> list[Figure]:
    """The first amount of every numbered paragraph, as long as they go on in one style of numbering."""
    parts: list[Figure] = []
    style = ""
    for sentences in paragraphs:
        match = pattern("headings", "list_item").match(texts[sentences[0].paragraph])
        kind = _style(match[0]) if match else ""
        if not kind or (style and kind != style):
            break
        style = kind
        amount = next(
            (
                one
                for sentence in sentences
                for group in group_figures(sentence)
                if (one := group.pick(total.dimension))
            ),
            None,
        )
        if amount is None:
            return []
        parts.append(amount)
    return parts


def _style(numbering: str) -> str:
    """「（1）」 and 「（2）」 are one style, 「（三）」 is another."""
    return re.sub("[①-⑳]", "①", re.sub("[一二三四五六七八九十]+", "一", re.sub(r"\d+", "1", numbering.strip())))


def _judged(total: Figure, parts: Sequence[Figure]) -> Sum | None:
    """The sum, unless the parts are too far from the total to be meant as all there is of it."""
    if len(parts) < 2 or any(part.approximate or part.dimension != total.dimension for part in parts):
        return None
    found = Sum(total, tuple(parts), sum_of(total, parts), sum_tolerance(total, parts))
    return found if abs(total.value - found.expected) <= abs(total.value) * _NEAR else None


def sums_by_name(sentences: Sequence[Sentence], known: Sequence[Sum]) -> Iterator[Sum]:
    """「总支出」, 「基本支出」 and 「项目支出」 in several sentences: by their names all there is."""
    amounts = [
        group.first
        for sentence in sentences
        for group in group_figures(sentence)
        if group.first.role is Role.AMOUNT and group.first.dimension == "money" and not group.first.approximate
    ]
    done = {id(one.total) for one in known}
    for partition in section("partitions"):
        if "total" in partition:
            yield from _named(amounts, partition, done)


def _named(amounts: Sequence[Figure], partition: dict[str, Any], done: set[int]) -> Iterator[Sum]:
    labels = [re.compile(one) for one in partition["parts"]]
    whole = re.compile(partition["total"] + "$")
    for index, total in enumerate(amounts):
        if id(total) in done or not whole.search(total.subject) or any(one.search(total.subject) for one in labels):
            continue
        near = [one for one in amounts[index + 1 : index + 40] if one.paragraph - total.paragraph <= _WINDOW]
        again = next((n for n, one in enumerate(near) if whole.search(one.subject)), len(near))
        named = [[one for one in near[:again] if label.search(one.subject)] for label in labels]
        if any(len(found) != 1 for found in named):
            continue
        parts = [found[0] for found in named]
        if len({_phase(one) for one in (total, *parts)}) == 1 and (found_sum := _judged(total, parts)) is not None:
            yield found_sum


def _phase(figure: Figure) -> bool:
    """Whether it is a budget, not an outcome."""
    return bool(_BUDGET.search(figure.lead))


def sums_of_tables(document: Document, units: Units) -> Iterator[tuple[Sum, Paragraph]]:
    """Columns of a table whose row 合计 is not the sum of the rows, with the row as a paragraph to point at."""
    for table in document.tables:
        whole = [index for index, row in enumerate(table.rows) if row and _WHOLE_ROW.match(row[0].strip())]
        if len(whole) != 1 or whole[0] not in (1, len(table.rows) - 1):
            continue
        row = table.rows[whole[0]]
        others = [
            (index, one)
            for index, one in enumerate(table.rows)
            if index != whole[0] and one and one[0].strip() and not _PART_ROW.match(one[0])
        ]
        heads = table.rows[0]
        for column in range(1, len(row)):
            head = heads[column] if column < len(heads) else ""
            yield from _column(table.number, (whole[0], row), others, column, head, units)


def _column(
    first: int,
    whole: tuple[int, tuple[str, ...]],
    others: list[tuple[int, tuple[str, ...]]],
    column: int,
    head: str,
    units: Units,
) -> Iterator[tuple[Sum, Paragraph]]:
    if "%" in head or "率" in head or "比" in head or "序号" in head:
        return
    total = _cell_figure(whole[1][column], first + whole[0], head, units)
    parts = [
        figure
        for index, row in others
        if column < len(row) and (figure := _cell_figure(row[column], first + index, head, units)) is not None
    ]
    if total is None or len(parts) < 2 or (found := _judged(total, parts)) is None:
        return
    text = "　".join(cell.replace("\n", "") for cell in whole[1] if cell.strip())
    yield found, Paragraph(total.paragraph, text)


def _cell_figure(text: str, paragraph: int, head: str, units: Units) -> Figure | None:
    """The bare figure of a cell; its unit may stand in the heading of the column: 「金额（万元）」."""
    match = _NUMBER.match(half_width(text))
    if not match:
        return None
    found = next(find_figures(half_width(text), units), None)
    if found is None:
        return None
    unit = found.unit or _unit_of_head(head, units)
    subject = head.replace("\n", "")
    return Figure(paragraph, 0, 0, -1, text.strip(), found.value, found.decimals, unit, Role.AMOUNT, "", "", subject)


def _unit_of_head(head: str, units: Units) -> Unit:
    match = re.search(r"[(（]\s*([^()（）]{1,4})\s*[)）]", half_width(head))
    return units.unit_of(match[1].strip() if match else "个")
