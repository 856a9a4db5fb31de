"""The VBA functions that hand a cell's arguments to Python: written by xlwings' generator, finished here."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from xladdin.excel.addin.faults import BuildError
from xladdin.excel.addin.functions import BUILT_IN_CATEGORIES, Function, categories
from xladdin.excel.addin.modules import Module
from xladdin.excel.addin.recording import record

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_REPLACED = {
    # Whoever asks, a cell or a macro: no error of Python reaches it as a traceback.
    "If TypeOf Application.Caller Is Range Then On Error GoTo failed": "On Error GoTo failed",
    " = Err.Description": " = XaFailure(Err.Number, Err.Description)",
    # xlwings would search the sheets of the active workbook, a received file, for embedded code.
    ", ActiveWorkbook, Application.Caller)": ", Nothing, Application.Caller)",
}


def build(modules: Mapping[str, str]) -> tuple[tuple[Module, ...], tuple[Function, ...]]:
    """The VBA modules, and all functions, of ``{name in VBA: name in Python}``."""
    recorded = record(list(modules.values()))
    functions_of = {name: _functions(recorded[name]) for name in modules.values()}
    functions = tuple(function for group in functions_of.values() for function in group)
    _refuse_doubles(function.name for function in functions)
    order = categories(functions)
    built = []
    for vba_name, python_name in modules.items():
        text = _finished(recorded[python_name]["wrappers"])
        for function in functions_of[python_name]:
            text = _described(text, function, order)
        note = f"' Written by the build of the add-in from {python_name}; changes belong there.\n"
        built.append(Module(vba_name, note + text))
    return tuple(built), functions


def _functions(recorded: Mapping[str, Any]) -> tuple[Function, ...]:
    return tuple(Function.from_record(row) for row in recorded["functions"])


def _refuse_doubles(function_names: Iterable[str]) -> None:
    """One function, one module: VBA ignores case, and a name that two modules have is ambiguous."""
    seen: set[str] = set()
    for name in function_names:
        if name.lower() in seen:
            raise BuildError(f"{name} stands in two modules, or twice in one")
        seen.add(name.lower())


def _finished(text: str) -> str:
    """The generator's text for Excel alone, with our own way of failing."""
    for found, replacement in _REPLACED.items():
        if found not in text:
            raise BuildError(f"xlwings' wrappers no longer hold {found!r}")
        text = text.replace(found, replacement)
    return _excel_branch(text)


def _excel_branch(text: str) -> str:
    """Without the branches that xlwings writes for other Office programs."""
    lines: list[str] = []
    branch = None
    for line in text.split("\n"):
        directive = line.strip()
        if directive.startswith('#If App = "Microsoft Excel"'):
            branch = "Excel"
        elif branch and directive == "#Else":
            branch = "others"
        elif branch and directive == "#End If":
            branch = None
        elif branch == "Excel":
            lines.append(line.removeprefix("    "))
        elif branch is None:
            lines.append(line)
    return "\n".join(lines)


def _described(text: str, function: Function, order: tuple[str, ...]) -> str:
    """With the attributes in which Excel keeps the description and the category of a function."""
    number = BUILT_IN_CATEGORIES + 1 + order.index(function.category)
    description = function.description.replace('"', '""')
    attributes = (
        f'Attribute {function.name}.VB_Description = "{description}"\n'
        f'Attribute {function.name}.VB_ProcData.VB_Invoke_Func = " \\n{number}"\n'
    )
    head = re.compile(rf"^Function {re.escape(function.name)}\(.*(?: _\n.*)*\n", re.MULTILINE)
    described, count = head.subn(lambda found: found[0] + attributes, text)
    if count != 1:
        raise BuildError(f"{function.name} has {count} wrappers")
    return described
