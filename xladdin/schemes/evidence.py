"""What a form shows of the scheme it was made for."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import NamedTuple

from xladdin.model import Mark, Scheme, SelfEvaluation
from xladdin.model.patterns import lazy_pattern

EXECUTION = "执行率"
#: The word by which a category is known in whatever wording it is printed, and its canonical name.
_CATEGORIES = (("满意", "满意度指标"), ("成本", "成本指标"), ("产出", "产出指标"), ("效益", "效益指标"))
#: 「成本指标20分」, 「产出40」, 「效益指标（30分）」, 「预算资金执行率10分」; not 「40-50分」 and not 「95%」.
_PRINTED = lazy_pattern(
    r"(成本|产出|效益|满意度|执行率)(?:指标)?[^0-9，。；、,;\s]{0,4}(\d+(?:\.\d+)?)(?![\d.]*\s*[%％\d~～—至-])"
)
_BRACKETS = lazy_pattern(r"\([^()]*\)|^其中:?")


@lru_cache(maxsize=512)
def canonical(category: str) -> str | None:
    """产出指标（50分） → 产出指标; None for a word that is no category."""
    return next((name for word, name in _CATEGORIES if word in category), None)


class Layout(NamedTuple):
    """What of a form's layout may speak against a scheme.

    ``goal_blocks``: points are printed on goal blocks (年度绩效目标1（40分）) instead of in the rows.
    ``cost_category``: 成本指标 stands as a 一级指标 of its own. ``has_rows``: there are indicators at all.
    """

    goal_blocks: bool
    cost_category: bool
    has_rows: bool

    def fits(self, scheme: Scheme) -> bool:
        """Whether the layout does not speak against the scheme."""
        if self.goal_blocks == scheme.row_points:
            return False
        if self.cost_category:
            return any("成本指标" in category.names for category in scheme.categories)
        return not (self.has_rows and any(category.names == ("成本指标",) for category in scheme.categories))


@dataclass(frozen=True)  # without slots: what several schemes ask of a form is kept
class Evidence:
    """What a form shows of its scheme; what every scheme asks is worked out once a form."""

    form: SelfEvaluation

    @cached_property
    def layout(self) -> Layout:
        """What the form looks like."""
        form = self.form
        return Layout(
            any(block.is_goal for block in form.blocks), "成本指标" in self._categories, bool(form.indicators)
        )

    @cached_property
    def printed_points(self) -> dict[str, Decimal]:
        """Points of categories and of the execution rate as printed in notes and labels: 成本指标 → 20."""
        form = self.form
        labels = [row.category.value or "" for row in form.indicators]
        texts = [*labels, *(block.label for block in form.blocks), *(one.text.value or "" for one in form.remarks)]
        found: dict[str, Decimal] = {}
        for text in dict.fromkeys(texts):
            for word, figure in _PRINTED.findall(text):
                found.setdefault(canonical(word) or EXECUTION, Decimal(figure))
        return found

    @cached_property
    def filled_points(self) -> dict[str, Decimal]:
        """Σ of the rows' points by category; empty as soon as a row lacks its points or category."""
        sums: dict[str, Decimal] = {}
        for row, name in zip(self.form.indicators, self._categories, strict=True):
            points = row.points.value
            if row.is_subrow or row.is_execution:
                continue
            if name is None or points is None:
                return {}
            sums[name] = sums.get(name, Decimal(0)) + points
        return sums

    @cached_property
    def _categories(self) -> list[str | None]:
        """The category of each row."""
        return [canonical(row.category.value or "") for row in self.form.indicators]

    @cached_property
    def head(self) -> str:
        """Title, department, unit, project name and remarks in one text."""
        form = self.form
        entries = (form.title, form.department, form.unit, form.project, *(remark.text for remark in form.remarks))
        return "\n".join([entry.value or entry.raw for entry in entries])

    @cached_property
    def _labels(self) -> tuple[frozenset[str], frozenset[str]]:
        """The column headings and the labels of the fund rows, as marks are compared with them."""
        form = self.form
        return frozenset(map(_bare, form.headings)), frozenset([_bare(row.label) for row in form.funding])

    def has_common_rows(self, scheme: Scheme) -> bool:
        """Whether a row of the form is a common indicator (共性指标) of the scheme."""
        return any(scheme.common_indicator(row.name.value or "") for row in self.form.indicators)

    def words_found(self, words: Iterable[str]) -> list[str]:
        """Which of the words stand in title, department, unit, project name or remarks."""
        head = self.head
        return [word for word in words if word in head]

    def marks_found(self, scheme: Scheme) -> list[Mark]:
        """Which of a scheme's marks the form shows in full, by its column headings, fund rows and printed unit."""
        headings, fund_rows = self._labels
        unit = self.form.amount_unit.value if self.form.amount_unit.has_place else None
        return [
            mark
            for mark in scheme.marks
            if headings.issuperset(map(_bare, mark.headings))
            and fund_rows.issuperset(map(_bare, mark.fund_rows))
            and mark.amount_unit in {"", unit}
        ]


def scheme_points(scheme: Scheme) -> dict[str, Decimal]:
    """Points of a scheme's categories that stand alone, and of the execution rate."""
    alone = {category.names[0]: category.points for category in scheme.categories if len(category.names) == 1}
    return {**alone, EXECUTION: scheme.execution_points}


@lru_cache(maxsize=2_048)  # the marks of every scheme, and labels that come again in every form
def _bare(text: str) -> str:
    """A printed label at half width, without spaces, notes in brackets and 其中."""
    return _BRACKETS.sub("", "".join(unicodedata.normalize("NFKC", text).split())).rstrip(":")
