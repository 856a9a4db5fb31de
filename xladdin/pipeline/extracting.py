"""What a summary needs of a checked file, wherever it was checked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xladdin import scoring
from xladdin.merge.extracts import extract
from xladdin.merge.names import display_name
from xladdin.pipeline.walk import digests

if TYPE_CHECKING:
    from pathlib import Path

    from xladdin.model import CheckedFile, FileExtract


def extract_file(checked: CheckedFile) -> FileExtract:
    """The little of a checked file that a summary needs."""
    return extract(checked, scoring.score_indicator, digests=digests(checked))


def name_in_summary(path: Path) -> str:
    """How a summary calls a file."""
    return display_name(path, None)
