"""W: the file itself."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.forms import findings, form, found, severities
from xladdin import checks
from xladdin.demo.tables import to_workbook
from xladdin.model import CellRef, CheckOptions, Fault, FaultKind, SheetState, Workbook

PATH = Path("甲.xlsx")


def of_file(workbook, forms=()):
    return {(one.code, str(one.cell or "")) for one in checks.run_file(workbook, forms, CheckOptions())}


@pytest.mark.parametrize(
    ("kind", "code"), [(FaultKind.DAMAGED, "W101"), (FaultKind.ENCRYPTED, "W102"), (FaultKind.TOO_LARGE, "W109")]
)
def test_w101_w102_w109_a_fault_of_the_file_is_the_only_finding(kind, code):
    faulty = Workbook(PATH, faults=(Fault(kind, "读不了", "请重新提交"),))
    (finding,) = checks.run_file(faulty, (), CheckOptions())
    assert (finding.code, finding.message, finding.do) == (code, "读不了", "请重新提交")


def test_w102_is_not_said_of_a_damaged_file():
    damaged = Workbook(PATH, faults=(Fault(FaultKind.DAMAGED, "", ""),))
    assert of_file(damaged) == {("W101", "")}


def test_w109_is_not_said_of_an_encrypted_file():
    assert of_file(Workbook(PATH, faults=(Fault(FaultKind.ENCRYPTED, "", ""),))) == {("W102", "")}


def test_w103_no_form_in_the_file():
    assert findings(to_workbook("项目名称 | 金额\n道路养护 | 20")) == {("W103", "")}
    assert of_file(Workbook(PATH)) == {("W103", "")}


def test_w104_form_on_a_hidden_sheet():
    shown = form()
    for state in (SheetState.HIDDEN, SheetState.VERY_HIDDEN):
        hidden = replace(shown, sheets=(replace(shown.sheets[0], state=state),))
        assert findings(hidden) == {("W104", "")}


def test_w104_another_hidden_sheet_does_not_matter():
    shown = form()
    lists = replace(to_workbook("@sheet 下拉选项\n@hidden\n优\n良").sheets[0])
    assert findings(replace(shown, sheets=(*shown.sheets, lists))) == set()


def test_w105_two_forms_in_one_file():
    shown = form()
    (sheet,) = shown.sheets
    assert findings(replace(shown, sheets=(sheet, replace(sheet, name="自评表2")))) == {("W105", "")}


def test_w106_formula_error_in_a_cell_that_counts():
    assert findings(form(G13="#REF!")) == {("W106", "G13")}
    assert findings(form(G19="#NAME?")) == {("W106", "G19")}
    assert findings(form(E6="#DIV/0!")) == {("W106", "E6")}
    assert findings(form(E13="#N/A")) == {("W106", "E13")}


def test_w106_an_error_outside_the_form_does_not_matter():
    assert findings(form(B29="#REF!")) == set()


def test_w107_formulas_without_values():
    left = CellRef("自评表", 12, 7)
    assert findings(replace(form(), missing_values=3)) == {("W107", "")}
    assert findings(replace(form(), missing_values=3, uncomputed=(left,))) == {("W107", "G12")}


def test_w108_macros():
    assert severities(replace(form(), has_macros=True)) == {("W108", ""): "warning"}


@pytest.mark.parametrize("link", ["file:///D:\\报表\\2023年自评表.xlsx", "../%E5%BA%95%E7%A8%BF.xlsx", "xlwings.xlam"])
def test_w108_formulas_that_refer_to_another_file(link):
    assert findings(replace(form(), external_links=(link,))) == {("W108", "")}


@pytest.mark.parametrize(
    "link",
    [
        "file:///C:\\Users\\王\\AppData\\Roaming\\Microsoft\\Excel\\XLSTART\\xladdin.xlam",
        "/Users/wang/XLSTART/XLADDIN.XLAM",
        "file:///C:/Program%20Files/xladdin.xlam",
        "xladdin.xlam",
    ],
)
def test_w108_the_link_to_our_own_add_in_is_not_foreign(link):
    assert findings(replace(form(), external_links=(link,))) == set()
    assert findings(replace(form(), external_links=(link, "底稿.xlsx"))) == {("W108", "")}


def test_w108_names_the_files_without_their_folders():
    (finding,) = found(replace(form(), external_links=("file:///C:\\Users\\王\\%E5%BA%95%E7%A8%BF.xlsx",)))
    assert finding.found == "底稿.xlsx"
