"""Tables inside a report: columns whose row 合计 is not the sum, and rates that do not follow from their row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from xladdin.model import Document, Figure, Paragraph, Quotient, Role, Sum, Unit
from xladdin.report.figures.scan import Units, find_figures, half_width
from xladdin.report.lexicon import pattern
from xladdin.report.relations.lists import judged
from xladdin.report.relations.tolerance import quotient, quotient_tolerance

_WHOLE_ROW = re.compile(r"^(?:合\s*计|总\s*计|小\s*计|共\s*计)")
_PART_ROW = re.compile(r"^\s*(?:其中|#|＃|(?:\d+\s*[.．]\s*\d))")
_NUMBER = re.compile(r"^\s*([-+]?\d[\d,]*(?:\.\d+)?)\s*(?:万元|元|件|人|个|次|批)?\s*$")
_RATE = re.compile(r"^\s*(\d+(?:\.\d+)?)\s*[%％]?\s*$")
_FULL, _PERCENT = Decimal(100), Unit("%", "ratio")
_FEWEST, _MOST_COLUMNS = 2, 12


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
    if total is None or len(parts) < 2 or (found := judged(total, parts)) is None:
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


@dataclass(frozen=True, slots=True)
class _Formula:
    """How a column of rates follows from two columns of amounts, or from one and its total."""

    part: int
    whole: int  # -1: the total of the column ``part``
    rest: bool  # what is left of 100 %


def rates_of_tables(document: Document, units: Units) -> Iterator[Quotient]:
    """Rates of a table that do not follow from their row in the way that those of most rows do."""
    for table in document.tables:
        heads, rows = table.rows[0], [(index, row) for index, row in enumerate(table.rows) if index and row]
        if len(heads) > _MOST_COLUMNS:
            continue
        for column, head in enumerate(heads):
            if column and pattern("tables", "rate").search(head):
                yield from _wrong_rates(table.number, heads, rows, column, units)


def _wrong_rates(
    first: int, heads: Sequence[str], rows: Sequence[tuple[int, tuple[str, ...]]], column: int, units: Units
) -> Iterator[Quotient]:
    told = [(index, row, Decimal(match[1])) for index, row in rows if (match := _rate_in(row, column))]
    best: list[Quotient] = []
    for formula in _formulas(len(heads), column):
        found = []
        for index, row, value in told:
            one = _by_formula(formula, rows, (index, row), heads, units)
            if one is not None:
                percent = _percent(first + index, row, column, value, heads[column])
                strict, tolerance = quotient_tolerance(percent, *one)
                share = quotient(one[0].base, one[1].base)
                expected = _FULL - share if formula.rest else share
                found.append(Quotient(percent, one[0], one[1], expected, tolerance, strict))
        if sum(one.is_exact for one in found) > sum(one.is_exact for one in best):
            best = found
    fitting = sum(one.is_exact for one in best)
    if fitting >= _FEWEST and fitting * 3 >= len(best) * 2:
        yield from best


def _rate_in(row: Sequence[str], column: int) -> re.Match[str] | None:
    return _RATE.match(half_width(row[column])) if column < len(row) else None


def _percent(paragraph: int, row: Sequence[str], column: int, value: Decimal, head: str) -> Figure:
    text = half_width(row[column]).strip()
    raw = text if text.endswith("%") else f"{text}%"
    decimals = len(text.rstrip("%").strip().partition(".")[2])
    subject = f"{row[0].strip()}　{head.strip()}"
    return Figure(paragraph, 0, 0, -1, raw, value, decimals, _PERCENT, Role.RATE, "", "", subject)


def _formulas(width: int, column: int) -> Iterator[_Formula]:
    others = [one for one in range(1, width) if one != column]
    for part in others:
        yield _Formula(part, -1, rest=False)
        for whole in others:
            if part != whole:
                yield _Formula(part, whole, rest=False)
                yield _Formula(part, whole, rest=True)


def _by_formula(
    formula: _Formula,
    rows: Sequence[tuple[int, tuple[str, ...]]],
    here: tuple[int, tuple[str, ...]],
    heads: Sequence[str],
    units: Units,
) -> tuple[Figure, Figure] | None:
    """Part and whole of one row; None where one of them is missing or nothing."""
    index, row = here
    where, from_row = formula.whole, row
    if formula.whole < 0:
        from_row = next((one for _, one in rows if _WHOLE_ROW.match(one[0].strip())), ())
        where = formula.part
    if max(formula.part, where) >= min(len(row), len(from_row) or len(row)) or not from_row:
        return None
    part = _cell_figure(row[formula.part], index, heads[formula.part], units)
    whole = _cell_figure(from_row[where], index, heads[where], units)
    return (part, whole) if part is not None and whole is not None and whole.base else None
