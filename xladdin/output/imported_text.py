"""What became of a form that was taken over from a document (导入), as lines of text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xladdin.model import place_of
from xladdin.output.findings_text import Line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xladdin.model import Difference, FilledForm, Leftover, Places, Taken

_LONGEST = 40
_LONGEST_SENTENCE = 80
_LONGEST_LABEL = 24


def describe_imported(filled: FilledForm, taken: tuple[Taken, ...], places: Places) -> Iterator[Line]:
    """All that is to be known of one imported form: counts, what came from sentences, what differs, what is left."""
    yield counts_of(filled)
    if taken:
        yield Line(f"　取自正文（{len(taken)}处）：")
        for one in taken:
            sentence = _cut(one.sentence, _LONGEST_SENTENCE)
            yield Line(f"　　{one.label}：{one.text}　{place_of(one.cell, places)}“{sentence}”")
    if filled.converted:
        yield Line(f"　金额单位换算：{filled.converted}，逐位换算，没有四舍五入。")
    if filled.typed:
        yield Line(f"　与公式结果不同，照原文的数填写，没有公式（{len(filled.typed)}处）：")
        for same in filled.typed:
            result = f"公式得“{same.found}”" if same.found else "公式没有结果"
            yield Line(f"　　{_place(same, places)}{same.label}：{same.expected}（{result}）")
    if filled.computed:
        yield Line(f"　原文没有，由公式算出（{len(filled.computed)}处）：")
        for new in filled.computed:
            yield Line(f"　　{new.label}：{new.found}")
    for wrong in filled.differences:
        told = f"{_place(wrong, places)}{wrong.label}：原文是“{wrong.expected}”，新表是“{wrong.found}”"
        yield Line(f"　读回不一致　{told}", "error")
    if filled.leftovers:
        yield Line(f"　没有导入（{len(filled.leftovers)}处，已列在新表的工作表“未迁移内容”）：")
        for left in filled.leftovers:
            yield Line(_leftover(left, places), "quiet" if left.printed else "warning")


def counts_of(filled: FilledForm) -> Line:
    """One line: how much was filled in, how much was not, whether it reads back equal."""
    left = [one for one in filled.leftovers if not one.printed]
    printed = len(filled.leftovers) - len(left)
    told = [f"填入{filled.carried}项", f"没有位置的{len(left)}项" if left else "没有遗漏"]
    if printed:
        told.append(f"原表自己的说明{printed}处不导入")
    wrong = len(filled.differences)
    told.append(f"读回有{wrong}处不一致" if wrong else "读回一致")
    return Line(f"　{'，'.join(told)}。", "error" if wrong else "")


def _place(one: Difference, places: Places) -> str:
    place = place_of(one.cell, places)
    return f"{place}　" if place else ""


def _leftover(left: Leftover, places: Places) -> str:
    place = place_of(left.cell, places)
    label, text = _cut(left.label, _LONGEST_LABEL), _cut(left.text, _LONGEST)
    return f"　　{place}{'　' if place else ''}{label}：“{text}”　{left.why}"


def _cut(text: str, longest: int) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= longest else f"{plain[:longest]}…"
