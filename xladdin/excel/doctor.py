"""检查环境: one plain report on whether the add-in can work on this computer, and what to do where it cannot."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

import xladdin
from xladdin.errors import XladdinError
from xladdin.excel import install
from xladdin.excel.addin import shipped
from xladdin.excel.windows import fonts, office, prerequisites, settings, trust
from xladdin.excel.windows.computer import this_computer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xladdin.excel.windows.computer import Computer

RUN_INSTALL = "请关闭 Excel，运行 xladdin install，再打开 Excel。"


class Mark(Enum):
    """How a line of the report is to be taken."""

    GOOD = "正常"
    NOTE = "注意"
    FAULT = "有误"
    UNKNOWN = "不明"


@dataclass(frozen=True, slots=True)
class Line:
    """One thing looked at: what it is, what was found, what to do."""

    mark: Mark
    title: str
    found: str
    do: str = ""

    def __str__(self) -> str:
        do = f"\n       怎么办：{self.do}" if self.do else ""
        return f"[{self.mark.value}] {self.title}：{self.found}{do}"


def report() -> str:
    """The report on this computer, for the ribbon."""
    return text(lines(this_computer()))


def text(found: list[Line]) -> str:
    """The report in print: heading, lines, verdict."""
    return "\n".join([f"检查环境（xladdin {xladdin.__version__}）", *map(str, found), f"结论：{verdict(found)}"])


def verdict(found: list[Line]) -> str:
    """One sentence: can the add-in work here, and what next."""
    faults = sum(line.mark is Mark.FAULT for line in found)
    notes = sum(line.mark is Mark.NOTE for line in found)
    if any(line.mark is Mark.UNKNOWN for line in found):
        return "这里不是 Windows，Excel 加载项不能用；命令行的检查、评分、汇总照常可用。"
    if faults:
        return f"加载项现在不能正常使用，有{faults}处要处理（标“有误”的各行），处理后请再检查一次。"
    if notes:
        return f"加载项可以使用，有{notes}处请留意（标“注意”的各行）。"
    return "一切正常，加载项可以使用。"


def is_healthy(found: list[Line]) -> bool:
    """No line says that something is wrong."""
    return all(line.mark is not Mark.FAULT for line in found)


def lines(computer: Computer) -> list[Line]:
    """Everything that was looked at."""
    python = computer.python
    head = [
        Line(Mark.GOOD, "系统", computer.system),
        Line(Mark.GOOD, "Python", f"{python.version_text}，{python.bits}位，{python.executable}"),
    ]
    if not computer.windows:
        return [*head, Line(Mark.UNKNOWN, "Excel、加载项、信任设置、字体", install.NEEDS_WINDOWS)]
    return [*head, *_prerequisites(computer), *_office(computer), *_installed(computer), *_fonts(computer)]


def _prerequisites(computer: Computer) -> Iterator[Line]:
    try:
        needed = shipped.versions(shipped.addin_file())[shipped.XLWINGS]
    except XladdinError as fault:
        yield Line(Mark.FAULT, "安装包", str(fault))
        return
    faults = list(prerequisites.faults(computer, needed))
    for sentence in faults:
        yield Line(Mark.FAULT, "运行条件", sentence)
    if not faults:
        yield Line(Mark.GOOD, "xlwings", f"{needed}，DLL 在 {computer.python.dll_folder}")


def _office(computer: Computer) -> Iterator[Line]:
    found = office.find(computer.registry)
    if found.excel is None:
        missing = office.ONLY_WPS if found.wps else office.NO_EXCEL
        yield Line(Mark.FAULT, "Excel", missing)
    else:
        yield Line(Mark.GOOD, "Excel", found.excel.title)
        yield from _trust(computer, found.excel.version)
    if found.wps and found.excel is not None:
        yield Line(Mark.NOTE, "WPS", office.WPS_BESIDE_EXCEL)
    if found.wps_opens_workbooks and found.excel is not None:
        do = "请右键单击文件，选“打开方式→选择其他应用→Excel”，勾选“始终”。"
        yield Line(Mark.NOTE, "默认程序", "双击 .xlsx 文件打开的是 WPS", do)


def _trust(computer: Computer, version: str) -> Iterator[Line]:
    obstacles = list(trust.obstacles(computer.registry, version))
    for obstacle in obstacles:
        mark = Mark.FAULT if obstacle.blocks else Mark.NOTE
        yield Line(mark, obstacle.title, obstacle.meaning, obstacle.do)
    if not obstacles:
        yield Line(Mark.GOOD, "信任设置", "没有发现会拦住加载项的设置")
    if trust.is_disabled_item(computer.registry, version, shipped.FILE_NAME):
        do = "请在 Excel 的“文件→选项→加载项”下方选“禁用项目→转到”，启用 xladdin.xlam。"
        yield Line(Mark.FAULT, "禁用项目", "Excel 因上次异常退出停用了加载项", do)


def _installed(computer: Computer) -> Iterator[Line]:
    try:
        file = install.place(computer)
    except XladdinError as fault:
        yield Line(Mark.FAULT, "加载项", str(fault))
        return
    yield _addin(file)
    yield _settings(computer)


def _addin(file: Path) -> Line:
    if not file.is_file():
        return Line(Mark.FAULT, "加载项", f"没有安装（{file} 不存在）", RUN_INSTALL)
    try:
        version = shipped.versions(file)[shipped.XLADDIN]
    except XladdinError as fault:
        return Line(Mark.FAULT, "加载项", str(fault))
    if version != xladdin.__version__:
        different = f"{file} 是{version}版，程序是{xladdin.__version__}版"
        return Line(Mark.FAULT, "加载项", different, RUN_INSTALL)
    return Line(Mark.GOOD, "加载项", f"{version}版，{file}")


def _settings(computer: Computer) -> Line:
    """The registered Python may well be another than the one that runs this; it has to be there."""
    stored = settings.read(computer.registry)
    title = "注册表设置"
    if not stored.interpreter or not stored.dll_folder:
        return Line(Mark.FAULT, title, "没有登记 Python", RUN_INSTALL)
    for path in (Path(stored.interpreter), Path(stored.dll_folder)):
        if not path.exists():
            return Line(Mark.FAULT, title, f"登记的 {path} 已不存在", RUN_INSTALL)
    if Path(stored.interpreter) != computer.python.windowless:
        do = "若要改用这里的 Python，请关闭 Excel 后运行 xladdin install；否则不必处理。"
        return Line(Mark.NOTE, title, f"Excel 用的是另一个 Python：{stored.interpreter}", do)
    return Line(Mark.GOOD, title, f"{stored.interpreter}；{stored.dll_folder}")


def _fonts(computer: Computer) -> Iterator[Line]:
    missing = fonts.missing(computer.registry)
    if missing:
        do = "可在 Windows 的“设置→应用→可选功能”中添加“中文(简体)补充字体”；不影响计算，只影响打印的样子。"
        yield Line(Mark.NOTE, "字体", f"没有{'、'.join(missing)}", do)
    else:
        yield Line(Mark.GOOD, "字体", f"{'、'.join(fonts.FONTS)}都有")
