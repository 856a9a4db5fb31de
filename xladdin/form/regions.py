"""Where forms begin and end: the rows around the indicator tables that belong to each form."""

from __future__ import annotations

from dataclasses import dataclass

from xladdin.form.columns import Header
from xladdin.form.grid import Grid
from xladdin.form.labels import LONGEST_HALF, is_label, labels, leading_field, leading_label, normalise
from xladdin.form.rows import is_subtotal, is_total_label

_OWN = frozenset({"project", "department", "unit"})
_AMOUNTS = frozenset({"initial", "budget", "executed"})
#: Empty rows that may stand inside a form, between its parts.
WIDEST_GAP = 2
#: Empty rows that may stand inside the table, before the total.
MOST_BLANK_ROWS = 10
#: Rows of title, year and 附件 above the first label of a form.
MOST_TITLE_ROWS = 8
MOST_TITLE_TEXTS = 4
LONGEST_TITLE = 60


@dataclass(frozen=True, slots=True)
class Region:
    """The rows of one form, and the headers of its indicator tables (several where a form has goal blocks)."""

    first_row: int
    last_row: int
    headers: tuple[Header, ...]

    @property
    def head_end(self) -> int:
        """The last row above the first indicator table."""
        return self.headers[0].first_row - 1

    def table_end(self, index: int) -> int:
        """The last row that may belong to the indicator table of this index."""
        return self.headers[index + 1].first_row - 1 if index + 1 < len(self.headers) else self.last_row


def find_regions(grid: Grid, headers: list[Header]) -> list[Region]:
    """The forms of a sheet, from top to bottom, around the headers of their indicator tables."""
    groups = _groups(grid, headers)
    regions = []
    floor = 0
    for index, group in enumerate(groups):
        first = _first_row(grid, group[0], floor)
        following = groups[index + 1][0] if index + 1 < len(groups) else None
        limit = _first_row(grid, following, group[-1].last_row) - 1 if following else grid.row_numbers[-1]
        last = _last_row(grid, group[-1], limit)
        regions.append(Region(first, last, tuple(group)))
        floor = last
    return regions


def _groups(grid: Grid, headers: list[Header]) -> list[list[Header]]:
    """Headers of one form together: a new form begins where a project is named or funds are listed in between."""
    groups: list[list[Header]] = []
    for header in headers:
        if groups and not _begins_form(grid, groups[-1][-1].last_row + 1, header.first_row - 1):
            groups[-1].append(header)
        else:
            groups.append([header])
    return groups


def _begins_form(grid: Grid, first: int, last: int) -> bool:
    return any(_head_fields(grid, row) for row in grid.rows_between(first, last))


def _head_fields(grid: Grid, row: int) -> set[str]:
    """Which labels of a form's head stand in the row: project, department, unit, or the header of the funds."""
    found: set[str] = set()
    funds: set[str] = set()
    known = labels()
    half = ""
    for _, text in grid.texts(row):
        match = leading_field(text) or (known.fields.find(half + text) if half else None)
        if match and match.field in _OWN and match.rank == 0:
            found.add(match.field)
        elif (match := known.fund_columns.find(text)) and match.field in _AMOUNTS:
            funds.add(match.field)
        half = text if len(text) <= LONGEST_HALF else ""
    if len(funds) >= 2:
        found.add("funds")
    return found


def _first_row(grid: Grid, header: Header, floor: int) -> int:
    """The first row of the form: its topmost label, and title, year and unit above it."""
    top = header.first_row
    seen_project = False
    below = header.first_row
    for row in reversed(grid.rows_between(floor + 1, header.first_row - 1)):
        fields = _head_fields(grid, row)
        if "project" in fields:
            if seen_project:
                break
            seen_project = True
        if fields:
            top = below = row
        elif below - row > 30:
            break
    return _with_title(grid, top, floor)


def _with_title(grid: Grid, top: int, floor: int) -> int:
    """The row of the title above ``top``, or of what stands above the title (附件2)."""
    first = top
    title = None
    for row in grid.rows_between(floor + 1, top - 1)[::-1][:MOST_TITLE_ROWS]:
        texts = grid.texts(row)
        if not texts or len(texts) > MOST_TITLE_TEXTS or first - row - 1 > WIDEST_GAP:
            break
        if floor and (_is_tail(texts) or (title and not _sounds_like(texts[0][1], "above"))):
            break  # what is left is the end of the form above
        first = row
        if title is None and any(_sounds_like(text, "form") for _, text in texts):
            title = row
    return first if title or floor == 0 else top


def _sounds_like(text: str, kind: str) -> bool:
    """Whether a line is a title, or one of the lines above a title."""
    key = normalise(text)[0] if len(text) <= LONGEST_TITLE else ""
    return "。" not in key and any(piece in key for piece in labels().title[kind])


def _is_tail(texts: list[tuple[int, str]]) -> bool:
    """Whether the row closes the form above: its total, its remarks, its notes, who signed it."""
    label = leading_label(texts[0][1]) if texts else ""
    known = labels()
    match = known.rows.find(label)
    return bool(match and match.field == "total") or label in known.remarks or label in known.signature


def _last_row(grid: Grid, header: Header, limit: int) -> int:
    """The last row of the form: at least its total row, then what follows without a gap and is no other table."""
    rows = grid.rows_between(header.last_row + 1, limit)
    last = _total_row(grid, header, rows) or header.last_row
    has_total = last > header.last_row
    for row in rows:
        if row <= last:
            continue
        texts = grid.texts(row)
        is_foreign = has_total and len(texts) > 4 and not is_label(leading_label(texts[0][1]))
        if row - last - 1 > WIDEST_GAP or is_foreign:
            break
        last = row
    return last


def _total_row(grid: Grid, header: Header, rows: list[int]) -> int | None:
    previous = header.last_row
    for row in rows:
        if row - previous > MOST_BLANK_ROWS:
            return None
        lead = grid.lead(row)
        if lead and is_total_label(grid.text(lead)) and not is_subtotal(grid, row, rows):
            return row
        previous = row
    return None
