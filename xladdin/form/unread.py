"""What stands in a form's sheet and is neither a label nor a value that was read: nothing may disappear unseen."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import fields, is_dataclass

from xladdin.form.basic_figures import line_wordings
from xladdin.form.grid import tidy
from xladdin.form.labels import LONGEST_GUESS, labels, leading_label, normalise
from xladdin.form.narratives import section_wordings
from xladdin.form.notation import find_year
from xladdin.model import Cell, CellRef, Entry, Kind, PointsBlock, SelfEvaluation, Sheet, Workbook

_PLACEHOLDER = re.compile(r"(?:三级)?(?:绩效)?指标[\d一二三四五六七八九十]*[.…]*")
_ATTACHMENT = re.compile(r"附[件表]\d{0,2}")
_LONGEST_YEAR = 12
_HEADER_ROWS = 2  # of a header whose first row is known


def find_unread(
    workbook: Workbook, forms: Sequence[SelfEvaluation], kinds: Sequence[Kind] = ()
) -> tuple[tuple[CellRef, ...], ...]:
    """For each form the cells of its sheet that hold something and were not read; ``forms`` are all of the workbook.

    What stands outside of all forms of a sheet belongs to the form above it, or else to the first. Not among them:
    labels, headers, remnants of the blank form, and what our own templates work out beside the form. ``kinds`` (表种):
    as in ``find_forms``, for the words that a form of each of them prints.
    """
    by_key = {kind.key: kind for kind in kinds}
    found: list[list[CellRef]] = [[] for _ in forms]
    for sheet in workbook.sheets:
        here = [number for number, form in enumerate(forms) if form.sheet == sheet.name]
        if not here:
            continue
        read = {ref for number in here for ref in read_cells(forms[number])}
        for (row, column), cell in sorted(sheet.cells.items()):
            ref = CellRef(sheet.name, row, column)
            owner = _owner(forms, here, row)
            own = by_key.get(forms[owner].kind)
            if ref in read or (own is not None and _is_of_kind(own, tidy(cell.text))):
                continue
            if not _says_nothing(forms[owner], sheet, ref, cell):
                found[owner].append(ref)
    return tuple(tuple(refs) for refs in found)


def read_cells(form: SelfEvaluation) -> Iterator[CellRef]:
    """The cells that the values of a form were taken from, and the headers of its table."""
    yield from (cell for _, cell in form.headers)
    yield from _cells_in(form)


def _cells_in(value: object) -> Iterator[CellRef]:
    if isinstance(value, Entry | PointsBlock):
        if value.cell is not None:
            yield value.cell
    elif isinstance(value, tuple):
        for one in value:
            yield from _cells_in(one)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _cells_in(getattr(value, field.name))


def _owner(forms: Sequence[SelfEvaluation], here: list[int], row: int) -> int:
    above = [number for number in here if forms[number].first_row <= row]
    return max(above, key=lambda number: forms[number].first_row) if above else here[0]


def _says_nothing(form: SelfEvaluation, sheet: Sheet, ref: CellRef, cell: Cell) -> bool:
    text = tidy(cell.text)
    if not text and cell.error is None:
        return True
    if form.template and ref.column in sheet.hidden_columns:
        return True  # the pieces from which our formulas work out a score
    if form.template and ref.column > _last_column(form) and (cell.formula or _is_header_row(form, ref.row)):
        return True  # our hints beside the form, and the words over them
    return cell.error is None and (_is_printed(form, ref.row, text) or _is_repeated(form, text))


def _is_repeated(form: SelfEvaluation, text: str) -> bool:
    """Whether a text says a name again that was read elsewhere: 「编制单位：某局」 beside 实施单位."""
    label = leading_label(text)
    names = {entry.raw for entry in (form.project, form.department, form.unit)}
    return label != text and label in labels().fields and tidy(text[len(label) + 1 :]) in names


def _is_header_row(form: SelfEvaluation, row: int) -> bool:
    return row in {cell.row for _, cell in form.headers}


def _last_column(form: SelfEvaluation) -> int:
    return max((cell.column for _, cell in form.headers), default=0)


def _is_printed(form: SelfEvaluation, row: int, text: str) -> bool:
    """Whether a text belongs to the blank form: a label, a header, a remnant, the year or the number of the annex."""
    known = labels()
    groups = (known.printed, known.categories, known.subcategories, known.fund_rows)
    key, bare = normalise(text)
    if any(text in group for group in groups) or key in known.blanks.exact:
        return True
    if _PLACEHOLDER.fullmatch(key) or _ATTACHMENT.fullmatch(key):
        return True
    if len(text) <= _LONGEST_YEAR and form.year.value and find_year(text) == form.year.value:
        return not any(char.isdigit() for char in key.replace(str(form.year.value), ""))
    if any(one.row == row and one.label == "".join(text.split()) for one in form.funding):
        return True
    if len(text) <= LONGEST_GUESS and known.fields.guess(text) and not any(char.isdigit() for char in bare):
        return True
    return _is_header(form, row, text)


def _is_of_kind(kind: Kind, text: str) -> bool:
    """Whether a text is printed on every form of a kind: a field, a narrative's label, a line of 基础数据, its unit."""
    if text in section_wordings(kind) or text in line_wordings(kind):
        return True
    key = normalise(text)[1]
    fixed = {*(label for _, label in kind.fields), *(line.unit for line in kind.figures if line.unit)}
    return key in {normalise(label)[1] for label in fixed} or (bool(kind.figures) and text in labels().figure_columns)


def _is_header(form: SelfEvaluation, row: int, text: str) -> bool:
    """Whether a text is a column's header that was recognised by a piece of it."""
    known = labels()
    if form.funding and form.funding[0].row - _HEADER_ROWS <= row < form.funding[0].row:
        is_word = len(text) <= LONGEST_GUESS and not any(char.isdigit() for char in text)
        return known.fund_columns.guess(text) is not None or (is_word and row == form.funding[0].row - 1)
    tops = [cell.row for _, cell in form.headers]
    is_below = bool(tops) and min(tops) <= row <= max(tops) + _HEADER_ROWS - 1
    is_above_rows = not form.indicators or row < form.indicators[0].row
    return is_below and is_above_rows and known.columns.guess(text) is not None
