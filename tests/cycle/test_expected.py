"""应报送名单: what is missing, what came twice, what is not on the list."""

import shutil

import openpyxl
import pytest

from xladdin import pipeline
from xladdin.errors import XladdinError
from xladdin.model import ExpectedForm
from xladdin.reader import read


def book(path, rows, merges=()):
    made = openpyxl.Workbook()
    for row in rows:
        made.active.append(row)
    for one in merges:
        made.active.merge_cells(one)
    made.save(path)
    return path


def listed(report):
    """Unit and project of every form of a report."""
    return [(form["department"], form["unit"], form["project"]) for file in report["files"] for form in file["forms"]]


@pytest.mark.parametrize(
    "rows",
    [
        [["主管部门", "实施单位", "项目名称"], ["甲局", "乙站", "丙项目"]],
        [["项目名称", "单位", "主管部门"], ["丙项目", "乙站", "甲局"]],
        [
            ["2024年应报送名单"],
            [],
            ["序号", "部门", "预算单位", "二级项目名称", "备注"],
            [1, "甲局", "乙站", "丙项目", "新增"],
        ],
        [["主管部门（盖章）", "* 填报单位", "项 目 名 称："], ["甲局", "乙站", "丙项目"]],
        [
            ["主管部门", "实施单位", "项目名称"],
            ["甲局", "乙站", "丙项目"],
            ["甲局", "乙站", "丙项目"],
            ["合计", None, 1],
        ],
    ],
)
def test_any_order_and_wording(tmp_path, rows):
    assert pipeline.read_expected(book(tmp_path / "名单.xlsx", rows)) == (ExpectedForm("甲局", "乙站", "丙项目"),)


def test_names_that_are_written_once(tmp_path):
    head = ["主管部门", "实施单位", "项目名称"]
    expected = tuple(ExpectedForm("甲局", "乙站", f"项目{one}") for one in "一二三")
    blank = book(
        tmp_path / "空.xlsx", [head, ["甲局", "乙站", "项目一"], [None, None, "项目二"], [None, None, "项目三"]]
    )
    assert pipeline.read_expected(blank) == expected
    rows = [head, ["甲局", "乙站", "项目一"], [None, None, "项目二"], [None, None, "项目三"]]
    merged = book(tmp_path / "合并.xlsx", rows, ["A2:A4", "B2:B4"])
    assert pipeline.read_expected(merged) == expected


def test_a_blank_unit_is_not_filled_from_above(tmp_path):
    rows = [["主管部门", "实施单位", "项目名称"], ["甲局", "乙站", "项目一"], ["甲局", None, "项目二"]]
    assert pipeline.read_expected(book(tmp_path / "名单.xlsx", rows))[1] == ExpectedForm("甲局", "", "项目二")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "utf-16"])
@pytest.mark.parametrize("separator", [",", "\t", ";"])
def test_as_text(tmp_path, encoding, separator):
    path = tmp_path / "名单.csv"
    text = "序号,主管部门,实施单位,项目名称\r\n1,甲局,乙站,“丙”项目\r\n\r\n".replace(",", separator)
    path.write_bytes(text.encode(encoding))
    assert pipeline.read_expected(path) == (ExpectedForm("甲局", "乙站", "“丙”项目"),)


def test_every_sheet(tmp_path):
    made = openpyxl.Workbook()
    made.active.append(["填写说明"])
    for name in ("甲局", "乙局"):
        sheet = made.create_sheet(name)
        sheet.append(["单位", "项目"])
        sheet.append([name, "项目"])
    made.save(tmp_path / "名单.xlsx")
    assert [one.unit for one in pipeline.read_expected(tmp_path / "名单.xlsx")] == ["甲局", "乙局"]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("名单.xlsx", b""),
        ("名单.xlsx", b"abc"),
        ("名单.csv", b""),
        ("名单.csv", b"PK\x03\x04\0\0"),
        ("名单.csv", "甲,乙\n1,2\n".encode()),
        ("名单.csv", "实施单位,项目名称\n".encode()),
        ("名单.csv", b"\x81\x20\xff\xff"),
    ],
)
def test_no_list_is_a_sentence(tmp_path, name, content):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(XladdinError, match="名单") as told:
        pipeline.read_expected(tmp_path / name)
    assert "。。" not in str(told.value)


def test_missing_twice_and_extra(xladdin, forms, form, tmp_path):
    first = xladdin("check", forms, "--format", "json").json
    rows = [one for one in listed(first) if one[2] != "特困老年人居家养老服务"]
    assert len(rows) == 5
    path = book(tmp_path / "名单.xlsx", [["主管部门", "实施单位", "项目名称"], *rows, ["某局", "某站", "没有报的项目"]])
    shutil.copy(form("13"), forms / "13（2）.xlsx")
    ran = xladdin("check", forms, "--expected", path, "--format", "json")
    by_code = ran.json["summary"]["by_code"]
    assert (by_code["B103"], by_code["B101"], by_code["B104"]) == (1, 1, 1)
    (missing,) = [one for one in ran.json["findings"] if one["code"] == "B103"]
    assert missing["label"] == "没有报的项目"
    told = ran.json["review"]["expected"]
    assert (told["lines"], told["missing"], told["twice"], told["extra"]) == (6, 1, 1, 1)
    assert ran.code == 1


def test_merge_takes_the_list_too(xladdin, forms, tmp_path):
    path = book(tmp_path / "名单.xlsx", [["实施单位", "项目名称"], ["某站", "没有报的项目"]])
    output = tmp_path / "汇总.xlsx"
    assert xladdin("merge", forms, "--expected", path, "-o", output).code == 1
    texts = {cell.text for sheet in read(output).sheets for cell in sheet.cells.values()}
    assert {"B103", "B104"} <= texts


def test_a_list_that_lies_among_the_forms_is_no_form(xladdin, forms):
    path = book(forms / "名单.xlsx", [["实施单位", "项目名称"], ["某站", "没有报的项目"]])
    assert xladdin("check", forms, "--expected", path, "--format", "json").json["summary"]["files"] == 6


def test_the_same_file_under_two_names(xladdin, form, forms):
    shutil.copy(form("01"), forms / "另一个名字.xlsx")
    report = xladdin("check", forms, "--format", "json").json
    (twice,) = [one for one in report["findings"] if one["code"] == "B101"]
    assert len(twice["files"]) == 2
    assert not [one for one in report["findings"] if one["code"] == "B106"]


def test_the_lock_of_an_open_file_is_no_form(xladdin, forms):
    (forms / "~$01.xlsx").write_bytes(b"\x05user")
    assert xladdin("check", forms, "--format", "json").json["summary"]["files"] == 6


def test_nothing_but_the_list_is_a_sentence(xladdin, tmp_path):
    path = book(tmp_path / "名单.xlsx", [["实施单位", "项目名称"], ["某站", "没有报的项目"]])
    ran = xladdin("check", path, "--expected", path)
    assert (ran.code, ran.out) == (2, "")
