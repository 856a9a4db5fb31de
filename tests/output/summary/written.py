"""A summary workbook read back, and a summary with everything a workbook has to show."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from tests.merge.builders import file, file_of, finding
from xladdin import reader, scoring
from xladdin.merge import summarise
from xladdin.model import Cell, ExpectedForm, Severity, Summary

HEADINGS, FIRST = 3, 4
FOLDER = "资料 一"
ROWS = [
    "产出指标/数量指标/培训人数 | ≥{n}人 | {n}人 | 10 | 10",
    "产出指标/质量指标/合格率 | ≥95% | 9{n}% | 10 | 10",
    "产出指标/时效指标/=1+1 | ≤60天 | 50天 | 10 | 10 | @备注",
]
TABLES = ("汇总表", "按二级项目", "按部门", "按地区", "指标明细", "问题清单", "未汇总", "未报送")
SHEETS = ["封面", "图表", *TABLES[:4], "等级分布", *TABLES[4:], "说明"]


def summary_of(files: int = 3, root: Path | None = None) -> Summary:
    """``files`` forms of two projects, one that cannot be read and one that goes back."""
    good = [
        file(
            f"{FOLDER}/表#{n}.xlsx",
            "信访经费" if n < 2 else "+外部项目",
            unit=f"第{n}局",
            budget=f"{n + 1}00.25",
            executed=f"{n + 1}00",
            rows=[row.format(n=n) for row in ROWS],
            findings=(finding("I107", Severity.WARNING, found="=A1", message="=HYPERLINK(1)"),) if n else (),
        )
        for n in range(files)
    ]
    bad = file_of("坏.xlsx", findings=(finding("W102", cell=None, sheet=""),))
    back = file("退.xlsx", "丁", budget="7.77", findings=(finding(),))
    paths = [*good, bad, back]
    if root is not None:
        paths = [file_of(str(root / one.path), *one.forms, findings=one.findings) for one in paths]
    return summarise(paths, score=scoring.score_indicator, root=root)


def varied(forms: int = 12) -> Summary:
    """Forms of several departments with every grade, low rates, no budget, no score; and a list of who is expected."""
    made = [
        file(
            f"{n:02}.xlsx",
            f"项目{n}",
            unit=f"第{n}局",
            department=("县水利局", "县教育局", "市民政局", "")[n % 4],
            initial=None if n == 3 else f"{n}0.1",
            budget="0" if n == 5 else f"{n + 1}0.33",
            executed=f"{n}0.07",
            amount_unit="元" if n == 7 else "万元",
            stated=None if n == 8 else str(Decimal(100) - 5 * n),
            rows=["产出指标/数量指标/件数 | ≥10件 | 看不懂 | 50 | 50"] if n == 8 else [ROWS[0].format(n=n)],
            findings=(finding(),) if n == 9 else (),
        )
        for n in range(forms)
    ]
    summary = summarise(made, score=scoring.score_indicator)
    lines = tuple(
        replace(line, due=None, region="甲县" if n % 2 else "", grade=(*"优良中差", None)[n % 5])
        for n, line in enumerate(summary.lines)
    )
    absent = (ExpectedForm("县水利局", "水库站", "=没有报"), ExpectedForm("", "县图书馆", ""))
    return replace(_again(summary, lines), expected=forms + 2, absent=absent)


def _again(summary: Summary, lines: tuple) -> Summary:
    """The summary with its counts taken anew from changed lines."""
    from xladdin.merge.overview import overview
    from xladdin.merge.totals import group_totals

    def groups(field: str) -> tuple:
        labels = sorted({getattr(line, field) for line in lines}, key=lambda label: (not label, label))
        return tuple(group_totals(label, [one for one in lines if getattr(one, field) == label]) for label in labels)

    grades, breakdowns = group_totals("", lines).grades, {**summary.breakdowns, "region": groups("region")}
    breakdowns["department"] = groups("department")
    seen = overview(lines, grades, breakdowns["department"])
    return replace(summary, lines=lines, grades=grades, breakdowns=breakdowns, overview=seen)


class Book:
    """A written workbook: values and formulas by sheet and heading."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.read = reader.read(path)
        self.sheets = {sheet.name: sheet for sheet in self.read.sheets}

    def headings(self, sheet: str) -> list[str]:
        cells = self.sheets[sheet].cells
        row = sorted((column, cell.text) for (row, column), cell in cells.items() if row == HEADINGS)
        return [text for _, text in row]

    def cell(self, sheet: str, row: int, heading: str) -> Cell | None:
        return self.sheets[sheet].cells.get((row, self.headings(sheet).index(heading) + 1))

    def column(self, sheet: str, heading: str) -> list[object]:
        """The values of the lines below a heading, down to the last line with a number in 序号."""
        count = sum(isinstance(self.sheets[sheet].cells[at].value, Decimal) for at in self.numbers(sheet))
        cells = [self.cell(sheet, row, heading) for row in range(FIRST, FIRST + count)]
        return [cell.value if cell else None for cell in cells]

    def numbers(self, sheet: str) -> list[tuple[int, int]]:
        return [(row, column) for row, column in self.sheets[sheet].cells if column == 1 and row >= FIRST]

    def rows(self, sheet: str) -> list[list[str]]:
        """Every row with its texts, without empty cells."""
        cells = self.sheets[sheet].cells
        return [
            [cells[at].text for at in sorted(cells) if at[0] == row and cells[at].text]
            for row in sorted({row for row, _ in cells})
        ]

    def beside(self, sheet: str, label: str) -> list[str]:
        """What stands to the right of a label."""
        return next(texts[1:] for texts in self.rows(sheet) if texts and texts[0] == label)
