"""A function in cells under a Chinese name."""

import xlwings as xw


@xw.func(category="绩效自评")
@xw.arg("年度指标值", doc="例如 ≥95%、≤20万元")
@xw.arg("实际完成值", doc="例如 96%")
def 示例得分(年度指标值, 实际完成值):
    """按年度指标值和实际完成值计算得分。"""
    return [年度指标值, 实际完成值]
