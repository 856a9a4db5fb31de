"""A VBA project as readers other than ours take it apart: olefile for the container, oletools for the compression."""

import io
import re
import struct
import zipfile
from dataclasses import dataclass, field

import olefile
from oletools.olevba import decompress_stream

ENCODING = "cp936"


@dataclass
class Record:
    """A record of the dir stream."""

    identifier: int
    data: bytes


@dataclass
class ModuleRecords:
    """The records of one module, by identifier and in order."""

    records: list[Record] = field(default_factory=list)

    def __getitem__(self, identifier):
        return next(record.data for record in self.records if record.identifier == identifier)

    @property
    def identifiers(self):
        return [record.identifier for record in self.records]

    @property
    def name(self):
        return self[0x19].decode(ENCODING)

    @property
    def offset(self):
        return struct.unpack("<I", self[0x31])[0]


class VbaProject:
    """vbaProject.bin of a package, with every stream and record at hand."""

    def __init__(self, package: bytes):
        self.package = zipfile.ZipFile(io.BytesIO(package))
        self.raw = self.package.read("xl/vbaProject.bin")
        self.ole = olefile.OleFileIO(io.BytesIO(self.raw), raise_defects=olefile.DEFECT_INCORRECT)
        self.directory = decompressed(self.stream("VBA/dir"))
        self.records = _records(self.directory)
        self.identifiers = [record.identifier for record in self.records]
        self.modules = self._modules()
        self.properties = self.stream("PROJECT").decode(ENCODING)
        self.kinds = dict(_declared(self.properties))

    def stream(self, path):
        return self.ole.openstream(path).read()

    def first(self, identifier):
        return next(record.data for record in self.records if record.identifier == identifier)

    def source(self, module):
        """The bytes of a module's source."""
        return decompressed(self.stream(f"VBA/{module.name}")[module.offset :])

    def sources(self):
        return {module.name: self.source(module).decode(ENCODING) for module in self.modules}

    def _modules(self):
        found = []
        for record in self.records[self.identifiers.index(0x13) + 1 : -1]:
            if record.identifier == 0x19:
                found.append(ModuleRecords())
            found[-1].records.append(record)
        return found


def decompressed(data):
    return bytes(decompress_stream(bytearray(data)))


def decrypted(digits):
    """(version, key, data) of an obfuscated value of the PROJECT stream ([MS-OVBA] 2.4.3.3)."""
    data = bytes.fromhex(digits)
    seed, version, key = data[0], data[0] ^ data[1], data[0] ^ data[2]
    plain_before, cipher_before, cipher_second = key, data[2], data[1]
    plain = bytearray()
    for cipher in data[3:]:
        plain_before = cipher ^ ((cipher_second + plain_before) & 0xFF)
        plain.append(plain_before)
        cipher_before, cipher_second = cipher, cipher_before
    del plain[: (seed & 6) // 2]
    length = struct.unpack("<I", plain[:4])[0]
    return version, key, bytes(plain[4 : 4 + length])


def _declared(properties):
    """(name, kind) of each module that the PROJECT stream declares, in its order."""
    return [
        (name, kind) for kind, name in re.findall(r"^(Module|Class|BaseClass|Document)=([^/\r\n]+)", properties, re.M)
    ]


def _records(directory):
    records, position = [], 0
    while position < len(directory):
        identifier, size = struct.unpack_from("<HI", directory, position)
        size = 6 if identifier == 0x09 else size  # PROJECTVERSION: the field that looks like a size is a constant
        records.append(Record(identifier, directory[position + 6 : position + 6 + size]))
        position += 6 + size
    return records
