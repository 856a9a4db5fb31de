"""指标明细: every indicator row of the merged forms, in the order of the figures it was merged into."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xladdin.output.sheets.table import SHEET_ROWS, Column, Mark, Table

if TYPE_CHECKING:
    from xladdin.model import IndicatorLine
    from xladdin.output.sheets.links import Sources

#: Scored above the points, above what the rule gives, and short of the points.
_SCORE_MARKS = (Mark("wrong", ">", "[分值]"), Mark("wrong", ">", "[应得分]"), Mark("short", "<", "[分值]"))


def details_table(sources: Sources, merged: str, sheet_rows: int = SHEET_ROWS) -> Table[IndicatorLine]:
    """指标明细: every indicator row with its cell; ``merged`` is the name of the sheet of merged figures."""
    return Table(
        name="指标明细",
        title="指标明细",
        notice=(
            f"按“{merged}”的行序排列，同一汇总指标的来源连在一起。点击文件名打开原表并定位到该单元格。"
            "得分低于分值的标黄，高于分值或应得分的标红。"
        ),
        columns=(
            Column("项目名称", "project", (16, 28)),
            Column("一级指标", "category", (10, 12)),
            Column("二级指标", "subcategory", (10, 14)),
            Column("三级指标", "name", (18, 32)),
            Column("年度指标值", "target", (11, 20)),
            Column("实际完成值", "actual", (11, 20)),
            Column("分值", "points", (7, 7), "score"),
            Column("得分", "score", (7, 7), "score", marks=_SCORE_MARKS),
            Column("应得分", "due", (7, 7), "score"),
            Column("偏差原因分析及改进措施", "note", (14, 30)),
            Column("主管部门", "department", (12, 18)),
            Column("实施单位", "unit", (12, 22)),
            Column("文件", lambda line: sources.link(line.file, line.sheet, line.cell), (16, 50), "link"),
            Column("工作表", "sheet", (8, 14)),
            Column("单元格", "cell", (8, 8), "centre"),
        ),
        frozen=5,
        sheet_rows=sheet_rows,
    )
