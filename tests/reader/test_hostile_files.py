"""Files made to exhaust the reader end soon, in little memory, with a fault or with the few cells they hold.

Each is read in a process of its own, with the limits of the product; the process tells its time and its peak of memory.
"""

from __future__ import annotations

import io
import json
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import xlwt

from tests.reader.packages import MAIN, parts, sheet, strings, zipped
from xladdin.model import FaultKind
from xladdin.reader import Limits, read
from xladdin.reader.cells import number_cell

SCRIPT = """
import json, os, re, sys
from pathlib import Path
from xladdin.reader import read

def peak():
    return int(re.search(r"VmHWM:\\s+(\\d+) kB", Path("/proc/self/status").read_text())[1])

read(Path(sys.argv[2]))
before = peak()
start = sum(os.times()[:4])  # of the processor, children too: what else the machine does takes no part in it
book = read(Path(sys.argv[1]))
print(json.dumps({
    "seconds": sum(os.times()[:4]) - start,
    "megabytes": (peak() - before) / 1024,
    "faults": [fault.kind for fault in book.faults],
    "cells": sum(len(found.cells) for found in book.sheets),
    "hidden": sum(len(found.hidden_rows) for found in book.sheets),
    "uncomputed": len(book.uncomputed),
}))
"""
HARMLESS = Path(__file__).parents[1] / "data" / "workbooks" / "seed003.xlsx"
pytestmark = pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="peaks of memory are asked of Linux")


def outcome(path: Path) -> dict[str, Any]:
    ran = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(path), str(HARMLESS)],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert ran.stderr == ""
    found: dict[str, Any] = json.loads(ran.stdout)
    return found


def stream_of(path: Path, name: str, pieces: Iterator[bytes], content: dict[str, str | bytes]) -> None:
    """A workbook with one part written piece by piece."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
        for other, part in content.items():
            if other != name:
                package.writestr(other, part)
        with package.open(name, "w", force_zip64=True) as part:
            for piece in pieces:
                part.write(piece)


SHEET = "xl/worksheets/sheet1.xml"
HEAD, TAIL = sheet("|").encode().split(b"|")


USING = '<row><c t="str"><v>&a11;</v></c></row>'


def entities(path: Path) -> None:
    before = {number: f"&a{number - 1};" * 10 for number in range(1, 12)}
    lines = "".join(f'<!ENTITY a{number} "{text}">' for number, text in before.items())
    text = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a0 "ha">{lines}]>' + sheet(USING)
    path.write_bytes(zipped(parts(sheet1=text)))


def entities_utf16(path: Path) -> None:
    text = '<!DOCTYPE x [<!ENTITY a11 SYSTEM "file:///etc/passwd">]>' + sheet(USING)
    path.write_bytes(zipped(parts(sheet1=text.encode("utf-16"))))


def entities_far_behind(path: Path) -> None:
    late = " " * 400_000 + '<!DOCTYPE x [<!ENTITY a11 "ha">]>'
    path.write_bytes(zipped(parts(sheet1=late + sheet(USING))))


def entities_far_behind_in_a_small_part(path: Path) -> None:
    content = parts()
    late = " " * 400_000 + '<!DOCTYPE x [<!ENTITY a "表">]>'
    content["xl/workbook.xml"] = late + str(content["xl/workbook.xml"]).replace("表", "&a;")
    path.write_bytes(zipped(content))


def spaces(path: Path) -> None:
    stream_of(
        path, SHEET, (HEAD + b" " * (1 << 20) if not number else b" " * (1 << 20) for number in range(60)), parts()
    )


def strings_bomb(path: Path) -> None:
    head = f'<sst xmlns="{MAIN}" count="4294967295" uniqueCount="4294967295">'.encode()
    pieces = (head if not number else b"<si><t>a</t></si>" * 50_000 for number in range(40))
    stream_of(path, "xl/sharedStrings.xml", pieces, parts())


def styles_bomb(path: Path) -> None:
    head = f'<styleSheet xmlns="{MAIN}"><cellXfs>'.encode()
    pieces = (head if not number else b"<xf/>" * 200_000 for number in range(30))
    stream_of(path, "xl/styles.xml", pieces, parts(styles=""))


def cells_bomb(path: Path) -> None:
    pieces = (HEAD if not number else b"<row>" + b"<c><v>1</v></c>" * 10_000 + b"</row>" for number in range(54))
    stream_of(path, SHEET, pieces, parts())


def one_sheet_a_thousand_times(path: Path) -> None:
    listed = "".join(f'<sheet name="{number}" r:id="rId1"/>' for number in range(900))
    workbook = str(parts()["xl/workbook.xml"]).replace("</sheets>", f"{listed}</sheets>")
    path.write_bytes(zipped(parts("<row>" + "<c><v>1</v></c>" * 16_000 + "</row>", workbook=workbook)))


def one_endless_row(path: Path) -> None:
    pieces = (HEAD + b"<row>" if not number else b'<c r="A1"><v>1</v></c>' * 20_000 for number in range(60))
    stream_of(path, SHEET, pieces, parts())


def deep(path: Path) -> None:
    stream_of(path, SHEET, (HEAD if not number else b"<a>" * 300_000 for number in range(100)), parts())


def deep_small_part(path: Path) -> None:
    path.write_bytes(zipped(parts(workbook="<workbook>" + "<a>" * 3_000_000)))


def many_merges(path: Path) -> None:
    lines = (f'<mergeCell ref="A{row}:B{row}"/>'.encode() for row in range(1, 200_001))
    stream_of(path, SHEET, iter([sheet("").encode()[:-12], b"<mergeCells>", *lines]), parts())


def thousands_of_parts(path: Path) -> None:
    path.write_bytes(zipped(parts() | {f"x/{number}": b"" for number in range(20_000)}, zipfile.ZIP_STORED))


def huge_text(path: Path) -> None:
    rows = f'<row><c t="inlineStr"><is><t>{"绩" * 3_000_000}</t></is></c></row>'
    path.write_bytes(zipped(parts(rows)))


def huge_attribute(path: Path) -> None:
    pieces = (HEAD + b'<row spans="' if not number else b"1" * (1 << 20) for number in range(40))
    stream_of(path, SHEET, pieces, parts())


def many_shared_formulas(path: Path) -> None:
    master = "A1+" * 2500 + "A1"
    rows = f'<row><c><f t="shared" si="0" ref="A1:A99999">{master}</f><v>1</v></c></row>'
    rows += '<row><c><f t="shared" si="0"/><v>1</v></c></row>' * 6_000
    path.write_bytes(zipped(parts(rows)))


def wide_hidden_columns(path: Path) -> None:
    columns = '<col min="1" max="16384" hidden="1"/>' * 100_000
    path.write_bytes(zipped(parts(sheet1=sheet("", before=f"<cols>{columns}</cols>"))))


def lying_size(path: Path) -> None:
    """The table of contents says 100 bytes, the data inflate to 100 megabytes."""
    part = zlib.compressobj(9, wbits=-15)
    body = part.compress(HEAD + b" " * (100 << 20)) + part.flush()
    honest = bytearray(zipped(parts() | {SHEET: b"?" * 100}, zipfile.ZIP_STORED))
    place = honest.index(b"?" * 100)
    broken = honest[:place] + body + honest[place + 100 :]
    local, central = honest.index(SHEET.encode()) - 30, honest.rindex(SHEET.encode()) - 46 + len(body) - 100
    for start, shift in ((local, 0), (central, 2)):
        broken[start + 8 + shift : start + 10 + shift] = (8).to_bytes(2, "little")
        broken[start + 18 + shift : start + 22 + shift] = len(body).to_bytes(4, "little")
    end = broken.rindex(b"PK\x05\x06")
    offset = int.from_bytes(broken[end + 16 : end + 20], "little") + len(body) - 100
    broken[end + 16 : end + 20] = offset.to_bytes(4, "little")
    path.write_bytes(bytes(broken))


def ods_repeats(path: Path) -> None:
    cell = '<table:table-cell office:value-type="float" office:value="1" table:number-columns-repeated="1024"/>'
    row = f'<table:table-row table:number-rows-repeated="1048576">{cell}</table:table-row>'
    path.write_bytes(ods(row))


def ods(rows: str) -> bytes:
    names = "urn:oasis:names:tc:opendocument:xmlns"
    content = (
        f'<office:document-content xmlns:office="{names}:office:1.0" xmlns:table="{names}:table:1.0" '
        f'xmlns:text="{names}:text:1.0"><office:body><office:spreadsheet><table:table table:name="表">{rows}'
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    return zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": content})


BOMBS: dict[Callable[[Path], None], FaultKind] = {
    entities: FaultKind.DAMAGED,
    entities_utf16: FaultKind.DAMAGED,
    entities_far_behind: FaultKind.DAMAGED,
    entities_far_behind_in_a_small_part: FaultKind.DAMAGED,
    spaces: FaultKind.TOO_LARGE,
    strings_bomb: FaultKind.TOO_LARGE,
    styles_bomb: FaultKind.TOO_LARGE,
    cells_bomb: FaultKind.TOO_LARGE,
    one_sheet_a_thousand_times: FaultKind.TOO_LARGE,
    one_endless_row: FaultKind.TOO_LARGE,
    deep: FaultKind.DAMAGED,
    deep_small_part: FaultKind.DAMAGED,
    many_merges: FaultKind.TOO_LARGE,
    thousands_of_parts: FaultKind.TOO_LARGE,
    huge_text: FaultKind.TOO_LARGE,
    huge_attribute: FaultKind.TOO_LARGE,
    many_shared_formulas: FaultKind.TOO_LARGE,
    lying_size: FaultKind.DAMAGED,
    ods_repeats: FaultKind.TOO_LARGE,
}


@pytest.mark.parametrize(("make", "kind"), BOMBS.items(), ids=lambda value: getattr(value, "__name__", ""))
def test_bombs(make: Callable[[Path], None], kind: FaultKind, tmp_path: Path) -> None:
    path = tmp_path / "bomb.xlsx"
    make(path)
    found = outcome(path)
    print(make.__name__, found)
    assert found["faults"] == [kind]
    assert found["seconds"] < 10
    assert found["megabytes"] < 300


def test_two_corners_are_two_cells(tmp_path: Path) -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><f>SUM(A:XFD)</f></c></row>'
    path = tmp_path / "corners.xlsx"
    path.write_bytes(zipped(parts(rows)))
    found = outcome(path)
    assert (found["faults"], found["cells"], found["uncomputed"]) == ([], 2, 1)
    assert found["seconds"] < 1
    assert found["megabytes"] < 20


def test_a_million_empty_formatted_rows(tmp_path: Path) -> None:
    path = tmp_path / "rows.xlsx"
    lines = (
        f'<row r="{row}" ht="20" customHeight="1" hidden="1" s="1"><c r="A{row}" s="1"/></row>'.encode()
        for row in range(2, 1_048_577)
    )
    stream_of(path, SHEET, iter([HEAD, b"<row><c><v>1</v></c></row>", *lines, TAIL]), parts())
    found = outcome(path)
    assert (found["faults"], found["cells"], found["hidden"]) == ([], 1, 0)
    assert found["seconds"] < 8
    assert found["megabytes"] < 60


def test_columns_hidden_again_and_again(tmp_path: Path) -> None:
    path = tmp_path / "columns.xlsx"
    wide_hidden_columns(path)
    assert outcome(path)["seconds"] < 5


def test_xls_with_two_corners(tmp_path: Path) -> None:
    book = xlwt.Workbook()
    page = book.add_sheet("表")
    page.write(0, 0, 1)
    page.write(65535, 255, 2)
    path = tmp_path / "corners.xls"
    book.save(str(path))
    found = outcome(path)
    assert (found["faults"], found["cells"]) == ([], 2)
    assert found["seconds"] < 5


def test_a_slow_xls_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    book = xlwt.Workbook()
    page = book.add_sheet("表")
    for row in range(1500):
        for column in range(20):
            page.write(row, column, row * column)
    path = tmp_path / "slow.xls"
    book.save(str(path))
    assert [fault.kind for fault in read(path, Limits(seconds=0.05)).faults] == [FaultKind.TOO_LARGE]
    assert len(read(path).sheets[0].cells) == 30_000


def test_the_memory_of_the_worker_is_limited(tmp_path: Path) -> None:
    book = xlwt.Workbook()
    page = book.add_sheet("表")
    for row in range(2500):
        for column in range(20):
            page.write(row, column, f"文字{row}{column}")
    path = tmp_path / "large.xls"
    book.save(str(path))
    found = read(path, Limits(worker_memory=40 << 20))
    assert [fault.kind for fault in found.faults] in ([FaultKind.TOO_LARGE], [FaultKind.DAMAGED])
    assert read(path).faults == ()


@pytest.mark.parametrize(
    ("limits", "kind"),
    [
        (Limits(file_bytes=100), FaultKind.TOO_LARGE),
        (Limits(inflated_bytes=100), FaultKind.TOO_LARGE),
        (Limits(part_bytes=100), FaultKind.TOO_LARGE),
        (Limits(parts=3), FaultKind.TOO_LARGE),
        (Limits(sheets=0), FaultKind.TOO_LARGE),
        (Limits(cells=10), FaultKind.TOO_LARGE),
        (Limits(merges=3), FaultKind.TOO_LARGE),
        (Limits(text_length=3), FaultKind.TOO_LARGE),
        (Limits(seconds=0), FaultKind.TOO_LARGE),
    ],
)
def test_every_limit_is_kept(limits: Limits, kind: FaultKind) -> None:
    assert [fault.kind for fault in read(HARMLESS, limits).faults] == [kind]


def test_nothing_large_stays_in_memory_behind_a_file(tmp_path: Path) -> None:
    path = tmp_path / "long.xlsx"
    long = "9" * 90_000
    path.write_bytes(zipped(parts(f'<row><c><v>{long}</v></c><c r="{long}"/></row>')))
    number_cell.cache_clear()
    assert read(path).sheets[0].cells[1, 1].value == long
    assert number_cell.cache_info().currsize == 0


def test_shared_strings_count_as_they_are(tmp_path: Path) -> None:
    path = tmp_path / "count.xlsx"
    table = strings("<t>甲</t>").replace("<sst ", '<sst count="99999999999" ')
    path.write_bytes(zipped(parts('<row><c t="s"><v>0</v></c></row>', strings=table)))
    assert read(path).sheets[0].cells[1, 1].value == "甲"
    assert io.BytesIO(path.read_bytes())
