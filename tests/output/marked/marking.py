"""Workbooks to mark: findings at any cells, copies as files, and what of a package changed."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

from xladdin import reader
from xladdin.model import CellRef, CheckedFile, Finding, Severity
from xladdin.output.marked import MarkedCopy, UnmarkedCopy, marked_copy, unmarked_copy
from xladdin.output.patch.addresses import parse_address

HINT = "请改为=1+1"


def finding(*addresses: str, sheet: str = "表", severity: Severity = Severity.ERROR, code: str = "S105") -> Finding:
    """A finding at some cells, or at none."""
    cells = tuple(CellRef(sheet, *parse_address(one)) for one in addresses)
    return Finding(
        code=code,
        rule="rule",
        severity=severity,
        label="得分",
        message='=HYPERLINK("x")&<b>',
        do=HINT,
        sheet=sheet,
        cell=cells[0] if cells else None,
        cells=cells,
        found="9",
        expected="10",
    )


def mark(path: Path, *findings: Finding) -> MarkedCopy:
    """A marked copy of a file with these findings."""
    workbook = reader.read(path)
    assert not workbook.faults
    return marked_copy(workbook, CheckedFile(path, workbook.sha256, (), findings))


def mark_bytes(source: bytes, folder: Path, *findings: Finding, name: str = "自评表.xlsx") -> bytes:
    """The same for the bytes of a file."""
    path = folder / name
    path.write_bytes(source)
    return mark(path, *findings).data


def unmark(source: bytes, folder: Path, name: str = "标注.xlsx") -> UnmarkedCopy:
    """The bytes of a marked copy without marks."""
    path = folder / name
    path.write_bytes(source)
    return unmarked_copy(reader.read(path))


def parts(data: bytes) -> dict[str, bytes]:
    """All parts of a package."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def differing(before: bytes, after: bytes) -> set[str]:
    """The parts of ``before`` that are not in ``after`` byte for byte; none may be missing."""
    old, new = parts(before), parts(after)
    assert list(old) == list(new)[: len(old)]
    return {name for name in old if old[name] != new[name]}
