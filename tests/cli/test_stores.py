"""Addresses of a store on the command line."""

from pathlib import Path

import pytest

from tests.sources.zips import FORM

fsspec = pytest.importorskip("fsspec")


@pytest.fixture
def store():
    store = fsspec.filesystem("memory")
    store.pipe("/填报/甲县/表.xlsx", FORM.read_bytes())
    yield store
    store.rm("/填报", recursive=True)


def test_a_check_marks_copies_of_forms_in_a_store(xladdin, store, tmp_path):
    ran = xladdin("check", "memory://填报", "--format", "json", "--mark", tmp_path / "标注")
    assert [one["file"] for one in ran.json["files"]] == ["memory://填报/甲县/表.xlsx"]
    assert [path.relative_to(tmp_path) for path in tmp_path.rglob("*.xlsx")] == [Path("标注/甲县/表.xlsx")]


@pytest.mark.parametrize("form", ["html", "sarif", "csv", "xlsx"])
def test_every_report_names_the_address(xladdin, store, tmp_path, form):
    output = tmp_path / f"报告.{form}"
    assert xladdin("check", "memory://填报", "-o", output, "--format", form).code == 1
    assert output.stat().st_size


def test_a_merge_of_forms_in_a_store(xladdin, store, tmp_path):
    output = tmp_path / "汇总.xlsx"
    assert xladdin("merge", "memory://填报", "--include-errors", "-o", output).code == 0


def test_an_empty_folder_of_a_store_is_a_sentence(xladdin, store):
    assert xladdin("check", "memory://没有").code == 2
