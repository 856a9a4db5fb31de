"""What goes into one form: rates, scores of the rows, then the total and the grade of what stands there."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from xladdin.model import CheckedForm, Due, Entry, Indicator
from xladdin.output.scored.draft import Draft, cents
from xladdin.output.scored.rates import fill_rates

_LONGEST_LABEL = 24


class _Part(NamedTuple):
    """A score that counts for the total."""

    entry: Entry[Decimal]
    due: Due


def fill_rows(draft: Draft, checked: CheckedForm) -> None:
    """Fill in the rates of the fund rows, the score of the execution rate, the scores of the indicators."""
    fill_rates(draft, checked)
    if _counts_execution(checked):
        funds = checked.form.funds_total
        if funds is not None:
            _fill_score(draft, funds.score, "预算执行率得分", checked.due.execution)
    for row, due in _scored_rows(checked):
        _fill_score(draft, row.score, f"{_short(row.name.raw)}得分", due)


def fill_total(draft: Draft, checked: CheckedForm) -> None:
    """Fill in the total: Σ of what stands in the cells now, a score that could not be judged as it was stated.

    The grade is filled in only where its cell is empty and the total is wholly what the scheme gives.
    """
    entry = checked.form.total.score
    scores = [_standing(draft, part) for part in _parts(checked)]
    missing = sum(score is None for score in scores)
    if not scores and not checked.form.indicators and entry.value is not None:
        return  # a card: a person gave the score as a whole
    if not scores or missing:
        why = f"有{missing}行没有可用的得分" if scores else "没有找到计分的行"
        draft.keep(entry, "总分", f"{why}，总分算不出来，保持原样；补填后请重新运行")
        return
    total = cents(sum((score for score in scores if score is not None), Decimal(0)))
    draft.score(entry, "总分", total)
    _fill_grade(draft, checked, total)


def _fill_grade(draft: Draft, checked: CheckedForm, total: Decimal) -> None:
    entry = checked.form.grade
    if entry.cell is None or not entry.is_blank or entry.formula is not None:
        return
    if checked.due.grade is None or checked.due.due_total != total:
        draft.keep(entry, "绩效等级", "总分中有得分不是按方案算出的，等级请自行填写")
    else:
        draft.word(entry.cell, "绩效等级", checked.due.grade)


def _fill_score(draft: Draft, entry: Entry[Decimal], label: str, due: Due) -> None:
    if due.score is not None:
        draft.score(entry, label, due.score)
    else:
        state = f"保留原得分{entry.raw}" if entry.value is not None else "得分仍空着"
        draft.keep(entry, label, f"{state}；{due.explanation}")


def _parts(checked: CheckedForm) -> Iterator[_Part]:
    funds = checked.form.funds_total
    if funds is not None and _counts_execution(checked):
        yield _Part(funds.score, checked.due.execution)
    for row, due in _scored_rows(checked):
        yield _Part(row.score, due)


def _standing(draft: Draft, part: _Part) -> Decimal | None:
    return draft.stands(part.entry) if part.entry.has_place else part.due.score


def _scored_rows(checked: CheckedForm) -> Iterator[tuple[Indicator, Due]]:
    """The indicator rows that count; a 其中 row without points is part of the row above it."""
    for row, due in zip(checked.form.indicators, checked.due.indicators, strict=True):
        if not (row.is_subrow and row.points.value is None):
            yield row, due


def _counts_execution(checked: CheckedForm) -> bool:
    """Whether the fund block is scored: not where the execution rate is an indicator row of its own (河北)."""
    funds = checked.form.funds_total
    if funds is None:
        return False
    if funds.points.value is None and checked.choice.scheme.execution_points == 0:
        return False  # departments, evaluations
    if funds.points.value is None and any(row.is_execution for row in checked.form.indicators):
        return False
    return funds.score.has_place or checked.due.execution.score is not None


def _short(name: str) -> str:
    return f"“{name[:_LONGEST_LABEL]}{'…' if len(name) > _LONGEST_LABEL else ''}”"
