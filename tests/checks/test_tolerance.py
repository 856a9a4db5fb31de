"""How far a printed figure may lie from the one worked out."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xladdin.checks import tolerance
from xladdin.checks.figures import percent, plain
from xladdin.model import Entry


def printed(raw, value):
    return Entry(Decimal(value), None, raw)


@pytest.mark.parametrize(
    ("raw", "value", "decimals"),
    [
        ("99.81%", "99.81", 2), ("99.8%", "99.8", 1), ("100%", "100", 0), ("0.998", "99.8", 1), ("1", "100", 0),
        ("９９．８１％", "99.81", 2), ("1,234.50", "1234.5", 2), ("9.98", "9.98", 2), ("", "0", 0), ("0", "0", 0),
    ],
)  # fmt: skip
def test_decimals_as_printed_in_the_unit_of_the_value(raw, value, decimals):
    assert tolerance.printed_decimals(printed(raw, value)) == decimals


@pytest.mark.parametrize(
    ("raw", "value", "rate", "differs"),
    [
        ("99.81%", "99.81", "99.80", True), ("99.80%", "99.80", "99.80", False), ("99.8%", "99.8", "99.84", False),
        ("99.8%", "99.8", "99.86", True), ("100%", "100", "99.50", False), ("99%", "99", "99.51", True),
        ("99.86%", "99.857142857", "99.86", False), ("99.8571%", "99.8571", "99.86", False),
        ("0.958", "95.8", "95.86", True),
    ],
)  # fmt: skip
def test_rates_are_compared_at_the_digits_printed(raw, value, rate, differs):
    assert tolerance.rates_differ(printed(raw, value), Decimal(rate)) is differs


def test_a_sum_may_be_a_cent_a_summand_off_and_at_most_five():
    assert not tolerance.sums_differ(Decimal("20.03"), Decimal(20), 3)
    assert tolerance.sums_differ(Decimal("20.04"), Decimal(20), 3)
    assert not tolerance.sums_differ(Decimal("20.05"), Decimal(20), 40)
    assert tolerance.sums_differ(Decimal("20.06"), Decimal(20), 40)


@pytest.mark.parametrize(
    ("raw", "exact", "rounding"), [("8.6", "8.63", True), ("8.6", "8.67", False), ("9", "9.38", False)]
)
def test_rounding_needs_a_decimal(raw, exact, rounding):
    assert tolerance.is_rounding(printed(raw, raw), Decimal(exact)) is rounding


@given(st.decimals(min_value=0, max_value=200, places=4), st.integers(min_value=0, max_value=2))
def test_a_rate_rounded_half_up_never_differs_from_itself(rate, decimals):
    two = rate.quantize(Decimal("0.01"), "ROUND_HALF_UP")
    shown = two.quantize(Decimal(1).scaleb(-decimals), "ROUND_HALF_UP")
    assert not tolerance.rates_differ(printed(f"{shown}%", shown), two)


@pytest.mark.parametrize(
    ("value", "text"), [("20.00", "20"), ("0.10", "0.1"), ("-0.00", "0"), ("1E+3", "1000"), ("3.33335", "3.3334")]
)
def test_figures_are_shown_as_a_clerk_writes_them(value, text):
    assert plain(Decimal(value)) == text
    assert percent(Decimal("99.8")) == "99.80%"
