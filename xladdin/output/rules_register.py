"""The register of checks for a business officer, as a workbook or as Markdown: what is checked, and on what basis."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from xladdin import __version__
from xladdin.output.rules_text import SECTIONS
from xladdin.output.sheets.book import new_book
from xladdin.output.sheets.grid import write_table
from xladdin.output.sheets.styles import Styles
from xladdin.output.sheets.table import Column, Table
from xladdin.output.words import SEVERITY_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from xladdin.model import RulePage

_TITLE = "绩效自评表检查规则"
_LEVELS = "错误须退回修改，核实请填报单位确认，提示供参考；评分方案或选项可以停用一条规则，或改变它的级别。"
#: What Markdown would read as more than a text.
_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~])")


def write_register(rules: Sequence[RulePage], path: Path) -> None:
    """The register as a workbook at ``path``.

    Raises:
        OSError: the place cannot be written.
    """
    with new_book(path, _TITLE) as book:
        write_table(book, Styles(book), _table(len(rules)), rules)


def _table(count: int) -> Table[RulePage]:
    return Table(
        name="检查规则",
        title=_TITLE,
        notice=f"共{count}条（xladdin {__version__}）。{_LEVELS}",
        columns=(
            Column("部分", _section, (12, 14)),
            Column("编号", "code", (7, 7), "centre"),
            Column("级别", lambda rule: SEVERITY_WORDS[rule.severity], (6, 6), "centre", alert=("==", '"错误"')),
            Column("规则", "title", (24, 34)),
            Column("依据", "basis", (30, 46)),
            Column("反例", "counterexample", (24, 36)),
            Column("正例", "example", (24, 36)),
            Column("英文名称", "name", (12, 26)),
        ),
        frozen=3,
    )


def _section(rule: RulePage) -> str:
    return f"{rule.code[0]} {SECTIONS.get(rule.code[0], '')}".strip()


def register_markdown(rules: Sequence[RulePage]) -> str:
    """The register as Markdown: a table of contents by section, then a page a rule."""
    return "\n".join(_markdown(rules)) + "\n"


def _markdown(rules: Sequence[RulePage]) -> Iterator[str]:
    yield from (f"# {_TITLE}", "", f"共{len(rules)}条（xladdin {__version__}）。{_LEVELS}", "")
    yield from ("| 编号 | 级别 | 规则 |", "|---|---|---|")
    for rule in rules:
        yield f"| {rule.code} | {SEVERITY_WORDS[rule.severity]} | {_plain(rule.title)} |"
    for section, members in groupby(rules, key=_section):
        yield from ("", f"## {section}")
        for rule in members:
            yield from ("", f"### {rule.code}　{_plain(rule.title)}", "")
            yield f"- 级别：{SEVERITY_WORDS[rule.severity]}"
            parts = {"依据": rule.basis, "反例": rule.counterexample, "正例": rule.example, "英文名称": rule.name}
            yield from (f"- {name}：{_plain(text)}" for name, text in parts.items() if text)


def _plain(text: str) -> str:
    """A text that Markdown shows as it is."""
    return _MARKUP.sub(r"\\\1", " ".join(text.split()))
