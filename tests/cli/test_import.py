"""``xladdin import`` as a user runs it: published tables and texts into workbooks, faults unchanged; bad input."""

import hashlib
import io
import shutil
import zipfile

import openpyxl
import pytest
from docx import Document

from tests.cli.conftest import WORKBOOKS
from tests.forms import form
from tests.report.documents import (
    SEED003,
    SEED003_MERGES,
    SEEDS,
    add_table,
    rows_of_sheet,
    saved,
    seed003_rows,
    word_file,
)
from tests.tools import convert, require
from xladdin import form as forms
from xladdin import kinds, reader

TITLE = "2024年度部门预算项目支出绩效自评表"


def codes(xladdin, workbook, *options):
    return sorted(
        finding["code"] for finding in xladdin("check", workbook, "--format", "json", *options).json["findings"]
    )


def forms_in(path):
    return forms.find_forms(reader.read(path), kinds.all_kinds())


def ningxian(*more):
    return word_file(TITLE, (seed003_rows(), SEED003_MERGES), *more)


@pytest.mark.parametrize("kind", ["text", "gbk", "word", "split"])
def test_the_ningxian_form_keeps_its_faults(xladdin, tmp_path, kind):
    rows = seed003_rows()
    files = {
        "text": ("a.txt", SEED003.read_bytes()),
        "gbk": ("a.txt", SEED003.read_text(encoding="utf-8").encode("gb18030")),
        "word": ("a.docx", ningxian("注: 1. 其他资金包括中央补助、自有资金。", "2. 绩效自评采取打分评价形式。")),
        "split": ("a.docx", word_file(TITLE, rows[:14], "- 2 -", [rows[9], *rows[14:]])),
    }
    name, data = files[kind]
    source, target = tmp_path / name, tmp_path / "自评表.xlsx"
    source.write_bytes(data)
    ran = xladdin("import", source, "-o", target)
    assert ran.code == (1 if name.endswith("txt") else 0)  # the report around the table has no place in the form
    assert "I109" in ran.out
    (one,) = forms_in(target)
    (expected,) = forms_in(WORKBOOKS / "seed003.xlsx")
    assert one.unit.raw == "宁县信访局"
    assert [row.name.raw for row in one.indicators] == [row.name.raw for row in expected.indicators]
    for field in ("target", "actual", "points", "score"):
        assert [getattr(row, field).raw for row in one.indicators] == [
            getattr(row, field).raw for row in expected.indicators
        ]
    assert (one.total.points.value, one.total.score.value) == (expected.total.points.value, expected.total.score.value)
    # The seed names its county, which decides the region's scheme; the points are those of cost/2021 all the same.
    assert codes(xladdin, target, "--scheme", "cost/2021") == codes(xladdin, WORKBOOKS / "seed003.xlsx")


@pytest.mark.parametrize("layout", ["department", "evaluation", "hubei", "project-card", "special-fund", "yunnan"])
def test_forms_read_the_same_from_a_word_table(xladdin, tmp_path, layout):
    source, target = tmp_path / "a.docx", tmp_path / "a.xlsx"
    source.write_bytes(word_file(rows_of_sheet(form(layout).sheets[0])))
    ran = xladdin("import", source, "-o", target)
    assert "读回一致" in ran.out
    (one,) = forms_in(target)
    (expected,) = forms.find_forms(form(layout), kinds.all_kinds())
    assert (one.kind, one.project.raw, one.year.value) == (expected.kind, expected.project.raw, expected.year.value)
    assert one.total.score.value == expected.total.score.value
    assert [narrative.key for narrative in expected.narratives if not narrative.text.is_blank] == [
        narrative.key for narrative in one.narratives if not narrative.text.is_blank
    ]


def test_the_heishui_report_becomes_an_evaluation(xladdin, tmp_path):
    target = tmp_path / "评价.xlsx"
    ran = xladdin("import", SEEDS / "000_heishui_2023.txt", "-o", target)
    assert ran.code == 0
    assert "项目总得分95分。" in ran.out  # the sentence the score was taken from
    (one,) = forms_in(target)
    assert (one.kind, one.year.value, one.total.score.value) == ("evaluation", 2023, 95)
    assert one.project.raw == "信访维稳专项工作经费"
    assert {row.key for row in one.narratives if not row.text.is_blank} == {
        "work", "conclusion", "decision", "management", "achieved", "problems", "measures",
    }  # fmt: skip


def test_two_projects_are_two_workbooks_or_the_one_wanted(xladdin, tmp_path):
    second = [["项目名称:", "档案数字化"], *seed003_rows()[1:]]
    source = tmp_path / "a.docx"
    source.write_bytes(word_file(TITLE, (seed003_rows(), SEED003_MERGES), "说明文字一段。", TITLE, second))
    ran = xladdin("import", source, "-o", tmp_path / "新.xlsx")
    assert ran.code == 1  # the paragraph between them is of neither
    assert [one.project.raw for name in ("新.xlsx", "新-2.xlsx") for one in forms_in(tmp_path / name)] == [
        "信访维稳经费",
        "档案数字化",
    ]
    assert xladdin("import", source, "-o", tmp_path / "二.xlsx", "--table", "2").code == 0
    assert [one.project.raw for one in forms_in(tmp_path / "二.xlsx")] == ["档案数字化"]
    assert xladdin("import", source, "-o", tmp_path / "三.xlsx", "--table", "3").code == 2


def test_a_report_of_another_project_is_told_and_left_out(xladdin, tmp_path):
    source = tmp_path / "a.docx"
    text = ("2024年农村公路养护经费绩效自评报告", "一、存在问题", "养护资金不足。")
    source.write_bytes(word_file(*text, TITLE, (seed003_rows(), SEED003_MERGES)))
    ran = xladdin("import", source, "-o", tmp_path / "a.xlsx")
    assert "农村公路养护经费" in ran.out
    assert [one.project.raw for one in forms_in(tmp_path / "a.xlsx")] == ["信访维稳经费"]


def test_tables_that_are_no_form_are_listed(xladdin, tmp_path):
    source = tmp_path / "a.docx"
    source.write_bytes(word_file(TITLE, (seed003_rows(), SEED003_MERGES), "附表。", [["序号", "姓名"], ["1", "某某"]]))
    ran = xladdin("import", source, "-o", tmp_path / "a.xlsx")
    assert ran.code == 1
    assert "表2" in ran.out
    left = openpyxl.load_workbook(tmp_path / "a.xlsx")["未迁移内容"]
    assert ["表2", "表2第1行A列"] in [[cell.value for cell in row[:2]] for row in left.iter_rows()]


def test_kind_scheme_and_force(xladdin, tmp_path):
    source, target = tmp_path / "a.docx", tmp_path / "a.xlsx"
    source.write_bytes(ningxian())
    before = hashlib.sha256(source.read_bytes()).hexdigest()
    assert xladdin("import", source, "-o", target, "--scheme", "national/2020").code in {0, 1}
    assert xladdin("import", source, "-o", target).code == 2  # exists
    assert xladdin("import", source, "-o", target, "--force", "--kind", "project").code == 0
    assert xladdin("import", source, "-o", target, "--force", "--kind", "nothing").code == 2
    assert xladdin("import", source, "-o", target, "--force", "--scheme", "nowhere/1").code == 2
    assert xladdin("import", source, "-o", source, "--force").code == 2
    assert hashlib.sha256(source.read_bytes()).hexdigest() == before
    narrative = SEEDS / "000_heishui_2023.txt"
    assert xladdin("import", narrative, "-o", tmp_path / "b.xlsx", "--kind", "project-card").code in {0, 1}
    assert [one.kind for one in forms_in(tmp_path / "b.xlsx")] == ["project-card"]


def test_a_folder_as_output(xladdin, tmp_path):
    assert xladdin("import", SEED003, "-o", tmp_path / "out").code == 1
    assert [path.name for path in (tmp_path / "out").iterdir()] == [f"{SEED003.stem}.xlsx"]


def bomb():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", b"<a>" + b" " * (80 << 20) + b"</a>")
    return stream.getvalue()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("scan.pdf", b"%PDF-1.7\n"),
        ("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600),
        ("locked.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")),
        ("bomb.docx", bomb()),
        ("broken.docx", b"PK\x03\x04 nothing"),
        ("empty.docx", b""),
        ("nothing.docx", word_file("今天开会。")),
        ("nothing.txt", "今天开会。\n明天也开会。".encode()),
        ("table.docx", word_file([["序号", "姓名"], ["1", "某某"]])),
        ("headings.docx", word_file("2024年信访经费绩效自评报告", "今年很好。")),
        ("page.txt", b"<html><body>x</body></html>"),
    ],
)
def test_bad_input_is_one_sentence(xladdin, tmp_path, name, data, monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda _: None)  # no LibreOffice
    (tmp_path / name).write_bytes(data)
    ran = xladdin("import", tmp_path / name, "-o", tmp_path / "a.xlsx")
    assert ran.code == 2
    assert len(ran.err.strip().splitlines()) == 1
    assert "程序自身" not in ran.err
    assert not (tmp_path / "a.xlsx").exists()


def test_an_old_word_file_is_converted(xladdin, tmp_path):
    require("soffice")
    (tmp_path / "a.docx").write_bytes(ningxian())
    old = convert(tmp_path / "a.docx", "doc", tmp_path / "old")
    ran = xladdin("import", old, "-o", tmp_path / "a.xlsx")
    assert ran.code == 0
    (one,) = forms_in(tmp_path / "a.xlsx")
    assert [str(row.score.value) for row in one.indicators][:2] == ["19.96", "6.67"]


def test_full_width_digits_are_read_as_figures(xladdin, tmp_path):
    wide = str.maketrans("0123456789.%", "０１２３４５６７８９．％")
    rows = [[cell.translate(wide) if row > 3 else cell for cell in cells] for row, cells in enumerate(seed003_rows())]
    (tmp_path / "a.docx").write_bytes(word_file(TITLE, rows))
    xladdin("import", tmp_path / "a.docx", "-o", tmp_path / "a.xlsx")
    (one,) = forms_in(tmp_path / "a.xlsx")
    assert str(one.funding[0].executed.value) == "19.96"
    assert str(one.total.score.value) == "98.6"


def test_a_form_inside_a_frame_is_found(xladdin, tmp_path):
    document = Document()
    frame = document.add_table(rows=1, cols=1).cell(0, 0)
    frame.paragraphs[0].text = TITLE
    inner = add_table(document, seed003_rows())._element
    frame._element.insert(len(frame._element) - 1 + 1, inner)
    frame.add_paragraph("")
    (tmp_path / "a.docx").write_bytes(saved(document))
    assert xladdin("import", tmp_path / "a.docx", "-o", tmp_path / "a.xlsx").code == 0
    assert [one.year.value for one in forms_in(tmp_path / "a.xlsx")] == [2024]


def test_the_title_of_the_report_tells_the_kind_of_a_table_without_a_title(tmp_path, xladdin):
    document = Document()
    document.add_paragraph("2023年度某县水务局部门整体支出绩效自评报告")
    document.add_paragraph("一、单位基本职能")
    document.add_paragraph("负责全县水资源统一管理。")
    document.add_paragraph("三、各项指标得分")
    add_table(
        document,
        [
            ("一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因分析及改进措施"),
            ("投入", "预算配置", "在职人员控制率", "≤100%", "96%", "50", "50", ""),
            ("效果", "履职效益", "群众满意度", "≥90%", "95%", "50", "50", ""),
            ("总分", "", "", "", "", "100", "100", ""),
        ],
    )
    path = tmp_path / "报告.docx"
    path.write_bytes(saved(document))
    target = tmp_path / "表.xlsx"
    xladdin("import", path, "-o", target)
    (one,) = forms_in(target)
    assert (one.kind, one.unit.value) == ("department", "某县水务局")
    assert [row.name.value for row in one.indicators][:1] == ["在职人员控制率"]


def test_more_forms_than_one_document_may_have_are_refused(xladdin, tmp_path, monkeypatch):
    monkeypatch.setattr("xladdin.pipeline.importing._MOST", 1)
    source = tmp_path / "a.docx"
    rows = rows_of_sheet(form("national").sheets[0])
    source.write_bytes(word_file(rows, "某县水利局", rows))
    ran = xladdin("import", source, "-o", tmp_path / "表.xlsx")
    assert ran.code == 2
    assert not list(tmp_path.glob("*.xlsx"))
