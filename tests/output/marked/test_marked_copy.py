"""Marked copies: what is coloured and commented, and that nothing else changes in files of any program."""

from __future__ import annotations

import re
from copy import copy
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from lxml import etree
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.worksheet import Worksheet

from tests.output.marked.marking import HINT, differing, finding, mark, mark_bytes, parts
from tests.output.packages import MAIN, package, sheet_xml, with_parts
from tests.output.test_patch_files import png, rich_workbook, with_macros
from tests.tools import convert
from xladdin import reader
from xladdin.model import CellRef, Severity

WORKBOOKS = Path(__file__).parents[2] / "data" / "workbooks"
TEMPLATES = Path(__file__).parents[3] / "workbook_templates"
ADDIN = Path(__file__).parents[3] / "macros" / "xladdin.xlam"
SHARED = {"[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml"}
LOOK = ("font", "border", "alignment", "number_format", "protection")


def load(data: bytes, sheet: str = "表") -> Worksheet:
    return openpyxl.load_workbook(BytesIO(data))[sheet]


def colour(sheet: Worksheet, address: str) -> str | None:
    fill = sheet[address].fill
    return fill.fgColor.rgb if fill.patternType == "solid" else None


def saved(book: openpyxl.Workbook) -> bytes:
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def form(edit=lambda sheet: None) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "表"
    for row in range(1, 8):
        sheet.append([f"指标{row}", row, row / 10])
    edit(sheet)
    return saved(book)


@pytest.mark.filterwarnings("ignore:Sparkline")
@pytest.mark.parametrize(
    ("source", "changed"),
    [
        pytest.param(rich_workbook(), {"xl/comments1.xml", "xl/drawings/vmlDrawing1.vml"}, id="XlsxWriter"),
        pytest.param(
            rich_workbook(use_zip64=True), {"xl/comments1.xml", "xl/drawings/vmlDrawing1.vml"}, id="XlsxWriter-zip64"
        ),
        pytest.param(with_macros(form()), {"xl/worksheets/_rels/sheet1.xml.rels"}, id="macros-and-ribbon"),
        pytest.param(form(), {"xl/worksheets/_rels/sheet1.xml.rels"}, id="openpyxl"),
    ],
)
def test_only_the_parts_that_carry_marks_change(source: bytes, changed: set[str], tmp_path: Path) -> None:
    marked = mark_bytes(source, tmp_path, finding("B3"), finding("C4", severity=Severity.WARNING), finding("H25"))
    assert differing(source, marked) <= SHARED | changed | {"xl/worksheets/sheet1.xml"}
    sheet, before = load(marked), load(source)
    assert colour(sheet, "B3") == "FFFFC0C4"
    assert colour(sheet, "C4") == "FFFFE790"
    assert colour(sheet, "H25") == "FFFFC0C4"
    for row in before.iter_rows():
        for cell in row:
            now = sheet[cell.coordinate]
            assert getattr(now.value, "text", now.value) == getattr(cell.value, "text", cell.value)
            assert [copy(getattr(now, look)) for look in LOOK] == [copy(getattr(cell, look)) for look in LOOK]
            if cell.coordinate not in {"B3", "C4", "H25"}:
                assert copy(now.fill) == copy(cell.fill)


def test_a_file_of_libreoffice(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    plain = tmp_path / "表.xlsx"
    plain.write_bytes(rich_workbook())
    source = convert(plain, "xlsx", tmp_path / "out").read_bytes()
    marked = mark_bytes(source, tmp_path, finding("B3"), finding("B2"))
    unchanged = set(parts(source)) - differing(source, marked)
    assert {name for name in unchanged if "media" in name or "chart" in name or "theme" in name}
    sheet = load(marked)
    assert colour(sheet, "B3") == "FFFFC0C4"
    assert "批注" in sheet["B2"].comment.text
    assert HINT in sheet["B2"].comment.text


def test_the_add_in_keeps_its_macros_and_ribbon(tmp_path: Path) -> None:
    source = ADDIN.read_bytes()
    path = tmp_path / "xladdin.xlam"
    path.write_bytes(source)
    sheet = reader.read(path).sheets[0].name
    marked = mark(path, finding("B3", sheet=sheet))
    kept = set(parts(source)) - differing(source, marked.data)
    assert {"xl/vbaProject.bin"} <= kept
    assert any("customui" in name.lower() for name in kept)


@pytest.mark.parametrize("path", sorted(TEMPLATES.glob("*.xlsx"))[:3], ids=lambda path: path.stem)
def test_our_templates_keep_validations_conditional_formats_and_print_setup(path: Path, tmp_path: Path) -> None:
    name = openpyxl.load_workbook(path).sheetnames[0]
    source = path.read_bytes()
    part = next(part for part in parts(source) if part.startswith("xl/worksheets/sheet1"))
    marked = mark_bytes(source, tmp_path, finding("E12", "G13", sheet=name))
    before, after = parts(source)[part].decode(), parts(marked)[part].decode()
    for element in (
        "dataValidations",
        "conditionalFormatting",
        "pageSetup",
        "printOptions",
        "sheetProtection",
        "mergeCells",
    ):
        pattern = rf"<{element}\b.*?(?:/>|</{element}>)"
        assert re.findall(pattern, before, re.DOTALL) == re.findall(pattern, after, re.DOTALL)


KEPT = ("dataValidations", "conditionalFormatting", "pageSetup", "printOptions", "sheetProtection", "mergeCells")


def test_the_rest_of_the_format_stays(tmp_path: Path) -> None:
    def edit(sheet: Worksheet) -> None:
        cell = sheet["B2"]
        cell.font = Font(name="黑体", bold=True, size=14)
        cell.border = Border(left=Side("thick"))
        cell.alignment = Alignment(wrap_text=True, horizontal="right")
        cell.number_format = "0.00%"
        cell.fill = PatternFill("solid", fgColor="FF00FF00")

    source = form(edit)
    before, after = load(source)["B2"], load(mark_bytes(source, tmp_path, finding("B2", "B3")))["B2"]
    assert [copy(getattr(after, look)) for look in LOOK] == [copy(getattr(before, look)) for look in LOOK]
    assert after.fill.fgColor.rgb.startswith("FFFFC")


def test_styles_are_not_multiplied(tmp_path: Path) -> None:
    source = form()
    one = parts(mark_bytes(source, tmp_path, finding("B2")))["xl/styles.xml"]
    many = parts(mark_bytes(source, tmp_path, *(finding(f"B{row}") for row in range(1, 300))))["xl/styles.xml"]
    assert one.count(b"<xf ") == many.count(b"<xf ")


def test_merged_cells_are_marked_at_their_top_left(tmp_path: Path) -> None:
    source = form(lambda sheet: sheet.merge_cells("E2:F4"))
    sheet = load(mark_bytes(source, tmp_path, finding("F3")))
    assert colour(sheet, "E2") == "FFFFC0C4"
    assert sheet["E2"].comment is not None
    assert [str(merge) for merge in sheet.merged_cells.ranges] == ["E2:F4"]


def test_a_protected_sheet_is_marked_and_stays_protected(tmp_path: Path) -> None:
    def edit(sheet: Worksheet) -> None:
        sheet.protection.set_password("密码")
        sheet.protection.enable()

    source = form(edit)
    before, after = load(source), load(mark_bytes(source, tmp_path, finding("B2")))
    assert colour(after, "B2") == "FFFFC0C4"
    assert after.protection.sheet
    assert after.protection.password == before.protection.password


def test_empty_cells_take_the_style_of_their_row_or_column(tmp_path: Path) -> None:
    rows = '<row r="2" s="1" customFormat="1"><c r="A2"><v>1</v></c></row>'
    columns = '<cols><col min="7" max="7" width="9" style="1"/></cols>'
    styles = (
        f'<styleSheet xmlns="{MAIN}"><fonts count="2"><font/><font><b/></font></fonts><fills count="1"><fill>'
        '<patternFill patternType="none"/></fill></fills><borders count="1"><border/></borders><cellXfs count="2">'
        '<xf/><xf fontId="1" applyFont="1"/></cellXfs></styleSheet>'
    ).encode()
    source = styled(sheet_xml(rows, before=columns), styles)
    sheet = load(mark_bytes(source, tmp_path, finding("C2", "G9", "A3")))
    assert sheet["C2"].font.b
    assert sheet["G9"].font.b
    assert not sheet["A3"].font.b
    assert {colour(sheet, one) for one in ("C2", "G9", "A3")} == {"FFFFC0C4"}


def styled(sheet: str, styles: bytes) -> bytes:
    relations = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        b'<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" '
        b'Target="worksheets/sheet1.xml"/><Relationship Id="rId7" '
        b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/>'
        b"</Relationships>"
    )
    types = (
        b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        b'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        b'<Default Extension="xml" ContentType="application/xml"/>'
        b'<Override PartName="/xl/workbook.xml" '
        b'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
        b'<Override PartName="/xl/worksheets/sheet1.xml" '
        b'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>'
        b'<Override PartName="/xl/styles.xml" '
        b'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>'
    )
    more = {"xl/styles.xml": styles, "xl/_rels/workbook.xml.rels": relations, "[Content_Types].xml": types}
    return package(sheet, more=more)


@pytest.mark.parametrize("strict", [False, True])
def test_a_workbook_without_styles_gets_some(strict: bool, tmp_path: Path) -> None:
    text = sheet_xml('<row r="1"><c r="A1"><v>1</v></c></row>')
    if strict:
        text = text.replace(MAIN, "http://purl.oclc.org/ooxml/spreadsheetml/main")
    marked = mark_bytes(package(text, strict=strict), tmp_path, finding("A1"))
    assert b"FFFFC0C4" in parts(marked)["xl/styles1.xml"]
    relations = parts(marked)["xl/_rels/workbook.xml.rels"]
    assert (b"purl.oclc.org/ooxml/officeDocument/relationships/styles" in relations) is strict


def test_several_findings_share_one_comment_and_the_gravest_colours(tmp_path: Path) -> None:
    findings = [finding("B2", severity=Severity.NOTE, code="N1"), finding("B2", "B3", code="E1")]
    sheet = load(mark_bytes(form(), tmp_path, *findings))
    text = sheet["B2"].comment.text
    assert text.index("E1") < text.index("N1")
    assert colour(sheet, "B2") == colour(sheet, "B3") == "FFFFC0C4"
    assert "N1" not in sheet["B3"].comment.text


def test_what_the_clerk_commented_stays_before_ours(tmp_path: Path) -> None:
    def edit(sheet: Worksheet) -> None:
        sheet["B2"].comment = Comment("请领导<审核>", "李四")
        sheet["B5"].comment = Comment("不动", "李四")

    source = form(edit)
    sheet = load(mark_bytes(source, tmp_path, finding("B2")))
    assert sheet["B2"].comment.text.startswith("请领导<审核>\n")
    assert HINT in sheet["B2"].comment.text
    assert sheet["B2"].comment.author == "李四"
    assert sheet["B5"].comment.text == "不动"


def test_a_conversation_is_left_alone_and_told(tmp_path: Path) -> None:
    def edit(sheet: Worksheet) -> None:
        sheet["B2"].comment = Comment("[Threaded comment]", "tc={0A}")

    source = with_parts(form(edit), {"xl/threadedComments/threadedComment1.xml": b"<ThreadedComments/>"})
    path = tmp_path / "a.xlsx"
    path.write_bytes(source)
    copied = mark(path, finding("B2"), finding("B3"))
    sheet = load(copied.data)
    assert sheet["B2"].comment.text == "[Threaded comment]"
    assert colour(sheet, "B2") == "FFFFC0C4"
    assert "xl/threadedComments/threadedComment1.xml" not in differing(source, copied.data)
    assert len(copied.notes) == 1


def test_the_old_drawing_stands_where_the_schema_wants_it(tmp_path: Path) -> None:
    for source in (rich_workbook(), form(_with_table_and_picture)):
        marked = parts(mark_bytes(source, tmp_path, finding("B3")))
        root = etree.fromstring(marked["xl/worksheets/sheet1.xml"])
        names = [etree.QName(child).localname for child in root]
        order = [name for name in ORDER if name in names]
        assert [name for name in names if name in ORDER] == order
        assert "legacyDrawing" in names


ORDER = (
    *("sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetProtection", "autoFilter"),
    *("mergeCells", "conditionalFormatting", "dataValidations", "hyperlinks", "printOptions", "pageMargins"),
    *("pageSetup", "headerFooter", "drawing", "legacyDrawing", "legacyDrawingHF", "tableParts", "extLst"),
)


def _with_table_and_picture(sheet: Worksheet) -> None:
    from openpyxl.worksheet.table import Table

    sheet["J1"], sheet["J2"] = "甲", "乙"
    sheet.add_table(Table(displayName="T1", ref="J1:J2"))


def test_boxes_join_the_drawing_of_form_controls(tmp_path: Path) -> None:
    """Excel's own drawings are no well-formed XML; what is in them stays as it is."""
    control = (
        b'<v:shape id="_x0000_s1030" type="#_x0000_t201"><div>a<br>b</div><x:ClientData ObjectType="Button"/></v:shape>'
    )
    drawing = (
        b'<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
        b'xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit">'
        b'<o:idmap v:ext="edit" data="1"/></o:shapelayout>' + control + b"</xml>"
    )
    text = sheet_xml('<row r="1"><c r="A1"><v>1</v></c></row>', after='<legacyDrawing r:id="rId1"/>')
    relations = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
        b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/vmlDrawing" '
        b'Target="../drawings/vmlDrawing1.vml"/></Relationships>'
    )
    more = {"xl/drawings/vmlDrawing1.vml": drawing, "xl/worksheets/_rels/sheet1.xml.rels": relations}
    marked = parts(mark_bytes(package(text, more=more), tmp_path, finding("A1")))
    written = marked["xl/drawings/vmlDrawing1.vml"]
    assert control in written
    assert b'data="1,2"' in written
    assert b"<x:Row>0</x:Row><x:Column>0</x:Column>" in written
    assert marked["xl/worksheets/sheet1.xml"].count(b"legacyDrawing") == 1


def test_index_lists_every_finding_with_a_jump_and_no_formula(tmp_path: Path) -> None:
    source = form(lambda sheet: setattr(sheet, "title", "我的'表"))
    marked = mark_bytes(source, tmp_path, finding("B2", sheet="我的'表"), finding(sheet="我的'表", code="W103"))
    book = openpyxl.load_workbook(BytesIO(marked))
    assert book.sheetnames == ["我的'表", "检查结果"]
    index = book["检查结果"]
    rows = {cell.value: cell.row for cell in index["J"] if cell.value in {"S105", "W103"}}
    assert index.cell(rows["S105"], 4).hyperlink.location == "'我的''表'!B2"
    assert index.cell(rows["W103"], 4).hyperlink is None
    assert not [cell for row in index.iter_rows() for cell in row if cell.data_type == "f"]
    assert index.cell(rows["S105"], 8).value == '=HYPERLINK("x")&<b>'


def test_no_sheet_changes_its_number(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.title = "检查结果"
    book.create_sheet("表")
    book.active = 1
    book["表"].print_title_rows = "1:2"
    book.defined_names["区域"] = DefinedName("区域", attr_text="表!$A$1")
    source = saved(book)
    marked = openpyxl.load_workbook(BytesIO(mark_bytes(source, tmp_path, finding("B2"))))
    assert marked.sheetnames == ["检查结果", "表", "检查结果 (2)"]
    assert marked.active.title == "表"
    assert marked["表"].print_title_rows == "$1:$2"


def test_four_thousand_comments(tmp_path: Path) -> None:
    def edit(sheet: Worksheet) -> None:
        for row in range(1, 4001):
            sheet.cell(row, 2).comment = Comment(f"第{row}条", "李四")

    source = form(edit)
    cells = [f"B{row}" for row in range(1, 4001)] + [f"C{row}" for row in range(1, 4001)]
    marked = mark_bytes(source, tmp_path, finding(*cells))
    sheet = load(marked)
    assert sheet["B4000"].comment.text.startswith("第4000条\n")
    numbers = re.findall(
        rb'id="_x0000_s(\d+)"', next(data for name, data in parts(marked).items() if name.endswith(".vml"))
    )
    assert len(numbers) == len(set(numbers)) == 8000


def test_an_xls_gets_a_copy_of_its_own_and_says_so() -> None:
    path = WORKBOOKS / "sc_gauge.xls"
    name = reader.read(path).sheets[0].name
    copied = mark(path, finding("B3", sheet=name))
    assert copied.suffix == ".xlsx"
    assert len(copied.notes) == 1
    book = openpyxl.load_workbook(BytesIO(copied.data))
    assert colour(book[name], "B3") is None or book[name]["B3"].comment
    assert copied.notes[0] in {cell.value for cell in book["检查结果"]["A"]}
    assert copied.cells == (CellRef(name, *reader_top_left(book[name], 3, 2)),)


def reader_top_left(sheet: Worksheet, row: int, column: int) -> tuple[int, int]:
    for merge in sheet.merged_cells.ranges:
        if (row, column) in {(r, c) for r, c in merge.cells}:
            return merge.min_row, merge.min_col
    return row, column


def test_every_part_has_a_content_type_and_every_relation_a_part(tmp_path: Path) -> None:
    marked = mark_bytes(form(), tmp_path, finding("B2"))
    found = parts(marked)
    types = etree.fromstring(found["[Content_Types].xml"])
    overrides = {node.get("PartName") for node in types if node.tag.endswith("Override")}
    endings = {node.get("Extension") for node in types if node.tag.endswith("Default")}
    assert all(f"/{name}" in overrides or name.rpartition(".")[2] in endings for name in found if name[0] != "[")
    assert {name.lstrip("/") for name in overrides} <= set(found)
    targets = [
        node.get("Target")
        for name, data in found.items()
        if name.endswith(".rels")
        for node in etree.fromstring(data)
        if node.get("Target").startswith("/")
    ]
    assert {target.lstrip("/") for target in targets} <= set(found)


def test_a_picture_is_untouched(tmp_path: Path) -> None:
    source = rich_workbook()
    marked = mark_bytes(source, tmp_path, finding("J1"))
    pictures = {name: data for name, data in parts(source).items() if "media" in name}
    assert pictures
    assert all(parts(marked)[name] == data == png() for name, data in pictures.items())
