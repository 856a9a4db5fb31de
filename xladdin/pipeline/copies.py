"""Copies of a user's files: scored, marked, without marks, sanitized."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from xladdin import reader
from xladdin.errors import XladdinError
from xladdin.pipeline.walk import check_file, check_files, read_workbook, verify_options, walk

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from decimal import Decimal

    from xladdin.model import CellRef, CheckedFile, CheckOptions
    from xladdin.output.marked import Marked, Marker
    from xladdin.output.sanitized import Sanitized


@dataclass(frozen=True, slots=True)
class Scored:
    """What became of one file: the copy and what was filled in, or why there is none (``written`` is None)."""

    checked: CheckedFile
    written: Path | None
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ScoredCopy:
    """A file with its rates, scores and totals filled in, not yet written; ``data`` is None where it holds no form."""

    checked: CheckedFile
    data: bytes | None = None
    suffix: str = ""
    lines: tuple[str, ...] = ()


def score_file(checked: CheckedFile) -> ScoredCopy:
    """The scored copy of a checked file."""
    from xladdin.output import scored

    if not checked.forms:
        return ScoredCopy(checked)
    copy = scored.scored_copy(read_workbook(checked.path), checked.forms, recompute=reader.compute_missing)
    return ScoredCopy(checked, copy.data, copy.suffix, scored.describe(copy))


def score_files(
    paths: Sequence[Path],
    roots: Sequence[Path],
    folder: Path,
    options: CheckOptions,
    *,
    force: bool = False,
    copies: Iterable[ScoredCopy] | None = None,
) -> Iterator[Scored]:
    """A copy of every readable file in ``folder`` with rates, scores and totals filled in.

    A file found by walking one of ``roots`` keeps its folders below that root. ``copies`` are those of ``paths``, in
    their order, where they are made elsewhere.
    """
    from xladdin.output import writing

    verify_options(options)
    names = writing.CopyNames(folder, paths, roots)
    for copy in copies or map(score_file, check_files(paths, options)):
        if copy.data is None:
            yield Scored(copy.checked, None, ())
            continue
        target = names.place(copy.checked.path, copy.suffix)
        writing.write_atomically(target, copy.data, force=force)
        yield Scored(copy.checked, target, copy.lines)


def marker(paths: Sequence[Path], roots: Sequence[Path], folder: Path, *, force: bool = False) -> Marker:
    """Writes marked copies (标注副本) of files into ``folder``, for files that are being checked anyway.

    Raises:
        OutputError: nothing can be written into the folder.
    """
    from xladdin.output.marked import Marker

    return Marker(folder, paths, roots, reader.read, force=force)


def mark_files(
    paths: Sequence[Path], roots: Sequence[Path], folder: Path, options: CheckOptions, *, force: bool = False
) -> Iterator[Marked]:
    """A copy of every faulty file in ``folder`` with its cells coloured and commented, and a sheet 检查结果.

    A file found by walking one of ``roots`` keeps its folders below that root. Marks of an earlier check give way.

    Raises:
        OutputError: nothing can be written into the folder; what goes wrong with one file is told with it.
    """
    copies = marker(paths, roots, folder, force=force)
    for checked in check_files(paths, options):
        yield copies.mark(checked)


def unmark_files(
    paths: Sequence[Path], roots: Sequence[Path], folder: Path, *, force: bool = False
) -> Iterator[Marked]:
    """A copy of every marked file in ``folder`` without our marks: an untouched one is the original byte for byte.

    Raises:
        OutputError: nothing can be written into the folder; what goes wrong with one file is told with it.
    """
    copies = marker(paths, roots, folder, force=force)
    for path in paths:
        yield copies.unmark(path)


@dataclass(frozen=True, slots=True)
class Figures:
    """The rates, scores and totals that go into which cells of a workbook, and a line on each of them."""

    checked: CheckedFile
    values: Mapping[CellRef, Decimal | str]
    lines: tuple[str, ...]


def score_figures(path: Path, options: CheckOptions) -> Figures:
    """What ``score_files`` would fill in, for a workbook that is open in a program; ``path`` is a copy of it."""
    from xladdin.output import scored

    checked = check_file(path, options)
    if not checked.forms:
        return Figures(checked, {}, ())
    figures = scored.scored_figures(read_workbook(path), checked.forms, recompute=reader.compute_missing)
    return Figures(checked, figures.values, scored.describe(figures))


def sanitize_file(path: Path, output: Path, options: CheckOptions, *, force: bool = False) -> Sanitized:
    """A copy of one workbook at ``output`` with names, amounts and texts masked and the same findings (脱敏副本).

    Raises:
        XladdinError: the file cannot be read, or no such copy is possible.
    """
    from xladdin.output import sanitized, writing
    from xladdin.output.sources import read_source

    writing.refuse_inputs(output, [path])
    writing.refuse_existing(output, force=force)
    verify_options(options)
    workbook = reader.read(path)
    for fault in workbook.faults:
        raise XladdinError(f"“{path}”读不了，没有写出副本：{fault.what}{fault.do}")

    with TemporaryDirectory(prefix="xladdin") as folder:

        def recheck(data: bytes) -> CheckedFile:
            copy = Path(folder) / f"{path.stem}{output.suffix}"
            copy.write_bytes(data)
            return walk(copy, options)

        made = sanitized.sanitize(workbook, read_source(workbook), walk(path, options), recheck)
    if output.suffix.lower() != made.suffix:
        raise XladdinError(
            f"副本的内容要用“{made.suffix}”作扩展名，没有写出。请改写输出文件名，例如 -o 脱敏{made.suffix}。"
        )
    writing.write_atomically(output, made.data, force=force)
    return made
