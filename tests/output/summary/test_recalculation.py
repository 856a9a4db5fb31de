"""What is stored beside the formulas is what they give: LibreOffice works them out anew, from cells without results."""

from __future__ import annotations

import re
import zipfile
from decimal import Decimal
from pathlib import Path

import pytest

from tests.output.summary.written import varied
from tests.tools import convert
from xladdin import reader, scoring
from xladdin.merge import summarise
from xladdin.model import Summary
from xladdin.output.summary.book import write_summary

_RESULT = re.compile(rb"(</f>)<v>[^<]*</v>")


def without_results(path: Path, target: Path) -> int:
    """A copy of a workbook whose formulas have no stored results; how many there were."""
    count = 0
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            if name.startswith("xl/worksheets/sheet"):
                data, removed = _RESULT.subn(rb"\1", data)
                count += removed
            new.writestr(name, data)
    return count


@pytest.mark.parametrize(("summary", "rows"), [(varied(), 9), (None, None)])
def test_stored_values_are_those_of_the_formulas(tmp_path: Path, summary: Summary | None, rows: int | None) -> None:
    path, out = tmp_path / "汇总.xlsx", tmp_path / "out"
    out.mkdir()
    options = {} if rows is None else {"sheet_rows": rows}
    write_summary(summary or summarise([], score=scoring.score_indicator), path, **options)
    assert without_results(path, tmp_path / "bare.xlsx") > 20
    again = {sheet.name: sheet for sheet in reader.read(convert(tmp_path / "bare.xlsx", "xlsx", out)).sheets}
    compared = 0
    for sheet in reader.read(path).sheets:
        for at, cell in sheet.cells.items():
            if cell.formula is None:
                continue
            compared += 1
            new = again[sheet.name].cells[at].value
            told = f"{sheet.name} {at}: {cell.formula} is {new!r}, stored is {cell.value!r}"
            if isinstance(cell.value, Decimal):
                assert isinstance(new, Decimal), told
                assert abs(new - cell.value) < Decimal("1e-9"), told
            else:
                assert new == cell.value, told
    assert compared > 20
