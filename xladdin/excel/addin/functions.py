"""What Excel has to know of a function in cells: its name and the texts of its dialog."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from xladdin.excel.addin import names
from xladdin.excel.addin.faults import BuildError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

LONGEST_TEXT = 255
"""So long may the description of a function or of an argument be ([MS-OFFMACRO2] 2.2.5.5)."""

MOST_ARGUMENTS = 60

BUILT_IN_CATEGORIES = 19
"""So many categories of functions Excel has itself; ours are numbered from the next one."""

_NO_CATEGORY = "xlwings"
_NO_TEXT = ("Positional argument", "Python function")
"""What xlwings puts in where a decorator or a docstring says nothing."""


@dataclass(frozen=True, slots=True)
class Argument:
    """An argument: its name in the function's dialog and the text that explains it there."""

    name: str
    description: str


@dataclass(frozen=True, slots=True)
class Function:
    """A function in cells, as its Python decorators describe it."""

    name: str
    description: str
    category: str
    arguments: tuple[Argument, ...]

    @classmethod
    def from_record(cls, record: Mapping[str, object]) -> Function:
        """The function of a record that ``recording`` printed; BuildError if Excel could not take it."""
        name = str(record["name"])
        category = record["category"]
        if record["sub"] or not isinstance(category, str) or category == _NO_CATEGORY:
            raise BuildError(f"{name}: only functions with a category of their own belong among the functions in cells")
        rows = record["arguments"]
        assert isinstance(rows, list)
        function = cls(
            name=name,
            description=first_paragraph(str(record["doc"])),
            category=category,
            arguments=tuple(Argument(str(row["name"]), str(row["doc"]).strip()) for row in rows),
        )
        function.check()
        return function

    def check(self) -> None:
        """Raise BuildError for a name or a text that Excel refuses or cuts."""
        names.check_function(self.name)
        self._check_text("the function", self.description)
        names.encoded(self.description, self.name)  # it stands in the source; the texts of arguments do not
        if len(self.arguments) > MOST_ARGUMENTS:
            raise BuildError(f"{self.name}: Excel describes at most {MOST_ARGUMENTS} arguments")
        declared = [self.name, *(argument.name for argument in self.arguments)]
        if len({name.lower() for name in declared}) < len(declared):
            raise BuildError(f"{self.name}: VBA takes two of these names for one: {declared}")
        for argument in self.arguments:
            names.check(argument.name)
            self._check_text(argument.name, argument.description)

    def _check_text(self, what: str, text: str) -> None:
        if not text or text.startswith(
            ("Positional argument", "Python function")
        ):  # what xlwings puts in for want of one
            raise BuildError(f"{self.name}: {what} has no description")
        if len(text) > LONGEST_TEXT:
            raise BuildError(f"{self.name}: the description of {what} has more than {LONGEST_TEXT} characters")


def first_paragraph(docstring: str) -> str:
    """The first paragraph in one line; Chinese lines are joined without a space."""
    paragraph = docstring.strip().split("\n\n")[0]
    joined = re.sub(r"(?<=[^\x00-\x7f])\s*\n\s*(?=[^\x00-\x7f])", "", paragraph)
    return " ".join(joined.split())


def categories(functions: Iterable[Function]) -> tuple[str, ...]:
    """The categories in order of appearance."""
    return tuple(dict.fromkeys(function.category for function in functions))
