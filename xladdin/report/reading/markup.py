"""Names of elements of a Word file, whatever their namespace."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element


def name_of(element: Element) -> str:
    """The name of an element without its namespace: tbl, tr, tc, p."""
    return element.tag[element.tag.find("}") + 1 :]


def first_value(element: Element | None) -> str:
    """The only attribute of an element; empty where it has none."""
    return next(iter(element.attrib.values()), "") if element is not None else ""
