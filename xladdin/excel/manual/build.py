"""The manual from its chapters. Functions come from their own texts and worked examples, tables from their schema."""

from __future__ import annotations

import re
from importlib.resources import files
from typing import Any

import tomli
from markdown_it import MarkdownIt

import xladdin
from xladdin.excel.addin import wrappers
from xladdin.excel.addin.build import FUNCTION_MODULES
from xladdin.excel.addin.functions import Function
from xladdin.output.analysis import schema_markdown

_FUNCTIONS_MARK = "@@FUNCTIONS@@"
_COLUMNS_MARK = "@@COLUMNS@@"
_PAGE = """<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<title>绩效自评使用手册</title>
<style>
{style}</style>
</head>
<body>
<h1>绩效自评使用手册</h1>
<p>xladdin {version}</p>
<ol class="contents">
{contents}</ol>
{chapters}</body>
</html>
"""


def build() -> str:
    """The whole manual as one page that needs no other file."""
    markdown = "\n\n".join(_chapters()).replace(_FUNCTIONS_MARK, _functions()).replace(_COLUMNS_MARK, schema_markdown())
    chapters, headings = _with_anchors(MarkdownIt().enable("table").render(markdown))
    contents = "".join(f'<li><a href="#{anchor}">{heading}</a></li>\n' for anchor, heading in headings)
    style = (files(__package__) / "page.css").read_text(encoding="utf-8")
    return _PAGE.format(style=style, version=xladdin.__version__, contents=contents, chapters=chapters)


def examples() -> list[dict[str, Any]]:
    """Worked examples: function, arguments, what it gives."""
    rows: list[dict[str, Any]] = tomli.loads((files(__package__) / "examples.toml").read_text("utf-8"))["example"]
    return rows


def _chapters() -> list[str]:
    folder = files(__package__) / "chapters"
    return [file.read_text(encoding="utf-8") for file in sorted(folder.iterdir(), key=lambda file: file.name)]


def _functions() -> str:
    _, functions = wrappers.build(FUNCTION_MODULES)
    half = len(functions) // 2
    return "\n".join(_described(*pair) for pair in zip(functions[:half], functions[half:], strict=True))


def _described(function: Function, alias: Function) -> str:
    """One function: both names, what it does, its arguments, examples."""
    lines = [f"### {alias.name}（{function.name}）", "", function.description, ""]
    lines += [f"- {argument.description}" for argument in function.arguments]
    lines += ["", "| 公式 | 结果 |", "|---|---|"]
    lines += [
        f"| `={alias.name}({', '.join(map(_written, row['arguments']))})` | {row['gives']} |"
        for row in examples()
        if row["function"] == function.name
    ]
    return "\n".join([*lines, ""])


def _written(argument: object) -> str:
    """An argument as typed in a formula; lists are columns, in Excel's notation."""
    if isinstance(argument, list):
        return "{" + ";".join(_written(row[0]) for row in argument) + "}"
    return f'"{argument}"' if isinstance(argument, str) else str(argument)


def _with_anchors(html: str) -> tuple[str, list[tuple[str, str]]]:
    """The page with an anchor at each chapter, and the chapters."""
    headings: list[tuple[str, str]] = []

    def anchored(found: re.Match[str]) -> str:
        headings.append((f"chapter{len(headings) + 1}", found[1]))
        return f'<h2 id="{headings[-1][0]}">{found[1]}</h2>'

    return re.sub(r"<h2>(.*?)</h2>", anchored, html), headings
