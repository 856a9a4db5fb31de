"""The namespaces of SpreadsheetML, in its transitional and its strict (ISO/IEC 29500) form."""

from __future__ import annotations

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
_PACKAGE = ("http://schemas.openxmlformats.org/package/2006/relationships",)


def spreadsheet(handlers: Mapping[str, H]) -> dict[str, H]:
    """Handlers by local name → by expanded name, in both namespaces of SpreadsheetML."""
    return _expanded(_SPREADSHEET, handlers)


def package_relations(handlers: Mapping[str, H]) -> dict[str, H]:
    """Handlers by local name → by expanded name, for the relationships of a package."""
    return _expanded(_PACKAGE, handlers)


def relation_id(attributes: Mapping[str, str]) -> str | None:
    """The ``r:id`` of an element."""
    return next((attributes[key] for uri in _RELATIONS if (key := f"{uri}{SEPARATOR}id") in attributes), None)


def is_relation(kind: str, name: str) -> bool:
    """Whether a relationship's type is ``name`` (worksheet, styles, officeDocument)."""
    return any(kind == f"{uri}/{name}" for uri in _RELATIONS)


def _expanded(uris: tuple[str, ...], handlers: Mapping[str, H]) -> dict[str, H]:
    return {f"{uri}{SEPARATOR}{name}": handler for uri in uris for name, handler in handlers.items()}
