"""From a kind's data file to its ``Kind``."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from xladdin.errors import XladdinError
from xladdin.model import FigureLine, Kind, ReportPart, Section

if TYPE_CHECKING:
    from collections.abc import Mapping

_HOME = Path(__file__).parent
#: The order in which kinds are listed: the main form first.
_FIRST = "project"


@cache
def all_kinds() -> tuple[Kind, ...]:
    """Every kind, the project form first."""
    keys = sorted((path.stem for path in _HOME.glob("*.toml")), key=lambda key: (key != _FIRST, key))
    return tuple(_read(key) for key in keys)


def load_kind(key: str) -> Kind:
    """One kind by its key.

    Raises:
        XladdinError: no such kind; names those that exist.
    """
    for kind in all_kinds():
        if kind.key == key:
            return kind
    known = "、".join(f"{kind.key}（{kind.name}）" for kind in all_kinds())
    raise XladdinError(f"没有种类为“{key}”的表；可用的种类：{known}。")


def _read(key: str) -> Kind:
    data = tomllib.loads((_HOME / f"{key}.toml").read_text("utf-8"))
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
    )


def _section(row: Mapping[str, Any]) -> Section:
    return Section(
        row["key"], row["label"], tuple(row.get("words", ())), row.get("hint", ""), needed=row.get("needed", False)
    )


def _figure(row: Mapping[str, Any]) -> FigureLine:
    return FigureLine(row["key"], row["label"], row["unit"], tuple(row["columns"]), tuple(row.get("words", ())))


def _part(row: Mapping[str, Any]) -> ReportPart:
    lists = (tuple(row.get(name, ())) for name in ("sections", "sentences", "tables"))
    return ReportPart(row["heading"], row.get("level", 1), *lists)
