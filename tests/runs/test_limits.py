"""Files that hang, eat memory or kill their process are told, and the others go on."""

import os
import shutil
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest

from tests.runs.nasty import NASTY
from xladdin import pipeline, reader
from xladdin.errors import XladdinError
from xladdin.model import CheckOptions
from xladdin.runs import CHECK, How, Limits, pool, walk_files
from xladdin.runs.pool import Pool

WORKBOOKS = Path(__file__).parent.parent / "data" / "workbooks"
FORM = WORKBOOKS / "seed003.xlsx"
OPTIONS = CheckOptions()
QUICK = Limits(seconds=1.5, memory=1 << 30)
posix = pytest.mark.skipif(sys.platform == "win32", reason="signals")


def _pool(task, options, limits=QUICK):
    return Pool(2, task, options, limits)


@pytest.fixture
def folder(tmp_path):
    def fill(*names):
        for name in names:
            shutil.copy(FORM, tmp_path / name)
        return [tmp_path / name for name in names]

    return fill


@pytest.mark.parametrize(
    ("nasty", "code"),
    [
        ("hang", "W109"),
        ("sleep", "W109"),
        ("allocate", "W109"),
        ("exit", "W901"),
        ("leave", "W901"),
        ("crash", "W901"),
    ],
)
def test_one_nasty_file_among_good_ones(folder, nasty, code):
    if nasty == "allocate" and sys.platform != "linux":
        pytest.skip("the limit of memory is the system's")
    names = ("a.xlsx", "b.xlsx", f"{nasty}-1.xlsx", "c.xlsx", "d.xlsx", "e.xlsx", "f.xlsx", "g.xlsx")
    paths = folder(*names)
    results = [one.file for one in walk_files(paths, NASTY, OPTIONS, How(executor=_pool))]
    assert [one.path for one in results] == paths
    bad = results.pop(2)
    assert ([finding.code for finding in bad.findings], bad.readable, bad.forms) == ([code], False, ())
    assert results == [pipeline.check_file(one.path, OPTIONS) for one in results]


def test_several_nasty_files(folder):
    names = [f"{word}-{number}.xlsx" for number in range(2) for word in ("exit", "good", "leave", "crash", "good2")]
    results = list(walk_files(folder(*names), NASTY, OPTIONS, How(executor=_pool)))
    assert [bool(one.file.forms) for one in results] == [False, True, False, False, True] * 2


@posix
def test_a_file_that_hangs_in_this_process(folder, monkeypatch):
    real = reader.read

    def read(path, *more):
        while path.name == "b.xlsx":
            pass
        return real(path, *more)

    monkeypatch.setattr(reader, "read", read)
    how = How(limits=Limits(seconds=0.3))
    results = [one.file for one in walk_files(folder("a.xlsx", "b.xlsx", "c.xlsx"), CHECK, OPTIONS, how)]
    assert [bool(one.forms) for one in results] == [True, False, True]
    assert [finding.code for finding in results[1].findings] == ["W109"]
    assert signal.getitimer(signal.ITIMER_REAL) == (0, 0)


def test_memory_that_is_not_there_in_this_process(folder, monkeypatch):
    def read(path, *more):
        raise MemoryError

    monkeypatch.setattr(reader, "read", read)
    (one,) = walk_files(folder("a.xlsx"), CHECK, OPTIONS, How())
    assert [finding.code for finding in one.file.findings] == ["W109"]


def test_unusually_large_files_get_a_process_of_their_own(folder):
    how = How(limits=Limits(seconds=1.0, small=0))
    results = list(walk_files(folder("a.xlsx", "hang-1.xlsx", "exit-1.xlsx", "b.xlsx"), NASTY, OPTIONS, how))
    assert [bool(one.file.forms) for one in results] == [True, False, False, True]


def test_rules_that_are_switched_off_are_silent_about_limits_too(folder):
    options = CheckOptions(ignore=("W109",))
    (one,) = walk_files(folder("hang-1.xlsx"), NASTY, options, How(executor=partial(_pool, limits=Limits(seconds=0.5))))
    assert (one.file.findings, one.file.readable) == ((), False)


def test_a_scheme_that_breaks_on_the_way_is_one_sentence(folder, tmp_path):
    scheme = tmp_path / "方案.toml"
    scheme.write_text('extends = "national/2020"\nname = "甲"\n', encoding="utf-8")
    options = CheckOptions(scheme=str(scheme))
    run = walk_files(folder(*(f"{number}.xlsx" for number in range(30))), CHECK, options, How(executor=_pool))
    next(run)
    scheme.write_text("name = 1\n", encoding="utf-8")
    with pytest.raises(XladdinError) as told:
        list(run)
    assert "方案" in str(told.value)


def _start(folder, *more):
    """A run of so many files that it has long not ended when its processes are seen."""
    for number in range(3000):
        shutil.copy(FORM, folder / f"{number}.xlsx")
    command = [sys.executable, "-m", "xladdin", "check", str(folder), "--jobs", "2", "--no-cache", *more]
    return subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True, cwd=Path(__file__).parents[2]
    )


def _workers(group):
    done = subprocess.run(["pgrep", "-g", str(group)], capture_output=True, text=True, check=False)
    return [int(pid) for pid in done.stdout.split() if int(pid) != group]


def _wait_for(condition, seconds):
    end = time.monotonic() + seconds
    while not condition() and time.monotonic() < end:
        time.sleep(0.05)
    return condition()


@posix
@pytest.mark.skipif(shutil.which("pgrep") is None, reason="pgrep")
def test_an_interrupted_run_leaves_nothing_behind(tmp_path):
    (tmp_path / "in").mkdir()
    run = _start(tmp_path / "in", "-o", str(tmp_path / "结果.json"), "--format", "json")
    assert _wait_for(lambda: len(_workers(run.pid)) >= 2, 20)
    os.killpg(run.pid, signal.SIGINT)
    _, told = run.communicate(timeout=10)
    assert run.returncode == 130
    assert len(told.decode().split()) == 1
    assert _wait_for(lambda: not _workers(run.pid), 1)
    assert [path.name for path in tmp_path.iterdir()] == ["in"]


@posix
@pytest.mark.skipif(shutil.which("pgrep") is None, reason="pgrep")
def test_workers_of_a_killed_run_end(tmp_path):
    run = _start(tmp_path)
    assert _wait_for(lambda: len(_workers(run.pid)) >= 2, 20)
    os.kill(run.pid, signal.SIGKILL)
    run.communicate()
    assert _wait_for(lambda: not _workers(run.pid), 5)


def test_processes_as_windows_starts_them(folder, monkeypatch):
    monkeypatch.setattr(pool, "START", "spawn")
    monkeypatch.setattr(sys.modules["__main__"], "__spec__", None)  # the program here is pytest
    paths = folder("a.xlsx", "exit-1.xlsx", "b.xlsx")
    how = How(executor=partial(_pool, limits=Limits(seconds=30)))
    results = list(walk_files(paths, NASTY, OPTIONS, how))
    assert [bool(one.file.forms) for one in results] == [True, False, True]
