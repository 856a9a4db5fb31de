"""The table of cases by xlwings' real way from a cell to a function: the figures of the core."""

from decimal import Decimal

import pytest

from tests.excel import parity
from tests.excel.fakecom import NOT_GIVEN, Cells, area


@pytest.fixture(scope="module")
def cells():
    process = Cells()
    yield process
    process.close()


def test_called_as_excel_calls_them_the_functions_give_the_figures_of_the_core(cells):
    wrong = []
    for case in parity.cases():
        given = (area(case.target or None), area(case.actual or None), area(float(case.points)), area(case.where))
        answer = cells("JX_SCORE", *given, NOT_GIVEN, case.scheme)
        figure = None if isinstance(answer, str) else Decimal(str(answer))
        if figure != case.due:
            wrong.append((case, answer))
    assert not wrong
