"""审核意见: what reviewers wrote into a 问题清单, saved by whatever program, sorted, filtered, its columns moved."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from xladdin.cycle.remarks import Opinions, Remark
from xladdin.cycle.words import find_headings, meaning, section
from xladdin.errors import XladdinError
from xladdin.model import FindingKey, Opinion

if TYPE_CHECKING:
    from xladdin.model import Sheet, Workbook

_GUARDED = re.compile(r"'[=+\-@＝＋－＠]")
_KEYED = frozenset({"key"})
_HOW = "请用 xladdin check … --format xlsx -o 问题清单.xlsx 写出清单，在其中填写意见"


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the list as it stands there."""

    key: str
    label: str | None
    opinion: Opinion


def read_opinions(workbook: Workbook) -> Opinions:
    """The opinions in every sheet of a workbook that has a column 识别码.

    Raises:
        XladdinError: the file cannot be read, or no sheet has this column.
    """
    if workbook.faults:
        fault = workbook.faults[0]
        raise XladdinError(f"审核意见“{workbook.path}”无法读取：{fault.what.rstrip('。')}。{fault.do.rstrip('。')}。")
    remarks: list[Remark] = []
    unkeyed: list[Opinion] = []
    listed = False
    for sheet in workbook.sheets:
        lines = list(_lines(sheet))
        listed |= bool(lines) or _is_list(sheet)
        for line in lines:
            try:
                remarks.append(Remark(FindingKey.parse(line.key), line.label, line.opinion))
            except ValueError:
                unkeyed.append(line.opinion)
    if not listed:
        raise XladdinError(f"审核意见“{workbook.path}”里没有“识别码”一列，不知道意见是对哪一处问题的。{_HOW}。")
    return Opinions(str(workbook.path), remarks, unkeyed)


def _is_list(sheet: Sheet) -> bool:
    return find_headings(sheet, "opinion", _KEYED) is not None


def _lines(sheet: Sheet) -> Iterator[_Line]:
    """The lines on which somebody wrote."""
    head = find_headings(sheet, "opinion", _KEYED)
    if head is None:
        return
    first, columns = head
    for row in sorted({row for row, _ in sheet.cells if row > first}):
        texts = {field: _text(sheet, row, columns.get(field, [])) for field in section("opinion")}
        opinion = Opinion(
            accepted=_accepted(texts["verdict"]),
            verdict=texts["verdict"],
            text=texts["text"],
            who=texts["who"],
            when=texts["when"],
            place=f"{sheet.name}第{row}行",
        )
        if opinion != replace(Opinion(None, ""), place=opinion.place):
            yield _Line(texts["key"], texts["label"] if "label" in columns else None, opinion)


def _text(sheet: Sheet, row: int, columns: list[int]) -> str:
    """The first of the columns that is filled in; a cell that begins like a formula was guarded by an apostrophe."""
    texts = (sheet.cells[row, column].text.strip() for column in columns if (row, column) in sheet.cells)
    text = next((text for text in texts if text), "")
    return text[1:] if _GUARDED.match(text) else text


def _accepted(text: str) -> bool | None:
    """Whether 是否认可 says yes or no; None for blank, and for what is neither."""
    answer = meaning("answers", text)
    return None if answer is None else answer == "yes"
