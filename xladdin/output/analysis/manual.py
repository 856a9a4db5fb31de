"""The tables and their columns as the manual prints them."""

from __future__ import annotations

from xladdin.output.analysis.schema import PRECISION, SCALE, Column, Kind, Table, load_schema

_KINDS = {
    Kind.INT: "整数",
    Kind.BOOL: "是否",
    Kind.TEXT: "文字",
    Kind.WORD: "文字（字典）",
    Kind.TEXTS: "文字列表",
    Kind.FIGURE: f"decimal({PRECISION}, {SCALE})",
}


def schema_markdown() -> str:
    """Every table with its columns, in Markdown."""
    return "\n".join(line for table in load_schema() for line in (*_table(table), ""))


def _table(table: Table) -> list[str]:
    head = [
        f"### {table.name}（{table.title}）",
        "",
        table.about,
        "",
        "| 列 | 类型 | 单位 | 含义 |",
        "|---|---|---|---|",
    ]
    return [*head, *map(_line, table.columns)]


def _line(column: Column) -> str:
    kind = _KINDS[column.kind] + ("，可为空" if column.nullable else "")
    return f"| `{column.name}` | {kind} | {column.unit} | {column.description} |"
