"""``check --mark`` and ``--unmark`` as a user calls them: copies, folders, what cannot be done, exit codes."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import openpyxl
import pytest

from xladdin import pipeline
from xladdin.cli.group import run
from xladdin.model import CheckOptions

WORKBOOKS = Path(__file__).parents[2] / "data" / "workbooks"


@pytest.fixture
def forms(tmp_path: Path) -> Path:
    """Two faulty forms, one of them in a folder below."""
    folder = tmp_path / "报送"
    (folder / "甲局").mkdir(parents=True)
    shutil.copy(WORKBOOKS / "seed003.xlsx", folder / "一.xlsx")
    shutil.copy(WORKBOOKS / "sx_medins.xlsx", folder / "甲局" / "二.xlsx")
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_copies_keep_their_folders_and_the_originals_stay(forms: Path, tmp_path: Path) -> None:
    before = contents(forms)
    assert run(["check", str(forms), "--mark", str(tmp_path / "标注")]) == 1
    assert contents(forms) == before
    assert set(contents(tmp_path / "标注")) == set(before)
    assert run(["check", str(tmp_path / "标注"), "--unmark", str(tmp_path / "还原")]) == 0
    assert contents(tmp_path / "还原") == before


def test_copies_among_the_forms_are_no_forms(forms: Path) -> None:
    marked = forms / "标注"
    assert run(["check", str(forms), "--mark", str(marked)]) == 1
    first = contents(marked)
    assert run(["check", str(forms), "--mark", str(marked), "--force"]) == 1
    assert contents(marked) == first


def test_a_copy_of_a_copy_is_the_copy(forms: Path, tmp_path: Path) -> None:
    run(["check", str(forms), "--mark", str(tmp_path / "标注")])
    run(["check", str(tmp_path / "标注"), "--mark", str(tmp_path / "再标")])
    assert contents(tmp_path / "再标") == contents(tmp_path / "标注")


def test_an_existing_copy_needs_force(forms: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "标注").mkdir()
    (tmp_path / "标注" / "一.xlsx").write_bytes(b"x")
    assert run(["check", str(forms), "--mark", str(tmp_path / "标注")]) == 2
    assert "--force" in capsys.readouterr().err
    assert (tmp_path / "标注" / "一.xlsx").read_bytes() == b"x"
    assert (tmp_path / "标注" / "甲局" / "二.xlsx").exists()


def test_a_place_that_cannot_be_written_stops_the_run(
    forms: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(os, "access", lambda _, mode, **__: mode != os.W_OK)
    assert run(["check", str(forms), "--mark", str(tmp_path / "标注")]) == 2
    output = capsys.readouterr()
    assert str(tmp_path / "标注") in output.err
    assert not output.out


def test_a_faultless_or_unreadable_file_gets_no_copy(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    broken = tmp_path / "坏.xlsx"
    broken.write_bytes(b"PK\3\4broken")
    assert run(["check", str(broken), "--mark", str(tmp_path / "标注")]) == 1
    assert not (tmp_path / "标注").exists()
    assert str(broken) in capsys.readouterr().err


def test_unmark_tells_of_files_without_marks(forms: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", str(forms), "--unmark", str(tmp_path / "还原")]) == 0
    assert not (tmp_path / "还原").exists()
    assert "一.xlsx" in capsys.readouterr().err


def test_the_report_for_programs_stays_pure(forms: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    import json

    run(["check", str(forms), "--format", "json", "--mark", str(tmp_path / "标注")])
    assert len(json.loads(capsys.readouterr().out)["files"]) == 2


def test_a_marked_copy_is_scored_and_merged_like_its_original(forms: Path, tmp_path: Path) -> None:
    options = CheckOptions()
    path = forms / "一.xlsx"
    (marked,) = pipeline.mark_files([path], [path], tmp_path / "标注", options)
    assert marked.written is not None
    (before,) = pipeline.score_files([path], [path], tmp_path / "评分一", options)
    (after,) = pipeline.score_files([marked.written], [marked.written], tmp_path / "评分二", options)
    assert before.lines == after.lines
    assert after.written is not None
    assert openpyxl.load_workbook(after.written).sheetnames[-1] == "检查结果"


def test_an_xls_is_marked_as_xlsx(tmp_path: Path) -> None:
    path = WORKBOOKS / "sc_gauge.xls"
    (marked,) = pipeline.mark_files([path], [path], tmp_path, CheckOptions())
    assert marked.written == tmp_path / "sc_gauge.xlsx"
    assert marked.cells > 0
    assert marked.notes


def test_a_file_that_changed_meanwhile_is_not_marked(forms: Path, tmp_path: Path) -> None:
    path = forms / "一.xlsx"
    checked = pipeline.check_file(path, CheckOptions())
    shutil.copy(WORKBOOKS / "ah_heritage.xlsx", path)
    marked = pipeline.marker([path], [path], tmp_path / "标注").mark(checked)
    assert marked.failed
    assert marked.written is None
