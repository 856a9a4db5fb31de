"""The add-in that comes with the package: where it lies and what it says of itself."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import xladdin
from xladdin.errors import XladdinError
from xladdin.excel.addin.parts import CUSTOM_PROPERTIES

FILE_NAME = "xladdin.xlam"

XLADDIN = "xladdin"
XLWINGS = "xlwings"
"""The names of the two properties: the versions of xladdin and of xlwings that the add-in was built for."""

_PROPERTY = re.compile(r'<property [^>]*name="([^"]*)"[^>]*>\s*<vt:lpwstr>([^<]*)</vt:lpwstr>')


def macros_folder() -> Path:
    """The folder of the add-in and its sources: inside the installed package, or beside it in a source checkout."""
    package = Path(xladdin.__file__).parent
    installed = package / "data" / "macros"
    return installed if installed.is_dir() else package.parent / "macros"


def addin_file() -> Path:
    """The shipped xladdin.xlam; XladdinError when the installation lacks it."""
    file = macros_folder() / FILE_NAME
    if not file.is_file():
        raise XladdinError(f"安装不完整：找不到加载项文件 {file}。请重新安装 xladdin。")
    return file


def versions(file: Path) -> dict[str, str]:
    """The versions an add-in was built for, under ``XLADDIN`` and ``XLWINGS``; XladdinError if it is not our add-in."""
    try:
        with zipfile.ZipFile(file) as archive:
            properties = archive.read(CUSTOM_PROPERTIES).decode("utf-8")
    except (OSError, KeyError, zipfile.BadZipFile, UnicodeDecodeError) as fault:
        raise XladdinError(f"{file} 不是完好的 xladdin 加载项。请重新运行 xladdin install。") from fault
    found = dict(_PROPERTY.findall(properties))
    if not {XLADDIN, XLWINGS} <= found.keys():
        raise XladdinError(f"{file} 不是 xladdin 的加载项。请重新运行 xladdin install。")
    return found
