"""What a form shows of the scheme it was made for."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache

from xladdin.model import Mark, Scheme, SelfEvaluation

EXECUTION = "执行率"
#: The word by which a category is known in whatever wording it is printed, and its canonical name.
_CATEGORIES = (("满意", "满意度指标"), ("成本", "成本指标"), ("产出", "产出指标"), ("效益", "效益指标"))
#: 「成本指标20分」, 「产出40」, 「效益指标（30分）」, 「预算资金执行率10分」; not 「40-50分」 and not 「95%」.
_PRINTED = re.compile(
    r"(成本|产出|效益|满意度|执行率)(?:指标)?[^0-9，。；、,;\s]{0,4}(\d+(?:\.\d+)?)(?![\d.]*\s*[%％\d~～—至-])"
)


@lru_cache(maxsize=512)
def canonical(category: str) -> str | None:
    """产出指标（50分） → 产出指标; None for a word that is no category."""
    return next((name for word, name in _CATEGORIES if word in category), None)


def has_cost_category(form: SelfEvaluation) -> bool:
    """Whether 成本指标 stands as a 一级指标 of its own."""
    return any(canonical(row.category.value or "") == "成本指标" for row in form.indicators)


def has_common_rows(form: SelfEvaluation, scheme: Scheme) -> bool:
    """Whether a row of the form is a common indicator (共性指标) of the scheme."""
    return any(scheme.common_indicator(row.name.value or "") for row in form.indicators)


def has_goal_blocks(form: SelfEvaluation) -> bool:
    """Whether points are printed on goal blocks (年度绩效目标1（40分）) instead of in the rows."""
    return any(block.is_goal for block in form.blocks)


def printed_points(form: SelfEvaluation) -> dict[str, Decimal]:
    """Points of categories and of the execution rate as printed in notes and labels: 成本指标 → 20."""
    labels = [row.category.value or "" for row in form.indicators]
    texts = [*labels, *(block.label for block in form.blocks), *(remark.text.value or "" for remark in form.remarks)]
    found: dict[str, Decimal] = {}
    for text in dict.fromkeys(texts):
        for word, figure in _PRINTED.findall(text):
            found.setdefault(canonical(word) or EXECUTION, Decimal(figure))
    return found


def filled_points(form: SelfEvaluation) -> dict[str, Decimal]:
    """Σ of the rows' points by category; empty as soon as a row lacks its points or category."""
    sums: dict[str, Decimal] = {}
    for row in form.indicators:
        name, points = canonical(row.category.value or ""), row.points.value
        if row.is_subrow or row.is_execution:
            continue
        if name is None or points is None:
            return {}
        sums[name] = sums.get(name, Decimal(0)) + points
    return sums


def scheme_points(scheme: Scheme) -> dict[str, Decimal]:
    """Points of a scheme's categories that stand alone, and of the execution rate."""
    alone = {category.names[0]: category.points for category in scheme.categories if len(category.names) == 1}
    return {**alone, EXECUTION: scheme.execution_points}


def words_found(form: SelfEvaluation, words: Iterable[str]) -> list[str]:
    """Which of the words stand in title, department, unit, project name or remarks."""
    entries = (form.title, form.department, form.unit, form.project, *(remark.text for remark in form.remarks))
    text = "\n".join(entry.value or entry.raw for entry in entries)
    return [word for word in words if word in text]


_BRACKETS = re.compile(r"\([^()]*\)|^其中:?")


def marks_found(form: SelfEvaluation, scheme: Scheme) -> list[Mark]:
    """Which of a scheme's marks the form shows in full, by its column headings, fund rows and printed unit."""
    headings = {_bare(text) for text in form.headings}
    fund_rows = {_bare(row.label) for row in form.funding}
    unit = form.amount_unit.value if form.amount_unit.has_place else None
    return [
        mark
        for mark in scheme.marks
        if headings.issuperset(map(_bare, mark.headings))
        and fund_rows.issuperset(map(_bare, mark.fund_rows))
        and mark.amount_unit in {"", unit}
    ]


@lru_cache(maxsize=2_048)  # the marks of every scheme, and labels that come again in every form
def _bare(text: str) -> str:
    """A printed label at half width, without spaces, notes in brackets and 其中."""
    return _BRACKETS.sub("", "".join(unicodedata.normalize("NFKC", text).split())).rstrip(":")


def fits(form: SelfEvaluation, scheme: Scheme) -> bool:
    """Whether the layout of the form does not speak against the scheme."""
    if has_goal_blocks(form) == scheme.row_points:
        return False
    names = {name for category in scheme.categories for name in category.names}
    if has_cost_category(form) and "成本指标" not in names:
        return False
    needs_cost = any(category.names == ("成本指标",) for category in scheme.categories)
    return not (needs_cost and form.indicators and not has_cost_category(form))
