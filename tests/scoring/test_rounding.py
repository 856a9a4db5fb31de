from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xladdin.scoring import cents, percent, plain, total, weighted_mean

figures = st.decimals(min_value=-10000, max_value=10000, places=4)


@pytest.mark.parametrize(
    ("value", "rounded"),
    [("0.005", "0.01"), ("0.015", "0.02"), ("2.675", "2.68"), ("-0.005", "-0.01"), ("1.004999", "1.00"), ("3", "3.00")],
)
def test_half_up(value, rounded):
    assert str(cents(Decimal(value))) == rounded


def test_percent():
    assert percent(Decimal("19.96"), Decimal(20)) == Decimal("99.80")
    assert percent(Decimal(1), Decimal(0)) is None


def test_empty_is_not_zero():
    assert total([]) is None
    assert total([None, None]) is None
    assert total([None, Decimal(0)]) == 0
    assert total([Decimal("6.67"), Decimal("6.66"), None]) == Decimal("13.33")


def test_weighted_mean():
    assert weighted_mean([Decimal(90), Decimal(100)], [Decimal(1), Decimal(3)]) == Decimal("97.5")
    assert weighted_mean([Decimal(90)], [Decimal(0)]) is None
    assert weighted_mean([], []) is None
    with pytest.raises(ValueError, match="权重"):
        weighted_mean([Decimal(90)], [Decimal(-1)])
    with pytest.raises(ValueError, match="zip"):
        weighted_mean([Decimal(90)], [])


@given(st.lists(st.tuples(figures, st.decimals(min_value=1, max_value=100, places=2)), min_size=1, max_size=8))
def test_a_weighted_mean_lies_among_its_values(pairs):
    values, weights = zip(*pairs, strict=True)
    mean = weighted_mean(values, weights)
    slack = Decimal("1e-18")  # the mean is not rounded, but Decimal carries 28 digits
    assert min(values) - slack <= mean <= max(values) + slack


@pytest.mark.parametrize(
    ("value", "shown"),
    [("10.00", "10"), ("10.50", "10.5"), ("100", "100"), ("1E+3", "1000"), ("0.00", "0"), ("60.83333333", "60.8333")],
)
def test_plain(value, shown):
    assert plain(Decimal(value)) == shown
