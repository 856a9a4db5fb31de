"""The writers of the VBA project: container, compression, obfuscation, modules, names."""

import io
import struct

import olefile
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.excel.vba_project import decompressed, decrypted
from xladdin.excel.addin import compound, names
from xladdin.excel.addin.compression import compress
from xladdin.excel.addin.encryption import encrypt
from xladdin.excel.addin.faults import BuildError
from xladdin.excel.addin.modules import Kind, Module
from xladdin.excel.addin.project import Project

STREAM_NAMES = st.text("abcXYZ绩效得分0123_", min_size=1, max_size=31)


@given(st.dictionaries(STREAM_NAMES, st.integers(0, 20_000), max_size=40))
def test_every_stream_is_read_back(sizes):
    streams = {name: bytes(range(251)) * (size // 251) + bytes(size % 251) for name, size in sizes.items()}
    if len({name.upper() for name in sizes}) < len(sizes):
        with pytest.raises(BuildError):
            compound.build({"VBA": streams})
        return
    file = compound.build({"VBA": streams, "PROJECT": b"p"})
    with olefile.OleFileIO(io.BytesIO(file), raise_defects=olefile.DEFECT_INCORRECT) as ole:
        assert not ole.parsing_issues
        assert {path[-1] for path in ole.listdir() if path[0] == "VBA"} == set(streams)
        assert all(ole.openstream(["VBA", name]).read() == data for name, data in streams.items())


def test_large_file_has_several_sectors_of_allocation_table():
    data = bytes(300_000)
    with olefile.OleFileIO(io.BytesIO(compound.build({"big": data, "small": b"x"}))) as ole:
        assert ole.num_fat_sectors > 1
        assert ole.openstream("big").read() == data


def test_too_large_for_the_header():
    with pytest.raises(BuildError):
        compound.build({"big": bytes(8_000_000)})


def test_stream_name_too_long():
    with pytest.raises(BuildError):
        compound.build({"n" * 32: b""})


def test_compression_of_the_specification():
    """[MS-OVBA] 3.2.1 and 3.2.3."""
    assert compress(b"abcdefghijklmnopqrstuv.") == bytes.fromhex(
        "01 19 b0 00 61 62 63 64 65 66 67 68 00 69 6a 6b 6c 6d 6e 6f 70 00 71 72 73 74 75 76 2e"
    )
    assert compress(b"a" * 73) == bytes.fromhex("01 03 b0 02 61 45 00")


@given(st.one_of(st.binary(min_size=1, max_size=5000), st.text("ab \n得", min_size=1, max_size=9000).map(str.encode)))
def test_compressed_data_is_read_back(data):
    restored = decompressed(compress(data))
    assert restored[: len(data)] == data
    assert not restored[len(data) :].strip(b"\0")  # a raw chunk is padded


@given(st.binary(max_size=8), st.integers(0, 255))
def test_obfuscated_data_is_read_back(data, seed):
    identifier = "{318BEE36-5BE1-492A-826D-473DB19B0F30}"
    assert decrypted(encrypt(data, identifier, seed)) == (2, sum(identifier.encode()) & 0xFF, data)


def test_module_is_written_with_windows_line_ends():
    module = Module.parse('Attribute VB_Name = "M"\nOption Explicit\n\nSub A()   \nEnd Sub\n\n')
    assert module.source() == 'Attribute VB_Name = "M"\r\nOption Explicit\r\n\r\nSub A()\r\nEnd Sub\r\n'


@pytest.mark.parametrize(
    "modules",
    [
        (Module("M"), Module("m")),
        (Module("Next"),),
        (Module("M" * 32),),
        (Module("M", "' " + "x" * 1022),),
        (Module("M", "' ⚠ is not in GBK"),),
    ],
)
def test_module_that_excel_would_refuse(modules):
    with pytest.raises(BuildError):
        Project("p", modules).packed()


def test_module_without_a_name():
    with pytest.raises(BuildError):
        Module.parse("Option Explicit\n")


def test_same_project_same_bytes():
    project = Project("p", (Module("ThisWorkbook", kind=Kind.WORKBOOK), Module("模块", "' 注释")))
    assert project.packed() == project.packed()
    assert struct.unpack("<I", project.packed()[:4])[0] == 0xE011CFD0


@pytest.mark.parametrize("name", ["JX_SCORE", "x", "绩效得分", "得分2", "完成_率"])
def test_name_of_a_function(name):
    names.check_function(name)


@pytest.mark.parametrize(
    "name", ["", "2x", "_x", "a b", "a-b", "Next", "scale", "date", "JX1", "r1c1", "得分（旧）", "⚠", "ａ"]
)
def test_name_that_excel_refuses(name):
    with pytest.raises(BuildError):
        names.check_function(name)
