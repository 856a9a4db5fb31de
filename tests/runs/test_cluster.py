"""A Dask cluster of two local workers gives what one process gives; workers that die, differ or are missing."""

import gc
import logging
import os
import signal
import socket
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import pytest

import xladdin
from tests.benchmarks.forms import write_forms
from xladdin.errors import XladdinError
from xladdin.model import CheckOptions
from xladdin.pipeline import merging
from xladdin.runs import CHECK, EXTRACT, How, Limits, walk_files
from xladdin.runs.cluster import Cluster, WorkerMismatchError, version, work
from xladdin.runs.gathering import gather

distributed = pytest.importorskip("distributed")
dask_config = pytest.importorskip("dask.config")
OPTIONS = CheckOptions()
FORMS = 300


@pytest.fixture(scope="module")
def forms(tmp_path_factory) -> list[Path]:
    return write_forms(tmp_path_factory.mktemp("forms"), FORMS)


@pytest.fixture(scope="module")
def dask():
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, dashboard_address=":0", silence_logs=logging.CRITICAL
    ) as cluster:
        yield cluster


def how(cluster) -> How:
    return How(executor=partial(Cluster, cluster.scheduler_address))


def summary(state, tmp_path: Path, name: str) -> bytes:
    merging.write_part(state, tmp_path / name, force=False)
    return (tmp_path / name).read_bytes()


@pytest.fixture(scope="module")
def alone(forms, tmp_path_factory) -> bytes:
    """What this process makes of the forms."""
    return summary(gather(forms, OPTIONS, How()), tmp_path_factory.mktemp("alone"), "a.xlpart")


def test_the_summary_is_that_of_one_process(dask, forms, alone, tmp_path):
    together = gather(forms, OPTIONS, how(dask))
    assert len(together.ordered()) == FORMS
    assert summary(together, tmp_path, "b.xlpart") == alone


@pytest.fixture
def hasty():
    """A worker that takes in seconds the profiles of minutes."""
    settings = {"distributed.worker.profile.interval": "1ms", "distributed.worker.profile.cycle": "5ms"}
    with (
        distributed.LocalCluster(n_workers=0, dashboard_address=":0", silence_logs=logging.CRITICAL) as cluster,
        dask_config.set(settings),
    ):
        cluster.scale(1)
        yield cluster


def test_the_memory_of_a_worker_is_flat(hasty, forms):
    counts = []
    with distributed.Client(hasty.scheduler_address, set_as_default=False) as client:
        for _ in range(3):
            gather(forms[:200], OPTIONS, how(hasty))
            counts.extend(client.run(_objects).values())
    assert counts[2] < 1.01 * counts[1]


def _objects() -> int:
    gc.collect()
    return len(gc.get_objects())


def test_a_check_comes_back_in_order(dask, forms):
    checked = [one.file for one in walk_files(forms[:60], CHECK, OPTIONS, how(dask))]
    assert [one.path for one in checked] == forms[:60]
    alone = [one.file for one in walk_files(forms[:60], CHECK, OPTIONS, How())]
    assert [one.all_findings for one in checked] == [one.all_findings for one in alone]


def test_relative_paths_reach_workers_that_stand_elsewhere(dask, forms, monkeypatch):
    monkeypatch.chdir(forms[0].parent)
    (one,) = walk_files([Path(forms[0].name)], CHECK, OPTIONS, how(dask))
    assert (str(one.file.path), one.file.readable) == (forms[0].name, True)


def test_a_worker_killed_in_the_middle_loses_nothing(dask, forms, alone, tmp_path):
    killed = []

    def kill_once() -> None:
        if not killed:
            killed.append(next(iter(dask.workers.values())).pid)
            os.kill(killed[0], getattr(signal, "SIGKILL", signal.SIGTERM))

    state = gather(forms, OPTIONS, how(dask), kill_once)
    assert killed
    assert summary(state, tmp_path, "b.xlpart") == alone


def test_a_file_that_kills_every_worker_is_a_finding_and_others_go_on(dask, forms, tmp_path, monkeypatch):
    class Deadly(Cluster):
        def start(self, addresses):
            return self.client.submit(_die_of, addresses, self.task, self.options, str(forms[1]), pure=False)

    done = list(walk_files(forms[:3], CHECK, OPTIONS, How(executor=partial(Deadly, dask.scheduler_address))))
    assert [[finding.code for finding in one.file.findings] for one in done][1] == ["W901"]
    assert [one.file.readable for one in done] == [True, False, True]


def _die_of(addresses, task, options, deadly):
    if deadly in addresses:
        os._exit(1)
    return work(addresses, task, options, version())


def test_a_file_that_hangs_on_a_worker_is_stopped(forms, monkeypatch):
    def hang(path, options):
        while True:
            pass

    monkeypatch.setattr("xladdin.pipeline.check_file", hang)
    monkeypatch.setattr("xladdin.runs.cluster.Limits", lambda: Limits(seconds=0.2))
    with ThreadPoolExecutor(1) as thread:  # where a worker does its work
        (stopped,) = thread.submit(work, [str(forms[0])], CHECK, OPTIONS, version()).result(20)
    checked = CHECK.unpack(stopped.packed, forms[0], lambda key: None).file
    assert ([finding.code for finding in checked.findings], stopped.lasting) == (["W109"], False)


def test_an_unknown_scheme_is_told_before_the_work(dask, forms):
    with pytest.raises(XladdinError):
        list(walk_files(forms[:1], CHECK, CheckOptions(scheme="没有"), how(dask)))


def test_a_worker_of_another_version_is_refused(dask, forms, monkeypatch):
    with pytest.raises(WorkerMismatchError):
        work([], EXTRACT, OPTIONS, "0.0.1")
    monkeypatch.setattr(xladdin, "__version__", "0.0.1")
    version.cache_clear()
    try:
        with pytest.raises(WorkerMismatchError):
            Cluster(dask.scheduler_address, CHECK, OPTIONS)
    finally:
        version.cache_clear()


@pytest.mark.parametrize("scheduler", ["tcp://127.0.0.1:{port}", "胡写", "ftp://a"])
def test_a_scheduler_that_does_not_answer_is_a_sentence(scheduler):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        address = scheduler.format(port=taken.getsockname()[1])
        with pytest.raises(XladdinError, match="连不上"):
            Cluster(address, CHECK, OPTIONS)


def test_without_dask_it_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(XladdinError, match=r"xladdin\[cluster\]"):
        Cluster("tcp://127.0.0.1:1", CHECK, OPTIONS)


@pytest.fixture
def lone_scheduler():
    with distributed.LocalCluster(n_workers=0, dashboard_address=":0", silence_logs=logging.CRITICAL) as cluster:
        yield cluster


def test_a_cluster_without_workers_is_a_sentence(lone_scheduler, monkeypatch):
    monkeypatch.setattr("xladdin.runs.cluster._WAIT", 0.2)
    with pytest.raises(XladdinError, match="没有工作进程"):
        Cluster(lone_scheduler.scheduler_address, CHECK, OPTIONS)


def test_a_worker_without_xladdin_is_a_sentence(lone_scheduler, tmp_path):
    (tmp_path / "bare.py").write_text("import sys\nsys.modules['xladdin'] = None\n")
    command = [sys.executable, "-m", "distributed.cli.dask_worker", lone_scheduler.scheduler_address]
    command += ["--nthreads", "1", "--no-nanny", "--no-dashboard", "--preload", str(tmp_path / "bare.py")]
    worker = subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        with pytest.raises(XladdinError, match="没有安装 xladdin"):
            Cluster(lone_scheduler.scheduler_address, CHECK, OPTIONS)
    finally:
        worker.kill()
        worker.wait()


def test_a_cluster_that_goes_away_is_a_sentence(forms):
    with distributed.LocalCluster(
        n_workers=1, threads_per_worker=1, dashboard_address=":0", silence_logs=logging.CRITICAL
    ) as cluster:
        walk = walk_files(forms, CHECK, OPTIONS, how(cluster))
        next(walk)
        cluster.close()
        with pytest.raises(XladdinError, match="断了"):
            list(walk)
