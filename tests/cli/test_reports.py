"""The formats of ``check`` and ``rules`` as a user calls them, and places that cannot be written."""

import csv
import io
import json
import os

import openpyxl
import pytest

FORMATS = ("text", "json", "xlsx", "html", "sarif", "csv")


def told(form, path):
    """The codes of the findings in a report."""
    if form == "xlsx":
        rows = openpyxl.load_workbook(path)["问题清单"].iter_rows(min_row=3, values_only=True)
        head = next(rows)
        return [row[head.index("编号")] for row in rows]
    text = path.read_text(encoding="utf-8-sig")
    if form == "json":
        return [
            one["code"] for file in json.loads(text)["files"] for sheet in file["forms"] for one in sheet["findings"]
        ]
    if form == "sarif":
        return [one["ruleId"] for one in json.loads(text)["runs"][0]["results"]]
    if form == "csv":
        return [row["编号"] for row in csv.DictReader(io.StringIO(text, newline=""))]
    return None


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_tells_the_same_and_ends_the_same(xladdin, seed003, tmp_path, form):
    expected = xladdin("check", seed003, "--format", "json").json["summary"]["by_code"]
    target = tmp_path / "结果" / f"a.{form}"
    ran = xladdin("check", seed003, "--format", form, "-o", target)
    assert ran.code == 1
    found = told(form, target)
    assert found is None or {code: found.count(code) for code in found} == expected
    assert [path.name for path in target.parent.iterdir()] == [target.name]
    if found is None:
        assert all(code in target.read_text(encoding="utf-8") for code in expected)


@pytest.mark.parametrize("form", ["html", "sarif", "csv"])
def test_texts_may_go_to_the_screen(xladdin, seed003, form):
    ran = xladdin("check", seed003, "--format", form)
    assert ran.code == 1
    assert "S101" in ran.out


@pytest.mark.parametrize("command", [("check", "."), ("rules",)])
def test_a_workbook_needs_a_file(xladdin, command):
    ran = xladdin(*command, "--format", "xlsx")
    assert (ran.code, ran.out) == (2, "")
    assert "-o" in ran.err


@pytest.mark.parametrize("form", FORMATS)
def test_an_existing_report_is_kept(xladdin, seed003, tmp_path, form):
    target = tmp_path / f"a.{form}"
    target.write_text("旧", encoding="utf-8")
    ran = xladdin("check", seed003, "--format", form, "-o", target)
    assert (ran.code, target.read_text(encoding="utf-8")) == (2, "旧")
    assert target.name in ran.err
    assert xladdin("check", seed003, "--format", form, "-o", target, "--force").code == 1
    assert target.read_bytes()[:4] != "旧".encode()[:4]


@pytest.mark.parametrize("form", FORMATS)
def test_a_report_never_goes_over_an_input(xladdin, seed003, tmp_path, form):
    copy = tmp_path / "a.xlsx"
    copy.write_bytes(seed003.read_bytes())
    ran = xladdin("check", copy, "--format", form, "-o", copy, "--force")
    assert ran.code == 2
    assert copy.read_bytes() == seed003.read_bytes()


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("place", ["", "file/a", "x" * 300])
def test_a_place_that_cannot_be_written(xladdin, seed003, tmp_path, form, place):
    (tmp_path / "file").write_text("")
    ran = xladdin("check", seed003, "--format", form, "-o", tmp_path / place)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.count("\n") == 1


@pytest.mark.parametrize("form", ["xlsx", "html"])
def test_an_unknown_rule_writes_nothing(xladdin, seed003, tmp_path, form):
    ran = xladdin("check", seed003, "--select", "S999", "--format", form, "-o", tmp_path / "a")
    assert ran.code == 2
    assert not list(tmp_path.iterdir())


@pytest.mark.skipif(os.name == "nt", reason="no such name there")
@pytest.mark.parametrize("form", FORMATS)
def test_a_file_name_that_is_no_text(xladdin, seed003, tmp_path, form):
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / os.fsdecode(b"\xb1\xed.xlsx")).write_bytes(seed003.read_bytes())  # GBK from an old archive
    ran = xladdin("check", folder, "--format", form, "-o", tmp_path / "out")
    assert ran.code == 1
    assert (tmp_path / "out").stat().st_size


def test_the_register_of_rules(xladdin, tmp_path):
    assert xladdin("rules", "--format", "xlsx", "-o", tmp_path / "规则.xlsx").code == 0
    assert openpyxl.load_workbook(tmp_path / "规则.xlsx").active.max_row > 60
    screen = xladdin("rules", "--format", "md").out
    assert xladdin("rules", "--format", "md", "-o", tmp_path / "规则.md").code == 0
    assert (tmp_path / "规则.md").read_text(encoding="utf-8") == screen
    assert xladdin("rules", "--format", "md", "-o", tmp_path / "规则.md").code == 2
    one = xladdin("rules", "S105", "--format", "md").out
    assert "S105" in one
    assert "S104" not in one
