"""``xladdin merge --opinions`` and ``--kind``: what a reviewer accepts is merged, and one kind of form alone."""

import shutil

import pytest
from openpyxl import load_workbook

from tests.cli.conftest import WORKBOOKS
from tests.forms import LAYOUTS
from tests.merge.kinds import layout
from xladdin.demo import write_workbook


@pytest.fixture
def folder(tmp_path):
    place = tmp_path / "报"
    place.mkdir()
    shutil.copy(WORKBOOKS / "seed003.xlsx", place)
    return place


def accept(path, lines=None):
    """Write 认可 on the first lines of a 问题清单, or on all."""
    book = load_workbook(path)
    sheet = book["问题清单"]
    headings = {cell.value: cell for row in sheet.iter_rows(max_row=6) for cell in row if cell.value}
    verdict, key = headings["是否认可"], headings["识别码"]
    rows = [row for row in range(verdict.row + 1, sheet.max_row + 1) if sheet.cell(row, key.column).value]
    for row in rows[:lines]:
        sheet.cell(row, verdict.column, "认可")
    book.save(path)
    return len(rows)


def test_a_form_whose_errors_are_all_accepted_is_merged(xladdin, folder, tmp_path):
    listed = tmp_path / "问题清单.xlsx"
    xladdin("check", folder, "--format", "xlsx", "-o", listed)
    assert accept(listed) >= 8
    without = xladdin("merge", folder, "--format", "json").json
    assert (without["merged"], without["refused"][0]["why"]) == (0, "errors")
    ran = xladdin("merge", folder, "--opinions", listed, "--format", "json")
    assert (ran.code, ran.json["merged"], ran.json["refused"]) == (0, 1, [])
    assert any("审核认可" in note for note in ran.json["notes"])
    assert all(control["agrees"] for control in ran.json["controls"])
    part = tmp_path / "县.xlpart"
    assert xladdin("merge", folder, "--opinions", listed, "--part", part).code == 0
    assert xladdin("merge", part, "--format", "json").json["merged"] == 1


def test_an_error_that_nobody_accepted_still_sends_the_form_back(xladdin, folder, tmp_path):
    listed = tmp_path / "问题清单.xlsx"
    xladdin("check", folder, "--format", "xlsx", "-o", listed)
    accept(listed, lines=2)
    report = xladdin("merge", folder, "--opinions", listed, "--format", "json").json
    assert [one["why"] for one in report["refused"]] == ["errors"]


def test_a_project_submitted_twice_is_merged_twice_when_that_was_accepted(xladdin, tmp_path):
    folder, listed = tmp_path / "报", tmp_path / "问题清单.xlsx"
    folder.mkdir()
    faultless = (LAYOUTS / "national.txt").read_text(encoding="utf-8")
    write_workbook(faultless, folder / "一期.xlsx")
    write_workbook(faultless.replace("93%", "94%"), folder / "二期.xlsx")
    without = xladdin("merge", folder, "--format", "json")
    assert (without.code, [one["why"] for one in without.json["refused"]]) == (1, ["B101"])
    assert xladdin("check", folder, "--format", "xlsx", "-o", listed).code == 1
    accept(listed)
    ran = xladdin("merge", folder, "--opinions", listed, "--format", "json")
    assert (ran.code, ran.json["merged"], ran.json["totals"]["budget"]) == (0, 2, "250")
    assert all(control["agrees"] for control in ran.json["controls"])


def test_opinions_among_the_forms_are_no_form_and_never_overwritten(xladdin, folder):
    listed = folder / "问题清单.xlsx"
    xladdin("check", folder, "--format", "xlsx", "-o", listed)
    accept(listed)
    report = xladdin("merge", folder, "--opinions", listed, "--format", "json").json
    assert (report["files"], report["merged"]) == (1, 1)
    before = listed.read_bytes()
    assert xladdin("merge", folder, "--opinions", listed, "-o", listed, "--force").code == 2
    assert listed.read_bytes() == before


def test_a_file_that_holds_no_opinions_is_said(xladdin, folder, tmp_path):
    ran = xladdin("merge", folder, "--opinions", WORKBOOKS / "yn_patrol.xlsx", "--part", tmp_path / "x.xlpart")
    assert ran.code == 2
    assert "识别码" in ran.err


@pytest.mark.parametrize("word", ["department", "部门整体支出", "部门整体", "部门整体支出绩效自评表"])
def test_one_kind_by_its_key_or_name(xladdin, folder, word):
    write_workbook(layout("department"), folder / "部门.xlsx")
    report = xladdin("merge", folder, "--include-errors", "--kind", word, "--format", "json").json
    assert [form["file"].endswith("部门.xlsx") for form in report["forms"]] == [True]
    assert [one["why"] for one in report["refused"]] == ["kind"]


@pytest.mark.parametrize("word", ["项目支出绩", "颜色"])
def test_a_kind_that_is_not_clear_is_said(xladdin, folder, tmp_path, word):
    ran = xladdin("merge", folder, "--kind", word, "--part", tmp_path / "x.xlpart")
    assert ran.code == 2
    assert "special-fund" in ran.err
