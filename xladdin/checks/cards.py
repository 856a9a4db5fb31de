"""B 批次: the project cards (项目支出绩效评价报告卡) of a department against its form (B107)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from xladdin.checks.facts import BatchFacts
from xladdin.checks.figures import plain
from xladdin.checks.rows import FUND_COLUMNS
from xladdin.checks.rule import Issue, rule
from xladdin.checks.tolerance import printed_figure
from xladdin.checks.unit_names import canonical, same_unit
from xladdin.checks.words import bare_text
from xladdin.model import WAN, Digest, Entry, PrintedAmount, SelfEvaluation, Severity

_DEPARTMENT, _CARD = "department", "project-card"
_PROJECTS, _ITEM = "projects", "item"
#: The columns of the department's form, the one that a card is first compared with first.
_COLUMNS = ("executed", "budget", "initial")
_SHOWN = 5


def printed_amounts(form: SelfEvaluation, default_unit: str) -> tuple[PrintedAmount, ...]:
    """What B107 adds up of a form: 项目金额 of a card, 项目支出 and its projects of a department; else nothing.

    ``default_unit`` is the 金额单位 that holds where the form prints none.
    """
    factor = WAN.get(form.amount_unit.value or "", WAN.get(default_unit, Decimal(1)))
    if form.kind == _CARD:
        return tuple(_amounts(_CARD, form.project.raw, (("", form.amount),), factor))
    if form.kind != _DEPARTMENT:
        return ()
    rows = [row for row in form.funding if row.source in {_PROJECTS, _ITEM}]
    return tuple(
        amount
        for row in rows
        for amount in _amounts(row.source, row.label, ((one, getattr(row, one)) for one in _COLUMNS), factor)
    )


def _amounts(
    source: str, label: str, entries: Iterable[tuple[str, Entry[Decimal]]], factor: Decimal
) -> Iterator[PrintedAmount]:
    for column, entry in entries:
        if entry.value is not None:
            name = bare_text(label.replace("其中", "", 1))
            cell = str(entry.cell or "")
            yield PrintedAmount(source, column, name, entry.value * factor, _slack(entry) * factor, cell)


def _slack(entry: Entry[Decimal]) -> Decimal:
    """Half a unit of the last digit printed, in the unit of the value: 0.005 of 「19.96」, 0.5 of 「255万元」."""
    figure, decimals = printed_figure(entry)
    if entry.value is None or not figure:
        return Decimal(0)
    return abs(entry.value / figure) * Decimal(5).scaleb(-decimals - 1)


@rule("B107", Severity.WARNING)
def cards_do_not_add_up(facts: BatchFacts) -> Iterator[Issue]:
    """项目评价卡的项目金额相加，与部门整体支出表的项目支出不符。

    一批表中既有部门整体支出表，又有这个部门的项目卡时才比较。项目金额可能按执行数填，也可能按预算数填，与执行数、全年预算数、
    年初预算数中的任何一栏相符都算对；按各数所印的位数允许四舍五入的误差；同一项目的卡重复报送的（B101）只算一次。

    依据：本工具的约定：项目支出绩效评价报告卡附在部门整体支出报告之后，一个项目一张，各项目相加应为部门的项目支出。
    反例：部门表项目支出400万元，两张项目卡的项目金额是255万元和45万元。
    正例：部门表项目支出400万元，两张项目卡的项目金额是255万元和145万元。
    """
    forms = [one for one in facts.digests if one.kind == _DEPARTMENT and any(_projects(one))]
    cards = [one for one in facts.digests if one.kind == _CARD] if forms else []
    for form in forms:
        own = list(_once(card for card in cards if _owner(card, form, forms)))
        if own:
            yield from _compared(form, own)


def _owner(card: Digest, form: Digest, forms: list[Digest]) -> bool:
    """Whether a card is the department's: of its year, by its 主管部门, else by its 实施单位.

    A name without its place belongs to the only department that it may mean.
    """
    if card.year is not None and form.year is not None and card.year != form.year:
        return False
    for name in (card.department, card.unit):
        if not canonical(name):
            continue
        exact = {canonical(one.unit) for one in forms if canonical(one.unit) == canonical(name)}
        meant = exact or {canonical(one.unit) for one in forms if same_unit(one.unit, name)}
        if meant:
            return meant == {canonical(form.unit)}
    return False


def _once(cards: Iterable[Digest]) -> Iterator[Digest]:
    """A project's card once, whatever number of times it was submitted."""
    seen: set[object] = set()
    for card in cards:
        key = (bare_text(card.project), canonical(card.unit)) if card.project else (card.file, card.sheet)
        if key not in seen:
            seen.add(key)
            yield card


def _projects(form: Digest) -> list[PrintedAmount]:
    found = [one for one in form.amounts if one.source == _PROJECTS]
    return sorted(found, key=lambda one: _COLUMNS.index(one.column))


def _compared(form: Digest, cards: list[Digest]) -> Iterator[Issue]:
    without = [card for card in cards if not card.amounts]
    amounts = [amount for card in cards for amount in card.amounts]
    total = sum((one.value for one in amounts), Decimal(0))
    slack = sum((one.slack for one in amounts), Decimal(0))
    whole = _projects(form)
    if not without and any(abs(total - one.value) <= slack + one.slack for one in whole):
        return
    named = f"“{form.unit}”的{len(cards)}张项目卡，"
    if without:
        missing = _named([card.project or card.file for card in without])
        said = f"{named}有{len(without)}张没有填项目金额（{missing}），不能与部门表的项目支出核对。"
    else:
        nearest = min(whole, key=lambda one: abs(total - one.value))
        shown = "＋".join(plain(one.value) for one in amounts[:_SHOWN]) + ("＋…" if len(amounts) > _SHOWN else "")
        said = (
            f"{named}项目金额相加（{shown}）得{plain(total)}万元，与部门表项目支出的"
            f"{FUND_COLUMNS[nearest.column]}{plain(nearest.value)}万元（{nearest.cell}）相差"
            f"{plain(abs(total - nearest.value))}万元。{_by_project(form, amounts)}"
        )
    yield Issue(
        label="项目支出",
        message=said,
        do="请核对项目卡是否齐全、项目金额是否填对；部门表填错的，请改正部门表",
        found=plain(total),
        expected=plain(whole[0].value),
        difference=plain(total - whole[0].value),
        sheet=form.sheet,
        files=tuple(dict.fromkeys((form.file, *(card.file for card in cards)))),
    )


def _by_project(form: Digest, cards: list[PrintedAmount]) -> str:
    """Which projects stand on one side only: the likeliest reason of a difference."""
    listed = {one.label for one in form.amounts if one.source == _ITEM}
    if not listed:
        return ""
    on_cards = {one.label for one in cards}
    parts = []
    if lacking := sorted(listed - on_cards):
        parts.append(f"部门表所列的{_named(lacking)}没有项目卡。")
    if unknown := sorted(on_cards - listed - {""}):
        parts.append(f"部门表没有列出{_named(unknown)}。")
    parts += [_different(form, card) for card in cards if card.label in listed]
    return "".join(parts)


def _different(form: Digest, card: PrintedAmount) -> str:
    """How a card's amount differs from every column of its project in the form; empty where it does not."""
    items = [one for one in form.amounts if one.source == _ITEM and one.label == card.label]
    if any(abs(card.value - one.value) <= card.slack + one.slack for one in items):
        return ""
    shown = "、".join(f"{FUND_COLUMNS[one.column]}{plain(one.value)}" for one in items)
    return f"“{card.label}”项目卡上是{plain(card.value)}万元，部门表上是{shown}万元。"


def _named(names: list[str]) -> str:
    shown = "、".join(f"“{name}”" for name in names[:_SHOWN])
    return f"{shown}等{len(names)}个" if len(names) > _SHOWN else shown
