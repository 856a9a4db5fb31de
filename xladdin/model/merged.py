"""The lines of a summary: a form, a row of it, a merged row with its sources, the totals of a group.

Amounts are in 万元 whatever the form's own unit; rates in percent.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from xladdin.model.extracts import FundExtract
from xladdin.model.form import Op, TargetKind, Unit


@dataclass(frozen=True, slots=True)
class FormLine:
    """One form, one line of 汇总表."""

    file: str
    sheet: str
    department: str
    unit: str
    project: str
    year: int | None
    scheme: str
    initial: Decimal | None
    budget: Decimal | None
    executed: Decimal | None
    rate: Decimal | None  # worked out, not as printed
    stated: Decimal | None
    due: Decimal | None
    grade: str | None
    errors: int
    warnings: int
    notes: int
    scheme_name: str = ""
    subproject: str = ""  # 二级项目: of the list, of the form's own field, else its project name
    region: str = ""  # 地区: of the list, of the form's own field, else the place the department's name begins with
    unit_printed: bool = True  # False: no 金额单位 is printed, the amounts were taken for those of the scheme
    amount_unit: str = ""  # 金额单位 the form was read in (元, 万元 …), whatever unit the amounts have here
    scheme_sure: bool = True  # False: the scheme is only the last resort, nothing on the form points to it
    funds: Sequence[FundExtract] = ()
    stated_cell: str = ""  # address of the stated total

    def amount(self, fund: str) -> Decimal | None:
        """The amount of funds (万元) by which rates are weighted: ``budget``, ``initial`` or ``executed``."""
        amount: Decimal | None = getattr(self, fund)
        return amount

    @property
    def score(self) -> Decimal | None:
        """The total due (应得总分); where it cannot be worked out, the one stated."""
        return self.stated if self.due is None else self.due


@dataclass(frozen=True, slots=True)
class IndicatorLine:
    """One indicator row with its source, one line of 指标明细."""

    file: str
    sheet: str
    row: int
    department: str
    unit: str
    project: str
    category: str
    subcategory: str
    name: str
    target: str
    actual: str
    points: Decimal | None
    score: Decimal | None
    due: Decimal | None
    note: str
    cell: str  # address of the actual value
    kind: TargetKind = TargetKind.BLANK
    op: Op | None = None
    measure: Unit | None = None  # the unit of the row: the target's, else the actual value's
    low: Decimal | None = None  # low, high, done: target and actual value as in ``RowExtract``
    high: Decimal | None = None
    done: Decimal | None = None
    unjudged: str = ""  # why there is no score due


@dataclass(frozen=True, slots=True)
class Contributor:
    """Where a merged figure comes from: file, sheet, cell and the amount of funds it was weighted by (万元).

    ``unit`` is the 实施单位 that filled it in; ``score`` the one due, where it cannot be judged the one stated.
    """

    file: str
    sheet: str
    cell: str
    target: str
    actual: str
    weight: Decimal | None
    unit: str = ""
    points: Decimal | None = None
    score: Decimal | None = None


@dataclass(frozen=True, slots=True)
class MergedIndicator:
    """One indicator over all forms of a 二级项目. ``how``: sum, weighted, tier or listed (``why`` says why not).

    ``near`` are names of the same 二级项目 and category that are nearly the same and were not merged with this one.
    ``beside`` is a number that rows listed side by side have in common (one name with another sign, unit or kind, or
    names nearly the same), counted from 1 over the summary; 0 where a row stands alone.
    """

    subproject: str
    category: str
    subcategory: str
    name: str
    how: str
    target: str
    actual: str
    unit: str
    points: Decimal | None
    score: Decimal | None
    contributors: Sequence[Contributor]
    why: str = ""
    near: tuple[str, ...] = ()
    beside: int = 0


@dataclass(frozen=True, slots=True)
class FundTotals:
    """Σ of the funds of the merged forms (万元); ``rate`` is Σexecuted ÷ Σbudget in percent."""

    initial: Decimal
    budget: Decimal
    executed: Decimal
    rate: Decimal | None


@dataclass(frozen=True, slots=True)
class SubprojectFunds:
    """The funds of one 二级项目: how many forms, and their totals."""

    subproject: str
    forms: int
    funds: FundTotals


@dataclass(frozen=True, slots=True)
class GroupTotals:
    """The merged forms of one department, region or 二级项目: how many, their funds, grades and scores.

    ``scores`` are lowest, mean and highest score due (where it cannot be worked out, the one stated); the mean is the
    plain one over forms, for a reader's orientation, with two decimals. None where no form has a score. ``scored`` is
    how many forms have one.
    """

    label: str
    forms: int
    funds: FundTotals
    grades: dict[str, int]
    scores: tuple[Decimal, Decimal, Decimal] | None = None
    scored: int = 0
