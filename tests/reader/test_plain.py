"""Parts taken apart without elements hold what the XML parser finds in them, or are left to it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.reader.packages import MAIN, sheet, strings
from xladdin.reader.cells import Book, Content
from xladdin.reader.faults import UnreadableError
from xladdin.reader.limits import Limits, Watch
from xladdin.reader.plain import plain_sheet, plain_strings
from xladdin.reader.sheets import read_sheet
from xladdin.reader.strings import shared_strings

DECLARED = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
ROWS = (
    '<row r="1" spans="1:9" ht="31.5" customHeight="1"><c r="A1" s="1" t="s"><v>0</v></c><c r="B1" s="1"/></row>'
    '<row r="2" spans="1:9"/><row r="3" hidden="1"></row><row r="4" hidden="1"><c r="A4"><v>5.190</v></c>'
    '<c r="C4" s="2"><f>G2/F2&amp;"&lt;"</f><v>0.9956</v></c><c r="D4" t="str"><f>A1</f><v></v></c>'
    '<c r="E4" s="1"><f>B1+1</f></c></row><row r="5" ht="0"><c r="B5" t="b"><v>1</v></c><c r="C5" s="1" /></row>'
    '<row r="7"><c r="A7" t="inlineStr"><is><t xml:space="preserve"> 甲_x000D_&#20057;&gt; </t></is></c>'
    '<c r="B7" t="e"><v>#REF!</v></c><c r="C7"><f t="shared" ref="C7:C8" si="0">A7*2</f><v>1</v></c></row>'
    '<row r="8"><c r="C8"><f t="shared" si="0"/><v>2</v></c><c r="D8"><f t="array" ref="D8:D9">A1:A2</f><v>3</v></c>'
    '<c r="E8" t="s"><v>1</v></c></row><row r="9"><c r="A9" t="d"><v>2024-05-01</v></c><c r="D9"><v>7</v></c></row>'
)
SHEET = DECLARED + sheet(
    ROWS,
    before='<cols><col min="1" max="1" hidden="1"/></cols>',
    after='<mergeCells count="1"><mergeCell ref="A1:B1"/></mergeCells>',
)
TABLE = DECLARED + strings(
    "<t>项目支出绩效自评表</t>",
    '<t xml:space="preserve"> 预算\n执行率</t><phoneticPr fontId="1" type="noConversion"/>',
    "<t>大&#20110;&gt;95_x0041_</t>",
    "<t></t>",
    '<r><rPr><b/><color theme="1" tint="-0.25"/></rPr><t xml:space="preserve">预算 </t></r><r><t>数</t></r>',
)
ODDITIES = (
    *("", " ", "\n", "\t", "\r", "<", ">", "/", "&", '"', "'", "=", ":", "-", "0", "9", "A", "r", "s", "t", "绩", "\1"),
    *("\ufffe", "\ufeff", "&amp;", "&lt;", "&#10;", "&#xA;", "&#32489;", "&x;", "]]>", "<![CDATA[", "<!--", "-->"),
    *("<?x ?>", "<?x ", "?>", '<row r="2">', "</row>", '<row r="9"/>', "<row>", '<c r="A1">', "</c>", "<v>", "</v>"),
    *("<v>0</v>", "<v/>", "<f>", "<is><t>", "</t></is>", ' t="s"', ' t="inlineStr"', ' s="1"', ' r="C3"', ' x="1"'),
    *(' hidden="1"', ' xmlns="x"', "<sheetData>", "</sheetData>", "<sheetData/>", "<x:c/>", "</si>", "<si><t>"),
    *("<rPh>", "<r><t>甲</t></r>", "<b/>", ">\n", "\n<"),
)


@st.composite
def damaged(draw: st.DrawFn, part: str) -> str:
    """A part with one or two pieces put in, or taken in the place of others."""
    for _ in range(draw(st.integers(1, 2))):
        start = draw(st.integers(0, len(part)))
        part = part[:start] + draw(st.sampled_from(ODDITIES)) + part[start + draw(st.integers(0, 5)) :]
    return part


def sheet_of(*chunks: bytes) -> Content | str:
    book = Book(["甲", "乙", "丙"], {"0": "General", "1": "0.00", "2": "0.00%"}, from_1904=False, watch=Watch(Limits()))
    try:
        return read_sheet(chunks, "part", "表", book)
    except UnreadableError as error:
        return error.key


def table_of(*chunks: bytes) -> list[str] | str:
    try:
        return shared_strings(chunks, "part", Limits())
    except UnreadableError as error:
        return error.key


def test_the_examples_are_plain() -> None:
    found = sheet_of(SHEET.encode())
    assert plain_sheet(SHEET.encode(), "part") is not None
    assert isinstance(found, Content)
    assert found == sheet_of(SHEET.encode(), b"\n")
    assert {column: found.cells[7, column].value for column in (1, 2, 3)} == {1: " 甲\n乙> ", 2: None, 3: 1}
    assert found.cells[4, 3].formula == '=G2/F2&"<"'
    assert found.cells[8, 3].formula == "=A8*2"
    assert (found.hidden_rows, found.hidden_columns, len(found.merges), found.missing_values) == ({4, 5}, {1}, 1, 1)
    assert plain_strings(TABLE.encode(), "part") is not None
    assert table_of(TABLE.encode()) == ["项目支出绩效自评表", " 预算\n执行率", "大于>95A", "", "预算 数"]


@settings(max_examples=300, deadline=None)
@given(damaged(SHEET))
def test_a_sheet_is_what_the_parser_finds(text: str) -> None:
    content = text.encode()
    assert sheet_of(content) == sheet_of(content, b"\n")  # in two chunks it is the parser's


@settings(max_examples=200, deadline=None)
@given(damaged(TABLE))
def test_strings_are_what_the_parser_finds(text: str) -> None:
    content = text.encode()
    assert table_of(content) == table_of(content, b"\n")


@pytest.mark.parametrize(
    "odd",
    [
        SHEET.replace("<row", " <row", 1),
        SHEET.replace('r="A1" ', "", 1),
        SHEET.replace(' r="4"', "", 1),
        SHEET.replace(' s="1"', ' s="1" s="2"', 1),
        SHEET.replace(' r="4"', ' r="4" x14ac:dyDescent="0.25"', 1),
        SHEET.replace("<sheetData>", "<!--<sheetData>", 1).replace("</sheetData>", "</sheetData>--><sheetData/>", 1),
        SHEET.replace("<sheetData>", "<?x <sheetData>", 1).replace("</sheetData>", "</sheetData>?>", 1),
        SHEET.replace("<sheetData>", "<x><sheetData>", 1).replace("</sheetData>", "</sheetData></x>", 1),
        SHEET.replace("<sheetData>", '<sheetData xmlns="urn:x">', 1),
        SHEET.replace("<v>0</v>", "<v><![CDATA[0]]></v>", 1),
        SHEET.replace("<v>0</v>", "<v>0<!-- 1 --></v>", 1),
        SHEET.replace("&lt;", "&#60;", 1),
        SHEET.replace("&lt;", "&#65534;", 1),
        SHEET.replace("<is>", "<is><r/>", 1),
        SHEET.replace('t="inlineStr"', 't="str"', 1),
    ],
)
def test_anything_else_is_left_to_the_parser(odd: str) -> None:
    content = odd.encode()
    assert odd != SHEET
    assert plain_sheet(content, "part") is None
    assert sheet_of(content) == sheet_of(content, b"\n")


@pytest.mark.parametrize(
    "usual",
    [
        SHEET.replace("</row>", "</row>\n")
        .replace('">\n<c', '"><c')
        .replace('customHeight="1">', 'customHeight="1">\n'),
        SHEET.replace("&lt;", "&#xa;").replace("_x000D_", "&#10;"),
        SHEET.replace("<worksheet", '<worksheet xmlns:x14ac="urn:x"').replace(
            '"31.5"', '"31.5" x14ac:dyDescent="0.25"'
        ),
        SHEET.replace(DECLARED, "\ufeff" + DECLARED),
        SHEET.replace(' r="A1" s="1" t="s"', ' r="A1" t="s" s="1"'),
    ],
)
def test_what_other_programs_write_is_plain(usual: str) -> None:
    content = usual.encode()
    assert usual != SHEET
    assert plain_sheet(content, "part") is not None
    assert sheet_of(content) == sheet_of(content, b"\n")


def test_the_attributes_of_a_table_come_in_any_order() -> None:
    space = f' xmlns="{MAIN}"'
    turned = TABLE.replace(f"<sst{space}", f'<sst count="5" uniqueCount="5"{space}')
    assert plain_strings(turned.encode(), "part") is not None
    assert table_of(turned.encode()) == table_of(TABLE.encode())


def test_parts_of_many_chunks_are_left_to_the_parser() -> None:
    content = SHEET.encode()
    assert sheet_of(content[:1000], content[1000:]) == sheet_of(content)


@pytest.mark.parametrize("written", ["-1", "9", "x", ""])
def test_a_string_that_is_not_in_the_table(written: str) -> None:
    content = SHEET.replace("<v>0</v>", f"<v>{written}</v>", 1).encode()
    assert plain_sheet(content, "part") is not None
    assert (sheet_of(content) == "broken-part") == bool(written)
