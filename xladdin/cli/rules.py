"""``xladdin rules``: the catalogue of checks, one rule's manual page, the register for a business officer."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from xladdin import pipeline
from xladdin.cli import options as shared
from xladdin.cli.console import for_programs, say
from xladdin.output.rules_text import describe_rule, list_rules, rules_json
from xladdin.output.writing import write_atomically

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from xladdin.model import RulePage

_FORMATS = ("text", "json", "xlsx", "md")


@click.command(options_metavar="[选项]")
@click.argument("code", required=False, metavar="[编号]")
@click.option("--format", "form", type=click.Choice(_FORMATS), default="text", help="输出格式；xlsx 和 md 是规则总表。")
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="文件", help="写到文件，不显示在屏幕上。")
@shared.FORCE
def command(code: str | None, form: str, output: Path | None, *, force: bool) -> None:
    """列出检查规则；写上编号（如 S105）则说明这一条：依据、反例、正例。

    例：xladdin rules --format xlsx -o 检查规则.xlsx
    """
    rules = pipeline.rules() if code is None else (pipeline.rule(code),)
    if output is not None:
        write_atomically(output, _content(form, rules), force=force)
        click.echo(f"{len(rules)}条检查规则已写入 {output}")
    elif form == "xlsx":
        raise click.UsageError("请用 -o 写明文件名，例如 -o 检查规则.xlsx。")
    elif form == "text":
        say(list_rules(rules) if code is None else describe_rule(rules[0]))
    else:
        for_programs()
        click.echo(_text(form, rules), nl=False)


def _content(form: str, rules: Sequence[RulePage]) -> bytes | Callable[[Path], None]:
    if form == "xlsx":
        from xladdin.output.rules_register import write_register

        return partial(write_register, rules)
    return _text(form, rules).encode()


def _text(form: str, rules: Sequence[RulePage]) -> str:
    if form == "json":
        return json.dumps(rules_json(rules), ensure_ascii=False, indent=1) + "\n"
    if form == "md":
        from xladdin.output.rules_register import register_markdown

        return register_markdown(rules)
    lines = list_rules(rules) if len(rules) > 1 else describe_rule(rules[0])
    return "".join(f"{line.text}\n" for line in lines)
