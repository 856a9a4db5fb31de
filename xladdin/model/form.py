"""A filled-in 绩效自评表 as it was understood, in the order of the paper form.

Written by ``form``; everything after it works on these types alone. Every value that somebody filled in is an
``Entry``: the value as meant, the cell it stands in, the text as Excel shows it.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any, Generic, TypeVar

from xladdin.model.cells import CellRef
from xladdin.model.records import record

T = TypeVar("T")

#: What clerks write into a cell that has nothing to say; compare after stripping.
DASHES = frozenset({"", "-", "—", "--", "——", "－", "–", "―", "一", "/", "／"})


@record(frozen=True, slots=True)
class Entry(Generic[T]):
    """One filled-in value (填报内容).

    ``value`` is None when the cell is empty or its text cannot be understood; ``raw`` is the text as Excel shows it,
    line breaks removed; ``cell`` is None only when the form has no place for this value (no such column).
    """

    value: T | None = None
    cell: CellRef | None = None
    raw: str = ""
    formula: str | None = None
    error: str | None = None  # "#REF!" …: the cell shows a formula error
    is_number: bool = False  # stored as a number, not as text
    is_percent: bool = False  # shown with a % format

    @property
    def is_blank(self) -> bool:
        """Whether nothing was filled in (empty, or a dash that stands for "not applicable")."""
        return self.raw.strip() in DASHES and self.error is None

    @property
    def has_place(self) -> bool:
        """Whether the form has a cell for this value at all."""
        return self.cell is not None


#: A value for which the form has no cell.
NO_PLACE: Entry[Any] = Entry()


class TargetKind(StrEnum):
    """What sort of target a clerk wrote (年度指标值)."""

    QUANTITY = "quantity"  # a number to compare: ≥95%
    QUALITATIVE = "qualitative"  # a degree, judged by tier: 稳步提升
    DATE = "date"  # a deadline or point in time: 2022年12月30日
    PERIOD = "period"  # a span: 1-12月, 长期
    TEXT = "text"  # a sentence, or several numbers at once
    BLANK = "blank"


class Op(StrEnum):
    """The sign of a target; BARE where none is printed."""

    AT_LEAST = ">="
    AT_MOST = "<="
    ABOVE = ">"
    BELOW = "<"
    EQUAL = "="
    BETWEEN = "between"
    BARE = "bare"


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of measure (度量单位) as printed, with what it measures.

    ``factor`` turns a value into the dimension's base unit (万元 → 元: 10000). An unknown unit is its own dimension
    with factor 1.
    """

    text: str  # as printed: 万元, %, 人次
    dimension: str  # money, ratio, people, time, length …; the text itself where unknown
    factor: Decimal = Decimal(1)


@dataclass(frozen=True, slots=True)
class Target:
    """A target (年度指标值): 「≥95%」 is quantity, >=, 95, %.

    ``value`` is in the printed unit; ``value2`` is the upper end of a range. ``when`` is the ISO text of a date
    (2022-12-30, 2022-12 where no day is given), or of a period's end.
    """

    raw: str
    kind: TargetKind
    op: Op | None = None
    value: Decimal | None = None
    value2: Decimal | None = None
    unit: Unit | None = None
    when: str | None = None

    def __hash__(self) -> int:
        return hash(self.raw)  # the actual values are remembered by their targets


@dataclass(frozen=True, slots=True)
class Actual:
    """An actual value (实际完成值): its first comparable number with its unit, or the words.

    ``op`` is set when the clerk repeated a sign (「≥266米」). ``when`` as in ``Target``. ``tier`` is a completion in
    percent where the words give one (「已完成100%」, 「完成80%」). ``several`` is True when the text holds more than
    one number that may be meant (a range, 「男100人，女110人」), so that which one counts is not certain. ``degree`` is
    the tier that words name: met (达成预期), partly (部分达成), not (未达成); None for other words and for numbers.
    """

    raw: str
    value: Decimal | None = None
    unit: Unit | None = None
    op: Op | None = None
    when: str | None = None
    tier: Decimal | None = None
    several: bool = False
    degree: str | None = None


@record(frozen=True, slots=True)
class FundRow:
    """A row of the funds block (项目资金).

    Amounts in the form's own unit (``SelfEvaluation.amount_unit``), ``rate`` in percent (99.81), ``points`` and
    ``score`` on the total row only. ``source``: total, fiscal (财政拨款), carryover (上年结转), other, central, local,
    account (财政专户), own (单位资金) or another key of labels.toml.
    """

    source: str
    label: str
    row: int
    initial: Entry[Decimal]
    budget: Entry[Decimal]
    executed: Entry[Decimal]
    rate: Entry[Decimal]
    points: Entry[Decimal]
    score: Entry[Decimal]
    reason: Entry[str]
    arrived: Entry[Decimal] = NO_PLACE  # 到位数 (special-fund)
    share: Entry[Decimal] = NO_PLACE  # 占支出合计比重, percent (department)
    last: Entry[Decimal] = NO_PLACE  # 上年执行数 (department)
    change: Entry[Decimal] = NO_PLACE  # 比上年增减, percent (department)


@dataclass(frozen=True, slots=True)
class BasicFigure:
    """A line of the table 基础数据 of a department's form: planned (预算、计划、编制数), actual and last year's figure.

    ``key`` is that of the kind's ``FigureLine``; amounts in the form's unit, other figures as printed.
    """

    key: str
    label: str
    row: int
    planned: Entry[Decimal] = NO_PLACE
    actual: Entry[Decimal] = NO_PLACE
    last: Entry[Decimal] = NO_PLACE


@dataclass(frozen=True, slots=True)
class Narrative:
    """A narrative that the kind of the form asks for (部门基本情况, 改进措施 …); ``key`` as in ``Kind.sections``."""

    key: str
    label: str
    text: Entry[str]


@record(frozen=True, slots=True)
class Indicator:
    """An indicator row (三级指标): a target, what was reached, points, score and note.

    ``category`` and ``subcategory`` are printed words (产出指标（50分）, 数量指标), taken from the merged cells above.
    ``target.raw`` of a three-column target joins its cells; ``target_cells`` keeps them apart (empty otherwise), and
    ``target_fields`` says what each of them is: nature, sign, target, target_unit.
    ``shifted`` counts the columns by which the row stands too far right (0: in place). ``is_execution``: the
    execution rate as an ordinary row (河北). ``is_subrow``: a 其中 row that carries no points of its own.
    ``block`` is the label of the goal block it stands in (湖北: 年度绩效目标1(40分)).
    """

    row: int
    category: Entry[str]
    subcategory: Entry[str]
    name: Entry[str]
    target: Entry[Target]
    actual: Entry[Actual]
    points: Entry[Decimal]
    score: Entry[Decimal]
    note: Entry[str]
    target_cells: tuple[Entry[str], ...] = ()
    shifted: int = 0
    is_execution: bool = False
    is_subrow: bool = False
    block: str = ""
    target_fields: tuple[str, ...] = ()
    standard: Entry[str] = NO_PLACE  # 评分标准, where the form has such a column


@dataclass(frozen=True, slots=True)
class PointsBlock:
    """Points printed on a label instead of in a row: 「年度绩效目标1(40分)」, 「产出指标（50分）」."""

    label: str
    points: Decimal
    cell: CellRef
    is_goal: bool = False  # a 湖北 goal block, whose rows carry no points of their own


@dataclass(frozen=True, slots=True)
class Total:
    """The 总分 row."""

    points: Entry[Decimal]
    score: Entry[Decimal]
    row: int | None = None


@dataclass(frozen=True, slots=True)
class Remark:
    """A labelled free text of the form: 说明, 存在问题, 改进措施 …, and the notes printed below it."""

    label: str
    text: Entry[str]


@dataclass(frozen=True, slots=True)
class TemplateMark:
    """The hidden identification that ``xladdin new`` writes: template kind, scheme key, tool version.

    ``is_import``: the form was filled from a published one, so that figures stand where a formula would give others.
    """

    kind: str
    scheme: str
    version: str
    is_import: bool = False


@dataclass(frozen=True, slots=True)
class SelfEvaluation:
    """One filled-in form (绩效自评表): one project, one year, one place in one sheet."""

    sheet: str
    kind: str  # project, department, project-card, special-fund, evaluation
    title: Entry[str]
    year: Entry[int]
    project: Entry[str]
    department: Entry[str]  # 主管部门
    unit: Entry[str]  # 实施单位
    amount_unit: Entry[str]  # 万元 or 元
    funding: tuple[FundRow, ...]
    goal: Entry[str]  # 预期目标
    achieved: Entry[str]  # 实际完成情况
    indicators: tuple[Indicator, ...]
    total: Total
    grade: Entry[str]
    first_row: int
    last_row: int
    blocks: tuple[PointsBlock, ...] = ()
    remarks: tuple[Remark, ...] = ()
    headers: tuple[tuple[str, CellRef], ...] = ()  # field key → its header cell in the indicator table
    target_columns: int = 1  # 1, or 3–4 where sign, value and unit stand apart
    template: TemplateMark | None = None
    headings: tuple[str, ...] = ()  # the column headings of the funds block and the indicator table, as printed
    grade_label: str = ""  # as printed before the grade: 自评等级, 绩效等级 …
    amount: Entry[Decimal] = NO_PLACE  # 项目金额 of a project card
    figures: tuple[BasicFigure, ...] = ()  # 基础数据 of a department
    narratives: tuple[Narrative, ...] = ()
    subproject: Entry[str] = NO_PLACE  # 二级项目 it belongs to, where the form has a field of its own for it
    region: Entry[str] = NO_PLACE  # 地区

    @property
    def unit_is_assumed(self) -> bool:
        """Whether the form prints no unit of its amounts, so that they were taken for 万元."""
        return bool(self.funding) and not self.amount_unit.has_place

    @property
    def funds_total(self) -> FundRow | None:
        """The only scored fund row, 年度资金总额."""
        return next((row for row in self.funding if row.source == "total"), None)

    def header(self, field: str) -> CellRef | None:
        """The header cell of an indicator column: target, actual, points, score, note …"""
        return dict(self.headers).get(field)

    def row_label(self, row: int) -> str:
        """What is printed at the head of a row of the indicator table or the funds block; empty for any other row."""
        for one in self.indicators:
            if one.row == row:
                return one.name.raw.strip()
        return next((one.label.strip() for one in self.funding if one.row == row), "")
