"""Zips on the command line: every report names the member, copies keep its folders."""

import json
from pathlib import Path

import openpyxl
import pytest

from tests.sources.zips import FORM, encrypted, zipped

MEMBER = Path("填报.zip/甲县/自评表.xlsx")


@pytest.fixture
def handed_in(tmp_path, monkeypatch):
    data = FORM.read_bytes()
    inner = zipped({"自评表.xlsx": data[:-100], "卷.rar": b"Rar!", "表.xlsx.lnk": b"L"}, "gbk")
    secret = encrypted(zipped({"a.xlsx": data}))
    (tmp_path / "填报.zip").write_bytes(
        zipped({"甲县/自评表.xlsx": data, "甲县/~$自评表.xlsx": b"a", "乙县.zip": inner, "密.zip": secret}, "gbk")
    )
    (tmp_path / "坏.zip").write_bytes(b"PK\x03\x04 half")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_every_report_names_the_member(xladdin, handed_in):
    ran = xladdin("check", ".", "--format", "json", "--mark", "标注", "--receipt", "回执.json")
    files = {file["file"]: [finding["code"] for finding in file["findings"]] for file in ran.json["files"]}
    assert {name: codes for name, codes in files.items() if codes} == {
        "坏.zip": ["W101"],
        str(Path("填报.zip/乙县.zip/卷.rar")): ["W101"],
        str(Path("填报.zip/乙县.zip/自评表.xlsx")): ["W101"],
        str(Path("填报.zip/密.zip")): ["W102"],
    }
    assert sum(ran.json["left_out_reasons"].values()) == len(ran.json["left_out"]) == 2
    assert [path.as_posix() for path in Path("标注").rglob("*.xlsx")] == ["标注/填报/甲县/自评表.xlsx"]
    assert str(MEMBER) in {one["file"] for one in json.loads(Path("回执.json").read_text(encoding="utf-8"))["files"]}


def test_a_zip_is_merged_like_its_folder(xladdin, handed_in):
    zipped_json = xladdin("merge", "填报.zip", "--include-errors", "--format", "json").json
    Path("填报.zip.d/甲县").mkdir(parents=True)
    Path("填报.zip.d/甲县/自评表.xlsx").write_bytes(FORM.read_bytes())
    folder = xladdin("merge", "填报.zip.d", "--include-errors", "--format", "json").json
    expected = json.dumps(folder["indicators"], ensure_ascii=False).replace("填报.zip.d", "填报.zip")
    assert zipped_json["indicators"] == json.loads(expected)


def test_a_part_in_a_zip_is_merged(xladdin, handed_in):
    xladdin("merge", MEMBER, "--include-errors", "--part", "甲县.xlpart")
    Path("件.zip").write_bytes(zipped({"甲县.xlpart": Path("甲县.xlpart").read_bytes()}))
    ran = xladdin("merge", "件.zip", "--include-errors", "-o", "汇总.xlsx")
    assert (ran.code, Path("汇总.xlsx").exists()) == (0, True)


def test_a_list_names_members_without_a_link_that_leads_nowhere(xladdin, handed_in):
    xladdin("check", "填报.zip", "-o", "清单.xlsx", "--format", "xlsx")
    cells = [
        cell
        for sheet in openpyxl.load_workbook("清单.xlsx").worksheets
        for row in sheet.iter_rows()
        for cell in row
        if "自评表.xlsx" in str(cell.value)
    ]
    assert cells
    assert not [cell for cell in cells if cell.hyperlink]


def test_copies_of_members(xladdin, handed_in):
    assert xladdin("score", MEMBER, "-o", "已评分").code == 0
    assert Path("已评分/填报/甲县/自评表.xlsx").exists()
    assert xladdin("sanitize", MEMBER, "-o", "脱敏.xlsx").code == 0


def test_a_zip_in_a_folder_keeps_the_folders_above_it(xladdin, handed_in):
    Path("上报/市直").mkdir(parents=True)
    Path("填报.zip").rename("上报/市直/填报.zip")
    xladdin("score", "上报", "-o", "已评分")
    assert Path("已评分/市直/填报/甲县/自评表.xlsx").exists()
