"""The tables of the page: columns, lines, and in which views each line is shown."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from xladdin.model import Severity
from xladdin.output.dashboard.departments import departments_of, other_sections
from xladdin.output.dashboard.figures import NONE, amount, grade_names, rate, score, totals
from xladdin.output.summary.words import HOW_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from decimal import Decimal

    from xladdin.model import FormLine, GroupTotals, MergedIndicator, Refusal
    from xladdin.output.dashboard.departments import Views
    from xladdin.output.sheets.links import Sources

#: Lines of a table that a page holds; a page of more would be too heavy to open.
MOST_LINES = 20_000
_FUNDS = (("年初预算数", "amount"), ("全年预算数", "amount"), ("全年执行数", "amount"), ("执行率%", "number"))
_FORM_COLUMNS = (
    *((title, "text") for title in ("主管部门", "实施单位", "项目名称")),
    *_FUNDS,
    ("自评得分", "number"),
    ("应得分", "number"),
    ("等级", "text"),
    *((title, "number") for title in ("错误", "核实", "提示")),
    ("文件", "link"),
    ("工作表", "text"),
)
Cells = tuple[str, ...]


class Pool:
    """Every text once: lines hold numbers of texts, because names and figures repeat thousands of times."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def __call__(self, text: str) -> int:
        """The number of a text."""
        return self._numbers.setdefault(text, len(self._numbers))

    @property
    def texts(self) -> list[str]:
        """The texts in the order of their numbers."""
        return list(self._numbers)


@dataclass(slots=True)
class Grid:
    """A table. ``columns`` are (title, kind), kinds: text, amount, number, link, department.

    A line is shown in the views with its numbers (0 is all departments). ``foot``: view → cells of the last line.
    """

    key: str
    title: str
    columns: Sequence[tuple[str, str]]
    empty: str
    note: str = ""
    lines: list[tuple[Cells, tuple[int, ...]]] = field(default_factory=list)
    foot: Mapping[int, Cells] = field(default_factory=dict)
    more: int = 0

    def add(self, cells: Iterable[str], *views: int) -> None:
        """A line; beyond those that a page can hold it is only counted."""
        if len(self.lines) < MOST_LINES:
            self.lines.append((tuple(cells), views))
        else:
            self.more += 1

    def data(self, pool: Pool) -> dict[str, Any]:
        """For the page's script."""
        return {
            "columns": list(self.columns),
            "rows": [[*map(pool, cells)] for cells, _ in self.lines],
            "views": [views[1] if len(views) == 2 and views[0] == 0 else list(views) for _, views in self.lines],
            "foot": {view: [*map(pool, cells)] for view, cells in self.foot.items()},
            "empty": self.empty,
        }


def grids(views: Views, sources: Sources, titles: Mapping[str, str]) -> list[Grid]:
    """All tables in the order of the page; ``titles`` are those of the rules."""
    return [
        _departments(views),
        _subprojects(views),
        _indicators(views),
        _rules(views, titles),
        _refused(views, sources),
        *([_absent(views)] if views.summary.expected is not None else []),
        *([_others(views, sources)] if views.all.others else []),
        _forms(views, sources),
    ]


def _group_columns(views: Views, name: str, kind: str) -> list[tuple[str, str]]:
    grades = [*grade_names(views.summary), "未定"]
    scores = ("平均得分", "最低", "最高", *grades)
    return [(name, kind), ("表数", "number"), *_FUNDS, *((title, "number") for title in scores)]


def _group_cells(views: Views, group: GroupTotals) -> Cells:
    funds = group.funds
    lowest, mean, highest = map(score, group.scores or (None, None, None))
    counts = [group.grades.get(grade, 0) for grade in grade_names(views.summary)]
    counts.append(group.forms - sum(counts))
    amounts = (amount(funds.initial), amount(funds.budget), amount(funds.executed), rate(funds.rate))
    return (group.label or NONE, str(group.forms), *amounts, mean, lowest, highest, *map(str, counts))


def _feet(views: Views) -> dict[int, Cells]:
    """The last line of a table of groups in every view."""
    return {number: _group_cells(views, totals("合计", view.lines)) for number, view in enumerate(views.views)}


def _departments(views: Views) -> Grid:
    columns = _group_columns(views, "主管部门", "department")
    grid = Grid(
        "departments", "按部门", columns, "没有汇总任何自评表。", "点部门名称，全页只看这个部门。", foot=_feet(views)
    )
    for group in views.departments():
        grid.add(_group_cells(views, group), 0, views.number(group.label))
    return grid


def _subprojects(views: Views) -> Grid:
    columns = _group_columns(views, "二级项目", "text")
    grid = Grid("subprojects", "按二级项目", columns, "没有汇总任何自评表。", foot=_feet(views))
    shown: dict[Cells, list[int]] = {}
    for number in range(len(views.views)):
        for group in views.subprojects(number):
            shown.setdefault(_group_cells(views, group), []).append(number)
    for cells, numbers in shown.items():
        grid.add(cells, *numbers)
    return grid


def _indicators(views: Views) -> Grid:
    columns = (
        *(
            (title, "text")
            for title in ("二级项目", "一级指标", "二级指标", "三级指标", "汇总方式", "指标值", "完成值", "单位")
        ),
        *((title, "number") for title in ("分值", "得分", "来源")),
        ("主管部门", "text"),
        ("说明", "text"),
    )
    note = "选定部门时，列出有这个部门来源的指标；合并数仍是全部来源的，来自几个部门的写明部门。"
    grid = Grid("indicators", "指标", columns, "没有合并的指标。", note)
    own = {(line.file, line.sheet, line.unit): line.department for line in views.summary.lines}
    for merged in views.summary.merged_indicators:
        names = [own.get((one.file, one.sheet, one.unit), "") for one in merged.contributors]
        numbers = sorted({views.number(name) for name in names})
        grid.add(_indicator_cells(merged, departments_of([views.name(name) for name in names])), 0, *numbers)
    return grid


def _indicator_cells(merged: MergedIndicator, departments: str) -> Cells:
    return (
        merged.subproject,
        merged.category,
        merged.subcategory,
        merged.name,
        HOW_WORDS[merged.how],
        merged.target,
        merged.actual,
        merged.unit,
        score(merged.points),
        score(merged.score),
        str(len(merged.contributors)),
        departments,
        merged.why,
    )


def _rules(views: Views, titles: Mapping[str, str]) -> Grid:
    columns = (("编号", "text"), ("规则", "text"), ("错误", "number"), ("核实", "number"), ("提示", "number"))
    note = "已汇总和未汇总的文件都在内。"
    grid = Grid("rules", "问题（按规则）", columns, "没有发现问题。", note)
    for number, view in enumerate(views.views):
        codes = sorted({code for code, _ in view.problems})
        counts = {code: [view.problems[code, severity] for severity in Severity] for code in codes}
        for code in sorted(codes, key=lambda code: [-count for count in counts[code]]):
            grid.add((code, titles.get(code, ""), *map(str, counts[code])), number)
    return grid


def _refused(views: Views, sources: Sources) -> Grid:
    columns = (
        *((title, "text") for title in ("主管部门", "实施单位", "项目名称")),
        ("全年预算数", "amount"),
        ("全年执行数", "amount"),
        ("原因", "text"),
        ("文件", "link"),
        ("工作表", "text"),
    )
    grid = Grid("refused", "未汇总", columns, "收到的文件和自评表全部汇总了。", "改正后重新汇总即可。")
    for one in views.summary.refused:
        grid.add(_refused_cells(one, sources), 0, views.number(one.department))
    return grid


def _refused_cells(one: Refusal, sources: Sources) -> Cells:
    funds = (_blank(one.budget), _blank(one.executed))
    return (one.department, one.unit, one.project, *funds, one.message, sources.name(one.file), one.sheet)


def _blank(value: Decimal | None) -> str:
    return "" if value is None else amount(value)


def _absent(views: Views) -> Grid:
    columns = (("主管部门", "text"), ("实施单位", "text"), ("项目名称", "text"))
    grid = Grid("absent", "未报送", columns, "应报送名单上的都收到了。")
    for one in views.summary.absent:
        grid.add((one.department, one.unit, one.project), 0, views.number(one.department))
    return grid


def _others(views: Views, sources: Sources) -> Grid:
    columns = (("表种", "text"), *_FORM_COLUMNS)
    note = "部门整体、项目卡等其他种类的表，资金与项目的表重复，不计入上面的数；合并数见汇总工作簿。"
    grid = Grid("others", "其他表种", columns, "没有其他种类的表。", note)
    for section in other_sections(views.summary):
        for one in section.lines:
            grid.add((section.name, *_form_cells(one.form, sources)), 0, views.number(one.form.department))
    return grid


def _forms(views: Views, sources: Sources) -> Grid:
    """The forms; where a page cannot hold them all, those with the largest budgets."""
    grid = Grid("forms", "各表", _FORM_COLUMNS, "没有汇总任何自评表。")
    lines: Sequence[FormLine] = views.summary.lines
    if len(lines) > MOST_LINES:
        lines = sorted(lines, key=lambda line: -(line.budget or 0))
    for line in lines:
        grid.add(_form_cells(line, sources), 0, views.number(line.department))
    return grid


def _form_cells(line: FormLine, sources: Sources) -> Cells:
    funds = (_blank(line.initial), _blank(line.budget), _blank(line.executed), rate(line.rate))
    found = map(str, (line.errors, line.warnings, line.notes))
    scores = (score(line.stated), score(line.due), line.grade or "未定")
    return (line.department, line.unit, line.project, *funds, *scores, *found, sources.name(line.file), line.sheet)
