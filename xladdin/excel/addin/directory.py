"""The dir stream of a VBA project ([MS-OVBA] 2.3.4.2), before compression."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

from xladdin.excel.addin import names
from xladdin.excel.addin.modules import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xladdin.excel.addin.modules import Module

_AUTOMATION = r"*\G{00020430-0000-0000-C000-000000000046}#2.0#0#C:\Windows\System32\stdole2.tlb#OLE Automation"
_OFFICE = (
    r"*\G{2DF8D04C-5BFA-101B-BDE5-00AA0044DE52}#2.0#0#C:\Program Files\Common Files\Microsoft Shared"
    r"\OFFICE16\MSO.DLL#Microsoft Office 16.0 Object Library"
)
REFERENCES = (("stdole", _AUTOMATION), ("Office", _OFFICE))
"""The libraries that Excel names in each of its own projects; Office has IRibbonControl. Found by their identifiers,
wherever they lie."""

_WINDOWS_64 = 3
_LCID = 0x409
"""Always this one: the text of a project has a code page, not a language."""


def packed(project_name: str, modules: Sequence[Module]) -> bytes:
    """The records of a project in their prescribed order."""
    return _information(project_name) + _references() + _modules(modules) + _record(0x10)


def _information(name: str) -> bytes:
    return b"".join(
        (
            _record(0x01, _long(_WINDOWS_64)),
            _record(0x02, _long(_LCID)),
            _record(0x14, _long(_LCID)),
            _record(0x03, _short(names.CODE_PAGE)),
            _record(0x04, names.encoded(name, "project")),
            _both(0x05, 0x40, ""),  # description
            _record(0x06) + _record(0x3D),  # help file
            _record(0x07, _long(0)),  # help context
            _record(0x08, _long(0)),  # library flags
            struct.pack("<HIIH", 0x09, 4, 1, 1),  # version 1.1; its length does not count the minor number
            _both(0x0C, 0x3C, ""),  # constants
        )
    )


def _references() -> bytes:
    records = b""
    for name, library in REFERENCES:
        identifier = names.encoded(library, name)
        records += _both(0x16, 0x3E, name)
        records += _record(0x0D, _long(len(identifier)) + identifier + bytes(6))
    return records


def _modules(modules: Sequence[Module]) -> bytes:
    records = _record(0x0F, _short(len(modules))) + _record(0x13, _short(0xFFFF))
    return records + b"".join(map(_module, modules))


def _module(module: Module) -> bytes:
    return b"".join(
        (
            _both(0x19, 0x47, module.name),
            _both(0x1A, 0x32, module.name),  # its stream
            _both(0x1C, 0x48, ""),  # description
            _record(0x31, _long(0)),  # the source starts at once: no compiled code before it
            _record(0x1E, _long(0)),  # help context
            _record(0x2C, _short(0xFFFF)),
            _record(0x21 if module.kind is Kind.STANDARD else 0x22),
            _record(0x2B),
        )
    )


def _record(identifier: int, data: bytes = b"") -> bytes:
    return struct.pack("<HI", identifier, len(data)) + data


def _both(mbcs: int, unicode: int, text: str) -> bytes:
    """A text twice: in the code page, then in UTF-16; each length counts bytes."""
    return _record(mbcs, names.encoded(text, "dir")) + _record(unicode, text.encode("utf-16-le"))


def _long(value: int) -> bytes:
    return struct.pack("<I", value)


def _short(value: int) -> bytes:
    return struct.pack("<H", value)
