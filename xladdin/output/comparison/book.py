"""What is wrong with a report, as a workbook: 问题清单, and 数字 with what the form says of each."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from xladdin.model import FigureVerdict, Finding
from xladdin.output.comparison.text import place, reading_order
from xladdin.output.findings_sheet import NUMBER
from xladdin.output.sheets.book import new_book
from xladdin.output.sheets.grid import write_table
from xladdin.output.sheets.styles import Styles
from xladdin.output.sheets.table import Column, Table
from xladdin.output.words import SEVERITY_WORDS

if TYPE_CHECKING:
    from pathlib import Path

    from xladdin.model import Comparison, Figure

VERDICT_WORDS = {FigureVerdict.AGREES: "相符", FigureVerdict.DIFFERS: "不符", FigureVerdict.ABSENT: "表中无"}
ALONE = "未核对"


@dataclass(frozen=True, slots=True)
class _FigureLine:
    """A figure of the report with its verdict and what the form prints."""

    figure: Figure
    verdict: str
    label: str
    shown: str
    cell: str
    sentence: str


def write_comparison(one: Comparison, path: Path) -> None:
    """The workbook at ``path``. Raises OSError where the place cannot be written."""
    with new_book(path, "报告核对结果") as book:
        styles = Styles(book)
        write_table(book, styles, _findings_table(one), sorted(one.findings, key=reading_order))
        write_table(book, styles, _figures_table(), figure_lines(one))


def figure_lines(one: Comparison) -> list[_FigureLine]:
    """Every figure of the report in the order of the text."""
    verdicts = one.verdicts()
    matched = {id(match.figure): match for match in one.matches if match.figure is not None}
    lines = []
    for figure in one.report.figures:
        verdict, match = verdicts[figure.paragraph, figure.start], matched.get(id(figure))
        word = verdict_word(verdict, alone=one.form is None)
        label, shown, cell = (match.label, match.shown, str(match.cell or "")) if match else ("", "", "")
        lines.append(_FigureLine(figure, word, label, shown, cell, one.report.sentence_of(figure)))
    return lines


def verdict_word(verdict: FigureVerdict, *, alone: bool) -> str:
    """相符, 不符, 表中无; 未核对 where there is no form and nothing in the report to compare with."""
    return ALONE if alone and verdict is FigureVerdict.ABSENT else VERDICT_WORDS[verdict]


def _findings_table(one: Comparison) -> Table[Finding]:
    beside = f"，对照 {one.path.name}" if one.path else ""
    return Table(
        name="问题清单",
        title="报告核对问题清单",
        notice=f"报告 {one.report.document.path.name}{beside}。错误须改正，核实请填报单位确认，提示供参考。",
        columns=(
            Column("位置", place, (9, 14)),
            Column("内容", "label", (10, 18)),
            Column("级别", lambda finding: SEVERITY_WORDS[finding.severity], (6, 6), "centre", alert=("==", '"错误"')),
            Column("报告写的", "found", (9, 16)),
            Column("应为（表中）", "expected", (9, 14)),
            Column("相差", _difference, (7, 10), "difference"),
            Column("问题", "message", (24, 36)),
            Column("原文", "sentence", (24, 40)),
            Column("怎么改", "do", (16, 24)),
            Column("依据", "basis", (12, 24)),
            Column("编号", "code", (7, 7), "centre"),
        ),
        frozen=2,
        empty="没有发现问题。",
    )


def _figures_table() -> Table[_FigureLine]:
    return Table(
        name="数字",
        title="报告中的数字",
        notice="相符：与自评表或文中其他数字一致；不符：见问题清单；表中无：自评表没有这一项。",
        columns=(
            Column("段", "figure.paragraph", (5, 6), "centre"),
            Column("数字", "figure.raw", (8, 14)),
            Column("说的是什么", "figure.subject", (12, 26)),
            Column("结论", "verdict", (7, 7), "centre", alert=("==", '"不符"')),
            Column("表中栏目", "label", (10, 20)),
            Column("表中是", "shown", (8, 14)),
            Column("单元格", "cell", (7, 8), "centre"),
            Column("原文", "sentence", (30, 60)),
        ),
        frozen=2,
        empty="报告里没有找到数字。",
    )


def _difference(finding: Finding) -> Decimal | str | None:
    text = finding.difference
    return Decimal(text) if text and NUMBER.fullmatch(text) else text
