"""Checked files for the reports: the published workbooks, and one that tries to break out of every format."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

from tests.merge.builders import file, file_of, finding
from xladdin import pipeline
from xladdin.model import CellRef, CheckedFile, CheckOptions, Finding, Severity
from xladdin.output.tally import Tally

WORKBOOKS = sorted((Path(__file__).parent.parent / "data" / "workbooks").glob("*.xls*"))
SCRIPT = "<script>document.title='hacked'</script>"
IMAGE = "<img src=x onerror=document.title='hacked'>"
ROWS = ["产出指标/数量指标/培训人数 | ≥100人 | 120人 | 10 | 10", f"产出指标/质量指标/{IMAGE} | ≥95% | 96% | 10 | 9"]


@cache
def published() -> tuple[CheckedFile, ...]:
    """The published forms."""
    return tuple(pipeline.check_file(path, CheckOptions()) for path in WORKBOOKS)


def hostile(path: str = "表 #1%.xlsx") -> CheckedFile:
    """A form whose texts are formulas, markup and quotes."""
    cell = CellRef("自评表", 20, 8)
    faults = (
        finding("S105", found="=1+1", expected="+2", difference="-6.67", message='@SUM("a"),\n"b"', do="-3"),
        finding("I107", Severity.WARNING, cell=cell, found=f"{SCRIPT}&'\"", message=SCRIPT, label="]]>-->"),
        finding("N101", Severity.NOTE, cell=None, found="", expected=None, difference=None),
    )
    checked = file(path, f"{SCRIPT}经费", unit="=HYPERLINK(1)", findings=faults, rows=ROWS)
    return replace(checked, sha256="ab" * 32)


def unreadable() -> CheckedFile:
    """A file that could not be read."""
    return file_of("坏.xlsx", findings=(finding("W102", cell=None, sheet="", found=None),), sha256="cd" * 32)


def twice() -> Finding:
    """A finding over two files."""
    return finding("B101", cell=None, sheet="", files=("甲/一.xlsx", "乙；二.xlsx"), found="2", expected="1")


def fill(report, files, batch=(), left_out=(), changes=()) -> Tally:
    """Every file through the report, as a check does it."""
    tally = Tally(changes)
    report.begin()
    for checked in files:
        report.add(checked)
        tally.add(checked)
    tally.add_findings(batch)
    report.end(tally, batch, left_out)
    return tally
