"""汇总 (summary): what many checked forms give together.

Amounts are in 万元 whatever the form's own unit; rates in percent.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from xladdin.model.checked import ExpectedForm
from xladdin.model.findings import Finding
from xladdin.model.merged import FormLine, FundTotals, GroupTotals, IndicatorLine, MergedIndicator, SubprojectFunds
from xladdin.model.sections import KindSection

#: The ending of a part (汇总件); a file that came in a part is named below it: 甲县.xlpart/水利局/修渠.xlsx.
PART_ENDING = ".xlpart"


@dataclass(frozen=True, slots=True)
class Refusal:
    """A form or file that was not merged, and why.

    ``why`` is the code of the rule (W102, B101, B105), ``errors`` for a form that has to go back, ``kind`` for one of
    another kind (部门整体支出 among projects), ``summary`` for a summary workbook among the forms, or
    ``part`` for a part (汇总件) that could not be read. ``sheet`` is
    empty for a file in which no form was found. ``partial``: other forms of the same file were merged.
    """

    file: str
    sheet: str
    why: str
    message: str
    department: str = ""
    unit: str = ""
    project: str = ""
    budget: Decimal | None = None  # 万元
    executed: Decimal | None = None  # 万元
    partial: bool = False
    kind: str = ""  # 表种 of the form; empty for a file in which none was found


@dataclass(frozen=True, slots=True)
class FindingLine:
    """A finding with the form it belongs to, one line of 问题清单. ``file`` names several files for a B… finding."""

    file: str
    sheet: str
    department: str
    unit: str
    project: str
    finding: Finding
    key: str = ""  # the printed ``FindingKey``


@dataclass(frozen=True, slots=True)
class Control:
    """A control total (核对): what went in and what came out, counted in two separate ways.

    ``equation`` says in Chinese what must be equal, e.g. 收到文件数＝已汇总＋未汇总.
    """

    equation: str
    left: Decimal
    right: Decimal
    key: str = ""  # files, forms, rows, budget …; department_… and subproject_… compare one sheet with another

    @property
    def agrees(self) -> bool:
        """Whether both sides are equal, to the last digit."""
        return self.left == self.right


@dataclass(frozen=True, slots=True)
class ScoreBand:
    """How many forms have a score of ``low`` and more, below ``high``; the last band holds its upper end, too."""

    low: Decimal
    high: Decimal
    forms: int


@dataclass(frozen=True, slots=True)
class Overview:
    """What the merged forms look like together: what a cover, a chart or a dashboard shows of a summary.

    ``departments`` are those of ``Summary.breakdowns``; scores are ``FormLine.score``. ``units`` counts the forms by
    the 金额单位 they were read in, ``assumed_units`` those that print none; ``schemes`` counts them by the key of
    their scheme, ``unsure_schemes`` those whose scheme is only the last resort; ``years`` are those of the forms.
    Merged + refused make all forms.
    """

    grades: dict[str, int] = field(default_factory=dict)
    ungraded: int = 0
    bands: tuple[ScoreBand, ...] = ()
    unscored: int = 0
    departments: Sequence[GroupTotals] = ()
    units: dict[str, int] = field(default_factory=dict)
    assumed_units: int = 0
    schemes: dict[str, int] = field(default_factory=dict)
    unsure_schemes: int = 0
    years: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Two indicator names of one 二级项目 and category that are nearly the same: perhaps one, a person decides.

    ``name`` is the one more forms use (the 标准名 of a line in an alias table), ``other`` the other one.
    """

    subproject: str
    category: str
    name: str
    other: str
    forms: int  # rows under ``name``
    other_forms: int


@dataclass(frozen=True, slots=True)
class ListLine:
    """A line of the list (名单) that says what forms belong to. Blank fields say nothing.

    ``file``, ``project`` and ``unit`` tell which forms are meant, the others what holds for them. ``file`` is a name,
    the end of a path, or a pattern (甲县/*). ``line`` is its number in the list.
    """

    line: int
    file: str = ""
    project: str = ""
    unit: str = ""
    subproject: str = ""
    department: str = ""
    region: str = ""


@dataclass(frozen=True, slots=True)
class Summary:
    """The result of a merge. Nothing disappears: in = merged + refused, for files, forms and funds.

    Its sequences may be such as make every line when it is asked for: whoever goes through one holds what is needed of
    it, and goes through it once where that is enough.

    ``indicators`` stand in the order of ``merged_indicators`` and of their contributors, so that the sources of a
    merged figure are one block of lines. A file counts as merged when at least one of its forms was. ``refused`` has
    one entry for each form refused, and one for each file without any form; the ``partial`` ones belong to files that
    count as merged. File names are relative to ``root`` where one is given.
    """

    files: int
    merged: int
    lines: Sequence[FormLine]
    indicators: Sequence[IndicatorLine]
    merged_indicators: Sequence[MergedIndicator]
    subprojects: Sequence[SubprojectFunds]
    refused: Sequence[Refusal]
    totals: FundTotals
    grades: dict[str, int]
    forms: int = 0
    forms_merged: int = 0
    finding_lines: Sequence[FindingLine] = ()  # findings with their forms
    controls: tuple[Control, ...] = ()
    by: str = "subproject"
    root: str = ""
    fund: str = "budget"
    notes: tuple[str, ...] = ()
    suggestions: Sequence[Suggestion] = ()
    missing: tuple[ListLine, ...] = ()
    aliases: tuple[tuple[str, str], ...] = ()
    breakdowns: dict[str, Sequence[GroupTotals]] = field(default_factory=dict)
    parts: tuple[str, ...] = ()  # names of the merged parts (汇总件) among the inputs
    overview: Overview = Overview()
    inputs_sha256: str = ""  # over the contents of all files that came in, whatever their names and order
    contents_sha256: str = ""  # over the figures of the summary, whatever the names of the files
    kind: str = "project"  # 表种 that everything above is about
    sections: tuple[KindSection, ...] = ()  # the other kinds, and ``kind`` itself where it is not project
    expected: int | None = None  # lines of the list of expected forms (应报送名单); None: no list was given
    absent: tuple[ExpectedForm, ...] = ()  # lines of that list without a form

    @property
    def findings(self) -> tuple[tuple[str, Finding], ...]:
        """Every finding with the name of its file."""
        return tuple((line.file, line.finding) for line in self.finding_lines)

    @property
    def refused_files(self) -> int:
        """How many files gave nothing to the summary."""
        return self.files - self.merged

    @property
    def agrees(self) -> bool:
        """Whether every control total agrees (核对一致)."""
        return all(control.agrees for control in self.controls)

    @property
    def complete(self) -> bool:
        """Whether everything that came and everything expected was merged, and the control totals agree."""
        return self.agrees and not self.refused and not self.absent
