"""The package of the add-in (Office Open XML): its parts in a ZIP archive that is the same on every computer."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

from xladdin.excel.addin import parts
from xladdin.excel.addin.functions import categories

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from xladdin.excel.addin.functions import Function

_EARLIEST = (1980, 1, 1, 0, 0, 0)


def packed(vba_project: bytes, ribbon: str, functions: Sequence[Function], versions: Mapping[str, str]) -> bytes:
    """The bytes of the .xlam file.

    Stored, not deflated: compressors differ from one computer to another, and most of it is compressed already.
    """
    contents: dict[str, str | bytes] = {
        "[Content_Types].xml": parts.content_types(),
        "_rels/.rels": parts.package_relations(),
        "xl/workbook.xml": parts.workbook(functions, categories(functions)),
        "xl/_rels/workbook.xml.rels": parts.workbook_relations(),
        **parts.FIXED,
        "xl/vbaProject.bin": vba_project,
        "customUI/customUI14.xml": ribbon,
        parts.CUSTOM_PROPERTIES: parts.custom_properties(versions),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, content in contents.items():
            entry = zipfile.ZipInfo(name, _EARLIEST)
            entry.create_system = 0
            archive.writestr(entry, content)
    return out.getvalue()
