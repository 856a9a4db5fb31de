"""The user's settings that the add-in reads: which Python to start and where the DLL lies.

VBA's GetSetting reads them below HKEY_CURRENT_USER and nowhere else: no workbook and no folder can change what runs.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from xladdin.excel.windows.registry import Hive

if TYPE_CHECKING:
    from xladdin.excel.windows.registry import Registry

KEY = r"Software\VB and VBA Program Settings\xladdin\python"
INTERPRETER = "interpreter"
DLL_FOLDER = "dlldir"


@dataclass(frozen=True, slots=True)
class Settings:
    """The two values, as text; empty where there is none."""

    interpreter: str
    dll_folder: str


def read(registry: Registry) -> Settings:
    """The stored settings."""
    return Settings(_text(registry, INTERPRETER), _text(registry, DLL_FOLDER))


def write(registry: Registry, settings: Settings) -> None:
    """Store the settings; OSError where the registry cannot be written."""
    registry.write(KEY, INTERPRETER, settings.interpreter)
    registry.write(KEY, DLL_FOLDER, settings.dll_folder)


def remove(registry: Registry) -> bool:
    """Remove the settings; whether there were any."""
    names = [name for name in (INTERPRETER, DLL_FOLDER) if registry.value(Hive.USER, KEY, name) is not None]
    for name in names:
        registry.remove(KEY, name)
    return bool(names)


def _text(registry: Registry, name: str) -> str:
    value = registry.value(Hive.USER, KEY, name)
    return value if isinstance(value, str) else ""
