from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

import pytest

from xladdin.errors import OutputError
from xladdin.output.writing import CopyNames, refuse_existing, refuse_inputs, write_atomically


def write(path: Path, data: bytes = b"new", *, force: bool = False) -> None:
    write_atomically(path, data, force=force)


def test_the_file_appears_with_its_content_and_nothing_else(tmp_path: Path) -> None:
    write(tmp_path / "a.xlsx")
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("a.xlsx", b"new")]


def test_missing_folders_are_created(tmp_path: Path) -> None:
    write(tmp_path / "已评分" / "2024" / "a.xlsx")
    assert (tmp_path / "已评分" / "2024" / "a.xlsx").read_bytes() == b"new"


def test_an_existing_file_is_replaced_only_with_force(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"old")
    with pytest.raises(OutputError, match="--force"):
        write(path)
    assert path.read_bytes() == b"old"
    write(path, force=True)
    assert path.read_bytes() == b"new"
    assert len(list(tmp_path.iterdir())) == 1


def test_refusing_an_existing_file_before_the_work_begins(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    refuse_existing(path, force=False)
    path.write_bytes(b"old")
    refuse_existing(path, force=True)
    with pytest.raises(OutputError, match="--force"):
        refuse_existing(path, force=False)


def test_a_file_that_appears_while_the_data_is_written_is_not_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"

    def slow(temporary: Path) -> None:
        temporary.write_bytes(b"new")
        path.write_bytes(b"somebody else's")

    with pytest.raises(OutputError, match="--force"):
        write_atomically(path, slow, force=False)
    assert path.read_bytes() == b"somebody else's"
    assert len(list(tmp_path.iterdir())) == 1


def test_file_systems_without_hard_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def link(*_: object) -> None:
        raise OSError(errno.EOPNOTSUPP, "not supported")

    monkeypatch.setattr(os, "link", link)
    write(tmp_path / "a.xlsx")
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("a.xlsx", b"new")]


def test_a_function_writes_to_a_path_with_the_same_ending(tmp_path: Path) -> None:
    seen: list[str] = []

    def fill(temporary: Path) -> None:
        seen.append(temporary.suffix)
        temporary.write_bytes(b"new")

    write_atomically(tmp_path / "a.xlsx", fill, force=False)
    assert seen == [".xlsx"]
    assert (tmp_path / "a.xlsx").read_bytes() == b"new"


@pytest.mark.parametrize("fault", [KeyboardInterrupt, ValueError])
@pytest.mark.parametrize("existing", [True, False])
def test_an_interruption_leaves_the_old_file_or_none(
    tmp_path: Path, fault: type[BaseException], existing: bool
) -> None:
    path = tmp_path / "a.xlsx"
    if existing:
        path.write_bytes(b"old")

    def interrupted(temporary: Path) -> None:
        temporary.write_bytes(b"half")
        raise fault

    with pytest.raises(fault):
        write_atomically(path, interrupted, force=True)
    assert [file.read_bytes() for file in tmp_path.iterdir()] == ([b"old"] if existing else [])


def test_a_full_disk_is_a_sentence_and_leaves_nothing(tmp_path: Path) -> None:
    def full(temporary: Path) -> None:
        temporary.write_bytes(b"half")
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with pytest.raises(OutputError, match="磁盘空间不足"):
        write_atomically(tmp_path / "a.xlsx", full, force=False)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("code", [errno.EACCES, errno.EROFS, errno.EINVAL, errno.EIO])
def test_what_the_system_refuses_is_a_chinese_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(OutputError, match=r"无法写入“.*a\.xlsx”：.+。.+。"):
        write(tmp_path / "a.xlsx")


def test_a_name_that_is_too_long(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="太长"):
        write(tmp_path / ("长" * 200 + ".xlsx"))
    assert list(tmp_path.iterdir()) == []


def test_a_folder_a_file_in_the_way_and_a_device_are_no_outputs(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    for path in (tmp_path, tmp_path / "file" / "a.xlsx", Path(os.devnull)):
        with pytest.raises(OutputError):
            write(path, force=True)
    assert stat.S_ISCHR(Path(os.devnull).stat().st_mode)


def test_a_read_only_file_stays(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"old")
    path.chmod(0o444)
    with pytest.raises(OutputError, match="只读"):
        write(path, force=True)
    assert path.read_bytes() == b"old"


@pytest.mark.skipif(os.name == "nt", reason="POSIX permissions")
def test_permissions_are_the_usual_ones_or_those_of_the_replaced_file(tmp_path: Path) -> None:
    umask = os.umask(0o022)
    try:
        write(tmp_path / "new.xlsx")
        (tmp_path / "old.xlsx").write_bytes(b"")
        (tmp_path / "old.xlsx").chmod(0o600)
        write(tmp_path / "old.xlsx", force=True)
    finally:
        os.umask(umask)
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()}
    assert modes == {"new.xlsx": 0o644, "old.xlsx": 0o600}


def test_a_link_is_followed(tmp_path: Path) -> None:
    (tmp_path / "real.xlsx").write_bytes(b"old")
    (tmp_path / "link.xlsx").symlink_to("real.xlsx")
    write(tmp_path / "link.xlsx", force=True)
    assert (tmp_path / "link.xlsx").is_symlink()
    assert (tmp_path / "real.xlsx").read_bytes() == b"new"


def test_an_input_is_never_an_output(tmp_path: Path) -> None:
    form = tmp_path / "a.xlsx"
    form.write_bytes(b"")
    (tmp_path / "symlink.xlsx").symlink_to(form)
    (tmp_path / "hardlink.xlsx").hardlink_to(form)
    (tmp_path / "sub").mkdir()
    for output in ("a.xlsx", "sub/../a.xlsx", "symlink.xlsx", "hardlink.xlsx"):
        with pytest.raises(OutputError, match="输入"):
            refuse_inputs(tmp_path / output, [tmp_path / "b.xlsx", form])
    refuse_inputs(tmp_path / "sub" / "a.xlsx", [form])


def test_an_input_by_another_spelling_on_a_file_system_without_case(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os.path, "normcase", lambda path: path.lower())
    with pytest.raises(OutputError, match="输入"):
        refuse_inputs(tmp_path / "A.XLSX", [tmp_path / "a.xlsx"])


def names(folder: str, files: list[str], roots: list[str], suffix: str | None = None) -> list[str]:
    copies = CopyNames(Path(folder), map(Path, files), map(Path, roots))
    return [copies.place(Path(file), suffix).relative_to(folder).as_posix() for file in files]


def test_copies_keep_their_folders_below_the_folder_that_was_named() -> None:
    files = ["in/甲/a.xlsx", "in/乙/a.xlsx", "in/b.xlsx", "elsewhere/c.xlsx"]
    assert names("out", files, ["in"]) == ["甲/a.xlsx", "乙/a.xlsx", "b.xlsx", "c.xlsx"]
    assert names("out", ["in/甲/a.xlsx"], ["in", "in/甲"]) == ["a.xlsx"]


def test_copies_of_one_name_are_numbered() -> None:
    assert names("out", ["x/a.xlsx", "y/a.xlsx", "z/A.XLSX"], []) == ["a.xlsx", "a (2).xlsx", "A (3).XLSX"]
    assert names("out", ["x/a.xls", "y/a.ods"], [], ".xlsx") == ["a.xlsx", "a (2).xlsx"]


def test_a_path_with_dots_never_leaves_the_folder() -> None:
    assert names("out", ["in/../../a.xlsx", "in/../b/a.xlsx"], ["in"]) == ["a.xlsx", "a (2).xlsx"]


def test_copies_never_replace_an_input(tmp_path: Path) -> None:
    form = tmp_path / "a.xlsx"
    form.write_bytes(b"")
    with pytest.raises(OutputError, match="输入"):
        CopyNames(tmp_path, [form], [tmp_path]).place(form)
