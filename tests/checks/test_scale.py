"""Forms and workbooks far larger than any that is filled in by hand are checked in bounded time."""

import time
from dataclasses import replace

from tests.forms import form, found
from xladdin.demo.tables import to_workbook
from xladdin.model import CheckOptions

ROWS = 2000
HEAD = """
2024年度项目支出绩效自评表 | < | < | < | < | < | <
项目名称 | 农村饮水安全维修养护 | < | < | < | < | <
主管部门 | 某县水务局 | 实施单位 | 某县供水站 | < | < | <
一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分
"""


def timed(workbook, **options):
    start = time.process_time()
    findings = found(workbook, CheckOptions(**options))
    return findings, time.process_time() - start


def test_a_form_of_two_thousand_rows():
    rows = "\n".join(f"产出指标 | 数量指标 | 维修第{n}处水源 | ≥{n}米 | {n // 2}米 | 5 | 5" for n in range(2, ROWS + 2))
    findings, seconds = timed(to_workbook(f"{HEAD}{rows}\n总分 | < | < | < | < | 100 | 100"))
    assert sum(one.code == "S106" for one in findings) > ROWS / 2
    assert seconds < 10


def test_two_thousand_rows_that_are_all_the_same():
    rows = "\n".join("产出指标 | 数量指标 | 维修水源 | ≥3处 | 3 | 0.05 | 0.05" for _ in range(ROWS))
    findings, seconds = timed(to_workbook(f"{HEAD}{rows}\n总分 | < | < | < | < | 100 | 100"))
    assert sum(one.code == "I112" for one in findings) == ROWS - 1
    (units,) = [one for one in findings if one.code == "I105"]
    assert len(units.cells) == ROWS
    assert seconds < 10


def test_a_workbook_of_two_hundred_sheets():
    one = form()
    (sheet,) = one.sheets
    sheets = tuple(replace(sheet, name=f"项目{n}") for n in range(200))
    findings, seconds = timed(replace(one, sheets=sheets))
    assert {one.code for one in findings} == {"W105"}
    assert len(findings[0].message) < 200
    assert seconds < 10
