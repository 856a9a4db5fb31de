"""Which files a command means: files, folders (walked) and glob patterns, each file once, in a stable order."""

from __future__ import annotations

import glob
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from xladdin.errors import XladdinError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

#: Endings under which spreadsheets are handed in. What is named on the command line is taken whatever its ending.
WORKBOOK_ENDINGS = frozenset({".xlsx", ".xlsm", ".xls", ".et", ".ods", ".xltx", ".xltm", ".ett", ".xlt"})

_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Found:
    """The files to work on, and the other files that lay in the folders (Word documents, pictures …)."""

    files: tuple[Path, ...]
    left_out: tuple[Path, ...]

    def without(self, *given: Path | None) -> Found:
        """The files but those that a user has given for another purpose (a list that lies in the same folder).

        Raises:
            XladdinError: no file is left.
        """
        known = {_identity(path) for path in given if path is not None}
        files = tuple(path for path in self.files if _identity(path) not in known)
        if not files:
            raise XladdinError("除了名单、意见和上次结果，没有要检查的表格文件。请写上要检查的文件或文件夹。")
        return Found(
            files,
            tuple(path for path in self.left_out if _identity(path) not in known),
        )


def find_files(paths: Iterable[str | Path], *, also: frozenset[str] = frozenset()) -> Found:
    """The files that ``paths`` mean; of several, one that does not exist stays in, its reading says what is wrong.

    ``also``: endings that are taken from folders besides those of workbooks.

    Raises:
        XladdinError: a folder or pattern without a single spreadsheet, no path at all, or none that exists.
    """
    files: dict[str, Path] = {}
    left_out: list[Path] = []
    for given in paths:
        before = len(files)
        for path, named in _expand(Path(given)):
            if named or path.suffix.lower() in WORKBOOK_ENDINGS | also:
                files.setdefault(_identity(path), path)
            else:
                left_out.append(path)
        if len(files) == before and not _is_known(Path(given), files):
            raise XladdinError(f"“{given}”里没有表格文件（.xlsx、.xlsm、.xls、.et、.ods）。请核对路径。")
    if not files:
        raise XladdinError("没有给出文件。请写上要处理的文件或文件夹。")
    if not any(os.path.lexists(path) for path in files.values()):
        missing = "、".join(f"“{path}”" for path in list(files.values())[:_SHOWN])
        more = f"等{len(files)}个文件" if len(files) > _SHOWN else ""
        raise XladdinError(f"找不到{missing}{more}。请核对路径和文件名。")
    return Found(tuple(files.values()), tuple(left_out))


def _expand(given: Path) -> Iterator[tuple[Path, bool]]:
    """Every file behind one argument, and whether it was named itself."""
    if given.is_dir():
        for path in _walk(given):
            yield path, False
    elif not os.path.lexists(given) and glob.has_magic(str(given)):
        for match in sorted(glob.glob(str(given), recursive=True)):  # noqa: PTH207  Path.glob takes no absolute pattern
            path = Path(match)
            if path.is_dir():
                for inner in _walk(path):
                    yield inner, False
            elif not _is_hidden(path.name):
                yield path, False
    else:
        yield given, True


def _walk(folder: Path) -> Iterator[Path]:
    """All files below a folder, sorted; hidden ones and the ``~$`` locks of an open Excel left out."""
    for root, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not _is_hidden(name))
        for name in sorted(names):
            if not _is_hidden(name):
                yield Path(root) / name


def _is_hidden(name: str) -> bool:
    return name.startswith((".", "~$", "._"))


def _identity(path: Path) -> str:
    """The same for two spellings of one file, so that a file named twice is read once."""
    return os.path.normcase(os.path.realpath(path))


def _is_known(given: Path, files: dict[str, Path]) -> bool:
    """Whether an argument added nothing only because its files were there already."""
    return any(_identity(path) in files for path, _ in _expand(given))
