"""A few functions in cells, written as the shipped ones are."""

import xlwings as xw


@xw.func(category="绩效自评")
@xw.arg("target", doc="年度指标值，例如 ≥95%、≤20万元")
@xw.arg("actual", doc='实际完成值，例如 96%、"完成"')
@xw.arg("points", doc="分值")
def JX_SAMPLE(target, actual, points=None):
    """按年度指标值和实际完成值计算得分；
    写在“得分”栏中，例如 "=JX_SAMPLE(A1,B1,C1)"。

    What follows the first paragraph is for developers.
    """
    return [target, actual, points]


@xw.func(category="绩效自评（其他）")
@xw.arg("scores", doc="得分，一个或多个区域")
def JX_SUM(*scores):
    """各项得分的合计。"""
    return len(scores)
