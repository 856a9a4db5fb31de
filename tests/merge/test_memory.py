"""What a form costs in memory from the state to the summary: little, or 100,000 of them do not fit."""

from __future__ import annotations

import gc
import tracemalloc
from collections.abc import Callable
from dataclasses import replace

import pytest

from tests.merge.builders import file, finding
from xladdin import scoring
from xladdin.checks import run_batch
from xladdin.merge import MergeState, Settings, buckets, finish, shelf
from xladdin.merge.extracts import extract
from xladdin.model import CheckOptions, Digest, Severity

FEW, MANY = 150, 450
ROWS = [f"产出指标/数量指标/第{n}项指标 | ≥{n + 1}0人 | {n + 2}0人 | 2 | 2" for n in range(26)]
TEXTS = tuple((f"第{n}栏", n) for n in range(20))


@pytest.fixture(autouse=True)
def _all_on_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """Some hundred forms lie where thousands would."""
    monkeypatch.setattr(shelf, "_IN_MEMORY", 2_000)
    monkeypatch.setattr(buckets, "_MOST", 200_000)


def state_of(forms: int, *, one_project: bool = False) -> MergeState:
    findings = tuple(finding(severity=Severity.WARNING, message=f"第{n}个问题") for n in range(5))
    checked = file("一.xlsx", budget="10.25", rows=ROWS, findings=findings)
    digest = Digest("", "", "表", "", "", "", 2024, "national/2020", texts=TEXTS)
    one = extract(checked, scoring.score_indicator, digests=[digest])
    state = MergeState()
    for n in range(forms):
        names = {"unit": f"第{n:06}号单位", "project": "同一个项目" if one_project else f"第{n:06}号项目"}
        texts = tuple((label, n * 100 + number) for label, number in TEXTS)
        state.add_extract(
            replace(
                one,
                file=f"某县/第{n:06}号单位/自评表.xlsx",
                sha256=f"{n:064}",
                forms=(replace(one.forms[0], **names),),
                digests=(replace(digest, **names, file=f"{n}", sha256=f"{n}", texts=texts),),
            )
        )
    return state


def a_form(make: Callable[[MergeState], object], *, one_project: bool = False) -> float:
    """Bytes of a further form where memory is fullest."""

    def peak(state: MergeState) -> int:
        gc.collect()
        tracemalloc.start()
        kept = make(state)
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        del kept
        return most

    few, many = (state_of(forms, one_project=one_project) for forms in (FEW, MANY))
    make(many)  # what is remembered of names is there
    return (peak(many) - peak(few)) / (MANY - FEW)


def summed_up(state: MergeState) -> object:
    return finish(state, Settings(), score=scoring.score_indicator)


def test_a_state_keeps_next_to_nothing_of_a_form() -> None:
    assert a_form(joined) < 90


def joined(state: MergeState) -> MergeState:
    copy = MergeState()
    copy.join(state)
    return copy


@pytest.mark.parametrize("one_project", [False, True])
def test_a_summary_grows_by_little(one_project: bool) -> None:
    assert a_form(summed_up, one_project=one_project) < 700


def test_rules_over_many_files_keep_little_of_a_form() -> None:
    assert a_form(lambda state: run_batch(state.digests, CheckOptions())) < 1_500
