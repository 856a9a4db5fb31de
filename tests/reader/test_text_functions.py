"""Functions on texts and dates that blank forms use, and the ranges that they move; results as Excel documents them."""

from decimal import Decimal
from pathlib import Path

import pytest

from xladdin.demo.tables import to_workbook
from xladdin.reader import compute_missing

CASES = [
    ('FIND("b","abcb")', Decimal(2)),
    ('FIND("b","abcb",3)', Decimal(4)),
    ('FIND("","abc")', Decimal(1)),
    ('IFERROR(FIND("B","abc"),"无")', "无"),
    ('COUNT(FIND("a","abc"),FIND("x","abc"))', Decimal(1)),
    ('SUBSTITUTE("1-2-3","-","")', "123"),
    ('SUBSTITUTE("abc","","x")', "abc"),
    ('LOWER("ABc中")', "abc中"),
    ('EXACT("A","a")', False),
    ('EXACT("a","a")', True),
    ("CLEAN(A1)", "甲乙"),
    ("DAY(DATE(2023,2,31))", Decimal(3)),
    ("DAY(DATE(2024,14,1)-1)", Decimal(31)),
    ("N(B1)+N(A1)", Decimal(5)),
    ("SUM(OFFSET(B1,0,0):OFFSET(B3,-1,0))", Decimal(12)),
    ("SUM(OFFSET($B$1,1,0):$B$3)", Decimal(16)),
    ('CELL("format",B1)', "G"),
    ('CELL("format",B4)', "P0"),
    ("1+2*3-4/2^2", Decimal(6)),
    ("-2^2+10%*10=5", True),
]


def value_of(formula):
    table = f"甲\\n乙 | 5 | ={formula}\n | 7\n | 9\n | 30%"
    return compute_missing(to_workbook(table, Path("表.xlsx"))).sheets[0].cells[1, 3]


@pytest.mark.parametrize(("formula", "expected"), CASES)
def test_it_gives_what_excel_gives(formula, expected):
    assert value_of(formula).value == expected


@pytest.mark.parametrize(
    "formula", ["OFFSET(B1,B2,0)", "OFFSET(B1,-5,0)", 'SUBSTITUTE("aa","a","b",2)', 'CELL("row",B1)']
)
def test_what_is_beyond_the_reader_has_no_value(formula):
    assert value_of(formula).value is None
