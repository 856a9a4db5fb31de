"""Which files a command means: files, folders, zips and glob patterns; each file once, in a stable order."""

from __future__ import annotations

import fnmatch
import glob
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from xladdin import sources
from xladdin.errors import XladdinError
from xladdin.model.left_out import LeftOut
from xladdin.reader.faults import UnreadableError
from xladdin.reader.passing import WORKBOOK_ENDINGS, is_hidden, link_reason, why_passed_over

__all__ = ["WORKBOOK_ENDINGS", "Found", "find_files"]

_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Found:
    """The files to work on, and what else lay in the folders and zips (locks, shortcuts, Word documents …)."""

    files: tuple[Path, ...]
    left_out: tuple[LeftOut, ...]

    def without(self, *given: Path | None) -> Found:
        """The files but those that a user has given for another purpose (a list that lies in the same folder).

        Raises:
            XladdinError: no file is left.
        """
        known = {_identity(path) for path in given if path is not None}
        if not known and self.files:  # the identity of a file asks the disk for every folder above it
            return self
        files = tuple(path for path in self.files if _identity(path) not in known)
        if not files:
            raise XladdinError("除了名单、意见和上次结果，没有要检查的表格文件。请写上要检查的文件或文件夹。")
        return Found(files, tuple(one for one in self.left_out if _identity(one.path) not in known))


def find_files(paths: Iterable[str | Path], *, also: frozenset[str] = frozenset()) -> Found:
    """The files that ``paths`` mean; of several, one that does not exist stays in, its reading says what is wrong.

    A zip that cannot be opened, a folder that must not be, a .rar stay in for the same reason. ``also``: endings that
    are taken from folders and zips besides those of workbooks.

    Raises:
        XladdinError: a folder, zip or pattern without a single spreadsheet, no path at all, or none that exists.
    """
    files: dict[str, Path] = {}
    left_out: dict[str, LeftOut] = {}
    folders: dict[str, str] = {}
    for given in (sources.address(path) if isinstance(path, str) else path for path in paths):
        known = False
        for path, reason in _expand(given, also):
            known = known or not reason
            if reason:
                left_out.setdefault(_identity(path, folders), LeftOut(path, reason))
            else:
                files.setdefault(_identity(path, folders), path)
        if not known:
            raise XladdinError(f"“{given}”里没有表格文件（.xlsx、.xlsm、.xls、.et、.ods）。请核对路径。")
    if not files:
        raise XladdinError("没有给出文件。请写上要处理的文件或文件夹。")
    if not any(map(_exists, files.values())):
        missing = "、".join(f"“{path}”" for path in list(files.values())[:_SHOWN])
        more = f"等{len(files)}个文件" if len(files) > _SHOWN else ""
        raise XladdinError(f"找不到{missing}{more}。请核对路径和文件名。")
    return Found(tuple(files.values()), tuple(one for key, one in left_out.items() if key not in files))


def _expand(given: Path, also: frozenset[str]) -> Iterator[tuple[Path, str]]:
    """Every file behind one argument, and why it is passed over (empty: it is not)."""
    if isinstance(given, sources.RemotePath):
        yield from _remote(given, also)
    elif given.is_dir():
        yield from _walk(given, also)
    elif not os.path.lexists(given) and glob.has_magic(str(given)):
        for match in sorted(glob.glob(str(given), recursive=True)):  # noqa: PTH207  Path.glob takes no absolute pattern
            path = Path(match)
            yield from _walk(path, also) if path.is_dir() else _sift(path, also)
    elif given.suffix.lower() == sources.ARCHIVE_ENDING:
        yield from _members(given, also)
    else:
        yield from _named(given, also)


def _walk(folder: Path, also: frozenset[str]) -> Iterator[tuple[Path, str]]:
    """All files below a folder, sorted. Links to folders are followed, each folder is entered once."""
    closed: list[OSError] = []
    entered: set[str] = set()
    top = sources.long_form(str(folder))
    for root, folders, names in os.walk(top, onerror=closed.append, followlinks=True):
        place = os.path.realpath(root)
        if place in entered:
            folders.clear()
            continue
        entered.add(place)
        shown = folder / os.path.relpath(root, top)
        for name in sorted(filter(is_hidden, folders)):
            yield shown / name, why_passed_over(name)
        folders[:] = sorted(name for name in folders if not is_hidden(name))
        for name in sorted(names):
            yield from _sift(shown / name, also)
        while closed:
            yield Path(closed.pop().filename), ""  # its reading says what is wrong
    yield from ((Path(error.filename), "") for error in closed)


def _sift(path: Path, also: frozenset[str]) -> Iterator[tuple[Path, str]]:
    if path.suffix.lower() == sources.ARCHIVE_ENDING and not is_hidden(path.name):
        yield from _members(path, also)
    else:
        yield path, why_passed_over(path.name, also)


def _members(archive: Path, also: frozenset[str]) -> Iterator[tuple[Path, str]]:
    """The files of a zip; a zip that is refused is a file itself, and its reading says why."""
    try:
        entries = list(sources.walk_archive(archive))
    except sources.SourceError:
        yield archive, ""
        return
    for entry in entries:
        if entry.path.suffix.lower() == sources.ARCHIVE_ENDING:
            yield entry.path, ""
            continue
        inside = entry.path.relative_to(archive).parts
        hidden = next((part for part in inside[:-1] if is_hidden(part)), None)
        yield entry.path, link_reason() if entry.is_link else why_passed_over(hidden or inside[-1], also)


def _remote(given: sources.RemotePath, also: frozenset[str]) -> Iterator[tuple[Path, str]]:
    """Every file behind an address in a store.

    Raises:
        XladdinError: the store cannot be asked.
    """
    if sources.has_archive(given):
        yield from _named(given, also)
        return
    try:
        found = sources.find_remote(given)
    except sources.SourceError as error:
        if error.key != "missing":
            raise _sentence(given, error) from error
        found = [(given, True)]
    for path, named in found:
        inside = path if named else path.relative_to(given if path.is_relative_to(given) else path.parent)
        hidden = next((part for part in inside.parts[:-1] if not named and is_hidden(part)), None)
        if path.suffix.lower() == sources.ARCHIVE_ENDING and hidden is None:
            yield from _members(path, also)
        else:
            yield path, "" if named else why_passed_over(hidden or path.name, also)


def _named(given: Path, also: frozenset[str]) -> Iterator[tuple[Path, str]]:
    """One file, or the files of a zip below a folder (``填报.zip/甲县``) or behind a pattern (``填报.zip/*``)."""
    archive = next((one for one in reversed(given.parents) if one.suffix.lower() == sources.ARCHIVE_ENDING), None)
    if archive is None or os.path.lexists(given) or not _exists(archive):
        yield given, ""
        return
    below = [one for one in _members(archive, also) if one[0] != given and _is_meant(given, one[0])]
    yield from below or [(given, "")]


def _is_meant(given: Path, path: Path) -> bool:
    return path.is_relative_to(given) or (glob.has_magic(str(given)) and fnmatch.fnmatch(str(path), str(given)))


def _exists(path: Path) -> bool:
    """Whether there is something at an address.

    Raises:
        XladdinError: a store cannot be asked.
    """
    try:
        return sources.exists(path)
    except sources.SourceError as error:
        raise _sentence(path, error) from error


def _sentence(path: Path, error: sources.SourceError) -> XladdinError:
    fault = UnreadableError(error.key, **error.details).fault
    return XladdinError(f"“{path}”：{fault.what}{fault.do}")


def _identity(path: Path, folders: dict[str, str] | None = None) -> str:
    """The same for two spellings of one file, so that a file named twice is read once.

    ``folders`` remembers where folders really lie: asking for every file took three quarters of the time of a search.
    """
    address = str(path)
    if isinstance(path, sources.RemotePath):
        return address
    folder, name = os.path.split(address)
    if folders is None or name in {".", ".."} or "~" in name or path.is_symlink():  # 8.3 names have other spellings
        return os.path.normcase(os.path.realpath(address))
    if folder not in folders:
        folders[folder] = os.path.realpath(folder)
    return os.path.normcase(os.path.join(folders[folder], name))  # noqa: PTH118  a Path each would take thrice as long
