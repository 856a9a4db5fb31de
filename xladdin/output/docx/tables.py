"""The tables of a report, as plain rows of cells: funds, 基础数据, indicators, the card."""

from __future__ import annotations

from collections.abc import Callable
from itertools import groupby
from typing import TYPE_CHECKING

from xladdin.output.docx.blocks import TableBlock, TableCell
from xladdin.output.docx.figures import percent, plain, printed
from xladdin.output.docx.narratives import narrative

if TYPE_CHECKING:
    from decimal import Decimal

    from xladdin.model import CheckedForm, Entry, FundRow, Indicator, Kind
    from xladdin.output.docx.narratives import Words

Row = tuple[TableCell, ...]
_PERCENTS = frozenset({"rate", "share", "change"})
_INDICATOR_HEADS = (
    "一级指标",
    "二级指标",
    "三级指标",
    "年度指标值",
    "实际完成值",
    "分值",
    "得分",
    "偏差原因分析及改进措施",
)
_STANDARD_HEADS = ("一级指标", "二级指标", "三级指标", "评分标准", "分值", "得分", "扣分原因")


def table(name: str, checked: CheckedForm, kind: Kind, words: Words) -> TableBlock | None:
    """The table of this name; None where the form has nothing for it. KeyError: no such table."""
    return _TABLES[name](checked, kind, words)


def _head(texts: tuple[str, ...]) -> Row:
    return tuple(TableCell(text, is_head=True) for text in texts)


def _funds(checked: CheckedForm, kind: Kind, words: Words) -> TableBlock | None:  # noqa: ARG001
    """The funds block with the columns that the form has."""
    form = checked.form
    if not form.funding:
        return None
    columns = [
        (field, header)
        for field, header in checked.choice.scheme.template.fund_columns
        if any(_fund_entry(row, field).has_place for row in form.funding)
    ]
    unit = form.amount_unit.value or "万元"
    rows = [_head((f"项目（{unit}）", *(header.replace("\n", "") for _, header in columns)))]
    for row in form.funding:
        cells = (TableCell(_fund_text(row, field)) for field, _ in columns)
        rows.append((TableCell(row.label, is_left=True), *cells))
    return TableBlock("funds", tuple(rows), (24, *(12 for _ in columns)))


def _fund_entry(row: FundRow, field: str) -> Entry[Decimal]:
    entry: Entry[Decimal] = getattr(row, field)
    return entry


def _fund_text(row: FundRow, field: str) -> str:
    entry = _fund_entry(row, field)
    if field in _PERCENTS and entry.value is not None:
        return percent(entry.value)
    return printed(entry)


def _figures(checked: CheckedForm, kind: Kind, words: Words) -> TableBlock | None:  # noqa: ARG001
    """基础数据: planned, actual and last year's figure of every line that was filled in."""
    units = {line.key: line.unit for line in kind.figures}
    lines = [one for one in checked.form.figures if any(not e.is_blank for e in (one.planned, one.actual, one.last))]
    if not lines:
        return None
    rows = [_head(("基础数据", "单位", "预算（计划、编制）数", "实际数", "上年数"))]
    rows += [
        (
            TableCell(one.label, is_left=True),
            TableCell(units.get(one.key, "")),
            *(TableCell(printed(entry)) for entry in (one.planned, one.actual, one.last)),
        )
        for one in lines
    ]
    return TableBlock("figures", tuple(rows), (32, 10, 20, 16, 16))


def _indicators(checked: CheckedForm, kind: Kind, words: Words) -> TableBlock | None:
    """The indicators with merged categories, and the total."""
    form = checked.form
    if not form.indicators:
        return None
    by_standard = kind.judges_by_standard or not any(row.target.has_place for row in form.indicators)
    heads = _STANDARD_HEADS if by_standard else _INDICATOR_HEADS
    rows = [_head(heads)]
    for category, members in groupby(form.indicators, key=lambda row: row.category.value or ""):
        group = list(members)
        below = [(name, list(some)) for name, some in groupby(group, key=lambda row: row.subcategory.value or "")]
        for place, (subcategory, some) in enumerate(below):
            for index, row in enumerate(some):
                lead = [TableCell(category, down=len(group))] if place == index == 0 else []
                lead += [TableCell(subcategory, down=len(some))] if index == 0 else []
                rows.append((*lead, *_indicator_cells(row, words, by_standard=by_standard)))
    rows.append(_total(checked, heads))
    widths = (10, 11, 21, 29, 10, 10, 20) if by_standard else (9, 11, 21, 13, 13, 10, 10, 20)
    return TableBlock("indicators", tuple(rows), widths)


def _indicator_cells(row: Indicator, words: Words, *, by_standard: bool) -> Row:
    middle = (
        (words(row.standard) if row.standard.cell else row.target.raw,)
        if by_standard
        else (
            row.target.raw,
            row.actual.raw,
        )
    )
    return (
        TableCell(row.name.raw, is_left=True),
        *(TableCell(text, is_left=by_standard) for text in middle),
        TableCell(printed(row.points)),
        TableCell(printed(row.score)),
        TableCell(words(row.note) if row.note.cell else row.note.raw, is_left=True),
    )


def _total(checked: CheckedForm, heads: tuple[str, ...]) -> Row:
    total = checked.form.total
    return (
        TableCell("总分", right=len(heads) - 3),
        TableCell(printed(total.points) or "100"),
        TableCell(printed(total.score)),
        TableCell(checked.form.grade.value or ""),
    )


def _card(checked: CheckedForm, kind: Kind, words: Words) -> TableBlock | None:
    """The card: names and result in pairs, then every narrative in a row of its own."""
    form = checked.form
    values = {
        "project": form.project.raw,
        "amount": _amount(checked),
        "department": form.department.raw,
        "unit": form.unit.raw,
        "score": printed(form.total.score),
        "grade": form.grade.value or form.grade.raw,
    }
    pairs = [(label, values.get(field, "")) for field, label in kind.fields]
    pairs += [("", "")] * (len(pairs) % 2)
    rows: list[Row] = [
        (TableCell(a, is_head=True), TableCell(b), TableCell(c, is_head=True), TableCell(d))
        for (a, b), (c, d) in zip(pairs[::2], pairs[1::2], strict=True)
    ]
    for section in kind.sections:
        text = "\n".join(narrative(form, section, words))
        rows.append((TableCell(section.label, is_head=True), TableCell(text, right=3, is_left=True)))
    return TableBlock("card", tuple(rows), (18, 32, 18, 32), head_rows=0)


def _amount(checked: CheckedForm) -> str:
    form = checked.form
    if form.amount.value is not None:
        return f"{plain(form.amount.value)}{form.amount_unit.value or '万元'}"
    return form.amount.raw


_TABLES: dict[str, Callable[[CheckedForm, Kind, Words], TableBlock | None]] = {
    "funds": _funds,
    "figures": _figures,
    "indicators": _indicators,
    "card": _card,
}
