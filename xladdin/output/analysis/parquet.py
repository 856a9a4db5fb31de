"""A folder of Parquet files, one a table."""

from __future__ import annotations

import os
import secrets
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from xladdin.errors import OutputError
from xladdin.output.analysis.schema import load_schema
from xladdin.output.analysis.tables import Tables, arrow_schema
from xladdin.output.writing import refuse_existing, system_faults, write_atomically

if TYPE_CHECKING:
    from collections.abc import Iterable

    from xladdin.model import Summary
    from xladdin.output.analysis.schema import Table

_ENDING = ".parquet"


def write_parquet(summary: Summary, folder: Path, *, force: bool) -> None:
    """Write every table of ``schema.toml`` to ``folder``: forms.parquet, indicators.parquet …

    The folder is there whole or not at all: it is made under another name and takes its own last. An existing one is
    replaced only with ``force``, and only if nothing but these files lies in it.

    Raises:
        OutputError: the folder exists, holds other files, or cannot be written.
    """
    refuse_folder(folder, force=force)
    with system_faults(folder):
        target = Path(os.path.realpath(folder))
        target.parent.mkdir(parents=True, exist_ok=True)
        temporary = target.parent / f".~{secrets.token_hex(6)}"
        try:
            temporary.mkdir()
            _write_tables(summary, temporary)
            _publish(temporary, target)
        finally:
            shutil.rmtree(temporary, ignore_errors=True)


def write_forms_table(summary: Summary, path: Path, *, force: bool) -> None:
    """Write the table forms alone to a file ``path``.

    Raises:
        OutputError: the file exists and ``force`` is not set, or the place cannot be written.
    """
    forms = next(table for table in load_schema() if table.name == "forms")
    write_atomically(path, lambda temporary: _write_table(Tables(summary), forms, temporary), force=force)


def refuse_folder(folder: Path, *, force: bool) -> None:
    """Refuse a folder that could not be written, before the work for it begins. An empty one is no hindrance.

    Raises:
        OutputError: it is a file, or holds files and ``force`` is not set, or others than ours.
    """
    with system_faults(folder):
        if not folder.is_dir():
            if folder.exists():
                raise OutputError(f"“{folder}”是一个文件，不能用作文件夹。请换一个名称。")
            refuse_existing(folder, force=force)  # whether its own folder can be written to
            return
        found = {one.name for one in folder.iterdir()}
    others = sorted(found - set(_names()))
    if others:
        raise OutputError(f"文件夹“{folder}”里有别的文件（如“{others[0]}”），未写入。请换一个文件夹，或写明一个新的。")
    if found and not force:
        raise OutputError(f"文件夹“{folder}”里已有汇总数据，未覆盖。要覆盖请加 --force，或换一个文件夹。")


def _names() -> Iterable[str]:
    return (f"{table.name}{_ENDING}" for table in load_schema())


def _write_tables(summary: Summary, folder: Path) -> None:
    tables = Tables(summary)
    for table in load_schema():
        path = folder / f"{table.name}{_ENDING}"
        _write_table(tables, table, path)
        with path.open("r+b") as file:
            os.fsync(file.fileno())


def _write_table(tables: Tables, table: Table, path: Path) -> None:
    import pyarrow.parquet as pq

    with pq.ParquetWriter(path, arrow_schema(table), compression="zstd") as writer:
        for batch in tables.batches(table):
            writer.write_batch(batch)


def _publish(temporary: Path, target: Path) -> None:
    """Give the folder its name; an old one of ours steps aside first and comes back if that fails."""
    if not target.exists():
        temporary.rename(target)
        return
    aside = target.parent / f".~{secrets.token_hex(6)}"
    target.rename(aside)
    try:
        temporary.rename(target)
    except OSError:
        aside.rename(target)
        raise
    shutil.rmtree(aside, ignore_errors=True)
