"""The signs that are looked for first stand in whatever the patterns behind them find."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from xladdin.checks.words import any_of, folded, section

PLACEHOLDERS, NOTES = section("placeholders"), section("notes")


@pytest.mark.parametrize("pattern", [*PLACEHOLDERS["hints"], *PLACEHOLDERS["stand_ins"]])
@given(data=st.data())
def test_a_leftover_holds_a_sign(pattern, data):
    text = folded(data.draw(st.from_regex(pattern)))
    assume(any_of([pattern]).search(text))
    assert any(sign in text for sign in PLACEHOLDERS["signs"])


@given(st.from_regex("|".join(PLACEHOLDERS["headings"]), fullmatch=True))
def test_a_heading_begins_with_its_word(text):
    assert folded(text).startswith(tuple(PLACEHOLDERS["numbered"]))


@pytest.mark.parametrize("pattern", NOTES["unfinished"])
@given(data=st.data())
def test_what_is_unfinished_holds_a_sign(pattern, data):
    text = folded(data.draw(st.from_regex(pattern, fullmatch=True)))
    assume(any_of([pattern]).search(text))
    assert any(sign in text for sign in NOTES["unfinished_signs"])
