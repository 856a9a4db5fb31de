"""What became of a form that was moved (迁移), as lines of text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xladdin.output.findings_text import Line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xladdin.model import Difference, FilledForm, Leftover

_LONGEST = 40


def describe_filled(filled: FilledForm) -> Iterator[Line]:
    """All that is to be known of one moved form, line by line."""
    yield counts_of(filled)
    if filled.converted:
        yield Line(f"　金额单位换算：{filled.converted}，逐位换算，没有四舍五入。")
    if filled.typed:
        yield Line(f"　与公式结果不同，按原表的数填写，没有公式（{len(filled.typed)}处）：")
        for one in filled.typed:
            result = f"公式得“{one.found}”" if one.found else "公式没有结果"
            yield Line(f"　　{_place(one)}{one.label}：{one.expected}（{result}）")
    if filled.computed:
        yield Line(f"　原表没有填，由公式算出（{len(filled.computed)}处）：")
        for one in filled.computed:
            yield Line(f"　　{_place(one)}{one.label}：{one.found}")
    for one in filled.differences:
        yield Line(f"　读回不一致　{_place(one)}{one.label}：原表是“{one.expected}”，新表是“{one.found}”", "error")
    if filled.leftovers:
        yield Line(f"　未迁移（{len(filled.leftovers)}处，已列在新表的工作表“未迁移内容”）：")
        for left in filled.leftovers:
            yield Line(_leftover(left), "quiet" if left.printed else "warning")


def counts_of(filled: FilledForm) -> Line:
    """One line: how much was carried over, how much was not, whether it reads back equal."""
    left = [one for one in filled.leftovers if not one.printed]
    printed = len(filled.leftovers) - len(left)
    told = [f"迁移{filled.carried}项", f"未迁移{len(left)}项" if left else "没有遗漏"]
    if printed:
        told.append(f"原表自己的说明{printed}处不迁移")
    wrong = len(filled.differences)
    told.append(f"读回有{wrong}处不一致" if wrong else "读回一致")
    return Line(f"　{'，'.join(told)}。", "error" if wrong else "")


def _leftover(left: Leftover) -> str:
    place = f"{left.cell}　" if left.cell else ""
    text = " ".join(left.text.split())
    shown = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
    return f"　　{place}{left.label}：“{shown}”　{left.why}"


def _place(one: Difference) -> str:
    return f"{one.cell}　" if one.cell else ""
