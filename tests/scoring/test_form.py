"""A whole form: sums, dues and grade."""

from dataclasses import replace
from decimal import Decimal

import pytest

from tests.scoring.builders import evaluation, from_expected, fund_row, indicator
from xladdin.model import Outcome
from xladdin.schemes import load
from xladdin.scoring import recalculate

NATIONAL, COST, HUBEI, HEBEI = map(load, ("national/2020", "cost/2021", "hubei/2020", "hebei/2021"))


def decimal(text):
    return None if text is None else Decimal(text)


def test_seed003():
    form = from_expected("seed003")
    result = recalculate(form, COST)
    assert result.rates == (Decimal("99.80"), Decimal("99.80"), None)
    assert result.execution.score == Decimal("9.98")
    assert {row.row: due.score for row, due in zip(form.indicators, result.indicators, strict=True)} == {
        12: 20,
        13: Decimal("6.67"),
        14: Decimal("6.67"),
        15: Decimal("6.67"),
        16: Decimal("6.67"),
        17: Decimal("6.67"),
        18: Decimal("6.65"),
        19: Decimal("6.67"),
        20: Decimal("5.99"),
        21: 10,
    }
    assert (result.points_sum, result.score_sum) == (Decimal("93.33"), Decimal("92.60"))
    assert (result.due_total, result.grade) == (Decimal("92.64"), "优")


@pytest.mark.parametrize(
    ("name", "execution", "points", "stated", "due", "grade"),
    [
        ("ah_heritage", "8.63", "100", "96", None, "优"),
        ("sc_gauge", "10", "110", "110", "110", "优"),
        ("sx_medins", "9.91", "100", "93", "99.77", "优"),
        ("yn_patrol", "10", "100", "93", "100", "优"),
    ],
)
def test_the_other_published_forms(name, execution, points, stated, due, grade):
    result = recalculate(from_expected(name), NATIONAL)
    assert result.execution.score == Decimal(execution)
    assert (result.points_sum, result.score_sum) == (Decimal(points), Decimal(stated))
    assert (result.due_total, result.grade) == (decimal(due), grade)


def test_rows_of_the_heritage_form():
    """A missed rate by ratio, a met date, sentences for a person."""
    form = from_expected("ah_heritage")
    result = recalculate(form, NATIONAL)
    dues = {row.row: due for row, due in zip(form.indicators, result.indicators, strict=True)}
    assert dues[15].score == Decimal("5.70")
    assert (dues[18].outcome, dues[18].score) == (Outcome.MET, 6)
    assert [row for row, due in dues.items() if due.outcome is Outcome.UNJUDGED] == [12, 19, 20]


def test_printed_execution_points_come_before_the_schemes():
    form = evaluation([indicator(points="91")], [fund_row(budget="29", executed="27.8", points="9")])
    result = recalculate(form, NATIONAL)
    assert (result.execution.score, result.points_sum) == (Decimal("8.63"), 100)


@pytest.mark.parametrize(("scheme", "score"), [(NATIONAL, "9.98"), (HUBEI, "19.96")])
def test_the_schemes_execution_points_where_none_are_printed(scheme, score):
    form = evaluation([indicator(points="80")], [fund_row(points=None)])
    result = recalculate(form, scheme)
    assert result.execution.score == Decimal(score)
    assert result.points_sum == 80 + scheme.execution_points


def test_no_place_for_execution_points_and_a_hundred_without_them():
    form = evaluation([indicator(points="60"), indicator(points="40")], [fund_row(points="no place")])
    assert recalculate(form, NATIONAL).points_sum == 100
    short = evaluation([indicator(points="90")], [fund_row(points="no place")])
    assert recalculate(short, NATIONAL).points_sum == 100


def test_the_rate_as_a_row_of_its_own_counts_once():
    rows = [
        indicator("100%", "99.8%", "10", "9.98", name="预算执行率", is_execution=True),
        indicator("≥95%", "96%", "90", "90"),
    ]
    result = recalculate(evaluation(rows, [fund_row(points=None)]), HEBEI)
    assert result.indicators[0].score == Decimal("9.98")
    assert result.execution.score == Decimal("9.98")
    assert (result.points_sum, result.score_sum, result.due_total) == (100, Decimal("99.98"), Decimal("99.98"))


def test_the_rate_as_a_row_of_its_own_without_funds():
    rows = [indicator("100%", "90%", "10", name="预算执行率", is_execution=True)]
    result = recalculate(evaluation(rows, []), HEBEI)
    assert result.indicators[0].score == 9
    assert result.execution.outcome is Outcome.UNJUDGED


def test_subrows_do_not_count():
    rows = [
        indicator(points="90", score="90"),
        indicator(points=None, score="45", is_subrow=True, name="其中：一期"),
    ]
    result = recalculate(evaluation(rows), NATIONAL)
    assert result.indicators[1].score is None
    assert (result.points_sum, result.score_sum, result.due_total) == (100, 90, Decimal("99.98"))


def test_a_row_without_points_leaves_no_total():
    result = recalculate(evaluation([indicator(points="90"), indicator(points=None)], total_score="85"), NATIONAL)
    assert result.indicators[1].outcome is Outcome.UNJUDGED
    assert (result.due_total, result.grade) == (None, "良")


def test_a_row_of_no_points_does_not_hinder_the_total():
    result = recalculate(evaluation([indicator(points="90"), indicator("≥1", "完成", "0")]), NATIONAL)
    assert result.due_total == Decimal("99.98")


def test_goal_blocks_carry_the_points():
    rows = [
        indicator(points=None, score="38", block="年度绩效目标1（40分）"),
        indicator(points=None, score="40", block="年度绩效目标2（40分）"),
    ]
    goals = [("年度绩效目标1（40分）", "40"), ("年度绩效目标2（40分）", "40")]
    result = recalculate(evaluation(rows, [fund_row(points="20", score="19.96")], goals=goals), HUBEI)
    assert (result.points_sum, result.score_sum, result.due_total) == (100, Decimal("97.96"), None)


def test_a_goal_block_whose_rows_carry_points_does_not_count_again():
    rows = [
        indicator(points="40", block="年度绩效目标1（40分）"),
        indicator(points="40", block="年度绩效目标1（40分）"),
    ]
    form = evaluation(rows, [fund_row(points="20")], goals=[("年度绩效目标1（40分）", "40")])
    assert recalculate(form, HUBEI).points_sum == 100


def test_an_empty_form():
    result = recalculate(evaluation([], []), NATIONAL)
    assert (result.points_sum, result.score_sum, result.due_total, result.grade) == (None, None, None, None)
    assert result.execution.outcome is Outcome.UNJUDGED


def test_a_budget_of_nothing_earns_nothing():
    result = recalculate(evaluation([indicator(points="90")], [fund_row(budget="0", executed="0")]), NATIONAL)
    assert (result.rates, result.execution.score, result.due_total) == ((None,), 0, 90)


def test_a_missing_budget_leaves_no_total():
    result = recalculate(evaluation([indicator(points="90")], [fund_row(budget=None)]), NATIONAL)
    assert (result.execution.score, result.due_total) == (None, None)


def test_cells_that_were_not_understood():
    row = indicator()
    row = replace(row, target=replace(row.target, value=None), actual=replace(row.actual, value=None))
    assert recalculate(evaluation([row]), NATIONAL).indicators[0].outcome is Outcome.UNJUDGED


def test_the_subcategory_tells_a_cost():
    row = indicator("20万元", "19万元", "90", category="产出指标", subcategory="成本指标")
    assert recalculate(evaluation([row]), NATIONAL).indicators[0].score == 90
