"""Scores against points that no row prints: those of a goal block (湖北), and the 100 of the whole form."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from xladdin.checks.facts import Facts
from xladdin.checks.figures import plain
from xladdin.checks.points import points_are_complete
from xladdin.checks.rule import Issue, issue
from xladdin.checks.tolerance import differ, exceeds, sums_differ
from xladdin.model import CellRef, Indicator, PointsBlock

_HUNDRED = Decimal(100)


def blocks_over_their_points(facts: Facts) -> Iterator[Issue]:
    """A block whose rows score more together than is printed on its label: 「年度绩效目标1（40分）」, 45."""
    for block, rows in _blocks(facts):
        scores = [row.score.value for row in rows if row.score.value is not None]
        whole = sum(scores, Decimal(0))
        if _is_misprinted(facts, block, whole):
            continue  # S101 speaks
        if whole > block.points and sums_differ(whole, block.points, len(rows)):
            cells: list[CellRef] = [row.score.cell for row in rows if row.score.cell is not None]
            yield issue(
                block.cell,
                block.label,
                f"“{block.label}”下各行得分（{'＋'.join(map(plain, scores))}）相加是{plain(whole)}分，"
                f"超过{plain(block.points)}分。",
                do="请核对各行得分，合计不能超过所印的分值；分值印错的请改分值",
                found=plain(whole),
                expected=f"不超过{plain(block.points)}",
                difference=plain(whole - block.points),
                cells=(block.cell, *cells),
            )


def _is_misprinted(facts: Facts, block: PointsBlock, scored: Decimal) -> bool:
    """Whether the points of all blocks come to 100 only with what these rows score: then the label is wrong."""
    printed = facts.due.points_sum
    return printed is not None and differ(printed, _HUNDRED) and not differ(printed - block.points + scored, _HUNDRED)


def _blocks(facts: Facts) -> Iterator[tuple[PointsBlock, list[Indicator]]]:
    """Points printed on a label with the rows they are meant for, where those rows carry none of their own."""
    blocks = facts.form.blocks
    for number, block in enumerate(blocks):
        following = [other.cell.row for other in blocks[number + 1 :] if other.is_goal == block.is_goal]
        end = min(following, default=facts.form.last_row + 1)
        rows = [
            row
            for row in facts.scored_rows
            if block.cell.row <= row.row < end and (row.block if block.is_goal else row.category.raw) == block.label
        ]
        if rows and all(row.points.value is None for row in rows):
            yield block, rows


def total_above_hundred(facts: Facts) -> Iterator[Issue]:
    """A total above 100 where points and sums do not say so already (S101, S104)."""
    total, due = facts.form.total.score, facts.due
    if total.value is None or not exceeds(total.value, _HUNDRED):
        return
    if due.score_sum is not None and differ(total.value, due.score_sum):
        return  # S104 speaks
    if due.points_sum is not None and points_are_complete(facts) and differ(due.points_sum, _HUNDRED):
        return  # S101 speaks
    yield issue(
        total,
        "总分",
        f"总分{plain(total.value)}，超过满分100分。",
        do="请核对各项得分和总分",
        expected="不超过100",
        difference=plain(total.value - _HUNDRED),
    )
