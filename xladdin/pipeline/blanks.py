"""Blank and prefilled workbooks of a scheme."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from xladdin import kinds, schemes, scoring
from xladdin.form import notation

if TYPE_CHECKING:
    from pathlib import Path

    from xladdin.model import FormulaWords, Scheme
    from xladdin.template import Blueprint


@cache
def formula_words() -> FormulaWords:
    """What the formulas of a blank form look for, from the stages that read and score."""
    return scoring.formula_words(notation.known_units())


def blueprint(scheme: Scheme, *, plain: bool = False) -> Blueprint:
    """The blank form of a scheme, as the template stage takes it."""
    from xladdin import template

    return template.Blueprint(scheme, kinds.load_kind(scheme.kind), formula_words(), plain)


def new_workbook(scheme_key: str | None, kind: str, path: Path, *, force: bool, plain: bool = False) -> None:
    """A blank workbook of a kind (表种) at ``path``; ``plain``: without the functions of the add-in.

    ``kind`` is a key or a Chinese name; without ``scheme_key`` the kind says which scheme is taken.

    Raises:
        XladdinError: no such kind or scheme, or a scheme of another kind.
    """
    from xladdin import template
    from xladdin.output import writing

    own = kinds.load_kind(kind)
    blank = template.Blueprint(schemes.load(scheme_key or own.scheme), own, formula_words(), plain)
    writing.write_atomically(path, template.build(blank), force=force)


def new_workbooks(
    scheme_key: str | None, kind: str, rows: Path, folder: Path, *, force: bool, plain: bool = False
) -> int:
    """One prefilled workbook for every line of a list (下发) in ``folder``; how many.

    Raises:
        XladdinError: as ``new_workbook``; a list that does not fit the form.
    """
    from xladdin import template
    from xladdin.output import writing

    own = kinds.load_kind(kind)
    blank = template.Blueprint(schemes.load(scheme_key or own.scheme), own, formula_words(), plain)
    books = list(template.prefill(blank, template.read_list(rows, blank.scheme.amount_unit)))
    for name, _ in books:
        writing.refuse_existing(folder / name, force=force)
    for name, data in books:
        writing.write_atomically(folder / name, data, force=force)
    return len(books)


def list_doubts(rows: Path) -> tuple[str, ...]:
    """What is questionable in a list for ``new_workbooks``, a sentence each."""
    from xladdin import template

    return template.list_doubts(rows)
