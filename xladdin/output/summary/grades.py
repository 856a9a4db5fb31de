"""等级分布: how many forms of each grade and in each band of scores, and what the scores are on the whole."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from typing import TYPE_CHECKING

from xladdin.output.sheets.page import Entry, Live, Page
from xladdin.output.sheets.totals import UNDEFINED
from xladdin.output.summary.charts import grade_chart, score_chart
from xladdin.output.summary.forms import DUE, SCORE, STATED
from xladdin.output.summary.grade_cells import UNGRADED, Cells, counted_grades
from xladdin.output.summary.plan import GRADES
from xladdin.output.summary.words import BUDGET, EXECUTED, ratio, years

if TYPE_CHECKING:
    from xlsxwriter import Workbook

    from xladdin.model import ScoreBand, Summary
    from xladdin.output.sheets.styles import Styles
    from xladdin.output.summary.plan import Plan

_ZERO = Decimal(0)
_COLUMNS = (18, 10, 10, 18, 18, 10, 4, 12, 12, 12, 12, 12)
_CHART_COLUMN, _CHART = 7, {"width": 560, "height": 310}


def band_label(band: ScoreBand) -> str:
    """「60—65」: 60 and more, below 65."""
    if not band.low:
        return f"{band.high}以下"
    return f"{band.low}—{band.high}"


def write_grades(book: Workbook, styles: Styles, summary: Summary, plan: Plan) -> None:
    """The sheet."""
    page = Page(book, styles, GRADES, _COLUMNS)
    page.title(f"{years(summary)}绩效自评等级分布", "金额单位：万元。")
    page.section("等级")
    _write_grades(page, summary, plan)
    page.section("得分段（含下限，不含上限；最高一段含100分）")
    _write_bands(page, summary, plan)
    page.section("得分")
    _write_scores(page, summary, plan)
    page.sentence(f"{SCORE}：按评分方案算出的应得总分；有指标无法判断、算不出应得总分的，用自评总分。")
    if summary.lines:
        for row, chart in ((3, grade_chart(book, Cells(summary))), (17, score_chart(book, Cells(summary)))):
            chart.set_size(_CHART)
            page.sheet.insert_chart(row, _CHART_COLUMN, chart)


def _write_grades(page: Page, summary: Summary, plan: Plan) -> None:
    page.headings("等级", "表数", "占比", f"{BUDGET}", f"{EXECUTED}", "执行率")
    counts, funds = counted_grades(summary), _funds(summary)
    first, last = page.row + 1, page.row + len(counts)
    for grade, count in counts.items():
        budget, executed = funds[grade]
        row = page.row + 1
        page.entries(
            Entry(grade, "label"),
            Entry(_counted(summary, plan, grade, count), "count"),
            _share(row, first, last, count, sum(counts.values())),
            Entry(_of_grade(summary, plan, BUDGET, grade, budget), "amount"),
            Entry(_of_grade(summary, plan, EXECUTED, grade, executed), "amount"),
            _rate(row, budget, executed),
        )
    total, row = summary.totals, page.row + 1
    page.entries(
        Entry("合计", "centre"),
        Entry(Live(f"SUM(B{first}:B{last})", sum(counts.values())), "count"),
        _share(row, first, last, sum(counts.values()), sum(counts.values())),
        Entry(Live(f"SUM(D{first}:D{last})", total.budget), "amount"),
        Entry(Live(f"SUM(E{first}:E{last})", total.executed), "amount"),
        _rate(row, total.budget, total.executed),
        strong=True,
    )


def _counted(summary: Summary, plan: Plan, grade: str, count: int) -> Live | int:
    """A live count of a grade in 汇总表."""
    cells = plan.ranges(plan.forms, "等级").split(",")
    if not summary.lines:
        return count
    if grade == UNGRADED:
        return Live("+".join(f"COUNTBLANK({one})" for one in cells), count)
    return Live("+".join(f'COUNTIF({one},"{grade}")' for one in cells), count)


def _of_grade(summary: Summary, plan: Plan, fund: str, grade: str, amount: Decimal) -> Live | Decimal:
    """A live sum of the funds of the forms of a grade."""
    if not summary.lines:
        return amount
    pairs = zip(plan.ranges(plan.forms, "等级").split(","), plan.ranges(plan.forms, fund).split(","), strict=True)
    wanted = '""' if grade == UNGRADED else f'"{grade}"'
    return Live("+".join(f"SUMPRODUCT(--({cells}={wanted}),{funds})" for cells, funds in pairs), amount)


def _funds(summary: Summary) -> defaultdict[str, tuple[Decimal, Decimal]]:
    """Grade → Σ budget, Σ executed."""
    funds: defaultdict[str, tuple[Decimal, Decimal]] = defaultdict(lambda: (_ZERO, _ZERO))
    for line in summary.lines:
        budget, executed = funds[line.grade or UNGRADED]
        funds[line.grade or UNGRADED] = (budget + (line.budget or _ZERO), executed + (line.executed or _ZERO))
    return funds


def _write_bands(page: Page, summary: Summary, plan: Plan) -> None:
    page.headings("得分", "表数", "占比")
    bands, unscored = summary.overview.bands, summary.overview.unscored
    first, last = page.row + 1, page.row + len(bands) + 1
    whole = sum(band.forms for band in bands) + unscored
    for number, band in enumerate(bands):
        live = _in_band(summary, plan, band, top=number == len(bands) - 1)
        page.entries(
            Entry(band_label(band), "label"), Entry(live, "count"), _share(page.row + 1, first, last, band.forms, whole)
        )
    page.entries(
        Entry("没有得分", "label"), Entry(unscored, "count"), _share(page.row + 1, first, last, unscored, whole)
    )
    page.entries(
        Entry("合计", "centre"),
        Entry(Live(f"SUM(B{first}:B{last})", whole), "count"),
        _share(page.row + 1, first, last, whole, whole),
        strong=True,
    )


def _in_band(summary: Summary, plan: Plan, band: ScoreBand, *, top: bool) -> Live | int:
    """A live count of the scores of a band; what lies outside all bands counts in the first or last one."""
    if not summary.lines:
        return band.forms
    conditions = [f'">={band.low}"'] * bool(band.low) + [f'"<{band.high}"'] * (not top)
    cells = plan.ranges(plan.forms, SCORE).split(",")
    counts = (f"COUNTIFS({','.join(f'{one},{condition}' for condition in conditions)})" for one in cells)
    return Live("+".join(counts), band.forms)


def _write_scores(page: Page, summary: Summary, plan: Plan) -> None:
    page.headings("得分", "表数", "最低", "平均（各表相等）", f"平均（按{BUDGET}加权）", "最高")
    of_kind = {STATED: _Scores(), DUE: _Scores(), SCORE: _Scores()}
    for line in summary.lines:
        for heading, score in ((STATED, line.stated), (DUE, line.due), (SCORE, line.score)):
            of_kind[heading].add(score, line.budget or _ZERO)
    for heading, scores in of_kind.items():
        cells = plan.ranges(plan.forms, heading)
        if not scores.count:
            page.entries(Entry(heading, "label"), Entry(0, "count"), *[Entry(None, "score")] * 4)
            continue
        mean = ratio(scores.total, Decimal(scores.count))
        page.entries(
            Entry(heading, "label"),
            Entry(Live(f"COUNT({cells})", scores.count), "count"),
            Entry(Live(f"MIN({cells})", scores.lowest), "score"),
            Entry(Live(f"AVERAGE({cells})", mean or _ZERO), "score"),
            Entry(_weighted(cells, plan.ranges(plan.forms, BUDGET), ratio(scores.weighted, scores.weights)), "score"),
            Entry(Live(f"MAX({cells})", scores.highest), "score"),
        )


class _Scores:
    """How many scores there are, their ends and their sums, plain and weighted."""

    def __init__(self) -> None:
        self.count = 0
        self.total = self.weighted = self.weights = self.lowest = self.highest = _ZERO

    def add(self, score: Decimal | None, weight: Decimal) -> None:
        """Take in the score of a form; None is none."""
        if score is None:
            return
        self.lowest = min(self.lowest, score) if self.count else score
        self.highest = max(self.highest, score) if self.count else score
        self.count += 1
        self.total += score
        self.weighted += score * weight
        self.weights += weight


def _weighted(scores: str, weights: str, value: Decimal | None) -> Live:
    pairs = list(zip(scores.split(","), weights.split(","), strict=True))
    products = "+".join(f"SUMPRODUCT({score},{weight})" for score, weight in pairs)
    whole = "+".join(f"SUMPRODUCT(--ISNUMBER({score}),{weight})" for score, weight in pairs)
    return Live(f'IF(({whole})=0,"—",({products})/({whole}))', UNDEFINED if value is None else value)


def _share(row: int, first: int, last: int, part: int, whole: int) -> Entry:
    """A share of the column B of the rows ``first`` to ``last``."""
    value = ratio(Decimal(part), Decimal(whole))
    return Entry(
        Live(
            f'IF(SUM(B${first}:B${last})=0,"—",B{row}/SUM(B${first}:B${last}))', UNDEFINED if value is None else value
        ),
        "rate",
    )


def _rate(row: int, budget: Decimal, executed: Decimal) -> Entry:
    value = ratio(executed, budget)
    return Entry(Live(f'IF(D{row}=0,"—",E{row}/D{row})', UNDEFINED if value is None else value), "rate")
