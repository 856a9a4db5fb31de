"""规则: one defect, one generator function.

The decorator gives code and severity, the function its name, the docstring its manual page, and the type of the
function's parameter says what the rule is about (see ``facts``). Rules are found by type: there is no list to forget.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, TypedDict, TypeVar, Unpack, get_type_hints

from xladdin.checks.figures import plain
from xladdin.model import CellRef, Entry, Severity

F = TypeVar("F")
_PART = re.compile(r"(依据|反例|正例)：(.*?)(?=(?:依据|反例|正例)：|\Z)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Issue:
    """What a rule says of one place; the engine turns it into a ``Finding``.

    ``severity`` only where it differs from the rule's own; ``basis`` only where it differs from the docstring's.
    """

    label: str
    message: str
    do: str
    cell: CellRef | None = None
    cells: tuple[CellRef, ...] = ()
    found: str | None = None
    expected: str | None = None
    difference: str | None = None
    severity: Severity | None = None
    basis: str = ""
    sheet: str = ""
    files: tuple[str, ...] = ()
    paragraph: int | None = None  # of a report, with the sentence
    sentence: str = ""

    def at_cell(self, cell: CellRef | None) -> Issue:
        """The same issue, pointing at a cell of the form as well."""
        return replace(self, cell=cell)


class More(TypedDict, total=False):
    """The fields of an ``Issue`` that few rules need."""

    found: str | None
    difference: str | None
    cells: tuple[CellRef, ...]
    severity: Severity | None
    basis: str
    sheet: str
    files: tuple[str, ...]


def issue(
    at: Entry[Any] | CellRef | None,
    label: str,
    message: str,
    *,
    do: str,
    expected: Decimal | str | None = None,
    **more: Unpack[More],
) -> Issue:
    """An issue at an entry or a cell, in the words of the form.

    ``found`` is the entry's text unless given; ``difference`` is found − expected where both are numbers.
    """
    cell = at.cell if isinstance(at, Entry) else at
    if isinstance(at, Entry):
        more.setdefault("found", at.raw)
        if isinstance(at.value, Decimal) and isinstance(expected, Decimal):
            more.setdefault("difference", plain(at.value - expected))
    shown = plain(expected) if isinstance(expected, Decimal) else expected
    return Issue(label, message, do, cell=cell, expected=shown, **more)


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of the catalogue. ``name`` is the function's name with hyphens, ``manual`` its whole docstring."""

    code: str
    name: str
    severity: Severity
    title: str
    basis: str  # 依据
    counterexample: str  # 反例
    example: str  # 正例
    manual: str
    about: type  # the facts it needs
    speak: Callable[[Any], Iterator[Issue]]

    def matches(self, selector: str) -> bool:
        """Whether ``selector`` means this rule: its name, its code or a beginning of the code (S, S1, S101)."""
        return selector == self.name or self.code.startswith(selector.upper())


def rule(code: str, severity: Severity) -> Callable[[Callable[[F], Iterator[Issue]]], Rule]:
    """Make a rule of a generator function (see the module)."""

    def decorate(function: Callable[[F], Iterator[Issue]]) -> Rule:
        manual = inspect.getdoc(function) or ""
        parts = {name: " ".join(text.split()) for name, text in _PART.findall(manual)}
        (about,) = (kind for name, kind in get_type_hints(function).items() if name != "return")
        return Rule(
            code=code,
            name=function.__name__.replace("_", "-"),
            severity=severity,
            title=manual.partition("\n")[0].rstrip("。"),
            basis=parts.get("依据", ""),
            counterexample=parts.get("反例", ""),
            example=parts.get("正例", ""),
            manual=manual,
            about=about,
            speak=function,
        )

    return decorate
