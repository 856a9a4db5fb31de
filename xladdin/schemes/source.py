"""A scheme file as text: parsed TOML, and the line on which a setting stands."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import tomli

from xladdin.model.patterns import lazy_pattern
from xladdin.schemes.faults import SchemeFaultKind, SchemeFileError

#: A setting's place: ("tiers", 1, "low") is the key ``low`` of the second ``[[tiers]]``.
Place = tuple[str | int, ...]

_HEADER = lazy_pattern(r"\s*(\[\[?)\s*([^\[\]]+?)\s*\]\]?\s*(?:#.*)?$")
_ASSIGNMENT = lazy_pattern(r"\s*((?:\"[^\"]*\"|'[^']*'|[^=\s\"'#\[\]{}])[^=\"']*?(?:\"[^\"]*\")?)\s*=")
_NAME = lazy_pattern(r"\"([^\"]*)\"|'([^']*)'|([^.\s]+)")
_PLACE_IN_MESSAGE = lazy_pattern(r"at line (\d+)")

_UNREADABLE: dict[type[OSError], str] = {
    FileNotFoundError: "找不到这个文件",
    PermissionError: "没有权限读这个文件",
    IsADirectoryError: "这是一个文件夹，不是方案文件",
}
_USUAL = "常见原因是文字少了引号、等号或引号是全角的"
#: A piece of the library's message → what it means.
_SYNTAX = {
    "Cannot overwrite a value": "同一项写了两次",
    "Cannot declare": "同一节写了两次",
    "Cannot mutate": "同一节分在两处写了",
    "Cannot redefine": "同一节写了两次",
    "Expected '='": "名称后面应是半角等号“=”",
    "Invalid value": "等号后面的值写法不对，文字要用半角引号括起来",
    "Invalid statement": "这一行不是“名称 = 值”，也不是 [一节]；名称有汉字的要用半角引号括起来",
    "Invalid initial": "名称有汉字的要用半角引号括起来",
    "Duplicate inline": "同一项写了两次",
    "Unterminated": "引号没有成对",
    "Illegal character": "引号没有成对，或文字中有不能直接写的字符",
    "Unescaped '\\'": "反斜杠“\\”要写两个",
    "Unclosed array": "方括号没有成对",
    "Expected newline or end of document": "一行只能写一项，值的后面不能再有别的内容",
    "Expected ']": "方括号没有成对",
    "Invalid date": "日期不存在",
}


@dataclass(frozen=True, slots=True)
class SchemeText:
    """A scheme file: how messages name it, its text and what it says."""

    file: str
    text: str
    data: dict[str, Any]

    def line_of(self, place: Place) -> int:
        """The 1-based line of a setting, or of the nearest table around it that the file writes down."""
        lines = _index(self.text)
        while place and place not in lines:
            place = place[:-1]
        return lines.get(place, 1)

    def fault(self, kind: SchemeFaultKind, place: Place, what: str) -> SchemeFileError:
        """An error about the setting at ``place``."""
        return SchemeFileError(kind, self.file, self.line_of(place), what)


def read_scheme(path: Path, file: str) -> SchemeText:
    """Reads a scheme file; ``file`` is how messages name it.

    Raises:
        SchemeFileError: it cannot be read, is not UTF-8 or not TOML.
    """
    try:
        raw = path.read_bytes()
    except OSError as error:
        why = next((words for kind, words in _UNREADABLE.items() if isinstance(error, kind)), "文件读不了")
        raise SchemeFileError(SchemeFaultKind.UNREADABLE, file, None, f"{why}，请检查路径和权限。") from error
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        what = "文件不是 UTF-8 编码，请用记事本“另存为”，编码选 UTF-8。"
        raise SchemeFileError(SchemeFaultKind.ENCODING, file, line, what) from error
    try:
        data = tomli.loads(text, parse_float=Decimal)
    except tomli.TOMLDecodeError as error:
        found = _PLACE_IN_MESSAGE.search(str(error))
        line = int(found[1]) if found else text.count("\n") + 1
        why = next((words for piece, words in _SYNTAX.items() if piece in str(error)), _USUAL)
        what = f"不合 TOML 的写法：{why}。"
        raise SchemeFileError(SchemeFaultKind.SYNTAX, file, line, what) from error
    return SchemeText(file, text, data)


def _index(text: str) -> dict[Place, int]:
    """Place → line, by one walk over the lines; needed only once something is wrong."""
    lines: dict[Place, int] = {}
    counts: dict[tuple[str, ...], int] = {}
    table: Place = ()
    for number, line in enumerate(text.splitlines(), start=1):
        header = _HEADER.match(line)
        if header:
            names = _names(header[2])
            if header[1] == "[[":
                counts[names] = counts.get(names, -1) + 1
            table = _counted(names, counts)
            lines.setdefault(table, number)
            for length in range(1, len(table)):
                lines.setdefault(table[:length], number)
            continue
        assignment = _ASSIGNMENT.match(line)
        if assignment:
            lines.setdefault(table + _names(assignment[1]), number)
    return lines


def _counted(names: tuple[str, ...], counts: dict[tuple[str, ...], int]) -> Place:
    """The names with the number of the current table after each array of tables."""
    place: list[str | int] = []
    for length, name in enumerate(names, start=1):
        place.append(name)
        if names[:length] in counts:
            place.append(counts[names[:length]])
    return tuple(place)


def _names(dotted: str) -> tuple[str, ...]:
    return tuple(next(part for part in match.groups() if part is not None) for match in _NAME.finditer(dotted))
