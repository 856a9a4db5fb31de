"""Sums of parts joined are the sums of the whole, exactly, in any order and any division."""

from __future__ import annotations

import pickle
import random
from decimal import Decimal
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from xladdin.merge import Tally
from xladdin.model import FormLine, RowExtract, TargetKind, Unit

MONEY = st.decimals("-10", "9999999.999999", places=6) | st.none()
FIGURE = st.decimals("-1000", "99999999.9999", places=4) | st.none()
UNITS = st.sampled_from(
    [None, Unit("公顷", "area", Decimal(15)), Unit("亩", "area"), Unit("平方米", "area", Decimal("0.0015"))]
)


@st.composite
def members(draw: st.DrawFn) -> tuple[RowExtract, FormLine]:
    row = RowExtract(
        row=1,
        cell="E1",
        category="",
        subcategory="",
        name="",
        target="",
        actual="",
        note="",
        points=draw(FIGURE),
        score=draw(FIGURE),
        due=draw(FIGURE),
        how="sum",
        why="",
        kind=TargetKind.QUANTITY,
        unit=draw(UNITS),
        low=draw(FIGURE),
        high=draw(FIGURE),
        done=draw(FIGURE),
        is_execution=draw(st.booleans()),
    )
    form = FormLine(
        "", "", "", "", "", None, "", draw(MONEY), draw(MONEY), draw(MONEY), None, None, None, None, 0, 0, 0
    )
    return row, form


def tally(some: list[tuple[RowExtract, FormLine]]) -> Tally:
    whole = Tally()
    for row, form in some:
        whole.add(row, form, "budget")
    return whole


@settings(max_examples=80, deadline=None)
@given(st.lists(members(), max_size=8), st.data(), st.randoms(use_true_random=False))
def test_joined_parts_are_the_whole(
    some: list[tuple[RowExtract, FormLine]], data: st.DataObject, chance: random.Random
) -> None:
    cuts = sorted(data.draw(st.lists(st.integers(0, len(some)), max_size=3)))
    parts = [tally(some[start:end]) for start, end in pairwise([0, *cuts, len(some)])]
    chance.shuffle(parts)
    joined = Tally()
    for part in parts:
        joined.join(pickle.loads(pickle.dumps(part)))
    assert joined == tally(some)


@settings(max_examples=50, deadline=None)
@given(st.lists(members(), min_size=3, max_size=3))
def test_joining_is_associative(three: list[tuple[RowExtract, FormLine]]) -> None:
    left, right = tally([three[0]]), tally([three[1]])
    left.join(tally([three[1]]))
    left.join(tally([three[2]]))
    right.join(tally([three[2]]))
    first = tally([three[0]])
    first.join(right)
    assert left == first
