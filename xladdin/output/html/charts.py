"""The figures of the overview: counts that are drawn by the page's script and printed as tables too."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from xladdin.model import Severity, Verdict
from xladdin.output.words import SEVERITY_WORDS, VERDICT_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from xladdin.model import CheckedFile
    from xladdin.output.findings_counts import Count
    from xladdin.output.tally import Tally

_MOST_BARS = 12
_LONGEST_LABEL = 18
_SCORES = (0, 60, 70, 80, 85, 90, 95, 98, 100)
_RATES = (0, 50, 60, 70, 80, 90, 95, 100)
_NOT_KNOWN = "没有"


@dataclass(frozen=True, slots=True)
class Series:
    """One colour of a chart; ``kind`` names the colour: error, warning, note, return …, plain."""

    name: str
    kind: str
    values: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A bar chart: ``labels`` are shortened, ``names`` whole; ``upright`` bars stand on a scale.

    ``kinds`` colour the bars of a chart of one series one by one.
    """

    key: str
    title: str
    unit: str
    labels: tuple[str, ...]
    names: tuple[str, ...]
    series: tuple[Series, ...]
    upright: bool = False
    kinds: tuple[str, ...] = ()
    note: str = ""

    def data(self) -> dict[str, Any]:
        """For the page's script."""
        return asdict(self)


class Distributions:
    """How the scores and execution rates of all forms spread."""

    def __init__(self) -> None:
        self._scores = [0] * (len(_SCORES) + 1)
        self._rates = [0] * (len(_RATES) + 2)

    def add(self, checked: CheckedFile) -> None:
        """Count the forms of a file: the stated total, and the execution rate as worked out."""
        for one in checked.forms:
            self._scores[_step(one.form.total.score.value, _SCORES)] += 1
            rates = [rate for row, rate in zip(one.form.funding, one.due.rates, strict=True) if row.source == "total"]
            rate = rates[0] if rates else None
            above = rate is not None and rate > _RATES[-1]
            self._rates[len(_RATES) if above else _step(rate, _RATES, unknown=len(_RATES) + 1)] += 1

    def charts(self) -> tuple[Chart, Chart]:
        """Both distributions."""
        scores = (*_steps(_SCORES), _NOT_KNOWN)
        rates = (*_steps(_RATES), "超过100", _NOT_KNOWN)
        how = "全年执行数÷全年预算数；“没有”是算不出。"
        return (
            _distribution("scores", "自评得分的分布", scores, self._scores, "表上所填总分；“没有”是没填或不是数。"),
            _distribution("rates", "执行率的分布（%）", rates, self._rates, how),
        )


def _step(value: Decimal | None, starts: Sequence[int], unknown: int = -1) -> int:
    """The number of the step a value falls in; below the first start counts as the first step."""
    if value is None:
        return unknown
    return max((number for number, start in enumerate(starts) if value >= start), default=0)


def _steps(starts: Sequence[int]) -> Iterable[str]:
    """「60–70」: from 60 on, below 70; the last step is its start alone."""
    for start, end in pairwise(starts):
        yield f"{start}–{end}" if start else f"{end}以下"
    yield str(starts[-1])


def _distribution(key: str, title: str, labels: tuple[str, ...], counts: list[int], note: str) -> Chart:
    series = Series("表数", "plain", tuple(counts))
    return Chart(key, title, "张表", labels, labels, (series,), upright=True, note=f"{note}每段含下限，不含上限。")


def verdicts_chart(tally: Tally) -> Chart:
    """Files by verdict."""
    names = tuple(VERDICT_WORDS[verdict] for verdict in Verdict)
    counts = Series("文件数", "plain", tuple(tally.verdicts[verdict] for verdict in Verdict))
    kinds = tuple(verdict.value for verdict in Verdict)
    return Chart("verdicts", "检查结论", "个文件", names, names, (counts,), kinds=kinds)


def counts_chart(key: str, title: str, counts: Sequence[Count]) -> Chart:
    """Findings by severity, of the rules or departments with the most."""
    counts = [one for one in counts if one.total]
    shown = counts[:_MOST_BARS]
    names = tuple(f"{one.name} {one.title}".strip() for one in shown)
    series = tuple(
        Series(SEVERITY_WORDS[severity], severity.value, tuple(one.severities[severity] for one in shown))
        for severity in Severity
    )
    left = len(counts) - len(shown)
    note = f"只画前{len(shown)}个，另有{left}个。" if left else ""
    return Chart(key, title, "处问题", tuple(map(_short, names)), names, series, note=note)


def _short(name: str) -> str:
    return name if len(name) <= _LONGEST_LABEL else f"{name[: _LONGEST_LABEL - 1]}…"
