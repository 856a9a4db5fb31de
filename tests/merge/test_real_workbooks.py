"""The published forms of tests/data through the whole walk and into one summary."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from xladdin import pipeline, scoring
from xladdin.merge import summarise
from xladdin.model import CheckOptions, MergedIndicator, Summary

FOLDER = Path(__file__).parents[1] / "data" / "workbooks"


@pytest.fixture(scope="module")
def summary() -> Summary:
    files = sorted(FOLDER.glob("*.xls*"))
    checked = pipeline.check_files(files, CheckOptions())
    return summarise(checked, score=scoring.score_indicator, include_errors=True, mixed=True, root=FOLDER)


def row(summary: Summary, name: str) -> MergedIndicator:
    (one,) = [merged for merged in summary.merged_indicators if merged.name == name]
    return one


def test_nothing_is_lost(summary: Summary) -> None:
    assert summary.agrees
    assert [line.file for line in summary.lines] == [
        "ah_heritage.xlsx",
        "sc_gauge.xls",
        "seed003.xlsx",
        "sx_medins.xlsx",
        "yn_patrol.xlsx",
    ]
    assert [(one.file, one.why) for one in summary.refused] == [("sc_gauge.xlsx", "B101")]


def test_funds(summary: Summary) -> None:
    assert (summary.totals.budget, summary.totals.executed) == (Decimal("141.95"), Decimal("140.12"))
    assert summary.totals.rate == Decimal("98.71")


def test_ningxian(summary: Summary) -> None:
    line = next(line for line in summary.lines if line.file == "seed003.xlsx")
    assert (line.stated, line.due, line.rate, line.grade) == (Decimal("98.6"), Decimal("92.64"), Decimal("99.80"), "优")
    rate = row(summary, "及时受理率")  # the shifted row
    assert (rate.how, rate.actual, rate.contributors[0].cell) == ("weighted", "99", "F17")
    assert (row(summary, "成本控制数").score, row(summary, "案件办结时限").how) == (20, "listed")


def test_a_width_and_a_standard_a_person_are_not_added(summary: Summary) -> None:
    assert row(summary, "水标尺宽度").how == "listed"
    assert row(summary, "配套资金每人每年").how == "listed"
    assert row(summary, "卫片执法补助经费").how == "sum"
