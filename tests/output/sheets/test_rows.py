"""Rows that are written whole hold what XlsxWriter would have written cell by cell."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.utils.escape import unescape

from xladdin.output.sheets.book import new_book
from xladdin.output.sheets.cells import cell, live_rest, text_rest
from xladdin.output.sheets.grid import write_table
from xladdin.output.sheets.rows import RowSheet
from xladdin.output.sheets.styles import Styles
from xladdin.output.sheets.table import Column, Link, Table
from xladdin.output.sheets.texts import cut, whole

if TYPE_CHECKING:
    from pathlib import Path

NAMESPACE = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def cells(path: Path, number: int) -> list[tuple[str, str | None, str | None, str, dict[str, str]]]:
    """Place, format, type, text (or formula and value) of every cell of a sheet, with what its row says of itself."""
    with zipfile.ZipFile(path) as archive:
        sheet = ET.fromstring(archive.read(f"xl/worksheets/sheet{number}.xml"))
    return [
        (one.get("r", ""), one.get("s"), one.get("t"), "|".join(one.itertext()), row.attrib)
        for row in sheet.iter(f"{NAMESPACE}row")
        for one in row
    ]


TEXTS = st.text(st.characters(codec="utf-8"), max_size=30) | st.sampled_from(
    ["_x0041_", "_x005F_x0041_", " a", "a ", "a\nb", "<r>1</r>", "&amp;", "a\rb", "\t", "1_x00e9_2"]
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(texts=st.lists(TEXTS.map(whole).filter(bool), min_size=1, max_size=5), number=st.floats(-1e12, 1e12))
def test_a_row_is_what_xlsxwriter_would_write(tmp_path: Path, texts: list[str], number: float) -> None:
    with new_book(tmp_path / "表.xlsx", "表") as book:
        one_by_one, at_once = (book.add_worksheet(worksheet_class=RowSheet) for _ in range(2))
        style = Styles(book)
        for sheet in (one_by_one, at_once):
            sheet.set_default_row(16)
            sheet.write_string(0, 0, "栏目", style.get("heading"))
        one_by_one.set_row(1, 29, None, {"level": 1})
        row = ""
        for column, text in enumerate(texts):
            one_by_one.write_string(1, column, text, style.get("text"))
            shape = cell("ABCDE"[column], style.number("text"))
            row += f"{shape.place}2{text_rest(shape, text)}"
        one_by_one.write_number(1, 5, number, style.get("score"))
        one_by_one.write_formula(1, 6, "=IF(A1<>B1,F2,0)", style.get("score"), number)
        shape = cell("F", style.number("score"))
        row += f"{shape.place}2{shape.number}{number:.16G}</v></c>"
        shape = cell("G", style.number("score"))
        row += f"{shape.place}2{live_rest(shape, 'IF(A1<>B1,F2,0)', number)}"
        at_once.begin_rows(1, 7)
        at_once.take_row(1, row, 29, 1)
        for sheet in (one_by_one, at_once):
            sheet.write_string(2, 0, "合计", style.get("text"))
    theirs, ours = cells(tmp_path / "表.xlsx", 1), cells(tmp_path / "表.xlsx", 2)
    assert [one[:3] for one in ours] == [one[:3] for one in theirs]
    assert [one[4] for one in ours] == [one[4] for one in theirs]
    assert [unescape(text) for place, _, _, text, _ in ours if place in {"A2", "B2", "C2", "D2", "E2"}] == texts
    assert [one[3] for one in ours if one[0] in {"F2", "A3"}] == [one[3] for one in theirs if one[0] in {"F2", "A3"}]


@pytest.mark.parametrize(("text", "shown"), [("甲" * 40_000, 32_000), ("😀" * 20_000, 16_000), ("甲" * 32_000, 32_000)])
def test_a_text_is_cut_where_excel_would_refuse_it(text: str, shown: int) -> None:
    assert cut(text).removesuffix("…（以下略）") == text[:shown]
    assert cut(text).endswith("…（以下略）") is (shown < len(text))


def test_links_totals_and_empty_cells(tmp_path: Path) -> None:
    table: Table[tuple[object, ...]] = Table(
        name="表",
        title="表",
        notice="",
        columns=(
            Column("甲", lambda line: line[0], (4, 10)),  # type: ignore[arg-type, return-value]
            Column("乙", lambda line: line[1], (4, 10), "count", "sum"),  # type: ignore[arg-type, return-value]
            Column("丙", lambda line: line[2], (4, 10), "link"),  # type: ignore[arg-type, return-value]
        ),
    )
    lines = [("=1+1", 2, Link("去", "internal:'表'!A1")), ("", 0, ""), (None, 3, Link("不去", ""))]
    with new_book(tmp_path / "表.xlsx", "表") as book:
        write_table(book, Styles(book), table, lines)
    found = {place: (kind, text) for place, _, kind, text, _ in cells(tmp_path / "表.xlsx", 1)}
    assert found["B4"] == ("inlineStr", "=1+1")
    assert found["C5"] == (None, "0")
    assert "B5" not in found
    assert "B6" not in found
    assert found["D4"][1] == "去"
    assert found["D6"][1] == "不去"
    assert found["C7"][1] == "SUBTOTAL(109,C4:C6)|5.0"
