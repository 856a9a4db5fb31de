"""Forms that read like forms: faultless text tables (tests/layouts), cells changed by address, and what is found.

::

    findings(form(G12="19.96", G19="98.94")) == {("S105", "G12"), ("N101", "H12")}
"""

from dataclasses import replace
from functools import cache
from pathlib import Path

from xladdin import checks, kinds, schemes, scoring
from xladdin.demo.tables import parse_cell, to_workbook
from xladdin.form import find_forms
from xladdin.model import CheckOptions, Workbook

LAYOUTS = Path(__file__).parent / "layouts"
LAYOUT_NAMES = tuple(sorted(path.stem for path in LAYOUTS.glob("*.txt")))


@cache
def _faultless(layout: str) -> Workbook:
    return to_workbook((LAYOUTS / f"{layout}.txt").read_text(encoding="utf-8"), f"{layout}.xlsx")


def form(layout: str = "cost", /, **changes: str) -> Workbook:
    """The faultless form of a layout with cells changed; each is written as in a text table, "" empties it."""
    workbook = _faultless(layout)
    (sheet,) = workbook.sheets
    cells = dict(sheet.cells)
    for address, written in changes.items():
        column = 0
        for letter in address.rstrip("0123456789"):
            column = column * 26 + ord(letter) - ord("A") + 1
        place = int(address.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")), column
        for merge in sheet.merges:
            inside = merge.first_row <= place[0] <= merge.last_row and merge.first_column <= column <= merge.last_column
            assert not inside or place == (merge.first_row, merge.first_column), f"{address} is covered by {merge}"
        cells.pop(place, None)
        cell = parse_cell(written)
        if cell is not None:
            cells[place] = cell
    return replace(workbook, sheets=(replace(sheet, cells=cells),))


def found(workbook: Workbook, options: CheckOptions | None = None):
    """Every finding of a workbook: of the file, then of each of its forms."""
    options = options or CheckOptions()
    forms = find_forms(workbook, kinds.all_kinds())
    findings = list(checks.run_file(workbook, forms, options))
    for one in forms:
        choice = schemes.choose(one, options.scheme)
        due = scoring.recalculate(one, choice.scheme)

        def others(one=one, choice=choice):
            return ((other, scoring.recalculate(one, other)) for other in choice.others)

        findings += checks.run_form(checks.Facts(one, choice.scheme, due, workbook, options, choice.sure, others))
    return findings


def findings(workbook: Workbook, **options) -> set[tuple[str, str]]:
    """(code, cell) of every finding."""
    return {(one.code, str(one.cell or "")) for one in found(workbook, CheckOptions(**options))}


def severities(workbook: Workbook, **options) -> dict[tuple[str, str], str]:
    """(code, cell) → severity of every finding."""
    return {(one.code, str(one.cell or "")): one.severity.value for one in found(workbook, CheckOptions(**options))}
