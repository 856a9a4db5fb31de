"""A 评分方案 (scheme): one region's rules from one year on, and what they give for a form.

Schemes are data (``schemes/<region>/<first year>.toml``); ``schemes`` writes these types, ``scoring`` reads them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from xladdin.model.findings import Severity
from xladdin.model.records import record
from xladdin.model.texts import bare_text


class Certainty(StrEnum):
    """How sure a fact of a scheme is: read in the source, deduced, or general knowledge."""

    READ = "A"
    DEDUCED = "B"
    UNSURE = "U"


@dataclass(frozen=True, slots=True)
class Source:
    """A document a scheme rests on."""

    title: str
    certainty: Certainty
    note: str = ""


@dataclass(frozen=True, slots=True)
class CategoryPoints:
    """Points of one category (一级指标), or of several together (湖北: 效益 and 满意度)."""

    names: tuple[str, ...]  # canonical names: 成本指标, 产出指标, 效益指标, 满意度指标
    points: Decimal


@dataclass(frozen=True, slots=True)
class Band:
    """From this value (inclusive) on, this score: a step of a banded execution score (江西)."""

    start: Decimal  # percent
    score: Decimal


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a scale (分档): values from ``low`` to ``high`` score ``score``; None: open on that side.

    ``with_low`` and ``with_high`` say whether the bound itself belongs to the step (含).
    """

    score: Decimal
    low: Decimal | None = None
    high: Decimal | None = None
    with_low: bool = True
    with_high: bool = True

    def holds(self, value: Decimal) -> bool:
        """Whether ``value`` lies in the step."""
        above = self.low is None or value > self.low or (value == self.low and self.with_low)
        below = self.high is None or value < self.high or (value == self.high and self.with_high)
        return above and below


@dataclass(frozen=True, slots=True)
class Scale:
    """A scale as somebody wrote it (「≥90%得5分；80%至90%得4分；以下不得分」): its steps in the order written.

    ``is_percent``: its bounds are percentages, 90 for 90 %. ``rest`` is the score of a value outside all steps.
    """

    steps: tuple[Step, ...]
    is_percent: bool = False
    rest: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Deduction:
    """A scale that deducts (扣分): full points up to ``limit`` percent, then ``cost`` for every ``step`` beyond it.

    ``above``: too much costs points (在职人员控制率), otherwise too little (预算完成率). ``cost`` in points, or in
    percent of the points where ``cost_is_percent``. ``whole``: only whole steps cost.
    """

    limit: Decimal
    above: bool
    step: Decimal
    cost: Decimal
    cost_is_percent: bool = False
    whole: bool = False


@dataclass(frozen=True, slots=True)
class CommonIndicator:
    """A common indicator (共性指标) of a department's form, worked out from its funds and figures; result in percent.

    ``numerator`` and ``denominator`` are sums of references, a minus before one subtracts: 「funds.total.executed」 is
    a fund row and its column, 「staff.actual」 a line of 基础数据 and its column. ``change``: (numerator −
    denominator) ÷ denominator. Source: 财预〔2013〕53号 for the formulas, the scheme's documents for points and scales.
    """

    key: str
    name: str
    words: tuple[str, ...]
    category: str
    subcategory: str
    points: Decimal
    numerator: tuple[str, ...]
    denominator: tuple[str, ...]
    change: bool = False
    scale: Scale | None = None
    deduction: Deduction | None = None
    target: str = ""  # as printed in the blank form: ≤100%
    standard: str = ""  # the scale in words, as printed in the blank form

    def is_called(self, name: str) -> bool:
        """Whether ``name`` is its name, quotation marks and brackets aside: 三公经费变动率."""
        wanted = bare_text(name)
        return bool(wanted) and any(bare_text(word) == wanted for word in (self.name, *self.words))

    def is_limited_otherwise(self, limit: Decimal | None) -> bool:
        """Whether ``limit``, the number of a printed target (percent), is another than that of its own target."""
        own = re.search(r"\d+(?:\.\d+)?", self.target)
        return limit is not None and own is not None and abs(limit) != Decimal(own[0])


@dataclass(frozen=True, slots=True)
class Tier:
    """A tier of a qualitative indicator, in percent of the points, [low, high)."""

    name: str  # 达成预期指标 …
    low: Decimal
    high: Decimal


@dataclass(frozen=True, slots=True)
class Grade:
    """绩效等级: from this total (inclusive) on."""

    name: str
    low: Decimal
    synonyms: tuple[str, ...] = ()


class Reverse(StrEnum):
    """How a missed ``≤`` target scores: w·(2 − A/T) or w·T/A."""

    LINEAR = "linear"
    RATIO = "ratio"


@dataclass(frozen=True, slots=True)
class Mark:
    """What is printed on a region's forms and on no other's (表样特征): all of it together points to the scheme."""

    headings: tuple[str, ...] = ()  # column headings: 计算符号
    fund_rows: tuple[str, ...] = ()  # labels of fund rows: 财政专户管理资金
    amount_unit: str = ""  # the printed unit: 元


@dataclass(frozen=True, slots=True)
class TemplateLayout:
    """What the blank form of a scheme prints otherwise than the national one (空白表版式); ``[template]`` in its file.

    ``fund_columns``: (field, header) as printed; fields: initial, budget, executed, rate, points, score, reason.
    ``headers``: (field, wording) of indicator columns that are worded otherwise: target, actual, points, score, note.
    ``goal_blocks``: labels of goal blocks (湖北), each of which repeats the subcategories. ``blank_rows``:
    (subcategory, number of blank rows); two where it is not named.
    """

    title: str = "项目支出绩效自评表"
    fund_columns: tuple[tuple[str, str], ...] = (
        ("initial", "年初预算数"),
        ("budget", "全年预算数"),
        ("executed", "全年执行数"),
        ("points", "分值"),
        ("rate", "执行率"),
        ("score", "得分"),
    )
    headers: tuple[tuple[str, str], ...] = ()
    category_points: bool = True  # 产出指标（50分） behind the category
    goal_blocks: tuple[str, ...] = ()
    blank_rows: tuple[tuple[str, int], ...] = ()
    remarks: tuple[str, ...] = ("说明",)  # labelled free texts below the total
    grade_row: bool = True  # 自评等级 below the total


@dataclass(frozen=True, slots=True)
class Scheme:
    """Everything in which one region's rules differ from another's. Rates and thresholds in percent."""

    key: str  # gansu/2024
    name: str
    region: str
    region_words: tuple[str, ...]  # words in a form by which the region is recognised
    year: int  # first year
    kind: str  # project
    sources: tuple[Source, ...]
    assumptions: tuple[str, ...]
    checked: str  # ISO date of the last comparison with the original
    execution_points: Decimal
    categories: tuple[CategoryPoints, ...]
    adaptable: bool  # a unit may move points between categories
    row_points: bool  # the form prints points per row (湖北: no)
    execution_bands: tuple[Band, ...]  # empty: in proportion to the rate
    rate_limit: Decimal | None  # above it the rate is refused; None: allowed
    rate_reason_below: Decimal | None
    adjustment_reason: Decimal | None  # budget against initial, percent
    adjustment_reason_score: Decimal | None  # … and only when the total is above
    reverse: Reverse
    exceed: Decimal  # from this completion on, a note is asked for
    tiers: tuple[Tier, ...]
    grades: tuple[Grade, ...]
    problems_below: Decimal | None  # total below it: problems and measures compulsory
    amount_unit: str  # 万元 or 元
    target_columns: tuple[str, ...]  # template: () for one column, else 指标性质 …
    fund_rows: tuple[tuple[str, str], ...]  # template: (source, label)
    subcategories: tuple[tuple[str, tuple[str, ...]], ...]  # template: 产出指标 → 数量指标 …
    switched_off: frozenset[str]  # rule codes
    severities: dict[str, Severity]  # rule code → severity in this scheme
    examples: tuple[Example, ...] = ()
    template: TemplateLayout = TemplateLayout()
    execution_examples: tuple[ExecutionExample, ...] = ()
    common: tuple[CommonIndicator, ...] = ()
    marks: tuple[Mark, ...] = ()  # any of them points to the scheme

    def common_indicator(self, name: str) -> CommonIndicator | None:
        """The common indicator of this name."""
        for one in self.common:  # asked for every row, and most schemes have none
            if one.is_called(name):
                return one
        return None

    def common_scale(self, name: str, limit: Decimal | None) -> CommonIndicator | None:
        """The common indicator whose scale judges a row; None where the form prints another ``limit`` as its target."""
        common = self.common_indicator(name)
        return None if common is None or common.is_limited_otherwise(limit) else common

    @property
    def judgement(self) -> tuple[object, ...]:
        """What of a scheme decides scores: two schemes of one judgement may be merged, whatever their names."""
        return (
            self.execution_points,
            self.categories,
            self.row_points,
            self.execution_bands,
            self.reverse,
            self.tiers,
            self.grades,
            self.common,
        )


@dataclass(frozen=True, slots=True)
class Example:
    """A worked example of a scheme, run as a test."""

    target: str
    actual: str
    points: Decimal
    score: Decimal | None  # None: cannot be judged
    category: str = ""


@dataclass(frozen=True, slots=True)
class ExecutionExample:
    """A worked example of the execution score of a scheme with its own points, run as a test."""

    executed: Decimal
    budget: Decimal
    score: Decimal | None  # None: cannot be judged


@dataclass(frozen=True, slots=True)
class SchemeChoice:
    """The scheme taken for a form, and the sentence that says why."""

    scheme: Scheme
    why: str
    sure: bool  # False: only the last resort, or by the look of the form
    others: tuple[Scheme, ...] = ()  # schemes that judge otherwise and cannot be ruled out


class Outcome(StrEnum):
    """Whether a target was reached."""

    MET = "met"
    MISSED = "missed"
    UNJUDGED = "unjudged"  # 无法判断: a person decides


#: The ``brief`` of a common indicator that cannot be worked out because its denominator is 0.
ZERO_DENOMINATOR = "分母为0"


@record(frozen=True, slots=True)
class Due:
    """What the scheme gives for one row (应得分), with the sentence that explains it.

    ``score`` is None where nothing can be worked out. A qualitative row has a span [lowest, highest]; inside it the
    stated score is right and is repeated as ``score``. ``completion`` is actual ÷ target in percent. ``brief`` says in
    a few words, short enough for a cell, why a row cannot be judged.
    """

    outcome: Outcome
    score: Decimal | None
    explanation: str
    lowest: Decimal | None = None
    highest: Decimal | None = None
    completion: Decimal | None = None
    brief: str = ""
    rate: Decimal | None = None  # of a common indicator, as worked out from the figures of the form; percent


@dataclass(frozen=True, slots=True)
class Recalculation:
    """A form worked out anew under a scheme.

    ``rates`` go with ``form.funding`` (percent, two decimals, None where the budget is 0 or missing), ``indicators``
    with ``form.indicators``. The sums are over what is stated in the form; ``due_total`` is None as soon as one
    scored row cannot be judged.
    """

    rates: tuple[Decimal | None, ...]
    execution: Due
    indicators: tuple[Due, ...]
    points_sum: Decimal | None
    score_sum: Decimal | None
    due_total: Decimal | None
    grade: str | None
