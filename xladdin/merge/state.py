"""The state of a merge: files go in, states are joined, and the summary comes out at the end.

A state is a set of extracts. Joining is a union: it does not matter in which order or how files are divided over
states, or whether one file is in two of them; and nothing is decided before the end, because which year or scheme is
the commonest, or who was first to submit a project, can only be said of all forms together.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from xladdin.merge.aliases import Aliases
from xladdin.merge.extracts import extract
from xladdin.merge.groups import By
from xladdin.merge.kept import Chosen, Lines
from xladdin.merge.packing import name_of, pack_extract, unpack_named
from xladdin.merge.shelf import Shelf
from xladdin.model import Digest, FileExtract

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from xladdin.merge.extracts import RowScore
    from xladdin.model import CheckedFile, Finding, ListLine, Scheme


class MergeState:
    """Extracts of files by name and content, packed, and the names of the parts (汇总件) they came with. Picklable.

    Of a file 10 bytes are in memory, the rest lies on a shelf (2 to 5 KB).
    """

    def __init__(self, parts: Iterable[str] = ()) -> None:
        self.parts = set(parts)
        self._files = _Files()
        self._order: Lines[FileExtract] | None = None

    def add(
        self, checked: CheckedFile, score: RowScore, root: Path | None = None, digests: Iterable[Digest] = ()
    ) -> None:
        """Keep what is needed of a file; ``score`` scores rows, names are relative to ``root``."""
        self.add_extract(extract(checked, score, root, digests))

    def add_extract(self, file: FileExtract) -> None:
        """Take in a file that was extracted elsewhere; of files equal in name and content the last is kept."""
        self._files.add(file)
        self._order = None

    def add_bad_part(self, name: str, fault: str) -> None:
        """Take in that a part (汇总件) could not be read, and why; it is listed like a file that is no form."""
        self.add_extract(FileExtract(name, "", (), (), fault=fault))

    def join(self, other: MergeState) -> None:
        """Take in everything of another state."""
        for file in other.ordered():
            self.add_extract(file)
        self.parts |= other.parts

    def ordered(self) -> Lines[FileExtract]:
        """The files in the order of a summary: by name, then by content."""
        if self._order is None:
            self._order = Chosen(self._files, self._files.in_order())
        return self._order

    @property
    def digests(self) -> Digests:
        """What the rules over many files compare, in the order of the files."""
        return Digests(self.ordered())

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, MergeState):
            return NotImplemented
        return self.parts == other.parts and self.ordered() == other.ordered()

    __hash__ = None  # type: ignore[assignment]


class _Files(Lines[FileExtract]):
    """Extracts on a shelf, in the order in which they came. Schemes, of which there are few, are kept as they are."""

    __slots__ = ("_names", "_numbers", "_schemes", "_shelf")

    def __init__(self) -> None:
        self._shelf = Shelf()
        self._schemes: list[Scheme] = []
        self._numbers: dict[int, str] = {}  # of the schemes, by their identity

    def add(self, file: FileExtract) -> None:
        """Put an extract behind the others."""
        self._shelf.add(pack_extract(file, file.file, self._number))

    def __len__(self) -> int:
        return len(self._shelf)

    def between(self, first: int, stop: int) -> Iterator[FileExtract]:
        """The extracts of these numbers, each unpacked when it is asked for."""
        return (unpack_named(self._shelf[number], self._scheme) for number in range(first, stop))

    def in_order(self) -> Iterator[int]:
        """The numbers by name, then by content; of equals the last."""
        keys = [
            b"\0".join((*map(str.encode, name_of(packed)), number.to_bytes(8, "big")))
            for number, packed in enumerate(self._shelf)
        ]
        keys.sort()
        for key, following in pairwise([*keys, b""]):
            if key[:-8] != following[:-8]:
                yield int.from_bytes(key[-8:], "big")

    def _number(self, scheme: Scheme) -> str:
        number = self._numbers.setdefault(id(scheme), str(len(self._schemes)))
        if int(number) == len(self._schemes):
            self._schemes.append(scheme)
        return number

    def _scheme(self, number: str) -> Scheme:
        return self._schemes[int(number)]

    def __reduce__(self) -> tuple[object, ...]:
        return _refilled, (tuple(self),)


def _refilled(files: Iterable[FileExtract]) -> _Files:
    """Extracts that come out of another process."""
    filled = _Files()
    for file in files:
        filled.add(file)
    return filled


class Digests(Collection[Digest]):
    """The digests of all files, as often as they are asked for; each is unpacked when it is come to."""

    __slots__ = ("_files",)

    def __init__(self, files: Iterable[FileExtract]) -> None:
        self._files = files

    def __iter__(self) -> Iterator[Digest]:
        return (digest for file in self._files for digest in file.digests)

    def __len__(self) -> int:
        return sum(len(file.digests) for file in self._files)

    def __contains__(self, digest: object) -> bool:
        return any(digest == one for one in self)


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
