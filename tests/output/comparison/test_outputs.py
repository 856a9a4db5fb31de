"""What is wrong with a report as text, JSON, workbook and page: places, arithmetic, colours, and hostile text."""

import json
import re
import zipfile
from html.parser import HTMLParser

import openpyxl
import pytest

from tests.report import texts
from xladdin.output.comparison.book import write_comparison
from xladdin.output.comparison.data import comparison_json
from xladdin.output.comparison.page import comparison_page
from xladdin.output.comparison.text import describe_comparison

SEED = texts.FOLDER.parent / "seeds" / "003_ningxian_2024.txt"
LEGEND = 3  # marks that explain the colours
FORM = texts.FOLDER.parent / "workbooks" / "seed003.xlsx"
WRONG = (
    "2023年度某县信访工作经费项目绩效自评报告\n\n"
    "总支出71.9万元，其中：基本支出30.2万元，项目支出41.5万元。\n受理来信12件，结案率无统计，约30人参加。"
)
SCRIPT = "<script>document.title='hacked'</script>"
HOSTILE = (
    f"2023年度{SCRIPT}项目绩效自评报告\n\n"
    f"=HYPERLINK(1)总支出71.9万元，其中：{SCRIPT}基本支出30.2万元，项目支出41.5万元。\n"
    '@SUM("a")经费\x07"onmouseover="x"排查320件，化解300件，化解率95%。'
)


class Marks(HTMLParser):
    """The marked figures of a page and every element and attribute in it."""

    def __init__(self):
        super().__init__()
        self.marks, self.tags, self.attributes, self._open = [], set(), set(), None

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self._open = dict(attrs).get("class") if tag == "mark" else None

    def handle_data(self, data):
        if self._open:
            self.marks.append((data, self._open))
            self._open = None


def read_page(page):
    parser = Marks()
    parser.feed(page)
    del parser.marks[:LEGEND]
    return parser


@pytest.fixture
def wrong(tmp_path):
    return texts.findings(WRONG, tmp_path)


@pytest.fixture
def hostile(tmp_path):
    return texts.findings(HOSTILE, tmp_path)


@pytest.fixture
def seed(tmp_path):
    return texts.findings(SEED.read_text(encoding="utf-8"), tmp_path, table=FORM)


def written(one, folder):
    path = folder / "结果.xlsx"
    write_comparison(one, path)
    return openpyxl.load_workbook(path)


def rows(sheet):
    """The lines of a sheet by their headings."""
    lines = [[cell.value for cell in row] for row in sheet.iter_rows()]
    first = next(number for number, line in enumerate(lines) if "原文" in line)
    return [dict(zip(lines[first], line, strict=True)) for line in lines[first + 1 :] if any(line)]


def test_text_tells_paragraph_arithmetic_and_sentence(wrong):
    told = "\n".join(line.text for line in describe_comparison(wrong))
    assert "第2段" in told
    assert "30.2 + 41.5 = 71.7" in told
    assert "总支出71.9万元，其中：基本支出30.2万元，项目支出41.5万元。" in told
    assert "R102" in told


def test_json_holds_every_figure_with_its_verdict(wrong):
    data = json.loads(json.dumps(comparison_json(wrong), ensure_ascii=False))
    (found,) = [one for one in data["findings"] if one["code"] == "R102"]
    assert (found["paragraph"], found["found"], found["expected"], found["difference"]) == (
        2,
        "71.9万元",
        "71.7万元",
        "0.2",
    )
    assert found["sentence"].startswith("总支出71.9万元")
    verdicts = {one["text"]: one["verdict"] for one in data["figures"]}
    assert verdicts["71.9万元"] == "differs"
    assert len(data["figures"]) == len(wrong.report.figures)
    assert next(one for one in data["figures"] if one["text"] == "30人")["approximate"] is True


def test_json_names_the_cell_of_the_form(seed):
    data = comparison_json(seed)
    found = {(one["code"], one["cell"]) for one in data["findings"]}
    assert ("R101", "E14") in found
    assert {"agrees", "differs", "absent"} == {one["verdict"] for one in data["figures"]}
    assert data["summary"]["error"] == sum(one["severity"] == "error" for one in data["findings"])


def test_workbook_quotes_sentence_and_arithmetic(wrong, tmp_path):
    book = written(wrong, tmp_path)
    assert book.sheetnames == ["问题清单", "数字"]
    (line,) = [one for one in rows(book["问题清单"]) if one["编号"] == "R102"]
    assert line["位置"] == "第2段"
    assert "30.2 + 41.5 = 71.7" in line["问题"]
    assert line["原文"].startswith("总支出71.9万元")
    assert line["相差"] == pytest.approx(0.2)
    figures = rows(book["数字"])
    assert [one["结论"] for one in figures if one["数字"] == "71.9万元"] == ["不符"]
    assert [one["结论"] for one in figures if one["数字"] == "12件"] == ["未核对"]


def test_workbook_tells_what_the_form_says(seed, tmp_path):
    figures = rows(written(seed, tmp_path)["数字"])
    (line,) = [one for one in figures if one["单元格"] == "E14" and one["结论"] == "不符"]
    assert "310" in line["数字"]
    assert line["表中是"].startswith("289")


def test_page_colours_figures_by_their_state(seed, wrong):
    marks = read_page(comparison_page(seed)).marks
    assert {"agrees", "differs", "absent"} <= {state for _, state in marks}
    assert [state for text, state in marks if "".join(text.split()).startswith("310")] == ["differs"]
    alone = comparison_page(wrong)
    assert ("71.9万元", "differs") in read_page(alone).marks
    assert "30.2 + 41.5 = 71.7" in alone
    assert re.search(r'<a href="#p2">第2段</a>', alone)
    assert "<blockquote>总支出71.9万元" in alone


def test_page_runs_nothing_that_a_report_holds(hostile):
    page = comparison_page(hostile)
    found = read_page(page)
    assert "script" not in found.tags
    assert not {name for name in found.attributes if name.startswith("on")}
    assert "default-src 'none'" in page
    assert "&lt;script&gt;" in page


def test_workbook_holds_no_formula_of_a_report(hostile, tmp_path):
    book = written(hostile, tmp_path)
    assert not [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    assert [one for one in rows(book["问题清单"]) if one["编号"] == "R102" and "HYPERLINK" in one["原文"]]
    with zipfile.ZipFile(tmp_path / "结果.xlsx") as parts:
        assert not [name for name in parts.namelist() if "external" in name.lower() or "vba" in name.lower()]


def test_text_and_json_stand_a_control_character(hostile):
    assert json.loads(json.dumps(comparison_json(hostile)))["findings"]
    assert any("R103" in line.text for line in describe_comparison(hostile))


def test_no_findings_are_said_in_words(tmp_path):
    fine = texts.findings(
        "2023年度甲项目绩效自评报告\n\n总支出71.7万元，其中：基本支出30.2万元，项目支出41.5万元。", tmp_path
    )
    assert not [one for one in fine.findings if one.severity == "error"]
    assert "differs" not in {state for _, state in read_page(comparison_page(fine)).marks}
    assert written(fine, tmp_path)["问题清单"]["A3"].value
