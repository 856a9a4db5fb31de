"""汇总 (summary): what many checked forms give together.

Amounts are in 万元 whatever the form's own unit; rates in percent.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from xladdin.model.findings import Finding


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


@dataclass(frozen=True, slots=True)
class Contributor:
    """Where a merged figure comes from: file, sheet, cell and the amount of funds it was weighted by (万元)."""

    file: str
    sheet: str
    cell: str
    target: str
    actual: str
    weight: Decimal | None


@dataclass(frozen=True, slots=True)
class MergedIndicator:
    """One indicator over all forms of a 二级项目. ``how``: sum, weighted, tier or listed (``why`` says why not)."""

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
    contributors: tuple[Contributor, ...]
    why: str = ""


@dataclass(frozen=True, slots=True)
class Refusal:
    """A form or file that was not merged, and why. ``why`` is the code of the rule."""

    file: str
    sheet: str
    why: str
    message: str


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
class Summary:
    """The result of a merge. Files in = files merged + files refused."""

    files: int
    merged: int
    lines: tuple[FormLine, ...]
    indicators: tuple[IndicatorLine, ...]
    merged_indicators: tuple[MergedIndicator, ...]
    subprojects: tuple[SubprojectFunds, ...]
    refused: tuple[Refusal, ...]
    findings: tuple[tuple[str, Finding], ...]  # (file, finding)
    totals: FundTotals
    grades: dict[str, int]
