"""The zip around the parts: copied as it lies in the file, whatever wrote it."""

from __future__ import annotations

import zipfile
from contextlib import suppress
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.output.packages import (
    PACKAGE_RELATIONS,
    RELATIONS,
    SHEET,
    change,
    changed_parts,
    open_sheet,
    package,
    read_bytes,
    read_part,
    sheet_xml,
    with_parts,
)
from xladdin.errors import OutputError
from xladdin.output.patch import is_patchable, patch_cells

PLAIN = sheet_xml('<row r="1"><c r="A1"><v>1</v></c></row>')
BIG = {"xl/media/image1.png": bytes(range(256)) * 200}


class Pipe(BytesIO):
    """A stream without places: zipfile then writes the sizes behind the data."""

    def seekable(self) -> bool:
        return False

    def tell(self) -> int:
        raise OSError

    def seek(self, *_: int) -> int:
        raise OSError


def zip64() -> bytes:
    """Written as by programs that stream: sizes in 64-bit fields though the parts are small."""
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(package(PLAIN, more=BIG))) as old, zipfile.ZipFile(stream, "w") as new:
        for info in old.infolist():
            with new.open(zipfile.ZipInfo(info.filename, (2024, 5, 6, 7, 8, 10)), "w", force_zip64=True) as part:
                part.write(old.read(info))
    return stream.getvalue()


def commented() -> bytes:
    stream = BytesIO(package(PLAIN, more=BIG))
    with zipfile.ZipFile(stream, "a") as archive:
        archive.comment = "注释".encode()
        for number, info in enumerate(archive.infolist()):
            info.comment = b"part %d" % number
            info.external_attr = 0o600 << 16
            info.date_time = (1999, 1, 2, 3, 4, number * 2)
        archive._didModify = True
    return stream.getvalue()


@pytest.mark.parametrize(
    "source",
    [
        pytest.param(package(PLAIN, more=BIG), id="packed"),
        pytest.param(package(PLAIN, more=BIG, compression=zipfile.ZIP_STORED), id="stored"),
        pytest.param(package(PLAIN, more=BIG, stream=Pipe()), id="streamed"),
        pytest.param(zip64(), id="zip64"),
        pytest.param(b"#!/bin/sh\n" + package(PLAIN, more=BIG), id="prefixed"),
        pytest.param(commented(), id="comments-and-attributes"),
        pytest.param(package(PLAIN, more={"xl/表.bin": b"x" * 99}), id="non-ASCII-names"),
    ],
)
def test_all_but_the_sheet_is_copied_byte_for_byte(source: bytes) -> None:
    result = patch_cells(source, [change("A1", 2)])
    assert changed_parts(source, result.data) == {SHEET}
    assert open_sheet(result.data)["A1"].value == 2
    with zipfile.ZipFile(BytesIO(source)) as old, zipfile.ZipFile(BytesIO(result.data)) as new:
        assert old.comment == new.comment
        assert old.getinfo(SHEET).compress_type == new.getinfo(SHEET).compress_type
        assert [info.comment for info in old.infolist()] == [info.comment for info in new.infolist()]
    again = patch_cells(result.data, [change("A1", 1)])
    assert read_part(again.data) == PLAIN


def test_nothing_to_do_is_the_file_itself() -> None:
    source = package(PLAIN)
    assert patch_cells(source, []).data == source


@pytest.mark.parametrize(
    ("stored", "after"),
    [
        ('<calcPr calcId="191029"/>', '<calcPr fullCalcOnLoad="1" calcId="191029"/>'),
        ('<calcPr fullCalcOnLoad="0" calcMode="manual"/>', '<calcPr fullCalcOnLoad="1" calcMode="manual"/>'),
        ("<definedNames/><pivotCaches/>", '<definedNames/><calcPr fullCalcOnLoad="1"/><pivotCaches/>'),
        ("", '<calcPr fullCalcOnLoad="1"/>'),
    ],
)
def test_excel_can_be_told_to_compute_on_opening(stored: str, after: str) -> None:
    source = package(PLAIN, workbook=stored)
    result = patch_cells(source, [change("A1", 2)], recompute=True)
    assert changed_parts(source, result.data) == {SHEET, "xl/workbook.xml"}
    name = "xl/workbook.xml"
    assert read_part(result.data, name) == read_part(source, name).replace(f"</sheets>{stored}", f"</sheets>{after}")
    again = patch_cells(result.data, [change("A1", 3)], recompute=True)
    assert changed_parts(result.data, again.data) == {SHEET}


def test_a_signature_is_kept_and_its_end_announced() -> None:
    signed = with_parts(package(PLAIN), {"_xmlsignatures/sig1.xml": b"<Signature/>"})
    assert any("数字签名" in note for note in patch_cells(signed, [change("A1", 2)]).notes)
    assert patch_cells(signed, []).notes == ()
    assert patch_cells(package(PLAIN), [change("A1", 2)]).notes == ()


@pytest.mark.parametrize(("old", "new"), [("/", "\\"), ("xl/", "/xl/"), ("xl/", "XL/")])
def test_part_names_as_other_programs_write_them(old: str, new: str) -> None:
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(package(PLAIN))) as plain, zipfile.ZipFile(stream, "w") as renamed:
        for name in plain.namelist():
            info = zipfile.ZipInfo("x")
            info.filename = name.replace(old, new)
            renamed.writestr(info, plain.read(name))
    result = patch_cells(stream.getvalue(), [change("A1", 2)])
    assert len(result.applied) == 1


def damaged_sheet() -> bytes:
    source = bytearray(package(PLAIN))
    with zipfile.ZipFile(BytesIO(bytes(source))) as archive:
        start = archive.getinfo(SHEET).header_offset
    source[start + 30 + len(SHEET) + 4] ^= 0xFF
    return bytes(source)


def encrypted() -> bytes:
    source = bytearray(package(PLAIN))
    for signature, place in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        position = -1
        while (position := source.find(signature, position + 1)) >= 0:
            source[position + place] |= 1
    return bytes(source)


def misdirected() -> bytes:
    source = bytearray(package(PLAIN))
    record = source.find(b"PK\x01\x02")
    source[record + 42] ^= 1
    return bytes(source)


def of_a_newer_zip() -> bytes:
    source = bytearray(package(PLAIN))
    source[source.find(b"PK\x01\x02") + 6] = 250
    return bytes(source)


def doubled() -> bytes:
    with pytest.warns(UserWarning, match="Duplicate"):
        return with_parts(package(PLAIN), {SHEET: PLAIN.encode()})


@pytest.mark.parametrize(
    "source",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"\xd0\xcf\x11\xe0" + bytes(600), id="an old .xls"),
        pytest.param(package(PLAIN)[:-40], id="cut off"),
        pytest.param(damaged_sheet(), id="a damaged part"),
        pytest.param(encrypted(), id="encrypted parts"),
        pytest.param(of_a_newer_zip(), id="a newer zip"),
        pytest.param(doubled(), id="two parts of one name"),
        pytest.param(with_parts(b"", {"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}), id=".ods"),
        pytest.param(misdirected(), id="a directory that does not agree"),
        pytest.param(package(PLAIN).replace(b"worksheets/sheet1", b"worksheets/sheet2"), id="a missing part"),
    ],
)
def test_what_cannot_be_patched_is_a_sentence(source: bytes) -> None:
    with pytest.raises(OutputError, match="。"):
        patch_cells(source, [change("A1", 2)])


def test_only_workbooks_of_xml_can_be_patched() -> None:
    assert is_patchable(package(PLAIN))
    assert not is_patchable(b"PK")
    assert not is_patchable(with_parts(b"", {"content.xml": b""}))
    relation = f'<Relationship Id="rId1" Type="{RELATIONS}/officeDocument" Target="xl/workbook.bin"/>'
    relations = f'<Relationships xmlns="{PACKAGE_RELATIONS}">{relation}</Relationships>'
    assert not is_patchable(with_parts(b"", {"_rels/.rels": relations.encode(), "xl/workbook.bin": b""}))


@settings(max_examples=300, deadline=None)
@given(
    part=st.sampled_from([SHEET, "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "_rels/.rels"]),
    place=st.floats(0, 1),
    removed=st.integers(0, 12),
    added=st.binary(max_size=6) | st.sampled_from([b"<", b">", b'"', b"/>", b"<f/>", b"</c>", b"\xff"]),
)
def test_a_damaged_file_is_patched_or_refused_with_a_sentence(
    part: str, place: float, removed: int, added: bytes
) -> None:
    """Never a traceback, whatever a part holds."""
    source = package(PLAIN)
    content = read_bytes(source, part)
    start = int(place * len(content))
    damaged = package(PLAIN, more={part: content[:start] + added + content[start + removed :]})
    with suppress(OutputError):
        result = patch_cells(damaged, [change("A1", 2), change("C5", "x")], recompute=True)
        assert changed_parts(damaged, result.data) <= {SHEET, "xl/workbook.xml"}
