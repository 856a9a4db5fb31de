"""Key figures of a department, or of all: worked out here to their last digit, so that the page only shows them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from xladdin.model import FundTotals, GroupTotals
from xladdin.output.form_json import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from xladdin.model import FormLine, Summary

_ZERO, _CENT = Decimal(0), Decimal("0.01")
NONE = "—"
UNGRADED = "未定"


@dataclass(frozen=True, slots=True)
class Tile:
    """A key figure: what it is, the figure, its unit, and a line of what belongs to it."""

    title: str
    figure: str
    unit: str
    more: str


@dataclass(frozen=True, slots=True)
class Received:
    """What came in of a department, or of all: counted over merged and refused forms."""

    files: int
    files_merged: int
    forms_refused: int
    expected: bool
    absent: int
    problems: tuple[int, int, int]
    others: int = 0  # forms of other kinds


def totals(label: str, lines: Sequence[FormLine]) -> GroupTotals:
    """The totals of some merged forms, by the rules of the summary: Σexecuted ÷ Σbudget, plain mean of scores."""
    initial, budget, executed = (
        sum((amount for line in lines if (amount := line.amount(fund)) is not None), _ZERO)
        for fund in ("initial", "budget", "executed")
    )
    rate = (executed * 100 / budget).quantize(_CENT, ROUND_HALF_UP) if budget else None
    scores = [score for line in lines if (score := line.score) is not None]
    spread = None
    if scores:
        mean = (sum(scores, _ZERO) / len(scores)).quantize(_CENT, ROUND_HALF_UP)
        spread = (min(scores), mean, max(scores))
    grades = Counter(line.grade for line in lines if line.grade)
    return GroupTotals(
        label, len(lines), FundTotals(initial, budget, executed, rate), dict(grades), spread, len(scores)
    )


def tiles(group: GroupTotals, came: Received, grades: Sequence[str]) -> list[Tile]:
    """The key figures at the top of the page."""
    funds = group.funds
    lowest, mean, highest = group.scores or (None, None, None)
    errors, warnings, notes = came.problems
    first, *others = grades
    ungraded = group.forms - sum(group.grades.values())
    counts = [f"{grade}{group.grades.get(grade, 0)}" for grade in others] + (
        [f"{UNGRADED}{ungraded}"] if ungraded else []
    )
    beside = f"，另有其他表种{came.others}张" if came.others else ""
    shown = [
        Tile(
            "收到文件", str(came.files), "个", f"已汇总{came.files_merged}个，未汇总{came.files - came.files_merged}个"
        ),
        Tile("已汇总自评表", str(group.forms), "张", f"未汇总{came.forms_refused}张{beside}"),
        Tile("全年预算数", amount(funds.budget), "万元", f"年初预算数{amount(funds.initial)}万元"),
        Tile("全年执行数", amount(funds.executed), "万元", "各表年度资金总额相加"),
        Tile("执行率", rate(funds.rate), "%" if funds.rate is not None else "", "全年执行数÷全年预算数"),
        Tile("平均得分", score(mean), "分" if mean is not None else "", f"最低{score(lowest)}，最高{score(highest)}"),
        Tile(f"等级“{first}”", str(group.grades.get(first, 0)), "张", "，".join(counts)),
        Tile("问题", str(errors), "处错误", f"核实{warnings}处，提示{notes}处"),
    ]
    return [*shown, Tile("未报送", str(came.absent), "张", "应报送名单上没有收到的")] if came.expected else shown


def amount(value: Decimal | None) -> str:
    """An amount to its digits, with commas."""
    return NONE if value is None else grouped(plain(value) or "")


def grouped(text: str) -> str:
    """「1234567.8」 → 「1,234,567.8」."""
    whole, point, part = text.partition(".")
    return f"{int(whole):,}{point}{part}" if whole.lstrip("-") != "0" else text


def rate(value: Decimal | None) -> str:
    """A rate with its two decimals."""
    return NONE if value is None else f"{value:.2f}"


def score(value: Decimal | None) -> str:
    """A score to its digits."""
    return NONE if value is None else plain(value) or ""


def grade_names(summary: Summary) -> list[str]:
    """The grades of the summary, the best first."""
    return list(summary.grades) or ["优"]


def bands(summary: Summary, lines: Iterable[FormLine]) -> list[int]:
    """How many scores lie in each band of the overview, and how many forms have none."""
    steps = summary.overview.bands
    counts = [0] * (len(steps) + 1)
    for line in lines:
        value = line.score
        counts[-1 if value is None else max(sum(one.low <= value for one in steps) - 1, 0)] += 1
    return counts
