"""The namespaces of SpreadsheetML, in its transitional and its strict (ISO/IEC 29500) form."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TypeVar

H = TypeVar("H")

SEPARATOR = " "
_SPREADSHEET = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
)
_RELATIONS = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "http://purl.oclc.org/ooxml/officeDocument/relationships",
)

_EITHER = b"|".join(re.escape(uri.encode()) for uri in _RELATIONS)
_DECLARED = re.compile(rb"""\sxmlns:([\w.-]+)\s*=\s*["'](?:%s)["']""" % _EITHER)


def spreadsheet(handlers: Mapping[str, H]) -> dict[str, H]:
    """Handlers by local name → by expanded name, in both namespaces of SpreadsheetML."""
    return _expanded(_SPREADSHEET, handlers)


def main_namespace(*, strict: bool) -> str:
    """The namespace of SpreadsheetML in one of its two forms."""
    return _SPREADSHEET[strict]


def relations_namespace(*, strict: bool) -> str:
    """The namespace of ``r:id`` in one of the two forms; a relationship's type begins with it too."""
    return _RELATIONS[strict]


def declared_prefix(start_tag: bytes) -> bytes | None:
    """The prefix that an element declares for ``r:id``, None where it declares none."""
    found = _DECLARED.search(start_tag)
    return found[1] if found else None


def is_strict(body: bytes) -> bool:
    """Whether a part (as UTF-8) is written in the strict form."""
    return _SPREADSHEET[True].encode() in body[:4096]


def relation_id(attributes: Mapping[str, str]) -> str | None:
    """The ``r:id`` of an element."""
    return next((attributes[key] for uri in _RELATIONS if (key := f"{uri}{SEPARATOR}id") in attributes), None)


def is_relation(kind: str, name: str) -> bool:
    """Whether a relationship's type is ``name`` (worksheet, styles, officeDocument)."""
    return any(kind == f"{uri}/{name}" for uri in _RELATIONS)


def _expanded(uris: tuple[str, ...], handlers: Mapping[str, H]) -> dict[str, H]:
    return {f"{uri}{SEPARATOR}{name}": handler for uri in uris for name, handler in handlers.items()}
