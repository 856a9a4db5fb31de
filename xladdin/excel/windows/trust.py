"""Settings of Office and Windows that stop an add-in: read from the registry, explained by trust.toml."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import tomli

from xladdin.excel.windows.registry import Hive

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xladdin.excel.windows.registry import Registry, Value

_DISABLED_ITEMS = r"Software\Microsoft\Office\{version}\Excel\Resiliency\DisabledItems"


@dataclass(frozen=True, slots=True)
class Setting:
    """A setting: where it stands, and what its values mean."""

    title: str
    name: str
    places: tuple[str, ...]
    blocks: bool
    do: str
    values: dict[str, str]


@dataclass(frozen=True, slots=True)
class Obstacle:
    """A setting found to stop the add-in (``blocks``), or that may."""

    title: str
    meaning: str
    do: str
    blocks: bool


@cache
def settings() -> tuple[Setting, ...]:
    """The settings looked at."""
    rows = tomli.loads((files(__package__) / "trust.toml").read_text(encoding="utf-8"))["setting"]
    return tuple(Setting(**(row | {"places": tuple(row["places"])})) for row in rows)


def obstacles(registry: Registry, version: str) -> Iterator[Obstacle]:
    """What stops, or may stop, an add-in in the Excel of this ``version`` (16.0)."""
    for setting in settings():
        meaning = setting.values.get(str(_value(registry, setting, version)))
        if meaning is not None:
            yield Obstacle(setting.title, meaning, setting.do, setting.blocks)


def is_disabled_item(registry: Registry, version: str, file_name: str) -> bool:
    """Whether Excel switched the file off after a crash; it keeps the path in UTF-16 inside a binary value."""
    wanted = file_name.lower()
    return any(
        isinstance(content, bytes) and wanted in content.decode("utf-16-le", errors="replace").lower()
        for content in registry.values(Hive.USER, _DISABLED_ITEMS.format(version=version)).values()
    )


def _value(registry: Registry, setting: Setting, version: str) -> Value:
    for place in setting.places:
        root, _, key = place.partition("\\")
        value = registry.value(Hive(root), key.format(version=version), setting.name)
        if value is not None:
            return value
    return None
