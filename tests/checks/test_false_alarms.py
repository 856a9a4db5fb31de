"""Rules that rest on words are tried on every target of the published forms; what they say was judged by reading."""

import json
from collections import defaultdict
from functools import cache
from pathlib import Path

import pytest

from tests.forms import found
from xladdin.demo.tables import to_workbook

TARGETS = Path(__file__).parent.parent / "data" / "targets" / "targets.jsonl"
ROW = 5
FORM = """
2024年度项目支出绩效自评表 | < | < | < | < | < | < | <
项目名称 | 农村饮水安全维修养护 | < | < | < | < | < | <
主管部门 | 某县水务局 | 实施单位 | 某县供水站 | < | < | < | <
一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因分析及改进措施
{row} |
总分 | < | < | < | < | 100 | 100 |
"""

#: Rule → the indicators of which it speaks, each one rightly.
SPOKEN_OF = {
    "I104": {
        "使学生和老师行个更好的学习和工作环境,做到", "项目成本控制在预算内", "文物本体安全、体现文物价值,提升知名度",
        "做好经开区辖区内河道保洁服务费。", "美化环境。",
    },
    "I107": {"负担全县信访工作群众数", "接访、下访、督办、维稳数量", "逾期发放率"},
    "I108": {"服务周期内,市民对空气质量改善的满意程度"},
    "I110": {
        "补贴发放率", "农村危房改造任务数", "农村低收入群体危房改造计划任务", "享受医疗救助人次",
        "指标5:举办健康教育知识讲座", "指标6:举办健康教育宣传咨询活动",
    },
    "I111": set(),
    "I112": set(),
    "P104": set(),
    "P107": set(),
    "F110": set(),
    "F112": set(),
    "S108": set(),
    "N102": set(),
    "N103": set(),
}  # fmt: skip


def cell(text):
    """A cell of a text table that holds this text whatever it looks like."""
    return f"'{text}".replace("|", "\\|") if text else ""


@cache
def spoken_of():
    """Rule → indicators of which it speaks, each target in a form of its own."""
    found_of = defaultdict(set)
    for line in TARGETS.read_text(encoding="utf-8").splitlines():
        one = json.loads(line)
        category, _, subcategory = one["category"].partition("/")
        points = one["weight_raw"] or "10"
        actual = one["actual_raw"] or one["target_raw"] or ""
        texts = (category, subcategory, one["indicator"], one["target_raw"] or "", actual)
        row = " | ".join([*map(cell, texts), points, one["score_raw"] or points, ""])
        for finding in found(to_workbook(FORM.format(row=row))):
            if finding.cell is not None and finding.cell.row == ROW:
                found_of[finding.code].add(one["indicator"])
    return found_of


@pytest.mark.parametrize("code", SPOKEN_OF)
def test_a_rule_that_rests_on_words_speaks_only_where_it_is_right(code):
    assert spoken_of()[code] == SPOKEN_OF[code]
