"""``xladdin schemes``: the 评分方案 and what they cite."""

from __future__ import annotations

import click

from xladdin import pipeline
from xladdin.cli.console import say
from xladdin.output.schemes_text import describe_scheme, list_schemes


@click.command(options_metavar="[选项]")
@click.argument("key", required=False, metavar="[方案]")
def command(key: str | None) -> None:
    """列出评分方案；写上方案（如 gansu/2024，或方案文件的路径）则说明这一个：分值、办法、依据、约定。"""
    say(list_schemes(pipeline.all_schemes()) if key is None else describe_scheme(pipeline.scheme(key)))
