"""What installation and diagnosis ask of a computer: its system, its folders, its registry, its Python."""

from __future__ import annotations

import os
import platform
import struct
import sys
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from xladdin.excel.windows.registry import NoRegistry, Registry, WindowsRegistry

WINDOWS_ANSI = "mbcs"
"""The code page in which VBA hands texts to Windows: on a Chinese computer 936."""


@dataclass(frozen=True, slots=True)
class Python:
    """The Python that runs this, and what lies in its environment."""

    executable: Path
    version: tuple[int, int, int]
    bits: int
    xlwings: str | None
    """Version of the installed xlwings; None without one."""
    dll_folder: Path | None
    """Where xlwings' DLLs lie; None where its list of files names none that is there."""

    @property
    def windowless(self) -> Path:
        """pythonw.exe of this environment: the add-in starts it, so that no black window shows."""
        return self.executable.with_name("pythonw.exe")

    @property
    def version_text(self) -> str:
        """3.11.9."""
        return ".".join(map(str, self.version))


@dataclass(frozen=True, slots=True)
class Computer:
    """A computer; tests hand in one of their own."""

    windows: bool
    system: str
    """Name and version of the system, for the report."""
    registry: Registry
    appdata: Path | None
    """The user's folder of settings (%APPDATA%)."""
    ansi: str
    python: Python

    def ansi_writes(self, path: Path) -> bool:
        """Whether VBA can hand this path to Windows."""
        try:
            str(path).encode(self.ansi, "strict")
        except UnicodeEncodeError:
            return False
        return True


def this_computer() -> Computer:
    """The computer this runs on."""
    windows = sys.platform == "win32"
    appdata = os.environ.get("APPDATA")
    return Computer(
        windows=windows,
        system=f"{platform.system()} {platform.release()}（{platform.version()}）",
        registry=WindowsRegistry() if windows else NoRegistry(),
        appdata=Path(appdata) if appdata else None,
        ansi=WINDOWS_ANSI if windows else "utf-8",
        python=_this_python(),
    )


def dll_name(bits: int, xlwings: str) -> str:
    """The DLL for an Excel of so many bits; its name carries the version of xlwings."""
    return f"xlwings{bits}-{xlwings}.dll"


def _this_python() -> Python:
    try:
        distribution: metadata.Distribution | None = metadata.distribution("xlwings")
    except metadata.PackageNotFoundError:
        distribution = None
    return Python(
        executable=Path(sys.executable),
        version=sys.version_info[:3],
        bits=struct.calcsize("P") * 8,
        xlwings=distribution.version if distribution else None,
        dll_folder=_dll_folder(distribution) if distribution else None,
    )


def _dll_folder(xlwings: metadata.Distribution) -> Path | None:
    """The folder of the DLLs by the list of installed files: it differs between venv, user and plain installations."""
    wanted = dll_name(64, xlwings.version)
    for file in xlwings.files or ():
        if file.name == wanted:
            located = Path(str(file.locate())).resolve()
            if located.is_file():
                return located.parent
    return None
