"""What Excel's add-in starts: ``pythonw -m xladdin.excel.server CLSID``, a COM server that answers cells and buttons.

Excel waits for it with the first formula, so nothing heavy is imported before it answers: xlwings alone would load
pandas and numpy, which no function in a cell needs.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Any, Final

import platformdirs

log = logging.getLogger("xladdin")

FUNCTION_MODULES: Final = ("xladdin.excel.udfs", "xladdin.excel.udfs_zh")
_HEAVY = ("pandas", "numpy", "polars", "matplotlib", "PIL")
_LOG_SIZE = 500_000
_CANNOT_START = 3


def main(clsid: str) -> int:
    """Serve until Excel ends; 3 where something is missing, which stands in the log then."""
    keep_log()
    try:
        xlwings = _xlwings()
        _preload(import_module("xlwings.udfs").udf_modules)
    except Exception:  # no console and no Excel to tell: the log, which 检查环境 names
        log.exception("the server could not start")
        return _CANNOT_START
    xlwings.serve(clsid)
    return 0


def log_file() -> Path:
    """Where the server writes what went wrong."""
    return platformdirs.user_log_path("xladdin", appauthor=False) / "server.log"


def keep_log() -> None:
    """Write the log to its file; without one where the folder cannot be written."""
    path = log_file()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(path, maxBytes=_LOG_SIZE, backupCount=1, encoding="utf-8")
    except OSError:
        return
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    log.addHandler(handler)


def press(action: str, workbook: Any) -> str:
    """What the button ``action`` tells the user, the workbook in front being ``workbook`` (None: none is open).

    The one boundary of the buttons: every failure is a sentence.
    """
    from xladdin.errors import XladdinError
    from xladdin.excel import ribbon
    from xladdin.excel.buttons.com import ComError, explained
    from xladdin.excel.buttons.desk import Desk

    try:
        excel = _running_excel() if workbook is None else workbook.Application
        return ribbon.BUTTONS[action](Desk(excel, workbook))
    except XladdinError as error:
        return str(error)
    except ComError as error:
        log.exception("Excel refused: %s", action)
        return str(explained(error, "这一步"))
    except Exception as error:
        log.exception("a button failed: %s", action)
        return f"程序自身出错（{type(error).__name__}），这一步没有完成。请把日志交给维护人员：{log_file()}"


def _running_excel() -> Any:
    """An Excel that runs without an open workbook; None where there is none."""
    xlwings = _xlwings()
    app = xlwings.apps.active
    return None if app is None else app.api


def _xlwings() -> Any:
    """The package, without what it imports only because it is there."""
    with _without(_HEAVY):
        return import_module("xlwings")


@contextmanager
def _without(names: tuple[str, ...]) -> Iterator[None]:
    """Let ``import`` find no module of these names; whoever needs one later imports it as ever."""
    hidden = [name for name in names if name not in sys.modules]
    sys.modules.update(dict.fromkeys(hidden))  # type: ignore[arg-type]
    try:
        yield
    finally:
        for name in hidden:
            if sys.modules.get(name, name) is None:
                del sys.modules[name]


def _preload(known: dict[str, dict[str, Any]]) -> None:
    """Tell xlwings our modules, so that it asks neither the open workbook nor the disk for them."""
    for name in FUNCTION_MODULES:
        module = import_module(name)
        known[name] = {"filename": module.__file__, "filetime": None, "module": module}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
