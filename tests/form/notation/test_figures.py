"""Amounts, points, rates and years as they stand in a form."""

from __future__ import annotations

from decimal import Decimal

import pytest

from xladdin.form.notation import find_year, parse_amount, parse_points, parse_rate


@pytest.mark.parametrize(
    ("text", "form_unit", "value", "plain"),
    [
        ("20", "万元", "20", True),
        ("20.00", "万元", "20.00", True),
        ("1,234.5", "万元", "1234.5", True),
        ("１，２３４．５０", "元", "1234.50", True),
        ("12 345.67", "元", "12345.67", True),
        ("２０", "万元", "20", True),
        ("0", "万元", "0", True),
        ("-20", "万元", "-20", True),
        ("20万", "万元", "20", False),
        ("20万元", "万元", "20", False),
        ("20 万元", "元", "200000", False),
        ("200000元", "万元", "20", False),
        ("200000元", "元", "200000", False),
        ("2000万", "元", "20000000", False),
        ("2000万", "万元", "2000", False),
        ("2000万元", "元", "20000000", False),
        ("1.2亿元", "万元", "12000", False),
        ("二十万元", "元", "200000", False),
        ("￥1,234.50", "元", "1234.50", False),
        ("人民币20元整", "元", "20", False),
        ("(20)", "万元", "-20", False),
        ("（20.5）", "万元", "-20.5", False),
        ("20（含上年结转）", "万元", "20", False),
        ("854万（基建400万元）", "万元", "854", False),
        ("", "万元", None, False),
        ("-", "万元", None, False),
        ("—", "万元", None, False),
        ("无", "万元", None, False),
        ("见附件", "万元", None, False),
        ("20%", "万元", None, False),
        ("20人", "万元", None, False),
        ("20万美元", "万元", None, False),
        ("20+5", "万元", None, False),
        ("20-30", "万元", None, False),
        ("(20", "万元", None, False),
        ("1e5", "万元", None, False),
        ("20,5", "万元", None, False),
        ("#REF!", "万元", None, False),
    ],
)
def test_amounts(text: str, form_unit: str, value: str | None, plain: bool) -> None:
    amount = parse_amount(text, form_unit)
    assert (amount.value, amount.plain) == (None if value is None else Decimal(value), plain)


def test_amount_keeps_its_digits_and_its_unit() -> None:
    assert str(parse_amount("20.00", "万元").value) == "20.00"
    unit = parse_amount("200000元", "万元").unit
    assert unit is not None
    assert unit.text == "元"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("10", "10"),
        ("6.67", "6.67"),
        ("10分", "10"),
        ("10（分）", "10"),
        ("（10分）", "10"),
        ("20%", "20"),
        ("１０％", "10"),
        ("９９．５５分", "99.55"),
        ("0", "0"),
        ("-5", "-5"),
        ("十分", "10"),
        ("十", "10"),
        ("", None),
        ("-", None),
        ("—", None),
        ("/", None),
        ("8/10", None),
        ("满分", None),
        ("10万元", None),
        ("#DIV/0!", None),
    ],
)
def test_points(text: str, value: str | None) -> None:
    assert parse_points(text) == (None if value is None else Decimal(value))


@pytest.mark.parametrize(
    ("text", "expected", "value"),
    [
        ("99.81%", None, "99.81"),
        ("９９．８１％", None, "99.81"),
        ("99.81", None, "99.81"),
        ("0.958", None, "95.8"),
        ("1", None, "100"),
        ("0", None, "0"),
        ("1", "1", "1"),
        ("1.05", "105", "105"),
        ("1.05", None, "1.05"),
        ("0.9", "0.9", "0.9"),
        ("0.9", "90", "90"),
        ("9‰", None, "0.9"),
        ("-", None, None),
        ("#DIV/0!", None, None),
        ("完成", None, None),
    ],
)
def test_rates(text: str, expected: str | None, value: str | None) -> None:
    rate = parse_rate(text, expected=None if expected is None else Decimal(expected))
    assert rate == (None if value is None else Decimal(value))


def test_rate_of_a_percent_cell_is_no_share() -> None:
    assert parse_rate("0.958", is_percent=True) == Decimal("0.958")


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("（２０２０年度）", 2020),
        ("2024年度部门预算项目支出绩效自评表", 2024),
        ("二〇二四年", 2024),
        ("二零二四年度", 2024),
        ("二○二三年", 2023),
        ("( 2021 年度 )", 2021),
        ("自评表（2024）", 2024),
        ("2024", 2024),
        ("2023-2024学年", 2023),
        ("2023.12.31", 2023),
        ("2023/12/31", 2023),
        ("12024", None),
        ("20241231", None),
        ("第2024号", None),
        ("1234.2024", None),
        ("年度", None),
        ("", None),
    ],
)
def test_years(text: str, year: int | None) -> None:
    assert find_year(text) == year
