"""The funds block: wordings of columns and rows, rates of every spelling, points in a column, on the block, nowhere."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.form.outlines import address, form, fund_lines
from tests.form.sample import national


def lines(funds: str) -> list[str]:
    return [line.partition(" ")[2] for line in fund_lines(form(national(funds=funds)))]


@pytest.mark.parametrize(
    "columns",
    [
        "年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分",
        "年初预算 | 调整后预算数 | 预算执行数 | 权重 | 预算执行率 | 得分",
        "年初预算数（A0） | 全年预算数（A） | 全年执行数（B） | 分值（权重） | 预算执行率（B/A） | 自评得分",
        r"年初预算数\n（万元） | 全年预算数\n（万元） | 全年执行数\n（万元） | 分值 | 执行率\n（%） | 得分",
        "年初批复金额 | 全年（调整）预算数 | 实际支出数 | 分值 | 资金执行率（B／A×100％） | 执行率得分",
    ],
)
def test_column_wordings(columns: str) -> None:
    funds = f"项目资金 | | {columns}\n^ | 年度资金总额 | 100 | 120 | 114 | 10 | 95.00% | 9.5\n"
    assert lines(funds) == ["total 100 120 114 95 10 9.5"]


@pytest.mark.parametrize(
    ("label", "source"),
    [
        ("年度资金总额", "total"),
        ("资金总额：", "total"),
        ("总额", "total"),
        ("合  计", "total"),
        ("全年资金总额", "total"),
        ("年度财政资金总额", "total"),
        ("其中：财政拨款", "fiscal"),
        ("  当年财政拨款", "fiscal"),
        ("其中:本年一般公共预算拨款", "fiscal"),
        ("上年结转资金", "carryover"),
        ("      其他资金", "other"),
        ("其中：中央补助", "central"),
        ("地方资金", "local"),
        ("省级财政资金", "province"),
        ("其中：市级补助资金", "city"),
        ("财政专户管理资金", "account"),
        ("单位资金", "own"),
        ("政府性基金预算拨款", "government_fund"),
        ("1.财政拨款", "fiscal"),
        ("（2）其他资金", "other"),
        ("基本支出", "basic"),
        ("项目支出", "projects"),
        ("某专项经费", "other"),
    ],
)
def test_row_wordings(label: str, source: str) -> None:
    funds = f"项目资金 | | 全年预算数 | 全年执行数\n^ | 资金总额 | 1 | 1\n^ | {label} | 1 | 1\n"
    assert lines(funds)[1] == f"{source} - 1 1 - - -"


@pytest.mark.parametrize(
    ("rate", "value"),
    [
        ("0.998 {0.00%}", "99.8"),
        ("99.80%", "99.8"),
        ("'99.8%", "99.8"),
        ("'９９．８％", "99.8"),
        ("99.8", "99.8"),
        ("0.998", "99.8"),
        ("1", "100"),
        ("1 {0%}", "100"),
        ("=C5/B5 => 99.80%", "99.8"),
        ("0", "0"),
        ("-", None),
        ("", None),
        ("#DIV/0!", None),
    ],
)
def test_rates(rate: str, value: str | None) -> None:
    executed = {"100": "100", "0": "0"}.get(value or "", "99.8")
    funds = f"项目资金 | 全年预算数 | 全年执行数 | 执行率\n总额 | 100 | {executed} | {rate}\n"
    [row] = form(national(funds=funds)).funding
    assert row.rate.value == (None if value is None else Decimal(value))
    assert address(row.rate) == "D5"


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("20", "20"),
        ("1,234.50", "1234.5"),
        ("'20万元", "20"),
        ("'200000元", "20"),
        ("'１２．５", "12.5"),
        ("'约20", None),
    ],
)
def test_amounts(written: str, value: str | None) -> None:
    [row] = form(national(funds=f"项目资金（万元） | 全年预算数 | 全年执行数\n总额 | {written} | 1\n")).funding
    assert row.budget.value == (None if value is None else Decimal(value))
    assert row.budget.raw == written.lstrip("'")


def test_points_printed_on_the_block() -> None:
    [row] = form(
        national(funds="预算执行情况（20分） | | 预算数（A） | 执行数（B） | 得分\n^ | 总额 | 2 | 1 | 10\n")
    ).funding
    assert (row.points.value, address(row.points), row.rate.has_place) == (20, "A4", False)


def test_points_of_the_column_win_over_those_of_the_block() -> None:
    funds = "预算执行情况（10分） | | 预算数 | 执行数 | 分值\n^ | 总额 | 2 | 1 | 9\n"
    [row] = form(national(funds=funds)).funding
    assert (row.points.value, address(row.points)) == (9, "E5")


def test_points_merged_over_all_rows_belong_to_the_total() -> None:
    funds = (
        "项目资金 | | 预算数 | 执行数 | 分值 | 执行率 | 得分\n"
        "^ | 总额 | 2 | 1 | 10 | 50% | 5\n"
        "^ | 财政拨款 | 2 | 1 | ^ | 50% | ^\n"
    )
    assert lines(funds) == ["total - 2 1 50 10 5", "fiscal - 2 1 50 - -"]


def test_header_in_two_rows() -> None:
    funds = (
        "项目资金（万元） | | 预算数 | < | 全年执行数 | 执行情况 | < | <\n"
        "^ | | 年初预算数 | 全年预算数 | ^ | 分值 | 执行率 | 得分\n"
        "^ | 年度资金总额 | 100 | 120 | 114 | 10 | 95% | 9.5\n"
    )
    assert lines(funds) == ["total 100 120 114 95 10 9.5"]


def test_figures_without_a_row_label() -> None:
    funds = "项目资金 | 年初预算数 | 全年预算数 | 全年执行数 | 执行率 | 得分\n^ | 100 | 120 | 114 | 95% | 9.5\n"
    assert lines(funds) == ["total 100 120 114 95 - 9.5"]


def test_block_label_in_a_row_of_its_own() -> None:
    funds = (
        "项目资金（万元） | < | < | < | < | < | <\n"
        " | 年初预算数 | 全年预算数 | 全年执行数 | 执行率 | 分值 | 得分\n"
        "年度资金总额 | 100 | 120 | 114 | 95% | 10 | 9.5\n其中：财政拨款 | 100 | 120 | 114 | 95% | - | -\n"
    )
    assert lines(funds) == ["total 100 120 114 95 10 9.5", "fiscal 100 120 114 95 - -"]


def test_empty_rows_of_the_block_are_kept() -> None:
    funds = "项目资金 | | 全年预算数 | 全年执行数\n^ | 资金总额 | 1 | 1\n^ | 上年结转资金 | |\n^ | 其他资金 | |\n"
    assert lines(funds) == ["total - 1 1 - - -", "carryover - - - - - -", "other - - - - - -"]


def test_labels_and_values_side_by_side() -> None:
    funds = (
        "预算执行情况（10分） | 预算数： | 100 | 执行数： | 95 | 执行率 | 95%\n"
        "^ | 其中：财政拨款 | 90 | 其中：财政拨款 | 86 | |\n"
        "^ | 其他资金 | 10 | 其他资金 | 9 | |\n"
    )
    assert lines(funds) == ["total - 100 95 95 - -", "fiscal - 90 86 - - -", "other - 10 9 - - -"]


def test_what_stands_below_the_funds_is_no_fund_row() -> None:
    funds = (
        "资金投入情况（万元） | | 全年预算数（A） | 全年执行数（B） | 预算执行率（B/A×100%）\n"
        "^ | 年度资金总额： | 100 | 95 | 95%\n^ | 其中：中央财政资金 | 80 | 76 | 95%\n^ | 地方资金 | 20 | 19 | 95%\n"
        "资金管理情况 | | 情况说明 | < | 存在问题和改进措施\n^ | 分配科学性 | 符合要求 | < | 无\n"
    )
    assert lines(funds) == ["total - 100 95 95 - -", "central - 80 76 95 - -", "local - 20 19 95 - -"]
