"""What a summary tells of the kinds of forms (表种) besides the self-evaluations of projects.

Department forms, project cards, special funds and evaluations are never added to the projects of the same summary: a
department's funds are those of its projects once more. Amounts in 万元, rates in percent.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from xladdin.model.merged import FormLine, GroupTotals, MergedIndicator


@dataclass(frozen=True, slots=True)
class AmountSource:
    """The row of a form that a merged row of amounts comes from; ``values`` by column, ``cell`` is the first of them.

    ``unit`` is the 实施单位 that filled it in.
    """

    file: str
    sheet: str
    cell: str
    unit: str
    values: dict[str, Decimal | None]


@dataclass(frozen=True, slots=True)
class MergedAmounts:
    """A row of the funds (支出项目, 资金来源) or of 基础数据 over all forms of a group.

    ``block``: funds or figures. ``values``: column → Σ over the forms (how = sum), or their mean weighted by funds
    where the figures are rates (how = weighted). Columns of funds: initial, budget, arrived, executed, last; of
    figures: planned, actual, last. ``counts``: column → how many forms have a figure there. ``rates`` of a row of
    funds are worked out from the sums: rate (执行率), share (占支出合计比重), arrival (到位率), and change
    (比上年增减); share and change over the forms that give both figures.
    """

    block: str
    key: str
    label: str
    unit: str
    how: str
    values: dict[str, Decimal | None]
    counts: dict[str, int]
    sources: tuple[AmountSource, ...]
    rates: dict[str, Decimal | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CategoryScore:
    """Points and score of one category (决策, 管理, 绩效), of a form or as the plain mean over several."""

    name: str
    points: Decimal | None
    score: Decimal | None

    @property
    def share(self) -> Decimal | None:
        """得分率: score ÷ points in percent, not rounded."""
        return self.score * 100 / self.points if self.score is not None and self.points else None


@dataclass(frozen=True, slots=True)
class KindLine:
    """A form of a section. ``amount`` is 项目金额 of a card; ``categories`` are the scores of an evaluation."""

    form: FormLine
    amount: Decimal | None = None
    categories: tuple[CategoryScore, ...] = ()


@dataclass(frozen=True, slots=True)
class KindGroup:
    """The forms of a section that are put together; ``label`` is empty where all of them are.

    ``amount``: Σ 项目金额 of the cards, ``without_amount`` how many of them give none. ``categories``: means.
    """

    label: str
    totals: GroupTotals
    amounts: tuple[MergedAmounts, ...] = ()
    indicators: Sequence[MergedIndicator] = ()
    categories: tuple[CategoryScore, ...] = ()
    amount: Decimal | None = None
    without_amount: int = 0


@dataclass(frozen=True, slots=True)
class KindSection:
    """Everything about the merged forms of one kind; complete in itself. ``name`` is what a user calls the kind."""

    kind: str
    name: str
    lines: Sequence[KindLine]
    groups: tuple[KindGroup, ...]
    notes: tuple[str, ...] = ()
