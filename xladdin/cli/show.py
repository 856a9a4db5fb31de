"""``xladdin show``: a form as it was understood."""

from __future__ import annotations

import json
from pathlib import Path

import click

from xladdin import pipeline
from xladdin.cli import options as shared
from xladdin.cli.console import for_programs, say, say_left_out
from xladdin.cli.group import FOUND_NOTHING, FOUND_SOMETHING
from xladdin.output.findings_text import describe_file
from xladdin.output.form_json import form_json
from xladdin.output.form_text import print_form


@click.command(options_metavar="[选项]")
@shared.FILES
@shared.SCHEME
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="输出格式。")
def command(paths: tuple[Path, ...], scheme: str | None, form: str) -> int:
    """显示自评表读出来的内容：资金、指标、得分，以及按评分方案应得的分。

    例：xladdin show 自评表.xlsx
    """
    options = shared.check_options(scheme)
    found = pipeline.find_files(paths)
    say_left_out(found.left_out)
    unreadable = 0
    forms = []
    for checked in pipeline.check_files(found.files, options):
        unreadable += not checked.forms
        if not checked.forms:
            say(describe_file(checked), err=form == "json")
        for one in checked.forms:
            if form == "json":
                forms.append(form_json(checked.path, one))
            else:
                print_form(checked.path, one, pipeline.kind(one.form.kind))
    if form == "json":
        for_programs()
        click.echo(json.dumps(forms, ensure_ascii=False, indent=1))
    return FOUND_SOMETHING if unreadable else FOUND_NOTHING
