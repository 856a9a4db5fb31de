"""Blank and prefilled workbooks of a scheme."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from xladdin import schemes, scoring
from xladdin.form import notation

if TYPE_CHECKING:
    from pathlib import Path

    from xladdin.model import FormulaWords


@cache
def formula_words() -> FormulaWords:
    """What the formulas of a blank form look for, from the stages that read and score."""
    return scoring.formula_words(notation.known_units())


def new_workbook(scheme_key: str, kind: str, path: Path, *, force: bool, plain: bool = False) -> None:
    """A blank workbook of a scheme at ``path``; ``plain``: without the functions of the add-in."""
    from xladdin import template
    from xladdin.output import writing

    data = template.build(schemes.load(scheme_key), formula_words(), kind, plain=plain)
    writing.write_atomically(path, data, force=force)


def new_workbooks(scheme_key: str, kind: str, rows: Path, folder: Path, *, force: bool, plain: bool = False) -> int:
    """One prefilled workbook for every line of a list (下发) in ``folder``; how many."""
    from xladdin import template
    from xladdin.output import writing

    chosen = schemes.load(scheme_key)
    books = list(
        template.prefill(chosen, formula_words(), template.read_list(rows, chosen.amount_unit), kind, plain=plain)
    )
    for name, _ in books:
        writing.refuse_existing(folder / name, force=force)
    for name, data in books:
        writing.write_atomically(folder / name, data, force=force)
    return len(books)


def list_doubts(rows: Path) -> tuple[str, ...]:
    """What is questionable in a list for ``new_workbooks``, a sentence each."""
    from xladdin import template

    return template.list_doubts(rows)
