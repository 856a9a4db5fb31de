"""What a report says, in order: the kind's headings with the clerk's narratives, sentences and tables under them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from xladdin.output.docx.blocks import Block, TextBlock
from xladdin.output.docx.narratives import narrative
from xladdin.output.docx.sentences import tell
from xladdin.output.docx.tables import table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xladdin.model import CheckedForm, Kind, ReportPart
    from xladdin.output.docx.narratives import Words

_DIGITS = "零一二三四五六七八九十"
_BRACKETED = re.compile(r"（[^（）]*）")


@dataclass(frozen=True, slots=True)
class Composed:
    """A report before it is written: its blocks, and the narratives that the form does not have."""

    blocks: tuple[Block, ...]
    missing: tuple[str, ...]


def compose(checked: CheckedForm, kind: Kind, words: Words) -> Composed:
    """The report of a form of this kind. ``words`` gives the text of a cell with its line breaks.

    A narrative that the form lacks leaves a prompt in brackets, and is named in ``missing``.
    """
    blocks: list[Block] = [TextBlock("title", "title", _title(checked, kind))]
    missing: list[str] = []
    numbers = [0, 0, 0]
    for part in kind.report:
        if part.heading:
            numbers = _count(numbers, part.level)
            heading = f"{_number(numbers, part.level)}{part.heading}"
            blocks.append(TextBlock(f"h{'_'.join(map(str, numbers))}", f"heading{part.level}", heading))
        blocks += _under(part, checked, kind, words, missing)
    return Composed(tuple(blocks), tuple(missing))


def _title(checked: CheckedForm, kind: Kind) -> str:
    form = checked.form
    year = f"{form.year.value}年度" if form.year.value else ""
    about = form.project.value or ""
    if kind.key == "department" or not about:
        about = form.unit.value or form.department.value or about
    return f"{year}{_joined(about, kind.report_title)}"


def _joined(name: str, title: str) -> str:
    """Name and title with the word that ends the one and begins the other written once: 养护项目 + 项目支出…"""
    for spelt in (title, _BRACKETED.sub("", title)):  # 专项资金 + 专项（项目）资金…
        shared = next((size for size in range(len(spelt), 1, -1) if name.endswith(spelt[:size])), 0)
        if shared:
            return name + spelt[shared:]
    return name + title


def _count(numbers: list[int], level: int) -> list[int]:
    return [*numbers[: level - 1], numbers[level - 1] + 1, *([0] * (3 - level))]


def _number(numbers: list[int], level: int) -> str:
    """一、 （一） 1. – the order of headings in official documents."""
    value = numbers[level - 1]
    return {1: f"{chinese(value)}、", 2: f"（{chinese(value)}）"}.get(level, f"{value}.")


def chinese(value: int) -> str:
    """1 → 一, 12 → 十二; up to 99."""
    tens, ones = divmod(value, 10)
    lead = "" if tens == 0 else ("十" if tens == 1 else f"{_DIGITS[tens]}十")
    return lead + (_DIGITS[ones] if ones or not tens else "")


def _under(part: ReportPart, checked: CheckedForm, kind: Kind, words: Words, missing: list[str]) -> Iterator[Block]:
    """What stands under one heading."""
    for key in part.sections:
        section = kind.section(key)
        paragraphs = narrative(checked.form, section, words)
        for number, text in enumerate(paragraphs):
            yield TextBlock(f"n_{key}_{number}", "body", text)
        if not paragraphs:
            missing.append(section.label)
            yield TextBlock(f"n_{key}_0", "prompt", f"〔请填写：{section.label}〕")
    for name in part.sentences:
        for number, text in enumerate(tell(name, checked)):
            yield TextBlock(f"s_{name}_{number}", "body", text)
    for name in part.tables:
        found = table(name, checked, kind, words)
        if found is not None:
            yield found
