"""Members of zips: where they stand, what they are called, and what a hostile zip may ask for."""

import io
import struct
import zipfile
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.sources.zips import encrypted, zipped
from xladdin import sources
from xladdin.sources import SourceError, archives, walk_archive

LIMIT = 1 << 20


def names(path: Path) -> list[str]:
    return [entry.path.relative_to(path).as_posix() for entry in walk_archive(path)]


def put(tmp_path: Path, data: bytes, name: str = "填报.zip") -> Path:
    path = tmp_path / name
    path.write_bytes(data)
    return path


def fault(path: Path) -> str:
    with pytest.raises(SourceError) as error:
        list(walk_archive(path))
    return error.value.key


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "gbk"])
def test_names_are_read_as_they_were_written(tmp_path, encoding):
    path = put(tmp_path, zipped({"甲县/自评表.xlsx": b"a", "乙县/联通.xlsx": b"b"}, encoding))
    assert names(path) == ["乙县/联通.xlsx", "甲县/自评表.xlsx"]
    assert sources.load(path / "甲县/自评表.xlsx", LIMIT) == b"a"


def test_utf8_names_without_the_flag_are_read(tmp_path):
    data = zipped([("甲县/自评表.xlsx".encode().decode("latin-1"), b"a")], "latin-1")
    assert names(put(tmp_path, data)) == ["甲县/自评表.xlsx"]


def test_a_name_in_utf8_beside_a_broken_one_is_taken(tmp_path):
    stored = b"??.xlsx"
    name = "甲县.xlsx".encode()
    content = struct.pack("<BL", 1, zlib.crc32(stored)) + name
    info = zipfile.ZipInfo(stored.decode())
    info.extra = struct.pack("<HH", 0x7075, len(content)) + content
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        file.writestr(info, b"a")
    assert names(put(tmp_path, buffer.getvalue())) == ["甲县.xlsx"]


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../表.xlsx", "表.xlsx"),
        ("/etc/表.xlsx", "etc/表.xlsx"),
        ("C:\\甲\\表.xlsx", "甲/表.xlsx"),
        ("甲/./../表.xlsx", "甲/表.xlsx"),
        ("甲/表\x07\u202e.xlsx", "甲/表__.xlsx"),
        ('甲/表:<">|?*.xlsx', "甲/表_______.xlsx"),
        ("甲/" + "长" * 300 + ".xlsx", "甲/" + "长" * 195 + ".xlsx"),
    ],
)
def test_a_name_never_leads_out_and_is_safe_to_show(tmp_path, name, safe):
    path = put(tmp_path, zipped({name: b"a"}))
    assert names(path) == [safe]
    assert sources.load(path / safe, LIMIT) == b"a"


@pytest.mark.filterwarnings("ignore:Duplicate name")
@given(st.lists(st.binary(min_size=1, max_size=20).filter(lambda one: b"\0" not in one), max_size=5))
def test_any_bytes_are_a_name(raw):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        for one in raw:
            file.writestr(zipfile.ZipInfo("x" * len(one)), b"a")
    data = buffer.getvalue()
    for one in raw:
        for _ in range(2):
            data = data.replace(b"x" * len(one), one.replace(b"x", b"y"), 1)
    try:
        archive = archives.Archive(io.BytesIO(data))
    except SourceError:
        return  # the bytes made it another zip
    for name in archive.members:
        name.encode()
        assert ".." not in Path(name).parts
        assert not Path(name).is_absolute()
    assert len(archive.members) == len({name.casefold() for name in archive.members})


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_duplicate_names_are_told_apart(tmp_path):
    path = put(tmp_path, zipped([("表.xlsx", b"a"), ("表.xlsx", b"b"), ("甲/../表.XLSX", b"c")]))
    assert {sources.load(entry.path, LIMIT) for entry in walk_archive(path)} == {b"a", b"b", b"c"}
    assert names(path) == ["甲/表.XLSX", "表 (2).xlsx", "表.xlsx"]


def test_a_zip_in_a_zip_in_a_zip_is_walked(tmp_path):
    inner = zipped({"表.xlsx": b"a"}, "gbk")
    path = put(tmp_path, zipped({"甲县.zip": zipped({"丙镇.ZIP": inner}), "乙.xlsx": b"b"}, "gbk"))
    assert names(path) == ["乙.xlsx", "甲县.zip/丙镇.ZIP/表.xlsx"]
    assert sources.load(path / "甲县.zip/丙镇.ZIP/表.xlsx", LIMIT) == b"a"


def test_a_folder_that_is_called_like_a_zip_is_a_folder(tmp_path):
    (tmp_path / "夹.zip").mkdir()
    path = put(tmp_path / "夹.zip", zipped({"里.zip/表.xlsx": b"a"}))
    assert sources.load(path / "里.zip/表.xlsx", LIMIT) == b"a"


def test_a_zip_that_is_written_again_is_read_again(tmp_path):
    path = put(tmp_path, zipped({"里.zip": zipped({"表.xlsx": b"a"})}))
    assert sources.load(path / "里.zip/表.xlsx", LIMIT) == b"a"
    put(tmp_path, zipped({"里.zip": zipped({"表.xlsx": b"bcd"})}))
    assert sources.load(path / "里.zip/表.xlsx", LIMIT) == b"bcd"


def test_zips_nested_too_deep_are_files_of_their_own(tmp_path):
    data = zipped({"表.xlsx": b"a"})
    for _ in range(10):
        data = zipped({"里.zip": data, "表.xlsx": b"b"})
    path = put(tmp_path, data)
    refused = "/".join(["里.zip"] * 4)
    assert sorted(names(path)) == sorted([refused, *("里.zip/" * n + "表.xlsx" for n in range(4))])
    assert fault(path / refused) == "archive-too-deep"


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (b"", "empty"),
        (b"PK\x03\x04 half a zip", "broken-archive"),
        (zipped({"a.xlsx": b"a" * 100})[:-30], "broken-archive"),
        (encrypted(zipped({"a.xlsx": b"a", "b.xlsx": b"b"})), "encrypted-archive"),
    ],
    ids=["empty", "no zip", "cut", "encrypted"],
)
def test_a_zip_that_cannot_be_opened_says_why(tmp_path, data, key):
    assert fault(put(tmp_path, data)) == key


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path, monkeypatch):
    monkeypatch.setattr(archives, "_SUSPICIOUS", 1 << 20)
    zeros = zipped({f"{n}.xlsx": bytes(1 << 20) for n in range(3)})
    assert fault(put(tmp_path, zeros)) == "archive-bomb"
    # In a zip of its own it is the outermost that is refused: nobody hands such a thing in by mistake.
    assert fault(put(tmp_path, zipped({"里.zip": zeros, "好.xlsx": b"a"}))) == "archive-bomb"


def test_many_zips_in_one_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(archives, "_MOST_ARCHIVES", 10)
    inner = zipped({"a.xlsx": b"a"})
    assert fault(put(tmp_path, zipped({f"{n}.zip": inner for n in range(12)}))) == "archive-bomb"


def test_more_members_than_anyone_hands_in_are_refused_before_they_are_listed(tmp_path, monkeypatch):
    monkeypatch.setattr(archives, "_MOST_ENTRIES", 10)
    monkeypatch.setattr(zipfile, "ZipFile", None)
    data = b"".join(b"PK\x01\x02" + bytes(42) for _ in range(11))
    end = b"PK\x05\x06" + struct.pack("<4H2LH", 0, 0, 11, 11, len(data), 0, 0)
    assert fault(put(tmp_path, data + end)) == "archive-too-many"


def test_a_member_says_what_is_wrong_with_it(tmp_path):
    data = encrypted(zipped([("a.xlsx", b"a" * 50), ("b.xlsx", b"b" * 20), ("c.xlsx", b"c" * 50)]), only=0)
    place = data.find(b"b.xlsx") + len("b.xlsx")
    path = put(tmp_path, data[:place] + b"\xff" + data[place + 1 :])
    keys = {}
    for entry in walk_archive(path):
        try:
            sources.load(entry.path, 40)
        except SourceError as error:
            keys[entry.path.name] = error.key
    assert keys == {"a.xlsx": "encrypted-member", "b.xlsx": "broken-member", "c.xlsx": "file-too-large"}
    with pytest.raises(SourceError, match="missing"):
        sources.load(path / "d.xlsx", 40)


def test_what_a_member_says_of_its_size_is_not_believed(tmp_path):
    data = bytearray(zipped({"a.xlsx": bytes(1 << 20)}))
    struct.pack_into("<L", data, data.find(b"PK\x01\x02") + 24, 10)
    with pytest.raises(SourceError) as error:
        sources.load(put(tmp_path, bytes(data)) / "a.xlsx", 1000)
    assert error.value.key == "broken-member"
