"""``xladdin rules``: the catalogue of checks, one rule's manual page."""

from __future__ import annotations

import json

import click

from xladdin import pipeline
from xladdin.cli.console import for_programs, say
from xladdin.output.rules_text import describe_rule, list_rules, rules_json


@click.command(options_metavar="[选项]")
@click.argument("code", required=False, metavar="[编号]")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="输出格式。")
def command(code: str | None, form: str) -> None:
    """列出检查规则；写上编号（如 S105）则说明这一条：依据、反例、正例。"""
    rules = pipeline.rules() if code is None else (pipeline.rule(code),)
    if form == "json":
        for_programs()
        click.echo(json.dumps(rules_json(rules), ensure_ascii=False, indent=1))
    else:
        say(list_rules(rules) if code is None else describe_rule(rules[0]))
