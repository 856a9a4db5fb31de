"""Texts that would be formulas, characters no file may hold, names that lead elsewhere, and places that fail."""

from __future__ import annotations

import errno
import gc
import re
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree as ET

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.merge.builders import file
from tests.output.summary.written import Book, summary_of, varied
from xladdin import scoring
from xladdin.errors import OutputError
from xladdin.merge import summarise
from xladdin.model import Summary
from xladdin.output import writing
from xladdin.output.sheets.table_sheet import TableSheet
from xladdin.output.summary.book import write_summary

FORMULAS = ["=1+1", "+2", "-3%", "@SUM(A1)", "\t=1", "\r=1", '=HYPERLINK("http://x.example")', "http://x.example/a"]


def summary_with(text: str, name: str = "a.xlsx") -> Summary:
    rows = [
        f"产出指标/数量指标/{text.replace('|', '').replace('/', '')} | ≥1人 | 1人 | 10 | 10 | {text.replace('|', '')}"
    ]
    made = file(name, text, unit=text, department=text, rows=rows)
    return summarise([made], score=scoring.score_indicator)


@pytest.mark.parametrize("text", FORMULAS)
def test_a_text_is_never_a_formula_nor_a_link(tmp_path: Path, text: str) -> None:
    write_summary(summary_with(text), tmp_path / "汇总.xlsx")
    book = openpyxl.load_workbook(tmp_path / "汇总.xlsx")
    formulas = [cell.value for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    assert not [formula for formula in formulas if text.strip() in formula]
    with zipfile.ZipFile(tmp_path / "汇总.xlsx") as archive:
        parts = b"".join(archive.read(name) for name in archive.namelist() if name.endswith(".rels"))
    assert not re.search(rb'Target="(https?|mailto|ftp|file):', parts)
    assert b"externalLink" not in parts
    guarded = [
        cell for row in book["汇总表"].iter_rows(min_row=4, max_row=4) for cell in row if cell.value == text.strip()
    ]
    if text[0] in "=+-@":
        assert guarded
        assert all(cell.quotePrefix for cell in guarded)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(codec=None, exclude_characters="|/"), min_size=1, max_size=12))
def test_any_text_makes_a_sound_file(tmp_path: Path, text: str) -> None:
    write_summary(summary_with(text), tmp_path / "汇总.xlsx")
    with zipfile.ZipFile(tmp_path / "汇总.xlsx") as archive:
        assert archive.testzip() is None
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                ET.fromstring(archive.read(name))


@pytest.mark.parametrize("text", ["\x00\x01\x0b\x1f", "\ud800", "\ufffe\uffff", "_x0041_"])
def test_characters_that_xml_cannot_hold(tmp_path: Path, text: str) -> None:
    write_summary(summary_with(f"甲{text}乙"), tmp_path / "汇总.xlsx")
    (unit,) = Book(tmp_path / "汇总.xlsx").column("汇总表", "实施单位")
    assert unit == "甲" + ("_x0041_" if "x0041" in text else "\ufffd" * len(text)) + "乙"


@pytest.mark.parametrize("name", ["\\\\server\\share\\a.xlsx", "http:/x.example/a.xlsx", "C:/a.xlsx"])
def test_a_name_that_leads_to_another_computer_is_no_link(tmp_path: Path, name: str) -> None:
    if tempfile.gettempdir().startswith("/"):
        write_summary(summary_with("甲", name), tmp_path / "汇总.xlsx")
        book = openpyxl.load_workbook(tmp_path / "汇总.xlsx")
        links = [cell.hyperlink for row in book["汇总表"].iter_rows() for cell in row if cell.hyperlink]
        assert not [link for link in links if link.target]


def test_names_and_references_excel_accepts(tmp_path: Path) -> None:
    """Sheet names unique and short, every link inside the workbook to a sheet that is there, no defined name twice."""
    write_summary(varied(), tmp_path / "汇总.xlsx", sheet_rows=9)
    book = openpyxl.load_workbook(tmp_path / "汇总.xlsx")
    names = [sheet.title for sheet in book]
    assert len({name.casefold() for name in names}) == len(names)
    assert all(0 < len(name) <= 31 and not re.search(r"[\[\]:*?/\\]", name) for name in names)
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.hyperlink and cell.hyperlink.location and not cell.hyperlink.target:
                    assert cell.hyperlink.location.rsplit("!", 1)[0].strip("'") in names
        assert len(set(map(str, sheet.merged_cells.ranges))) == len(sheet.merged_cells.ranges)


@pytest.mark.parametrize("by", ["project", "department", "region", "region,department,subproject,project"])
def test_every_grouping_has_a_name_for_its_sheet(tmp_path: Path, by: str) -> None:
    summary = summarise([file("a.xlsx", "甲")], score=scoring.score_indicator, by=by)
    write_summary(summary, tmp_path / "汇总.xlsx")
    assert summary.agrees
    assert Book(tmp_path / "汇总.xlsx").sheets


def failing_after(rows: int, fault: BaseException) -> Callable[[object, int, object], None]:
    """What writes so many rows and then fails."""
    write, left = TableSheet.add, [fault] + [None] * rows

    def add(sheet: object, number: int, line: object) -> None:
        raised = left.pop()
        if raised is not None:
            raise raised
        write(sheet, number, line)  # type: ignore[arg-type]

    return add


@pytest.mark.parametrize(
    ("fault", "told"),
    [(OSError(errno.ENOSPC, "No space left on device"), OutputError), (KeyboardInterrupt(), KeyboardInterrupt)],
)
def test_a_full_disk_or_ctrl_c_leaves_no_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: BaseException, told: type
) -> None:
    scratch, out = tmp_path / "scratch", tmp_path / "out"
    scratch.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(scratch))
    monkeypatch.setattr(TableSheet, "add", failing_after(5, fault))
    with pytest.raises(told) as raised:
        writing.write_atomically(out / "汇总.xlsx", lambda part: write_summary(summary_of(), part), force=True)
    assert list(out.iterdir()) == []
    assert list(scratch.iterdir()) == []
    if told is OutputError:
        assert "磁盘空间不足" in str(raised.value)


def test_a_disk_that_is_full_when_the_file_is_closed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(zipfile.ZipFile, "write", full)
    with pytest.raises(OutputError, match="磁盘空间不足"):
        writing.write_atomically(tmp_path / "汇总.xlsx", lambda part: write_summary(summary_of(), part), force=True)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.filterwarnings("error::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("room", [1, 4000, 12000])
def test_a_disk_that_becomes_full_while_writing_is_told_once(tmp_path: Path, room: int) -> None:
    """A limit of the system for files: it takes a part of what is written, then nothing."""
    resource = pytest.importorskip("resource")
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, limits[1]))
    try:
        with pytest.raises(OutputError, match="磁盘允许的大小"):
            write_book(summary_of(), tmp_path / "汇总.xlsx")
        gc.collect()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert list(tmp_path.iterdir()) == []


def write_book(summary: Summary, path: Path) -> None:
    writing.write_atomically(path, lambda part: write_summary(summary, part), force=True)
