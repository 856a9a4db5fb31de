"""What ``xladdin merge`` writes: which format, where, and whether that can be written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from xladdin import pipeline
from xladdin.cli.console import for_programs
from xladdin.model import PART_ENDING
from xladdin.output.summary.data import summary_json_text, write_summary_json
from xladdin.output.writing import refuse_existing, refuse_inputs, write_atomically
from xladdin.pipeline import merging

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xladdin.model import Summary

#: Format → the ending of its files; the first is the one taken where nothing says otherwise.
FORMATS = {"xlsx": ".xlsx", "json": ".json", "html": ".html", "parquet": ".parquet", "duckdb": ".duckdb"}
_EXAMPLES = {"xlsx": "汇总.xlsx", "html": "汇总.html", "parquet": "汇总数据/", "duckdb": "汇总.duckdb"}
_HINT = "-o"


@dataclass(frozen=True, slots=True)
class Target:
    """Where the summary goes: to a file, to a ``folder`` (Parquet, one file a table), or (no path) to the screen."""

    path: Path | None
    form: str
    folder: bool = False

    def refuse(self, inputs: Sequence[Path], *, force: bool) -> None:
        """Refuse what could not be written, before the work begins.

        Raises:
            XladdinError: the place is taken or protected, or the libraries of the format are not installed.
        """
        if self.form in {"parquet", "duckdb"}:
            from xladdin.output.analysis import refuse_folder, require_libraries

            require_libraries(self.form)
            if self.folder and self.path is not None:
                refuse_folder(self.path, force=force)
                return
        if self.path is not None:
            refuse_inputs(self.path, inputs)
            refuse_existing(self.path, force=force)

    def write(self, summary: Summary, *, force: bool) -> None:
        """Write the summary."""
        if self.path is not None:
            _WRITERS[self.form](summary, self, self.path, force)
        elif self.form == "json":
            for_programs()
            click.echo(summary_json_text(summary), nl=False)

    @property
    def written(self) -> str:
        """What is told when it is written; empty for the screen."""
        if self.path is None:
            return ""
        told = f"汇总已写入 {self.path}"
        if self.form == "parquet" and not self.folder:
            told += "\n这个文件只有自评表一个表（forms）；指标、资金、问题等全部的表请写到文件夹，例如 -o 汇总数据/"
        return told


def chosen(output: str | None, form: str | None, part: Path | None) -> Target:
    """The target that is meant by -o and --format.

    Raises:
        click.UsageError: an ending that is not known or not that of the format, or nothing to write to.
    """
    if output is None:
        form = form or next(iter(FORMATS))
        if form != "json" and part is None:
            raise click.UsageError(f"请用 -o 写明汇总写到哪里，例如 -o {_EXAMPLES[form]}。")
        return Target(None, form)
    path, known = Path(output), {suffix: name for name, suffix in FORMATS.items()}
    named = known.get(path.suffix.lower())
    is_folder = output.endswith(("/", "\\"))
    if is_folder and form in {None, "parquet"}:
        return Target(path, "parquet", folder=True)
    if form == "parquet" and named is None:
        return Target(path, form, folder=True)
    if form is not None and (named != form or is_folder):
        raise click.BadParameter(
            f"--format {form} 写出的文件应以{FORMATS[form]}结尾，“{output}”不是。请改文件名，或去掉 --format。",
            param_hint=_HINT,
        )
    if named is None:
        shown = "、".join(FORMATS.values())
        raise click.BadParameter(
            f"“{output}”的文件名应以{shown}结尾，写不出其他格式；要写成 Parquet 文件夹，请在末尾加“/”。",
            param_hint=_HINT,
        )
    return Target(path, named)


def refuse_part(part: Path | None, inputs: Sequence[Path], *, force: bool) -> None:
    """Refuse a part (汇总件) that could not be written, before the work begins.

    Raises:
        click.BadParameter: another ending.
        OutputError: the place is taken or protected.
    """
    if part is None:
        return
    if part.suffix.lower() != PART_ENDING:
        raise click.BadParameter(f"汇总件的文件名应以{PART_ENDING}结尾，“{part}”不是。", param_hint="--part")
    refuse_inputs(part, inputs)
    refuse_existing(part, force=force)


def _book(summary: Summary, _target: Target, path: Path, force: bool) -> None:
    merging.write_summary(summary, path, force=force)


def _json(summary: Summary, _target: Target, path: Path, force: bool) -> None:
    write_atomically(path, lambda temporary: write_summary_json(summary, temporary), force=force)


def _page(summary: Summary, _target: Target, path: Path, force: bool) -> None:
    from xladdin.output.dashboard import dashboard_page

    write_atomically(path, dashboard_page(summary, pipeline.rules(), path.parent), force=force)


def _parquet(summary: Summary, target: Target, path: Path, force: bool) -> None:
    from xladdin.output.analysis import write_forms_table, write_parquet

    (write_parquet if target.folder else write_forms_table)(summary, path, force=force)


def _duckdb(summary: Summary, _target: Target, path: Path, force: bool) -> None:
    from xladdin.output.analysis import write_duckdb

    write_duckdb(summary, path, force=force)


_WRITERS: dict[str, Callable[[Summary, Target, Path, bool], None]] = {
    "xlsx": _book,
    "json": _json,
    "html": _page,
    "parquet": _parquet,
    "duckdb": _duckdb,
}
