"""A summary as tables for those who go on analysing: Parquet files or a DuckDB database.

The libraries come with the extra ``xladdin[analysis]``. ``schema.toml`` is the one definition of tables and columns.
"""

from xladdin.output.analysis.database import write_duckdb
from xladdin.output.analysis.libraries import require_libraries
from xladdin.output.analysis.manual import schema_markdown
from xladdin.output.analysis.parquet import refuse_folder, write_forms_table, write_parquet
from xladdin.output.analysis.schema import Column, Table, load_schema

__all__ = [
    "Column",
    "Table",
    "load_schema",
    "refuse_folder",
    "require_libraries",
    "schema_markdown",
    "write_duckdb",
    "write_forms_table",
    "write_parquet",
]
