"""Brings the add-in to Excel, and takes it away: a file in XLSTART and two values in the user's registry.

Excel is never started for it, no administrator is needed, and nothing of another program is touched.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from xladdin.errors import XladdinError
from xladdin.excel.addin import shipped
from xladdin.excel.windows import office, prerequisites, settings

if TYPE_CHECKING:
    from pathlib import Path

    from xladdin.excel.windows.computer import Computer

NEEDS_WINDOWS = "Excel 加载项只能装在 Windows 电脑上；这里仍可用命令行检查、评分、汇总。"


class InstallError(XladdinError):
    """What stopped an installation or a removal, and what to do."""


@dataclass(frozen=True, slots=True)
class Installed:
    """What an installation wrote."""

    file: Path
    settings: settings.Settings
    notes: tuple[str, ...]
    """What the user should know of this computer."""


@dataclass(frozen=True, slots=True)
class Removed:
    """What a removal took away."""

    file: Path | None
    settings: bool


def place(computer: Computer) -> Path:
    """Where the add-in lies: in the folder whose files Excel opens at every start."""
    if not computer.windows:
        raise InstallError(NEEDS_WINDOWS)
    if computer.appdata is None:
        raise InstallError("找不到用户的设置文件夹（环境变量 APPDATA 没有设置）。请在用户自己的命令行窗口中运行。")
    return computer.appdata / "Microsoft" / "Excel" / "XLSTART" / shipped.FILE_NAME


def install(computer: Computer, addin: Path | None = None) -> Installed:
    """Copy the add-in, the shipped one unless told otherwise, and write the settings.

    InstallError, before anything is written, where it could not work.
    """
    target = place(computer)
    addin = addin or shipped.addin_file()
    for fault in prerequisites.faults(computer, shipped.versions(addin)[shipped.XLWINGS]):
        raise InstallError(fault)
    python = computer.python
    _copy(addin, target)
    stored = settings.Settings(str(python.windowless), str(python.dll_folder))
    try:
        settings.write(computer.registry, stored)
    except OSError as fault:
        raise InstallError(f"不能写入注册表 HKEY_CURRENT_USER\\{settings.KEY}。请联系管理员放开。") from fault
    return Installed(target, stored, tuple(_notes(computer)))


def uninstall(computer: Computer) -> Removed:
    """Remove the file and the settings that ``install`` wrote, as far as they are there."""
    target = place(computer)
    there = target.is_file()
    if there:
        shipped.versions(target)  # a file of somebody else under this name stays
        try:
            target.unlink()
        except OSError as fault:
            raise InstallError(_cannot_write(target)) from fault
    return Removed(target if there else None, settings.remove(computer.registry))


def _copy(addin: Path, target: Path) -> None:
    """Put the add-in in place at once and whole."""
    # Beside XLSTART, not in it: whatever is left there by a broken run would be opened by Excel.
    new = target.parent.with_name(f"{target.name}.new")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        new.write_bytes(addin.read_bytes())
        new.replace(target)
    except OSError as fault:
        raise InstallError(_cannot_write(target)) from fault
    finally:
        new.unlink(missing_ok=True)


def _cannot_write(target: Path) -> str:
    if target.is_file() and not _can_open_for_writing(target):
        return f"{target} 正被占用。请关闭所有 Excel 窗口（任务管理器里也没有 Excel），再运行一次。"
    return f"不能写入文件夹 {target.parent}。请到该文件夹的属性中去掉只读，或联系管理员放开写入权限，再运行一次。"


def _can_open_for_writing(file: Path) -> bool:
    try:
        with file.open("r+b"):
            return True
    except OSError:
        return False


def _notes(computer: Computer) -> tuple[str, ...]:
    found = office.find(computer.registry)
    if found.excel is not None:
        return (office.WPS_BESIDE_EXCEL,) if found.wps else ()
    return (office.ONLY_WPS,) if found.wps else (office.NO_EXCEL,)
