"""The summary workbook read back: by our own reader for values and formulas, by openpyxl for the looks and links."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path
from urllib.parse import unquote

import openpyxl
import pytest

from tests.merge.builders import file, finding
from tests.output.summary.written import FIRST, HEADINGS, ROWS, SHEETS, TABLES, Book, summary_of
from xladdin import scoring
from xladdin.merge import summarise
from xladdin.model import SUMMARY_SHEETS, Severity, Summary
from xladdin.output.summary.book import write_summary

FUNCTIONS = {"AND", "AVERAGE", "COUNT", "COUNTA", "COUNTBLANK", "COUNTIF", "COUNTIFS", "IF", "IFERROR", "ISNUMBER"}
FUNCTIONS |= {"MAX", "MIN", "N", "OR", "ROUND", "SUBTOTAL", "SUM", "SUMPRODUCT"}


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> tuple[Book, Summary]:
    folder = tmp_path_factory.mktemp("out")
    summary = summary_of(root=folder / "in")
    write_summary(summary, folder / "汇总.xlsx")
    return Book(folder / "汇总.xlsx"), summary


def test_sheets_and_stored_values(written: tuple[Book, Summary]) -> None:
    book, _ = written
    assert list(book.sheets) == [name for name in SHEETS if name != "按地区"]  # no form tells its region
    assert set(book.sheets) > SUMMARY_SHEETS
    assert not book.read.missing_values
    assert not book.read.faults


def test_one_line_a_form(written: tuple[Book, Summary]) -> None:
    book, summary = written
    assert book.column("汇总表", "实施单位") == [line.unit for line in summary.lines]
    assert book.column("汇总表", "全年预算数") == [line.budget for line in summary.lines]
    assert book.column("汇总表", "应得分") == [line.due for line in summary.lines]
    assert book.column("汇总表", "核实") == [line.warnings for line in summary.lines]
    assert book.column("汇总表", "文件") == [line.file for line in summary.lines]  # they share no folder
    rate = book.cell("汇总表", FIRST, "执行率")
    assert rate is not None
    assert rate.text == "99.75%"


def test_totals_are_live_and_stored(written: tuple[Book, Summary]) -> None:
    book, summary = written
    row = FIRST + len(summary.lines)
    budget, rate = book.cell("汇总表", row, "全年预算数"), book.cell("汇总表", row, "执行率")
    assert budget is not None
    assert rate is not None
    assert budget.formula is not None
    assert budget.formula.lstrip("=").startswith("SUBTOTAL(109,")
    assert budget.formula.endswith(f"G{FIRST}:G{row - 1})")
    assert budget.value == summary.totals.budget
    assert rate.formula is not None
    assert rate.text == f"{summary.totals.rate}%"


def test_subprojects_and_their_merged_rows(written: tuple[Book, Summary]) -> None:
    book, summary = written
    forms = [count for count in book.column("按二级项目", "表数") if count is not None]
    assert forms == [one.forms for one in summary.subprojects]
    shown = [how for how in book.column("按二级项目", "汇总方式") if how]
    assert shown == ["累加", "加权平均", "列示"] * 2
    actual = book.column("按二级项目", "实际完成值")
    assert actual[1:4] == [Decimal(1), Decimal("90.67"), "50天"]


def test_every_indicator_row_with_its_cell(written: tuple[Book, Summary]) -> None:
    book, summary = written
    assert book.column("指标明细", "单元格") == [line.cell for line in summary.indicators]
    assert book.column("指标明细", "年度指标值") == [line.target for line in summary.indicators]


def test_findings_and_refusals(written: tuple[Book, Summary]) -> None:
    book, summary = written
    assert book.column("问题清单", "编号") == [line.finding.code for line in summary.finding_lines]
    assert sorted(line.finding.code for line in summary.finding_lines) == ["I107", "I107", "S101", "W102"]
    assert book.column("问题清单", "级别").count("错误") == 2
    assert book.column("未汇总", "文件") == [one.file for one in summary.refused]
    assert book.column("未汇总", "编号") == ["W102", "有错误"]
    assert book.column("未汇总", "全年预算数") == [None, Decimal("7.77")]


def test_text_that_looks_like_a_formula_stays_text(written: tuple[Book, Summary]) -> None:
    book, _ = written
    for sheet, heading, text in (
        ("指标明细", "三级指标", "=1+1"),
        ("指标明细", "偏差原因分析及改进措施", "@备注"),
        ("汇总表", "项目名称", "+外部项目"),
        ("问题清单", "填的是什么", "=A1"),
        ("问题清单", "相差", Decimal("-6.67")),
    ):
        assert text in book.column(sheet, heading)
    formulas = {cell.formula for sheet in book.read.sheets for cell in sheet.cells.values() if cell.formula}
    functions = {name for formula in formulas for name in re.findall(r"([A-Z]+)\(", formula)}
    assert functions <= FUNCTIONS
    assert not any("1+1" in formula or "HYPERLINK" in formula for formula in formulas)


def test_links_lead_to_the_cells(written: tuple[Book, Summary]) -> None:
    book, summary = written
    sheet = openpyxl.load_workbook(book.path)["指标明细"]
    column = book.headings("指标明细").index("文件") + 1
    for row, line in enumerate(summary.indicators, FIRST):
        link = sheet.cell(row, column).hyperlink
        path = unquote(link.target.replace("\\", "/"))
        assert not Path(path).is_absolute()
        assert (book.path.parent / path).resolve() == (Path(summary.root) / line.file).resolve()
        assert link.location == f"'自评表'!{line.cell}"


def test_a_merged_figure_leads_to_its_lines(written: tuple[Book, Summary]) -> None:
    book, summary = written
    assert sources(book.path) == [
        (merged.name, {merged.name}, len(merged.contributors)) for merged in summary.merged_indicators
    ]


def sources(path: Path) -> list[tuple[object, set[object], int]]:
    """Merged indicator, names in the block its 来源 leads to, number of rows of the block."""
    book, found = openpyxl.load_workbook(path), []
    for sheet in (sheet for sheet in book if sheet.title.startswith("按二级项目")):
        headings = [cell.value for cell in sheet[HEADINGS]]
        for row in sheet.iter_rows(min_row=FIRST):
            link = row[headings.index("来源")].hyperlink
            if link is None:
                continue
            name, block = link.location.rsplit("!", 1)
            target = book[name.strip("'")]
            place = [cell.value for cell in target[HEADINGS]].index("三级指标")
            rows = target[block]
            found.append((row[headings.index("三级指标")].value, {cells[place].value for cells in rows}, len(rows)))
    return found


def test_set_up_for_reading_and_printing(written: tuple[Book, Summary]) -> None:
    book, summary = written
    sheets = openpyxl.load_workbook(book.path)
    for name in set(TABLES) - {"按地区", "未报送"}:
        sheet = sheets[name]
        assert sheet.freeze_panes.lstrip("ABCDEF") == str(FIRST)
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert (int(sheet.page_setup.paperSize), sheet.page_setup.fitToHeight) == (9, 0)  # A4, as many pages as needed
        assert sheet.print_title_rows == f"${HEADINGS}:${HEADINGS}"
        assert sheet.auto_filter.ref.startswith(f"A{HEADINGS}:")
    last = FIRST + len(summary.lines) - 1
    assert sheets["汇总表"].auto_filter.ref.endswith(str(last))  # the totals stay outside
    assert sheets["按二级项目"].row_dimensions[FIRST + 1].outlineLevel == 1
    amount, rate = (sheets["汇总表"].cell(FIRST, place).number_format for place in (7, 9))
    assert amount.startswith("#,##0.00")
    assert rate == "0.00%"
    assert sheets["汇总表"].column_dimensions["D"].width > 2 * len("信访经费")


def test_the_folder_that_all_files_share_is_named_once(tmp_path: Path) -> None:
    files = [file(f"/县/2024/{name}.xlsx", name, rows=ROWS[:1]) for name in ("一/甲", "二/乙")]
    twice = (finding("B101", files=("/县/2024/一/甲.xlsx", "/县/2024/二/乙.xlsx")),)
    write_summary(summarise(files, score=scoring.score_indicator, batch_findings=twice), tmp_path / "汇总.xlsx")
    book = Book(tmp_path / "汇总.xlsx")
    assert book.column("汇总表", "文件") == ["一/甲.xlsx", "二/乙.xlsx"]
    assert book.column("问题清单", "文件") == ["一/甲.xlsx；二/乙.xlsx"]
    assert any("/县/2024/" in cell.text for cell in book.sheets["封面"].cells.values())


def test_equal_summaries_give_equal_bytes(tmp_path: Path) -> None:
    paths = [tmp_path / name for name in ("一.xlsx", "二.xlsx")]
    for path in paths:
        write_summary(summary_of(), path)
    assert paths[0].read_bytes() == paths[1].read_bytes()


def test_more_rows_than_a_sheet_takes(tmp_path: Path) -> None:
    summary = summary_of(5)
    path = tmp_path / "汇总.xlsx"
    write_summary(summary, path, sheet_rows=9)  # four lines a sheet
    book = Book(path)
    parts = [name for name in book.sheets if name.startswith("指标明细")]
    assert parts == ["指标明细", "指标明细（2）", "指标明细（3）", "指标明细（4）"]
    cells = [cell for name in parts for cell in book.column(name, "单元格")]
    assert cells == [line.cell for line in summary.indicators]
    assert [number for name in parts for number in book.column(name, "序号")] == list(range(1, 16))
    assert any("指标明细（2）" in cell.text for cell in book.sheets["指标明细"].cells.values())
    assert not any("指标明细（5）" in cell.text for cell in book.sheets["指标明细（4）"].cells.values())
    assert max(row for sheet in book.read.sheets if sheet.name.startswith(TABLES) for row, _ in sheet.cells) <= 9
    assert [(name, names) for name, names, _ in sources(path)] == [
        (merged.name, {merged.name}) for merged in summary.merged_indicators
    ]


def test_a_summary_of_nothing(tmp_path: Path) -> None:
    write_summary(summarise([], score=scoring.score_indicator), tmp_path / "空.xlsx")
    book = Book(tmp_path / "空.xlsx")
    assert list(book.sheets) == [name for name in SHEETS if name != "按地区"]
    assert all(len(sheet.cells) >= 2 for sheet in book.sheets.values())


NOTE = finding("W108", Severity.WARNING, message="“\udcff.xlsx”含有宏")


def test_texts_that_excel_cannot_hold(tmp_path: Path) -> None:
    rows = [f"产出指标/数量指标/{'长' * 40_000} | ≥1人 | 1人 | 10 | 10 | \x01控制符"]
    summary = summarise([file("\udcff.xlsx", unit="甲局", rows=rows, findings=(NOTE,))], score=scoring.score_indicator)
    write_summary(summary, tmp_path / "长.xlsx")
    book = Book(tmp_path / "长.xlsx")
    (name,) = book.column("指标明细", "三级指标")
    assert 32_000 <= len(str(name)) <= 32_767


def test_a_place_that_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="没有"):
        write_summary(summary_of(), tmp_path / "没有" / "汇总.xlsx")
