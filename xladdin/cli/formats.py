"""In which format something is written: as told, else as the ending of the file says."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

TEXT = "text"


def format_of(told: str | None, output: Path | None, formats: Sequence[str]) -> str:
    """The format: ``told``, else the one that ``output`` ends with (问题清单.xlsx → xlsx), else text."""
    if told is not None:
        return told
    ending = output.suffix.lower().lstrip(".") if output is not None else ""
    return ending if ending in formats else TEXT
