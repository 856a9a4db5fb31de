"""The cache saves time and changes nothing."""

import os
import shutil
import sqlite3
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from xladdin import pipeline
from xladdin.cli.group import run
from xladdin.model import CheckOptions, Severity
from xladdin.pipeline.extracting import extract_file
from xladdin.runs import CHECK, EXTRACT, How, cache, walk_files
from xladdin.runs.cache import FILE_NAME, Cache

WORKBOOKS = Path(__file__).parent.parent / "data" / "workbooks"
OPTIONS = CheckOptions()


@pytest.fixture
def files(tmp_path):
    """24 files of 6 contents."""
    paths = []
    for number in range(4):
        folder = tmp_path / "forms" / str(number)
        folder.mkdir(parents=True)
        paths += [Path(shutil.copy(one, folder)) for one in sorted(WORKBOOKS.glob("*.xls*"))]
    return paths


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "cache"


@pytest.fixture
def reads(monkeypatch):
    """The files that are read and not taken from the cache."""
    read, real = [], pipeline.check_file

    def check_file(path, options):
        read.append(path)
        return real(path, options)

    monkeypatch.setattr(pipeline, "check_file", check_file)
    return read


def _run(paths, folder, options=OPTIONS, task=CHECK):
    return list(walk_files(paths, task, options, How(cache=folder)))


def test_a_second_run_reads_nothing_and_says_the_same(files, folder, reads):
    plain = list(walk_files(files, CHECK, OPTIONS, How()))
    reads.clear()
    assert _run(files, folder) == plain
    assert len(reads) == 24
    assert [one.file.path for one in _run(files, folder)] == files
    assert _run(files, folder) == plain
    assert len(reads) == 24


def test_extracts_are_those_of_the_files(files, folder, reads):
    plain = [extract_file(one) for one in pipeline.check_files(files, OPTIONS)]
    reads.clear()
    assert _run(files, folder, task=EXTRACT) == plain == _run(files, folder, task=EXTRACT)
    assert len(reads) == 24


def test_only_what_was_changed_is_read(files, folder, reads):
    _run(files, folder)
    reads.clear()
    files[3].write_bytes(files[3].read_bytes() + b"\0")
    files[7].touch()
    _run(files, folder)
    assert reads == [files[3]]


def test_the_same_content_elsewhere_speaks_of_its_own_path(files, folder, tmp_path):
    _run(files, folder)
    moved = [Path(shutil.move(path, tmp_path / f"{number}{path.suffix}")) for number, path in enumerate(files)]
    assert _run(moved, folder) == list(walk_files(moved, CHECK, OPTIONS, How()))
    assert [one.digests[0].file for one in _run(moved, folder)] == [str(path) for path in moved]


def test_a_name_with_another_ending_is_another_file(files, folder, reads):
    _run(files, folder)
    reads.clear()
    renamed = files[0].rename(files[0].with_suffix(".xls"))
    _run([renamed, *files[1:]], folder)
    assert reads == [renamed]


@pytest.mark.parametrize(
    "options",
    [
        CheckOptions(scheme="gansu/2024"),
        CheckOptions(select=("S",)),
        CheckOptions(ignore=("S105",)),
        CheckOptions(year=2023),
        CheckOptions(severities=(("S105", Severity.NOTE),)),
    ],
    ids=str,
)
def test_other_options_are_another_judgement(files, folder, reads, options):
    _run(files, folder)
    assert _run(files, folder, options) == list(walk_files(files, CHECK, options, How()))


def test_a_scheme_of_ones_own_that_was_changed(files, folder, tmp_path, reads):
    scheme = tmp_path / "方案.toml"
    options = CheckOptions(scheme=str(scheme))
    for name, read in (("甲", 24), ("甲", 0), ("乙", 24)):
        scheme.write_text(
            f'extends = "national/2020"\nname = "{name}"\nregion = "r"\nyear = 2020\nchecked = 2025-01-01\n',
            encoding="utf-8",
        )
        reads.clear()
        found = _run(files, folder, options)
        assert {form.choice.scheme.name for one in found for form in one.file.forms} == {name}
        assert len(reads) == read


def test_another_version_of_the_tool_reads_anew(files, folder, reads, monkeypatch):
    _run(files, folder)
    reads.clear()
    monkeypatch.setattr(cache, "tool_print", lambda: "another")
    _run(files, folder)
    assert len(reads) == 24


def test_crashes_and_limits_are_not_kept(files, folder, monkeypatch):
    def crash(*_):
        raise ZeroDivisionError

    with monkeypatch.context() as patch:
        patch.setattr(pipeline.walk, "read_workbook", crash)
        assert {one.file.findings[0].code for one in _run(files, folder)} == {"W901"}
    assert all(one.file.forms for one in _run(files, folder))


def _database(folder):
    return folder / FILE_NAME


def _garbage(folder):
    _database(folder).write_bytes(os.urandom(20_000))


def _nothing(folder):
    _database(folder).write_bytes(b"")


def _half(folder):
    data = _database(folder).read_bytes()
    _database(folder).write_bytes(data[: len(data) // 2])


def _holes(folder):
    data = bytearray(_database(folder).read_bytes())
    for place in range(2_000, len(data), 3_000):
        data[place : place + 300] = bytes(300)
    _database(folder).write_bytes(data)


def _sql(*statements):
    def spoil(folder):
        base = sqlite3.connect(_database(folder))
        for statement in statements:
            base.execute(statement)
        base.commit()
        base.close()

    return spoil


_SPOILS = {
    "garbage": _garbage,
    "empty": _nothing,
    "half": _half,
    "holes": _holes,
    "another format": _sql("PRAGMA user_version=99", "ALTER TABLE entries RENAME COLUMN used TO other"),
    "no table": _sql("DROP TABLE entries"),
    "another table": _sql("DROP TABLE entries", "CREATE TABLE entries (something)"),
    "other values": _sql("UPDATE entries SET value = substr(value, 1, 8) || zeroblob(100)"),
    "cut values": _sql("UPDATE entries SET value = substr(value, 1, 20)"),
    "no values": _sql("UPDATE entries SET value = x''"),
    "texts": _sql("UPDATE entries SET value = 'text', used = 'today'"),
}


@pytest.mark.parametrize("spoil", _SPOILS.values(), ids=_SPOILS)
def test_a_damaged_cache_heals_in_silence(files, folder, reads, spoil, capsys):
    plain = _run(files, folder)
    spoil(folder)
    assert _run(files, folder) == plain
    reads.clear()
    assert _run(files, folder) == plain
    assert not reads
    assert capsys.readouterr() == ("", "")


def test_values_that_are_none_of_ours_are_worked_out_again(files, folder, reads):
    plain = _run(files, folder)
    base = sqlite3.connect(_database(folder))
    for value in (b"", b"\x90", b"\x96\xa1a\xc3\xc2\x01\x90\x90", os.urandom(50)):
        checked = cache._checksum(value) + value
        base.execute("UPDATE entries SET value = ? WHERE rowid IN (SELECT rowid FROM entries LIMIT 3)", [checked])
        base.commit()
        assert _run(files, folder) == plain
    base.close()


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="POSIX")
def test_nobody_else_may_read_it(files, folder):
    _run(files, folder)
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()}
    assert modes == dict.fromkeys(modes, 0o600)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_a_place_that_cannot_be_written_is_done_without(files, tmp_path):
    (tmp_path / "file").write_text("no folder")
    assert len(_run(files, tmp_path / "file" / "cache")) == 24


def test_a_cache_that_somebody_holds_is_done_without(files, folder, monkeypatch):
    monkeypatch.setattr(cache, "_PATIENCE", 0.1)
    plain = _run(files, folder)
    holder = sqlite3.connect(_database(folder), isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    files[0].write_bytes(files[0].read_bytes() + b"\0")
    assert _run(files, folder)[1:] == plain[1:]
    holder.execute("ROLLBACK")
    holder.close()


def test_it_does_not_grow_beyond_its_size(files, folder):
    largest = 300_000
    store = Cache(_database(folder), b"context", largest=largest)
    for start in range(0, 400, 50):
        keys = [cache.Key(os.urandom(32), "") for _ in range(start, start + 50)]
        store.store([(key, os.urandom(2_000)) for key in keys])
    newest = store.load(keys)
    store.close()
    assert len(newest) == 50
    assert _database(folder).stat().st_size < largest * 2


def test_a_file_that_changes_on_the_way_is_not_kept_under_its_old_content(files, folder, monkeypatch, reads):
    real = pipeline.check_file

    def check_file(path, options):
        path.write_bytes(path.read_bytes() + b"\0")
        return real(path, options)

    before = files[0].read_bytes()
    with monkeypatch.context() as patch:
        patch.setattr(pipeline, "check_file", check_file)
        _run(files, folder)
    files[0].write_bytes(before)
    reads.clear()
    _run(files, folder)
    assert files[0] in reads


def test_two_processes_at_once(files, folder):
    command = [sys.executable, "-m", "xladdin", "check", str(files[0].parents[1]), "--format", "json"]
    root = Path(__file__).parents[2]
    with_cache = {**os.environ, "XLADDIN_CACHE": str(folder)}
    plain = subprocess.run([*command, "--no-cache"], capture_output=True, check=False, cwd=root).stdout
    runs = [subprocess.Popen(command, stdout=subprocess.PIPE, env=with_cache, cwd=root) for _ in range(3)]
    assert {run.communicate()[0] for run in runs} == {plain}
    again = subprocess.run(command, capture_output=True, check=False, cwd=root, env=with_cache).stdout
    assert again == plain


def test_doctor_says_where_it_is_and_how_large(files, folder, monkeypatch, capsys):
    monkeypatch.setenv("XLADDIN_CACHE", str(folder))
    run(["doctor"])
    assert str(folder) in capsys.readouterr().out
    run(["check", str(files[0].parents[1]), "--quiet"])
    run(["doctor"])
    out = capsys.readouterr().out
    assert str(_database(folder)) in out
    assert "0.0兆字节" not in out
