"""Rounds, opinions and the list of expected forms in every format of the report."""

import csv
import json
from pathlib import Path

import jsonschema
import openpyxl
import pytest
from lxml import html

from tests.cycle.editing import edited
from tests.cycle.test_opinions import HEAD, columns, write

SARIF_SCHEMA = Path(__file__).parent.parent / "data" / "sarif" / "sarif-schema-2.1.0.json"


@pytest.fixture
def round_two(xladdin, forms, form, tmp_path):
    """S104 corrected, S105 confirmed, N101 not, I109 not handed in again, one form missing from the list."""
    last, listed, expected = tmp_path / "last.json", tmp_path / "清单.xlsx", tmp_path / "名单.csv"
    xladdin("check", forms, "--format", "json", "-o", last)
    xladdin("check", forms, "--format", "xlsx", "-o", listed)
    write(listed, "S105", 处理意见="+1+1", 审核人="<b>张三", 审核日期="2025-03-01")
    write(listed, "N101", "不认可", 处理意见="请补充原因")
    expected.write_text("实施单位,项目名称\n某站,没有报的项目\n", encoding="utf-8")
    with edited(form("12")) as sheet:
        sheet["G19"] = 97.6
    form("14").unlink()

    def call(kind):
        output = tmp_path / f"out.{kind}"
        ran = xladdin(
            *("check", forms, "--baseline", last, "--opinions", listed, "--expected", expected),
            *("--format", kind, "-o", output),
        )
        assert ran.code == 1
        return output

    return call


def test_text(round_two):
    text = round_two("text").read_text(encoding="utf-8")
    lines = [line.strip() for line in text.splitlines()]
    for word, code in (("已认可", "S105"), ("已改正", "S104"), ("未再报送", "I109")):
        assert [line for line in lines if line.startswith(word) and code in line]
    assert any("【仍存在】" in line for line in lines)
    assert any("【新增】" in line for line in lines)
    assert "<b>张三" in text


def test_json_is_a_baseline_again(round_two, xladdin, forms):
    output = round_two("json")
    report = xladdin("check", forms, "--baseline", output, "--format", "json").json
    counts = report["review"]["rounds"]["counts"]
    assert (counts["new"], counts["corrected"], counts["not-submitted"]) == (0, 0, 0)
    # The list was not given this time.
    assert counts["not-checked"] == sum(
        one["code"] in {"B103", "B104"} for one in json.loads(output.read_text(encoding="utf-8"))["findings"]
    )


def test_workbook(round_two):
    book = openpyxl.load_workbook(round_two("xlsx"))
    assert book.sheetnames[:3] == ["问题清单", "已认可", "上次的问题"]
    for name, code, heading, text in (
        ("问题清单", "N101", "与上次比", "仍存在"),
        ("问题清单", "N101", "处理意见", "请补充原因"),
        ("问题清单", "B103", "与上次比", "新增"),
        ("已认可", "S105", "审核人", "<b>张三"),
        ("已认可", "S105", "处理意见", "+1+1"),
        ("上次的问题", "S104", "与上次比", "已改正"),
        ("上次的问题", "I109", "与上次比", "未再报送"),
    ):
        sheet = book[name]
        at = columns(sheet)
        found = [row for row in sheet.iter_rows(min_row=HEAD + 1) if row[at["编号"] - 1].value == code]
        assert [row[at[heading] - 1].value for row in found] == [text]
        assert all(row[at[heading] - 1].data_type == "s" for row in found)


def test_csv(round_two):
    rows = list(csv.DictReader(round_two("csv").open(encoding="utf-8-sig")))
    by_code = {row["编号"]: row for row in rows}
    assert by_code["S104"]["与上次比"] == "已改正"
    assert by_code["I109"]["与上次比"] == "未再报送"
    assert by_code["N101"]["与上次比"] == "仍存在"
    assert (by_code["S105"]["是否认可"], by_code["S105"]["处理意见"]) == ("认可", "'+1+1")
    assert sum(row["序号"] == "说明" for row in rows) >= 3


def test_sarif(round_two):
    log = json.loads(round_two("sarif").read_text(encoding="utf-8"))
    jsonschema.Draft4Validator(json.loads(SARIF_SCHEMA.read_text(encoding="utf-8"))).validate(log)
    results = log["runs"][0]["results"]
    states = {one["ruleId"]: one["baselineState"] for one in results}
    assert (states["S104"], states["I109"], states["N101"], states["B103"]) == ("absent", "absent", "unchanged", "new")
    assert all("suppressions" in one and "baselineState" in one for one in results)
    (suppressed,) = [one for one in results if one["suppressions"]]
    assert suppressed["ruleId"] == "S105"


def test_html(round_two):
    page = round_two("html").read_text(encoding="utf-8")
    root = html.fromstring(page)
    texts = ["".join(one.itertext()) for one in root.cssselect("#before tr")]
    assert [one for one in texts if "S105" in one and "<b>张三" in one]
    assert [one for one in texts if "S104" in one and "已改正" in one]
    assert len(root.cssselect("#review li")) >= 3
    assert "<b>张三" not in page


def test_without_any_of_it_nothing_is_said(xladdin, forms, tmp_path):
    for kind in ("xlsx", "csv", "sarif", "json"):
        xladdin("check", forms, "--format", kind, "-o", tmp_path / f"out.{kind}")
    book = openpyxl.load_workbook(tmp_path / "out.xlsx")
    assert "与上次比" not in columns(book["问题清单"])
    assert book.sheetnames[1] == "按规则统计"
    assert "与上次比" not in (tmp_path / "out.csv").read_text(encoding="utf-8-sig").partition("\n")[0]
    log = json.loads((tmp_path / "out.sarif").read_text(encoding="utf-8"))
    assert not [one for one in log["runs"][0]["results"] if "baselineState" in one or "suppressions" in one]
    assert "review" not in json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
