"""The blank forms that lie ready in ``workbook_templates/``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xladdin.template.build import build

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from xladdin.model import Scheme
    from xladdin.template.blueprint import Blueprint


def file_name(scheme: Scheme) -> str:
    """project-national-2020.xlsx for national/2020; department-2013.xlsx where the key begins with the kind."""
    name = scheme.key.replace("/", "-")
    return f"{name}.xlsx" if name.startswith(f"{scheme.kind}-") else f"{scheme.kind}-{name}.xlsx"


def shipped(blueprints: Iterable[Blueprint]) -> Iterator[tuple[str, bytes]]:
    """(file name, workbook) of every blank form."""
    for blueprint in blueprints:
        yield file_name(blueprint.scheme), build(blueprint)
