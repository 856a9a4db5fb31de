"""The other kinds of forms (表种) in a summary workbook: a sheet with the forms of each, and three sheets over all.

各表种汇总: funds, 基础数据 and 项目金额 put together; 各表种指标: merged indicators; 各表种来源: every figure with its
file, sheet and cell.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

from xladdin.output.sheets.table import SHEET_ROWS, Column, Table, Value
from xladdin.output.summary.kind_lines import AmountLine, RowLine, SourceLine, amount_lines, row_lines, source_lines
from xladdin.output.summary.words import BUDGET, EXECUTED, GRADE_MARKS, INITIAL, RATE, RATE_FORMULA, ratio, years

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from xladdin.model import KindLine, KindSection, Summary
    from xladdin.output.sheets.links import Sources

#: Widths and formats of columns that several tables have.
_MONEY = (12, 18)
_WHO = (12, 22)
_APART = "与项目支出绩效自评各成一节，资金不相加。"


class Filled(NamedTuple):
    """A table with its lines."""

    table: Table[Any]
    lines: Sequence[Any]


def kind_sheets(summary: Summary, sources: Sources, sheet_rows: int = SHEET_ROWS) -> tuple[Filled, ...]:
    """The sheets about other kinds: first the forms of each section of the summary, in its order, then all together."""
    sections = summary.sections
    if not sections:
        return ()
    forms = tuple(Filled(_forms_table(one, summary, sources, sheet_rows), one.lines) for one in sections)
    others = (
        Filled(_amounts_table(sheet_rows), list(amount_lines(sections))),
        Filled(_rows_table(sheet_rows), list(row_lines(sections))),
        Filled(_sources_table(sources, sheet_rows), list(source_lines(sections))),
    )
    return (*forms, *(filled for filled in others if filled.lines))


def _forms_table(section: KindSection, summary: Summary, sources: Sources, sheet_rows: int) -> Table[KindLine]:
    """The forms of one kind, a line each; columns that none of them fills are left out."""
    lines = section.lines
    columns: tuple[Column[KindLine], ...] = (
        Column("主管部门", "form.department", _WHO),
        Column("实施单位", "form.unit", _WHO),
        Column("项目名称", "form.project", (16, 28)),
        Column("年度", "form.year", (6, 6), "count"),
        Column(INITIAL, "form.initial", _MONEY, "amount", "sum"),
        Column(BUDGET, "form.budget", _MONEY, "amount", "sum"),
        Column(EXECUTED, "form.executed", _MONEY, "amount", "sum"),
        Column(RATE, _rate, (9, 9), "rate", (EXECUTED, BUDGET), formula=RATE_FORMULA),
        Column("项目金额", "amount", _MONEY, "amount", "sum"),
        *_category_columns(section),
        Column("填报得分", "form.stated", (9, 9), "score", "mean"),
        Column("应得分", "form.due", (9, 9), "score", "mean"),
        Column("等级", "form.grade", (6, 6), "centre", marks=GRADE_MARKS),
        Column("文件", lambda line: sources.link(line.form.file, line.form.sheet), (16, 50), "link"),
        Column("工作表", "form.sheet", (8, 14)),
    )
    filled = {column.heading for column in columns if any(column.get(line) not in (None, "") for line in lines)}
    if not filled >= {BUDGET, EXECUTED}:
        filled.discard(RATE)
    return Table(
        name=section.name,
        title=f"{years(summary)}{section.name}",
        notice=f"{_APART if section.kind != summary.kind else ''}金额单位：万元。合计随筛选变化，得分一栏为平均数。",
        columns=tuple(column for column in columns if column.heading in filled),
        frozen=3,
        sheet_rows=sheet_rows,
    )


def _rate(line: KindLine) -> Decimal | None:
    return ratio(line.form.executed, line.form.budget)


def _category_columns(section: KindSection) -> tuple[Column[KindLine], ...]:
    """A column for each part that evaluations are scored by (决策, 管理, 绩效), with its full marks."""
    points: dict[str, set[Decimal | None]] = {}
    for line in section.lines:
        for one in line.categories:
            points.setdefault(one.name, set()).add(one.points)
    return tuple(
        Column(_with_points(name, full), _category_score(name), (10, 16), "score", "mean")
        for name, full in points.items()
    )


def _with_points(name: str, points: set[Decimal | None]) -> str:
    """「项目决策（20分）」 where all forms give the category the same points."""
    only = next(iter(points)) if len(points) == 1 else None
    return name if only is None else f"{name}（{only.normalize():f}分）"


def _category_score(name: str) -> Callable[[KindLine], Decimal | None]:
    return lambda line: next((one.score for one in line.categories if one.name == name), None)


def _amounts_table(sheet_rows: int) -> Table[AmountLine]:
    """各表种汇总."""
    return Table(
        name="各表种汇总",
        title="各表种资金和基础数据汇总",
        notice="金额（万元）和人数等相加；比率按资金加权平均。比率、比重、增减由合计数算出，增减只算两年都填了的表。",
        columns=(
            Column("表种", "kind", (12, 20)),
            Column("汇总范围", "group", (12, 24)),
            Column("项目", "label", (16, 26)),
            Column("单位", "unit", (6, 6), "centre"),
            Column("表数", "forms", (6, 6), "count"),
            *(
                Column(heading, _amount(*keys), _MONEY, "amount")
                for heading, keys in (
                    (INITIAL, ("initial",)),
                    ("预算（计划、编制）数", ("budget", "planned")),
                    ("到位数", ("arrived",)),
                    ("执行（实际）数", ("executed", "actual", "amount")),
                    ("上年数", ("last",)),
                )
            ),
            Column(RATE, "rate", (9, 9), "rate"),
            Column("到位率", "arrival", (9, 9), "rate"),
            Column("占支出合计比重", "share", (9, 9), "rate"),
            Column("比上年增减", "change", (9, 9), "rate"),
            Column("说明", "why", (14, 40)),
        ),
        frozen=4,
        sheet_rows=sheet_rows,
    )


def _amount(*keys: str) -> Callable[[AmountLine], Value]:
    return lambda line: next((line.values[key] for key in keys if line.values.get(key) is not None), None)


def _rows_table(sheet_rows: int) -> Table[RowLine]:
    """各表种指标."""
    return Table(
        name="各表种指标",
        title="各表种指标汇总",
        notice=(
            "共性指标按合计的基础数据重新计算，不平均各表的比率；本单位自定的指标与项目自评表一样汇总；"
            "按评分标准打分的取平均得分，“实际完成值”一栏为得分率。"
        ),
        columns=(
            Column("表种", "kind", (12, 20)),
            Column("汇总范围", "group", (12, 24)),
            Column("一级指标", "category", (10, 12)),
            Column("二级指标", "subcategory", (10, 14)),
            Column("三级指标", "name", (16, 28)),
            Column("汇总方式", "how", (10, 10), "centre"),
            Column("年度指标值", "target", (10, 16), "figure"),
            Column("实际完成值", "actual", (10, 16), "figure"),
            Column("单位", "unit", (6, 8), "centre"),
            Column("分值", "points", (7, 7), "score"),
            Column("得分", "score", (7, 7), "score"),
            Column("表数", "forms", (6, 6), "count"),
            Column("说明", "why", (14, 40)),
        ),
        frozen=3,
        sheet_rows=sheet_rows,
    )


def _sources_table(sources: Sources, sheet_rows: int) -> Table[SourceLine]:
    """各表种来源."""
    return Table(
        name="各表种来源",
        title="各表种汇总数的来源",
        notice="按“各表种汇总”“各表种指标”的行序排列。点击文件名打开原表并定位到该单元格。",
        columns=(
            Column("表种", "kind", (12, 20)),
            Column("汇总范围", "group", (12, 24)),
            Column("项目（指标）", "label", (16, 28)),
            Column("实施单位", "unit", _WHO),
            Column("填报的数", "printed", (20, 60)),
            Column("文件", lambda line: sources.link(line.file, line.sheet, line.cell), (16, 50), "link"),
            Column("工作表", "sheet", (8, 14)),
            Column("单元格", "cell", (8, 8), "centre"),
        ),
        frozen=4,
        sheet_rows=sheet_rows,
    )
