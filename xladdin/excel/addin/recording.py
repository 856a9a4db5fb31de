"""``python -m xladdin.excel.addin.recording MODULE…`` prints, as JSON, what xlwings makes of the functions of modules.

A process of its own: xlwings' decorators record something on Windows only. Here the recording ones take the place of
those that do nothing, which must not happen to a program that goes on with the functions.
"""

from __future__ import annotations

import importlib
import io
import json
import subprocess
import sys
import types
from types import ModuleType, SimpleNamespace
from typing import Any

from xladdin.excel.addin.faults import BuildError

_ADDIN_ENDING = ".xlam"
"""What makes xlwings' generator write for an add-in."""


def record(module_names: list[str]) -> dict[str, dict[str, Any]]:
    """For each module the text of its wrappers and the records of its functions; made in a process of its own."""
    command = [sys.executable, "-X", "utf8", "-m", __name__, *module_names]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)  # noqa: S603 - our own module
    if done.returncode:
        raise BuildError(f"the functions cannot be imported:\n{done.stderr}")
    recorded: dict[str, dict[str, Any]] = json.loads(done.stdout)
    return recorded


def main(module_names: list[str]) -> None:
    """Print what ``record`` returns."""
    udfs = _recording_xlwings()
    recorded = {name: _recorded(udfs, name) for name in module_names}
    sys.stdout.write(json.dumps(recorded, ensure_ascii=False))


def _recording_xlwings() -> ModuleType:
    """The module ``xlwings.udfs``, after its decorators have become those of the package."""
    if sys.platform != "win32":
        _stand_in_for_pywin32()
    xlwings = importlib.import_module("xlwings")
    udfs = importlib.import_module("xlwings.udfs")
    for name, decorator in {
        "func": "xlfunc",
        "arg": "xlarg",
        "ret": "xlret",
        "sub": "xlsub",
        "script": "xlsub",
    }.items():
        setattr(xlwings, name, getattr(udfs, decorator))
    return udfs


def _stand_in_for_pywin32() -> None:
    """Empty modules for those that ``xlwings.udfs`` imports; recording never calls them."""
    contents: dict[str, dict[str, object]] = {
        "pythoncom": {"CoInitialize": None, "IID_IDispatch": None},
        "pywintypes": {"com_error": OSError, "TimeType": type(None)},
        "win32com": {},
        "win32com.client": {"Dispatch": None},
    }
    for name, members in contents.items():
        module = types.ModuleType(name)
        vars(module).update(members)
        sys.modules[name] = module


def _recorded(udfs: Any, module_name: str) -> dict[str, Any]:
    module = importlib.import_module(module_name)
    written = io.StringIO()
    udfs.generate_vba_wrapper(module_name, module, written, SimpleNamespace(Name=_ADDIN_ENDING))
    infos = [member.__xlfunc__ for member in vars(module).values() if hasattr(member, "__xlfunc__")]
    return {"wrappers": written.getvalue(), "functions": [_function(info) for info in infos]}


def _function(info: dict[str, Any]) -> dict[str, Any]:
    return {
        "name": info["name"],
        "sub": info["sub"],
        "doc": info["ret"]["doc"],
        "category": info["category"],
        "arguments": [
            {"name": argument["name"], "doc": argument["doc"]} for argument in info["args"] if not argument["vba"]
        ],
    }


if __name__ == "__main__":
    main(sys.argv[1:])
