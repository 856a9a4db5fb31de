"""The header of a table: which column holds which field."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from xladdin.form.grid import Grid, Place
from xladdin.form.labels import Match, Wordings, labels

#: A header cell merged over more rows than this is a label at the side of the table.
TALLEST_HEADER = 3


class Column(NamedTuple):
    """The columns of one field, and its header cell."""

    field: str
    first: int
    last: int
    header: Place


@dataclass(frozen=True, slots=True)
class Header:
    """A table's header: its rows, its columns by field, and the columns that are known but not read."""

    first_row: int
    last_row: int
    columns: dict[str, Column]
    others: tuple[Column, ...] = ()

    @property
    def first_column(self) -> int:
        """The leftmost column that is read."""
        return min(column.first for column in self.columns.values())

    @property
    def last_column(self) -> int:
        """The rightmost column that is read."""
        return max(column.last for column in self.columns.values())


class _Found(NamedTuple):
    match: Match
    column: Column


#: Under a merged header of this field, sub-headers such as 指标值 and 单位 belong to it and not to the target.
_OWNING = frozenset({"actual", "points", "note"})
_TARGET_PARTS = frozenset({"target", "sign", "target_unit"})


def read_header(grid: Grid, row: int, wordings: Wordings) -> Header | None:
    """The header that begins at ``row``; None where nothing of it is known."""
    height = _height(grid, row, wordings)
    found: list[_Found] = []
    column, last = grid.rows[row][0], max(grid.rows.get(line, [0])[-1] for line in range(row, row + height))
    while column <= last:
        item = _column(grid, row, height, column, wordings)
        if item:
            found.append(item)
            column = item.column.last
        column += 1
    columns = _best(_with_only_score(_by_leaf(found)))
    others = tuple(item.column for item in found if item.column not in columns.values())
    return Header(row, row + height - 1, columns, others) if columns else None


def _by_leaf(found: list[_Found]) -> list[_Found]:
    """With a fourth level (四级指标) that level names the rows; the third is a heading, like the first two."""
    leaf = next((item for item in found if item.match.field == "leaf"), None)
    if leaf is None:
        return found
    named = _Found(Match("name", leaf.match.rank), leaf.column._replace(field="name"))
    return [named if item is leaf else item for item in found if item.match.field != "name"]


def _with_only_score(found: list[_Found]) -> list[_Found]:
    """评价得分 is a second opinion beside the unit's own score, and the score itself where none stands beside it."""
    if any(item.match.field == "score" for item in found):
        return found
    return [
        _Found(Match("score", item.match.rank), item.column._replace(field="score"))
        if item.match.field == "review"
        else item
        for item in found
    ]


def _height(grid: Grid, row: int, wordings: Wordings) -> int:
    """The rows of the header: those of its merged cells, and a row of sub-headers below."""
    height = 1
    for column, text in grid.texts(row):
        match = wordings.find(text)
        if match and match.rank == 0:
            own = grid.area((row, column)).last_row - row + 1
            height = max(height, own) if own <= TALLEST_HEADER else height
    while height < TALLEST_HEADER and _is_subheader(grid, row, height, wordings):
        height += 1
    return height


def _is_subheader(grid: Grid, row: int, height: int, wordings: Wordings) -> bool:
    """Whether the row below holds nothing but header words: 指标性质, 指标值 …, or the rest of a label cut in two."""
    below = row + height
    texts = grid.texts(below)
    if not texts or len(texts) > len(grid.rows[row]) + 4:
        return False
    known = 0
    for column, text in texts:
        above = grid.owner(row, column)
        together = grid.text(above) + text
        if _joins(grid, row, column, text, wordings) or (wordings.find(text) and not _repeats(grid, above, text)):
            known += 1
        elif not wordings.guess(together) or text in labels().categories:
            return False
    return known > 0


def _repeats(grid: Grid, above: Place, text: str) -> bool:
    return grid.text(above) == text


def _joins(grid: Grid, row: int, column: int, text: str, wordings: Wordings) -> bool:
    """Whether the text continues a label that is none by itself: 年度 above 指标值."""
    above = grid.text(grid.owner(row, column))
    return bool(above) and wordings.find(above) is None and wordings.find(above + text) is not None


def _column(grid: Grid, row: int, height: int, column: int, wordings: Wordings) -> _Found | None:
    """What the header says about one column, from its cells from top to bottom."""
    places: list[Place] = []
    for line in range(row, row + height):
        place = grid.owner(line, column)
        if place[0] >= row and place not in places and grid.text(place):
            places.append(place)
    if not places:
        return None
    top, bottom = places[0], places[-1]
    area = grid.area(top)
    if area.last_row >= row + max(height, TALLEST_HEADER):
        return None  # a label at the side of the whole table
    match, header = _match(grid, places, wordings)
    if match is None:
        return None
    if bottom is not top:
        area = grid.area(bottom)  # 值 below a merged 指标值 is one column, though 值 alone is no wording
    return _Found(match, Column(match.field, max(area.first_column, column), area.last_column, header))


def _match(grid: Grid, places: list[Place], wordings: Wordings) -> tuple[Match | None, Place]:
    top, bottom = places[0], places[-1]
    if top is bottom:
        return wordings.guess(grid.text(top)), top
    above = wordings.find(grid.text(top))
    below = wordings.find(grid.text(bottom))
    if below and above and above.field in _OWNING and below.field in _TARGET_PARTS:
        unit = below.field == "target_unit"
        return (Match("ignored", 0) if unit else above), bottom
    together = "".join(grid.text(place) for place in places)
    whole = wordings.find(together)
    if whole and whole.rank == 0:
        return whole, top  # 一级 above 指标: one label in two cells
    found = below or whole or above or wordings.guess(together)
    return found, bottom if found and found is below else top


def _best(found: list[_Found]) -> dict[str, Column]:
    """One column a field: the surest wording, then the leftmost; neighbours of one header cell are one column."""
    best: dict[str, _Found] = {}
    for item in found:
        known = best.get(item.match.field)
        if known and item.match.field == "points" and _is_of_a_level(known, best.get("name")):
            best["points"] = item  # 一级指标 | 分值 | 二级指标 | 分值 | 三级指标 | … | 分值
            continue
        if known is None or item.match.rank < known.match.rank or _is_nearer(item, known):
            best[item.match.field] = item
        elif known.column.header == item.column.header and known.column.last + 1 == item.column.first:
            best[item.match.field] = known._replace(column=known.column._replace(last=item.column.last))
    best.pop("ignored", None)
    return {name: item.column for name, item in best.items()}


def _is_of_a_level(points: _Found, name: _Found | None) -> bool:
    """Whether points stand left of the indicators' names: those of a category, not of the rows."""
    return name is not None and points.column.first < name.column.first


def _is_nearer(item: _Found, known: _Found) -> bool:
    """「绩效指标」 at the left of the table is a label of its side when the indicators' own column is headed so too."""
    return (
        item.match.field == "name"
        and item.match.rank == known.match.rank == 1
        and item.column.header != known.column.header
    )
