"""What reaches the terminal: coloured lines, a progress bar on long runs, results for other programs."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from xladdin.model.left_out import LeftOut
    from xladdin.output.findings_text import Line

_STYLES: dict[str, dict[str, object]] = {
    "error": {"fg": "red"},
    "warning": {"fg": "yellow"},
    "note": {"fg": "cyan"},
    "heading": {"bold": True},
    "quiet": {"dim": True},
}


def say(lines: Iterable[Line], *, err: bool = False) -> None:
    """Lines to stdout, or to stderr; colours only on a terminal (the library strips them elsewhere)."""
    for line in lines:
        say_line(line, err=err)


def say_line(line: Line, *, err: bool = False) -> None:
    """One line to stdout, or to stderr."""
    style = _STYLES.get(line.style)
    click.echo(click.style(line.text, **style) if style else line.text, err=err)  # type: ignore[arg-type]


def say_left_out(left_out: Iterable[LeftOut]) -> None:
    """What was passed over, on stderr, for commands whose results do not tell of it."""
    from xladdin.output.left_out import describe_left_out

    for line in describe_left_out(left_out):
        click.echo(line.strip(), err=True)


def for_programs() -> None:
    """From here on stdout carries UTF-8 whatever the console's code page: it is read by another program."""
    if hasattr(sys.stdout, "reconfigure") and not sys.stdout.isatty():
        sys.stdout.reconfigure(encoding="utf-8", errors="replace")


@contextmanager
def progress(total: int, what: str) -> Iterator[Callable[[], None]]:
    """A bar on stderr with count and rate; nothing where stderr is no terminal or the run is short."""
    if total < 20 or not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn(what), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[rate]}"))
    with Progress(*columns, TimeRemainingColumn(), console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=total, rate="")

        def advance() -> None:
            bar.advance(task)
            speed = bar.tasks[0].speed
            bar.update(task, rate=f"{speed:.0f}个/秒" if speed else "")

        yield advance
