"""What must hold before the add-in can work with this Python; a sentence for each thing that does not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xladdin.excel.windows.computer import dll_name

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from xladdin.excel.windows.computer import Computer

OLDEST_PYTHON = (3, 11)

EXCEL_BITS = (32, 64)


def faults(computer: Computer, xlwings: str) -> Iterator[str]:
    """What keeps an add-in that was built for this version of ``xlwings`` from working here, with what to do."""
    python = computer.python
    if python.version[:2] < OLDEST_PYTHON or python.bits != 64:
        yield (
            f"这里的 Python 是{python.version_text}，{python.bits}位，需要64位、3.11以上（Excel 是32位也一样）。"
            "请安装64位的 Python，再重新安装 xladdin。"
        )
    if not python.windowless.is_file():
        yield f"找不到 {python.windowless}。请用 python.org 的安装程序重新安装 Python，再重新安装 xladdin。"
    yield from _xlwings_faults(computer, xlwings)
    for path in (python.windowless, python.dll_folder):
        if path is not None and not computer.ansi_writes(path):
            yield _not_in_code_page(path)


def _xlwings_faults(computer: Computer, needed: str) -> Iterator[str]:
    python = computer.python
    order = f"运行 {python.executable} -m pip install --force-reinstall --no-deps xlwings=={needed}"
    if python.xlwings is None:
        yield f"没有安装 xlwings。请{order}"
        return
    if python.xlwings != needed:
        yield f"加载项要用 xlwings {needed}，这里装的是{python.xlwings}。请{order}"
        return
    missing = [name for name in _needed_dlls(needed) if not _is_there(python.dll_folder, name)]
    if missing:
        yield f"找不到{'、'.join(missing)}，可能被杀毒软件隔离了。请在杀毒软件中恢复并信任它们，或{order}"


def _needed_dlls(xlwings: str) -> tuple[str, ...]:
    return tuple(dll_name(bits, xlwings) for bits in EXCEL_BITS)


def _is_there(folder: Path | None, name: str) -> bool:
    return folder is not None and (folder / name).is_file()


def _not_in_code_page(path: Path) -> str:
    return (
        f"路径 {path} 中有 Excel 宏不能传递的字符（不在 Windows 的代码页里）。"
        "请把 Python 环境装在名称只有英文字母或常用汉字的文件夹中，例如 C:\\xladdin，再重新安装。"
    )
