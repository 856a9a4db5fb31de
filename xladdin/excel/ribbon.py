"""The buttons of the ribbon tab 绩效自评: each a few lines, the product's own functions behind it.

A button returns what the user is told; "" where there is nothing to tell. XladdinError is told too.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from xladdin import pipeline
from xladdin.errors import XladdinError
from xladdin.excel import book as open_book
from xladdin.excel import marks
from xladdin.excel.buttons import filling, freezing, results, walking
from xladdin.excel.buttons.merging import merge_into
from xladdin.model import CheckOptions

if TYPE_CHECKING:
    from xladdin.excel.buttons.desk import Desk

Button = Callable[["Desk"], str]
_MOST_LINES = 12


def score(desk: Desk) -> str:
    """评分: rates, scores, total and grade filled into the open form, after a question: Excel cannot undo it."""
    with open_book.copied(desk.book) as path:
        figures = pipeline.score_figures(path, CheckOptions())
    open_book.refuse_unreadable(figures.checked)
    lines = _first(figures.lines)
    if not figures.values:
        return lines
    if not desk.ask(f"将改写{len(figures.values)}个单元格，不能撤销：\n{lines}\n\n是否填入？"):
        return ""
    filling.fill(desk.excel, desk.book, figures.values)
    return f"已填入{len(figures.values)}个单元格，请核对后保存。"


def check(desk: Desk) -> str:
    """检查: the findings of the open workbook on the sheet 检查结果."""
    checked = open_book.check(desk.book)
    sheet = results.write(desk.excel, desk.book, checked)
    if not checked.all_findings:
        return "没有发现问题。"
    return f"发现{len(checked.all_findings)}处问题，已列在工作表“{sheet}”上，点“单元格”一栏可以跳过去。"


def mark(desk: Desk) -> str:
    """标注: a colour and a comment for every cell with a finding."""
    checked = open_book.check(desk.book)
    marked = marks.mark(desk.excel, desk.book, checked.all_findings)
    if not marked.cells:
        return "没有要标注的单元格。"
    own = f"其中{marked.commented}格已有批注，只加了底色。" if marked.commented else ""
    return f"已标注{marked.cells}个单元格。{own}看完后点“清除标注”可恢复原样。"


def unmark(desk: Desk) -> str:
    """清除标注: exactly what 标注 has added goes."""
    cleared = marks.clear(desk.excel, desk.book)
    kept = f"有{cleared.kept}条批注被改写过，没有删除。" if cleared.kept else ""
    return (f"已清除{cleared.cells}个单元格的标注。" if cleared.cells else "没有标注。") + kept


def next_finding(desk: Desk) -> str:
    """下一个问题: to the next cell with a finding, and what to do there."""
    checked = open_book.check(desk.book)
    open_book.refuse_unreadable(checked)
    return walking.go_to_next(desk.excel, desk.book, checked.all_findings)


def report(desk: Desk) -> str:
    """生成报告: the written report of the form's kind, as soon as the product can write it."""
    write = getattr(pipeline, "write_report", None)
    if write is None:
        raise XladdinError("生成报告的功能尚未提供。")
    target = open_book.beside(desk.book, "报告.docx")
    if target.exists() and not desk.ask(f"“{target.name}”已经存在，是否覆盖？"):
        return ""
    with open_book.copied(desk.book) as path:
        write(path, target, force=True)
    return f"报告已写到：{target}"


def freeze(desk: Desk) -> str:
    """转为数值: cells computed by our functions become values, so that the file can leave the office."""
    book = desk.book
    question = "转为数值后这些单元格不再自动计算，也不能撤销。建议先另存一份再转换。是否继续？"
    return freezing.freeze(desk.excel, book).told() if desk.ask(question) else ""


def merge_folder(desk: Desk) -> str:
    """汇总文件夹: check and merge all forms of a folder into a summary beside it, and open that."""
    folder = desk.folder("选择存放自评表的文件夹")
    return "" if folder is None else merge_into(desk, folder)


def doctor(desk: Desk) -> str:
    """检查环境: whether Excel, Python and the add-in fit together."""
    desk.show("检查环境", str(_other("doctor", "检查环境").report()))
    return ""


def manual(_: Desk) -> str:
    """帮助: the manual."""
    _other("manual", "帮助").open_manual()
    return ""


BUTTONS: Final[dict[str, Button]] = {
    button.__name__: button
    for button in (score, check, mark, unmark, next_finding, report, freeze, merge_folder, doctor, manual)
}


def _other(module: str, label: str) -> Any:
    """A module of the Excel side that is loaded only when it is asked for."""
    name = f"xladdin.excel.{module}"
    if find_spec(name) is None:
        raise XladdinError(f"{label}的功能尚未提供。")
    return import_module(name)


def _first(lines: tuple[str, ...]) -> str:
    more = len(lines) - _MOST_LINES
    return "\n".join([*islice(lines, _MOST_LINES), *([f"……另有{more}行"] if more > 0 else [])])
