"""The receipt: the same input and rules give the same number, anything else another one."""

import json
import os
import shutil
import stat

import pytest

from tests.cycle.editing import edited
from xladdin.reader import read


@pytest.fixture
def receipt(xladdin, forms, tmp_path):
    def call(*options, of=None):
        path = tmp_path / "回执.json"
        assert xladdin("check", of or forms, "--receipt", path, "--force", *options).code in {0, 1}
        return json.loads(path.read_text(encoding="utf-8"))

    return call


def numbers(entry):
    return [entry["receipt"], *sorted(one["receipt"] for one in entry["files"])]


def test_what_it_says(receipt, form):
    import hashlib

    entry = receipt(of=form("12"))
    assert set(entry) >= {"receipt", "time", "tool", "rules", "options", "files"}
    (file,) = entry["files"]
    assert file["sha256"] == hashlib.sha256(form("12").read_bytes()).hexdigest()
    assert file["verdict"] == "return"
    assert file["by_code"] == {"S104": 1}
    assert file["counts"] == {"error": 1, "warning": 0, "note": 0}


def test_the_same_again_is_equal_but_for_the_time(receipt, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    first = receipt()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    second = receipt()
    assert first["time"] == "1970-01-01T00:00:00+00:00"
    assert first["time"] != second["time"]
    assert {**first, "time": None} == {**second, "time": None}


def test_names_and_folders_do_not_matter(receipt, forms, tmp_path):
    before = numbers(receipt())
    elsewhere = tmp_path / "别处"
    elsewhere.mkdir()
    for number, path in enumerate(sorted(forms.iterdir(), reverse=True)):
        shutil.copy(path, elsewhere / f"{number}.xlsx")
    assert numbers(receipt(of=elsewhere)) == before


def test_a_changed_cell_changes_the_number_of_its_file_alone(receipt, form):
    before = receipt()
    with edited(form("12")) as sheet:
        sheet["G19"] = 97.6
    after = receipt()
    assert before["receipt"] != after["receipt"]
    assert len(set(numbers(before)[1:]) & set(numbers(after)[1:])) == 5


@pytest.mark.parametrize("options", [("--ignore", "S107"), ("--severity", "N101=note"), ("--year", "2023")])
def test_other_options_other_number(receipt, options):
    entry = receipt(*options)
    assert entry["receipt"] != receipt()["receipt"]
    assert any(options[0] in one for one in entry["options"])


def test_other_rules_other_number(receipt, monkeypatch):

    before = receipt()
    monkeypatch.setattr("xladdin.pipeline.receipts.rules_version", lambda: "0" * 16)
    assert receipt()["receipt"] != before["receipt"]


def test_an_unreadable_file_has_one_too(receipt, form):
    form("14").write_bytes(b"abc")
    entry = receipt()
    (file,) = [one for one in entry["files"] if one["verdict"] == "unreadable"]
    assert file["receipt"]
    assert file["sha256"]


def test_as_text_and_as_a_workbook(xladdin, forms, receipt, tmp_path):
    entry = receipt()
    for name in ("回执.txt", "回执.xlsx"):
        xladdin("check", forms, "--receipt", tmp_path / name)
    text = (tmp_path / "回执.txt").read_text(encoding="utf-8-sig")
    cells = "\n".join(cell.text for cell in read(tmp_path / "回执.xlsx").sheets[0].cells.values())
    for number in numbers(entry):
        assert number in text
        assert number in cells
    for file in entry["files"]:
        assert file["sha256"] in text
        assert file["sha256"] in cells


def test_the_report_is_shown_all_the_same(xladdin, forms, tmp_path):
    plain = xladdin("check", forms, "--format", "json").json
    beside = xladdin("check", forms, "--format", "json", "--receipt", tmp_path / "回执.json").json
    assert plain == beside


@pytest.mark.parametrize("name", ["回执.pdf", "回执", "回执.docx"])
def test_another_ending_is_refused_before_the_check(xladdin, forms, tmp_path, name):
    ran = xladdin("check", forms, "--receipt", tmp_path / name)
    assert (ran.code, ran.out) == (2, "")
    assert not (tmp_path / name).exists()


def test_nothing_is_overwritten(xladdin, form, tmp_path):
    path = tmp_path / "回执.json"
    path.write_text("mine")
    assert xladdin("check", form("12"), "--receipt", path).code == 2
    assert path.read_text() == "mine"
    before = form("12").read_bytes()
    assert xladdin("check", form("12"), "--receipt", form("12"), "--force").code == 2
    assert form("12").read_bytes() == before


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="the administrator may write anywhere")
def test_a_folder_that_is_read_only_is_a_sentence(xladdin, form, tmp_path):
    folder = tmp_path / "只读"
    folder.mkdir()
    folder.chmod(stat.S_IRUSR | stat.S_IXUSR)
    ran = xladdin("check", form("12"), "--receipt", folder / "回执.json")
    folder.chmod(stat.S_IRWXU)
    assert (ran.code, ran.out) == (2, "")
