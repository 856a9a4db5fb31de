"""问题清单 as a workbook, read back by our own reader for values and by openpyxl for looks, links and drop-downs."""

import zipfile
from collections import Counter
from decimal import Decimal
from pathlib import Path
from urllib.parse import unquote

import openpyxl
import pytest

from tests.output.samples import fill, hostile, published, twice, unreadable
from tests.tools import convert
from xladdin import pipeline, reader
from xladdin.model import FindingKey, RuleChange, Severity, Verdict
from xladdin.model.left_out import LeftOut
from xladdin.output.findings_book import BookReport
from xladdin.output.findings_sheet import KEY, OPINION, VERDICT

HEADINGS, FIRST = 3, 4
REVIEW = [
    "序号",
    "主管部门",
    "实施单位",
    "项目名称",
    "文件",
    "工作表",
    "单元格",
    "栏目",
    "级别",
    "填的是什么",
    "应为",
    "相差",
    "问题",
    "怎么改",
    "依据",
    "编号",
    "处理意见",
    "是否认可",
    "审核人",
    "审核日期",
    "识别码",
]


def write(path, files, *, batch=(), changes=(), **more):
    report = BookReport(path, [one.path for one in files], pipeline.rules(), "abc", **more)
    return fill(report, files, batch, [LeftOut(Path("说明.txt"), "不是表格")], changes)


class Written:
    def __init__(self, path):
        self.path = path
        self.looks = openpyxl.load_workbook(path)
        self.cells = {sheet.name: sheet.cells for sheet in reader.read(path).sheets}

    def headings(self, sheet):
        return [cell.value for cell in self.looks[sheet][HEADINGS]]

    def column(self, sheet, heading):
        at = self.headings(sheet).index(heading) + 1
        rows = sorted(row for row, column in self.cells[sheet] if column == 1 and row >= FIRST)
        numbered = [row for row in rows if isinstance(self.cells[sheet][row, 1].value, Decimal)]
        return [self.cells[sheet][row, at].value if (row, at) in self.cells[sheet] else None for row in numbered]


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    path = tmp_path_factory.mktemp("list") / "问题清单.xlsx"
    files = [*published(), hostile(), unreadable()]
    change = RuleChange("N101", None, "option", "--ignore N101")
    tally = write(path, files, batch=[twice()], changes=[change])
    return Written(path), tally, files


def test_one_row_a_finding(written):
    book, tally, files = written
    assert book.headings("问题清单") == REVIEW
    lines = [one for checked in files for one in checked.all_findings]
    assert sorted(book.column("问题清单", "编号")) == sorted([*(one.code for one in lines), "B101"])
    assert book.column("问题清单", "级别").count("错误") == tally.severities[Severity.ERROR]
    assert book.column("问题清单", "序号") == list(range(1, len(lines) + 2))


def test_it_can_be_sorted_filtered_and_printed(written):
    book, _, _ = written
    sheet = book.looks["问题清单"]
    last = FIRST + len(book.column("问题清单", "编号")) - 1
    assert sheet.auto_filter.ref == f"A{HEADINGS}:U{last}"
    assert sheet.freeze_panes == f"E{FIRST}"
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.print_title_rows == f"${HEADINGS}:${HEADINGS}"
    assert sheet.print_area == f"'问题清单'!$A$1:$R${last}"
    assert {type(value) for value in book.column("问题清单", "相差")} <= {Decimal, type(None)}


def test_links_lead_to_the_cell_relative_to_the_list(written):
    book, _, files = written
    (checked,) = (one for one in files if one.path.name == "seed003.xlsx")
    names, cells = book.column("问题清单", "文件"), book.column("问题清单", "单元格")
    rows = [number for number, name in enumerate(names) if name.endswith("seed003.xlsx")]
    assert len(rows) == len(checked.all_findings)
    for row in rows:
        link = book.looks["问题清单"].cell(row + FIRST, 5).hyperlink
        target = unquote(link.target).replace("\\", "/")
        assert not target.startswith("/")
        assert (book.path.parent / target).resolve() == checked.path
        assert link.location == f"'自评表'!{cells[row]}"


def test_the_reviewer_has_room_and_a_choice(written):
    book, _, _ = written
    sheet = book.looks["问题清单"]
    (choice,) = sheet.data_validations.dataValidation
    last = FIRST + len(book.column("问题清单", "编号")) - 1
    assert str(choice.sqref) == f"R{FIRST}:R{last}"
    assert choice.formula1 == '"认可,不认可"'
    assert book.column("问题清单", OPINION) == book.column("问题清单", VERDICT) == [None] * (last - FIRST + 1)


def test_every_row_has_its_hidden_key(written):
    book, _, _ = written
    assert book.looks["问题清单"].column_dimensions["U"].hidden
    keys = [FindingKey.parse(key) for key in book.column("问题清单", KEY)]
    assert [key.code for key in keys] == book.column("问题清单", "编号")
    assert len(set(keys)) == len(keys)


def test_texts_stay_texts(written):
    book, _, _ = written
    assert not [cell.formula for cell in book.cells["问题清单"].values() if cell.formula]
    assert {"=1+1"} <= set(book.column("问题清单", "填的是什么"))
    assert "=HYPERLINK(1)" in book.column("问题清单", "实施单位")
    at = book.column("问题清单", "填的是什么").index("=1+1") + FIRST
    assert book.looks["问题清单"].cell(at, 10).quotePrefix
    assert "（没有填）" in book.column("问题清单", "填的是什么")


def test_counts_by_rule_and_by_department(written):
    book, tally, files = written
    by_rule = dict(zip(book.column("按规则统计", "编号"), book.column("按规则统计", "问题数"), strict=True))
    told = Counter()
    for (code, _), count in tally.codes.items():
        told[code] += count
    assert by_rule == told
    assert sum(book.column("按部门统计", "问题数")) == sum(by_rule.values()) - 1  # B101 belongs to no department
    assert sum(book.column("按部门统计", "文件数")) == len(files)
    assert sum(book.column("按部门统计", "退回")) == tally.verdicts[Verdict.RETURN]
    assert book.column("按部门统计", "主管部门")[-1] == "（未填或无法读取）"


def test_a_verdict_for_every_file(written):
    book, _, files = written
    words = {Verdict.RETURN: "退回", Verdict.CONFIRM: "核实", Verdict.PASS: "通过", Verdict.UNREADABLE: "无法读取"}
    assert book.column("文件结论", "结论") == [words[one.verdict] for one in files]
    errors = [sum(found.severity is Severity.ERROR for found in one.all_findings) for one in files]
    assert book.column("文件结论", "错误") == errors


def test_changed_rules_and_left_out_files_are_told(written):
    book, _, _ = written
    told = [str(cell.value) for cell in book.cells["说明"].values()]
    assert any("--ignore N101" in text for text in told)
    assert any("说明.txt" in text for text in told)


def test_the_list_goes_on_on_another_sheet(tmp_path):
    write(tmp_path / "a.xlsx", [hostile(f"{n}.xlsx") for n in range(5)], sheet_rows=9)
    sheets = [sheet.name for sheet in reader.read(tmp_path / "a.xlsx").sheets]
    assert sheets[:4] == ["问题清单", "问题清单（2）", "问题清单（3）", "问题清单（4）"]
    parts = [sheet for sheet in openpyxl.load_workbook(tmp_path / "a.xlsx") if sheet.title.startswith("问题清单")]
    firsts = [row[0].value for sheet in parts for row in sheet.iter_rows(min_row=FIRST)]
    numbers = [one for one in firsts if isinstance(one, int)]
    assert numbers == list(range(1, 16))


def test_nothing_found_and_nothing_checked(tmp_path):
    write(tmp_path / "a.xlsx", [])
    assert next(sheet.name for sheet in reader.read(tmp_path / "a.xlsx").sheets) == "问题清单"


def test_the_same_findings_give_the_same_bytes(tmp_path):
    for name in ("a.xlsx", "b.xlsx"):
        write(tmp_path / name, [hostile(), unreadable()])
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_a_stopped_run_leaves_nothing_behind(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    report = BookReport(tmp_path / "a.xlsx", [], pipeline.rules(), "abc")
    report.begin()
    report.add(hostile())
    assert any(tmp_path.iterdir())
    del report
    assert not any(tmp_path.iterdir())


def test_a_spreadsheet_program_keeps_it(written, tmp_path):
    book, _, _ = written
    again = Written(convert(book.path, "xlsx", tmp_path))
    for heading in ("编号", "相差", KEY):
        assert again.column("问题清单", heading) == book.column("问题清单", heading)


def test_it_is_a_sound_package(written):
    book, _, _ = written
    assert zipfile.ZipFile(book.path).testzip() is None
