"""Whatever comes in: order does not matter, nothing is lost, sums add up to the cent."""

from __future__ import annotations

import random
from dataclasses import replace
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.merge.builders import BANDED, COST, checked, file_of, finding, form
from xladdin import scoring
from xladdin.merge import summarise
from xladdin.model import CheckedFile, FormLine, Summary
from xladdin.output.summary.data import summary_json_text

ROWS = st.sampled_from(
    [
        "产出指标/数量指标/培训人数 | ≥{n}人 | {m}人 | 10 | 10",
        "产出指标/数量指标/培训人数 | ≥{n}万人 | {m}万人 | 10 | 10",
        "产出指标/数量指标/培训人数 | ≤{n}人 | {m}人 | 10 | 10",
        "产出指标/质量指标/合格率 | ≥{n}% | {m}% | 5 | 5",
        "产出指标/质量指标/合格率 | ≥{n}% | {m}% | 8 | 8",
        "效益指标/社会效益指标/稳定 | 稳步提升 | 稳步提升 | 10 | {s}",
        "产出指标/时效指标/时限 | ≤{n}天 | {m}天 | 10 | 10",
    ]
)
MONEY = st.decimals("0", "99999.99", places=2).map(str) | st.none()


@st.composite
def forms(draw: st.DrawFn) -> object:
    rows = [
        draw(ROWS).format(n=draw(st.integers(1, 500)), m=draw(st.integers(0, 500)), s=draw(st.integers(0, 10)))
        for _ in range(draw(st.integers(0, 3)))
    ]
    one = form(
        draw(st.sampled_from(["甲项目", "乙项目", "丙 项目", "丙项目", ""])),
        unit=draw(st.sampled_from(["甲局", "乙局", ""])),
        year=draw(st.sampled_from([2023, 2024, 2024, None])),
        budget=draw(MONEY),
        executed=draw(MONEY),
        amount_unit=draw(st.sampled_from(["元", "万元", None])),
        rows=rows,
    )
    one = replace(one, kind=draw(st.sampled_from(["project", "project", "project", "department", "special-fund"])))
    faults = (finding(),) if draw(st.integers(0, 4)) == 0 else ()
    return checked(one, faults, draw(st.sampled_from([COST, COST, BANDED])))


@st.composite
def batches(draw: st.DrawFn) -> list[CheckedFile]:
    contents = draw(st.lists(st.lists(forms(), max_size=2), max_size=6))
    return [
        file_of(f"{number}.xlsx", *content, findings=() if content else (finding("W103"),))
        for number, content in enumerate(contents)
    ]


def merge(files: list[CheckedFile], **options: bool) -> Summary:
    return summarise(files, score=scoring.score_indicator, **options)  # type: ignore[arg-type]


def every_line(summary: Summary) -> list[FormLine]:
    """The merged forms of all kinds."""
    other = [line.form for section in summary.sections if section.kind != summary.kind for line in section.lines]
    return [*summary.lines, *other]


@settings(max_examples=60, deadline=None)
@given(batches(), st.booleans(), st.booleans(), st.randoms(use_true_random=False))
def test_the_order_of_the_files_does_not_matter(
    files: list[CheckedFile], include_errors: bool, mixed: bool, chance: random.Random
) -> None:
    shuffled = list(files)
    chance.shuffle(shuffled)
    one = merge(files, include_errors=include_errors, mixed=mixed)
    other = merge(shuffled, include_errors=include_errors, mixed=mixed)
    assert one == other
    assert summary_json_text(one) == summary_json_text(other)


@settings(max_examples=60, deadline=None)
@given(batches(), st.booleans(), st.booleans())
def test_nothing_disappears(files: list[CheckedFile], include_errors: bool, mixed: bool) -> None:
    summary = merge(files, include_errors=include_errors, mixed=mixed)
    lines = every_line(summary)
    merged = {line.file for line in lines}
    refused = {one.file for one in summary.refused if not one.partial}
    assert not merged & refused
    assert merged | refused == {str(file.path) for file in files}
    assert (len(merged), len(refused)) == (summary.merged, summary.refused_files)
    forms_in = sum(len(file.forms) for file in files)
    assert summary.forms == forms_in == len(lines) + sum(bool(one.sheet) for one in summary.refused)
    assert len(summary.finding_lines) == sum(len(file.all_findings) for file in files)


@settings(max_examples=60, deadline=None)
@given(batches(), st.booleans())
def test_control_totals_agree_to_the_cent(files: list[CheckedFile], mixed: bool) -> None:
    summary = merge(files, include_errors=True, mixed=mixed)
    assert summary.agrees
    wan = {"元": Decimal("0.0001"), "万元": Decimal(1), None: Decimal(1)}
    budgets = [
        (one.form.funds_total.budget.value or 0) * wan[one.form.amount_unit.value]  # type: ignore[union-attr]
        for file in files
        for one in file.forms
    ]
    left = sum((one.budget or 0 for one in summary.refused), Decimal(0))
    merged = sum((line.budget or 0 for line in every_line(summary)), Decimal(0))
    assert merged + left == sum(budgets, Decimal(0))
    assert summary.totals.budget == sum((one.funds.budget for one in summary.subprojects), Decimal(0))


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(1, 10**6), st.integers(0, 10**6)), min_size=2, max_size=6), st.data())
def test_sums_of_parts_are_parts_of_the_sum(figures: list[tuple[int, int]], data: st.DataObject) -> None:
    files = [
        file_of(
            f"{number}.xlsx", checked(form(unit=f"{number}局", rows=[f"产出指标/数量/人数 | ≥{t}人 | {a}人 | 5 | 5"]))
        )
        for number, (t, a) in enumerate(figures)
    ]
    cut = data.draw(st.integers(1, len(files) - 1))
    whole, *parts = (
        [Decimal(text.lstrip("≥")) for text in (one.target, one.actual)]
        for some in (files, files[:cut], files[cut:])
        for one in merge(some).merged_indicators
    )
    assert whole == [sum(pair) for pair in zip(*parts, strict=True)]
