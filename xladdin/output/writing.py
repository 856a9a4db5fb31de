"""How every output reaches the disk: whole or not at all, and never over an input."""

from __future__ import annotations

import errno
import os
import secrets
import shutil
import stat
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from xladdin.errors import OutputError

#: What the operating system says → (what is wrong, what to do).
_FAULTS = {
    errno.EACCES: ("没有写入权限，或者文件正被其他程序（如 Excel）打开", "请关闭该文件、检查权限，或换一个位置"),
    errno.EPERM: ("没有写入权限", "请检查权限，或换一个位置"),
    errno.EROFS: ("所在磁盘是只读的", "请换一个可写的位置"),
    errno.ENOSPC: ("磁盘空间不足", "请清理磁盘，或换一个位置"),
    errno.EDQUOT: ("磁盘配额已用完", "请清理磁盘，或换一个位置"),
    errno.EFBIG: ("文件超过了磁盘允许的大小", "请换一个位置"),
    errno.ENAMETOOLONG: ("文件名或路径太长", "请改用较短的名称"),
    errno.EINVAL: ("文件名含有系统不允许的字符", "请换一个名称"),
    errno.ENOTDIR: ("路径中有一段不是文件夹", "请核对路径"),
    errno.EEXIST: ("路径中有一段是文件而不是文件夹", "请核对路径"),
    errno.EISDIR: ("这是一个文件夹，不是文件", "请写明文件名"),
    errno.ENOENT: ("文件夹不存在，也无法创建", "请核对路径"),
}
_NO_HARD_LINKS = frozenset({errno.EPERM, errno.EOPNOTSUPP, errno.ENOSYS, errno.EACCES, errno.EMLINK, errno.EXDEV})


def write_atomically(path: Path, data: bytes | Callable[[Path], None], *, force: bool) -> None:
    """Write ``data`` to ``path`` so that the file is there whole or not at all, even after Ctrl-C or a full disk.

    The content goes to a temporary file in the same folder, reaches the disk, and takes the name last. ``data`` may
    be a function that writes to the path it is given (same ending as ``path``) and lets OSError through. Missing
    folders are created. A link is followed: the file it points to is written.

    Raises:
        OutputError: the file exists and ``force`` is not set, or the place cannot be written.
    """
    with system_faults(path):
        target = Path(os.path.realpath(path))
        _refuse_existing(path, target, force=force)
        target.parent.mkdir(parents=True, exist_ok=True)
        # Hidden, so that a walk over the folder never takes it for a form; short, whatever the name's length.
        temporary = target.parent / f".~{secrets.token_hex(6)}{target.suffix}"
        try:
            _write(temporary, data)
            if force and target.exists():
                shutil.copymode(target, temporary)
            _publish(temporary, target, force=force)
        finally:
            temporary.unlink(missing_ok=True)


def refuse_existing(path: Path, *, force: bool) -> None:
    """Refuse an output that could not be written, before the work for it begins.

    Raises:
        OutputError: the file exists and ``force`` is not set, it is a folder, a device, write-protected, or its folder
            is.
    """
    with system_faults(path):
        target = Path(os.path.realpath(path))
        _refuse_existing(path, target, force=force)
        folder = next(one for one in target.parents if one.exists())
        if not os.access(folder, os.W_OK):  # always true on Windows: there the writing itself says so
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))


def refuse_inputs(output: Path, inputs: Iterable[Path]) -> None:
    """Refuse an output that is one of the inputs: by path, link, hard link or other spelling of its case.

    Raises:
        OutputError: writing ``output`` would destroy an input.
    """
    _Inputs(inputs).refuse(output)


class CopyNames:
    """The names of the copies of many inputs below one folder; no two copies share a name.

    A file found by walking a folder of ``roots`` keeps its folders below that root; any other keeps its name alone,
    and a file in a zip its folders in the zip, which becomes a folder: ``填报.zip/甲/表.xlsx`` → ``填报/甲/表.xlsx``.
    ``a.xlsx`` met again becomes ``a (2).xlsx`` (compared as Windows compares: without regard to case).
    """

    def __init__(self, folder: Path, inputs: Iterable[Path], roots: Iterable[Path] = ()) -> None:
        self._folder = folder
        self._inputs = _Inputs(inputs)
        # The deepest root first: the folder nearest to the file is the one its user named.
        folders = [root for root in roots if root.suffix.lower() != ".zip" or root.is_dir()]
        self._roots = sorted(map(_absolute, folders), key=lambda root: -len(root.parts))
        self._taken: set[str] = set()

    def place(self, source: Path, suffix: str | None = None) -> Path:
        """The path of the copy of ``source``, with another ending if ``suffix`` (".xlsx") is given.

        Raises:
            OutputError: the copy would overwrite an input.
        """
        wanted = self._folder / self._below_root(source)
        stem, ending = wanted.stem, suffix if suffix is not None else wanted.suffix
        path, number = wanted.with_name(stem + ending), 1
        while _folded(path) in self._taken:
            number += 1
            path = wanted.with_name(f"{stem} ({number}){ending}")
        self._inputs.refuse(path)
        self._taken.add(_folded(path))
        return path

    def _below_root(self, source: Path) -> Path:
        absolute = _absolute(source)
        zips = [parent for parent in absolute.parents if parent.suffix.lower() == ".zip" and not parent.is_dir()]
        for root in [*self._roots, *(one.parent for one in zips[-1:])]:
            if absolute.is_relative_to(root) and absolute != root:
                folders = (one.name[:-4] if one in zips else one.name for one in reversed(absolute.parents))
                return Path(*list(folders)[len(root.parts) :], absolute.name)
        return Path(absolute.name)


class _Inputs:
    """The inputs by what identifies a file: device and number, and path."""

    def __init__(self, inputs: Iterable[Path]) -> None:
        self._paths: set[str] = set()
        self._numbers: set[tuple[int, int]] = set()
        for path in inputs:
            self._paths.add(_real(path))
            number = _file_number(path)
            if number is not None:
                self._numbers.add(number)

    def refuse(self, output: Path) -> None:
        number = _file_number(output)
        if _real(output) in self._paths or (number is not None and number in self._numbers):
            raise OutputError(f"输出“{output}”就是输入的文件之一，未写入。请换一个文件名或文件夹。")


def _real(path: Path) -> str:
    return os.path.normcase(os.path.realpath(path))


def _absolute(path: Path) -> Path:
    return Path(os.path.normpath(path.absolute()))  # without "..", but through links: as the user named it


def _file_number(path: Path) -> tuple[int, int] | None:
    try:
        status = path.stat()
    except OSError:  # does not exist (yet), or nothing that could be overwritten
        return None
    return (status.st_dev, status.st_ino) if status.st_ino else None


def _folded(path: Path) -> str:
    return unicodedata.normalize("NFC", str(path)).casefold()


def _refuse_existing(path: Path, target: Path, *, force: bool) -> None:
    if target.is_dir():
        raise OutputError(f"“{path}”是一个文件夹，不是文件。请写明文件名。")
    if target.exists() and not target.is_file():
        raise OutputError(f"“{path}”不是普通文件，不能作为输出。请换一个文件名。")
    if not target.exists():
        return
    if not force:
        raise _existing(path)
    if not target.stat().st_mode & stat.S_IWUSR:
        # A rename would pass over the protection, which somebody set on purpose.
        raise OutputError(f"“{path}”是只读文件，未覆盖。请取消只读，或换一个文件名。")


def _existing(path: Path) -> OutputError:
    return OutputError(f"“{path}”已经存在，未覆盖。要覆盖请加 --force，或换一个文件名。")


def _write(temporary: Path, data: bytes | Callable[[Path], None]) -> None:
    """Fill the temporary file and have it on the disk before it takes the real name."""
    with temporary.open("xb") as file:
        if isinstance(data, bytes):
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
            return
    data(temporary)
    with temporary.open("r+b") as file:
        os.fsync(file.fileno())


def _publish(temporary: Path, target: Path, *, force: bool) -> None:
    """Give the finished file its name; without ``force`` never over a file that appeared in the meantime."""
    if force:
        temporary.replace(target)
        return
    try:
        if os.name == "nt":
            temporary.rename(target)  # refuses an existing name there, unlike on POSIX
        else:
            os.link(temporary, target)
    except FileExistsError:
        raise _existing(target) from None
    except OSError as error:
        if os.name == "nt" or error.errno not in _NO_HARD_LINKS:
            raise
        temporary.replace(target)  # a file system without hard links


@contextmanager
def system_faults(path: Path) -> Iterator[None]:
    """Turn what the operating system refuses into a sentence."""
    try:
        yield
    except OSError as error:
        what, do = _FAULTS.get(error.errno or 0, (error.strerror or str(error), "请换一个位置再试"))
        raise OutputError(f"无法写入“{path}”：{what}。{do}。") from error
