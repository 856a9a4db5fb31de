"""Workbooks as other programs write them: strict namespaces, prefixes, missing addresses, odd places."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl.formula.translate import Translator

from tests.reader.packages import DOCUMENT, MAIN, parts, relations, sheet, strings, styles, zipped
from xladdin.model import Range, SheetState, Workbook
from xladdin.reader import read
from xladdin.reader.formulas.tokens import shifted

STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
STRICT_DOCUMENT = "http://purl.oclc.org/ooxml/officeDocument/relationships"


@pytest.fixture
def load(tmp_path: Path) -> object:
    def load(content: dict[str, str | bytes]) -> Workbook:
        path = tmp_path / "book.xlsx"
        path.write_bytes(zipped(content))
        book = read(path)
        assert book.faults == ()
        return book

    return load


def values(book: Workbook) -> dict[str, object]:
    return {str(Range(*place, *place)).split(":")[0]: cell.value for place, cell in book.sheets[0].cells.items()}


def test_strict_namespaces(load) -> None:
    content = parts('<row r="1"><c r="A1" t="s"><v>0</v></c></row>', strings=strings("<t>甲</t>"))
    strict = {
        name: str(part).replace(MAIN, STRICT).replace(DOCUMENT, STRICT_DOCUMENT) for name, part in content.items()
    }
    assert values(load(strict)) == {"A1": "甲"}


def test_prefixes(load) -> None:
    prefixed = (
        f'<x:worksheet xmlns:x="{MAIN}" xmlns:y="urn:other"><x:sheetData><x:row r="2"><y:c r="B2"><y:v>9</y:v></y:c>'
        '<x:c r="C2" t="s"><x:v>0</x:v></x:c><x:c r="D2"><x:f>C2*2</x:f><x:v>4</x:v></x:c></x:row></x:sheetData>'
        '<x:mergeCells><x:mergeCell ref="A1:B1"/></x:mergeCells></x:worksheet>'
    )
    table = f'<x:sst xmlns:x="{MAIN}"><x:si><x:t>乙</x:t></x:si></x:sst>'
    book = load(parts(sheet1=prefixed, strings=table))
    assert values(book) == {"C2": "乙", "D2": 4}
    assert book.sheets[0].cells[2, 4].formula == "=C2*2"
    assert book.sheets[0].merges == (Range(1, 1, 1, 2),)


def test_no_namespace_at_all(load) -> None:
    assert values(load(parts(sheet1="<worksheet><sheetData><row><c><v>1</v></c></row></sheetData></worksheet>"))) == {
        "A1": 1
    }


def test_missing_addresses(load) -> None:
    rows = (
        '<row><c><v>1</v></c><c/><c><v>3</v></c></row><row r="5"><c><v>4</v></c></row>'
        '<row><c r="C6"><v>5</v></c><c><v>6</v></c></row>'
    )
    assert values(load(parts(rows))) == {"A1": 1, "C1": 3, "A5": 4, "C6": 5, "D6": 6}


def test_missing_strings_styles_and_package_relations(load) -> None:
    content = parts('<row><c s="7"><v>1</v></c><c t="inlineStr"><is><t>丙</t></is></c></row>')
    del content["_rels/.rels"]
    book = load(content)
    assert values(book) == {"A1": 1, "B1": "丙"}
    assert book.sheets[0].cells[1, 1].number_format == "General"


@pytest.mark.parametrize("target", ["/elsewhere/data.xml", "../elsewhere/data.xml", "..\\elsewhere\\data.xml"])
def test_sheets_in_odd_places(load, target: str) -> None:
    content = parts(rels=relations(("worksheet", target)))
    content["elsewhere/data.xml"] = sheet("<row><c><v>1</v></c></row>")
    book = load(content)
    assert values(book) == {"A1": 1}
    assert book.sheets[0].part == "elsewhere/data.xml"


def test_backslashes_and_other_case_in_names(load) -> None:
    content = parts("<row><c><v>1</v></c></row>")
    moved = {name.replace("/", "\\").replace("sheet1", "Sheet1"): part for name, part in content.items()}
    assert values(load(moved)) == {"A1": 1}


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030"])
def test_encodings(load, encoding: str) -> None:
    declared = f'<?xml version="1.0" encoding="{encoding.removesuffix("-sig")}"?>'
    text = declared + sheet('<row><c t="inlineStr"><is><t>绩效</t></is></c></row>')
    assert values(load(parts(sheet1=text.encode(encoding)))) == {"A1": "绩效"}


def test_rich_text_phonetics_and_escapes(load) -> None:
    table = strings(
        "<r><rPr><b/></rPr><t>产出</t></r><r><t xml:space='preserve'> 指标</t></r><rPh sb='0' eb='1'><t>chǎn</t></rPh>",
        "<t>年度</t><rPh sb='0' eb='1'><t>niandu</t></rPh><phoneticPr fontId='1'/>",
        "<t>第一行_x000D_\n第二行_x0041_</t>",
        "\n  <r>\n    <t>甲</t>\n  </r>\n",
        "<t/>",
    )
    cells = "".join(f'<c t="s"><v>{number}</v></c>' for number in range(5))
    inline = '<c t="inlineStr"><is><r><t>乙</t></r><rPh><t>yi</t></rPh><r><t>丙</t></r></is></c>'
    assert values(load(parts(f"<row>{cells}{inline}</row>", strings=table))) == {
        "A1": "产出 指标",
        "B1": "年度",
        "C1": "第一行\n第二行A",
        "D1": "甲",
        "F1": "乙丙",
    }


def test_kinds_of_values(load) -> None:
    rows = (
        '<row><c t="b"><v>1</v></c><c t="e"><v>#REF!</v></c><c t="e"><f>1/0</f><v>#DIV/0!</v></c>'
        '<c t="str"><f>A1</f><v> 文 </v></c><c t="n" s="1"><v>0.99809999999999999</v></c>'
        '<c t="d" s="2"><v>2024-05-01T12:00:00Z</v></c><c><v>nan</v></c><c><v>1_000</v></c><c><v> 5 </v></c></row>'
    )
    cells = load(parts(rows, styles=styles("0.00%", "yyyy-mm-dd"))).sheets[0].cells
    assert (cells[1, 1].value, cells[1, 1].text) == (True, "TRUE")
    assert (cells[1, 2].value, cells[1, 2].error, cells[1, 2].text) == (None, "#REF!", "#REF!")
    assert (cells[1, 3].error, cells[1, 3].formula) == ("#DIV/0!", "=1/0")
    assert (cells[1, 4].value, cells[1, 4].formula) == (" 文 ", "=A1")
    assert (cells[1, 5].value, cells[1, 5].text) == (Decimal("0.9981"), "99.81%")
    assert cells[1, 5].is_percent
    assert (cells[1, 6].value, cells[1, 6].text) == (Decimal("45413.5"), "2024-05-01")
    assert [cells[1, column].value for column in (7, 8)] == ["nan", "1_000"]  # said to be numbers, but none: texts
    assert cells[1, 9].value == 5


def test_what_else_may_stand_inside_a_cell(load) -> None:
    rows = (
        '<row><c><v>5</v><extLst/></c><c t="s"><f>A1</f><v>0</v><extLst/></c><c t="inlineStr"><extLst/></c>'
        '<c t="inlineStr"/><c t="s"><v></v></c><c><extLst/></c></row><extLst/>'
    )
    assert values(load(parts(rows, strings=strings("<t>甲</t>")))) == {"A1": 5, "B1": "甲"}


def test_the_1904_date_system(load) -> None:
    workbook = str(parts()["xl/workbook.xml"]).replace("<sheets>", '<workbookPr date1904="1"/><sheets>')
    rows = '<row><c s="1"><v>43951</v></c><c s="1"><f>A1</f></c></row>'
    cells = load(parts(rows, workbook=workbook, styles=styles("yyyy-mm-dd"))).sheets[0].cells
    assert [cells[1, column].text for column in (1, 2)] == ["2024-05-01", "2024-05-01"]


def test_chinese_built_in_formats(load) -> None:
    table = f'<styleSheet xmlns="{MAIN}"><cellXfs><xf numFmtId="31"/><xf numFmtId="57"/></cellXfs></styleSheet>'
    rows = "<row><c><v>45413</v></c><c s='1'><v>45413</v></c></row>"
    assert [cell.text for cell in load(parts(rows, styles=table)).sheets[0].cells.values()] == [
        "2024年5月1日",
        "2024年5月",
    ]


def test_shared_formulas(load) -> None:
    rows = (
        '<row><c/><c><f t="shared" ref="B1:B3" si="0">A1*$A$1+SUM(Sheet2!A1:A$9)&amp;"A1"</f><v>1</v></c></row>'
        '<row><c/><c><f t="shared" si="0"/><v>1</v></c></row>'
        '<row r="9"><c r="D9"><f t="shared" si="0"/><v>1</v></c></row>'
        '<row><c><f t="shared" si="5"/><v>1</v></c></row>'
    )
    cells = load(parts(rows)).sheets[0].cells
    assert cells[2, 2].formula == '=A2*$A$1+SUM(Sheet2!A2:A$9)&"A1"'
    assert cells[9, 4].formula == '=C9*$A$1+SUM(Sheet2!C9:C$9)&"A1"'
    assert cells[10, 1].formula is None  # shared with nobody


FORMULAS = [
    "=A1+B$2*$C3/$D$4",
    "=SUM(A1:B9,Sheet1!C3:D4)",
    "='A1 表'!B2+\"A1\"&C3",
    "=LOG10(A1)+A1B2+TAX2024",
    "=SUM(A:B)+SUM($A:B)+SUM(1:3)+SUM($1:3)",
    "=IF(A1>0,TRUE,FALSE)&_xlfn.CONCAT(A1)",
    "=[1]Sheet1!A1+$AA$100",
]


@pytest.mark.parametrize("formula", FORMULAS)
@pytest.mark.parametrize(("rows", "columns", "place"), [(0, 0, "C5"), (4, 1, "D9"), (10, 20, "W15")])
def test_shifting_is_that_of_openpyxl(formula: str, rows: int, columns: int, place: str) -> None:
    assert "=" + shifted(formula[1:], rows, columns) == Translator(formula, origin="C5").translate_formula(place)


def test_shifting_out_of_the_sheet() -> None:
    assert shifted("A1+XFD2+B1048576", 1, 1) == "B2+#REF!+#REF!"
    assert shifted("SUM(A1:B2)", -1, 0) == "SUM(#REF!)"


def test_sheet_states_hidden_rows_and_columns(load) -> None:
    workbook = str(parts()["xl/workbook.xml"]).replace('sheetId="1"', 'sheetId="1" state="veryHidden"')
    rows = (
        '<row hidden="1"><c><v>1</v></c></row><row r="2" hidden="1"/><row r="3" ht="0"><c r="C3"><v>1</v></c></row>'
        '<row r="4"><c r="F4"><v>1</v></c></row>'
    )
    columns = (
        '<cols><col min="1" max="2" hidden="1"/><col min="3" max="3" width="0"/><col min="7" max="16384" hidden="1"/>'
    )
    columns += "</cols>"
    found = load(parts(sheet1=sheet(rows, before=columns), workbook=workbook)).sheets[0]
    assert found.state is SheetState.VERY_HIDDEN
    assert found.hidden_rows == {1, 3}  # row 2 is empty
    assert found.hidden_columns == {1, 3}


def test_macros_links_and_properties(load) -> None:
    content = parts(rels=relations(("worksheet", "worksheets/sheet1.xml"), ("externalLink", "externalLinks/link1.xml")))
    content["xl/externalLinks/link1.xml"] = "<externalLink/>"
    content["xl/externalLinks/_rels/link1.xml.rels"] = relations(
        ("externalLinkPath", "file:///D:/预算.xlsx"), mode=' TargetMode="External"'
    )
    content["xl/vbaProject.bin"] = b"\0"
    content["_rels/.rels"] = relations(
        ("officeDocument", "xl/workbook.xml"), ("custom-properties", "docProps/custom.xml")
    )
    content["docProps/custom.xml"] = (
        '<Properties xmlns:vt="urn:vt"><property name="模板"><vt:lpwstr>国家2020</vt:lpwstr></property>'
        '<property name="版本"><vt:i4>3</vt:i4></property></Properties>'
    )
    book = load(content)
    assert book.has_macros
    assert book.external_links == ("file:///D:/预算.xlsx",)
    assert book.properties == {"模板": "国家2020", "版本": "3"}
    assert len(book.sha256) == 64


def test_chart_sheets_and_macro_sheets_are_no_sheets(load) -> None:
    workbook = str(parts()["xl/workbook.xml"]).replace(
        "</sheets>", '<sheet name="图" r:id="rId2"/><sheet name="宏" r:id="rId3"/></sheets>'
    )
    content = parts(workbook=workbook)
    content["xl/_rels/workbook.xml.rels"] = relations(
        ("worksheet", "worksheets/sheet1.xml"), ("chartsheet", "c.xml"), ("xlMacrosheet", "m.xml")
    )
    book = load(content)
    assert [found.name for found in book.sheets] == ["表"]
    assert book.has_macros


def test_large_sheets_are_read_over_many_chunks(load) -> None:
    rows = "".join(
        f'<row r="{row}"><c r="A{row}" t="s"><v>{row % 7}</v></c><c r="C{row}"><v>{row}</v></c></row>'
        for row in range(1, 20_001)
    )
    merges = "<mergeCells>" + "".join(f'<mergeCell ref="D{row}:E{row}"/>' for row in range(1, 20_001)) + "</mergeCells>"
    table = strings(*(f"<t>指标{number}</t>" for number in range(20_000)))
    found = load(parts(sheet1=sheet(rows, after=merges), strings=table)).sheets[0]
    assert len(found.cells) == 40_000
    assert all(found.cells[row, 3].value == row for row in range(1, 20_001, 997))
    assert all(found.cells[row, 1].value == f"指标{row % 7}" for row in range(1, 20_001, 997))
    assert len(found.merges) == 20_000
