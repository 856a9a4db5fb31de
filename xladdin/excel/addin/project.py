"""A VBA project of sources only ([MS-OVBA]): no compiled code, so Excel compiles it when it is opened.

vbaProject.bin = VBA/dir · VBA/_VBA_PROJECT · VBA/<a stream a module> · PROJECT · PROJECTwm
"""

from __future__ import annotations

import struct
import uuid
from dataclasses import dataclass

from xladdin.excel.addin import compound, directory, names
from xladdin.excel.addin.compression import compress
from xladdin.excel.addin.encryption import encrypt
from xladdin.excel.addin.faults import BuildError
from xladdin.excel.addin.modules import Kind, Module

_NO_CACHE = struct.pack("<HHBH", 0x61CC, 0xFFFF, 0, 1)
"""The _VBA_PROJECT stream that every writer but Office itself has to write (2.3.4.1)."""

_HOST = "&H00000001={3832D640-CF90-11CF-8E43-00A0C911005A};VBE;&H00000000"


@dataclass(frozen=True, slots=True)
class Project:
    """A VBA project: its name and its modules."""

    name: str
    modules: tuple[Module, ...]

    def __post_init__(self) -> None:
        folded = {module.name.lower() for module in self.modules}
        if len(folded) < len(self.modules):
            raise BuildError(f"two modules of one name: {[module.name for module in self.modules]}")
        for module in self.modules:
            names.check(module.name)
            if len(module.name) > names.LONGEST_MODULE_NAME:
                raise BuildError(
                    f"the name of a module has at most {names.LONGEST_MODULE_NAME} characters: {module.name}"
                )

    def packed(self) -> bytes:
        """The bytes of vbaProject.bin; the same project always gives the same bytes."""
        streams: dict[str, bytes] = {
            "_VBA_PROJECT": _NO_CACHE,
            "dir": compress(directory.packed(self.name, self.modules)),
        }
        for module in self.modules:
            streams[module.name] = compress(names.encoded(module.source(), module.name))
        return compound.build({"VBA": streams, "PROJECT": self._properties(), "PROJECTwm": self._names_map()})

    def _properties(self) -> bytes:
        """The PROJECT stream (2.3.1): what the project is made of, unprotected and visible."""
        identifier = f"{{{str(uuid.uuid5(uuid.NAMESPACE_URL, f'urn:vba:{self.name}')).upper()}}}"
        lines = [
            f'ID="{identifier}"',
            *(_declaration(module) for module in self.modules),
            f'Name="{self.name}"',
            'HelpContextID="0"',
            'VersionCompatible32="393222000"',
            f'CMG="{encrypt(bytes(4), identifier, 0x1C)}"',  # no protection
            f'DPB="{encrypt(bytes(1), identifier, 0x38)}"',  # no password
            f'GC="{encrypt(bytes([0xFF]), identifier, 0x54)}"',  # visible
            "",
            "[Host Extender Info]",
            _HOST,
            "",
            "[Workspace]",
            *(f"{module.name}=0, 0, 0, 0, C" for module in self.modules),
        ]
        return names.encoded("".join(f"{line}\r\n" for line in lines), "PROJECT")

    def _names_map(self) -> bytes:
        """The PROJECTwm stream (2.3.3): the names in both encodings."""
        pairs = (
            names.encoded(module.name, module.name) + b"\0" + module.name.encode("utf-16-le") + b"\0\0"
            for module in self.modules
        )
        return b"".join(pairs) + b"\0\0"


def _declaration(module: Module) -> str:
    return f"Module={module.name}" if module.kind is Kind.STANDARD else f"Document={module.name}/&H00000000"
