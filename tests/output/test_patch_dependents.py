"""Which formulas read a changed cell."""

from __future__ import annotations

import pytest

from xladdin.demo.tables import to_workbook
from xladdin.model import CellRef
from xladdin.output.patch.addresses import parse_address
from xladdin.output.patch.dependents import find_dependents, read_formula


@pytest.mark.parametrize(
    ("formula", "areas"),
    [
        ("SUM(H12:H22)+H6", "表!H12:H22 表!H6:H6"),
        ("$A$1*B$2-$C3", "表!A1:A1 表!B2:B2 表!C3:C3"),
        ("C3:A1", "表!A1:C3"),
        ("另一张!A1+'带 空格''的'!B2:C3", "另一张!A1:A1 带 空格'的!B2:C3"),
        ("SUM(F:G)+SUM($3:4)", "表!F1:G1048576 表!A3:XFD4"),
        ('IF(A1>90,"B2优",TRUE)&"A""3"', "表!A1:A1"),
        ("LOG10(100)+1.5E3+2*#REF!", ""),
        ("ROUND(G6,2)/IFERROR(乙!$B$1,0)", "表!G6:G6 乙!B1:B1"),
    ],
)
def test_the_areas_of_a_formula(formula: str, areas: str) -> None:
    reading = read_formula(formula, "表")
    assert " ".join(f"{one.sheet}!{one.area}" for one in reading.references) == areas
    assert not reading.unclear


@pytest.mark.parametrize("formula", ["得分合计*2", 'INDIRECT("G"&6)', "offset(A1,1,1)", "表1[得分]", "[1]Sheet1!A1"])
def test_what_a_formula_does_not_tell(formula: str) -> None:
    assert read_formula(formula, "表").unclear


def test_dependents_through_other_formulas_and_sheets() -> None:
    workbook = to_workbook(
        """
        @sheet 甲
        1 | =A1*2 => 2 | =B1+1 => 3 | =SUM(D2:D9) => 0 | =得分 => 1
        @sheet 乙
        =甲!C1 => 3 | =A1 => 3 | =甲!D1 => 0 | =B2:B3 => 1
        """
    )

    def refs(*addresses: str) -> set[CellRef]:
        return {CellRef(address[0], *parse_address(address[2:])) for address in addresses}

    found = find_dependents(workbook, refs("甲!A1"))
    assert found.certain == refs("甲!B1", "甲!C1", "乙!A1", "乙!B1")
    assert found.unclear == refs("甲!E1")
    assert find_dependents(workbook, refs("甲!D9")).certain == refs("甲!D1", "乙!C1")
    assert find_dependents(workbook, ()).certain == set()
