"""A DuckDB database with the same tables; what a column means stands in its comment."""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING

from xladdin.output.analysis.schema import PRECISION, SCALE, Column, Kind, Table, load_schema
from xladdin.output.analysis.tables import Tables
from xladdin.output.writing import write_atomically

if TYPE_CHECKING:
    from pathlib import Path

    import duckdb

    from xladdin.model import Summary

_KINDS = {
    Kind.INT: "INTEGER",
    Kind.BOOL: "BOOLEAN",
    Kind.TEXT: "VARCHAR",
    Kind.WORD: "VARCHAR",
    Kind.TEXTS: "VARCHAR[]",
    Kind.FIGURE: f"DECIMAL({PRECISION}, {SCALE})",
}
_FAULT = "磁盘写入出错（空间不足、文件被占用或网络盘断开）"
#: Nothing is fetched, whatever the computer's own settings say.
_SETTINGS: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
}


def write_duckdb(summary: Summary, path: Path, *, force: bool) -> None:
    """Write every table of ``schema.toml`` to a database ``path``.

    Raises:
        OutputError: the file exists and ``force`` is not set, or the place cannot be written.
    """
    write_atomically(path, lambda temporary: _write(summary, temporary), force=force)


def _write(summary: Summary, path: Path) -> None:
    import duckdb

    path.unlink()  # the library makes its own file, it takes an empty one for damaged
    tables = Tables(summary)
    journal = path.with_name(f"{path.name}.wal")
    try:
        with duckdb.connect(str(path), config=_SETTINGS) as database:
            for table in load_schema():
                _write_table(database, tables, table)
            database.execute("CHECKPOINT")
    except (duckdb.IOException, duckdb.TransactionException, duckdb.FatalException) as fault:
        # What cannot be written ends a transaction, too; the library does not tell which fault of the disk it was.
        raise OSError(errno.EIO, _FAULT) from fault
    finally:
        journal.unlink(missing_ok=True)


def _write_table(database: duckdb.DuckDBPyConnection, tables: Tables, table: Table) -> None:
    """Names are those of the schema and need no quotes; descriptions are our own texts."""
    columns = ", ".join(map(_column, table.columns))
    database.execute(f"CREATE TABLE {table.name} ({columns})")
    database.register("incoming", tables.reader(table))
    database.execute(f"INSERT INTO {table.name} SELECT * FROM incoming")  # noqa: S608  a name of the schema
    database.unregister("incoming")
    database.execute(f"COMMENT ON TABLE {table.name} IS {_quoted(f'{table.title}：{table.about}')}")
    for column in table.columns:
        place = f'{table.name}."{column.name}"'
        unit = f"（{column.unit}）" if column.unit else ""
        database.execute(f"COMMENT ON COLUMN {place} IS {_quoted(column.description + unit)}")


def _column(column: Column) -> str:
    return f'"{column.name}" {_KINDS[column.kind]}{"" if column.nullable else " NOT NULL"}'


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
