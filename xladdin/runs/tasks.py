"""What is made of a checked file, and how it travels: packed into bytes, unpacked where it is told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from pathlib import Path

    from xladdin.model import CheckedFile, Digest, FileExtract, Scheme
    from xladdin.pipeline.copies import ScoredCopy

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Checked:
    """A checked file, and what the rules over many files compare of it."""

    file: CheckedFile
    digests: tuple[Digest, ...]


@dataclass(frozen=True, slots=True)
class Task(Generic[T]):
    """What is kept of a checked file.

    All three are functions of a module, so that a task can be sent to another process. Packed results say nothing of
    where the file lies: ``unpack`` is told. ``cached``: whether results of earlier runs may be taken.
    """

    name: str
    keep: Callable[[CheckedFile], T]
    pack: Callable[[T], bytes]
    unpack: Callable[[bytes, Path, Callable[[str], Scheme]], T]
    cached: bool = True


def _check(checked: CheckedFile) -> Checked:
    from xladdin.pipeline import digests

    return Checked(checked, tuple(digests(checked)))


def _pack_checked(one: Checked) -> bytes:
    from xladdin.runs.packing import pack_file

    return pack_file(one.file, one.digests)


def _unpack_checked(packed: bytes, path: Path, scheme: Callable[[str], Scheme]) -> Checked:
    from xladdin.runs.packing import unpack_file

    return Checked(*unpack_file(packed, path, scheme))


def _extract(checked: CheckedFile) -> FileExtract:
    from xladdin.pipeline.extracting import extract_file

    return extract_file(checked)


def _pack_extract(one: FileExtract) -> bytes:
    from xladdin.merge.packing import pack_extract

    return pack_extract(one)


def _unpack_extract(packed: bytes, path: Path, scheme: Callable[[str], Scheme]) -> FileExtract:
    from xladdin.merge.packing import unpack_extract
    from xladdin.pipeline.extracting import name_in_summary

    return unpack_extract(packed, name_in_summary(path), scheme)


def _score(checked: CheckedFile) -> ScoredCopy:
    from xladdin.pipeline.copies import score_file

    return score_file(checked)


def _pack_scored(one: ScoredCopy) -> bytes:
    from xladdin.runs.packing import pack_scored

    return pack_scored(one)


def _unpack_scored(packed: bytes, path: Path, scheme: Callable[[str], Scheme]) -> ScoredCopy:
    from xladdin.runs.packing import unpack_scored

    return unpack_scored(packed, path, scheme)


#: A check: the whole file, its forms and findings.
CHECK = Task("check", _check, _pack_checked, _unpack_checked)
#: A merge: the little of a file that a summary needs.
EXTRACT = Task("extract", _extract, _pack_extract, _unpack_extract)
#: A scored copy; it is written anew every time, so there is nothing to be saved by keeping it.
SCORE = Task("score", _score, _pack_scored, _unpack_scored, cached=False)
