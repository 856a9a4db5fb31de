"""执行率 and what it earns."""

from dataclasses import replace
from decimal import Decimal

import pytest

from xladdin.model import Outcome
from xladdin.schemes import load
from xladdin.scoring import execution_rate, score_execution

MET, MISSED, UNJUDGED = Outcome.MET, Outcome.MISSED, Outcome.UNJUDGED


def decimal(text):
    return None if text is None else Decimal(text)


@pytest.mark.parametrize(
    ("executed", "budget", "rate"),
    [
        ("19.96", "20", "99.80"),
        ("27.8", "29", "95.86"),
        ("65.07", "65.66", "99.10"),
        ("1", "3", "33.33"),
        ("2", "3", "66.67"),
        ("0.00005", "1", "0.01"),  # 0.005 %: half-up
        ("0", "20", "0.00"),
        ("21", "20", "105.00"),
        ("0", "0", None),
        ("5", "0", None),
        ("5", "-1", None),
        ("5", None, None),
        (None, "20", None),
    ],
)
def test_rate(executed, budget, rate):
    assert execution_rate(decimal(executed), decimal(budget)) == decimal(rate)


@pytest.mark.parametrize(
    ("executed", "budget", "points", "outcome", "score"),
    [
        ("19.96", "20", "10", MISSED, "9.98"),
        ("20", "20", "10", MET, "10"),
        ("27.8", "29", "9", MISSED, "8.63"),
        ("1999.5", "2000", "20", MISSED, "20.00"),  # 19.995, half-up
        ("1", "3", "20", MISSED, "6.67"),
        ("1", "3", "100", MISSED, "33.33"),
        ("0.99996", "1", "10", MISSED, "10.00"),
        ("21", "20", "10", MET, "10"),
        ("0", "20", "10", MISSED, "0.00"),
        ("-3", "20", "10", MISSED, "0.00"),
        ("0", "0", "10", UNJUDGED, "0"),
        ("5", "0", "10", UNJUDGED, "0"),
        ("5", None, "10", UNJUDGED, None),
        (None, "20", "10", UNJUDGED, None),
        ("5", "-20", "10", UNJUDGED, None),
        ("5", "20", "-10", UNJUDGED, None),
    ],
)
def test_score_in_proportion(executed, budget, points, outcome, score):
    result = score_execution(decimal(executed), decimal(budget), Decimal(points), load("national/2020"))
    assert (result.outcome, result.score) == (outcome, decimal(score))


def test_the_exact_quotient_counts_not_the_rounded_rate():
    """2 ÷ 3 of 300 is 200.00; 300 × 66.67 % would be 200.01."""
    assert score_execution(Decimal(2), Decimal(3), Decimal(300), load("national/2020")).score == Decimal("200.00")


@pytest.mark.parametrize(
    ("executed", "points", "score"),
    [
        ("100", "10", "10"),
        ("120", "10", "10"),
        ("99.99", "10", "7"),
        ("80", "10", "7"),
        ("79.99", "10", "5"),
        ("60", "10", "5"),
        ("59.99", "10", "0"),
        ("0", "10", "0"),
        ("85", "20", "14"),  # bands are written for 10 points
    ],
)
def test_score_by_bands(executed, points, score):
    result = score_execution(Decimal(executed), Decimal(100), Decimal(points), load("jiangxi/2024"))
    assert result.score == Decimal(score)


def test_a_rate_over_the_limit_is_named_and_capped():
    national = load("national/2020")
    tolerant = replace(national, rate_limit=None)
    over = score_execution(Decimal(21), Decimal(20), Decimal(10), national)
    assert over.score == 10
    assert "高于100%" in over.explanation
    assert "高于" not in score_execution(Decimal(21), Decimal(20), Decimal(10), tolerant).explanation
    assert "高于" not in score_execution(Decimal(20), Decimal(20), Decimal(10), national).explanation
