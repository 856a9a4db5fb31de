"""Plays Excel's part, inside Windows: does what the add-in's VBA does and writes what came back, as JSON lines.

usage: python.exe excel.py REQUESTS ANSWERS. REQUESTS holds, in JSON, the DLL's name, the add-in's own command line
with {} for the interpreter, and a list of [module, function, arguments]. The interpreter and the folder of the DLL
come from the registry.
"""

import ctypes
import json
import sys
import time
import winreg
from pathlib import Path

import pythoncom
import win32com.client.dynamic

BSTR, OBJECT = 8, 9
OMITTED = -2147352572  # what VBA hands over for an argument left out


class Variant(ctypes.Structure):
    _fields_ = [
        ("kind", ctypes.c_ushort), ("reserved", ctypes.c_ushort * 3), ("content", ctypes.c_void_p),
        ("more", ctypes.c_void_p),
    ]  # fmt: skip


def setting(name):
    key = r"Software\VB and VBA Program Settings\xladdin\python"
    with winreg.OpenKey(winreg.HKEY_CURRENT_USER, key) as handle:
        return winreg.QueryValueEx(handle, name)[0]


def activate(dll, command, mode):
    """The object that XLPyDLLActivateAuto hands over, or the text of its refusal."""
    answer = Variant()
    failed = dll.XLPyDLLActivateAuto(ctypes.byref(answer), command.encode("mbcs"), mode)
    if failed:
        return ctypes.wstring_at(answer.content) if answer.kind == BSTR else hex(failed & 0xFFFFFFFF)
    return pythoncom.ObjectFromAddress(answer.content, pythoncom.IID_IDispatch) if answer.kind == OBJECT else None


def cells(value):
    """JSON's lists as the tuples COM takes; null is an empty cell."""
    return tuple(map(cells, value)) if isinstance(value, list) else value


def call(python, module, function, arguments):
    started = time.perf_counter()
    try:
        answer = python.CallUDF(module, function, cells(arguments))
    except pythoncom.com_error as fault:
        return {"error": str(fault)}
    return {"answer": answer, "milliseconds": (time.perf_counter() - started) * 1000}


def main(requests, answers):
    dll_name, start, calls = json.loads(Path(requests).read_text(encoding="utf-8"))
    with Path(answers).open("w", encoding="utf-8", buffering=1) as file:
        for answer in answered(dll_name, start, calls):
            print(json.dumps(answer, default=str), file=file)


def answered(dll_name, start, calls):
    dll = ctypes.WinDLL(str(Path(setting("dlldir")) / dll_name))
    command = start.replace("{}", setting("interpreter"))
    started = time.perf_counter()
    python = activate(dll, command, 1)
    refused = isinstance(python, str)
    yield {"refusal": python if refused else "", "seconds": time.perf_counter() - started}
    if not refused:
        python = win32com.client.dynamic.Dispatch(python)
        for module, function, arguments in calls:
            yield call(python, module, function, arguments)
        activate(dll, command, -1)


if __name__ == "__main__":
    main(*sys.argv[1:])
