"""Core, functions in cells and worksheet formulas: one figure for a case, or no figure at all."""

from decimal import Decimal

import pytest

from tests.excel import parity, parity_sheet
from xladdin.excel import udfs
from xladdin.model import JUDGE

CASES = parity.cases()
PUBLISHED = frozenset(parity.published())
#: Share of the published cases that the core judges which the formulas may leave to a person. The written ones look for
#: notations that only the core knows.
MOST_REFUSALS = Decimal("0.07")


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    return parity_sheet.write(CASES, tmp_path_factory.mktemp("parity") / "cases.xlsx")


def differing(answers):
    """The cases in which there is a figure that is not the core's."""
    return [
        (case, answer)
        for case, answer in zip(CASES, answers, strict=True)
        if isinstance(answer, Decimal) and (case.due is None or abs(answer - case.due) > parity.NOISE)
    ]


def refused(answers):
    """The published cases that the core judges and the formula does not."""
    return [
        case
        for case, answer in zip(CASES, answers, strict=True)
        if not isinstance(answer, Decimal) and case.due is not None and case in PUBLISHED
    ]


def test_the_table_is_large_and_says_something():
    assert len(CASES) >= 300
    assert len([case for case in CASES if case.due is not None]) >= 300
    assert len({case.scheme for case in CASES}) > 1


@pytest.mark.parametrize(("case", "expected"), parity.written(), ids=str)
def test_the_core_gives_what_was_worked_out_by_hand(case, expected):
    assert case.due == expected


def test_functions_in_cells_give_the_figures_of_the_core():
    answers = [
        udfs.JX_SCORE(case.target or None, case.actual or None, float(case.points), case.where, None, case.scheme)
        for case in CASES
    ]
    figures = [None if isinstance(answer, str) else Decimal(str(answer)) for answer in answers]
    assert figures == [case.due for case in CASES]


@pytest.mark.parametrize("program", [parity_sheet.by_ironcalc, parity_sheet.by_libreoffice])
def test_formulas_give_the_figures_of_the_core_or_none(program, file):
    answers = program(file, len(CASES))
    assert differing(answers) == []
    assert len(refused(answers)) <= MOST_REFUSALS * sum(case.due is not None for case in PUBLISHED)
    words = {answer for answer in answers if not isinstance(answer, Decimal)}
    assert words <= {JUDGE, ""}  # no error value, no half sentence
    # A row shows nothing only as long as something is missing.
    assert all("" in (case.target, case.actual) for case, answer in zip(CASES, answers, strict=True) if answer == "")
