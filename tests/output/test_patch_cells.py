"""Values put into the cells of a worksheet, seen by an independent reader and byte for byte."""

from __future__ import annotations

import codecs
from decimal import Decimal

import pytest
from openpyxl.utils.escape import unescape

from tests.output.packages import (
    MAIN,
    RELATIONS,
    STRICT_MAIN,
    change,
    open_sheet,
    package,
    read_bytes,
    read_part,
    sheet_xml,
    without_cells,
)
from xladdin.errors import OutputError
from xladdin.output.patch import CellChange, PatchResult, SkipReason, patch_cells

ROW = '<row r="2" spans="1:5"><c r="A2" s="1" t="s"><v>0</v></c><c r="C2" s="2"><v>3</v></c><c r="E2" s="3"/></row>'


def patched(sheet: str | bytes, *changes: CellChange) -> tuple[PatchResult, str]:
    result = patch_cells(package(sheet), changes)
    return result, read_part(result.data)


def rows(content: str, *changes: CellChange) -> str:
    """The rows after some changes to a sheet of these rows."""
    text = patched(sheet_xml(content), *changes)[1]
    return text.partition("<sheetData>")[2].partition("</sheetData>")[0]


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        (Decimal("9.80"), '<c r="C2" s="2"><v>9.8</v></c>'),
        (Decimal("-0.00"), '<c r="C2" s="2"><v>0</v></c>'),
        (Decimal("1E+3"), '<c r="C2" s="2"><v>1000</v></c>'),
        (Decimal("0.9980"), '<c r="C2" s="2"><v>0.998</v></c>'),
        (True, '<c r="C2" s="2" t="b"><v>1</v></c>'),
        (None, '<c r="C2" s="2"/>'),
        ("优", '<c r="C2" s="2" t="inlineStr"><is><t>优</t></is></c>'),
        (" a", '<c r="C2" s="2" t="inlineStr"><is><t xml:space="preserve"> a</t></is></c>'),
        ("<&>", '<c r="C2" s="2" t="inlineStr"><is><t>&lt;&amp;&gt;</t></is></c>'),
    ],
)
def test_a_value_in_an_existing_cell(value: Decimal | str | None, cell: str) -> None:
    assert rows(ROW, change("C2", value)) == ROW.replace('<c r="C2" s="2"><v>3</v></c>', cell)


@pytest.mark.parametrize("value", [Decimal("NaN"), Decimal("Infinity")])
def test_what_is_no_number_is_refused(value: Decimal) -> None:
    with pytest.raises(ValueError, match="not a number"):
        rows(ROW, change("C2", value))


def test_a_text_cell_becomes_a_number_and_an_empty_one_is_filled() -> None:
    assert rows(ROW, change("A2", 1), change("E2", 2)) == ROW.replace(
        '<c r="A2" s="1" t="s"><v>0</v></c>', '<c r="A2" s="1"><v>1</v></c>'
    ).replace('<c r="E2" s="3"/>', '<c r="E2" s="3"><v>2</v></c>')


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "=cmd|' /C calc'!A0"])
def test_a_text_that_looks_like_a_formula_stays_a_text(text: str) -> None:
    result, xml = patched(sheet_xml('<row r="2"/>'), change("C2", text))
    assert "<f>" not in xml
    cell = open_sheet(result.data)["C2"]
    assert (cell.value, cell.data_type) == (text, "s")


@pytest.mark.parametrize("text", ["a\r\nb", "\x00\x1f", "_x0041_", "\ufffe", "a\tb\n", "𠮷", "']]>"])
def test_every_text_comes_back(text: str) -> None:
    result, _ = patched(sheet_xml('<row r="2"/>'), change("C2", text))
    assert unescape(open_sheet(result.data)["C2"].value) == text


def test_new_cells_stand_in_the_order_of_columns() -> None:
    new = rows(ROW, change("D2", 4), change("B2", 2), change("G2", 7), change("F2", 6))
    assert new == (
        '<row r="2" spans="1:7"><c r="A2" s="1" t="s"><v>0</v></c><c r="B2"><v>2</v></c><c r="C2" s="2"><v>3</v></c>'
        '<c r="D2"><v>4</v></c><c r="E2" s="3"/><c r="F2"><v>6</v></c><c r="G2"><v>7</v></c></row>'
    )


def test_new_rows_stand_in_the_order_of_rows() -> None:
    new = rows(ROW + '\n<row r="7"/>\n', change("B9", 9), change("A1", 1), change("C3", 3), change("A3", 1))
    assert new == (
        '<row r="1"><c r="A1"><v>1</v></c></row>' + ROW + "\n"
        '<row r="3"><c r="A3"><v>1</v></c><c r="C3"><v>3</v></c></row><row r="7"/>'
        '<row r="9"><c r="B9"><v>9</v></c></row>\n'
    )


def test_a_new_cell_takes_the_style_of_its_row_or_column() -> None:
    before = '<cols><col min="2" max="4" style="7"/></cols>'
    sheet = sheet_xml('<row r="1" s="5" customFormat="1"/><row r="2" s="6"/>', before=before)
    _, xml = patched(sheet, change("C1", 1), change("C2", 1), change("C3", 1), change("E3", 1))
    assert [f'<c r="{place}"' in xml for place in ('C1" s="5', 'C2" s="7', 'C3" s="7', "E3")] == [True] * 4


def test_rows_and_cells_without_an_address_count_on() -> None:
    content = '<row><c><v>1</v></c><c><v>2</v></c></row><row r="4"><c r="C4"/><c/></row><row><c><v>5</v></c></row>'
    new = rows(content, change("B1", 9), change("C1", 8), change("D4", 7), change("A5", 6), change("B4", 5))
    assert new == (
        '<row><c><v>1</v></c><c><v>9</v></c><c r="C1"><v>8</v></c></row>'
        '<row r="4"><c r="B4"><v>5</v></c><c r="C4"/><c><v>7</v></c></row><row><c><v>6</v></c></row>'
    )


def test_an_empty_row_and_an_empty_sheet_are_opened() -> None:
    assert rows('<row r="1" ht="20" />', change("B1", 1)) == '<row r="1" ht="20" ><c r="B1"><v>1</v></c></row>'
    empty = f'<worksheet xmlns="{MAIN}"><sheetData/></worksheet>'
    filled = '<sheetData><row r="1"><c r="B1"><v>1</v></c></row></sheetData>'
    assert patched(empty, change("B1", 1))[1] == empty.replace("<sheetData/>", filled)


def test_a_row_extension_stays_behind_the_cells() -> None:
    assert rows('<row r="1"><c r="A1"/><extLst/></row>', change("C1", 1)).endswith("</c><extLst/></row>")


def test_the_used_range_grows_only_for_new_cells_outside() -> None:
    sheet = sheet_xml(ROW, before='<dimension ref="A2:E2"/>')
    assert '<dimension ref="A2:E2"/>' in patched(sheet, change("C2", 1), change("D2", 1))[1]
    assert '<dimension ref="A2:G12"/>' in patched(sheet, change("G12", 1))[1]
    assert '<dimension ref="x"/>' in patched(sheet.replace("A2:E2", "x"), change("G12", 1))[1]


def test_a_value_for_merged_cells_goes_to_the_first_of_them() -> None:
    sheet = sheet_xml(ROW, '<mergeCells count="1"><mergeCell ref="C2:E4"/></mergeCells>')
    result, xml = patched(sheet, change("D3", 5), change("E4", 6))
    assert '<c r="C2" s="2"><v>5</v></c>' in xml
    assert [skipped.reason for skipped in result.skipped] == [SkipReason.MERGED]
    assert without_cells(xml, "C2") == without_cells(sheet, "C2")


def test_formulas_are_never_overwritten() -> None:
    content = (
        '<row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1"><f t="shared" si="0"/><v>2</v></c>'
        '<c r="C1"><f t="array" ref="C1:C3">ROW(1:3)</f><v>1</v></c></row>'
        '<row r="2"><c r="C2"><v>2</v></c><c r="D2"><v>4</v></c></row>'
    )
    result, xml = patched(
        sheet_xml(content), *(change(at, 0) for at in ("A1", "B1", "C1", "C2", "C3")), change("D2", 9)
    )
    assert [skipped.reason for skipped in result.skipped] == [
        SkipReason.FORMULA,
        SkipReason.FORMULA,
        SkipReason.ARRAY,
        SkipReason.ARRAY,
        SkipReason.ARRAY,
    ]
    assert [applied.cell.row for applied in result.applied] == [2]
    assert without_cells(xml, "D2") == without_cells(sheet_xml(content), "D2")


def test_the_stored_result_of_a_formula_can_be_renewed_or_dropped() -> None:
    content = (
        '<row r="1"><c r="A1" s="1" t="e" cm="1"><f ca="1">B1*2</f><v>#REF!</v></c>'
        '<c r="B1" t="str"><f>C1</f><v>a</v></c><c r="C1"><v>1</v></c></row>'
    )
    new = rows(
        content, change("A1", 4, computed=True), change("B1", "是", computed=True), change("C1", 2, computed=True)
    )
    assert new == (
        '<row r="1"><c r="A1" s="1" cm="1"><f ca="1">B1*2</f><v>4</v></c><c r="B1" t="str"><f>C1</f><v>是</v></c>'
        '<c r="C1"><v>1</v></c></row>'
    )
    assert rows(content, change("A1", None, computed=True)) == content.replace(' t="e" cm', " cm").replace(
        "<v>#REF!</v>", ""
    )


def test_what_belongs_to_the_old_value_goes_with_it() -> None:
    content = '<row r="1"><c r="A1" s="1" t="e" cm="1" vm="2"><v>#VALUE!</v><extLst><ext uri="u"/></extLst></c></row>'
    expected = '<row r="1"><c r="A1" s="1"><v>1</v><extLst><ext uri="u"/></extLst></c></row>'
    assert rows(content, change("A1", 1)) == expected


def test_changes_that_cannot_be_made_are_reported() -> None:
    changes = [change("A1", 1, sheet="无"), change("A1", "长" * 32768), change("A1", 1, computed=True)]
    outside = CellChange(changes[0].cell._replace(row=1048577), Decimal(1))
    source = package(sheet_xml(ROW))
    result = patch_cells(source, [*changes, outside])
    assert [skipped.reason for skipped in result.skipped] == [
        SkipReason.NO_SHEET,
        SkipReason.TOO_LONG,
        SkipReason.NO_FORMULA,
        SkipReason.OUTSIDE,
    ]
    assert result.data == source


def test_sheet_names_are_found_without_regard_to_case() -> None:
    result = patch_cells(package(sheet_xml(ROW), name="Tab"), [change("A2", 1, sheet="TAB")])
    assert len(result.applied) == 1


def test_a_prefix_and_the_strict_namespace_are_kept() -> None:
    for namespace, strict in ((MAIN, False), (STRICT_MAIN, True)):
        sheet = (
            f'<x:worksheet xmlns:x="{namespace}"><x:sheetData>'
            '<x:row r="1"><x:c r="A1" s="1"/></x:row></x:sheetData></x:worksheet>'
        )
        result = patch_cells(package(sheet, strict=strict), [change("A1", 1), change("B1", "b"), change("A2", 2)])
        assert read_part(result.data) == sheet.replace(
            '<x:c r="A1" s="1"/></x:row>',
            '<x:c r="A1" s="1"><x:v>1</x:v></x:c><x:c r="B1" t="inlineStr"><x:is><x:t>b</x:t></x:is></x:c></x:row>'
            '<x:row r="2"><x:c r="A2"><x:v>2</x:v></x:c></x:row>',
        )


def test_markup_that_misleads_a_pattern_does_not_mislead() -> None:
    content = (
        '<!-- <c r="A1"/> --><row\n r=\'1\' x:d="&gt;/" xmlns:x="u">'
        '<c r = "A1"\ts=\'1\' t="str"><!-- </c> --><v>a>/b</v></c><c r="&#66;1"><v>1</v></c></row>'
    )
    assert rows(content, change("A1", 5), change("B1", 6)) == content.replace(
        '<c r = "A1"\ts=\'1\' t="str"><!-- </c> --><v>a>/b</v></c><c r="&#66;1"><v>1</v></c>',
        '<c r = "A1"\ts=\'1\'><v>5</v></c><c r="&#66;1"><v>6</v></c>',
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030", "us-ascii"])
def test_a_part_keeps_its_encoding(encoding: str) -> None:
    declared = encoding.replace("-sig", "").replace("utf-16-le", "utf-16").replace("utf-16-be", "utf-16")
    text = '<row r="1"><c r="A1" t="str"><v>数</v></c><c r="B1"/></row>'
    if encoding == "us-ascii":
        text = text.replace("数", "&#25968;")
    xml = f'<?xml version="1.0" encoding="{declared}"?>\n' + sheet_xml(text)
    mark = {"utf-16-le": codecs.BOM_UTF16_LE, "utf-16-be": codecs.BOM_UTF16_BE}.get(encoding, b"")
    for start in {mark, b""}:  # UTF-16 with and without its mark
        source = package(start + xml.encode(encoding))
        result = patch_cells(source, [change("B1", "优𠮷")])
        shown = "优𠮷" if encoding != "us-ascii" else "&#20248;&#134071;"
        cell = f'<c r="B1" t="inlineStr"><is><t>{shown}</t></is></c>'
        assert read_bytes(result.data) == start + xml.replace('<c r="B1"/>', cell).encode(encoding)


@pytest.mark.parametrize(
    "sheet",
    [
        b"\xff\xfe<\x00w",  # half a character
        b'<?xml version="1.0" encoding="martian"?><worksheet/>',
        b"<worksheet>",
        b"\x89PNG",
        b"",
        f'<!DOCTYPE worksheet [<!ENTITY a "b">]>{sheet_xml("")}'.encode(),
        sheet_xml('<row r="x"/>').encode(),
        sheet_xml('<row r="-1"/>').encode(),
        sheet_xml('<row r="1"><c r="1A"/></row>').encode(),
        sheet_xml("", '<mergeCells><mergeCell ref="A1:x"/></mergeCells>').encode(),
        sheet_xml("").encode().replace(b"sheetData>", b"\xff>", 1),
    ],
)
def test_a_damaged_part_is_a_sentence(sheet: bytes) -> None:
    with pytest.raises(OutputError, match="未改写"):
        patch_cells(package(sheet), [change("A1", 1)])


def test_a_sheet_that_is_no_worksheet_is_no_place_for_values() -> None:
    result = patch_cells(package(f'<chartsheet xmlns="{MAIN}" xmlns:r="{RELATIONS}"/>'), [change("A1", 1)])
    assert [skipped.reason for skipped in result.skipped] == [SkipReason.NO_SHEET]


def test_a_large_sheet_is_cut_at_the_right_places() -> None:
    content = "".join(
        f'<row r="{row}"><c r="A{row}" t="inlineStr"><is><t>第{row}行的文字，长短不一{"长" * (row % 7)}</t></is></c>'
        f'<c r="B{row}"/></row>'
        for row in range(1, 20001)
    )
    changes = [change(f"B{row}", row) for row in (1, 7777, 14999, 20000)]
    expected = content
    for row in (1, 7777, 14999, 20000):
        expected = expected.replace(f'<c r="B{row}"/>', f'<c r="B{row}"><v>{row}</v></c>')
    assert rows(content, *changes) == expected
