"""What holds for every figure, whatever it is."""

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from xladdin.model import Actual, Op, Outcome, Target, TargetKind, Unit
from xladdin.schemes import all_keys, load
from xladdin.scoring import score_execution, score_indicator

YUAN, MYRIAD = Unit("元", "money"), Unit("万元", "money", Decimal(10000))
FLOORS, LIMITS = (Op.AT_LEAST, Op.ABOVE, Op.EQUAL), (Op.AT_MOST, Op.BELOW)

points = st.decimals(min_value=0, max_value=100, places=2)
figures = st.decimals(min_value=-1000, max_value=1000, places=2)
positive = st.decimals(min_value="0.01", max_value=1000, places=2)
schemes = st.sampled_from(all_keys()).map(load)
signs = st.sampled_from([*FLOORS, *LIMITS, Op.BARE])
units = st.sampled_from(
    [None, YUAN, MYRIAD, Unit("%", "ratio"), Unit("件", "件"), Unit("万", "number", Decimal(10000))]
)


def quantity(op, value, unit=YUAN, value2=None):
    return Target(f"{op}{value}", TargetKind.QUANTITY, op, value, value2, unit)


def reached(value, unit=YUAN):
    return Actual(f"实际{value}", value, unit)


def score(target, actual, w, scheme):
    return score_indicator(target, actual, w, scheme).score


@given(signs, figures, figures, units, units, points, schemes)
def test_a_score_lies_between_nothing_and_the_points(op, wanted, done, one, other, w, scheme):
    due = score_indicator(quantity(op, wanted, one), reached(done, other), w, scheme)
    assert due.explanation
    if due.score is None:
        assert due.outcome is Outcome.UNJUDGED
    else:
        assert 0 <= due.score <= w


@given(figures, figures, figures, points, schemes)
def test_a_range_too(low, high, done, w, scheme):
    due = score_indicator(quantity(Op.BETWEEN, low, value2=high), reached(done), w, scheme)
    assert due.score is not None
    assert 0 <= due.score <= w
    assert (due.outcome is Outcome.MET) == (
        min(low, high) <= max(done, Decimal(0) if min(low, high) >= 0 else done) <= max(low, high)
    )


@given(st.sampled_from(FLOORS), positive, positive, positive, points, schemes)
def test_more_never_earns_less_above_a_floor(op, wanted, one, other, w, scheme):
    less, more = sorted((one, other))
    target = quantity(op, wanted)
    assert score(target, reached(less), w, scheme) <= score(target, reached(more), w, scheme)


@given(st.sampled_from(LIMITS), positive, positive, positive, points, schemes)
def test_more_never_earns_more_above_a_limit(op, wanted, one, other, w, scheme):
    less, more = sorted((one, other))
    target = quantity(op, wanted)
    assert score(target, reached(less), w, scheme) >= score(target, reached(more), w, scheme)


@given(st.sampled_from([*FLOORS, *LIMITS]), positive, positive, points, schemes)
def test_the_unit_changes_nothing(op, wanted, done, w, scheme):
    in_myriads = score(quantity(op, wanted, MYRIAD), reached(done, MYRIAD), w, scheme)
    assert score(quantity(op, wanted, MYRIAD), reached(done * 10000, YUAN), w, scheme) == in_myriads
    assert score(quantity(op, wanted * 10000, YUAN), reached(done, MYRIAD), w, scheme) == in_myriads


@given(st.sampled_from(FLOORS), positive, positive, points, schemes)
def test_a_target_that_is_met_earns_all(op, wanted, surplus, w, scheme):
    due = score_indicator(quantity(op, wanted), reached(wanted + surplus), w, scheme)
    assert (due.outcome, due.score) == (Outcome.MET, w)


@given(st.text(max_size=30), st.sampled_from(list(TargetKind)), st.text(max_size=30), points, schemes)
def test_no_text_is_too_strange(wanted, kind, done, w, scheme):
    due = score_indicator(Target(wanted, kind), Actual(done), w, scheme, category=wanted, name=done, stated=w)
    assert due.score is None or 0 <= due.score <= w


@given(
    st.one_of(st.none(), figures),
    st.one_of(st.none(), figures),
    st.decimals(min_value=0, max_value=20, places=2),
    schemes,
)
@settings(max_examples=200)
def test_execution_too(executed, budget, w, scheme):
    due = score_execution(executed, budget, w, scheme)
    assert due.score is None or 0 <= due.score <= w
