"""The rows behind merged figures are kept once, packed, and what is told of them is made when asked for."""

from __future__ import annotations

from tests.merge.builders import file
from xladdin import scoring
from xladdin.merge import summarise
from xladdin.model import Summary

ROWS = [
    "产出指标/数量指标/培训人数 | ≥100人 | 120人 | 10 | 10",
    "产出指标/质量指标/合格率 | ≥95% | 90% | 10 | 9.47",
    "产出指标/时效指标/办结时限 | ≤60天 | 50天 | 5 | 5",
]
FILES = [file(f"{name}.xlsx", unit=f"{name}局", budget="100.5", rows=ROWS) for name in "甲乙丙"]


def merged() -> Summary:
    return summarise(FILES, score=scoring.score_indicator)


def test_sources_are_sequences() -> None:
    first = merged().merged_indicators[0].contributors
    assert [one.file for one in first] == ["丙.xlsx", "乙.xlsx", "甲.xlsx"]
    assert (len(first), first[0].file, first[-1].file, first[3:]) == (3, "丙.xlsx", "甲.xlsx", ())
    assert first[:2] == tuple(first)[:2]


def test_lines_stand_in_the_order_of_the_sources_as_often_as_they_are_asked_for() -> None:
    summary = merged()
    sources = [(one.file, one.cell) for row in summary.merged_indicators for one in row.contributors]
    for _ in range(2):
        assert [(line.file, line.cell) for line in summary.indicators] == sources
    assert len(summary.indicators) == len(sources) == 9
    assert next(iter(summary.indicators)) in summary.indicators


def test_equal_merges_are_equal() -> None:
    one, other = merged(), merged()
    assert one.merged_indicators == other.merged_indicators
    assert one.indicators == other.indicators
    assert len({hash(one.indicators), hash(other.indicators)}) == 1
    assert one.indicators != summarise(FILES[:2], score=scoring.score_indicator).indicators
