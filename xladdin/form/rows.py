"""What a row of an indicator table is: an indicator, a total, a remnant of the blank form, a banner, or the end."""

from __future__ import annotations

from enum import Enum, auto
from functools import lru_cache

from xladdin.form.entries import stored_number
from xladdin.form.grid import Grid, Place
from xladdin.form.labels import labels, leading_label, normalise
from xladdin.form.notation import parse_points
from xladdin.form.table import Table
from xladdin.model.patterns import lazy_pattern

#: What the blank form prints where a name belongs: 「指标1：」, 「三级指标2」, 「……」.
_PLACEHOLDER = lazy_pattern(r"(?:三级)?(?:绩效)?指标[\d一二三四五六七八九十]*[.…]*|[.…]+|[\dXx]+|[(（].*[)）]")
_NOTE = lazy_pattern(r"(?:备?注|说明|填[表报]说明)\s*\d{0,2}\s*[:：.、]")
_NOTE_BEGINS = "注备说填"
_LONGEST_TOTAL = 12
_LONGEST_BLANK = 8  # no text longer says nothing
_VALUES = ("target", "actual", "points", "score")


class RowKind(Enum):
    """What is to be done with a row."""

    INDICATOR = auto()
    SKIPPED = auto()  # empty, a remnant of the blank form, a subtotal, the continuation of a merged row
    BANNER = auto()  # one text over the whole width
    END = auto()  # the total, a remark or a note: the table ends here


def row_kind(table: Table, row: int, places: dict[str, Place], texts: dict[str, str]) -> RowKind:
    """What the row is; ``places`` and ``texts`` by field as the header says."""
    grid = table.grid
    lead = grid.lead(row)
    if lead is None:
        return RowKind.SKIPPED
    name = places["name"]
    if lead[1] <= table.name.last and (kind := _by_label(grid, lead, name)):
        return kind
    if grid.is_merged(lead) and _is_banner(table, lead):
        return RowKind.BANNER
    if name[0] < row and all(places[value][0] < row for value in _VALUES if value in places):
        return RowKind.SKIPPED
    return RowKind.SKIPPED if _is_leftover(grid, places, texts) else RowKind.INDICATOR


def is_total_label(text: str) -> bool:
    """Whether a text at the beginning of a row says 总分, in a known wording or in one like it (绩效自评总得分)."""
    return _sum_kind(leading_label(text)) == "total"


def is_subtotal(grid: Grid, row: int, rows: list[int]) -> bool:
    """Whether the total in ``row`` is only one of a part: indicators follow it, and another total."""
    goes_on = False
    for other in rows:
        lead = grid.lead(other) if other > row else None
        if lead is None:
            continue
        text = grid.text(lead)
        goes_on = goes_on or text in labels().categories or text in labels().subcategories
        if is_total_label(text):
            return goes_on
    return False


def _sum_kind(label: str) -> str | None:
    """``total`` or ``subtotal`` where the label of a row says so."""
    match = labels().rows.guess(label)
    return match.field if match and (match.rank < 2 or len(label) <= _LONGEST_TOTAL) else None


def _by_label(grid: Grid, lead: Place, name: Place) -> RowKind | None:
    """What the first text of a row says the row is; the name of an indicator says nothing."""
    text = grid.text(lead)
    if lead != name:
        return _said_by(text, False)
    label = leading_label(text)
    if label not in labels().printed and not _is_note(text):
        area = grid.area(lead)
        if area.first_column == area.last_column or not _sum_kind(label):
            return None
    return _said_by(text, True)


@lru_cache(maxsize=4096)  # by position: an argument by name makes the key three times as dear
def _said_by(text: str, is_name: bool) -> RowKind | None:
    """What a label says its row is; ``is_name``: it stands where the names of indicators do."""
    if _is_note(text):
        return RowKind.END
    label = leading_label(text)
    if (kind := _sum_kind(label)) in {"total", "subtotal"}:
        return RowKind.END if kind == "total" else RowKind.SKIPPED
    known = labels()
    if label in known.remarks or label in known.signature:
        return RowKind.END
    field = known.fields.find(label)
    return RowKind.END if field and field.field in {"grade", "total"} and not is_name else None


def _is_note(text: str) -> bool:
    return text[0] in _NOTE_BEGINS and bool(_NOTE.match(text))


def _is_banner(table: Table, lead: Place) -> bool:
    """Whether one text is merged over the whole width of the table."""
    width = table.grid.area(lead)
    last = max(column.first for column in table.columns.values())
    return width.first_column <= table.first_level and width.last_column >= last


def _is_leftover(grid: Grid, places: dict[str, Place], texts: dict[str, str]) -> bool:
    """A remnant of the blank form: no name, or a placeholder or 「无」 for one, and nothing of value beside it."""
    says = labels().blanks.find
    for field in ("target", "actual"):
        text = texts.get(field)
        if text and (len(text) > _LONGEST_BLANK or not says(text)):
            return False  # nearly every row ends here
    name = texts["name"]
    if name and not says(name) and not _PLACEHOLDER.fullmatch(normalise(name)[0]):
        return False
    return all(_is_nothing(grid, places[field]) for field in ("points", "score") if field in places)


def _is_nothing(grid: Grid, place: Place) -> bool:
    """Whether a cell for points or a score holds nothing, a dash or 0."""
    text = grid.text(place)
    if not text or text in labels().blanks:
        return True
    cell = grid.cell(place)
    number = stored_number(cell) if cell else None
    return (parse_points(text) if number is None else number) == 0
