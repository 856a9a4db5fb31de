"""The data of every kind: complete, without contradictions, found by its key."""

from __future__ import annotations

import pytest

from xladdin import kinds
from xladdin.errors import XladdinError

FIVE = ["project", "department", "evaluation", "project-card", "special-fund"]


def test_the_five_kinds_are_there_and_the_main_form_is_first() -> None:
    assert [kind.key for kind in kinds.all_kinds()] == FIVE


@pytest.mark.parametrize("key", FIVE)
def test_what_a_report_tells_is_asked_for_on_the_form(key: str) -> None:
    kind = kinds.load_kind(key)
    asked = {section.key for section in kind.sections}
    assert {name for part in kind.report for name in part.sections} <= asked


@pytest.mark.parametrize("key", FIVE)
def test_every_narrative_and_every_line_is_named_once(key: str) -> None:
    kind = kinds.load_kind(key)
    for names in (
        [one.key for one in kind.sections],
        [one.key for one in kind.figures],
        [one for one, _ in kind.fields],
    ):
        assert len(names) == len(set(names))


def test_an_unknown_kind_is_told_with_those_that_exist() -> None:
    with pytest.raises(XladdinError, match="project-card"):
        kinds.load_kind("card")
