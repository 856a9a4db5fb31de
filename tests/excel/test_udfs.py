"""The functions in cells, called directly: what a cell shows for what stands in others."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.excel.udf_cases import SCORES
from xladdin.excel import udfs, udfs_zh
from xladdin.excel.functions.arguments import category_and_name
from xladdin.excel.functions.declare import DECLARED
from xladdin.excel.functions.values import SIGN

NA, NAME_ERROR, SPILL = -2146826246, -2146826259, -2146826243
TARGETS, ACTUALS, POINTS = ["≥95%", "≤20万元", "稳步提升"], ["96%", "25万元", "完成"], [10, 20, 5]


def is_refusal(answer):
    return isinstance(answer, str) and answer.startswith(SIGN) and 2 < len(answer) <= 40


@pytest.mark.parametrize(("target", "actual", "points", "more", "expected"), SCORES)
def test_score(target, actual, points, more, expected):
    answer = udfs.JX_SCORE(target, actual, points, *more)
    if expected is None:
        assert is_refusal(answer)
    else:
        assert answer == expected


# function | arguments | answer; None: a sentence instead of an answer
ANSWERS = [
    ("JX_RATE", (19.96, 20), 0.998),
    ("JX_RATE", (1, 3), 0.3333),
    ("JX_RATE", (21, 20), 1.05),
    ("JX_RATE", (0, 20), 0.0),
    ("JX_RATE", ("19.96万元", 20), 0.998),
    ("JX_RATE", ("19.96万元", "200000元"), 0.998),
    ("JX_RATE", ("1,996", "2,000"), 0.998),
    ("JX_RATE", (199600, "20万元"), None),
    ("JX_RATE", ("19.96万元", "3人"), None),
    ("JX_RATE", (19.96, 0), None),
    ("JX_RATE", (19.96, -1), None),
    ("JX_RATE", (None, 20), ""),
    ("JX_RATE", (19.96, None), ""),
    ("JX_RATE", ("全部", 20), None),
    ("JX_EXEC_SCORE", (19.96, 20), 9.98),
    ("JX_EXEC_SCORE", (19.96, 20, 20), 19.96),
    ("JX_EXEC_SCORE", (19.96, 20, None, "hubei/2020"), 19.96),
    ("JX_EXEC_SCORE", (19.99, 20, None, "江西"), 7.0),
    ("JX_EXEC_SCORE", (21, 20), 10.0),
    ("JX_EXEC_SCORE", (5, 0), 0.0),
    ("JX_EXEC_SCORE", (5, -1), None),
    ("JX_EXEC_SCORE", (19.96, 20, "很多"), None),
    ("JX_EXEC_SCORE", (19.96, None), ""),
    ("JX_EXPLAIN", ("≥95%", "96%", 10), "指标值≥95%，完成96%，已达到，得满分10分"),
    ("JX_EXPLAIN", ("≥95%", 0.96, 10), "指标值≥95%，完成96%，已达到，得满分10分"),
    ("JX_EXPLAIN", ("≥95%", None, 10), ""),
    ("JX_GAP", ("≥100件", "90件"), "还差10件"),
    ("JX_GAP", ("≥100件", "100件"), "已达到"),
    ("JX_GAP", ("≤20万元", "24万元"), "超出4万元"),
    ("JX_GAP", ("20万元", "24万元", "成本指标"), "超出4万元"),
    ("JX_GAP", ("20万元", "24万元"), "已达到"),
    ("JX_GAP", ("≥95%", 0.9), "还差5个百分点"),
    ("JX_GAP", ("稳步提升", "未达成"), "未达到"),
    ("JX_GAP", ("≥95%", "完成"), None),
    ("JX_GAP", ("≥95%", None), ""),
    ("JX_COMPLETION", ("≥100件", "130件"), 1.3),
    ("JX_COMPLETION", ("≥95%", 0.96), 1.0105),
    ("JX_COMPLETION", ("≤0起", "1起"), None),
    ("JX_COMPLETION", ("稳步提升", "完成"), None),
    ("JX_COMPLETION", (None, 5), ""),
    ("JX_TOTAL", ([9.98, 10, None, 6.67],), 26.65),
    ("JX_TOTAL", ([[10], [20]], 9.98), 39.98),
    ("JX_TOTAL", ([10, "⚠ 实际完成值里没有数字"],), None),
    ("JX_TOTAL", ([10, "十分好"],), None),
    ("JX_TOTAL", ([None, ""],), ""),
    ("JX_TOTAL", (["10分", 5],), 15.0),
    ("JX_GRADE", (90,), "优"),
    ("JX_GRADE", (89.6,), "良"),
    ("JX_GRADE", (80,), "良"),
    ("JX_GRADE", (79.99,), "中"),
    ("JX_GRADE", (59.99,), "差"),
    ("JX_GRADE", (0,), "差"),
    ("JX_GRADE", (100.01,), None),
    ("JX_GRADE", (-1,), None),
    ("JX_GRADE", (None,), ""),
    ("JX_GRADE", (92.6, "gansu/2024"), "优"),
    ("JX_GRADE", (92.6, "火星/2024"), None),
    ("JX_GRADE", (92.6, "/etc/passwd"), None),
    ("JX_WEIGHTS", ([33.35, 50], 9.98), "合计93.33，差6.67"),
    ("JX_WEIGHTS", ([6.67, 6.67, 6.66, 70], 10), "合计100 ✓"),
    ("JX_WEIGHTS", ([93, 10],), "合计103，多3"),
    ("JX_WEIGHTS", ([6.67, 6.67, 6.66, 20], None, 40), "合计40 ✓"),
    ("JX_WEIGHTS", ([None],), ""),
    ("JX_WEIGHTS", (["若干"],), None),
    ("JX_NOTE", (5.99, 6.66), "需填偏差原因"),
    ("JX_NOTE", (5.99, 6.66, "无"), "需填偏差原因"),
    ("JX_NOTE", (5.99, 6.66, "验收推迟到次年1月，已督促施工单位"), ""),
    ("JX_NOTE", (6.66, 6.66), ""),
    ("JX_NOTE", (6.66, 6.66, None, 1.3), "远超指标值，需说明"),
    ("JX_NOTE", (6.66, 6.66, None, "130%"), "远超指标值，需说明"),
    ("JX_NOTE", (6.66, 6.66, None, 1.25, "广西"), ""),
    ("JX_NOTE", (6.66, 6.66, None, 1.19), ""),
    ("JX_NOTE", (None, 6.66), ""),
    ("JX_NOTE", ("很好", 6.66), None),
    ("JX_CHANGE", (110, 100), 0.1),
    ("JX_CHANGE", ("110万元", "1000000元"), 0.1),
    ("JX_CHANGE", (90, 100), -0.1),
    ("JX_CHANGE", (5, 0), None),
    ("JX_CHANGE", (5, -5), None),
    ("JX_CHANGE", (5, None), ""),
    ("JX_SHARE", (1, 3), 0.3333),
    ("JX_SHARE", (2, 3), 0.6667),
    ("JX_SHARE", (1, 0), None),
    ("JX_SHARE", (-1, 5), None),
    ("JX_SHARE", ("20万元", 100), 0.2),
    ("JX_BAND", (0.87, "≥90%得5分；80%至90%得4分；以下不得分"), 4.0),
    ("JX_BAND", ("87%", "≥90%得5分；80%至90%得4分；以下不得分"), 4.0),
    ("JX_BAND", (87, "≥90%得5分；80%至90%得4分；以下不得分"), 4.0),
    ("JX_BAND", (1.2, "0→5；(0,10%]→4；(10%,20%]→3；>20%→0"), None),
    ("JX_BAND", (0.05, "0→5；(0,10%]→4；(10%,20%]→3；>20%→0"), 4.0),
    ("JX_BAND", (0.87, "≥90得5分；80至90得4分；以下不得分"), None),
    ("JX_BAND", (87, [[90, 5], [80, 4], [0, 0]]), 4.0),
    ("JX_BAND", (0.87, [[0.9, 5], [0.8, 4], [0, 0]]), 4.0),
    ("JX_BAND", (15, [["0", 3], ["(0,10]", 2], ["(10,20]", 1], [None, None]]), 1.0),
    ("JX_BAND", (-1, [[90, 5], [0, 0]]), None),
    ("JX_BAND", (87, "随便"), None),
    ("JX_BAND", (87, [[90, 5, 1]]), None),
    ("JX_BAND", (87, [[90, NA]]), None),
    ("JX_BAND", (None, "≥90得5分"), ""),
    ("JX_WAVG", ([0.9, 0.8], [100, 300]), 0.825),
    ("JX_WAVG", (["90%", "80%"], ["100万元", "3000000元"]), 0.825),
    ("JX_WAVG", ([90, None], [1, None]), 90.0),
    ("JX_WAVG", ([90, 80], [1]), None),
    ("JX_WAVG", ([90, 80], [1, -1]), None),
    ("JX_WAVG", ([90, 80], [0, 0]), None),
    ("JX_WAVG", ([None], [None]), ""),
    ("JX_AMOUNT", ("19.96万元", "元"), 199600.0),
    ("JX_AMOUNT", ("2000万", "元"), 20000000.0),
    ("JX_AMOUNT", ("199,600元", "万元"), 19.96),
    ("JX_AMOUNT", (19.96, "元", "万元"), 199600.0),
    ("JX_AMOUNT", (19.96, "元"), None),
    ("JX_AMOUNT", (19.96, "件"), None),
    ("JX_AMOUNT", (19.96, None), None),
    ("JX_AMOUNT", ("若干", "元"), None),
    ("JX_AMOUNT", (None, "元"), ""),
]


@pytest.mark.parametrize(("function", "arguments", "expected"), ANSWERS)
def test_answers(function, arguments, expected):
    answer = getattr(udfs, function)(*arguments)
    if expected is None:
        assert is_refusal(answer)
    else:
        assert answer == expected


@pytest.mark.parametrize(("function", "arguments", "expected"), ANSWERS[::7])
def test_the_chinese_name_answers_the_same(function, arguments, expected):
    assert getattr(udfs_zh, DECLARED[function].chinese)(*arguments) == getattr(udfs, function)(*arguments)


def test_a_table_in_one_call():
    column = [[10.0], [15.0], [5.0]]
    assert udfs.JX_SCORE(TARGETS, ACTUALS, POINTS) == column
    assert udfs.JX_SCORE([TARGETS], [ACTUALS], [POINTS]) == [[10.0, 15.0, 5.0]]
    assert udfs.JX_SCORE(*([[cell] for cell in cells] for cells in (TARGETS, ACTUALS, POINTS))) == column


def test_a_single_cell_goes_with_every_row():
    assert udfs.JX_SCORE("≥95%", ["96%", "95%"], [[10]]) == [[10.0], [10.0]]


def test_a_bad_row_spoils_no_other():
    answers = udfs.JX_SCORE(["≥95%", "≥95%", "≥95%", None], ["96%", NA, "没填", "1"], 10)
    assert answers[0] == [10.0]
    assert is_refusal(answers[1][0])
    assert is_refusal(answers[2][0])
    assert answers[3] == [""]


def test_an_empty_category_is_that_of_the_row_above():
    answers = udfs.JX_SCORE(["20万元"] * 4, ["24万元"] * 4, 10, ["成本指标", None, "产出指标", ""])
    assert answers == [[8.0], [8.0], [10.0], [10.0]]


def test_the_category_may_bring_the_name():
    assert udfs.JX_SCORE("60天", "66天", 10, "产出指标（50分）/时效指标/办结时限") == 9.0
    assert udfs.JX_SCORE("60天", "66天", 10, "办结时限") == 9.0
    assert udfs.JX_SCORE("60天", "66天", 10, "产出指标/数量指标/服务天数") == 10.0


@pytest.mark.parametrize(
    "areas",
    [
        (["≥95%", "≥95%"], ["96%"] * 3, 10),
        ([["≥95%"], ["≥95%"]], [["96%", "96%"]], 10),
        ([["≥95%", "≥95%"], ["≥95%", "≥95%"]], "96%", 10),
        ([["≥95%", "≥95%"], ["≥95%"]], "96%", 10),
        ("≥95%", "96%", [[10], [10]], None, [[1], [2], [3]]),
    ],
)
def test_areas_of_the_wrong_shape(areas):
    assert is_refusal(udfs.JX_SCORE(*areas))


def test_whole_columns_end_with_their_content():
    nothing = [[None]] * (70_000 - 3)
    columns = [[[cell] for cell in cells] + nothing for cells in (TARGETS, ACTUALS, POINTS)]
    assert udfs.JX_SCORE(*columns) == [[10.0], [15.0], [5.0]]
    assert udfs.JX_SCORE([[None]] * 70_000, "96%", 10) == ""


@pytest.mark.parametrize("error", [NA, NAME_ERROR, SPILL, "#N/A", "#NAME?"])
def test_error_values_of_cells(error):
    for place in range(3):
        arguments = ["≥95%", "96%", 10]
        arguments[place] = error
        assert is_refusal(udfs.JX_SCORE(*arguments))


def test_the_sentence_of_another_function_is_passed_on():
    refused = udfs.JX_SCORE("≥95%", "没填", 10)
    assert udfs.JX_TOTAL([refused, 10]) == refused
    assert udfs.JX_GRADE(refused) == refused


def test_numbers_have_the_fifteen_digits_of_excel():
    assert udfs.JX_SCORE("≥0.3", 0.1 + 0.2, 10) == 10.0
    assert udfs.JX_SCORE("≤0.3", 0.1 + 0.2, 10) == 10.0
    assert udfs.JX_SCORE("≥8次", 3, 1) == 0.38  # 0.375: half-up


def test_dates_arrive_as_dates():
    assert udfs.JX_SCORE("2024年12月底前", dt.datetime(2024, 12, 30), 10) == 10.0
    assert is_refusal(udfs.JX_SCORE("2024年12月底前", dt.datetime(2025, 1, 2), 10))
    assert is_refusal(udfs.JX_SCORE("≥95%", dt.datetime(2025, 1, 2), 10))


def test_a_currency_cell_arrives_as_decimal():
    assert udfs.JX_SCORE("≤20万元", Decimal("19.9600"), 10) == 10.0


def test_a_crash_of_ours_is_a_sentence(monkeypatch, caplog):
    def crash(*_):
        raise KeyError("x")

    monkeypatch.setattr("xladdin.excel.functions.sums.scoring.grade", crash)
    assert is_refusal(udfs.JX_GRADE(90))
    assert "failed" in caplog.text


_TEXTS = st.sampled_from(
    ["≥95%", "≤5%", "20万元", "=0起", "1-12月", "稳步提升", "完成", "0.96", "—", "", "  ", "（", "1e9", "９" * 40, "-5"]
)
_CELLS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**20), 10**20),
    st.floats(),
    st.decimals(),
    _TEXTS,
    st.text(max_size=12),
    st.sampled_from([NA, NAME_ERROR, SPILL, dt.datetime(2024, 12, 30), dt.date(1, 1, 1)]),
)
_AREAS = st.one_of(_CELLS, st.lists(_CELLS, max_size=3), st.lists(st.lists(_CELLS, max_size=3), max_size=3))


@settings(max_examples=60, deadline=None)
@pytest.mark.parametrize("function", sorted(DECLARED))
@given(data=st.data())
def test_no_mixture_of_values_ever_raises(function, data):
    call = getattr(udfs, function)
    arguments = [data.draw(_AREAS) for _ in DECLARED[function].arguments]
    answer = call(*arguments)
    rows = answer if isinstance(answer, list) else [[answer]]
    for row in rows:
        for cell in row:
            assert isinstance(cell, float | str)
            assert not isinstance(cell, str) or "Traceback" not in cell


@settings(max_examples=150, deadline=None)
@given(
    target=st.decimals("0.5", "100", places=1),
    actual=st.decimals(0, 120, places=1),
    points=st.decimals("0.01", 100, places=2),
    sign=st.sampled_from("≥≤="),
)
def test_the_figures_of_the_core(target, actual, points, sign):
    from tests.scoring.builders import due

    expected = due(f"{sign}{target}%", f"{actual}%", str(points))
    assert udfs.JX_SCORE(f"{sign}{target}%", f"{actual}%", float(points)) == float(expected.score)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("产出指标（50分）/时效指标/办结时限", ("产出指标（50分）/时效指标", "办结时限")),
        ("产出指标/时效指标/核心指标", ("产出指标/时效指标", "核心指标")),
        ("成本指标／培训费", ("成本指标", "培训费")),
        ("成本指标", ("成本指标", "")),
        ("接访/下访/督办数量", ("", "接访/下访/督办数量")),
        ("//办结时限", ("", "办结时限")),
        ("", ("", "")),
    ],
)
def test_headings_and_name(text, expected):
    assert category_and_name(text) == expected
