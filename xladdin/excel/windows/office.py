"""Which spreadsheet program this computer has: Microsoft Excel, WPS, both or none."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from xladdin.excel.windows.registry import Hive

if TYPE_CHECKING:
    from xladdin.excel.windows.registry import Registry

NO_EXCEL = "没有找到 Microsoft Excel。装好 Excel 后打开它，就能看到“绩效自评”选项卡。"
ONLY_WPS = (
    "这台电脑只有 WPS 表格。WPS 不能使用本加载项的函数和按钮；自评表里自带的公式在 WPS 中照常计算，"
    "检查和汇总请用命令行。"
)
WPS_BESIDE_EXCEL = "这台电脑还装有 WPS 表格。加载项只在 Microsoft Excel 中可用：请用 Excel 打开自评表。"

_APP_PATHS = r"SOFTWARE\Microsoft\Windows\CurrentVersion\App Paths"
_CLICK_TO_RUN = r"SOFTWARE\Microsoft\Office\ClickToRun\Configuration"
_INSTALL_ROOT = r"SOFTWARE\Microsoft\Office\{version}\Excel\InstallRoot"
_KINGSOFT = r"Software\Kingsoft\Office\6.0\Common"
_DEFAULT_PROGRAM = r"Software\Microsoft\Windows\CurrentVersion\Explorer\FileExts\.xlsx\UserChoice"
_WPS_PROGRAM = re.compile(r"K?ET\.|WPS\.", re.IGNORECASE)

VERSIONS = ("16.0", "15.0", "14.0", "12.0")
"""Excel's own numbers, newest first: 16.0 stands for 2016 and everything since."""

_NAMES = {"16.0": "Excel 2016或更新", "15.0": "Excel 2013", "14.0": "Excel 2010", "12.0": "Excel 2007"}

_MACHINES = {0x014C: 32, 0x8664: 64}
"""Bits by the machine number of a program's header ([PE] COFF file header)."""


@dataclass(frozen=True, slots=True)
class Excel:
    """Microsoft Excel on this computer."""

    version: str
    """16.0: the number under which its settings lie in the registry."""
    build: str
    """The full number where Excel reports one, else empty."""
    program: str
    """Path of excel.exe, empty where unknown."""
    bits: int | None

    @property
    def title(self) -> str:
        """Excel 2016或更新（16.0.17928.20114，64位）."""
        bits = f"{self.bits}位" if self.bits else "位数不明"
        return f"{_NAMES[self.version]}（{self.build or self.version}，{bits}）"


@dataclass(frozen=True, slots=True)
class Office:
    """The spreadsheet programs found."""

    excel: Excel | None
    wps: bool
    wps_opens_workbooks: bool
    """A double click on an .xlsx file starts WPS."""


def find(registry: Registry) -> Office:
    """What the registry says of Excel and WPS."""
    default = registry.value(Hive.USER, _DEFAULT_PROGRAM, "ProgId")
    wps = bool(registry.values(Hive.USER, _KINGSOFT)) or bool(_program(registry, "et.exe"))
    return Office(
        excel=_excel(registry),
        wps=wps,
        wps_opens_workbooks=wps and isinstance(default, str) and _WPS_PROGRAM.match(default) is not None,
    )


def bits_of(program: Path) -> int | None:
    """32 or 64 by the header of a program file; None where it cannot be told."""
    try:
        with program.open("rb") as file:
            head = file.read(4096)
    except OSError:
        return None
    start = int.from_bytes(head[0x3C:0x40], "little")
    if head[:2] != b"MZ" or head[start : start + 4] != b"PE\0\0":
        return None
    return _MACHINES.get(int.from_bytes(head[start + 4 : start + 6], "little"))


def _excel(registry: Registry) -> Excel | None:
    build = _text(registry, _CLICK_TO_RUN, "VersionToReport")
    program = _program(registry, "excel.exe")
    version = _version(registry, build)
    if version is None:
        return None
    bits = bits_of(Path(program)) if program else None
    platforms = {"x86": 32, "x64": 64}
    return Excel(version, build, program, bits or platforms.get(_text(registry, _CLICK_TO_RUN, "Platform")))


def _version(registry: Registry, build: str) -> str | None:
    """The number under which Excel keeps its settings."""
    for version in VERSIONS:
        if _text(registry, _INSTALL_ROOT.format(version=version), "Path"):
            return version
    # Office installed by Click-to-Run may keep the path elsewhere; without excel.exe it is Office without Excel.
    major = f"{build.partition('.')[0]}.0"
    return major if major in _NAMES and _program(registry, "excel.exe") else None


def _program(registry: Registry, name: str) -> str:
    key = f"{_APP_PATHS}\\{name}"
    found = registry.value(Hive.MACHINE, key, "") or registry.value(Hive.USER, key, "")
    return found.strip('"') if isinstance(found, str) else ""


def _text(registry: Registry, key: str, name: str) -> str:
    value = registry.value(Hive.MACHINE, key, name)
    return value if isinstance(value, str) else ""
