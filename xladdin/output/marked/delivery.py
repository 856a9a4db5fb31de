"""Marked copies of many files into one folder, and the way back; what cannot be done is told file by file."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from xladdin.errors import OutputError
from xladdin.model import CheckedFile, Workbook
from xladdin.output.marked.copying import marked_copy
from xladdin.output.marked.unmarking import unmarked_copy
from xladdin.output.writing import CopyNames, write_atomically

_UNREADABLE = "文件没能读出，没有标注副本，原因见检查结果。"
_NO_MARKS = "没有本工具的标注，未写副本。"


@dataclass(frozen=True, slots=True)
class Marked:
    """What became of one file: the copy and how many cells are marked in it, or why there is none.

    ``written`` is None where nothing was found, where the file could not be read, and where ``failed`` is set: then
    the copy could not be made or written, and the last of ``notes`` says why.
    """

    path: Path
    written: Path | None = None
    cells: int = 0
    notes: tuple[str, ...] = ()
    failed: bool = False


class Marker:
    """Writes a marked copy of each faulty file into a folder; the names of the copies are those of the files."""

    def __init__(
        self,
        folder: Path,
        paths: Sequence[Path],
        roots: Sequence[Path],
        read: Callable[[Path], Workbook],
        *,
        force: bool = False,
    ) -> None:
        """A file of ``paths`` found by walking one of ``roots`` keeps its folders below that root.

        Raises:
            OutputError: nothing can be written into the folder.
        """
        _refuse_folder(folder)
        self._names = CopyNames(folder, paths, roots)
        self._read = read
        self._force = force

    def mark(self, checked: CheckedFile) -> Marked:
        """Mark one file that was checked."""
        if not checked.all_findings:
            return Marked(checked.path)
        if not checked.sha256:
            return Marked(checked.path, notes=(_UNREADABLE,))
        workbook = self._read(checked.path)
        if workbook.faults:
            return Marked(checked.path, notes=(_UNREADABLE,))
        try:
            copy = marked_copy(replace(workbook, sha256=checked.sha256), checked)
            written = self._names.place(checked.path, copy.suffix)
            write_atomically(written, copy.data, force=self._force)
        except OutputError as error:
            return Marked(checked.path, notes=(str(error),), failed=True)
        return Marked(checked.path, written, len(copy.cells), copy.notes)

    def unmark(self, path: Path) -> Marked:
        """Write one marked file without its marks; ``cells`` stays 0."""
        workbook = self._read(path)
        if workbook.faults:
            why = "".join(f"{fault.what}{fault.do}。" for fault in workbook.faults)
            return Marked(path, notes=(f"文件没能读出：{why}",), failed=True)
        try:
            copy = unmarked_copy(workbook)
            if not copy.marked:
                return Marked(path, notes=(_NO_MARKS,))
            written = self._names.place(path)
            write_atomically(written, copy.data, force=self._force)
        except OutputError as error:
            return Marked(path, notes=(str(error),), failed=True)
        return Marked(path, written, notes=copy.notes)


def _refuse_folder(folder: Path) -> None:
    """Refuse a folder before the work begins, not file by file.

    Raises:
        OutputError: it is a file, cannot be created or written to.
    """
    if folder.exists() and not folder.is_dir():
        raise OutputError(f"“{folder}”是一个文件，不是文件夹。请写明放副本的文件夹。")
    nearest = next(place for place in (folder, *folder.absolute().parents) if place.exists())
    if not os.access(nearest, os.W_OK):
        raise OutputError(f"无法写入“{folder}”：没有写入权限，或所在磁盘是只读的。请换一个可写的文件夹。")
