"""迁移 (moving a form into a blank one): what found no place, what reads back otherwise."""

from __future__ import annotations

from dataclasses import dataclass

from xladdin.model.cells import CellRef


@dataclass(frozen=True, slots=True)
class Leftover:
    """A content that the new form has no place for (未迁移内容).

    ``text`` as the source shows it, ``label`` the words by which a user knows it. ``printed``: nobody filled it in, it
    belongs to the blank form it comes from (notes below the form, sheets without a form).
    """

    cell: CellRef | None
    label: str
    text: str
    why: str
    printed: bool = False
    place: str = ""  # where it stood, in a source that has no cells: 「表2第5行C列」, 「第12段」


@dataclass(frozen=True, slots=True)
class Difference:
    """A value of the source that the new form gives back otherwise; ``cell`` is the source's."""

    label: str
    cell: CellRef | None
    expected: str  # as the source has it
    found: str


@dataclass(frozen=True, slots=True)
class FilledForm:
    """A blank form filled with what another form, or a document, says.

    ``data`` is the workbook. ``carried`` counts the values that were taken over. ``typed`` names the cells whose
    figure stays as it was filled in, because the formula gives another one; ``computed`` those that were empty and now
    show what a formula gives. ``differences`` must be empty; ``replaced`` says what was changed on the user's demand
    or by exact conversion.
    """

    data: bytes
    carried: int
    leftovers: tuple[Leftover, ...]
    typed: tuple[Difference, ...] = ()
    computed: tuple[Difference, ...] = ()
    differences: tuple[Difference, ...] = ()
    converted: str = ""
