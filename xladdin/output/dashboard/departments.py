"""Which department every line of a summary belongs to, and what the page shows of each of them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from xladdin.model import Severity
from xladdin.model.texts import name_key
from xladdin.output.dashboard.figures import NONE, Received, amount, bands, grade_names, rate, tiles, totals

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xladdin.model import ExpectedForm, FindingLine, FormLine, GroupTotals, KindSection, Refusal, Summary

NOBODY = "（未填主管部门）"
ALL = "全部主管部门"
#: Bars in the chart of execution rates; the table under it holds them all.
MOST_BARS = 15


@dataclass(slots=True)
class View:
    """What belongs to one department, or to all."""

    name: str
    lines: list[FormLine] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)
    problems: Counter[tuple[str, Severity]] = field(default_factory=Counter)  # (code, severity) → how many
    absent: list[ExpectedForm] = field(default_factory=list)
    others: list[FormLine] = field(default_factory=list)  # forms of other kinds, never added to ``lines``

    def take(self, line: FindingLine) -> None:
        """Count a finding."""
        self.problems[line.finding.code, line.finding.severity] += 1


class Views:
    """All departments of a summary: those with merged forms, with refused ones, with findings, or awaited in vain.

    Number 0 is all of them together; forms without a department stand under ``NOBODY``, the last.
    """

    def __init__(self, summary: Summary) -> None:
        self.summary = summary
        self.all = View(ALL)
        self._by_key: dict[str, View] = {}
        for line in summary.lines:
            for view in self._of(line.department):
                view.lines.append(line)
        for refusal in summary.refused:
            for view in self._of(refusal.department):
                view.refused.append(refusal)
        for one in summary.finding_lines:
            for view in self._of(one.department):
                view.take(one)
        for form in summary.absent:
            for view in self._of(form.department):
                view.absent.append(form)
        for section in other_sections(summary):
            for other in section.lines:
                for view in self._of(other.form.department):
                    view.others.append(other.form)
        nameless = self._by_key.pop("", None)
        named = sorted(self._by_key.values(), key=lambda view: view.name)
        self.views = [self.all, *named, *([nameless] if nameless else [])]
        self._numbers = {name_key(view.name): number for number, view in enumerate(self.views) if number}

    def _of(self, department: str) -> tuple[View, View]:
        key = name_key(department)
        if key not in self._by_key:
            self._by_key[key] = View(department.strip() if key else NOBODY)
        return self.all, self._by_key[key]

    def number(self, department: str) -> int:
        """The number of a department's view."""
        return self._numbers[name_key(department) or name_key(NOBODY)]

    def name(self, department: str) -> str:
        """A department as the page calls it."""
        return self.views[self.number(department)].name

    def data(self) -> list[dict[str, Any]]:
        """Of every view its name, key figures and charts, for the page's script."""
        return [self._data(number, view) for number, view in enumerate(self.views)]

    def _data(self, number: int, view: View) -> dict[str, Any]:
        group = totals(view.name, view.lines)
        grades = grade_names(self.summary)
        return {
            "name": view.name,
            "tiles": [[tile.figure, tile.unit, tile.more] for tile in tiles(group, self.received(number), grades)],
            "grades": [*(group.grades.get(grade, 0) for grade in grades), group.forms - sum(group.grades.values())],
            "bands": bands(self.summary, view.lines),
            "bars": self._bars(number),
        }

    def received(self, number: int) -> Received:
        """What came in; for all departments as the summary itself counts it, files without a form among them."""
        view, summary = self.views[number], self.summary
        merged = {line.file for line in (*view.lines, *view.others)}
        files = merged | {one.file for one in view.refused}
        severities: Counter[Severity] = Counter()
        for (_, severity), count in view.problems.items():
            severities[severity] += count
        errors, warnings, notes = (severities[severity] for severity in Severity)
        return Received(
            files=len(files) if number else summary.files,
            files_merged=len(merged) if number else summary.merged,
            forms_refused=sum(bool(one.sheet) for one in view.refused),
            expected=summary.expected is not None,
            absent=len(view.absent),
            others=len(view.others),
            problems=(errors, warnings, notes),
        )

    def _bars(self, number: int) -> dict[str, Any]:
        """Execution rates: by department where all are shown, else by 二级项目 of the one."""
        groups = self.subprojects(number) if number else self.departments()
        known = sorted((one for one in groups if one.funds.rate is not None), key=lambda one: -one.funds.budget)
        shown, left = known[:MOST_BARS], len(groups) - len(known[:MOST_BARS])
        note = f"按全年预算数从大到小，只画前{len(shown)}个；其余{left}个见下面的表。" if left else ""
        return {
            "title": f"执行率（按{'二级项目' if number else '主管部门'}，%）",
            "note": note,
            "rows": [[one.label or NONE, rate(one.funds.rate), amount(one.funds.budget)] for one in shown],
        }

    def departments(self) -> list[GroupTotals]:
        """The totals of every department with merged forms."""
        return [totals(view.name, view.lines) for view in self.views[1:] if view.lines]

    def subprojects(self, number: int) -> list[GroupTotals]:
        """The totals of every 二级项目 of a view."""
        together: dict[str, list[FormLine]] = {}
        for line in self.views[number].lines:
            together.setdefault(name_key(line.subproject), []).append(line)
        return [totals(lines[0].subproject, lines) for lines in together.values()]


def departments_of(names: Sequence[str]) -> str:
    """The departments behind a merged figure, the first few of many."""
    different = list(dict.fromkeys(names))
    return "、".join(different[:3]) + (f"等{len(different)}个" if len(different) > 3 else "")


def other_sections(summary: Summary) -> list[KindSection]:
    """The kinds of forms that stand beside the one the page is about."""
    return [section for section in summary.sections if section.kind != summary.kind]
