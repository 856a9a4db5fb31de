"""What became of a form that was moved (迁移) or taken over from a document (导入), as lines of text."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from xladdin.model import place_of
from xladdin.output.findings_text import Line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from xladdin.model import CellRef, Difference, FilledForm, Leftover, Places, Taken

    #: Where something stood in the source, in words; empty where nobody knows.
    Place = Callable[[CellRef | None], str]

_LONGEST = 40
_LONGEST_SENTENCE = 80
_LONGEST_LABEL = 24


class _Words(NamedTuple):
    """How the same things are called after a move and after an import; ``label``: characters of a label shown."""

    carried: str
    left: str
    printed: str
    source: str
    typed: str
    computed: str
    leftovers: str
    label: int | None


_MOVED = _Words("迁移", "未迁移", "迁移", "原表", "按原表的数填写", "原表没有填", "未迁移", None)
_IMPORTED = _Words("填入", "没有位置的", "导入", "原文", "照原文的数填写", "原文没有", "没有导入", _LONGEST_LABEL)


def describe_moved(filled: FilledForm) -> Iterator[Line]:
    """All that is to be known of one moved form, line by line."""
    yield counts_of_moved(filled)
    yield from _details(filled, _MOVED, _cell, _cell)


def counts_of_moved(filled: FilledForm) -> Line:
    """One line: how much was carried over, how much was not, whether it reads back equal."""
    return _counts(filled, _MOVED)


def describe_imported(filled: FilledForm, taken: Sequence[Taken], places: Places) -> Iterator[Line]:
    """All that is to be known of one imported form: counts, what came from sentences, what differs, what is left."""
    yield _counts(filled, _IMPORTED)
    if taken:
        yield Line(f"　取自正文（{len(taken)}处）：")
        for one in taken:
            sentence = _cut(one.sentence, _LONGEST_SENTENCE)
            yield Line(f"　　{one.label}：{one.text}　{place_of(one.cell, places)}“{sentence}”")

    def place(cell: CellRef | None) -> str:
        return place_of(cell, places)

    yield from _details(filled, _IMPORTED, place, lambda _: "")  # what the document lacks stands nowhere in it


def _counts(filled: FilledForm, words: _Words) -> Line:
    left = [one for one in filled.leftovers if not one.printed]
    printed = len(filled.leftovers) - len(left)
    told = [f"{words.carried}{filled.carried}项", f"{words.left}{len(left)}项" if left else "没有遗漏"]
    if printed:
        told.append(f"原表自己的说明{printed}处不{words.printed}")
    wrong = len(filled.differences)
    told.append(f"读回有{wrong}处不一致" if wrong else "读回一致")
    return Line(f"　{'，'.join(told)}。", "error" if wrong else "")


def _details(filled: FilledForm, words: _Words, place: Place, of_computed: Place) -> Iterator[Line]:
    """What was converted, differs, was worked out, or is left; ``of_computed``: the place of what was worked out."""
    if filled.converted:
        yield Line(f"　金额单位换算：{filled.converted}，逐位换算，没有四舍五入。")
    if filled.typed:
        yield Line(f"　与公式结果不同，{words.typed}，没有公式（{len(filled.typed)}处）：")
        for one in filled.typed:
            result = f"公式得“{one.found}”" if one.found else "公式没有结果"
            yield Line(f"　　{_at(one, place)}：{one.expected}（{result}）")
    if filled.computed:
        yield Line(f"　{words.computed}，由公式算出（{len(filled.computed)}处）：")
        for one in filled.computed:
            yield Line(f"　　{_at(one, of_computed)}：{one.found}")
    for one in filled.differences:
        told = f"{_at(one, place)}：{words.source}是“{one.expected}”，新表是“{one.found}”"
        yield Line(f"　读回不一致　{told}", "error")
    if filled.leftovers:
        yield Line(f"　{words.leftovers}（{len(filled.leftovers)}处，已列在新表的工作表“未迁移内容”）：")
        for left in filled.leftovers:
            yield Line(_leftover(left, words, place), "quiet" if left.printed else "warning")


def _at(one: Difference, place: Place) -> str:
    where = place(one.cell)
    return f"{where}{'　' if where else ''}{one.label}"


def _leftover(left: Leftover, words: _Words, place: Place) -> str:
    where = place(left.cell)
    label = left.label if words.label is None else _cut(left.label, words.label)
    return f"　　{where}{'　' if where else ''}{label}：“{_cut(left.text, _LONGEST)}”　{left.why}"


def _cell(cell: CellRef | None) -> str:
    return str(cell) if cell else ""


def _cut(text: str, longest: int) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= longest else f"{plain[:longest]}…"
