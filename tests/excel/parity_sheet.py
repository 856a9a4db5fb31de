"""The worksheet formulas of a blank form, one row a case, worked out by two programs that know no add-in."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from pathlib import Path

import ironcalc
import openpyxl
from openpyxl.utils import get_column_letter

from tests.excel.parity import Case
from tests.tools import convert
from xladdin import pipeline, schemes
from xladdin.template.formulas import Formulas
from xladdin.template.native import Lists, Row, formulas_of_row, steps, unit_list, word_list

STEPS = steps(with_points=True)
WORDS = pipeline.formula_words()
SCORE, FIRST_PIECE = 8, 10
FIRST_LIST = FIRST_PIECE + len(STEPS)
LISTS = [unit_list(WORDS), *map(word_list, WORDS.tiers)]
PLACES = [f"${get_column_letter(FIRST_LIST + number)}$1" for number in range(len(LISTS))]


def write(cases: Sequence[Case], file: Path) -> Path:
    """A workbook with target, actual and points of each case, its pieces, and its score as the form computes it."""
    book = openpyxl.Workbook()
    sheet = book.active
    for column, text in enumerate(LISTS, start=FIRST_LIST):
        sheet.cell(1, column, text)
    for row, case in enumerate(cases, start=2):
        category, _, subcategory = case.category.partition("/")
        for column, text in enumerate((category, subcategory, case.name, case.target, case.actual), start=1):
            cell = sheet.cell(row, column)
            if text:
                cell.value, cell.number_format, cell.data_type = text, "@", "s"
        sheet.cell(row, 6, float(case.points))
        for column, formula in _formulas(case, row).items():
            sheet.cell(row, column, f"={formula}")
    book.save(file)
    return file


def _formulas(case: Case, row: int) -> dict[int, str]:
    pieces = {step.key: f"{get_column_letter(FIRST_PIECE + n)}{row}" for n, step in enumerate(STEPS)}
    of_row = Row(f"C{row}", {"value": f"D{row}"}, f"E{row}", f"F{row}", (f"A{row}", f"B{row}"))
    scheme = schemes.load(case.scheme)
    formulas = formulas_of_row(of_row, pieces, Lists(PLACES[0], tuple(PLACES[1:])), WORDS, scheme)
    cells = pieces | {"category": f"A{row}", "subcategory": f"B{row}", "indicator": f"C{row}", "points": f"F{row}"}
    cells |= {"written target": f"D{row}", "actual": f"E{row}"}
    found = {FIRST_PIECE + number: formulas[step.key] for number, step in enumerate(STEPS)}
    return found | {SCORE: Formulas(scheme).score(cells)}


def by_ironcalc(file: Path, count: int) -> list[Decimal | str]:
    """The scores of the first cases as ironcalc works them out."""
    model = ironcalc.load_from_xlsx(str(file), "en", "UTC", "en")
    model.evaluate()
    return [_answer(model.get_formatted_cell_value(0, row, SCORE)) for row in range(2, count + 2)]


def by_libreoffice(file: Path, count: int) -> list[Decimal | str]:
    """The scores of the first cases as LibreOffice works them out."""
    folder = file.parent / "libreoffice"
    folder.mkdir()
    sheet = openpyxl.load_workbook(convert(file, "xlsx:Calc MS Excel 2007 XML", folder), data_only=True).active
    return [_answer(sheet.cell(row, SCORE).value) for row in range(2, count + 2)]


def _answer(shown: object) -> Decimal | str:
    """A score, or the words of a refusal."""
    try:
        return Decimal("" if shown is None else str(shown))
    except InvalidOperation:
        return "" if shown is None else str(shown)
