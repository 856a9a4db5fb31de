"""Computers made for tests: a registry in memory, folders of their own."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from xladdin.excel.windows.computer import Computer, Python
from xladdin.excel.windows.registry import Hive

XLWINGS = "0.37.8"
EXCEL_ROOT = r"SOFTWARE\Microsoft\Office\16.0\Excel\InstallRoot"
FONTS = r"SOFTWARE\Microsoft\Windows NT\CurrentVersion\Fonts"
WPS = r"Software\Kingsoft\Office\6.0\Common"


class MemoryRegistry:
    """Keys and names without regard to case, as in Windows; refuses to write when told so."""

    def __init__(self):
        self.content = {}
        self.locked = False

    def put(self, hive, key, name, content):
        self.content.setdefault((hive, key.lower()), {})[name.lower()] = content

    def value(self, hive, key, name):
        return self.values(hive, key).get(name.lower())

    def values(self, hive, key):
        return dict(self.content.get((hive, key.lower()), {}))

    def write(self, key, name, text):
        if self.locked:
            raise PermissionError(5, "Access is denied")
        self.put(Hive.USER, key, name, text)

    def remove(self, key, name):
        values = self.content.get((Hive.USER, key.lower()), {})
        values.pop(name.lower(), None)
        if not values:
            self.content.pop((Hive.USER, key.lower()), None)


def python_in(folder: Path) -> Python:
    """A Python with everything that installation wants."""
    folder.mkdir(parents=True)
    for name in ("python.exe", "pythonw.exe", f"xlwings64-{XLWINGS}.dll", f"xlwings32-{XLWINGS}.dll"):
        (folder / name).touch()
    return Python(folder / "python.exe", (3, 11, 9), 64, XLWINGS, folder)


def healthy(folder: Path) -> Computer:
    """A Chinese Windows with Excel 2016 of 64 bits and all fonts; nothing installed yet."""
    registry = MemoryRegistry()
    excel = folder / "Office16"
    excel.mkdir(parents=True)
    registry.put(Hive.MACHINE, EXCEL_ROOT, "Path", str(excel))
    registry.put(
        Hive.MACHINE,
        r"SOFTWARE\Microsoft\Windows\CurrentVersion\App Paths\excel.exe",
        "",
        f'"{program(excel / "EXCEL.EXE", 0x8664)}"',
    )
    for font in ("SimSun & NSimSun (TrueType)", "黑体 (TrueType)", "FangSong (TrueType)"):
        registry.put(Hive.MACHINE, FONTS, font, "x.ttf")
    return Computer(
        windows=True,
        system="Windows 10",
        registry=registry,
        appdata=folder / "AppData" / "Roaming",
        ansi="cp936",
        python=python_in(folder / "环境" / "Scripts"),
    )


def program(file: Path, machine: int) -> Path:
    """A program file as far as its header says for which machine it is."""
    file.write_bytes(
        b"MZ" + bytes(0x3A) + (0x80).to_bytes(4, "little") + bytes(0x40) + b"PE\0\0" + machine.to_bytes(2, "little")
    )
    return file


def with_python(computer: Computer, **changes: object) -> Computer:
    return replace(computer, python=replace(computer.python, **changes))
