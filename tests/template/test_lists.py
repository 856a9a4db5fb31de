"""Lists of projects as they come out of Excel, WPS and older systems."""

from decimal import Decimal

import pytest

from xladdin.errors import XladdinError
from xladdin.template import read_list

TEXT = """\
主管部门,实施单位,项目名称,年度,年初预算数
青山县水利局,青山县河道管理所,河道清淤,2024,"1,200.50"

,,小型水库维护,2024年,30
"""
ROWS = (
    {
        "department": "青山县水利局",
        "unit": "青山县河道管理所",
        "project": "河道清淤",
        "year": 2024,
        "initial": Decimal("1200.50"),
    },
    {"project": "小型水库维护", "year": 2024, "initial": Decimal(30)},
)


def written(tmp_path, data):
    path = tmp_path / "名单.csv"
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030"])
def test_encodings(tmp_path, encoding):
    assert read_list(written(tmp_path, TEXT.encode(encoding)), "万元") == ROWS


@pytest.mark.parametrize("line_end", ["\r\n", "\r"])
def test_line_ends(tmp_path, line_end):
    assert read_list(written(tmp_path, TEXT.replace("\n", line_end)), "万元") == ROWS


@pytest.mark.parametrize("separator", ["\t", ";", "，"])
def test_separators(tmp_path, separator):
    text = f"单位{separator}项目名称\n水利局{separator}清淤\n"
    assert read_list(written(tmp_path, text), "万元") == ({"unit": "水利局", "project": "清淤"},)


@pytest.mark.parametrize(
    ("heading", "amount_unit", "amount"),
    [
        ("年初预算数（万元）", "万元", "12.5"),
        ("年初预算数（万元）", "元", "125000"),
        ("年初预算数(单位：元)", "万元", "0.00125"),
        ("年初预算数", "元", "12.5"),
    ],
)
def test_amounts_go_into_the_unit_of_the_form(tmp_path, heading, amount_unit, amount):
    (row,) = read_list(written(tmp_path, f"项目名称,{heading}\n清淤,12.5\n"), amount_unit)
    assert row["initial"] == Decimal(amount)


def test_text_that_looks_like_a_formula_stays_text(tmp_path):
    (row,) = read_list(written(tmp_path, "项目名称\n=HYPERLINK(1)\n"), "万元")
    assert row == {"project": "=HYPERLINK(1)"}


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("", "空"),
        ("项目名称\n", "没有项目"),
        ("项目名称,颜色\n清淤,红\n", "颜色"),
        ("项目名称,项目\n清淤,清淤\n", "项目名称"),
        ("主管部门,年度\n水利局,2024\n", "实施单位"),
        ("项目名称,年度\n清淤,去年\n", "第2行"),
        ("项目名称,年初预算数\n清淤,20万元\n", "20万元"),
        ("项目名称,年初预算数\n清淤,-5\n", "-5"),
        ("项目名称,年初预算数\n清淤,NaN\n", "NaN"),
        ("项目名称,年初预算数\n清淤,1,200\n", "第2行"),
        ("项目名称,年初预算数（美元）\n清淤,5\n", "美元"),
        ("项目名称,年度\n清淤,2024\n,2024\n", "第3行"),
        (b"PK\x03\x04", "CSV"),
        ("项目名称\n清淤\n".encode("utf-16"), "CSV"),
        (b"\xff\xff\xff", "编码"),
        ('项目名称\n"清淤\n', "第2行"),
    ],
)
def test_a_list_that_cannot_be_used_is_refused_with_its_place(tmp_path, text, named):
    with pytest.raises(XladdinError, match=named):
        read_list(written(tmp_path, text), "万元")


def test_a_missing_file_is_a_sentence(tmp_path):
    with pytest.raises(XladdinError, match="没有的文件"):
        read_list(tmp_path / "没有的文件.csv", "万元")
