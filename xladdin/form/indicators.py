"""The indicator rows (三级指标) of a form, and the points printed on the labels beside them."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from xladdin.form.entries import no_place, parsed_entry, points_entry, text_entry
from xladdin.form.grid import Grid, Place
from xladdin.form.labels import labels, normalise, printed_points, without_ordinal
from xladdin.form.levels import Levels
from xladdin.form.rows import RowKind, is_subtotal, row_kind
from xladdin.form.shifted import Shift, find_shift, shifted_places
from xladdin.form.table import Table
from xladdin.form.values import read_actual, read_target
from xladdin.model import Entry, Indicator, PointsBlock


@dataclass(slots=True)
class Rows:
    """What was read from the indicator tables of a form; ``end`` is the first row below the last table."""

    indicators: list[Indicator] = field(default_factory=list)
    blocks: list[PointsBlock] = field(default_factory=list)
    end: int | None = None


class IndicatorReader:
    """Reads one table row by row; remembers category, goal block and the row before.

    ``above`` is the reader of the table above, where that table goes on after a header printed again.
    """

    def __init__(self, table: Table, year: int | None, found: Rows, above: IndicatorReader | None = None) -> None:
        self.table = table
        self.grid: Grid = table.grid
        self.year = year
        self.found = found
        self.levels = Levels(table.grid, table.columns)
        if above and above.table.has_columns_of(table):
            self.levels.category, self.levels.subcategory = above.levels.category, above.levels.subcategory
        self.block = ""
        self._side: Place | None = None

    def read(self, rows: list[int]) -> None:
        """Read the rows below the header, down to the total or the end of the table."""
        if rows:
            self._enter_block(self.table.header.first_row)
        for row in rows:
            places = self.table.places(row)
            texts = {name: self.grid.text(place) for name, place in places.items()}
            kind = row_kind(self.table, row, places, texts)
            if kind is RowKind.INDICATOR:
                shift = find_shift(self.table, row, texts)
                if shift:
                    places = shifted_places(self.table, row, shift)
                self._enter_block(row)
                self._enter_levels(row, places)
                self.found.indicators.append(self._indicator(row, places, shift))
            elif kind is not RowKind.END:
                self._enter_block(row)
                if kind is RowKind.SKIPPED:
                    self._enter_levels(row, places)
            elif not is_subtotal(self.grid, row, rows):
                self.found.end = row
                return

    def _enter_levels(self, row: int, places: dict[str, Place]) -> None:
        if self.levels.enter(row, places):
            self._note_points(self.levels.category)

    def _enter_block(self, row: int) -> None:
        """Take over the goal block whose label stands at the left of the row, or over it."""
        for column in range(self.table.first_level - 1, 0, -1):
            place = self.grid.owner(row, column)
            text = self.grid.text(place)
            if text and place != self._side:
                self._side = place
                self._note_block(place, text)
            if text:
                return
        place = self.grid.owner(row, self.table.first_level)
        if place[0] == row and place != self._side and self._is_wide(place):
            self._side = place
            self._note_block(place, self.grid.text(place))

    def _is_wide(self, place: Place) -> bool:
        return self.grid.area(place).last_column > self.table.name.last

    def _note_block(self, place: Place, text: str) -> None:
        printed = printed_points(text)
        match = labels().blocks.guess(without_ordinal(text))
        is_goal = match is not None and match.field == "goal"
        covers_rows = "points" not in self.table.columns
        if printed is None or not (is_goal or covers_rows):
            return
        self.block = text
        self.found.blocks.append(PointsBlock(text, Decimal(printed), self.grid.ref(place), is_goal=True))

    def _note_points(self, category: Entry[str]) -> None:
        printed = printed_points(category.raw)
        if printed and category.cell:
            self.found.blocks.append(PointsBlock(category.raw, Decimal(printed), category.cell))

    def _indicator(self, row: int, places: dict[str, Place], shift: Shift | None) -> Indicator:
        grid = self.grid
        name = self._name(row, places, shift)
        target, target_cells = read_target(grid, places, self.table.parts, name.raw, self.year)
        actual = read_actual(grid, places.get("actual"), target)
        points = self._own_points(row, places.get("points"))
        score = self._own_points(row, places.get("score"))
        return Indicator(  # by position: so many arguments by name take three times as long
            row,
            self.levels.category,
            self.levels.subcategory,
            name,
            target,
            actual,
            points,
            score,
            text_entry(grid, places.get("note")),
            target_cells,
            shift.by if shift else 0,
            self._is_execution(name),
            self._is_subrow(row, places, name, points, score),
            self.block,
            tuple(part.field for part in self.table.parts) if target_cells else (),
            text_entry(grid, places.get("standard")),
        )

    def _name(self, row: int, places: dict[str, Place], shift: Shift | None) -> Entry[str]:
        """The name; pieces of it in several columns under one header are joined."""
        place, column = places["name"], self.table.name
        if shift or column.first == column.last or self.grid.area(place).last_column >= column.last:
            return text_entry(self.grid, place)
        pieces = [self.grid.text((row, number)) for number in range(place[1], column.last + 1)]
        raw = "".join(pieces)
        return parsed_entry(self.grid, place, raw, raw or None)

    def _own_points(self, row: int, place: Place | None) -> Entry[Decimal]:
        """Points or score of the row; a cell merged with the rows above belongs to the first of them alone."""
        if place is None:
            return no_place()
        return points_entry(self.grid, place) if place[0] == row else Entry(None, self.grid.ref(place))

    def _is_execution(self, name: Entry[str]) -> bool:
        """By its name, or by a 一级 or 二级指标 that names the rate; 「预算执行」 there heads rates of all sorts."""
        levels = self.levels
        return _is_rate(name.raw) or _is_rate_of_all(levels.subcategory.raw) or _is_rate_of_all(levels.category.raw)

    def _is_subrow(
        self, row: int, places: dict[str, Place], name: Entry[str], points: Entry[Decimal], score: Entry[Decimal]
    ) -> bool:
        """A 其中 row, or a row that shares the points of the row above."""
        if not points.is_blank or not score.is_blank:
            return False
        above = [places[field] for field in ("points", "score") if field in places]
        if any(place[0] < row for place in above):
            return True
        if normalise(name.raw)[0].startswith("其中"):
            return True
        previous = self.found.indicators[-1] if self.found.indicators else None
        return bool(previous and previous.is_subrow and previous.row == row - 1)


def _is_rate(name: str) -> bool:
    match = labels().rows.find(name) if name else None
    return match is not None and match.field == "execution"


def _is_rate_of_all(level: str) -> bool:
    return "率" in level and _is_rate(level)
