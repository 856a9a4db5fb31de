"""Tables that a user gives beside the forms, cut into columns by their headings: the list (名单), the alias table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xladdin.errors import XladdinError
from xladdin.merge.words import words
from xladdin.model import ListLine
from xladdin.model.texts import bare_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from xladdin.model import Workbook

_SELECTORS = ("file", "project", "unit")
_VALUES = ("subproject", "department", "region")
_HEADING_ROWS = 10


def load_list(path: Path, read: Callable[[Path], Workbook]) -> tuple[ListLine, ...]:
    """``read_list`` of a file; ``read`` makes a workbook of it."""
    return read_list(table_rows(read(path), f"名单“{path.name}”"), path.name)


def table_rows(workbook: Workbook, what: str) -> list[tuple[int, list[str]]]:
    """Number and texts of the lines of the first sheet that holds something.

    Raises:
        XladdinError: the file could not be read, or is empty.
    """
    for fault in workbook.faults:
        raise XladdinError(f"{what}无法读取：{fault.what.rstrip('。')}。{fault.do.rstrip('。')}。")
    sheet = next((sheet for sheet in workbook.sheets if sheet.cells), None)
    if sheet is None:
        raise XladdinError(f"{what}是空的：第一行应写栏目名，以下每行一条。")
    rows: dict[int, dict[int, str]] = {}
    for (row, column), cell in sheet.cells.items():
        rows.setdefault(row, {})[column] = str(cell.text).strip()
    return [
        (row, [cells.get(column, "") for column in range(1, max(cells) + 1)]) for row, cells in sorted(rows.items())
    ]


def read_list(rows: Sequence[tuple[int, Sequence[str]]], name: str) -> tuple[ListLine, ...]:
    """The lines of a list: which forms are meant (文件, 项目名称, 实施单位), and their 二级项目, 主管部门, 地区.

    Args:
        rows: number and texts of every line that is not empty.
        name: the file, for messages.

    Raises:
        XladdinError: no headings, nothing that says which forms are meant, or two lines that contradict one another.
    """
    lines = []
    for number, fields in columns(rows, words().list_columns, f"名单“{name}”"):
        if not any(fields.get(one) for one in _SELECTORS):
            raise XladdinError(f"名单“{name}”第{number}行没有写明是哪张表：请填写文件、项目名称或实施单位。")
        lines.append(ListLine(line=number, **fields))
    if lines and not any(getattr(line, one) for line in lines for one in _VALUES):
        raise XladdinError(f"名单“{name}”没有“二级项目”“主管部门”或“地区”：至少要有其中一栏，才知道归到哪里。")
    _refuse_contradictions(lines, name)
    return tuple(lines)


def _refuse_contradictions(lines: Sequence[ListLine], name: str) -> None:
    first: dict[tuple[str, ...], ListLine] = {}
    for line in lines:
        key = tuple(bare_text(getattr(line, one)) for one in _SELECTORS)
        other = first.setdefault(key, line)
        for field in _VALUES:
            one, two = getattr(other, field), getattr(line, field)
            if one and two and bare_text(one) != bare_text(two):
                raise XladdinError(
                    f"名单“{name}”第{other.line}行和第{line.line}行说的是同一张表，却一处写“{one}”、一处写“{two}”："
                    "请核对，只留一行。"
                )


def columns(
    rows: Sequence[tuple[int, Sequence[str]]], known: Mapping[str, Sequence[str]], what: str
) -> Iterator[tuple[int, dict[str, str]]]:
    """Number and fields of every line below the headings; a title above them is passed over.

    Raises:
        XladdinError: none of the first lines holds two known headings, or one heading stands twice.
    """
    field_of = {bare_text(heading): field for field, headings in known.items() for heading in headings}
    wanted = "、".join(f"“{headings[0]}”" for headings in known.values())
    for index, (_, cells) in enumerate(rows[:_HEADING_ROWS]):
        fields = {column: field_of[bare_text(cell)] for column, cell in enumerate(cells) if bare_text(cell) in field_of}
        if len(fields) < 2:
            continue
        if len(set(fields.values())) < len(fields):
            raise XladdinError(f"{what}有两栏是同一个意思：请只留一栏。可用的栏目名：{wanted}。")
        for number, line in rows[index + 1 :]:
            values = {field: line[column].strip() for column, field in fields.items() if column < len(line)}
            if any(values.values()):
                yield number, values
        return
    raise XladdinError(f"{what}没有找到栏目名：第一行应写栏目名，如{wanted}。")
