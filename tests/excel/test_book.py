"""An open workbook is checked as the saved file is."""

import zipfile
from pathlib import Path

import pytest

from tests.excel.desks import WORKBOOKS, faultless, found
from tests.excel.fake_excel import EDITING, FakeBook, refused
from xladdin import pipeline
from xladdin.demo.files import write_demo
from xladdin.errors import XladdinError
from xladdin.excel import book as open_book
from xladdin.excel.buttons.com import explained
from xladdin.model import CheckOptions

FILES = sorted(WORKBOOKS.glob("*.xlsx"))


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    folder = tmp_path_factory.mktemp("示例")
    write_demo(folder)
    return sorted(filter(zipfile.is_zipfile, folder.rglob("*.xlsx")))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_open_book_gives_the_findings_of_the_file(path):
    opened = open_book.check(FakeBook(path))
    saved = pipeline.check_file(path, CheckOptions())
    assert opened == saved


def test_all_demonstration_files_too(demo):
    assert len(demo) > 10
    for path in demo:
        assert open_book.check(FakeBook(path)) == pipeline.check_file(path, CheckOptions())


def test_changes_that_were_not_saved_count(tmp_path):
    path = faultless(tmp_path)
    book = FakeBook(path)
    assert found(open_book.check(book)) == found(pipeline.check_file(path, CheckOptions()))
    book.Worksheets.Item(1).Range("G12").Value = 19.96
    assert ("S105", "自评表", "G12") in found(open_book.check(book))


def test_a_book_that_was_never_saved(tmp_path):
    book = FakeBook(faultless(tmp_path), saved=False)
    checked = open_book.check(book)
    assert checked.forms
    assert checked.path == Path("工作簿1")
    with pytest.raises(XladdinError):
        open_book.beside(book, "报告.docx")


def test_one_call_and_nothing_left_behind(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temp"))
    (tmp_path / "temp").mkdir()
    book = FakeBook(faultless(tmp_path))
    open_book.check(book)
    assert book.calls == ["SaveCopyAs"]
    assert not list((tmp_path / "temp").iterdir())


@pytest.mark.parametrize("error", [EDITING, refused("此文件受限。"), refused("")])
def test_a_copy_that_excel_refuses_is_a_sentence(tmp_path, error):
    book = FakeBook(faultless(tmp_path))
    book.fails = error
    with pytest.raises(XladdinError) as raised:
        open_book.check(book)
    assert str(raised.value).endswith("。")


def test_editing_is_told_apart_from_other_failures():
    assert "回车" in str(explained(EDITING, "读取"))
    assert "受限" in str(explained(refused("此文件受限。"), "读取"))


def test_a_copy_that_does_not_appear_is_a_sentence(tmp_path):
    book = FakeBook(faultless(tmp_path))
    book.SaveCopyAs = lambda _: None
    with pytest.raises(XladdinError):
        open_book.check(book)


def test_a_workbook_without_a_form_says_so(tmp_path):
    import openpyxl

    path = tmp_path / "空.xlsx"
    openpyxl.Workbook().save(path)
    checked = open_book.check(FakeBook(path))
    assert found(checked) == [("W103", "", "")]
    with pytest.raises(XladdinError, match="没有"):
        open_book.refuse_unreadable(checked)
