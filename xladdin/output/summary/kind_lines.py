"""What stands in the lines of the sheets about other kinds of forms (表种)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from xladdin.output.form_json import plain
from xladdin.output.summary.words import HOW_WORDS, merged_actual

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from xladdin.model import AmountSource, Contributor, KindGroup, KindSection, MergedAmounts

_CENT = Decimal("0.01")
#: Columns of amounts as a reader knows them: those of funds, and those of 基础数据.
_COLUMNS = {
    "funds": {
        "initial": "年初预算数",
        "budget": "全年预算数",
        "arrived": "到位数",
        "executed": "全年执行数",
        "last": "上年执行数",
    },
    "figures": {"planned": "预算（计划、编制）数", "actual": "实际数", "last": "上年数"},
}
_BY_FUNDS = "按资金加权平均"
_CARD_AMOUNT = "项目金额"


@dataclass(frozen=True, slots=True)
class AmountLine:
    """A line of 各表种汇总; rates as fractions."""

    kind: str
    group: str
    label: str
    unit: str
    forms: int
    values: Mapping[str, Decimal | None]
    rate: Decimal | None = None
    arrival: Decimal | None = None
    share: Decimal | None = None
    change: Decimal | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class RowLine:
    """A line of 各表种指标."""

    kind: str
    group: str
    name: str
    category: str = ""
    subcategory: str = ""
    how: str = ""
    target: str = ""
    actual: str | Decimal = ""
    unit: str = ""
    points: Decimal | None = None
    score: Decimal | None = None
    forms: int = 0
    why: str = ""


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A line of 各表种来源; ``printed`` is what the form says."""

    kind: str
    group: str
    label: str
    unit: str
    printed: str
    file: str
    sheet: str
    cell: str


def amount_lines(sections: Iterable[KindSection]) -> Iterator[AmountLine]:
    """Group by group: 项目金额 of cards, then funds and 基础数据."""
    for section in sections:
        for group in section.groups:
            if group.amount is not None:
                yield _card_line(section, group)
            for row in group.amounts:
                yield _amount_line(section, group, row)


def _card_line(section: KindSection, group: KindGroup) -> AmountLine:
    why = f"有{group.without_amount}张没有填项目金额" if group.without_amount else ""
    values = {"amount": group.amount}
    return AmountLine(section.name, group.label, _CARD_AMOUNT, "万元", group.totals.forms, values, why=why)


def _amount_line(section: KindSection, group: KindGroup, row: MergedAmounts) -> AmountLine:
    rates = {name: None if rate is None else rate / 100 for name, rate in row.rates.items()}
    return AmountLine(
        section.name,
        group.label,
        row.label.strip(),
        row.unit,
        len(row.sources),
        row.values,
        rates.get("rate"),
        rates.get("arrival"),
        rates.get("share"),
        rates.get("change"),
        "；".join(filter(None, (_BY_FUNDS if row.how == "weighted" else "", _filled_in(row, group.totals.forms)))),
    )


def _filled_in(row: MergedAmounts, forms: int) -> str:
    """Which figures not all forms of the group give."""
    words = _COLUMNS[row.block]
    if len(set(row.counts.values())) == 1:
        count = next(iter(row.counts.values()))
        return f"{forms}张表中{count}张填了" if count < forms else ""
    partial = {words[name]: count for name, count in row.counts.items() if count < forms}
    return "，".join(f"{word}有{count}张表填了" for word, count in partial.items())


def row_lines(sections: Iterable[KindSection]) -> Iterator[RowLine]:
    """Group by group: the parts that evaluations are scored by, then the merged indicators."""
    for section in sections:
        for group in section.groups:
            for one in group.categories:
                share = "" if one.share is None else one.share.quantize(_CENT, ROUND_HALF_UP)
                yield RowLine(
                    section.name, group.label, "（小计）", one.name, how=HOW_WORDS["mean"], actual=share,
                    unit="%" if share else "", points=one.points, score=one.score, forms=group.totals.forms,
                )  # fmt: skip
            for row in group.indicators:
                yield RowLine(
                    section.name, group.label, row.name, row.category, row.subcategory, HOW_WORDS[row.how],
                    row.target, merged_actual(row), row.unit, row.points, row.score, len(row.contributors), row.why,
                )  # fmt: skip


def source_lines(sections: Iterable[KindSection]) -> Iterator[SourceLine]:
    """Every figure behind the lines of the two sheets, in their order."""
    for section in sections:
        for group in section.groups:
            for amounts in group.amounts:
                for source in amounts.sources:
                    yield _amount_source(section, group, amounts, source)
        for group in section.groups:
            for row in group.indicators:
                for contributor in row.contributors:
                    yield _row_source(section, group, row.name, contributor)


def _amount_source(section: KindSection, group: KindGroup, row: MergedAmounts, one: AmountSource) -> SourceLine:
    words = _COLUMNS[row.block]
    printed = "，".join(f"{words[name]}{plain(value)}" for name, value in one.values.items() if value is not None)
    return SourceLine(section.name, group.label, row.label.strip(), one.unit, printed, one.file, one.sheet, one.cell)


def _row_source(section: KindSection, group: KindGroup, name: str, one: Contributor) -> SourceLine:
    figures = [text for text in (one.target, one.actual) if text]
    score = [f"得分{plain(one.score)}"] if one.score is not None else []
    printed = "，".join((" → ".join(figures), *score)) if figures else "".join(score)
    return SourceLine(section.name, group.label, name, one.unit, printed, one.file, one.sheet, one.cell)
