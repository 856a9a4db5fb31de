"""Files into documents: Word with all its ways to hide text, encodings, and what is no report."""

import io
import zipfile

import pytest

from tests.tools import convert, require
from xladdin.model import FaultKind, Origin
from xladdin.report import read_document
from xladdin.report.reading import old_word

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
TEXT = "总支出71.9万元，其中：基本支出30.2万元，项目支出41.5万元。"


def docx(body, **parts):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        package.writestr("word/document.xml", f"<w:document {W}><w:body>{body}</w:body></w:document>")
        for name, content in parts.items():
            package.writestr(f"word/{name}.xml", content)
    return stream.getvalue()


def paragraph(*texts):
    return "<w:p>" + "".join(f"<w:r><w:t>{text}</w:t></w:r>" for text in texts) + "</w:p>"


def cell(text, properties=""):
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text)}</w:tc>"


def read(tmp_path, data, name="a.docx"):
    path = tmp_path / name
    path.write_bytes(data)
    return read_document(path)


def texts(document):
    return [(one.text, one.origin) for one in document.paragraphs]


def test_a_sentence_in_several_runs_is_one(tmp_path):
    assert texts(read(tmp_path, docx(paragraph("总支出71", ".9万元")))) == [("总支出71.9万元", Origin.BODY)]


def test_tracked_changes_count_as_accepted(tmp_path):
    body = (
        "<w:p><w:r><w:t>支出</w:t></w:r><w:del><w:r><w:delText>20</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>19</w:t></w:r></w:ins><w:moveFrom><w:r><w:t>旧</w:t></w:r></w:moveFrom>"
        "<w:moveTo><w:r><w:t>万</w:t></w:r></w:moveTo><w:r><w:t>元</w:t></w:r></w:p>"
    )
    assert texts(read(tmp_path, docx(body))) == [("支出19万元", Origin.BODY)]


def test_footnotes_and_text_boxes_are_read_and_fallbacks_are_not(tmp_path):
    box = (
        "<w:p><w:r><w:t>正文</w:t></w:r><w:r><AlternateContent><Choice><txbx><w:txbxContent>"
        + paragraph("框内10万元")
        + "</w:txbxContent></txbx></Choice><Fallback><w:txbxContent>"
        + paragraph("框内10万元")
        + "</w:txbxContent></Fallback></AlternateContent></w:r></w:p>"
    )
    notes = f"<w:footnotes {W}><w:footnote>{paragraph('含上年结转5万元')}</w:footnote></w:footnotes>"
    assert texts(read(tmp_path, docx(box, footnotes=notes))) == [
        ("正文", Origin.BODY),
        ("框内10万元", Origin.TEXT_BOX),
        ("含上年结转5万元", Origin.FOOTNOTE),
    ]


def test_tables_with_merged_cells(tmp_path):
    table = (
        "<w:tbl><w:tr>" + cell("项目", '<w:vMerge w:val="restart"/>') + cell("金额（万元）", '<w:gridSpan w:val="2"/>')
        + "</w:tr><w:tr>" + cell("项目", "<w:vMerge/>") + cell("10") + cell("12") + "</w:tr><w:tr>"
        + cell("合计") + cell("10") + cell("12") + "</w:tr></w:tbl>"
    )  # fmt: skip
    (found,) = read(tmp_path, docx(paragraph("表1") + table)).tables
    assert found.number == 2
    assert found.rows == (("项目", "金额（万元）", ""), ("", "10", "12"), ("合计", "10", "12"))


def test_the_rows_of_a_card_are_labels_with_texts(tmp_path):
    table = (
        f"<w:tbl><w:tr>{cell('项目金额')}{cell('260万元')}</w:tr><w:tr>{cell('主要绩效')}{cell(TEXT)}</w:tr></w:tbl>"
    )
    assert [text for text, _ in texts(read(tmp_path, docx(table)))] == ["项目金额：260万元", "主要绩效", TEXT]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
def test_every_usual_encoding_of_a_text(tmp_path, encoding):
    text = f"2024年度项目支出绩效自评报告\n{TEXT}\n"
    document = read(tmp_path, text.encode(encoding), "a.txt")
    assert not document.faults
    assert [one.text.lstrip("\ufeff") for one in document.paragraphs] == text.splitlines()


def test_a_sentence_broken_over_two_lines_is_one(tmp_path):
    broken = "一、资金情况\n全年总支出一共是71.9万元，其中：基本支出30.2万元，项目支\n出41.5万元。\n二、问题\n"
    document = read(tmp_path, broken.encode(), "a.txt")
    assert len(document.paragraphs) == 3
    assert "项目支出41.5万元" in document.paragraphs[1].text


ENTITY = f'<!DOCTYPE a [<!ENTITY b "c">]><w:document {W}><w:body>{paragraph("&b;")}</w:body></w:document>'


def raw(part, content):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(part, content)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"", FaultKind.DAMAGED),
        (b"%PDF-1.7 scanned", FaultKind.DAMAGED),
        (b"PK\x03\x04 cut", FaultKind.DAMAGED),
        (b"\x89PNG....", FaultKind.DAMAGED),
        (b"{\\rtf1}", FaultKind.DAMAGED),
        (b"<html><body>1</body></html>", FaultKind.DAMAGED),
        (b" \n\t\n", FaultKind.DAMAGED),
        (bytes(range(1, 9)) * 40, FaultKind.DAMAGED),
        (docx(""), FaultKind.DAMAGED),
        (docx("<w:p>"), FaultKind.DAMAGED),
        (raw("word/document.xml", ENTITY), FaultKind.DAMAGED),
        (raw("word/document.xml", ENTITY.encode("utf-16")), FaultKind.DAMAGED),
        (raw("xl/workbook.xml", "<a/>"), FaultKind.DAMAGED),
        (raw("word/document.xml", b" " * (65 << 20)), FaultKind.TOO_LARGE),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), FaultKind.ENCRYPTED),
        (docx("<w:sdt>" * 400 + "</w:sdt>" * 400), FaultKind.DAMAGED),
    ],
)
def test_what_is_no_report_is_told_in_a_sentence(tmp_path, data, kind):
    document = read(tmp_path, data)
    (fault,) = document.faults
    assert fault.kind is kind
    assert fault.what.endswith("。")
    assert fault.do.endswith("。")
    assert not document.paragraphs


def test_a_missing_file_and_a_folder(tmp_path):
    assert read_document(tmp_path / "no.docx").faults
    assert read_document(tmp_path).faults


def test_an_old_word_file_without_a_converter(tmp_path, monkeypatch):
    monkeypatch.setattr(old_word.shutil, "which", lambda _: None)
    document = read(tmp_path, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "a.doc")
    assert ".docx" in document.faults[0].do


def test_an_old_word_file_is_converted(tmp_path):
    require("soffice")
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    path = convert(tmp_path / "a.txt", "doc:MS Word 97", tmp_path)
    assert [text for text, _ in texts(read_document(path))] == [TEXT]
