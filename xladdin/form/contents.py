"""Columns of which only what stands in them tells what they are: the parts of a target, one of two scores."""

from __future__ import annotations

from xladdin.form.columns import Column
from xladdin.form.entries import points_entry
from xladdin.form.grid import Grid

#: The columns that together make a target, where sign, value and unit stand apart.
TARGET_PARTS = ("nature", "sign", "target", "target_unit")
SIGNS = frozenset("≥≤><=＞＜＝﹥﹤﹦≧≦═")

#: Columns that hold the score where no column 得分 does.
_OTHER_SCORES = ("converted", "review")


def with_target_parts(grid: Grid, columns: dict[str, Column], rows: list[int]) -> dict[str, Column]:
    """Sign, value and unit in columns of their own below one merged header 年度指标值 without sub-headers."""
    target = columns.get("target")
    if (
        target is None
        or target.first == target.last
        or any(part in columns for part in TARGET_PARTS if part != "target")
    ):
        return columns
    width = target.last - target.first + 1
    apart = [
        [grid.text((row, number)) for number in range(target.first, target.last + 1)]
        for row in rows
        if len({grid.owner(row, number) for number in range(target.first, target.last + 1)}) == width
    ]
    if not any(sum(map(bool, texts)) > 1 for texts in apart) or width > len(TARGET_PARTS):
        return columns
    has_sign = any(SIGNS & set(texts[0]) for texts in apart)
    names = TARGET_PARTS[-width:] if width > 2 else ("sign", "target") if has_sign else ("target", "target_unit")
    parts = {
        name: Column(name, target.first + offset, target.first + offset, target.header)
        for offset, name in enumerate(names)
    }
    return columns | parts


def with_score(grid: Grid, columns: dict[str, Column], rows: list[int]) -> dict[str, Column]:
    """The columns with 折算得分 for the score, where 单项得分 is out of 100 and only the other fits the points."""
    for name in _OTHER_SCORES:
        other = columns.get(name)
        if other and ("score" not in columns or (name == "converted" and _is_out_of_scale(grid, columns, rows))):
            rest = {field: column for field, column in columns.items() if field not in {name, "score"}}
            return rest | {"score": other._replace(field="score")}
    return columns


def _is_out_of_scale(grid: Grid, columns: dict[str, Column], rows: list[int]) -> bool:
    """Whether scores lie above their points while the converted ones do not."""
    if "points" not in columns:
        return False
    found = False
    for row in rows:
        points, score, converted = (
            points_entry(grid, grid.owner(row, columns[name].first)).value for name in ("points", "score", "converted")
        )
        if points is None or score is None or converted is None:
            continue
        if converted > points:
            return False
        found = found or score > points
    return found
