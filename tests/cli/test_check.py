"""``xladdin check``: exit codes, JSON by its contract, selection, bad input, and that one bad file stops no other."""

import json
import shutil
from pathlib import Path

import pytest

from xladdin.demo import write_demo

FINDING_KEYS = {
    "code",
    "rule",
    "severity",
    "sheet",
    "cell",
    "label",
    "message",
    "found",
    "expected",
    "difference",
    "do",
    "basis",
}


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    return write_demo(tmp_path_factory.mktemp("demo"), force=True)


def codes(report, name):
    return {
        (finding["code"], finding["cell"])
        for file in report["files"]
        if Path(file["file"]).name == name
        for form in file["forms"]
        for finding in form["findings"]
    }


def test_the_published_form_gives_its_faults_at_their_cells(xladdin, seed003):
    ran = xladdin("check", seed003, "--format", "json")
    found = codes(ran.json, "seed003.xlsx")
    assert ran.code == 1
    expected = {
        ("S101", "F22"),
        ("S104", "G22"),
        ("F102", "E6"),
        ("S105", "G12"),
        ("N101", "H12"),
        ("N101", "H20"),
        ("I107", "D13"),
        ("I107", "D14"),
        ("I105", "E19"),
        ("I108", "C18"),
        ("I108", "C19"),
        ("S102", "A13"),
    }
    assert expected <= found
    assert any(code == "I109" and cell.endswith("17") for code, cell in found)


def test_json_has_the_keys_of_its_contract(xladdin, seed003):
    report = xladdin("check", seed003, "--format", "json").json
    assert set(report) >= {"tool", "rules", "files", "findings", "summary"}
    (file,) = report["files"]
    assert set(file) >= {"file", "sha256", "verdict", "forms", "findings"}
    assert file["verdict"] == "return"
    (form,) = file["forms"]
    assert set(form) >= {"sheet", "project", "scheme", "findings"}
    assert all(set(finding) >= FINDING_KEYS for finding in form["findings"])
    summary = report["summary"]
    assert (summary["files"], summary["forms"], summary["return"]) == (1, 1, 1)
    assert sum(summary["by_code"].values()) == len(form["findings"])


def severities(report):
    return {
        finding["code"]: finding["severity"] for form in report["files"][0]["forms"] for finding in form["findings"]
    }


def test_a_severity_can_be_changed_and_decides_the_exit_code(xladdin, seed003):
    ran = xladdin("check", seed003, "--format", "json", "--select", "S105,I107", "--severity", "S105=提示，I=error")
    assert severities(ran.json) == {"S105": "note", "I107": "error"}
    assert ran.code == 1
    assert xladdin("check", seed003, "--select", "S105", "--severity", "S=note").code == 0


@pytest.mark.parametrize("wrong", ["S105", "S105=", "S105=bad", "S105=warning=note", "S999=note", "=note"])
def test_a_severity_that_cannot_be_is_a_sentence(xladdin, seed003, wrong):
    ran = xladdin("check", seed003, "--severity", wrong)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err


def test_rules_changed_by_options_and_by_the_scheme_are_told(xladdin, seed003, tmp_path):
    scheme = tmp_path / "own.toml"
    scheme.write_text(
        'extends = "cost/2021"\nname = "自定方案"\nregion = "某县"\nyear = 2024\n'
        '[rules]\noff = ["F102"]\nseverity = {I107 = "note"}\n',
        encoding="utf-8",
    )
    arguments = ("--scheme", scheme, "--ignore", "S104", "--severity", "N101=warning")
    report = xladdin("check", seed003, "--format", "json", *arguments).json
    assert {(one["code"], one["change"], one["by"]) for one in report["changed_rules"]} == {
        ("S104", "off", "option"),
        ("N101", "warning", "option"),
        ("F102", "off", "scheme"),
        ("I107", "note", "scheme"),
    }
    found = severities(report)
    assert "F102" not in found
    assert (found["I107"], found["N101"]) == ("note", "warning")
    said = xladdin("check", seed003, *arguments).out.splitlines()
    assert {code for code in ("S104", "N101", "F102", "I107") if any(code in line for line in said[-4:])} == {
        "S104",
        "N101",
        "F102",
        "I107",
    }


def test_without_a_change_none_is_told(xladdin, seed003):
    assert xladdin("check", seed003, "--format", "json").json["changed_rules"] == []


def test_select_and_ignore(xladdin, seed003):
    only = xladdin("check", seed003, "--format", "json", "--select", "S101，N").json
    assert set(only["summary"]["by_code"]) == {"S101", "N101"}
    without = xladdin("check", seed003, "--format", "json", "--ignore", "S,N101").json
    assert not {code for code in without["summary"]["by_code"] if code.startswith("S") or code == "N101"}


def test_fail_on_moves_the_line(xladdin, seed003):
    assert xladdin("check", seed003, "--select", "I107").code == 0
    assert xladdin("check", seed003, "--select", "I107", "--fail-on", "warning").code == 1
    assert xladdin("check", seed003, "--fail-on", "never").code == 0


def test_unknown_rule_and_scheme_cannot_run(xladdin, seed003):
    assert xladdin("check", seed003, "--select", "S999").code == 2
    ran = xladdin("check", seed003, "--scheme", "mars/2020")
    assert ran.code == 2
    assert "mars/2020" in ran.err
    assert not ran.out


def test_one_bad_file_stops_no_other(xladdin, seed003, tmp_path):
    shutil.copy(seed003, tmp_path / "好.xlsx")
    (tmp_path / "坏.xlsx").write_text("这不是工作簿", encoding="utf-8")
    (tmp_path / "空.xlsx").write_bytes(b"")
    (tmp_path / "网页.xls").write_text("<html><table><tr><td>1</td></tr></table></html>", encoding="utf-8")
    (tmp_path / "~$好.xlsx").write_bytes(b"lock")
    (tmp_path / "说明.docx").write_bytes(b"PK")
    ran = xladdin("check", tmp_path, "--format", "json")
    report = ran.json
    assert ran.code == 1
    assert report["summary"]["unreadable"] == 3
    assert report["summary"]["return"] == 1
    by_file = {Path(file["file"]).name: [finding["code"] for finding in file["findings"]] for file in report["files"]}
    assert by_file["坏.xlsx"] == by_file["空.xlsx"] == by_file["网页.xls"] == ["W101"]
    assert [Path(name).name for name in report["left_out"]] == ["~$好.xlsx", "说明.docx"]


def test_a_missing_file_is_a_finding_and_the_others_go_on(xladdin, seed003, tmp_path):
    ran = xladdin("check", tmp_path / "没有.xlsx", seed003, "--format", "json")
    assert ran.code == 1
    assert ran.json["summary"]["unreadable"] == 1
    assert ran.json["summary"]["return"] == 1


def test_an_empty_folder_cannot_run(xladdin, tmp_path):
    ran = xladdin("check", tmp_path)
    assert ran.code == 2
    assert str(tmp_path) in ran.err


def test_the_same_file_twice_is_read_once(xladdin, seed003):
    report = xladdin("check", seed003, seed003, seed003.parent / "seed*.xlsx", "--format", "json").json
    assert report["summary"]["files"] == 1


def test_report_to_a_file_never_replaces_one_unasked(xladdin, seed003, tmp_path):
    target = tmp_path / "结果.json"
    assert xladdin("check", seed003, "--format", "json", "-o", target).code == 1
    assert json.loads(target.read_text(encoding="utf-8"))["summary"]["files"] == 1
    target.write_text("旧", encoding="utf-8")
    assert xladdin("check", seed003, "--format", "json", "-o", target).code == 2
    assert target.read_text(encoding="utf-8") == "旧"
    assert xladdin("check", seed003, "--format", "json", "-o", target, "--force").code == 1
    assert xladdin("check", seed003, "-o", seed003, "--force").code == 2
    assert sorted(path.name for path in tmp_path.iterdir()) == ["结果.json"]


def test_text_names_cell_figures_and_what_to_do(xladdin, seed003):
    out = xladdin("check", seed003).out
    assert "某县信访局" in out
    assert "信访维稳经费" in out
    for part in ("G12", "19.96", "S105", "怎么改", "F22", "93.33"):
        assert part in out


def test_the_same_project_twice_over_files(xladdin, seed003, tmp_path):
    for name in ("a.xlsx", "b.xlsx"):
        shutil.copy(seed003, tmp_path / name)
    report = xladdin("check", tmp_path, "--format", "json").json
    (finding,) = [finding for finding in report["findings"] if finding["code"] == "B101"]
    assert {Path(name).name for name in finding["files"]} == {"a.xlsx", "b.xlsx"}


def test_year_asked_for(xladdin, seed003):
    found = codes(xladdin("check", seed003, "--format", "json", "--year", "2023").json, "seed003.xlsx")
    assert any(code == "P103" for code, _ in found)


def test_help_is_chinese(xladdin):
    out = xladdin("check", "--help").out
    assert "检查自评表" in out


def test_a_crash_of_ours_is_reported_logged_and_stops_no_other_file(xladdin, seed003, tmp_path, monkeypatch):
    from xladdin import form
    from xladdin.cli import logfile

    real = form.find_forms

    def crash_on_one(workbook, *more):
        if workbook.path.name == "a.xlsx":
            raise ZeroDivisionError
        return real(workbook, *more)

    monkeypatch.setattr(form, "find_forms", crash_on_one)
    monkeypatch.setattr(logfile, "log_file", lambda: tmp_path / "log" / "xladdin.log")
    logfile.keep_log()
    for name in ("a.xlsx", "b.xlsx"):
        shutil.copy(seed003, tmp_path / name)
    report = xladdin("check", tmp_path / "a.xlsx", tmp_path / "b.xlsx", "--format", "json").json
    first, second = report["files"]
    assert [finding["code"] for finding in first["findings"]] == ["W901"]
    assert first["verdict"] == "unreadable"
    assert second["verdict"] == "return"
    log = (tmp_path / "log" / "xladdin.log").read_text(encoding="utf-8")
    assert "ZeroDivisionError" in log
    assert any(word in first["findings"][0]["do"] for word in log.split())


def test_a_path_that_does_not_exist(xladdin, seed003, tmp_path):
    nowhere = tmp_path / "nosuch.xlsx"
    alone = xladdin("check", nowhere)
    assert (alone.code, alone.out) == (2, "")
    assert "nosuch.xlsx" in alone.err
    assert xladdin("check", nowhere, tmp_path / "neither.xlsx").code == 2
    # Among others it is one finding, and the rest goes on.
    report = xladdin("check", nowhere, seed003, "--format", "json")
    assert report.code == 1
    assert [len(file["forms"]) for file in report.json["files"]] == [0, 1]
    assert xladdin("show", nowhere).code == xladdin("score", nowhere, "-o", tmp_path / "out").code == 2


@pytest.mark.parametrize(
    ("name", "begins"), [("a.xlsx", b"PK"), ("a.JSON", b"{"), ("a.html", b"<!"), ("a.txt", "■".encode())]
)
def test_the_format_is_that_of_the_file_where_none_is_told(xladdin, seed003, tmp_path, name, begins):
    assert xladdin("check", seed003, "-o", tmp_path / name).code == 1
    assert (tmp_path / name).read_bytes().startswith(begins)


def test_a_format_that_is_told_is_taken(xladdin, seed003, tmp_path):
    assert xladdin("check", seed003, "--format", "json", "-o", tmp_path / "a.txt").code == 1
    assert (tmp_path / "a.txt").read_bytes().startswith(b"{")
