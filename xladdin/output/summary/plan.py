"""Which sheets a summary workbook has, and how many lines each: known before the first cell is written.

The 封面 stands first and speaks of all the others, and a sheet that runs over goes on on another one.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from xladdin.output.findings_sheet import findings_table
from xladdin.output.summary.departments import departments_table, regions_table
from xladdin.output.summary.details import details_table
from xladdin.output.summary.forms import forms_table
from xladdin.output.summary.kinds import Filled, kind_sheets
from xladdin.output.summary.merged import merged_name, merged_table
from xladdin.output.summary.refused import absences, absent_table, refused_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from xladdin.model import FindingLine, FormLine, GroupTotals, IndicatorLine, Refusal, Summary
    from xladdin.output.sheets.links import Sources
    from xladdin.output.sheets.table import Table
    from xladdin.output.summary.merged import MergedLine
    from xladdin.output.summary.refused import Absence

COVER, CHARTS, GRADES, NOTES = "封面", "图表", "等级分布", "说明"


@dataclass(frozen=True)
class Plan:
    """The tables of a summary workbook."""

    forms: Table[FormLine]
    merged: Table[MergedLine]
    departments: Table[GroupTotals]
    regions: Table[GroupTotals] | None
    details: Table[IndicatorLine]
    findings: Table[FindingLine]
    refused: Table[Refusal]
    absent: Table[Absence]
    kinds: tuple[Filled, ...] = ()  # other kinds of forms: as ``kind_sheets`` gives them
    counts: dict[str, int] = field(default_factory=dict)  # name of a table → lines

    def ranges(self, table: Table[Any], heading: str) -> str:
        """The cells of a column, sheet by sheet, as arguments of SUM or COUNT."""
        return table.ranges(heading, self.counts[table.name])

    def sheets(self) -> Iterator[tuple[str, int]]:
        """Every sheet with its lines (0: a page without lines), in the order of the workbook."""
        yield from ((COVER, 0), (CHARTS, 0))
        yield from self._parts(self._before())
        yield GRADES, 0
        yield from self._parts(self._behind())
        yield NOTES, 0

    def divided(self) -> list[tuple[str, int]]:
        """Tables that one sheet does not hold, with the number of their sheets."""
        parts = [(one.name, one.parts(self.counts[one.name])) for one in (*self._before(), *self._behind())]
        return [(name, count) for name, count in parts if count > 1]

    def _before(self) -> Iterator[Table[Any]]:
        """The tables before 等级分布."""
        tables: tuple[Table[Any] | None, ...] = (self.forms, self.merged, self.departments, self.regions)
        return (table for table in tables if table is not None)

    def _behind(self) -> tuple[Table[Any], ...]:
        """The tables behind 等级分布."""
        return (self.details, *(filled.table for filled in self.kinds), self.findings, self.refused, self.absent)

    def _parts(self, tables: Iterable[Table[Any]]) -> Iterator[tuple[str, int]]:
        for table in tables:
            count = self.counts[table.name]
            for part in range(table.parts(count)):
                yield table.sheet_name(part), min(count - part * table.capacity, table.capacity)


def plan_of(summary: Summary, sources: Sources, sheet_rows: int) -> Plan:
    """The tables of a summary, of which a sheet takes ``sheet_rows`` rows."""
    merged, departments = merged_table(summary, sheet_rows), departments_table(summary, sheet_rows)
    forms, regions = forms_table(summary, sources, sheet_rows), regions_table(summary, sheet_rows)
    details = details_table(sources, merged_name(summary), sheet_rows)
    findings = findings_table(sources.of_finding, sheet_rows)
    refused, absent = refused_table(sources, sheet_rows), absent_table(summary, sheet_rows)
    counts = {
        forms.name: len(summary.lines),
        merged.name: len(summary.subprojects) + len(summary.merged_indicators),
        departments.name: len(summary.overview.departments),
        details.name: len(summary.indicators),
        findings.name: len(summary.finding_lines),
        refused.name: len(summary.refused),
        absent.name: sum(1 for _ in absences(summary)),
    }
    kinds = kind_sheets(summary, sources, sheet_rows)
    counts |= {filled.table.name: len(filled.lines) for filled in kinds}
    if regions is not None:
        counts[regions.name] = len(summary.breakdowns["region"])
    return Plan(forms, merged, departments, regions, details, findings, refused, absent, kinds, counts)
