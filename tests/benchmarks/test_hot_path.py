"""The way of a form is no more work than it was; where it is meant to be: python -m tests.benchmarks.hot_path."""

import pytest

from tests.benchmarks import hot_path

MARGIN = 0.12


def test_no_stage_does_more_work_than_it_did():
    kept = hot_path.kept()
    if kept is None:
        pytest.skip(f"no counts for Python {hot_path.VERSION}")
    now = hot_path.count()
    changed = {
        stage: f"{kept.get(stage)} → {now.get(stage)}"
        for stage in kept | now
        if abs(now.get(stage, 0) / kept.get(stage, 1) - 1) > MARGIN
    }
    assert not changed, "more (or less) work than before; if that is meant, run python -m tests.benchmarks.hot_path"
