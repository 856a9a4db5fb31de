"""Scales as people write them, and what a figure scores on them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xladdin.form.notation import parse_scale, scale_of_pairs
from xladdin.scoring import band_score

KEY_SPENDING = "≥90%得5分；80%至90%得4分；70%至80%得3分；60%至70%得2分；以下不得分"
ADJUSTMENT = "0→3，(0,10]→2，(10,20]→1，(20,30]→0.5，>30→0"
THRESHOLDS = "90:5，80:4，70:3，60:2，0:0"
LIMITS = "≤5→10；≤10→8；其他0分"

# scale | value | score (None: in no step)
SCORED = [
    (KEY_SPENDING, "100", "5"),
    (KEY_SPENDING, "90", "5"),
    (KEY_SPENDING, "89.99", "4"),
    (KEY_SPENDING, "80", "4"),
    (KEY_SPENDING, "60", "2"),
    (KEY_SPENDING, "59.99", "0"),
    (ADJUSTMENT, "0", "3"),
    (ADJUSTMENT, "0.01", "2"),
    (ADJUSTMENT, "10", "2"),
    (ADJUSTMENT, "10.01", "1"),
    (ADJUSTMENT, "30", "0.5"),
    (ADJUSTMENT, "31", "0"),
    (ADJUSTMENT, "-1", None),
    (THRESHOLDS, "95", "5"),
    (THRESHOLDS, "90", "5"),
    (THRESHOLDS, "60", "2"),
    (THRESHOLDS, "0", "0"),
    (THRESHOLDS, "-1", None),
    (LIMITS, "5", "10"),
    (LIMITS, "5.01", "8"),
    (LIMITS, "11", "0"),
    ("90%以上得5分，60%以下不得分", "75", None),
    ("100%得10分；80%（含）至100%得7分", "80", "7"),
    ("100%得10分；80%（含）至100%得7分", "100", "10"),
    ("0：3\n(0,10]：2\n(10,20]：1", "10", "2"),
    ("[0,＋∞)→1", "5", "1"),
    ("(-∞,0)→1", "0", None),
    ("５０分以上得１分", "50", None),  # 分 is no figure's unit here
]


@pytest.mark.parametrize(("scale", "value", "score"), SCORED)
def test_scores_of_scales(scale, value, score):
    parsed = parse_scale(scale)
    found = None if parsed is None else band_score(Decimal(value), parsed)
    assert found == (None if score is None else Decimal(score))


@pytest.mark.parametrize("text", ["", "随便", "≥90%", "其余不得分", "≥90件得5分", "≥90得5分，再看", "→5", "(0,10]"])
def test_what_is_no_scale(text):
    assert parse_scale(text) is None


def test_a_scale_knows_whether_it_is_in_percent():
    assert parse_scale(KEY_SPENDING).is_percent
    assert not parse_scale(ADJUSTMENT).is_percent


def test_bare_figures_alone_begin_steps_and_beside_others_mean_themselves():
    pairs = [("0", Decimal(5)), ("10", Decimal(4))]
    assert band_score(Decimal(7), scale_of_pairs(pairs)) == 5
    assert band_score(Decimal(7), scale_of_pairs([*pairs, (">20", Decimal(0))])) is None


def test_two_equal_steps_that_differ_score_nothing():
    scale = scale_of_pairs([("≥90", Decimal(5)), ("≥90", Decimal(4))])
    assert band_score(Decimal(95), scale) is None


@given(st.text(alphabet="0159%≥≤<>=至-以上下不得分→:;，、。[](),其余\n 含", max_size=30))
def test_any_text_is_a_scale_or_not(text):
    scale = parse_scale(text)
    assert scale is None or scale.steps
