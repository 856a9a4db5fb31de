"""The record in a marked copy: the original of every changed part as it lay in the file, and what it belongs to.

The record is a part that no program knows. ISO/IEC 29500-1 (9.1.4, 9.1.7) lets a program ignore such a part and not
write it again, and Excel, WPS and LibreOffice do: so the originals never outlive a change that somebody saves.
"""

from __future__ import annotations

import hashlib
import json
import zipfile
import zlib
from collections.abc import Mapping
from io import BytesIO
from typing import NamedTuple

from xladdin.errors import OutputError
from xladdin.output.patch import Composition, Package, PackedPart

NAME = "xladdinMarks%d.bin"
RELATION = "urn:xladdin:marks"
CONTENT_TYPE = "application/octet-stream"
_FORMAT = 1
_CONTENTS = "contents.json"


class Restored(NamedTuple):
    """The file as it was before it was marked; ``exact``: also the container around its parts is the same."""

    data: bytes
    exact: bool


def make_record(composition: Composition, source: bytes) -> bytes:
    """The record of a settled composition over the file ``source``."""
    package, replaced = composition.package, sorted(composition.replaced)
    changed: Mapping[str, bytes] = {**composition.replaced, **composition.added}
    contents = {
        "format": _FORMAT,
        "sha256": hashlib.sha256(source).hexdigest(),
        "replaced": replaced,
        "added": sorted(composition.added),
        "parts": {**package.checksums(), **{name: zlib.crc32(content) for name, content in changed.items()}},
    }
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        _put(archive, _CONTENTS, json.dumps(contents, ensure_ascii=False).encode())
        for number, name in enumerate(replaced):
            packed = package.packed(name)
            _put(archive, f"{number}.local", packed.local)
            _put(archive, f"{number}.record", packed.record)
    return stream.getvalue()


def _put(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    """A member without today's date: the same marks give the same bytes."""
    archive.writestr(zipfile.ZipInfo(name), content)


def restore(composition: Composition, record: str) -> Restored | None:
    """The original from the record in the part ``record``; None where a part is not as it was marked."""
    package = composition.package
    try:
        with zipfile.ZipFile(BytesIO(package.read(record))) as archive:
            contents = json.loads(archive.read(_CONTENTS))
            present = {name: crc for name, crc in package.checksums().items() if name != record}
            if contents["format"] != _FORMAT or contents["parts"] != present:
                return None
            originals = {
                name: PackedPart(archive.read(f"{number}.local"), archive.read(f"{number}.record"))
                for number, name in enumerate(contents["replaced"])
            }
            data = package.rewrite(originals, dropped=[*contents["added"], record])
            Package(data)  # the originals are whole
            exact = hashlib.sha256(data).hexdigest() == contents["sha256"]
    except (zipfile.BadZipFile, KeyError, TypeError, ValueError, OutputError):
        return None  # not a record that we wrote
    return Restored(data, exact)
