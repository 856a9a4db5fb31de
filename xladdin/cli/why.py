"""``xladdin check --why CELL``: how one figure comes about."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from xladdin import pipeline
from xladdin.cli.console import say
from xladdin.output.findings_text import Line, describe_file
from xladdin.output.why_text import explain_cell, is_understood, parse_place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xladdin.model import CheckedFile, CheckOptions
    from xladdin.pipeline import Found


def explain(found: Found, options: CheckOptions, address: str) -> bool:
    """Print how the figure in a cell comes about, in every form that has this cell; whether every file had a form.

    Raises:
        click.BadParameter: the address is none.
    """
    if parse_place(address) is None:
        raise click.BadParameter(
            f"“{address}”不是单元格地址，请写成 G13 或 Sheet1!G13 这样的地址。", param_hint="--why"
        )
    readable = True
    for checked in pipeline.check_files(found.files, options):
        readable &= bool(checked.forms)
        say(_explain_file(checked, address))
    return readable


def _explain_file(checked: CheckedFile, address: str) -> Iterator[Line]:
    """The forms of a file that know the cell; of a file of which none does, what the first one says of it."""
    yield Line(f"{checked.path}", "quiet")
    if not checked.forms:
        yield from describe_file(checked)
    for form in [form for form in checked.forms if is_understood(form, address)] or checked.forms[:1]:
        yield from explain_cell(form, address)
        yield Line("")
