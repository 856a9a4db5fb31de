"""Totals of funds, counts of grades, and the control totals (核对) by which a reader sees that nothing is lost."""

from __future__ import annotations

from collections import Counter
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, NamedTuple

from xladdin.model import Control, FundTotals, GroupTotals

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from xladdin.model import FileExtract, FormLine, Summary

#: The canonical grades; those of a scheme with other words are counted behind them.
GRADES = ("优", "良", "中", "差")
_ZERO = Decimal(0)
_CENT = Decimal("0.01")


def percent(part: Decimal | None, whole: Decimal | None) -> Decimal | None:
    """``part`` ÷ ``whole`` in percent with two decimals, half up; None where it is undefined."""
    if part is None or whole is None or not whole:
        return None
    return (part * 100 / whole).quantize(_CENT, ROUND_HALF_UP)


def fund_totals(lines: Iterable[FormLine]) -> FundTotals:
    """Σ of the funds (万元), a missing amount adding nothing; the rate is Σexecuted ÷ Σbudget, no mean of rates."""
    initial = budget = executed = _ZERO
    for line in lines:
        initial += line.initial or _ZERO
        budget += line.budget or _ZERO
        executed += line.executed or _ZERO
    return FundTotals(initial, budget, executed, percent(executed, budget))


def group_totals(label: str, lines: Sequence[FormLine]) -> GroupTotals:
    """The totals of the forms of one department, region or 二级项目."""
    scores = [score for line in lines if (score := line.due if line.due is not None else line.stated) is not None]
    spread = None
    if scores:
        mean = (sum(scores, _ZERO) / len(scores)).quantize(_CENT, ROUND_HALF_UP)
        spread = (min(scores), mean, max(scores))
    return GroupTotals(label, len(lines), fund_totals(lines), grade_counts(lines), spread)


def grade_counts(lines: Iterable[FormLine]) -> dict[str, int]:
    """How many forms of each grade, 优良中差 first; forms without a grade are not counted."""
    counts = Counter(line.grade for line in lines if line.grade)
    return {**dict.fromkeys(GRADES, 0), **{grade: counts[grade] for grade in sorted(counts)}}


class Intake:
    """What came in, counted while it comes and before anything is decided."""

    def __init__(self) -> None:
        self.files = 0
        self.forms = 0
        self.rows = 0
        self.budget = _ZERO
        self.executed = _ZERO

    def add(self, file: FileExtract) -> None:
        """Count a file."""
        self.files += 1
        self.forms += len(file.forms)
        self.rows += sum(len(form.rows) for form in file.forms)
        self.budget += _sum(form.budget for form in file.forms)
        self.executed += _sum(form.executed for form in file.forms)


class LeftOut(NamedTuple):
    """What was not merged: files of which nothing was, and the indicator rows of the forms refused."""

    files: int
    rows: int


def controls(intake: Intake, summary: Summary, left_out: LeftOut) -> tuple[Control, ...]:
    """The control totals of a finished summary: against what came in, and of its sheets against one another."""
    lines, refused = summary.lines, summary.refused
    subprojects = [one.funds for one in summary.subprojects]
    budget, executed = _sum(line.budget for line in lines), _sum(line.executed for line in lines)
    refused_budget = _sum(one.budget for one in refused)
    refused_executed = _sum(one.executed for one in refused)
    sources = sum(len(merged.contributors) for merged in summary.merged_indicators)
    ungraded = sum(line.grade is None for line in lines)
    return (
        _count("收到的文件数＝已汇总＋未汇总", intake.files, summary.merged + left_out.files),
        _count("收到的自评表数＝已汇总＋未汇总", intake.forms, len(lines) + sum(bool(one.sheet) for one in refused)),
        _count("收到的指标行数＝已汇总＋未汇总", intake.rows, sources + left_out.rows),
        Control("收到的全年预算数（万元）＝已汇总＋未汇总", intake.budget, budget + refused_budget),
        Control("收到的全年执行数（万元）＝已汇总＋未汇总", intake.executed, executed + refused_executed),
        Control("汇总表全年预算数（万元）＝按二级项目汇总合计", budget, _sum(one.budget for one in subprojects)),
        Control("汇总表全年执行数（万元）＝按二级项目汇总合计", executed, _sum(one.executed for one in subprojects)),
        _count("汇总表表数＝各等级表数＋未定等级表数", len(lines), sum(summary.grades.values()) + ungraded),
    )


def _count(equation: str, left: int, right: int) -> Control:
    return Control(equation, Decimal(left), Decimal(right))


def _sum(amounts: Iterable[Decimal | None]) -> Decimal:
    return sum((amount for amount in amounts if amount is not None), _ZERO)
