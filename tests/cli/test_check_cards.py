"""``xladdin check`` of a folder that holds a department's form and its project cards."""

import pytest

from tests.merge.kinds import layout
from xladdin.demo import write_workbook


@pytest.mark.parametrize(("amount", "codes"), [("145万元", set()), ("45万元", {"B107"})])
def test_cards_are_held_against_the_department(xladdin, tmp_path, amount, codes):
    write_workbook(layout("department"), tmp_path / "部门.xlsx")
    write_workbook(layout("project-card"), tmp_path / "卡1.xlsx")
    second = layout("project-card", ("农村饮水安全工程维修", "河道清淤整治"), ("255万元", amount))
    write_workbook(second, tmp_path / "卡2.xlsx")
    report = xladdin("check", tmp_path, "--format", "json").json
    assert {one["code"] for one in report["findings"]} == codes
