"""Forms without a table of indicators (卡片): nothing but labelled fields, one card below the other."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from xladdin.form.closing import read_grade
from xladdin.form.entries import amount_entry, no_place, parsed_entry
from xladdin.form.fields import Fields, read_fields
from xladdin.form.grid import Grid, Place
from xladdin.form.heading import find_amount_unit, find_form_year, find_title, find_unit, title_lines
from xladdin.form.labels import Match, Wordings, labels, leading_field, leading_label, normalise
from xladdin.form.narratives import read_narratives, section_wordings
from xladdin.form.notation import parse_points
from xladdin.model import Entry, Kind, SelfEvaluation, Sheet, TemplateMark, Total

#: So many labels of narratives make a card of a sheet that has no table.
_FEWEST_SECTIONS = 3
_AMOUNT_WORDS = ("项目金额", "项目资金", "预算金额", "年度预算金额", "项目预算金额", "项目总金额", "资金金额")
_AMOUNT = Wordings({normalise(word)[0]: Match("amount", 0) for word in _AMOUNT_WORDS})
_HEADS = frozenset({"project", "unit"})


@dataclass(frozen=True, slots=True)
class _Card:
    """The rows of a card of one kind."""

    kind: Kind
    rows: list[int]


def read_cards(sheet: Sheet, kinds: Iterable[Kind], mark: TemplateMark | None) -> list[SelfEvaluation]:
    """The cards of a sheet, from top to bottom; none where it holds too few labels of any kind."""
    grid = Grid(sheet)
    return [_read(grid, card, mark) for card in _find(grid, tuple(kinds))]


def _find(grid: Grid, kinds: tuple[Kind, ...]) -> list[_Card]:
    """A card begins with its title, or with the label that names it; a kind is known by its narratives."""
    found = []
    for rows in _parts(grid):
        counts = [(len(_sections(grid, rows, kind)), kind) for kind in kinds]
        most, kind = max(counts, key=lambda pair: pair[0], default=(0, None))
        if kind is not None and most >= _FEWEST_SECTIONS and _is_named(grid, rows):
            found.append(_Card(_of_names(grid, rows, kind, counts, most), rows))
    return found


def _of_names(grid: Grid, rows: list[int], kind: Kind, counts: list[tuple[int, Kind]], most: int) -> Kind:
    """Of kinds with equally many narratives: the one about a project where a project is named."""
    has_project = any(_leads(grid, row, "project") for row in rows)
    for count, other in counts:
        if count == most and (("project" in dict(other.fields)) == has_project):
            return other
    return kind


def _parts(grid: Grid) -> list[list[int]]:
    """The rows of each card: a new one where the label that heads the first card is printed again."""
    heads = [row for row in grid.row_numbers if any(_leads(grid, row, name) for name in ("project",))]
    heads = heads or [row for row in grid.row_numbers if _leads(grid, row, "unit")][:1]
    if not heads:
        return []
    starts = [grid.row_numbers[0], *(_with_title(grid, row) for row in heads[1:])]
    ends = [*(start - 1 for start in starts[1:]), grid.row_numbers[-1]]
    return [grid.rows_between(start, end) for start, end in zip(starts, ends, strict=True)]


def _with_title(grid: Grid, row: int) -> int:
    """The title line straight above a card belongs to it."""
    above = grid.rows_between(row - 2, row - 1)
    for line in above:
        texts = grid.texts(line)
        if len(texts) == 1 and any(piece in normalise(texts[0][1])[0] for piece in labels().title["form"]):
            return line
    return row


def _leads(grid: Grid, row: int, name: str) -> bool:
    found = (leading_field(text) for _, text in grid.texts(row))
    return any(match is not None and match.field == name for match in found)


def _is_named(grid: Grid, rows: list[int]) -> bool:
    return any(_leads(grid, row, name) for row in rows for name in _HEADS)


def _sections(grid: Grid, rows: list[int], kind: Kind) -> set[str]:
    known = section_wordings(kind)
    matches = (known.find(leading_label(text)) for row in rows for _, text in grid.texts(row))
    return {match.field for match in matches if match}


def _read(grid: Grid, card: _Card, mark: TemplateMark | None) -> SelfEvaluation:
    rows = card.rows
    edge = (rows[-1], grid.last_column)
    fields = read_fields(grid, rows, edge, labels().fields)
    lines = title_lines(grid, rows)
    amount_unit = find_amount_unit(grid, rows, fields, [])
    narratives = read_narratives(grid, rows, edge, card.kind)
    own = {one.key: one.text for one in narratives}
    total = _total(grid, fields)
    return SelfEvaluation(
        sheet=grid.name,
        kind=card.kind.key,
        title=find_title(grid, lines),
        year=find_form_year(grid, lines, fields, rows),
        project=fields.entry("project"),
        department=fields.entry("department"),
        unit=find_unit(fields),
        amount_unit=amount_unit,
        funding=(),
        goal=own.get("goal", no_place()),
        achieved=own.get("achieved", no_place()),
        indicators=(),
        total=total,
        grade=read_grade(grid, total, fields),
        first_row=rows[0],
        last_row=rows[-1],
        template=mark,
        amount=_amount(grid, rows, edge, amount_unit),
        narratives=narratives,
    )


def _amount(grid: Grid, rows: list[int], edge: Place, amount_unit: Entry[str]) -> Entry[Decimal]:
    stated = read_fields(grid, rows, edge, _AMOUNT).entry("amount")
    if stated.cell is None:
        return no_place()
    return amount_entry(grid, (stated.cell.row, stated.cell.column), amount_unit.value or "万元")


def _total(grid: Grid, fields: Fields) -> Total:
    stated = fields.labelled("total")
    if stated is None or stated.entry.cell is None:
        return Total(no_place(), no_place())
    place = (stated.entry.cell.row, stated.entry.cell.column)
    return Total(no_place(), parsed_entry(grid, place, stated.entry.raw, parse_points(stated.entry.raw)), place[0])
