"""How a function in cells is declared: its texts for Excel's dialog, and its Chinese name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from inspect import Parameter, Signature, signature
from typing import Any, Final, TypeVar

import xlwings as xw

CATEGORY: Final = "绩效自评"
"""Under which Excel lists the functions."""

Function = Callable[..., Any]
F = TypeVar("F", bound=Function)


@dataclass(frozen=True, slots=True)
class Declaration:
    """The Chinese name of a function, and for each argument its Chinese name and what the dialog says of it."""

    chinese: str
    arguments: tuple[tuple[str, str], ...]


DECLARED: Final[dict[str, Declaration]] = {}
"""The functions by their ASCII names."""


def in_cells(chinese: str, **described: str) -> Callable[[F], F]:
    """Make a function one for cells; ``described`` gives each argument as 「中文名：说明」.

    Every argument comes as rows of cells, error values as their texts. The first paragraph of the docstring is what
    Excel shows of the function. Off Windows xlwings' decorators leave a function as it is.
    """
    texts = tuple((text.partition("：")[0], text) for text in described.values())

    def declare(function: F) -> F:
        if list(described) != list(signature(function).parameters):
            raise TypeError(f"{function.__name__}: every argument is described, in order")
        DECLARED[function.__name__] = Declaration(chinese, texts)
        return _for_excel(function, described)

    return declare


def in_chinese(function: Function) -> Function:
    """The same function under its Chinese name, with the Chinese names of its arguments."""
    declaration = DECLARED[function.__name__]
    defaults = [parameter.default for parameter in signature(function).parameters.values()]

    @wraps(function)
    def alias(*cells: object) -> Any:
        return function(*cells)

    vars(alias).pop("__xlfunc__", None)  # what xlwings noted of the other name
    alias.__name__ = alias.__qualname__ = declaration.chinese
    alias.__signature__ = Signature(  # type: ignore[attr-defined]
        [
            Parameter(name, Parameter.POSITIONAL_OR_KEYWORD, default=default)
            for (name, _), default in zip(declaration.arguments, defaults, strict=True)
        ]
    )
    return _for_excel(alias, dict(declaration.arguments))


def _for_excel(function: F, described: dict[str, str]) -> F:
    for name, text in described.items():
        xw.arg(name, doc=text, ndim=2, err_to_str=True)(function)
    xw.func(category=CATEGORY)(function)
    return function
