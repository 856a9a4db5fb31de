"""Folders and zips as they arrive: what is read, and that nothing is passed over in silence."""

import os
import sys
from pathlib import Path

import pytest

from tests.sources.zips import FORM, encrypted, zipped
from xladdin import reader
from xladdin.errors import XladdinError
from xladdin.model import FaultKind
from xladdin.reader.discover import find_files

FORM_DATA = FORM.read_bytes()


def fill(folder: Path, *names: str) -> Path:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(b"a")
    return folder


def shown(folder: Path, found) -> tuple[list[str], dict[str, str]]:
    return (
        [path.relative_to(folder).as_posix() for path in found.files],
        {one.path.relative_to(folder).as_posix(): one.reason for one in found.left_out},
    )


def test_everything_in_a_folder_is_a_file_or_is_told(tmp_path):
    there = ["表.xlsx", "甲/表.xls", "甲/乙/丙/表.et", "打包.rar", "卷.7z"]
    passed = ["~$表.xlsx", ".DS_Store", "Thumbs.db", "表.xlsx.lnk", "网.url", ".隐.xlsx", "说明.docx", "甲/._表.xls"]
    fill(tmp_path, *there, *passed, ".git/表.xlsx", "__MACOSX/表.xlsx")
    files, left_out = shown(tmp_path, find_files([tmp_path]))
    assert sorted(files) == sorted(there)
    assert sorted(left_out) == sorted([*passed, ".git", "__MACOSX"])
    assert left_out["~$表.xlsx"] != left_out["表.xlsx.lnk"] != left_out["说明.docx"] != left_out[".DS_Store"]
    assert left_out["表.xlsx.lnk"] == left_out["网.url"]


def test_the_members_of_a_zip_are_files_or_told(tmp_path):
    data = zipped(
        {
            "甲/表.xlsx": b"a",
            "甲/~$表.xlsx": b"b",
            "__MACOSX/甲/._表.xlsx": b"c",
            "里.zip": zipped({"表.xls": b"d"}),
            "卷.rar": b"e",
        },
        "gbk",
    )
    (tmp_path / "填报.zip").write_bytes(data)
    for given in (tmp_path, tmp_path / "填报.zip", tmp_path / "*.zip"):
        files, left_out = shown(tmp_path, find_files([given]))
        assert sorted(files) == ["填报.zip/卷.rar", "填报.zip/甲/表.xlsx", "填报.zip/里.zip/表.xls"]
        assert sorted(left_out) == ["填报.zip/__MACOSX/甲/._表.xlsx", "填报.zip/甲/~$表.xlsx"]


def test_a_folder_or_file_in_a_zip_can_be_named(tmp_path):
    archive = tmp_path / "填报.zip"
    archive.write_bytes(zipped({"甲/表.xlsx": FORM_DATA, "乙/表.xlsx": b"b"}))
    assert shown(tmp_path, find_files([archive / "甲"]))[0] == ["填报.zip/甲/表.xlsx"]
    assert not reader.read(find_files([archive / "甲/表.xlsx"]).files[0]).faults


def test_a_form_in_a_zip_is_the_form(tmp_path):
    archive = tmp_path / "填报.zip"
    archive.write_bytes(zipped({"甲.zip": zipped({"自评表.xlsx": FORM_DATA}, "gbk")}))
    (path,) = find_files([archive]).files
    inside, outside = reader.read(path), reader.read(FORM)
    assert str(path).endswith(str(Path("填报.zip/甲.zip/自评表.xlsx")))
    assert (inside.sha256, inside.sheets) == (outside.sha256, outside.sheets)


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"", FaultKind.DAMAGED),
        (b"PK\x03\x04 half", FaultKind.DAMAGED),
        (encrypted(zipped({"a.xlsx": b"a"})), FaultKind.ENCRYPTED),
    ],
    ids=["empty", "damaged", "encrypted"],
)
def test_a_zip_that_cannot_be_opened_is_a_fault_and_others_go_on(tmp_path, data, kind):
    (tmp_path / "坏.zip").write_bytes(data)
    (tmp_path / "套.zip").write_bytes(zipped({"坏.zip": data, "好.xlsx": FORM_DATA}))
    read = {path.relative_to(tmp_path).as_posix(): reader.read(path).faults for path in find_files([tmp_path]).files}
    assert {name: [fault.kind for fault in faults] for name, faults in read.items()} == {
        "坏.zip": [kind],
        "套.zip/坏.zip": [kind],
        "套.zip/好.xlsx": [],
    }


def test_only_a_zip_without_a_workbook_is_refused(tmp_path):
    (tmp_path / "文.zip").write_bytes(zipped({"说明.docx": b"a"}))
    with pytest.raises(XladdinError):
        find_files([tmp_path / "文.zip"])
    fill(tmp_path, "表.xlsx")
    files, left_out = shown(tmp_path, find_files([tmp_path]))
    assert (files, list(left_out)) == (["表.xlsx"], ["文.zip/说明.docx"])


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege there")
def test_a_file_of_several_spellings_is_read_once(tmp_path, monkeypatch):
    fill(tmp_path, "真/表.xlsx", "真/~表.xlsx")
    (tmp_path / "链").symlink_to(tmp_path / "真")
    (tmp_path / "别名.xlsx").symlink_to(tmp_path / "真/表.xlsx")
    monkeypatch.chdir(tmp_path)
    spellings = (
        "真/表.xlsx",
        "真/../真/表.xlsx",
        "链/表.xlsx",
        "别名.xlsx",
        str(tmp_path / "真/表.xlsx"),
        "链",
        "真",
        ".",
    )
    assert [path.as_posix() for path in find_files(spellings).files] == ["真/表.xlsx", "链/~表.xlsx"]


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege there")
def test_links_to_folders_are_followed_and_loops_end(tmp_path):
    fill(tmp_path, "真/表.xlsx", "别处/表.xlsx")
    (tmp_path / "真/圈").symlink_to(tmp_path / "真")
    (tmp_path / "真/链").symlink_to(tmp_path / "别处")
    (tmp_path / "真/断.xlsx").symlink_to(tmp_path / "没有")
    (tmp_path / "真/自己.xlsx").symlink_to(tmp_path / "真/自己.xlsx")
    found = find_files([tmp_path / "真"])
    assert shown(tmp_path / "真", found)[0] == ["断.xlsx", "自己.xlsx", "表.xlsx", "链/表.xlsx"]
    assert [bool(reader.read(path).faults) for path in found.files[:2]] == [True, True]


@pytest.mark.skipif(os.name == "nt" or not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may enter all")
def test_a_folder_that_must_not_be_entered_is_a_fault(tmp_path):
    fill(tmp_path, "锁/表.xlsx", "表.xlsx")
    (tmp_path / "锁").chmod(0)
    try:
        found = find_files([tmp_path])
        assert [path.name for path in found.files] == ["表.xlsx", "锁"]
        assert reader.read(tmp_path / "锁").faults
    finally:
        (tmp_path / "锁").chmod(0o700)


def test_a_folder_that_cannot_be_listed_is_a_file(tmp_path, closed):
    fill(tmp_path, "锁/表.xlsx", "表.xlsx")
    closed("锁")
    assert shown(tmp_path, find_files([tmp_path]))[0] == ["表.xlsx", "锁"]


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such names")
def test_names_that_are_no_utf8_are_read(tmp_path):
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xbc\xd7.xlsx")).write_bytes(FORM_DATA)
    (found,) = find_files([tmp_path]).files
    assert not reader.read(found).faults


def test_a_file_far_below_is_found(tmp_path):
    deep = Path(*["很深的文件夹" * 5] * 12)
    (tmp_path / deep).mkdir(parents=True)
    (tmp_path / deep / "表.xlsx").write_bytes(FORM_DATA)
    (found,) = find_files([tmp_path]).files
    assert len(str(found)) > 260
    assert not reader.read(found).faults
