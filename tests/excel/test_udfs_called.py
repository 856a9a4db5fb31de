"""The functions in cells by xlwings' real way: CallUDF, its conversions, missing arguments, error values."""

import time

import pytest

from tests.excel.fakecom import NOT_GIVEN, Cells, area
from tests.excel.udf_cases import SCORES
from xladdin.excel.functions.values import SIGN

CHINESE = "xladdin.excel.udfs_zh"
NA = {"error": -2146826246}


@pytest.fixture(scope="module")
def cells():
    process = Cells()
    yield process
    process.close()


@pytest.mark.parametrize(("target", "actual", "points", "more", "expected"), SCORES)
def test_scores(cells, target, actual, points, more, expected):
    missing = [NOT_GIVEN] * (3 - len(more))
    answer = cells("JX_SCORE", area(target), area(actual), area(points), *more, *missing)
    if expected is None:
        assert answer.startswith(SIGN)
    else:
        assert answer == expected


CALLS = [
    ("JX_SCORE", (area("≥95%", "≤20万元"), area(0.96, "25万元"), area(10, 20)), [[10.0], [15.0]]),
    ("JX_SCORE", (area(["≥95%", "≤20万元"]), area([0.96, "25万元"]), 10), [10.0, 7.5]),
    ("JX_SCORE", (area("≥95%", None, None), area("96%", None, None), 10), [[10.0], [""], [""]]),
    ("JX_SCORE", ("2024年12月底前", area({"date": [2024, 12, 30]}), 10), 10.0),
    ("JX_SCORE", ("≤20万元", area("25万元"), 10, NOT_GIVEN, NOT_GIVEN, area("hubei/2020")), 8.0),
    ("JX_TOTAL", (area([10, 20], [None, 5.5]), NOT_GIVEN), 35.5),
    ("JX_WEIGHTS", (area(33.35, 50), area(9.98), NOT_GIVEN), "合计93.33，差6.67"),
    ("JX_BAND", (area(0.95, 0.5), area([0.9, 5], [0, 1])), [[5.0], [1.0]]),
    ("JX_WAVG", (area(0.9, 0.8), area(1, 3)), 0.825),
    ("JX_GRADE", (area(89.6), NOT_GIVEN), "良"),
    ("JX_EXEC_SCORE", (area(19.96), area(20), NOT_GIVEN, NOT_GIVEN), 9.98),
    ("JX_AMOUNT", ("19.96万元", "元", NOT_GIVEN), 199600.0),
]


@pytest.mark.parametrize(("function", "arguments", "expected"), CALLS)
def test_calls(cells, function, arguments, expected):
    assert cells(function, *arguments) == expected


def test_chinese_names(cells):
    assert cells("绩效得分", area("≥95%"), area(0.96), area(10), module=CHINESE) == 10.0
    assert cells("分值核对", area(90), 10, NOT_GIVEN, module=CHINESE) == "合计100 ✓"


@pytest.mark.parametrize("module", ["xladdin.excel.udfs", CHINESE])
def test_error_values_become_sentences(cells, module):
    function = "JX_SCORE" if module != CHINESE else "绩效得分"
    assert cells(function, area(NA), area("96%"), area(10), module=module).startswith(SIGN)
    assert cells(function, "≥95%", NA, 10, module=module).startswith(SIGN)  # handed over by a formula, not by a cell
    assert cells(function, area("≥95%", "≥95%"), area(NA, "96%"), 10, module=module)[1] == [10.0]


def test_areas_of_different_length_give_a_sentence(cells):
    assert cells("JX_SCORE", area("≥95%", "≥95%"), area("96%"), area(1, 2, 3)).startswith(SIGN)


def test_a_hundred_calls_and_a_table_take_no_time(cells):
    started = time.perf_counter()
    for number in range(100):
        cells("JX_SCORE", area("≥95%"), area(number / 100), area(10))
    cells("JX_SCORE", area(*["≥95%"] * 500), area(*[f"{number}%" for number in range(500)]), area(10))
    assert time.perf_counter() - started < 5
