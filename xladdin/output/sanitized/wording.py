"""What a user is told of a masked copy."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xladdin.output.sanitized.settling import Sanitized

_MASKED = "已遮盖：项目、部门、单位等名称，人名、电话、证件号码，文字说明；金额都乘了同一个不公开的系数。"
_KEPT = (
    "保留原样（问题由它们决定）：表上印的标签和本工具认识的词，年度、日期，分值、得分、执行率，"
    "指标值和实际完成值里不是金额的数，金额之间的比例。"
)
_LAST = "发送之前请自己再看一遍副本。"
_SHOWN = 12


def describe(made: Sanitized) -> Iterator[str]:
    """What was masked, what was kept and why, what was left out; a line each."""
    yield (
        f"检查结果与原文件相同：{made.findings}处问题，编号、级别、单元格都一样。"
        if made.findings
        else "检查结果与原文件相同：没有问题。"
    )
    yield _MASKED
    yield _KEPT
    if made.disclosed:
        several = len({cell.sheet for cell in made.disclosed}) > 1
        cells = [f"{cell.sheet}!{cell}" if several else str(cell) for cell in made.disclosed]
        more = f"等{len(cells)}格" if len(cells) > _SHOWN else ""
        yield f"这几格的说明文字保留了本工具认识的词或数字，因为问题取决于它们：{'、'.join(cells[:_SHOWN])}{more}"
    for what in made.removed:
        yield f"已去掉：{what}"
    for note in made.notes:
        yield f"注意：{note}"
    yield _LAST
