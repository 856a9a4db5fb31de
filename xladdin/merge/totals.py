"""Totals of funds, counts of grades, and the control totals (核对) by which a reader sees that nothing is lost."""

from __future__ import annotations

from collections import Counter
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, NamedTuple

from xladdin.model import Control, FundTotals, GroupTotals

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from xladdin.model import FileExtract, FormLine, SubprojectFunds, Summary

#: The canonical grades; those of a scheme with other words are counted behind them.
GRADES = ("优", "良", "中", "差")
#: ``Summary.by`` where all forms of a kind are put together.
EVERYTHING = "all"
_LEVELS = {
    "project": "项目",
    "subproject": "二级项目",
    "department": "主管部门",
    "region": "地区",
    EVERYTHING: "整体",
}
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


def group_totals(label: str, lines: Iterable[FormLine]) -> GroupTotals:
    """The totals of the forms of one department, region or 二级项目; ``lines`` are gone through once."""
    forms = 0
    amounts = [_ZERO, _ZERO, _ZERO]
    grades: Counter[str] = Counter()
    scores = _Spread()
    for line in lines:
        forms += 1
        own = (line.initial, line.budget, line.executed)
        amounts = [so_far + (amount or _ZERO) for so_far, amount in zip(amounts, own, strict=True)]
        grades.update([line.grade] if line.grade else ())
        scores.add(line.score)
    initial, budget, executed = amounts
    funds = FundTotals(initial, budget, executed, percent(executed, budget))
    return GroupTotals(label, forms, funds, _ordered(grades), scores.result(), scores.count)


class _Spread:
    """Lowest, mean and highest of scores."""

    def __init__(self) -> None:
        self.count = 0
        self._sum = _ZERO
        self._lowest: Decimal | None = None
        self._highest: Decimal | None = None

    def add(self, score: Decimal | None) -> None:
        """Take in the score of a form; None is none."""
        if score is None:
            return
        self.count += 1
        self._sum += score
        self._lowest = score if self._lowest is None else min(self._lowest, score)
        self._highest = score if self._highest is None else max(self._highest, score)

    def result(self) -> tuple[Decimal, Decimal, Decimal] | None:
        """None where no form has a score; the mean with two decimals."""
        if self._lowest is None or self._highest is None:
            return None
        return self._lowest, (self._sum / self.count).quantize(_CENT, ROUND_HALF_UP), self._highest


def _ordered(counts: Counter[str]) -> dict[str, int]:
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
    beyond = [section for section in summary.sections if section.kind != summary.kind]
    told, other = group_totals("", lines), fund_totals(line.form for section in beyond for line in section.lines)
    own = told.funds
    budget, executed = own.budget + other.budget, own.executed + other.executed
    refused_budget = _sum(one.budget for one in refused)
    refused_executed = _sum(one.executed for one in refused)
    rows_beyond = (row for one in beyond for group in one.groups for row in group.indicators)
    sources = len(summary.indicators) + sum(len(row.contributors) for row in rows_beyond)
    ungraded = told.forms - sum(told.grades.values())
    return (
        _count("收到的文件数＝已汇总＋未汇总", intake.files, summary.merged + left_out.files, "files"),
        _count(
            "收到的自评表数＝已汇总＋未汇总",
            intake.forms,
            len(lines) + sum(len(section.lines) for section in beyond) + sum(bool(one.sheet) for one in refused),
            "forms",
        ),
        _count("收到的指标行数＝已汇总＋未汇总", intake.rows, sources + left_out.rows, "rows"),
        Control("收到的全年预算数（万元）＝已汇总＋未汇总", intake.budget, budget + refused_budget, "budget"),
        Control("收到的全年执行数（万元）＝已汇总＋未汇总", intake.executed, executed + refused_executed, "executed"),
        *_against(f"按{_words(summary.by)}", "subproject", own, len(lines), summary.subprojects),
        *_against("按部门", "department", own, len(lines), summary.breakdowns.get("department", ())),
        _count("汇总表表数＝各等级表数＋未定等级表数", len(lines), sum(summary.grades.values()) + ungraded, "grades"),
    )


def _against(
    sheet: str, key: str, own: FundTotals, forms: int, groups: Sequence[SubprojectFunds | GroupTotals]
) -> Iterator[Control]:
    """The sums of 汇总表 (``own``) and its ``forms`` against those of a sheet that holds the same forms in groups."""
    yield _count(f"汇总表表数＝{sheet}合计", forms, sum(one.forms for one in groups), f"{key}_forms")
    for fund, word in (("initial", "年初预算数"), ("budget", "全年预算数"), ("executed", "全年执行数")):
        left: Decimal = getattr(own, fund)
        right = _sum(getattr(one.funds, fund) for one in groups)
        yield Control(f"汇总表{word}（万元）＝{sheet}合计", left, right, f"{key}_{fund}")


def _words(by: str) -> str:
    """What the groups of a summary are, for a reader: 「地区、二级项目」."""
    return "、".join(_LEVELS[level] for level in by.split(","))


def _count(equation: str, left: int, right: int, key: str) -> Control:
    return Control(equation, Decimal(left), Decimal(right), key)


def _sum(amounts: Iterable[Decimal | None]) -> Decimal:
    return sum((amount for amount in amounts if amount is not None), _ZERO)
