"""``xladdin merge -o``: what a user finds in the workbook."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from tests.output.summary.written import Book

WORKBOOKS = Path(__file__).parent.parent / "data" / "workbooks"


def merge(xladdin, target, *more):
    return xladdin("merge", WORKBOOKS / "seed003.xlsx", WORKBOOKS / "sx_medins.xlsx", "-o", target, *more)


def test_the_cover_says_when_and_by_which_rules(xladdin, tmp_path):
    assert merge(xladdin, tmp_path / "汇总.xlsx", "--include-errors").code == 1
    book = Book(tmp_path / "汇总.xlsx")
    assert re.fullmatch(r"20\d\d年\d\d月\d\d日 \d\d:\d\d", book.beside("封面", "汇总时间")[0])
    assert re.search(r"规则 \w{8}", book.beside("封面", "工具和规则")[0])
    results = [row[-1] for row in book.rows("封面") if row[-1] in {"一致", "不一致"}]
    assert len(results) > 10
    assert set(results) == {"一致"}


def test_who_did_not_submit(xladdin, tmp_path):
    listed = tmp_path / "名单.csv"
    project = "信访"
    listed.write_text(
        f"主管部门,实施单位,项目名称\n某县水利局,某县水库站,水库除险加固\n,,{project}\n", encoding="utf-8"
    )
    merge(xladdin, tmp_path / "汇总.xlsx", "--expected", listed)
    book = Book(tmp_path / "汇总.xlsx")
    assert "水库除险加固" in book.column("未报送", "项目名称")
    assert "某县水库站" in book.column("未报送", "实施单位")
    merge(xladdin, tmp_path / "无名单.xlsx")
    assert Book(tmp_path / "无名单.xlsx").column("未报送", "项目名称") == []


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="needs a folder that cannot be written")
def test_a_folder_that_cannot_be_written(xladdin, tmp_path):
    closed = tmp_path / "只读"
    closed.mkdir(mode=0o500)
    ran = merge(xladdin, closed / "汇总.xlsx")
    assert ran.code == 2
    assert "权限" in ran.err


def test_a_place_that_is_no_folder(xladdin, tmp_path):
    (tmp_path / "文件").write_text("")
    ran = merge(xladdin, tmp_path / "文件" / "汇总.xlsx")
    assert ran.code == 2
    assert ran.err.strip()
    assert (tmp_path / "文件").read_text() == ""
