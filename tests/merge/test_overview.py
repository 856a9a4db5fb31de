"""Grades, scores, units and schemes of a summary, and its two prints."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from tests.merge.builders import file, finding
from xladdin import scoring
from xladdin.merge import summarise
from xladdin.merge.overview import EDGES, score_bands
from xladdin.model import Summary

ROWS = ["产出指标/数量指标/培训人数 | ≥10人 | 12人 | 10 | 10"]


def summary(*files: object, **options: object) -> Summary:
    return summarise(files, score=scoring.score_indicator, **options)


def test_scores_on_the_edges() -> None:
    scores = ["59.99", "60", "64.99", "89.99", "90", "94.99", "95", "100", "100.5", "-1"]
    bands = score_bands(map(Decimal, scores))
    assert {(str(one.low), str(one.high)): one.forms for one in bands if one.forms} == {
        ("0", "60"): 2,
        ("60", "65"): 2,
        ("85", "90"): 1,
        ("90", "95"): 2,
        ("95", "100"): 3,
    }


@given(st.lists(st.decimals(0, 100, places=2)))
def test_every_score_is_in_one_band(scores: list[Decimal]) -> None:
    bands = score_bands(scores)
    assert sum(one.forms for one in bands) == len(scores)
    assert [one.low for one in bands] == list(EDGES[:-1])


def test_units_and_schemes_are_counted() -> None:
    forms = [
        file("a.xlsx", "甲", amount_unit="元", budget="1000000", executed="900000"),
        file("b.xlsx", "乙"),
        file("c.xlsx", "丙"),
    ]
    found = summary(*forms).overview
    assert found.units == {"万元": 2, "元": 1}
    assert found.schemes == {forms[0].forms[0].choice.scheme.key: 3}
    assert (found.assumed_units, found.unsure_schemes) == (0, 0)
    assert sum(found.grades.values()) + found.ungraded == 3
    assert sum(one.forms for one in found.bands) + found.unscored == 3
    assert sum(one.forms for one in found.departments) == 3


def test_the_prints_follow_contents_not_names_or_order() -> None:
    one, two = file("a.xlsx", "甲", unit="一", rows=ROWS), file("b.xlsx", "乙", unit="二", findings=(finding(),))
    first = summary(one, two)
    assert summary(two, one).contents_sha256 == first.contents_sha256
    renamed = file("z/c.xlsx", "甲", unit="一", rows=ROWS)
    assert summary(renamed, two).contents_sha256 == first.contents_sha256
    assert summary(renamed, two).inputs_sha256 != first.inputs_sha256  # another file, as its content says
    dearer = file("a.xlsx", "甲", unit="一", rows=ROWS, budget="100.01")
    assert summary(dearer, two).contents_sha256 != first.contents_sha256
    assert summary(one).contents_sha256 != first.contents_sha256
    assert summary(one, two, fund="initial").contents_sha256 != first.contents_sha256
