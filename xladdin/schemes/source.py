"""A scheme file as text: parsed TOML, and the line on which a setting stands."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from xladdin.schemes.faults import SchemeFaultKind, SchemeFileError

#: A setting's place: ("tiers", 1, "low") is the key ``low`` of the second ``[[tiers]]``.
Place = tuple[str | int, ...]

_HEADER = re.compile(r"\s*(\[\[?)\s*([^\[\]]+?)\s*\]\]?\s*(?:#.*)?$")
_ASSIGNMENT = re.compile(r"\s*((?:\"[^\"]*\"|'[^']*'|[^=\s\"'#\[\]{}])[^=\"']*?(?:\"[^\"]*\")?)\s*=")
_NAME = re.compile(r"\"([^\"]*)\"|'([^']*)'|([^.\s]+)")
_PLACE_IN_MESSAGE = re.compile(r"at line (\d+)")


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
        why = "找不到这个文件" if isinstance(error, FileNotFoundError) else f"文件读不了（{error.strerror}）"
        raise SchemeFileError(SchemeFaultKind.UNREADABLE, file, None, f"{why}，请检查路径和权限。") from error
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        what = "文件不是 UTF-8 编码，请用记事本“另存为”，编码选 UTF-8。"
        raise SchemeFileError(SchemeFaultKind.ENCODING, file, line, what) from error
    try:
        data = tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        found = _PLACE_IN_MESSAGE.search(str(error))
        line = int(found[1]) if found else text.count("\n") + 1
        what = f"不合 TOML 的写法（{error}）。常见原因：文字少了引号、同一项写了两次、等号或引号是全角的。"
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
