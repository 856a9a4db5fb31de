"""``xladdin merge``: files in = merged + refused, JSON by its contract, outputs that never vanish."""

import shutil
from decimal import Decimal

import pytest

from tests.cli.conftest import WORKBOOKS
from tests.forms import LAYOUTS
from xladdin.demo import write_demo, write_workbook
from xladdin.reader import read


@pytest.fixture(scope="module")
def forms(tmp_path_factory):
    return write_demo(tmp_path_factory.mktemp("demo"), force=True).forms


def test_files_in_are_files_merged_and_refused(xladdin, forms):
    report = xladdin("merge", forms, "--kind", "project", "--format", "json").json
    refused = {entry["file"] for entry in report["refused"]}
    merged = {form["file"] for form in report["forms"]}
    assert report["files"] == report["merged"] + len(refused - merged)
    assert report["merged"] == len(merged)
    assert report["merged"] >= 6
    assert {"initial", "budget", "executed", "rate"} <= set(report["totals"])
    budget = sum(Decimal(form["budget"]) for form in report["forms"])
    assert Decimal(report["totals"]["budget"]) == budget
    assert sum(report["grades"].values()) == len(report["forms"])


def test_forms_with_errors_are_merged_only_when_told(xladdin, seed003):
    without = xladdin("merge", seed003, "--format", "json")
    assert without.code == 1
    assert (without.json["merged"], len(without.json["refused"])) == (0, 1)
    told = xladdin("merge", seed003, "--format", "json", "--include-errors")
    assert told.code == 0
    (form,) = told.json["forms"]
    assert (form["stated"], form["due"], form["rate"], form["grade"]) == ("98.6", "92.64", "99.80", "优")


def test_what_is_expected_and_did_not_come_is_no_clean_run(xladdin, tmp_path):
    form, listed = tmp_path / "a.xlsx", tmp_path / "名单.csv"
    write_workbook((LAYOUTS / "national.txt").read_text(encoding="utf-8"), form)
    lines = [
        "主管部门,实施单位,项目名称",
        "某县交通运输局,某县公路养护中心,县乡道路日常养护项目",
        "县水利局,县水库站,水库除险",
    ]
    for wanted, code, absent in ((lines, 1, ["水库除险"]), (lines[:2], 0, [])):
        listed.write_text("\n".join(wanted), encoding="utf-8")
        ran = xladdin("merge", form, "--expected", listed, "--format", "json")
        assert (ran.code, [one["project"] for one in ran.json["absent"]]) == (code, absent)
        assert ran.json["expected"] == len(wanted) - 1
    assert xladdin("merge", form, "--format", "json").json["expected"] is None


def test_summary_workbook(xladdin, forms, tmp_path):
    target = tmp_path / "汇总.xlsx"
    ran = xladdin("merge", forms, "-o", target)
    book = read(target)
    assert ran.code == 1
    names = {sheet.name for sheet in book.sheets}
    assert names >= {"汇总表", "指标明细", "按二级项目", "问题清单", "未汇总"}
    assert not book.missing_values
    assert xladdin("merge", forms, "-o", target).code == 2
    assert xladdin("merge", forms, "-o", target, "--force").code == 1


def test_output_that_is_an_input_is_refused(xladdin, tmp_path):
    copy = tmp_path / "a.xlsx"
    shutil.copy(WORKBOOKS / "seed003.xlsx", copy)
    before = copy.read_bytes()
    assert xladdin("merge", copy, "-o", copy, "--force", "--include-errors").code == 2
    assert copy.read_bytes() == before


def test_no_output_named(xladdin, seed003):
    ran = xladdin("merge", seed003)
    assert ran.code == 2
    assert "-o" in ran.err


def test_a_folder_that_cannot_be_written(xladdin, seed003, tmp_path):
    blocker = tmp_path / "文件"
    blocker.write_text("x", encoding="utf-8")
    ran = xladdin("merge", seed003, "--include-errors", "-o", blocker / "汇总.xlsx")
    assert ran.code == 2
    assert "汇总.xlsx" in ran.err
