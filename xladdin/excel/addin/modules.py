"""A module of a VBA project: its name, its kind and its source."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from xladdin.excel.addin.faults import BuildError

LONGEST_LINE = 1023

_NAME = re.compile(r'Attribute VB_Name = "([^"]+)"\n')


class Kind(Enum):
    """A standard module, or one that belongs to a part of the workbook: then the value is the class it extends."""

    STANDARD = ""
    WORKBOOK = "0{00020819-0000-0000-C000-000000000046}"
    SHEET = "0{00020820-0000-0000-C000-000000000046}"


@dataclass(frozen=True, slots=True)
class Module:
    """A module; ``code`` has plain line ends and does not hold the attributes of the module itself."""

    name: str
    code: str = ""
    kind: Kind = Kind.STANDARD

    @classmethod
    def parse(cls, text: str) -> Module:
        """The standard module of a .bas file."""
        found = _NAME.match(text)
        if found is None:
            raise BuildError(f"a module starts with its name (Attribute VB_Name), not with {text[:40]!r}")
        return cls(found[1], text[found.end() :])

    def source(self) -> str:
        """The source as VBA keeps it: attributes first, lines end with CRLF."""
        lines = [f'Attribute VB_Name = "{self.name}"', *self._document_attributes()]
        lines += [line.rstrip() for line in self.code.strip("\n").splitlines()]
        for line in lines:
            if len(line) > LONGEST_LINE:
                raise BuildError(f"{self.name}: a line has more than {LONGEST_LINE} characters: {line[:60]!r}")
        return "".join(f"{line}\r\n" for line in lines)

    def _document_attributes(self) -> list[str]:
        if self.kind is Kind.STANDARD:
            return []
        flags = {
            "GlobalNameSpace": False,
            "Creatable": False,
            "PredeclaredId": True,
            "Exposed": True,
            "TemplateDerived": False,
            "Customizable": True,
        }
        return [
            f'Attribute VB_Base = "{self.kind.value}"',
            *(f"Attribute VB_{name} = {on}" for name, on in flags.items()),
        ]
