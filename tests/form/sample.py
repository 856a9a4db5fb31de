"""The national form as a text table in its parts, for tests that change one of them."""

from __future__ import annotations

TITLE = """
2023年度项目支出绩效自评表 | < | < | < | < | < | < | <
"""
HEAD = """
项目名称 | 水库维护 | < | < | < | < | < | <
主管部门 | 某县水利局 | < | < | 实施单位 | 某县水库管理所 | < | <
"""
FUNDS = """
项目资金（万元） | | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分
^ | 年度资金总额 | 100 | 120 | 114 | 10 | 95.00% | 9.5
^ | 其中：当年财政拨款 | 100 | 120 | 114 | - | 95.00% | -
"""
GOALS = """
年度总体目标 | 预期目标 | < | < | 实际完成情况 | < | < | <
^ | 完成维护。 | < | < | 已完成。 | < | < | <
"""
HEADER = """
一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因分析及改进措施
"""
ROWS = """
产出指标 | 数量指标 | 维护座数 | ≥5座 | 6座 | 30 | 30 |
^ | 质量指标 | 合格率 | 100% | 98% | 30 | 29 | 一处返工
满意度指标 | 满意度指标 | 群众满意度 | ≥90% | 95% | 30 | 30 |
"""
TOTAL = """
总分 | < | < | < | < | 100 | 98.5 |
"""


def national(
    *,
    title: str = TITLE,
    head: str = HEAD,
    funds: str = FUNDS,
    goals: str = GOALS,
    header: str = HEADER,
    rows: str = ROWS,
    total: str = TOTAL,
) -> str:
    """The whole form; any part may be another."""
    return title + head + funds + goals + header + rows + total
