"""xlwings' real way from a cell to a function, without Excel: ``python -m tests.excel.fakecom``.

Real: the decorators, XLPython.CallUDF, the conversion of arguments and results, missing arguments, error values. Not
real: COM, the DLL, VBA, Excel; pywin32 is replaced by stand-ins. A process of its own, because the stand-ins must not
meet a program that goes on. It answers each line of JSON [module, function, arguments] with a line of JSON; an argument
is a value, {"range": rows}, {"date": [year, month, day]}, {"error": code} or {"missing": true}.
"""

from __future__ import annotations

import ctypes
import datetime as dt
import importlib
import json
import subprocess
import sys
import types
from pathlib import Path
from unittest.mock import MagicMock

RANGE_IID = "{00020846-0000-0000-C000-000000000046}"
MISSING = -2147352572  # DISP_E_PARAMNOTFOUND as pywin32 hands it over
ROOT = Path(__file__).parents[2]


class ComError(Exception):
    """What pywin32 raises for every failed call."""


def install():
    """Load xlwings as on Windows, with stand-ins for pywin32."""

    def stand_in(name, **members):
        module = MagicMock(name=name)
        module.__name__, module.__path__ = name, []
        for key, value in members.items():
            setattr(module, key, value)
        sys.modules[name] = module
        return module

    stand_in("pywintypes", com_error=ComError, error=OSError, TimeType=type("TimeType", (), {}), IID=str)
    pythoncom = stand_in(
        "pythoncom",
        com_error=ComError,
        IID_IDispatch="IDispatch",
        TypeIIDs={"IDispatch": type("PyIDispatch", (), {})},
        CoInitialize=lambda *_: None,
    )
    pythoncom.__file__ = "pythoncom"
    for name in ("win32api", "win32con", "win32gui", "win32process", "win32event", "win32timezone"):
        stand_in(name)
    win32com = stand_in("win32com")
    dispatch = {"CDispatch": type("CDispatch", (), {}), "DispatchBaseClass": type("DispatchBaseClass", (), {})}
    win32com.client = stand_in("win32com.client", Dispatch=lambda given, *_, **__: given, **dispatch)
    win32com.server = stand_in("win32com.server")
    win32com.server.util = stand_in("win32com.server.util", unwrap=MagicMock(side_effect=ComError))
    win32com.server.policy = stand_in("win32com.server.policy")
    stand_in("win32com.server.dispatcher")
    ctypes.windll, ctypes.oledll, real = MagicMock(), MagicMock(), ctypes.PyDLL
    ctypes.PyDLL = MagicMock()
    xlwings = importlib.import_module("xlwings")
    sys.modules["xlwings._win32patch"] = types.SimpleNamespace(CoClassBaseClass=type("CoClassBaseClass", (), {}))
    windows = importlib.import_module("xlwings._xlwindows")
    ctypes.PyDLL = real
    xlwings._xlwindows = windows
    xlwings.engines.add(xlwings.Engine(impl=windows.engine))
    xlwings.engines.active = xlwings.engines["excel"]
    udfs = importlib.import_module("xlwings.udfs")
    importlib.import_module("xlwings.com_server")
    xlwings.func, xlwings.arg, xlwings.ret = udfs.xlfunc, udfs.xlarg, udfs.xlret
    xlwings.sub = xlwings.script = udfs.xlsub


class FakeRange:
    """What Excel passes for a cell or an area."""

    def __init__(self, rows):
        self._rows = rows
        self.Row = self.Column = 1
        self.Rows, self.Columns = (types.SimpleNamespace(Count=count) for count in (len(rows), len(rows[0])))
        self.Count = self.Rows.Count * self.Columns.Count
        attributes = types.SimpleNamespace(iid=RANGE_IID)
        information = types.SimpleNamespace(GetTypeAttr=lambda: attributes)
        self._oleobj_ = types.SimpleNamespace(GetTypeInfo=lambda *_: information)
        application = types.SimpleNamespace(Name="Microsoft Excel", Version="16.0", Hwnd=1)
        book = types.SimpleNamespace(Application=application, Name="自评表.xlsx")
        self.Worksheet = types.SimpleNamespace(Parent=book, Application=application, Name="自评表")
        self.Application = application
        self.Address = "$A$1"

    @property
    def Value(self):
        return self._rows[0][0] if self.Count == 1 else tuple(map(tuple, self._rows))

    def GetAddress(self, *_):
        return self.Address


def _argument(given):
    match given:
        case {"range": rows}:
            return FakeRange([[_argument(cell) for cell in row] for row in rows])
        case {"date": parts}:
            return dt.datetime(*parts)
        case {"error": code}:
            return code
        case {"missing": _}:
            return MISSING
        case int() if not isinstance(given, bool):
            return float(given)  # Excel has no other numbers
        case _:
            return given


def main():
    install()
    from xlwings.com_server import XLPython

    server = XLPython()
    for line in sys.stdin:
        module, function, arguments = json.loads(line)
        caller = FakeRange([[None]])
        try:
            answer = server.CallUDF(module, function, tuple(map(_argument, arguments)), None, caller)
        except Exception as error:  # noqa: BLE001  told to the test
            answer = {"raised": repr(error)}
        print(json.dumps(answer, ensure_ascii=False), flush=True)


class Cells:
    """The process, seen from a test."""

    def __init__(self):
        self._process = subprocess.Popen(
            [sys.executable, "-X", "utf8", "-m", __name__],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )

    def __call__(self, function, *arguments, module="xladdin.excel.udfs"):
        """What the cell gets."""
        print(json.dumps([module, function, arguments]), file=self._process.stdin, flush=True)
        return json.loads(self._process.stdout.readline())

    def close(self):
        self._process.stdin.close()
        self._process.wait(timeout=30)
        self._process.stdout.close()


def area(*rows):
    """A range: one argument a row, a list for a row of several cells."""
    return {"range": [row if isinstance(row, list) else [row] for row in rows]}


NOT_GIVEN = {"missing": True}


if __name__ == "__main__":
    main()
