"""Other kinds of forms in the outputs of a summary: sheets, JSON, text."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from tests.merge.kinds import merge
from tests.merge.test_departments import FILES
from tests.merge.test_kinds import FOLDER
from tests.output.summary.test_recalculation import without_results
from tests.output.summary.written import SHEETS
from tests.tools import convert
from xladdin import reader
from xladdin.merge.totals import group_totals
from xladdin.model import CategoryScore, CheckedFile, KindGroup, KindSection, Sheet, Summary
from xladdin.output.dashboard.page import dashboard_page
from xladdin.output.summary.book import write_summary
from xladdin.output.summary.data import summary_json
from xladdin.output.summary.kind_lines import row_lines
from xladdin.output.summary.text import describe_summary
from xladdin.output.summary.words import HOW_WORDS

OF_KINDS = ["部门整体支出", "项目支出绩效评价", "项目评价报告卡", "专项资金"]
TOGETHER = ["各表种汇总", "各表种指标", "各表种来源"]
#: 2 ÷ 3, then 0.005 ÷ 0.8 = 0.625 % (half up, where half to even gives 0.62), then no points.
SHARES = (
    CategoryScore("决策", Decimal(3), Decimal(2)),
    CategoryScore("管理", Decimal("0.8"), Decimal("0.005")),
    CategoryScore("绩效", None, Decimal(1)),
)


@pytest.fixture(scope="module")
def summary() -> Summary:
    return merge(*FOLDER, *FILES)


@pytest.fixture(scope="module")
def book(summary: Summary, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("kinds") / "汇总.xlsx"
    write_summary(summary, path)
    return path


def sheets(path: Path) -> dict[str, Sheet]:
    return {sheet.name: sheet for sheet in reader.read(path).sheets}


def lines(sheet: Sheet) -> list[dict[str, object]]:
    """The lines of a table by their headings."""
    head = {column: cell.text for (row, column), cell in sheet.cells.items() if row == 3}
    rows = sorted({row for row, _ in sheet.cells if row > 3})
    return [
        {name: sheet.cells[row, column].value for column, name in head.items() if (row, column) in sheet.cells}
        for row in rows
    ]


def test_each_kind_has_a_sheet_and_three_stand_over_all(book: Path) -> None:
    names = list(sheets(book))
    assert [name for name in names if name in {*OF_KINDS, *TOGETHER}] == [*OF_KINDS, *TOGETHER]
    assert set(names) - {*OF_KINDS, *TOGETHER} <= set(SHEETS)


def test_without_other_kinds_nothing_is_added(tmp_path: Path) -> None:
    only = merge(FOLDER[-1])
    write_summary(only, tmp_path / "汇总.xlsx")
    assert not {*OF_KINDS, *TOGETHER} & set(sheets(tmp_path / "汇总.xlsx"))


def test_forms_of_a_kind_with_the_columns_they_have(book: Path) -> None:
    evaluation, *_ = lines(sheets(book)["项目支出绩效评价"])
    assert (evaluation["项目决策（20分）"], evaluation["项目管理（10分）"], evaluation["项目绩效（70分）"]) == (
        19,
        9,
        67,
    )
    assert "全年预算数" not in evaluation
    cards = lines(sheets(book)["项目评价报告卡"])
    assert [card["项目金额"] for card in cards] == [255, 145, 400]  # the last line is their sum


def test_sums_rates_and_their_cells(book: Path) -> None:
    told = {(one["表种"], one["项目"]): one for one in lines(sheets(book)["各表种汇总"]) if "项目" in one}
    total = told["部门整体支出", "支出合计"]
    assert (total["年初预算数"], total["预算（计划、编制）数"], total["执行（实际）数"]) == (3380, 3520, 3250)
    assert total["执行率"] == Decimal("0.9233")
    assert told["项目评价报告卡", "项目金额"]["执行（实际）数"] == 400
    sources = [one for one in lines(sheets(book)["各表种来源"]) if one["项目（指标）"] == "支出合计"]
    assert {(one["文件"], one["工作表"], one["单元格"]) for one in sources} >= {("水务.xlsx", "整体", "C5")}


def test_every_merged_row_of_a_kind_is_listed_with_all_its_sources(book: Path, summary: Summary) -> None:
    groups = [group for section in summary.sections for group in section.groups]
    rows = [row for row in lines(sheets(book)["各表种指标"]) if row.get("三级指标") != "（小计）"]
    assert len(rows) == sum(len(group.indicators) for group in groups)
    sources = sum(len(row.contributors) for group in groups for row in group.indicators)
    sources += sum(len(row.sources) for group in groups for row in group.amounts)
    assert len(lines(sheets(book)["各表种来源"])) == sources


def test_the_controls_of_the_cover_agree_when_worked_out_anew(book: Path, tmp_path: Path) -> None:
    without_results(book, tmp_path / "bare.xlsx")
    (tmp_path / "out").mkdir()
    again = reader.read(convert(tmp_path / "bare.xlsx", "xlsx", tmp_path / "out"))
    cover = next(sheet for sheet in again.sheets if sheet.name == "封面")
    verdicts = [cell.value for cell in cover.cells.values() if cell.value in {"一致", "不一致"}]
    assert len(verdicts) > 5
    assert set(verdicts) == {"一致"}


def test_json_and_text_tell_the_sections(summary: Summary) -> None:
    data = summary_json(summary)
    assert [one["kind"] for one in data["sections"]] == ["department", "evaluation", "project-card", "special-fund"]
    total = data["sections"][0]["groups"][0]["amounts"][0]
    assert (total["values"]["budget"], total["rates"]["rate"], total["from"][0]["cell"]) == ("3520", "92.33", "C5")
    assert data["sections"][2]["groups"][0]["amount"] == "400"
    text = "\n".join(line.text for line in describe_summary(summary))
    for name in OF_KINDS:
        assert name in text


def test_a_summary_of_departments_alone(tmp_path: Path) -> None:
    write_summary(merge(*FILES), tmp_path / "汇总.xlsx")
    book = sheets(tmp_path / "汇总.xlsx")
    assert {"汇总表", "部门整体支出", *TOGETHER} <= set(book)
    assert [one["全年预算数"] for one in lines(book["汇总表"])][:3] == [2000, 500, 1020]


@pytest.mark.parametrize("files", [FILES, FOLDER])
def test_the_page_and_the_tables_know_every_way_of_merging(files: list[CheckedFile], tmp_path: Path) -> None:
    every = merge(*files)
    page = dashboard_page(every, (), tmp_path).decode()
    assert "整体" in page if files is FILES else "二级项目" in page
    ways = {one.how for one in every.merged_indicators}
    assert ways <= HOW_WORDS.keys()
    assert ("common" in ways) is (files is FILES)


def test_merged_figures_of_kinds_are_numbers_and_shares_are_rounded_half_up(book: Path) -> None:
    told = [one for one in lines(sheets(book)["各表种指标"]) if one.get("汇总方式") in {"按合计数算", "平均得分"}]
    assert len(told) > 10
    assert all(isinstance(one["实际完成值"], Decimal) for one in told)
    section = KindSection("evaluation", "评价", (), (KindGroup("全部", group_totals("全部", ()), categories=SHARES),))
    assert [line.actual for line in row_lines([section])] == [Decimal("66.67"), Decimal("0.63"), ""]
