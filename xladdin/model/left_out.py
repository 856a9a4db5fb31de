"""What lay among the files and was not read."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A file or folder that was passed over, and why, in words for a user (「快捷方式，不是文件本身」)."""

    path: Path
    reason: str
