"""Two checks of one folder: what is corrected, new, still there, not handed in again, or not to be told."""

import json
import shutil
from collections import Counter

import pytest

from tests.cycle.editing import delete_row, edited, insert_rows

STATES = ("corrected", "new", "remaining", "not-submitted", "not-checked")


@pytest.fixture
def last(xladdin, forms, tmp_path):
    """The last check of the folder."""
    path = tmp_path / "last.json"
    xladdin("check", forms, "--format", "json", "-o", path)
    return path


@pytest.fixture
def again(xladdin, forms, last):
    """Check the folder against the last check."""

    def call(*options):
        return xladdin("check", forms, "--baseline", last, "--format", "json", *options)

    return call


def states(report):
    """(code, state) of everything, and how often."""
    told = []
    for file in report["files"]:
        for part in (file, *file["forms"]):
            told += [(one["code"], one["state"]) for one in (*part["findings"], *part.get("past", ()))]
    told += [(one["code"], one["state"]) for one in report["findings"]]
    told += [(one["code"], one["state"]) for one in report["review"]["rounds"]["past"]]
    return Counter(told)


def only(report, *states_meant):
    return {(code, state): count for (code, state), count in states(report).items() if state in states_meant}


def test_nothing_changed(again):
    ran = again()
    assert ran.code == 1
    told = states(ran.json)
    assert {state for _, state in told} == {"remaining"}
    rounds = ran.json["review"]["rounds"]
    assert rounds["counts"] == {**dict.fromkeys(STATES, 0), "remaining": told.total()}
    assert rounds["same_rules"] is True
    assert rounds["missing_forms"] == 0


def test_a_corrected_cell(again, form):
    with edited(form("12")) as sheet:
        sheet["G19"] = 97.6
    report = again().json
    assert only(report, "corrected", "new", "not-checked", "not-submitted") == {("S104", "corrected"): 1}


@pytest.mark.parametrize("at", [4, 10])
def test_rows_inserted_above_leave_a_fault_what_it_was(again, form, at):
    with edited(form("13")) as sheet:
        insert_rows(sheet, at, 1)
        sheet.row_dimensions[at].hidden = False
    report = again().json
    assert only(report, "corrected", "not-checked", "not-submitted") == {}
    assert states(report)["S105", "remaining"] == states(report)["N101", "remaining"] == 1


def test_another_wrong_value_in_the_cell_is_still_the_fault(again, form):
    with edited(form("13")) as sheet:
        insert_rows(sheet, 8)
        sheet["G13"] = 18
    report = again().json
    assert ("S105", "remaining") in states(report)
    assert ("S105", "new") not in states(report)


def test_one_row_corrected_and_the_same_fault_in_another(again, form):
    with edited(form("13")) as sheet:
        assert sheet["C12"].value == "防疫经费支出"
        sheet["G12"] = 20
        sheet["G14"] = sheet["G14"].value - 1
    told = states(again().json)
    assert (told["S105", "corrected"], told["S105", "new"], told["S105", "remaining"]) == (1, 1, 0)


def test_a_renamed_file_and_another_sheet_name(again, form):
    with edited(form("13")) as sheet:
        sheet.title = "表一"
    form("13").rename(form("13").with_name("自评表（最终）.xlsx"))
    report = again().json
    assert {state for _, state in states(report)} == {"remaining"}


def test_a_corrected_project_name_in_the_same_file(again, form):
    with edited(form("13")) as sheet:
        (cell,) = [one for row in sheet.iter_rows() for one in row if one.value == "基层动物防疫体系建设"]
        cell.value = "基层动物防疫体系建设经费"
    assert {state for _, state in states(again().json)} == {"remaining"}


def test_another_project_under_the_old_name_corrects_nothing(again, form):
    old, other = form("13"), form("01")
    old.unlink()
    other.rename(old)
    report = again().json
    assert only(report, "corrected", "not-checked") == {}
    assert only(report, "not-submitted") == {("S105", "not-submitted"): 1, ("N101", "not-submitted"): 1}


def test_a_form_that_vanished_is_not_corrected(again, form):
    form("14").unlink()
    ran = again()
    assert only(ran.json, "corrected", "new", "not-checked") == {}
    assert only(ran.json, "not-submitted") == {("I109", "not-submitted"): 1}
    assert ran.json["review"]["rounds"]["missing_forms"] == 1


def test_a_file_that_cannot_be_read_any_more_is_not_corrected(again, form):
    form("14").write_bytes(b"")
    report = again().json
    assert only(report, "not-checked") == {("I109", "not-checked"): 1}
    assert only(report, "corrected", "not-submitted") == {}


def test_a_deleted_row_is_not_corrected(again, form):
    with edited(form("13")) as sheet:
        delete_row(sheet, 12)
    told = states(again().json)
    assert (told["S105", "not-checked"], told["S105", "corrected"]) == (1, 0)


def test_a_rule_that_was_not_asked_corrects_nothing(again):
    report = again("--ignore", "S104,S1").json
    told = only(report, "corrected", "not-checked")
    assert {state for _, state in told} == {"not-checked"}
    assert ("S104", "not-checked") in told


def test_a_file_that_was_not_touched_corrects_nothing(again, last):
    entry = json.loads(last.read_text(encoding="utf-8"))
    form = next(one for file in entry["files"] for one in file["forms"] if not one["findings"])
    form["findings"] = [
        {"code": "S101", "severity": "error", "cell": "F19", "label": "总分", "message": "x", "found": "90"}
    ]
    last.write_text(json.dumps(entry), encoding="utf-8")
    assert only(again().json, "corrected", "not-checked") == {("S101", "not-checked"): 1}


def test_a_confirmed_fault_is_there_all_the_same(again, last):
    entry = json.loads(last.read_text(encoding="utf-8"))
    for file in entry["files"]:
        for form in file["forms"]:
            form["confirmed"], form["findings"] = form["findings"], []
    last.write_text(json.dumps(entry), encoding="utf-8")
    assert {state for (code, state) in states(again().json) if code[0] in "SNIF"} == {"remaining"}


def test_a_result_of_older_make(again, forms, form, last):
    """Before forms had unit and year, and findings their row."""
    entry = json.loads(last.read_text(encoding="utf-8"))
    del entry["rule_prints"]
    for file in entry["files"]:
        for one in file["forms"]:
            for name in ("unit", "department", "year"):
                del one[name]
            for finding in one["findings"]:
                del finding["row"], finding["key"]
    last.write_text(json.dumps(entry), encoding="utf-8")
    with edited(form("13")) as sheet:
        insert_rows(sheet, 8)
    form("13").rename(forms / "改名.xlsx")
    report = again().json
    assert {state for _, state in states(report)} == {"remaining"}
    assert report["review"]["rounds"]["rules_known"] is False


def test_the_same_file_from_another_folder(xladdin, forms, last, monkeypatch):
    monkeypatch.chdir(forms.parent)
    report = xladdin("check", "填报", "--baseline", last, "--format", "json").json
    assert {state for _, state in states(report)} == {"remaining"}


def test_another_version_of_the_rules_is_told(again, last):
    entry = json.loads(last.read_text(encoding="utf-8"))
    entry["rules"], entry["tool"] = "0" * 16, "xladdin 0.9.0"
    entry["rule_prints"]["S104"] = "other"
    entry["rule_prints"]["W108"] = "other"  # no finding rests on it
    del entry["rule_prints"]["S105"]
    entry["rule_prints"]["S999"] = "gone"
    last.write_text(json.dumps(entry), encoding="utf-8")
    ran = again()
    rounds = ran.json["review"]["rounds"]
    assert (rounds["same_rules"], rounds["rules_known"]) == (False, True)
    assert (rounds["rules_changed"], rounds["rules_added"], rounds["rules_dropped"]) == (["S104"], ["S105"], [])
    assert ran.code == 1


def test_batch_findings(again, forms, form):
    twin = forms / "13-再报一次.xlsx"
    shutil.copy(form("13"), twin)
    assert states(again().json)["B101", "new"] == 1


def test_submitted_twice_and_withdrawn(xladdin, forms, form, tmp_path):
    twin = forms / "13-再报一次.xlsx"
    shutil.copy(form("13"), twin)
    last = tmp_path / "both.json"
    xladdin("check", forms, "--format", "json", "-o", last)
    twin.unlink()
    report = xladdin("check", forms, "--baseline", last, "--format", "json").json
    assert states(report)["B101", "corrected"] == 1
    # The faults of the twin are those of the form that stayed: seen, and still there once.
    assert states(report)["S105", "not-submitted"] == 1
    assert states(report)["S105", "remaining"] == 1


def test_the_exit_code_counts_what_is_open(xladdin, forms, form, last):
    assert xladdin("check", form("12"), "--baseline", last).code == 1
    with edited(form("12")) as sheet:
        sheet["G19"] = 97.6
    assert xladdin("check", form("12"), "--baseline", last).code == 0


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b'{"tool": "other 1.0", "files": []}',
        b'{"tool": "xladdin 1.0.0"}',
        b'{"tool": "xladdin 1.0.0", "files": 3, "findings": []}',
        b'{"tool": "xladdin 1.0.0", "files": [], "findings": null}',
        b'{"tool": "xladdin 1.0.0", "files": [{"file": 3}], "findings": []}',
        b'{"tool": "xladdin 1.0.0", "files": [[]], "findings": []}',
        b'{"tool": "xladdin 1.0.0", "files": [], "findings": [{"code": "S1", "severity": "grave"}]}',
        b'{"tool": "xladdin 1.0.0", "files": [], "findings": [{"code": "S1", "severity": ["error"]}]}',
        b'{"tool": "xladdin 1.0.0", "files": [], "findings": [7]}',
        b"[" * 100_000,
        b"\xff\xfe\x00",
        b"PK\x03\x04",
    ],
)
def test_a_baseline_that_is_none_is_a_sentence(xladdin, form, tmp_path, content):
    path = tmp_path / "bad.json"
    path.write_bytes(content)
    ran = xladdin("check", form("01"), "--baseline", path)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("错误：")


def test_a_baseline_that_is_missing_or_a_folder_is_a_sentence(xladdin, form, tmp_path):
    assert xladdin("check", form("01"), "--baseline", tmp_path / "none.json").code == 2
    assert xladdin("check", form("01"), "--baseline", tmp_path).code == 2


def test_as_a_console_saves_it(again, last):
    """PowerShell writes UTF-16 with a byte order mark, Notepad UTF-8 with one."""
    text = last.read_text(encoding="utf-8")
    for encoding in ("utf-16", "utf-8-sig"):
        last.write_bytes(text.encode(encoding))
        assert {state for _, state in states(again().json)} == {"remaining"}


def test_rules_that_were_not_asked_last_time_are_told(xladdin, forms, tmp_path):
    last = tmp_path / "select.json"
    xladdin("check", forms, "--format", "json", "-o", last, "--ignore", "S104")
    rounds = xladdin("check", forms, "--baseline", last, "--format", "json").json["review"]["rounds"]
    assert rounds["rules_unasked"] == ["S104"]


def test_new_forms_are_counted(again, forms, demo):
    (source,) = demo.glob("02-*")
    shutil.copy(source, forms)
    assert again().json["review"]["rounds"]["new_forms"] == 1


def test_two_forms_in_one_sheet_and_files_of_one_name(xladdin, demo, tmp_path):
    folder = tmp_path / "各单位"
    for number in ("08", "11", "12", "13"):
        (source,) = demo.glob(f"{number}-*")
        (folder / number).mkdir(parents=True)
        shutil.copy(source, folder / number / "自评表.xlsx")
    last = tmp_path / "last.json"
    xladdin("check", folder, "--format", "json", "-o", last)
    (folder / "12" / "自评表.xlsx").unlink()
    report = xladdin("check", folder, "--baseline", last, "--format", "json").json
    assert {state for (code, state) in states(report) if code != "B105"} == {"remaining", "not-submitted"}
    assert only(report, "not-submitted")["S104", "not-submitted"] == 1
    assert [one["why"] for one in report["review"]["rounds"]["past"] if one["code"] == "S104"] == [None]
