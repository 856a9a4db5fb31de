"""The data of every kind: complete, without contradictions, found by its key."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from xladdin import kinds, report, schemes
from xladdin.errors import XladdinError
from xladdin.model import Document, Paragraph, Report

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


def test_every_kind_has_a_scheme_of_its_own() -> None:
    """A kind is known to the schemes by its file alone."""
    for kind in kinds.all_kinds():
        assert schemes.load(kind.scheme).kind == kind.key


def test_a_kind_that_no_list_names_is_known_by_its_title() -> None:
    """A sixth kind is its data file: import knows its reports by the words of their title."""
    kind = replace(kinds.load_kind("special-fund"), key="policy", title_words=("财政政策绩效",))
    document = Document(Path("a.txt"), (Paragraph(1, "某市稳岗补贴财政政策绩效自评报告"),))
    told = Report(document, kind="project", title="某市稳岗补贴财政政策绩效自评报告")
    found = report.kind_of(told, (*kinds.all_kinds(), kind))
    assert found is not None
    assert found.key == "policy"


@pytest.mark.parametrize(
    ("word", "key"),
    [("部门整", "department"), ("专项", "special-fund"), ("项目", "project"), ("项目评价报告卡", "project-card")],
)
def test_the_beginning_of_one_name_is_enough(word, key):
    assert kinds.load_kind(word).key == key


@pytest.mark.parametrize("word", ["项目支出绩", "部", ""])
def test_a_beginning_of_several_names_or_one_character_is_not(word):
    with pytest.raises(XladdinError, match="special-fund"):
        kinds.load_kind(word)
