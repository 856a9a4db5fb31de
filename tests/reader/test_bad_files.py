"""Whatever is wrong with a file becomes a fault of the right kind with a sentence, never an exception."""

from __future__ import annotations

import io
import os
import random
import zipfile
from pathlib import Path

import docx
import openpyxl
import pytest
import xlwt

from tests.reader.packages import MAIN, parts, relations, sheet, zipped
from xladdin.model import FaultKind, Workbook
from xladdin.reader import Limits, read
from xladdin.reader.faults import UnreadableError, _sentences

WORKBOOKS = Path(__file__).parents[1] / "data" / "workbooks"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def assert_fault(book: Workbook, kind: FaultKind, *words: str) -> None:
    assert [fault.kind for fault in book.faults] == [kind]
    assert book.sheets == ()
    what, do = book.faults[0].what, book.faults[0].do
    assert what.endswith("。")
    assert do.endswith("。")
    assert "{" not in what + do
    for word in words:
        assert word in what


def read_bytes(tmp_path: Path, data: bytes, name: str = "表.xlsx", **limits: float) -> Workbook:
    path = tmp_path / name
    path.write_bytes(data)
    return read(path, Limits(**limits))


DISGUISED = {
    "html": (b"<html><body><table><tr><td>1</td></tr></table></body></html>", "HTML"),
    "html-fragment": ("\ufeff <TABLE border=1><tr><td>绩效</td></tr></TABLE>".encode(), "HTML"),
    "html-gbk": ("<!DOCTYPE html><html><body>绩效自评表</body></html>".encode("gbk"), "HTML"),
    "mhtml": (b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n<html>", "HTML"),
    "xml2003": (
        b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"></Workbook>',
        "XML表格2003",
    ),
    "xml": (b"<?xml version='1.0'?><root/>", "XML"),
    "csv": ("项目,金额\n甲,20\n".encode(), "文本"),
    "csv-gbk": ("项目,金额\n甲,20\n".encode("gbk"), "文本"),
    "text-utf16": ("项目\t金额".encode("utf-16"), "文本"),
    "pdf": (b"%PDF-1.7 ...", "PDF"),
    "rtf": (b"{\\rtf1 ...", "RTF"),
    "png": (b"\x89PNG\r\n\x1a\n....", "图片"),
    "jpeg": (b"\xff\xd8\xff\xe0....", "图片"),
    "rar": (b"Rar!\x1a\x07\x00", "压缩包"),
    "program": (b"MZ\x90\x00", "程序"),
    "zeros": (b"\0" * 5000, "空字节"),
    "binary": (bytes(range(256)) * 10, "无法识别"),
}


@pytest.mark.parametrize(("data", "word"), DISGUISED.values(), ids=DISGUISED.keys())
@pytest.mark.parametrize("ending", [".xls", ".xlsx"])
def test_other_files_under_the_name_of_a_workbook(data: bytes, word: str, ending: str, tmp_path: Path) -> None:
    assert_fault(read_bytes(tmp_path, data, f"表{ending}"), FaultKind.DAMAGED, word, f"文件名改成了{ending}")


def test_other_files_under_their_own_name(tmp_path: Path) -> None:
    book = read_bytes(tmp_path, b"hello", "notes.txt")
    assert_fault(book, FaultKind.DAMAGED, "文本")
    assert "文件名改成了" not in book.faults[0].what


OTHER_ZIPS = {
    "word": ({"[Content_Types].xml": "", "word/document.xml": "<w/>"}, "Word"),
    "powerpoint": ({"ppt/presentation.xml": "<p/>"}, "PowerPoint"),
    "xlsb": ({"xl/workbook.bin": "x"}, "xlsb"),
    "odt": ({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<x/>"}, "Word"),
    "ofd": ({"OFD.xml": "<x/>"}, "OFD"),
    "archive": ({"读我.txt": "x"}, "压缩包"),
    "workbooks": ({"a/表.xlsx": "x"}, "装着工作簿的压缩包"),
}


@pytest.mark.parametrize(("content", "word"), OTHER_ZIPS.values(), ids=OTHER_ZIPS.keys())
def test_zips_that_are_no_workbook(content: dict[str, str], word: str, tmp_path: Path) -> None:
    assert_fault(read_bytes(tmp_path, zipped(content)), FaultKind.DAMAGED, word)


def test_a_word_document_under_the_name_of_a_workbook(tmp_path: Path) -> None:
    data = io.BytesIO()
    docx.Document().save(data)
    assert_fault(read_bytes(tmp_path, data.getvalue()), FaultKind.DAMAGED, "Word")


def test_empty_file(tmp_path: Path) -> None:
    assert_fault(read_bytes(tmp_path, b""), FaultKind.DAMAGED, "0字节")


def test_missing_file_and_folder(tmp_path: Path) -> None:
    assert_fault(read(tmp_path / "没有.xlsx"), FaultKind.DAMAGED, "找不到")
    assert_fault(read(tmp_path), FaultKind.DAMAGED, "文件夹")
    (tmp_path / "文件").write_text("x", encoding="utf-8")
    assert_fault(read(tmp_path / "文件" / "里面.xlsx"), FaultKind.DAMAGED, "找不到")
    assert_fault(read(tmp_path / ("长" * 300 + ".xlsx")), FaultKind.DAMAGED)
    assert_fault(read(Path("nul\0byte.xlsx")), FaultKind.DAMAGED)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="a Unix thing")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.xlsx")
    assert_fault(read(tmp_path / "pipe.xlsx"), FaultKind.DAMAGED, "普通文件")


def test_no_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "表.xlsx"
    path.write_bytes(b"x")

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("xladdin.sources.local.open", refuse, raising=False)
    assert_fault(read(path), FaultKind.DAMAGED, "权限")


def test_broken_drive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "表.xlsx"
    path.write_bytes(b"x")

    def fail(*_: object, **__: object) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr("xladdin.sources.local.open", fail, raising=False)
    assert_fault(read(path), FaultKind.DAMAGED, "Input/output error")


def real_workbook() -> bytes:
    return (WORKBOOKS / "seed003.xlsx").read_bytes()


@pytest.mark.parametrize("share", [0.01, 0.3, 0.6, 0.9, 0.99])
def test_truncated_zip(share: float, tmp_path: Path) -> None:
    data = real_workbook()
    assert_fault(read_bytes(tmp_path, data[: int(len(data) * share)]), FaultKind.DAMAGED, "不完整")


def test_wrong_checksum(tmp_path: Path) -> None:
    data = bytearray(zipped(parts("<row><c><v>1</v></c></row>"), zipfile.ZIP_STORED))
    place = data.index(b"<v>1</v>")
    data[place + 3 : place + 4] = b"2"
    assert_fault(read_bytes(tmp_path, bytes(data)), FaultKind.DAMAGED, "sheet1.xml")


@pytest.mark.parametrize("offset", [16, 20, 46])  # of its line in the table of contents: checksum, length, name
def test_a_part_that_is_not_what_the_table_of_contents_says(offset: int, tmp_path: Path) -> None:
    name = b"xl/worksheets/sheet1.xml"
    data = bytearray(zipped(parts("<row><c><v>1</v></c></row>" * 9)))
    assert read_bytes(tmp_path, bytes(data)).faults == ()
    data[data.rindex(name) - 46 + offset] ^= 0x20  # of the name: its first letter, in the other case
    assert_fault(read_bytes(tmp_path, bytes(data)), FaultKind.DAMAGED, "sheet1.xml")


def test_zip_with_a_password(tmp_path: Path) -> None:
    data = bytearray(zipped(parts()))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.index(mark)
        data[place + offset] |= 1
    assert_fault(read_bytes(tmp_path, bytes(data)), FaultKind.ENCRYPTED)


BROKEN_PARTS = {
    "not well-formed": parts(sheet1="<worksheet><sheetData><row>"),
    "no xml": parts(sheet1="hello"),
    "empty": parts(sheet1=""),
    "broken workbook": parts(workbook="<workbook"),
    "broken styles": parts(styles="<styleSheet><cellXfs></styleSheet>"),
    "broken strings": parts(strings="<sst><si>"),
    "unknown encoding": parts(sheet1='<?xml version="1.0" encoding="cp037"?><worksheet/>'),
    "false utf-8": parts(sheet1=sheet("<row><c t='str'><v>绩</v></c></row>").encode("gbk")),
    "no such string": parts('<row><c t="s"><v>3</v></c></row>', strings="<sst><si><t>1</t></si></sst>"),
    "string number is negative": parts('<row><c t="s"><v>-1</v></c></row>', strings="<sst><si><t>1</t></si></sst>"),
    "string number is text": parts('<row><c t="s"><v>x</v></c></row>', strings="<sst/>"),
    "bad column span": parts(sheet1=sheet("", before='<cols><col min="x" max="2" hidden="1"/></cols>')),
    "missing sheet": {name: part for name, part in parts().items() if "sheet1" not in name},
    "relation missing": parts(rels=relations(("styles", "styles.xml"))),
    "no sheets": parts(workbook=f'<workbook xmlns="{MAIN}"><sheets/></workbook>'),
}


@pytest.mark.parametrize("content", BROKEN_PARTS.values(), ids=BROKEN_PARTS.keys())
def test_broken_parts(content: dict[str, str | bytes], tmp_path: Path) -> None:
    assert_fault(read_bytes(tmp_path, zipped(content)), FaultKind.DAMAGED)


@pytest.mark.parametrize(
    "rows",
    [
        '<row><c r="A1048577"><v>1</v></c></row>',
        '<row><c r="XFE1"><v>1</v></c></row>',
        '<row><c r="A0"><v>1</v></c></row>',
        '<row><c r="甲1"><v>1</v></c></row>',
        '<row r="1048577"><c><v>1</v></c></row>',
        '<row r="-1"/>',
        '<row r="1e3"/>',
        '<row><c r="XFD1"><v>1</v></c><c><v>1</v></c></row>',
    ],
)
def test_addresses_that_do_not_exist(rows: str, tmp_path: Path) -> None:
    assert_fault(read_bytes(tmp_path, zipped(parts(rows))), FaultKind.DAMAGED, "“表”", "地址")


def test_long_names_are_cut_in_the_sentence(tmp_path: Path) -> None:
    rows = f'<row><c r="{"A" * 100_000}"><v>1</v></c></row>'
    book = read_bytes(tmp_path, zipped(parts(rows)))
    assert_fault(book, FaultKind.DAMAGED)
    assert len(book.faults[0].what) < 120


def test_a_merge_that_does_not_exist(tmp_path: Path) -> None:
    content = parts(sheet1=sheet("", after='<mergeCells><mergeCell ref="A1:ZZZZ9"/></mergeCells>'))
    assert_fault(read_bytes(tmp_path, zipped(content)), FaultKind.DAMAGED, "ZZZZ9")


def test_encrypted_workbook(tmp_path: Path) -> None:
    assert_fault(read_bytes(tmp_path, compound("EncryptionInfo", "EncryptedPackage")), FaultKind.ENCRYPTED, "密码")


def test_word_document_of_old(tmp_path: Path) -> None:
    assert_fault(read_bytes(tmp_path, compound("WordDocument"), "表.xls"), FaultKind.DAMAGED, "Word")


def test_xls_with_a_password(tmp_path: Path) -> None:
    book = xlwt.Workbook()
    book.add_sheet("表").write(0, 0, 1)
    stream = io.BytesIO()
    book.save(stream)
    data = bytearray(stream.getvalue())
    # xlwt writes a CODEPAGE record of four bytes in front; FILEPASS in its place is what an encrypted file has there.
    place = data.index(b"\x42\x00\x02\x00")
    data[place : place + 2] = b"\x2f\x00"
    assert_fault(read_bytes(tmp_path, bytes(data), "表.xls"), FaultKind.ENCRYPTED)


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_truncated_xls(share: float, tmp_path: Path) -> None:
    data = (WORKBOOKS / "sc_gauge.xls").read_bytes()
    assert_fault(read_bytes(tmp_path, data[: int(len(data) * share)], "表.xls"), FaultKind.DAMAGED)


def test_nonsense_behind_an_ole_header(tmp_path: Path) -> None:
    noise = random.Random(1).randbytes(20_000)
    assert_fault(read_bytes(tmp_path, OLE + noise, "表.xls"), FaultKind.DAMAGED)
    assert_fault(read_bytes(tmp_path, OLE, "表.xls"), FaultKind.DAMAGED)
    assert read(WORKBOOKS / "sc_gauge.xls").faults == ()  # and the next file is read as ever


@pytest.mark.parametrize("seed", range(25))
def test_damage_anywhere_never_raises(seed: int, tmp_path: Path) -> None:
    dice = random.Random(seed)
    data = bytearray(real_workbook())
    for _ in range(dice.randint(1, 30)):
        data[dice.randrange(len(data))] = dice.randrange(256)
    book = read_bytes(tmp_path, bytes(data))
    assert book.faults or book.sheets


def test_every_fault_has_its_sentence() -> None:
    package = Path(__file__).parents[2] / "xladdin"
    source = "".join(
        path.read_text(encoding="utf-8")
        for room in ("reader", "sources", "pipeline")
        for path in (package / room).rglob("*.py")
    )
    for key, entry in _sentences().items():
        assert f'"{key}"' in source, key
        if key in {"kinds", "advice"}:
            assert set(_sentences()["advice"]) <= set(_sentences()["kinds"])
            continue
        assert set(entry) == {"kind", "what", "do"}
        assert FaultKind(entry["kind"])


def test_a_fault_of_a_file_is_no_crash_of_the_reader() -> None:
    assert UnreadableError("empty").fault.kind is FaultKind.DAMAGED


def test_unreadable_by_openpyxl_but_fine(tmp_path: Path) -> None:
    """The bad files above are not bad because of how the test builds them."""
    data = zipped(parts("<row><c><v>1</v></c></row>", strings="<sst/>", styles="<styleSheet/>"))
    assert read_bytes(tmp_path, data).faults == ()
    assert openpyxl.load_workbook(io.BytesIO(real_workbook()))


def compound(*streams: str) -> bytes:
    """An OLE compound file of 512-byte sectors with empty streams of these names."""
    sector = 512
    header = bytearray(sector)
    header[:8] = OLE
    header[24:34] = bytes.fromhex("3e00030 0feff0900 0600".replace(" ", ""))
    header[44:48] = (1).to_bytes(4, "little")  # one sector of the table
    header[48:52] = (1).to_bytes(4, "little")  # the directory begins in sector 1
    header[56:60] = (4096).to_bytes(4, "little")
    header[60:64] = header[68:72] = b"\xfe\xff\xff\xff"
    header[76:512] = (0).to_bytes(4, "little") + b"\xff" * 432
    table = b"\xfd\xff\xff\xff" + b"\xfe\xff\xff\xff" + b"\xff" * (sector - 8)
    entries = [entry("Root Entry", 5, child=1)]
    entries += [
        entry(name, 2, right=number + 1 if number < len(streams) else -1) for number, name in enumerate(streams, 1)
    ]
    directory = b"".join(entries).ljust(sector, b"\0")
    return bytes(header) + table + directory + b"\0" * sector


def entry(name: str, kind: int, child: int = -1, right: int = -1) -> bytes:
    raw = name.encode("utf-16-le") + b"\0\0"
    links = b"".join((link & 0xFFFFFFFF).to_bytes(4, "little") for link in (-1, right, child))
    return (
        raw.ljust(64, b"\0")
        + len(raw).to_bytes(2, "little")
        + bytes([kind, 1])
        + links
        + b"\0" * 36
        + b"\xfe\xff\xff\xff"
        + b"\0" * 8
    )


def test_a_part_at_an_impossible_place_is_damage() -> None:
    workbook = read(Path(__file__).parent / "damaged" / "bad_offset.xlsx")
    assert [fault.kind for fault in workbook.faults] == [FaultKind.DAMAGED]
