"""名单: a list of projects as a CSV file, one line a workbook to hand out."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

import tomli

from xladdin.errors import XladdinError
from xladdin.template.content import AMOUNTS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from xladdin.template.content import Filled

ENCODINGS = ("utf-8-sig", "gb18030")
SEPARATORS = "\t,;，；"
_SAME_PROJECT = ("unit", "project", "year")
_SHOWN = 8
#: Fields that are amounts; 项目金额 is that of a card.
_MONEY = AMOUNTS | {"amount"}
YUAN = {"元": Decimal(1), "万元": Decimal(10_000)}

_BRACKETS = re.compile(r"[（(](?P<inner>[^（()）]*)[）)]")
_YEAR = re.compile(r"(?P<year>(?:19|20)\d\d)(?:年度?)?")


@dataclass(frozen=True, slots=True)
class Heading:
    """A column of the list: the field it fills, and the unit its heading gives for amounts (empty: the form's)."""

    field: str
    text: str
    unit: str = ""


def read_list(path: Path, amount_unit: str) -> tuple[Mapping[str, Filled], ...]:
    """The lines of a list as values to fill in, amounts in ``amount_unit`` (元 or 万元).

    The file is CSV in UTF-8 (with or without BOM) or GBK, parted by commas, tabs or semicolons; its first line holds
    the headings. Empty lines are left out.

    Raises:
        XladdinError: unreadable file, a heading that is not understood, a line that does not fit; says which.
    """
    return tuple(row for _, row in _numbered_rows(path, amount_unit))


def list_doubts(path: Path) -> tuple[str, ...]:
    """What is questionable in a list and yet no fault, a sentence each: one project twice, lines without a unit.

    Raises:
        XladdinError: as ``read_list``.
    """
    first: dict[tuple[Filled | None, ...], tuple[int, Mapping[str, Filled]]] = {}
    doubts: list[str] = []
    without_unit: list[int] = []
    for number, row in _numbered_rows(path, "万元"):
        key = tuple(row.get(field) for field in _SAME_PROJECT)
        earlier, same = first.setdefault(key, (number, row))
        if earlier != number:
            what = "完全相同" if same == row else "是同一单位的同一项目"
            doubts.append(f"名单第{number}行与第{earlier}行{what}，仍各写了一份；重复的请删去一行后重新生成。")
        if "unit" not in row:
            without_unit.append(number)
    if without_unit:
        shown = "、".join(map(str, without_unit[:_SHOWN]))
        more = f"等{len(without_unit)}行" if len(without_unit) > _SHOWN else "行"
        doubts.append(f"名单第{shown}{more}没有实施单位，表中这一格空着，须由填报单位补填。")
    return tuple(doubts)


def _numbered_rows(path: Path, amount_unit: str) -> list[tuple[int, Mapping[str, Filled]]]:
    """The lines of a list below its headings, with their numbers in the file."""
    lines = list(_lines(path))
    if not lines:
        raise XladdinError(f"名单{path}是空的：第一行应为栏目名，以下每行一个项目。")
    (_, first), *rest = lines
    headings = _headings(path, first)
    rows = [(number, _row(path, number, headings, cells, amount_unit)) for number, cells in rest]
    if not rows:
        raise XladdinError(f"名单{path}只有栏目名，没有项目：请从第二行起，每行填写一个项目。")
    return rows


def _lines(path: Path) -> Iterator[tuple[int, list[str]]]:
    """(line number, cells) of the lines that are not empty."""
    text = _text(path)
    head = text.lstrip("\ufeff\r\n").partition("\n")[0]
    separator = max(SEPARATORS, key=head.count)
    reader = csv.reader(text.splitlines(keepends=True), delimiter=separator, strict=True)
    try:
        for cells in reader:
            stripped = [cell.strip() for cell in cells]
            if any(stripped):
                yield reader.line_num, stripped
    except csv.Error as fault:
        raise XladdinError(
            f"名单{path}第{reader.line_num}行无法读取：请核对引号是否成对，或另存为CSV（逗号分隔）后再试。"
        ) from fault


def _text(path: Path) -> str:
    try:
        data = path.read_bytes()
    except OSError as fault:
        raise XladdinError(f"名单{path}无法打开：请核对路径，并确认文件没有被其他程序占用。") from fault
    if data.startswith(b"PK") or b"\0" in data:
        raise XladdinError(f"名单{path}不是文本文件：请在Excel中另存为“CSV（逗号分隔）”后再试。")
    for encoding in ENCODINGS:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise XladdinError(f"名单{path}的文字编码无法识别：请另存为UTF-8或GBK编码的CSV。")


@cache
def _fields() -> dict[str, str]:
    """Heading → field."""
    table = tomli.loads(resources.files("xladdin.template").joinpath("lists.toml").read_text(encoding="utf-8"))
    return {heading: field for field, headings in table.items() for heading in headings}


def _headings(path: Path, cells: list[str]) -> list[Heading]:
    headings: list[Heading] = []
    for number, cell in enumerate(cells, start=1):
        name = re.sub(r"\s", "", _BRACKETS.sub("", cell))
        field = _fields().get(name)
        if field is None:
            known = "、".join(first_headings().values())
            raise XladdinError(f"名单{path}第{number}栏的栏目名“{cell}”不认识。可用的栏目名：{known}。")
        if any(heading.field == field for heading in headings):
            raise XladdinError(f"名单{path}有两栏都是“{first_headings()[field]}”：请删去一栏。")
        headings.append(Heading(field, cell, _heading_unit(path, cell, field)))
    if not {"project", "unit"} & {heading.field for heading in headings}:
        raise XladdinError(f"名单{path}没有“项目名称”也没有“实施单位”：至少要有其中一栏。")
    return headings


def first_headings() -> dict[str, str]:
    """Field → the heading by which a message names it."""
    return {field: heading for heading, field in reversed(_fields().items())}


def _heading_unit(path: Path, cell: str, field: str) -> str:
    """元 or 万元 in brackets behind the heading of an amount."""
    if field not in _MONEY:
        return ""
    for bracket in _BRACKETS.finditer(cell):
        unit = re.sub(r"\s|单位|[:：]", "", bracket["inner"])
        if unit in YUAN:
            return unit
        if unit.endswith("元"):
            raise XladdinError(f"名单{path}栏目“{cell}”的金额单位“{unit}”不认识：请改为元或万元。")
    return ""


def _row(path: Path, number: int, headings: list[Heading], cells: list[str], amount_unit: str) -> Mapping[str, Filled]:
    if any(cells[len(headings) :]):
        raise XladdinError(f"名单{path}第{number}行比栏目名多出内容：含有逗号的文字请用英文双引号括起来。")
    row: dict[str, Filled] = {}
    for heading, cell in zip(headings, cells, strict=False):
        if cell:
            row[heading.field] = _value(path, number, heading, cell, amount_unit)
    if not row.keys() & {"project", "unit"}:
        raise XladdinError(f"名单{path}第{number}行既没有项目名称，也没有实施单位：请补上，或删去这一行。")
    return row


def _value(path: Path, number: int, heading: Heading, cell: str, amount_unit: str) -> Filled:
    where = f"名单{path}第{number}行“{heading.text}”"
    if heading.field == "year":
        found = _YEAR.fullmatch(cell)
        if found is None:
            raise XladdinError(f"{where}填的是“{cell}”：应为四位数字的年份，例如2024。")
        return int(found["year"])
    if heading.field in _MONEY:
        amount = _amount(where, cell)
        return amount * YUAN[heading.unit or amount_unit] / YUAN[amount_unit]
    return cell


def _amount(where: str, cell: str) -> Decimal:
    try:
        amount = Decimal(cell.replace(",", "").replace("，", ""))
    except InvalidOperation:
        amount = Decimal("NaN")
    if not amount.is_finite() or amount < 0:
        raise XladdinError(f"{where}填的是“{cell}”：应为大于或等于0的数字，不带单位。")
    return amount
