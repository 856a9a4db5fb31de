"""The written report: what it says, that it is a good Word file, that an update keeps what was changed by hand."""

from __future__ import annotations

import zipfile
from pathlib import Path

import docx
import openpyxl
import pytest
from docx.oxml.ns import qn

from tests.tools import convert
from xladdin import kinds, pipeline
from xladdin.errors import OutputError, XladdinError
from xladdin.model import CheckOptions
from xladdin.output.docx.composing import chinese
from xladdin.output.docx.document import TEMPLATE
from xladdin.output.docx.sentences import TELLERS
from xladdin.output.docx.tables import _TABLES
from xladdin.output.docx.template import build_template
from xladdin.pipeline import reporting

BOOKS = Path("tests/data/workbooks")
OPTIONS = CheckOptions()


def write(source: Path, target: Path, **more: object) -> reporting.Reported:
    (only,) = reporting.write_report(source, target, OPTIONS, **more)  # type: ignore[arg-type]
    return only


def paragraphs(path: Path) -> list[str]:
    return [one.text for one in docx.Document(str(path)).paragraphs]


@pytest.fixture
def report(tmp_path: Path) -> Path:
    write(BOOKS / "seed003.xlsx", tmp_path / "报告.docx")
    return tmp_path / "报告.docx"


@pytest.fixture
def changed(tmp_path: Path) -> Path:
    """The form of ``report`` after a round of corrections: other funds executed, the lost cost score restored."""
    book = openpyxl.load_workbook(BOOKS / "seed003.xlsx")
    sheet = book["自评表"]
    for row in sheet.iter_rows():
        for cell in row:
            if cell.value == 19.96 and cell.column_letter in "DEFG":
                cell.value = 18.5
    path = tmp_path / "改后.xlsx"
    book.save(path)
    return path


def test_headings_stand_in_order_and_are_numbered(report: Path) -> None:
    document = docx.Document(str(report))
    first = [one.text for one in document.paragraphs if one.style.name == "Heading 1"]
    assert [text[:2] for text in first] == ["一、", "二、", "三、", "四、", "五、", "六、"]
    second = [one.text for one in document.paragraphs if one.style.name == "Heading 2"]
    assert second[0].startswith("（一）")
    assert second[2].startswith("（一）")


def test_the_narrative_is_repeated_word_for_word(report: Path) -> None:
    form = pipeline.check_file(BOOKS / "seed003.xlsx", OPTIONS).forms[0].form
    said = "".join("".join(paragraphs(report)).split())
    for text in (form.goal.value, form.achieved.value):
        assert text
        assert "".join(text.split()) in said


def test_every_figure_of_the_tables_is_the_forms(report: Path) -> None:
    funds, indicators = docx.Document(str(report)).tables
    form = pipeline.check_file(BOOKS / "seed003.xlsx", OPTIONS).forms[0].form
    assert [cell.text for cell in funds.rows[1].cells] == ["年度资金总额", "20", "20", "19.96", "10", "99.81%", "9.98"]
    rows = [[cell.text for cell in row.cells] for row in indicators.rows[1:-1]]
    assert [row[2] for row in rows] == [one.name.raw for one in form.indicators]
    assert [row[6] for row in rows] == [one.score.raw or "" for one in form.indicators]
    assert indicators.rows[-1].cells[6].text == "98.6"


def test_categories_are_merged_downwards(report: Path) -> None:
    indicators = docx.Document(str(report)).tables[1]
    assert indicators.cell(2, 0).text == indicators.cell(4, 0).text == "产出指标"
    starts = [one for one in indicators._tbl.iter(qn("w:vMerge")) if one.get(qn("w:val")) == "restart"]
    assert len(starts) >= 3


def test_what_the_form_does_not_say_is_asked_for(tmp_path: Path) -> None:
    done = write(BOOKS / "seed003.xlsx", tmp_path / "a.docx")
    assert "存在问题" in done.missing
    assert sum("请填写" in text for text in paragraphs(done.written)) == len(done.missing)


def test_equal_forms_give_equal_bytes(tmp_path: Path) -> None:
    files = [write(BOOKS / "seed003.xlsx", tmp_path / name).written.read_bytes() for name in ("a.docx", "b.docx")]
    assert files[0] == files[1]


def test_the_template_is_what_its_builder_makes() -> None:
    assert TEMPLATE.read_bytes() == build_template()


def test_an_update_changes_figures_and_nothing_else(report: Path, changed: Path) -> None:
    before = paragraphs(report)
    done = write(changed, report)
    assert done.update is not None
    assert done.update.replaced >= 2
    assert not done.update.kept
    after = paragraphs(report)
    differing = [new for old, new in zip(before, after, strict=True) if old != new]
    assert differing
    assert all("18.5" in text for text in differing)
    assert docx.Document(str(report)).tables[0].cell(1, 3).text == "18.5"


def test_an_update_keeps_what_was_edited_added_and_deleted(report: Path, changed: Path) -> None:
    document = docx.Document(str(report))
    said = document.paragraphs
    funds = next(one for one in said if "全年执行19.96" in one.text)
    funds.runs[0].text = "年初预算20万元，执行情况良好。"
    prompt = next(one for one in said if "请填写：存在问题" in one.text)
    prompt.runs[0].text = "人手不足，信息化程度不高。"
    own = prompt.insert_paragraph_before("这一段是自己加的。")
    gone = next(one for one in said if one.text.startswith("经自评"))
    gone._p.getparent().remove(gone._p)
    assert own.text
    document.save(str(report))
    done = write(changed, report)
    text = "\n".join(paragraphs(report))
    for mine in ("执行情况良好。", "人手不足，信息化程度不高。", "这一段是自己加的。"):
        assert mine in text
    assert "经自评" not in text
    assert done.update is not None
    assert len(done.update.kept) == 2
    assert done.update.left_out == 1
    assert docx.Document(str(report)).tables[0].cell(1, 3).text == "18.5"


def test_an_edited_table_is_kept_whole(report: Path, changed: Path) -> None:
    document = docx.Document(str(report))
    document.tables[0].cell(2, 0).paragraphs[0].runs[0].text = "其中：本级财政拨款"
    document.save(str(report))
    done = write(changed, report)
    table = docx.Document(str(report)).tables[0]
    assert table.cell(2, 0).text == "其中：本级财政拨款"
    assert table.cell(1, 3).text == "19.96"
    assert done.update is not None
    assert len(done.update.kept) == 1


def test_an_update_after_an_update_is_quiet(report: Path, changed: Path) -> None:
    write(changed, report)
    before = report.read_bytes()
    done = write(changed, report)
    assert done.update is not None
    assert (done.update.replaced, done.update.added, done.update.removed) == (0, 0, 0)
    assert report.read_bytes() == before


def test_narratives_may_grow_and_shrink(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(BOOKS / "seed003.xlsx")
    goal = pipeline.check_file(BOOKS / "seed003.xlsx", OPTIONS).forms[0].form.goal.cell
    assert goal is not None
    cell = book["自评表"].cell(goal.row, goal.column)
    source, target = tmp_path / "a.xlsx", tmp_path / "a.docx"
    for lines in (["甲一。"], ["甲一。", "乙二。", "丙三。"], ["甲一。", "丙三。"]):
        cell.value = "\n".join(lines)
        book.save(source)
        write(source, target)
        said = [text for text in paragraphs(target) if text in {"甲一。", "乙二。", "丙三。"}]
        assert said == lines


def test_the_report_survives_another_program(report: Path, changed: Path, tmp_path: Path) -> None:
    """LibreOffice splits runs, renames styles and drops variables; an update still finds its paragraphs."""
    folder = tmp_path / "office"
    folder.mkdir()
    saved = convert(report, "docx", folder)
    done = write(changed, saved)
    assert done.update is not None
    assert done.update.replaced >= 2
    assert not done.update.kept
    assert "18.5" in "".join(paragraphs(saved))


def test_it_prints_without_trouble(report: Path, tmp_path: Path) -> None:
    assert convert(report, "pdf", tmp_path).read_bytes().startswith(b"%PDF")


def test_a_template_of_ones_own_gives_styles_and_place(tmp_path: Path) -> None:
    own = docx.Document()
    own.add_paragraph("某县财政局")
    own.add_paragraph("{{报告}}")
    own.add_paragraph("（盖章）")
    own.save(str(tmp_path / "模板.docx"))
    done = write(BOOKS / "seed003.xlsx", tmp_path / "a.docx", template=tmp_path / "模板.docx")
    said = paragraphs(done.written)
    assert (said[0], said[-1]) == ("某县财政局", "（盖章）")
    assert "{{报告}}" not in said


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 no zip", b"%PDF-1.4"])
def test_a_template_that_is_no_document_is_told(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "模板.docx").write_bytes(content)
    with pytest.raises(XladdinError, match="模板"):
        write(BOOKS / "seed003.xlsx", tmp_path / "a.docx", template=tmp_path / "模板.docx")


def test_another_document_is_not_overwritten(tmp_path: Path) -> None:
    other = docx.Document()
    other.add_paragraph("会议纪要")
    other.save(str(tmp_path / "a.docx"))
    with pytest.raises(OutputError):
        write(BOOKS / "seed003.xlsx", tmp_path / "a.docx")
    assert paragraphs(tmp_path / "a.docx") == ["会议纪要"]
    write(BOOKS / "seed003.xlsx", tmp_path / "a.docx", force=True)
    assert "会议纪要" not in paragraphs(tmp_path / "a.docx")


def test_a_file_without_a_form_is_told(tmp_path: Path) -> None:
    openpyxl.Workbook().save(tmp_path / "空.xlsx")
    with pytest.raises(XladdinError, match="空"):
        write(tmp_path / "空.xlsx", tmp_path / "a.docx")


def test_the_package_is_sound(report: Path) -> None:
    with zipfile.ZipFile(report) as package:
        assert package.testzip() is None
        assert len(set(package.namelist())) == len(package.namelist())


def test_kinds_ask_for_nothing_that_cannot_be_told() -> None:
    parts = [part for kind in kinds.all_kinds() for part in kind.report]
    assert {name for part in parts for name in part.sentences} == set(TELLERS)
    assert {name for part in parts for name in part.tables} == set(_TABLES)


@pytest.mark.parametrize(("value", "text"), [(1, "一"), (10, "十"), (12, "十二"), (20, "二十"), (35, "三十五")])
def test_numbers_of_headings(value: int, text: str) -> None:
    assert chinese(value) == text
