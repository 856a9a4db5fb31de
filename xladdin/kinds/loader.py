"""From a kind's data file to its ``Kind``."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import tomli

from xladdin.errors import XladdinError
from xladdin.model import FigureLine, Kind, ReportPart, Section

if TYPE_CHECKING:
    from collections.abc import Mapping

_HOME = Path(__file__).parent
#: The order in which kinds are listed: the main form first.
_FIRST = "project"
#: Characters of a name that may stand for the whole of it: 「部」 is a slip of the pen.
_SHORTEST = 2


@cache
def all_kinds() -> tuple[Kind, ...]:
    """Every kind, the project form first."""
    keys = sorted((path.stem for path in _HOME.glob("*.toml")), key=lambda key: (key != _FIRST, key))
    return tuple(_read(key) for key in keys)


def load_kind(name: str) -> Kind:
    """One kind by its key, its name or another name of it: department, 部门整体支出绩效自评表, 部门整体支出.

    The beginning of a name will do where it is that of one kind alone.

    Raises:
        XladdinError: no such kind, or several; names those that exist.
    """
    wanted = name.strip().casefold()
    names = {kind: (kind.key, kind.name, *kind.aliases) for kind in all_kinds()}
    exact = [kind for kind, own in names.items() if wanted in own]
    begun = [kind for kind, own in names.items() if len(wanted) >= _SHORTEST and _begins(wanted, own)]
    found = exact or begun
    if len(found) == 1:
        return found[0]
    known = "、".join(f"{kind.key}（{kind.aliases[0]}）" for kind in all_kinds())
    if found:
        raise XladdinError(f"“{name}”可能指几种表；可用的种类：{known}。")
    raise XladdinError(f"没有种类为“{name}”的表；可用的种类：{known}。")


def _begins(wanted: str, names: tuple[str, ...]) -> bool:
    return any(name.startswith(wanted) for name in names)


def _read(key: str) -> Kind:
    data = tomli.loads((_HOME / f"{key}.toml").read_text("utf-8"))
    return Kind(
        key=key,
        name=data["name"],
        title=data["title"],
        report_title=data["report_title"],
        scheme=data["scheme"],
        title_words=tuple(data["title_words"]),
        fields=tuple((row["field"], row["label"]) for row in data["fields"]),
        sections=tuple(_section(row) for row in data.get("sections", ())),
        figures=tuple(_figure(row) for row in data.get("figures", ())),
        report=tuple(_part(row) for row in data.get("report", ())),
        has_indicators=data.get("has_indicators", True),
        judges_by_standard=data.get("judges_by_standard", False),
        remarks_by_scheme=data.get("remarks_by_scheme", False),
        aliases=tuple(data.get("aliases", ())),
        funds_label=data.get("funds_label", "项目资金"),
    )


def _section(row: Mapping[str, Any]) -> Section:
    return Section(
        key=row["key"],
        label=row["label"],
        words=tuple(row.get("words", ())),
        hint=row.get("hint", ""),
        needed=row.get("needed", False),
        above=row.get("above", False),
    )


def _figure(row: Mapping[str, Any]) -> FigureLine:
    return FigureLine(row["key"], row["label"], row["unit"], tuple(row["columns"]), tuple(row.get("words", ())))


def _part(row: Mapping[str, Any]) -> ReportPart:
    lists = (tuple(row.get(name, ())) for name in ("sections", "sentences", "tables"))
    return ReportPart(row["heading"], row.get("level", 1), *lists)
