"""别名表: names that mean the same, as a user settled them: 别名 → 标准名."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

import tomli

from xladdin.errors import XladdinError
from xladdin.merge.lists import columns, table_rows
from xladdin.merge.words import indicator_key, unnumbered, words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from xladdin.model import Workbook

#: What the parser says of a key that stands twice.
_TWICE = "overwrite"
_PLACE = re.compile(r"line (\d+), column (\d+)")


class Aliases:
    """Standard names by alias; remembers which were used. Spaces, width and numbering do not matter."""

    def __init__(self, pairs: Iterable[tuple[str, str]] = ()) -> None:
        """Take the pairs (别名, 标准名); a chain of aliases leads to its last name.

        Raises:
            XladdinError: one alias with two standard names, or a circle.
        """
        direct: dict[str, tuple[str, str]] = {}
        self.needless: list[str] = []  # two spellings that are one name anyway
        for alias, standard in pairs:
            if indicator_key(alias) == indicator_key(standard):
                self.needless.append(alias)
                continue
            earlier = direct.setdefault(indicator_key(alias), (alias, standard))[1]
            if indicator_key(earlier) != indicator_key(standard):
                raise XladdinError(
                    f"别名表自相矛盾：“{alias}”的标准名一处是“{earlier}”，一处是“{standard}”。请核对，只留一个。"
                )
        self._pairs = {key: (alias, _last(direct, key)) for key, (alias, _) in direct.items()}
        self._used: set[str] = set()

    def standard(self, name: str) -> str:
        """The standard name of ``name``; itself where it is no alias."""
        pair = self._pairs.get(indicator_key(name)) if self._pairs else None
        if pair is None:
            return name
        self._used.add(indicator_key(name))
        return pair[1]

    @property
    def used(self) -> tuple[tuple[str, str], ...]:
        """The pairs that were needed, in the order of the table."""
        return tuple(pair for key, pair in self._pairs.items() if key in self._used)

    @property
    def unused(self) -> tuple[str, ...]:
        """The aliases that no form uses, in the order of the table."""
        return tuple(alias for key, (alias, _) in self._pairs.items() if key not in self._used)


def _last(direct: Mapping[str, tuple[str, str]], key: str) -> str:
    """The name at the end of a chain of aliases."""
    passed = [direct[key][0]]
    standard = direct[key][1]
    seen = {key}
    while (key := indicator_key(standard)) in direct:
        passed.append(standard)
        if key in seen:
            raise XladdinError(f"别名表成了循环：{'→'.join(passed)}。请只留一个作标准名。")
        seen.add(key)
        standard = direct[key][1]
    return unnumbered(standard)


def load_aliases(path: Path, read: Callable[[Path], Workbook]) -> Aliases:
    """The aliases of a file: TOML by its ending, else a table, of which ``read`` makes a workbook.

    Raises:
        XladdinError: the file cannot be read, or what ``read_aliases`` and ``aliases_of`` refuse.
    """
    if path.suffix.lower() != ".toml":
        return read_aliases(table_rows(read(path), f"别名表“{path.name}”"), path.name)
    try:
        return aliases_of(tomli.loads(path.read_bytes().decode("utf-8-sig")), path.name)
    except OSError as fault:
        raise XladdinError(f"别名表“{path}”无法打开：请核对路径，并确认文件没有被其他程序占用。") from fault
    except UnicodeDecodeError as fault:
        raise XladdinError(f"别名表“{path.name}”的文字编码无法识别：请另存为 UTF-8。") from fault
    except tomli.TOMLDecodeError as fault:
        if _TWICE in str(fault):
            raise XladdinError(f"别名表“{path.name}”里同一个别名写了两次：请只留一个。") from fault
        place = _PLACE.search(str(fault))
        where = f"第{place[1]}行第{place[2]}列" if place else "末尾"
        raise XladdinError(
            f"别名表“{path.name}”{where}不合TOML的写法：名称要写在英文双引号里，"
            '如 "别名" = "标准名"；也可改用 CSV 或 xlsx。'
        ) from fault


def read_aliases(rows: Sequence[tuple[int, Sequence[str]]], name: str) -> Aliases:
    """The aliases of a table with the columns 别名 and 标准名.

    Raises:
        XladdinError: no headings, a line with one of the two names alone, or what ``Aliases`` refuses.
    """
    pairs = []
    for number, fields in columns(rows, words().alias_columns, f"别名表“{name}”"):
        alias, standard = fields.get("alias", ""), fields.get("standard", "")
        if not alias or not standard:
            raise XladdinError(f"别名表“{name}”第{number}行只填了一个名称：请把别名和标准名都填上，或删去这一行。")
        pairs.append((alias, standard))
    return _filled(pairs, name)


def aliases_of(table: Mapping[str, object], name: str) -> Aliases:
    """The aliases of a TOML table: 别名 = "标准名", or 标准名 = ["别名", …]; tables in it are read likewise.

    Raises:
        XladdinError: a value that is neither, or what ``Aliases`` refuses.
    """
    return _filled(list(_pairs(table, name)), name)


def _filled(pairs: Sequence[tuple[str, str]], name: str) -> Aliases:
    if not pairs:
        raise XladdinError(f"别名表“{name}”里没有别名：请每行写一个别名和它的标准名，或不用 --aliases。")
    return Aliases(pairs)


def _pairs(table: Mapping[str, object], name: str) -> Iterable[tuple[str, str]]:
    for key, value in table.items():
        if isinstance(value, str):
            yield key, value
        elif isinstance(value, list) and all(isinstance(one, str) for one in value):
            yield from ((one, key) for one in value)
        elif isinstance(value, Mapping):
            yield from _pairs(value, name)
        else:
            raise XladdinError(
                f'别名表“{name}”里“{key}”的写法看不懂：请写成 "别名" = "标准名"，或 "标准名" = ["别名一", "别名二"]。'
            )
