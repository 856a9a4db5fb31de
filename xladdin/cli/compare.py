"""``xladdin compare``: a written report inside itself and beside its form."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from xladdin.cli import options as shared
from xladdin.cli.console import for_programs, say
from xladdin.cli.formats import format_of
from xladdin.cli.group import FOUND_NOTHING, FOUND_SOMETHING
from xladdin.model import Severity
from xladdin.output.comparison.data import comparison_json
from xladdin.output.comparison.text import describe_comparison
from xladdin.output.writing import refuse_existing, refuse_inputs, write_atomically
from xladdin.pipeline.comparing import compare

if TYPE_CHECKING:
    from collections.abc import Callable

    from xladdin.model import Comparison

FORMATS = ("text", "json", "xlsx", "html")


@click.command(options_metavar="[选项]")
@click.argument("document", metavar="报告", type=click.Path(path_type=Path))
@click.argument("table", required=False, metavar="[自评表]", type=click.Path(path_type=Path))
@shared.SELECTION
@click.option(
    "--format", "form", type=click.Choice(FORMATS), help="输出格式；不写则看 -o 的文件名；html 是标出数字的全文。"
)
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="文件", help="写到文件，不显示在屏幕上。")
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "never"]),
    default="error",
    help="发现哪一级问题时退出码为1（默认 error）。",
)
@shared.FORCE
def command(
    document: Path,
    table: Path | None,
    selection: shared.Selection,
    form: str | None,
    output: Path | None,
    fail_on: str,
    *,
    force: bool,
) -> int:
    """核对自评报告：文中的合计、占比、增减对不对；给出自评表时，与表是否一致。

    报告可以是 .docx 或 .txt。退出码：0 没有发现错误，1 有错误，2 没能运行。

    例：xladdin compare 自评报告.docx 自评表.xlsx
    """
    form = format_of(form, output, FORMATS)
    if output is None and form == "xlsx":
        raise click.UsageError(f"请用 -o 写明文件名，例如 -o 核对结果.{form}。")
    if output is not None:
        refuse_inputs(output, [document, *([table] if table else [])])
        refuse_existing(output, force=force)
    one = compare(document, table, selection.options())
    if output is not None:
        write_atomically(output, _content(one, form), force=force)
        click.echo(f"核对结果已写入 {output}", err=form == "json")
    elif form == "text":
        say(describe_comparison(one))
    else:
        for_programs()
        click.echo(_text(one, form), nl=False)
    failing = fail_on != "never" and any(finding.severity.rank <= Severity(fail_on).rank for finding in one.findings)
    return FOUND_SOMETHING if failing else FOUND_NOTHING


def _content(one: Comparison, form: str) -> bytes | Callable[[Path], None]:
    if form == "xlsx":
        from xladdin.output.comparison.book import write_comparison

        return lambda path: write_comparison(one, path)
    return _text(one, form).encode("utf-8", "replace")


def _text(one: Comparison, form: str) -> str:
    if form == "json":
        return json.dumps(comparison_json(one), ensure_ascii=False, indent=1) + "\n"
    if form == "html":
        from xladdin.output.comparison.page import comparison_page

        return comparison_page(one)
    return "".join(f"{line.text}\n" for line in describe_comparison(one))
