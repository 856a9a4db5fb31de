"""``--scheduler``: the same result from a cluster, and a sentence where there is none."""

import logging
import time

import pytest

from tests.cli.conftest import WORKBOOKS

distributed = pytest.importorskip("distributed")


def test_a_check_and_a_merge_on_a_cluster_say_the_same(xladdin, tmp_path):
    files = sorted(WORKBOOKS.glob("seed*.xlsx"))[:4]
    with distributed.LocalCluster(
        n_workers=1, threads_per_worker=1, dashboard_address=":0", silence_logs=logging.CRITICAL
    ) as cluster:
        for command in (["check"], ["merge", "--include-errors"]):
            arguments = [*command, *files, "--format", "json", "--no-cache"]
            there = xladdin(*arguments, "--scheduler", cluster.scheduler_address)
            here = xladdin(*arguments)
            assert (there.code, there.json) == (here.code, here.json)


def test_a_scheduler_that_does_not_answer_is_told_within_seconds(xladdin, seed003):
    started = time.monotonic()
    ran = xladdin("check", seed003, "--scheduler", "tcp://127.0.0.1:1")
    assert ran.code == 2
    assert "tcp://127.0.0.1:1" in ran.err
    assert time.monotonic() - started < 20
