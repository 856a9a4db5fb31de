"""一级, 二级 and 三级指标: which columns hold them, and what stands in them for each row."""

from __future__ import annotations

from dataclasses import dataclass, field

from xladdin.form.columns import Column, Header
from xladdin.form.entries import no_place, text_entry
from xladdin.form.grid import Grid, Place
from xladdin.form.labels import labels
from xladdin.model import Entry

_LEVELS = ("category", "subcategory", "name")
#: Rows that are looked at to find out what a column without a header holds.
_SAMPLE = 40
_ELLIPSIS = "….· "


def find_levels(grid: Grid, header: Header, rows: list[int]) -> dict[str, Column]:
    """The columns of the table, those of 一级, 二级 and 三级指标 completed by what stands in them.

    A header 绩效指标 merged over all three levels, or a level without a header, is told by the words below it.
    """
    columns = dict(header.columns)
    name = columns.get("name")
    if name and name.last > name.first and not {"category", "subcategory"} <= columns.keys():
        columns |= _split(grid, name, rows[:_SAMPLE], columns)
    leftmost = min(columns[level].first for level in _LEVELS if level in columns)
    for number in range(leftmost - 1, 0, -1):
        kind = _kind(grid, number, rows[:_SAMPLE])
        if kind and kind not in columns:
            columns[kind] = Column(kind, number, number, (header.first_row, number))
    return columns if "name" in columns else _with_lowest_level(grid, columns, rows[:_SAMPLE])


def _split(grid: Grid, name: Column, rows: list[int], columns: dict[str, Column]) -> dict[str, Column]:
    """The levels under one wide header cell."""
    found: dict[str, Column] = {}
    first = name.first
    for number in range(name.first, name.last):
        kind = _kind(grid, number, rows)
        if kind is None or kind in columns or kind in found:
            break
        found[kind] = Column(kind, number, number, name.header)
        first = number + 1
    return found | {"name": name._replace(first=first)} if found else {}


def _with_lowest_level(grid: Grid, columns: dict[str, Column], rows: list[int]) -> dict[str, Column]:
    """The columns with one for the indicators themselves, where none is headed 三级指标."""
    level = "subcategory" if "subcategory" in columns else "category"
    column = columns[level]
    following = column.last + 1
    is_free = all(other.first != following for other in columns.values())
    if is_free and _kind(grid, column.first, rows) == level:
        return columns | {"name": Column("name", following, following, (column.header[0], following))}
    others = {name: other for name, other in columns.items() if name != level}
    return others | {"name": column._replace(field="name")}


def _kind(grid: Grid, column: int, rows: list[int]) -> str | None:
    """Whether a column holds words of 一级 or 二级指标."""
    known = labels()
    categories = subcategories = 0
    for row in rows:
        text = grid.text((row, column))
        if text:
            categories += text in known.categories
            subcategories += text in known.subcategories
    if not categories and not subcategories:
        return None
    return "category" if categories > subcategories else "subcategory"


@dataclass(slots=True)
class Levels:
    """The category and subcategory that hold for the row at hand; empty cells are filled from above.

    A subcategory is never carried into another category.
    """

    grid: Grid
    columns: dict[str, Column]
    category: Entry[str] = field(default_factory=no_place)
    subcategory: Entry[str] = field(default_factory=no_place)

    def enter(self, row: int, places: dict[str, Place]) -> bool:
        """Go to the next row, whose values stand at ``places``; True where a category begins."""
        begins = self._enter_category(places.get("category"))
        place = places.get("subcategory")
        if not begins and _stands_at(self.subcategory, place):
            return False
        if place and self._holds_word(place) and not self._is_name(place, places["name"]):
            self.subcategory = self._printed(self.subcategory, place)
        elif (begins or not self.subcategory.has_place) and (column := self.columns.get("subcategory")):
            self.subcategory = text_entry(self.grid, (row, column.first))
        return begins

    def _enter_category(self, place: Place | None) -> bool:
        if _stands_at(self.category, place):
            return False
        if place is None or not self._holds_word(place):
            if place and not self.category.has_place:
                self.category = text_entry(self.grid, place)
            return False
        before = self.category
        self.category = text_entry(self.grid, place)
        return self.category.raw != before.raw

    def _holds_word(self, place: Place) -> bool:
        """Whether a word stands there; 「……」 of the blank form is none."""
        return bool(self.grid.text(place).strip(_ELLIPSIS))

    def _printed(self, above: Entry[str], place: Place) -> Entry[str]:
        """The entry of the row above where both rows share one merged cell."""
        return above if _stands_at(above, place) else text_entry(self.grid, place)

    def _is_name(self, place: Place, name: Place) -> bool:
        """Whether the cell of the subcategory is merged with the indicator's name and holds the name."""
        return place == name and self.grid.text(place) not in labels().subcategories


def _stands_at(entry: Entry[str], place: Place | None) -> bool:
    return entry.cell is not None and entry.cell[1:] == place
