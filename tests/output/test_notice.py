"""退回通知: who gets one, what stands on it, that it prints as an official page."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from datetime import date
from io import BytesIO

import docx
import openpyxl
import pytest
from docx.shared import Mm, Pt

from tests.merge.builders import file, file_of, finding
from tests.output.samples import ROWS, hostile, published, twice, unreadable
from xladdin.errors import OutputError
from xladdin.model import CellRef, Entry, Severity
from xladdin.output.naming import Names
from xladdin.output.notice import NOTICE_BOOK, NoticeWriter, Recipients, Terms
from xladdin.output.notice.wording import BAND_ERRORS, BAND_WARNINGS, TITLE, UNREAD_TITLE, page_of
from xladdin.output.tally import Tally

DUE = Terms(date(2025, 3, 31), "青山县财政局")


def faulty(path="甲.xlsx", project="道路养护", unit="青山县公路段", count=1, warnings=0):
    findings = [finding("S105", cell=CellRef("自评表", 20 + place, 7)) for place in range(count)]
    findings += [finding("I107", Severity.WARNING, cell=CellRef("自评表", 9, 4)) for _ in range(warnings)]
    return file(path, project, unit=unit, findings=tuple(findings), rows=ROWS)


def write(path, *files, terms=DUE, batch=(), **options):
    said = []
    writer = NoticeWriter(path, terms, put=lambda line: said.append(line.text), **options)
    writer.begin()
    for one in files:
        writer.add(one)
    writer.end(Tally(), batch, ())
    return said


def notices(*files, batch=(), **options):
    recipients = Recipients()
    for one in files:
        recipients.add(one)
    return list(recipients.notices(batch, **options))


def paragraphs(path):
    return [paragraph.text for paragraph in docx.Document(path).paragraphs]


def test_only_units_with_errors_get_a_notice():
    clean = file("丙.xlsx", "清淤", unit="丙所", rows=ROWS)
    asked = faulty("乙.xlsx", "培训", "乙中心", count=0, warnings=1)
    assert [notice.unit for notice in notices(faulty(), asked, clean)] == ["青山县公路段"]
    assert [notice.unit for notice in notices(faulty(), asked, clean, warnings=True)] == ["青山县公路段", "乙中心"]


def test_the_forms_of_a_unit_come_together_however_its_name_is_spaced():
    (notice,) = notices(faulty(), faulty("乙.xlsx", "桥梁检测", "青山县 公路段", count=2, warnings=1))
    assert [form.project for form in notice.forms] == ["道路养护", "桥梁检测"]
    assert (notice.errors, notice.warnings) == (3, 1)


def test_units_of_one_name_in_two_departments_are_two():
    def under(department, path):
        one = faulty(path, unit="机关服务中心")
        form = replace(one.forms[0].form, department=Entry(raw=department))
        return replace(one, forms=(replace(one.forms[0], form=form),))

    files = [under("甲局", "1.xlsx"), under("乙局", "2.xlsx")]
    assert [notice.department for notice in notices(*files)] == ["甲局", "乙局"]
    assert len(notices(files[0], under("", "3.xlsx"))) == 1, "a form without a department joins the only one known"


def test_a_form_without_unit_goes_by_its_file():
    one = faulty("无名.xlsx")
    form = replace(one.forms[0].form, department=Entry(raw=""), unit=Entry(raw="—"))
    (notice,) = notices(replace(one, forms=(replace(one.forms[0], form=form),)))
    assert notice.is_unnamed
    assert notice.name == "无名.xlsx"
    assert "无名.xlsx" in page_of(notice, DUE).to


def test_what_only_the_supervisor_can_settle_is_not_sent_and_no_other_unit_is_named():
    mixed = replace(twice(), code="B105", files=("甲.xlsx", "乙.xlsx"))
    double = replace(twice(), code="B101", files=("甲.xlsx", "乙.xlsx"))
    first, second = notices(faulty(), file("乙.xlsx", "清淤", unit="乙所", rows=ROWS), batch=(mixed, double))
    assert [(one.code, one.files) for one in first.several] == [("B101", ("甲.xlsx",))]
    assert [(one.code, one.files) for one in second.several] == [("B101", ("乙.xlsx",))]


def test_a_failure_of_the_tool_is_nobodys_fault(tmp_path):
    crashed = file_of("坏.xlsx", findings=(finding("W901", cell=None, sheet=""),))
    said = write(tmp_path / "退回通知.docx", crashed)
    assert not (tmp_path / "退回通知.docx").exists()
    assert any("坏.xlsx" in line for line in said)


def test_every_unit_begins_a_page_of_an_official_letter(tmp_path):
    write(tmp_path / "退回通知.docx", faulty(), faulty("乙.xlsx", "培训", "乙中心", warnings=1))
    letter = docx.Document(tmp_path / "退回通知.docx")
    assert len(letter.sections) == 2
    for section in letter.sections:
        sizes = section.page_width, section.page_height, section.top_margin, section.left_margin
        assert [size.mm for size in sizes] == pytest.approx([210, 297, 37, 28], abs=0.1)
        text_width = section.page_width - section.left_margin - section.right_margin
        assert abs(text_width - Mm(156)) < Mm(1)
        assert section._sectPr.find(docx.oxml.ns.qn("w:pgNumType")).get(docx.oxml.ns.qn("w:start")) == "1"
    title = next(paragraph for paragraph in letter.paragraphs if paragraph.text == TITLE)
    assert title.runs[0].font.size == Pt(22)
    assert 'w:eastAsia="方正小标宋简体"' in title.runs[0].element.xml
    text = " ".join(paragraphs(tmp_path / "退回通知.docx"))
    assert "2025年3月31日前" in text
    assert "青山县财政局（盖章）" in text
    assert text.count(TITLE) == 2


def test_fonts_that_a_computer_lacks_have_a_substitute(tmp_path):
    write(tmp_path / "退回通知.docx", faulty())
    with zipfile.ZipFile(tmp_path / "退回通知.docx") as archive:
        assert archive.testzip() is None
        fonts = archive.read("word/fontTable.xml").decode()
    assert 'w:name="仿宋_GB2312"><w:altName w:val="仿宋"' in fonts


def test_without_a_day_a_blank_is_left(tmp_path):
    write(tmp_path / "退回通知.docx", faulty(), terms=Terms())
    assert "　　年　　月　　日前" in " ".join(paragraphs(tmp_path / "退回通知.docx"))


def test_a_table_longer_than_a_page_repeats_its_headings_and_keeps_rows_whole(tmp_path):
    write(tmp_path / "退回通知.docx", faulty(count=60, warnings=2))
    (table,) = docx.Document(tmp_path / "退回通知.docx").tables
    assert "w:tblHeader" in table.rows[0]._tr.xml
    assert all("w:cantSplit" in row._tr.xml for row in table.rows)
    first = [row.cells[0].text for row in table.rows]
    assert first[0] == "序号"
    assert [text for text in first if text.isdigit()] == [str(number) for number in range(1, 63)]
    assert first.index(BAND_ERRORS) < first.index(BAND_WARNINGS) == len(first) - 3


def test_unreadable_files_have_a_page_of_their_own(tmp_path):
    write(tmp_path / "退回通知.docx", faulty(), unreadable())
    assert UNREAD_TITLE in paragraphs(tmp_path / "退回通知.docx")
    assert docx.Document(tmp_path / "退回通知.docx").tables[-1].rows[1].cells[1].text == "坏.xlsx"


def test_a_folder_gets_a_letter_a_unit_and_a_workbook(tmp_path):
    write(tmp_path / "通知", faulty(), faulty("乙.xlsx", "培训", "甲/乙:中心"), unreadable())
    names = {path.name for path in (tmp_path / "通知").iterdir()}
    assert NOTICE_BOOK in names
    assert len([name for name in names if name.endswith(".docx")]) == 3
    book = openpyxl.load_workbook(tmp_path / "通知" / NOTICE_BOOK)
    assert book.sheetnames == ["退回单位", "青山县公路段", "甲_乙_中心", UNREAD_TITLE]
    sheet = book["青山县公路段"]
    assert (sheet.page_setup.paperSize, sheet.sheet_properties.pageSetUpPr.fitToPage) == (9, True)
    assert sheet.page_setup.fitToHeight == 0, "as many pages as it takes"
    assert sheet.print_title_rows


def test_nothing_in_a_sheet_is_a_formula(tmp_path):
    write(tmp_path / "退回通知.xlsx", hostile(), faulty(unit="=1+1"))
    book = openpyxl.load_workbook(tmp_path / "退回通知.xlsx")
    for sheet in book.worksheets[1:]:
        assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)


def test_texts_that_no_xml_can_hold_are_written_all_the_same(tmp_path):
    odd = replace(faulty(unit="甲\x07所\ud800"), findings=(finding("W108", Severity.WARNING, found="\x00\uffff"),))
    write(tmp_path / "通知", odd, hostile())
    for path in (tmp_path / "通知").glob("*.docx"):
        docx.Document(path)


def test_what_exists_is_not_overwritten_unless_told(tmp_path):
    path = tmp_path / "退回通知.docx"
    write(path, faulty())
    with pytest.raises(OutputError):
        write(path, faulty())
    write(path, faulty(), force=True)
    with pytest.raises(OutputError):
        write(tmp_path / "退回通知.pdf", faulty())


def test_a_clean_batch_writes_nothing(tmp_path):
    said = write(tmp_path / "退回通知.xlsx", file("丙.xlsx", "清淤", rows=ROWS))
    assert not list(tmp_path.iterdir())
    assert said


def test_the_published_forms(tmp_path):
    write(tmp_path / "通知", *published())
    letters = sorted((tmp_path / "通知").glob("*.docx"))
    told = sum(
        len([row for row in table.rows if row.cells[0].text.isdigit()])
        for one in letters
        for table in docx.Document(one).tables
    )
    severe = (Severity.ERROR, Severity.WARNING)
    assert told == sum(one.severity in severe for checked in published() for one in checked.all_findings)


@pytest.mark.parametrize(
    ("wanted", "name"),
    [
        ("甲/乙", "甲_乙"),
        ("", "未命名"),
        ("'甲'", "甲"),
        ("局" * 40, "局" * 31),
        ("\U00020000" * 20, "\U00020000" * 15),
        ("History", "History_"),
    ],
)
def test_names_of_sheets(wanted, name):
    assert Names().sheet(wanted) == name


def test_names_are_given_once():
    names = Names(("退回单位",))
    assert [names.sheet("退回单位"), names.sheet("A"), names.sheet("a"), names.file("con"), names.file("a.")] == [
        "退回单位（2）",
        "A",
        "a（2）",
        "_con",
        "a（3）",
    ]
    long = names.sheet("局" * 31), names.sheet("局" * 31)
    assert all(len(name) <= 31 for name in long)
    assert len(set(long)) == 2


def test_the_letter_is_deterministic_in_its_parts():
    from xladdin.output.notice.letter import letters

    (notice,) = notices(faulty())
    first, second = (letters([page_of(notice, DUE)], DUE) for _ in range(2))
    parts = [
        {name: archive.read(name) for name in archive.namelist()}
        for archive in (zipfile.ZipFile(BytesIO(data)) for data in (first, second))
    ]
    assert parts[0] == parts[1]
