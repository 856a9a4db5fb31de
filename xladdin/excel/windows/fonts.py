"""The fonts official forms are set in, by their Chinese and English names in the registry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xladdin.excel.windows.registry import Hive

if TYPE_CHECKING:
    from xladdin.excel.windows.registry import Registry

_KEY = r"SOFTWARE\Microsoft\Windows NT\CurrentVersion\Fonts"

FONTS = {"宋体": ("宋体", "simsun"), "黑体": ("黑体", "simhei"), "仿宋": ("仿宋", "fangsong")}
"""Font of a form → how its entry in the registry may start; Windows writes the name in its own language."""


def missing(registry: Registry) -> tuple[str, ...]:
    """The fonts this computer does not have."""
    installed = [name for hive in Hive for name in registry.values(hive, _KEY)]
    return tuple(font for font, starts in FONTS.items() if not any(name.startswith(starts) for name in installed))
