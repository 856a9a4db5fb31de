"""Every output is the same, whoever did the work and wherever the results came from."""

import re
import shutil
import zipfile
from pathlib import Path

import pytest

from xladdin.cli.group import run
from xladdin.cycle import Review
from xladdin.demo import demo_files, write_workbook
from xladdin.model import CheckOptions, ExpectedForm
from xladdin.pipeline import merging
from xladdin.runs import How
from xladdin.runs.gathering import gather

DATA = Path(__file__).parents[1]
TIMES = re.compile(r"\d{4}(-\d\d-\d\d[T ]|年\d\d月\d\d日 )\d\d:\d\d(:\d\d(\.\d+)?)?".encode())
CHECKS = [("check", "--format", one) for one in ("text", "json", "html", "sarif", "csv", "xlsx")]
MERGES = [("merge", "--format", one) for one in ("json", "xlsx", "html")]


@pytest.fixture(scope="module")
def forms(tmp_path_factory):
    """The files of the demonstration, all layouts, real workbooks, and some that cannot be read."""
    folder = tmp_path_factory.mktemp("forms")
    for file in demo_files():
        file.write(folder / file.name)
    for layout in sorted((DATA / "layouts").glob("*.txt")):
        write_workbook(layout.read_text(encoding="utf-8"), folder / f"{layout.stem}.xlsx")
    for path in sorted((DATA / "data" / "workbooks").glob("*.xls*")):
        shutil.copy(path, folder)
    (folder / "空.xlsx").write_bytes(b"")
    (folder / "坏.xlsx").write_bytes(b"PK" + bytes(100))
    assert len(list(folder.iterdir())) > 25
    return folder


def _bare(path):
    """The content without the times in it."""
    if path.suffix != ".xlsx":
        return TIMES.sub(b"", path.read_bytes())
    with zipfile.ZipFile(path) as package:
        return {name: TIMES.sub(b"", package.read(name)) for name in package.namelist()}


@pytest.mark.parametrize("command", [*CHECKS, *MERGES], ids=" ".join)
def test_with_and_without_cache_and_processes(forms, tmp_path, monkeypatch, command):
    ways = {
        "here": ("--no-cache", "--jobs", "1"),
        "cold": ("--jobs", "1"),
        "hot": ("--jobs", "1"),
        "pool": ("--no-cache", "--jobs", "2"),
        "hot pool": ("--jobs", "2"),
    }
    monkeypatch.setattr("xladdin.runs.walked._WORTH_IT", 5)
    monkeypatch.setenv("XLADDIN_CACHE", str(tmp_path / "cache"))
    name, _, form = command
    told = {}
    for way, options in ways.items():
        output = tmp_path / f"out.{'txt' if form == 'text' else form}"
        run([name, str(forms), "-o", str(output), "--force", "--format", form, *options])
        told[way] = _bare(output)
    assert {way for way in ways if told[way] != told["here"]} == set()


def test_one_state_gives_equal_summaries(forms):
    state = gather(sorted(forms.iterdir()), CheckOptions(), How())
    expected = (ExpectedForm("", "", "没有来的项目"),)
    before = merging.summarise(state, CheckOptions(), review=Review(expected=expected))
    assert (len(state.digests) > 0, before.absent) == (True, expected)
    assert merging.summarise(state, CheckOptions(), review=Review(expected=expected)) == before
