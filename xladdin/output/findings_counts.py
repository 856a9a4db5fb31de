"""What the sheets beside 问题清单 count: by rule, by department, file by file."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from xladdin.model import Severity, Verdict
from xladdin.output.sheets.table import Column, Line, Table
from xladdin.output.words import SEVERITY_WORDS, VERDICT_SENTENCES, VERDICT_WORDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from decimal import Decimal

    from xladdin.model import CheckedFile, FindingLine, RulePage
    from xladdin.output.sheets.links import Sources

NOBODY = "（未填或无法读取）"


@dataclass(slots=True)
class Count:
    """How often something was found: of one rule, or in the forms of one department."""

    name: str
    title: str = ""
    severity: str = ""
    severities: Counter[Severity] = field(default_factory=Counter)
    verdicts: Counter[Verdict] = field(default_factory=Counter)
    files: int = 0
    forms: int = 0

    @property
    def total(self) -> int:
        """All findings."""
        return self.severities.total()


@dataclass(frozen=True, slots=True)
class FileLine:
    """One file and its verdict. ``score`` only where the file holds one form."""

    file: str
    sheet: str
    verdict: Verdict
    department: str
    unit: str
    project: str
    forms: int
    score: Decimal | None
    counts: dict[Severity, int]


class Counts:
    """Counts file by file; small, so that 100,000 files fit in memory."""

    def __init__(self, rules: Iterable[RulePage]) -> None:
        self._rules = {rule.code: rule for rule in rules}
        self._by_rule: dict[str, Count] = {}
        self._by_department: dict[str, Count] = {}
        self.files: list[FileLine] = []

    def add(self, checked: CheckedFile) -> None:
        """Count a file with its forms."""
        line = _file_line(checked)
        self.files.append(line)
        department = self._department(line.department)
        department.files += 1
        department.forms += line.forms
        department.verdicts[line.verdict] += 1
        for code in {finding.code for finding in checked.all_findings}:
            self._rule(code).files += 1

    def add_line(self, line: FindingLine) -> None:
        """Count a finding of a file or form."""
        self._rule(line.finding.code).severities[line.finding.severity] += 1
        self._department(line.department).severities[line.finding.severity] += 1

    def add_batch(self, line: FindingLine) -> None:
        """Count a finding over several files, which belongs to no department."""
        rule = self._rule(line.finding.code)
        rule.severities[line.finding.severity] += 1
        rule.files += len(line.finding.files)

    def _rule(self, code: str) -> Count:
        if code not in self._by_rule:
            page = self._rules.get(code)
            title, severity = (page.title, SEVERITY_WORDS[page.severity]) if page else ("", "")
            self._by_rule[code] = Count(code, title, severity)
        return self._by_rule[code]

    def _department(self, name: str) -> Count:
        return self._by_department.setdefault(name or NOBODY, Count(name or NOBODY))

    def by_rule(self) -> list[Count]:
        """The rules that spoke, the most frequent first."""
        return sorted(self._by_rule.values(), key=lambda one: (-one.total, one.name))

    def by_department(self) -> list[Count]:
        """The departments, those with the most errors first; the nameless one last."""
        return sorted(
            self._by_department.values(),
            key=lambda one: (one.name == NOBODY, -one.severities[Severity.ERROR], -one.total, one.name),
        )


def _file_line(checked: CheckedFile) -> FileLine:
    first = checked.forms[0].form if checked.forms else None
    counts = Counter(finding.severity for finding in checked.all_findings)
    return FileLine(
        file=str(checked.path),
        sheet=first.sheet if first else "",
        verdict=checked.verdict,
        department=first.department.raw if first else "",
        unit=first.unit.raw if first else "",
        project=first.project.raw if first else "",
        forms=len(checked.forms),
        score=first.total.score.value if first and len(checked.forms) == 1 else None,
        counts={severity: counts[severity] for severity in Severity},
    )


def rules_table(sheet_rows: int) -> Table[Count]:
    """按规则统计."""
    return Table(
        name="按规则统计",
        title="问题按检查规则统计",
        notice="只列出发现了问题的规则。依据、反例、正例见：xladdin rules 编号。",
        columns=(
            Column("编号", "name", (8, 8), "centre"),
            Column("规则", "title", (30, 50)),
            Column("规则级别", "severity", (9, 9), "centre"),
            Column("问题数", "total", (8, 8), "count", "sum"),
            *_severity_columns(_of_count),
            Column("涉及文件", "files", (9, 9), "count"),
        ),
        empty="没有发现问题。",
        sheet_rows=sheet_rows,
    )


def departments_table(sheet_rows: int) -> Table[Count]:
    """按部门统计."""
    return Table(
        name="按部门统计",
        title="问题按主管部门统计",
        notice="按表上所填的主管部门；多份文件之间的问题不属于哪一个部门，不在这里统计。",
        columns=(
            Column("主管部门", "name", (20, 40)),
            Column("文件数", "files", (8, 8), "count", "sum"),
            Column("表数", "forms", (8, 8), "count", "sum"),
            *(_verdict_column(verdict) for verdict in Verdict),
            Column("问题数", "total", (8, 8), "count", "sum"),
            *_severity_columns(_of_count),
        ),
        empty="没有检查任何文件。",
        sheet_rows=sheet_rows,
    )


def files_table(sources: Sources, sheet_rows: int) -> Table[FileLine]:
    """文件结论."""
    return Table(
        name="文件结论",
        title="每个文件的检查结论",
        notice="有错误的退回，有需要核实的核实，其余通过；读不了的请重新提交。一个文件有几张表的，单位和项目是第一张表的。",
        columns=(
            Column("文件", lambda line: sources.link(line.file, line.sheet), (20, 44), "link"),
            Column("结论", lambda line: VERDICT_WORDS[line.verdict], (9, 9), "centre", alert=("==", '"退回"')),
            Column("主管部门", "department", (12, 20)),
            Column("实施单位", "unit", (12, 24)),
            Column("项目名称", "project", (16, 30)),
            Column("表数", "forms", (6, 6), "count", "sum"),
            Column("自评得分", "score", (9, 9), "score"),
            *_severity_columns(_of_file),
            Column("说明", lambda line: VERDICT_SENTENCES[line.verdict], (24, 36)),
        ),
        frozen=2,
        empty="没有检查任何文件。",
        sheet_rows=sheet_rows,
    )


def _of_count(severity: Severity) -> Callable[[Count], int]:
    return lambda count: count.severities[severity]


def _of_file(severity: Severity) -> Callable[[FileLine], int]:
    return lambda line: line.counts[severity]


def _verdict_column(verdict: Verdict) -> Column[Count]:
    return Column(VERDICT_WORDS[verdict], lambda count: count.verdicts[verdict], (9, 9), "count", "sum")


def _severity_columns(of: Callable[[Severity], Callable[[Line], int]]) -> list[Column[Line]]:
    return [Column(SEVERITY_WORDS[severity], of(severity), (7, 7), "count", "sum") for severity in Severity]
