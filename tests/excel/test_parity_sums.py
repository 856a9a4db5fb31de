"""Rates, execution scores, totals, grades, control sums and note flags: core, functions in cells, formulas."""

from decimal import Decimal

import ironcalc
import openpyxl
import pytest

from tests.tools import convert
from xladdin import schemes, scoring
from xladdin.excel import udfs
from xladdin.template.formulas import Formulas

NATIONAL, JIANGXI, HUBEI = "national/2020", "jiangxi/2024", "hubei/2020"
FUNDS = [
    (20, 19.96), (20, 20), (20, 21), (20, 0), (0, 5), (0, 0), (29, 27.8), (3, 2), (3, 1), (7, 6.99), (2000, 1998.1),
    (6, 4.8), (1.6, 1.28), (0.3, 0.18), (0.7, 0.56), (4.1, 2.46), (20, 15.99), (20, 11.99), (20, 12), (20, 16),
    (1e9, 999999999.99), (123456.78, 123456.77), (8, 7.9964), (8000, 7999.6), (20, -1), (-20, 5), (None, 5), (20, None),
]  # fmt: skip
TOTALS = [100, 90, 89.995, 89.99, 89.6, 80, 79.99, 60, 59.99, 0, 98.6]
POINTS = [
    ([20, 30, 40], 10, 100), ([20, 30, 33.33], 10, 100), ([6.67] * 6, 0, 40), ([20, 30, 43], 10, 100),
    ([13.33, 13.33, 13.34], 0, 40), ([0.1, 0.2], 0, 0.3),
]  # fmt: skip
NOTES = [
    (10, 10, ""), (10, 9.99, ""), (10, 9.98, ""), (10, 5, "部分项目推迟"), (10, 5, "无"), (10, 5, "0"), (10, 5, "—"),
    (0, 0, ""), (6.67, 6.66, ""), (6.67, 6, ""),
]  # fmt: skip


def _number(value):
    return None if value is None or isinstance(value, str) else Decimal(str(value))


def _decimal(value):
    return None if value is None else Decimal(str(value))


def _rows():
    """(cells A…, formula, what the core gives, what the function in cells gives)."""
    for key in (NATIONAL, JIANGXI, HUBEI):
        scheme, formulas = schemes.load(key), Formulas(schemes.load(key))
        for budget, executed in FUNDS:
            amounts = _decimal(executed), _decimal(budget)
            rate = scoring.execution_rate(*amounts)
            yield (
                (budget, executed),
                formulas.execution_rate("A{0}", "B{0}"),
                None if rate is None else rate / 100,
                udfs.JX_RATE(executed, budget),
            )
            due = scoring.score_execution(*amounts, scheme.execution_points, scheme)
            function = udfs.JX_EXEC_SCORE(executed, budget, float(scheme.execution_points), key)
            formula = formulas.execution_score(str(scheme.execution_points), "A{0}", "B{0}")
            yield (budget, executed), formula, due.score, function
        for total in TOTALS:
            grade = scoring.grade(_decimal(total), scheme)
            yield (total,), formulas.grade("A{0}"), grade, udfs.JX_GRADE(total, key)
    formulas = Formulas(schemes.load(NATIONAL))
    for points, execution, whole in POINTS:
        cells = (*points, *[None] * (8 - len(points)))
        text = udfs.JX_WEIGHTS([points], execution or None, whole)
        yield cells, formulas.weights("A{0}:H{0}", str(execution), Decimal(str(whole))), text, text
        summed = scoring.total([*map(_decimal, points), _decimal(execution)])
        function = udfs.JX_TOTAL([points], execution)
        yield (*cells, execution), formulas.total("A{0}:H{0}", "I{0}", "0"), scoring.cents(summed), function
    for points, score, note in NOTES:
        names = {"points": "A{0}", "given score": "B{0}", "note": "C{0}", "direction": "D{0}", "ratio": "E{0}"}
        for completion in (None, 1.19, 1.2, 3):
            text = udfs.JX_NOTE(score, points, note or None, completion, NATIONAL)
            cells = (points, score, note or None, "≥" if completion else None, completion)
            yield cells, formulas.note_needed(names, ["无", "0", "—"]), text, text


ROWS = list(_rows())


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    book = openpyxl.Workbook()
    for row, (cells, formula, _, _) in enumerate(ROWS, start=1):
        for column, value in enumerate(cells, start=1):
            book.active.cell(row, column, value)
        book.active.cell(row, 12, "=" + formula.replace("{0}", str(row)))
    path = tmp_path_factory.mktemp("sums") / "sums.xlsx"
    book.save(path)
    return path


def same(one, other):
    """Equal texts, or figures that differ by no more than the noise of binary arithmetic; a refusal is no figure."""
    if _number(one) is None or _number(other) is None:
        return _number(one) is _number(other) is None
    return abs(_number(one) - _number(other)) < Decimal("1e-9")


def test_functions_in_cells_agree_with_the_core():
    assert [(cells, due, function) for cells, _, due, function in ROWS if not same(due, function)] == []
    words = [(due, function) for _, _, due, function in ROWS if isinstance(due, str)]
    assert words
    assert all(due == function for due, function in words)


def differing(answers):
    """The rows in which the worksheet shows another figure or another word than the core."""
    wrong = []
    for row, answer in zip(ROWS, answers, strict=True):
        due = row[2]
        equal = (answer or "") == due if isinstance(due, str) else same(due, answer)
        if not equal:
            wrong.append((row, answer))
    return wrong


def test_ironcalc_gives_the_same(file):
    model = ironcalc.load_from_xlsx(str(file), "en", "UTC", "en")
    model.evaluate()
    shown = [model.get_formatted_cell_value(0, row, 12) for row in range(1, len(ROWS) + 1)]
    assert differing([_figure(text) for text in shown]) == []


def test_libreoffice_gives_the_same(file, tmp_path):
    calculated = convert(file, "xlsx:Calc MS Excel 2007 XML", tmp_path)
    sheet = openpyxl.load_workbook(calculated, data_only=True).active
    assert differing([sheet.cell(row, 12).value for row in range(1, len(ROWS) + 1)]) == []


def _figure(text):
    try:
        return float(text)
    except ValueError:
        return text
