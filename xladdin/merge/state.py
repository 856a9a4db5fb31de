"""The state of a merge: files go in, states are joined, and the summary comes out at the end.

A state is a set of extracts. Joining is a union: it does not matter in which order or how files are divided over
states, or whether one file is in two of them; and nothing is decided before the end, because which year or scheme is
the commonest, or who was first to submit a project, can only be said of all forms together.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from xladdin.merge.aliases import Aliases
from xladdin.merge.extracts import extract
from xladdin.merge.groups import By
from xladdin.model import FileExtract

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from xladdin.merge.extracts import RowScore
    from xladdin.model import CheckedFile, Digest, Finding, ListLine


@dataclass(slots=True)
class MergeState:
    """Extracts of files by name and content, and the names of the parts (汇总件) they came with. Picklable."""

    files: dict[tuple[str, str], FileExtract] = field(default_factory=dict)
    parts: set[str] = field(default_factory=set)

    def add(
        self, checked: CheckedFile, score: RowScore, root: Path | None = None, digests: Iterable[Digest] = ()
    ) -> None:
        """Keep what is needed of a file; ``score`` scores rows, names are relative to ``root``."""
        self.add_extract(extract(checked, score, root, digests))

    def add_extract(self, file: FileExtract) -> None:
        """Take in a file that was extracted elsewhere."""
        self.files[file.file, file.sha256] = file

    def add_bad_part(self, name: str, fault: str) -> None:
        """Take in that a part (汇总件) could not be read, and why; it is listed like a file that is no form."""
        self.add_extract(FileExtract(name, "", (), (), fault=fault))

    def join(self, other: MergeState) -> None:
        """Take in everything of another state."""
        self.files.update(other.files)
        self.parts |= other.parts

    def ordered(self) -> list[FileExtract]:
        """The files in the order of a summary: by name, then by content."""
        return [self.files[key] for key in sorted(self.files)]

    @property
    def digests(self) -> list[Digest]:
        """What the rules over many files compare, in the order of the files."""
        return [digest for file in self.ordered() for digest in file.digests]


@dataclass(frozen=True, slots=True)
class Settings:
    """How a state becomes a summary.

    ``by``: what forms are grouped by; ``fund``: the amount that weighs relative values (budget, initial, executed);
    ``include_errors``: merge forms with errors too; ``mixed``: merge different years and schemes, whose rows still
    stay apart; ``aliases``: names that mean the same; ``listed``: what forms belong to; ``kind``: merge
    forms of this kind (表种) alone; ``confirmed``: findings over several files that a reviewer let pass, so that of a
    project submitted several times (B101) all forms are merged.
    """

    by: tuple[By, ...] = (By.SUBPROJECT,)
    fund: str = "budget"
    include_errors: bool = False
    mixed: bool = False
    aliases: Aliases = field(default_factory=Aliases)
    listed: tuple[ListLine, ...] = ()
    kind: str = ""
    confirmed: tuple[Finding, ...] = ()
