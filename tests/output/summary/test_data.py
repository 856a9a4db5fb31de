"""The JSON of a merge by its contract: keys, decimal strings, null for what is absent."""

from __future__ import annotations

import json

import pytest

from tests.merge.builders import checked, file, file_of, finding, form
from xladdin import scoring
from xladdin.merge import summarise
from xladdin.output.summary.data import summary_json, summary_json_text

ROWS = ["产出指标/数量指标/培训人数 | ≥100人 | 120人 | 10 | 10", "产出指标/时效指标/时限 | ≤60天 | 50天 | 5 | 5"]


@pytest.fixture(scope="module")
def report() -> dict[str, object]:
    files = [
        file("a.xlsx", "甲", unit="甲局", budget="20", executed="19.96", initial=None, rows=ROWS, stated="98.60"),
        file_of(
            "b.xlsx",
            checked(form("乙", budget="100000", executed="0", amount_unit="元", rows=ROWS)),
            checked(form("丙"), (finding(),)),
        ),
        file_of("c.xlsx", findings=(finding("W102", message="加了密码。"),)),
        file_of("d.xlsx", checked(form("丁"), (finding(),)), checked(form("戊"), (finding("F102"),))),
    ]
    return json.loads(summary_json_text(summarise(files, score=scoring.score_indicator)))


def test_files_in_are_merged_and_refused_one_entry_a_file(report: dict[str, object]) -> None:
    assert (report["files"], report["merged"]) == (4, 2)
    assert [(one["file"], one["why"]) for one in report["refused"]] == [("c.xlsx", "W102"), ("d.xlsx", "errors")]
    assert set(report["refused"][0]) == {"file", "why", "message"}
    assert [(one["file"], one["project"]) for one in report["refused_forms"]] == [
        ("b.xlsx", "丙"),
        ("d.xlsx", "丁"),
        ("d.xlsx", "戊"),
    ]


def test_totals_and_grades(report: dict[str, object]) -> None:
    assert report["totals"] == {"initial": "0.01", "budget": "30", "executed": "19.96", "rate": "66.53"}
    assert list(report["grades"]) == ["优", "良", "中", "差"]
    assert all(control["agrees"] for control in report["controls"])


def test_forms(report: dict[str, object]) -> None:
    first = report["forms"][0]
    keys = ("file", "sheet", "unit", "project", "initial", "budget", "executed", "rate", "stated", "errors", "warnings")
    assert [first[key] for key in keys] == [
        "a.xlsx",
        "自评表",
        "甲局",
        "甲",
        None,
        "20",
        "19.96",
        "99.80",
        "98.6",
        0,
        0,
    ]
    assert {"department", "due", "grade"} <= set(first)


def test_indicators(report: dict[str, object]) -> None:
    first, second = report["indicators"][:2]
    assert [first[key] for key in ("subproject", "name", "how", "target", "actual", "unit", "points", "score")] == [
        "甲", "培训人数", "sum", "≥100", "120", "人", "10", "10",
    ]  # fmt: skip
    assert first["from"][0]["file"] == "a.xlsx"
    assert first["from"][0]["cell"] == "E12"
    assert (second["how"], second["score"]) == ("listed", None)
    assert second["why"]


def test_a_summary_of_nothing_is_complete() -> None:
    report = summary_json(summarise([], score=scoring.score_indicator))
    assert report["totals"] == {"initial": "0", "budget": "0", "executed": "0", "rate": None}
    assert (report["files"], report["merged"], report["refused"], report["forms"]) == (0, 0, [], [])
