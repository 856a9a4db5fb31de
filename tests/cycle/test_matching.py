"""Findings of two checks paired: whatever they are, one to one, and nothing that is the same is torn apart."""

from hypothesis import given
from hypothesis import strategies as st

from xladdin.cycle.matching import Mark, match

rows = st.sampled_from(["", "甲", "乙", "丙"])
marks = st.lists(
    st.builds(
        Mark,
        code=st.sampled_from(["S105", "N101"]),
        cell=st.sampled_from(["", "G12", "G13", "H12"]),
        row=rows,
        label=st.sampled_from(["甲", "乙", "总分"]),
        found=st.sampled_from(["", "1", "2"]),
    ),
    max_size=8,
)


@given(marks, marks, st.frozensets(rows))
def test_one_to_one_and_by_one_rule(then, now, present):
    matched = match(then, now, present)
    assert len(matched.again) == len(matched.before)
    assert sorted(then[one].code for one in matched.again) == sorted(now[one].code for one in matched.before)


@given(marks, st.frozensets(rows))
def test_the_same_findings_are_all_found_again(then, present):
    matched = match(then, then, present)
    assert len(matched.again) == len(matched.before) == len(then)


@given(marks, marks, st.frozensets(rows))
def test_more_findings_never_make_fewer_found_again(then, more, present):
    assert len(match(then, [*then, *more], present).again) == len(then)


def one(code="S105", cell="G12", row="甲", label="甲", found="1"):
    return Mark(code, cell, row, label, found)


def test_a_fault_in_another_row_is_another_fault():
    assert not match([one()], [one(row="乙", label="乙")], frozenset({"甲", "乙"})).again


def test_a_renamed_row_in_its_place():
    assert match([one()], [one(row="甲二", label="甲二")], frozenset({"甲二"})).again


def test_a_row_that_moved_to_where_another_was():
    then = [one(row="甲", label="甲", cell="G12"), one(row="乙", label="乙", cell="G13")]
    now = [one(row="甲", label="甲", cell="G13")]
    assert match(then, now, frozenset({"甲", "乙"})).again == {0}
