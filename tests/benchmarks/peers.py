"""What a user would write, and what a machine needs at least: ``python -m tests.benchmarks.peers NAME FOLDER OUT``.

Every one makes one summary workbook of the forms in a folder (but ``calamine``, which only reads them); none checks.
"""

from __future__ import annotations

import re
import sys
import zipfile
from multiprocessing import Pool
from pathlib import Path
from xml.sax.saxutils import escape

PROCESSES = 2
_TEXT = re.compile(r"<si>(.*?)</si>", re.DOTALL)
_RUN = re.compile(r"<t[^>]*>([^<]*)</t>")
_CELL = re.compile(r'<c r="([A-Z]+\d+)"(?: s="\d+")?(?: t="(\w+)")?>(?:<f>[^<]*</f>)?<v>([^<]*)</v>')
_PARTS = {
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/w.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
    '<Override PartName="/s.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>',
    "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"'
    ' Target="w.xml"/></Relationships>',
    "w.xml": '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
    '<sheets><sheet name="s" sheetId="1" r:id="r1"/></sheets></workbook>',
    "_rels/w.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"'
    ' Target="s.xml"/></Relationships>',
}


def pandas_openpyxl(paths: list[Path], output: Path, engine: str = "openpyxl") -> None:
    """The loop most people write."""
    import pandas as pd

    pd.concat([pd.read_excel(path, header=None, engine=engine) for path in paths]).to_excel(output)


def pandas_calamine(paths: list[Path], output: Path) -> None:
    """The same with the faster reader."""
    pandas_openpyxl(paths, output, "calamine")


def openpyxl_loop(paths: list[Path], output: Path) -> None:
    """The loop of those who have heard that pandas is slow."""
    import openpyxl

    summary = openpyxl.Workbook(write_only=True)
    sheet = summary.create_sheet()
    for path in paths:
        for row in openpyxl.load_workbook(path, data_only=True).active.iter_rows(values_only=True):
            sheet.append(row)
    summary.save(output)


def calamine(paths: list[Path], output: Path) -> None:
    """Reading the values alone."""
    from python_calamine import CalamineWorkbook

    for path in paths:
        book = CalamineWorkbook.from_path(path)
        for name in book.sheet_names:
            book.get_sheet_by_name(name).to_python()


def _parse(path: Path) -> str:
    with zipfile.ZipFile(path) as package:
        texts = ["".join(_RUN.findall(one)) for one in _TEXT.findall(package.read("xl/sharedStrings.xml").decode())]
        cells = _CELL.findall(package.read("xl/worksheets/sheet1.xml").decode())
    row = (texts[int(value)] if kind == "s" else escape(value) for _, kind, value in cells)
    return "<row>" + "".join(f'<c t="inlineStr"><is><t>{one}</t></is></c>' for one in row) + "</row>"


def floor(paths: list[Path], output: Path) -> None:
    """Unzip, cut out the cells by patterns, write raw XML; two processes."""
    with Pool(PROCESSES) as pool, zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
        for name, text in _PARTS.items():
            package.writestr(name, text)
        with package.open("s.xml", "w") as sheet:
            head = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
            sheet.write(head.encode())
            for row in pool.imap(_parse, paths, chunksize=50):
                sheet.write(row.encode())
            sheet.write(b"</sheetData></worksheet>")


PEERS = {
    "pandas-openpyxl": pandas_openpyxl,
    "pandas-calamine": pandas_calamine,
    "openpyxl": openpyxl_loop,
    "calamine": calamine,
    "floor": floor,
}

if __name__ == "__main__":
    PEERS[sys.argv[1]](sorted(Path(sys.argv[2]).rglob("*.xlsx")), Path(sys.argv[3]))
