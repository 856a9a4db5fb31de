"""The blank forms that lie ready in ``workbook_templates/``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xladdin.template.build import build

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from xladdin.model import FormulaWords, Scheme


def file_name(scheme: Scheme, kind: str = "project") -> str:
    """project-national-2020.xlsx for the scheme national/2020."""
    return f"{kind}-{scheme.key.replace('/', '-')}.xlsx"


def shipped(schemes: Iterable[Scheme], words: FormulaWords) -> Iterator[tuple[str, bytes]]:
    """(file name, workbook) of the blank form of every scheme for projects."""
    for scheme in schemes:
        if scheme.kind == "project":
            yield file_name(scheme), build(scheme, words)
