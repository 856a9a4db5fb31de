"""I 指标: the units of target and actual (I105, I106)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from xladdin.checks.facts import Facts
from xladdin.checks.rows import name_of
from xladdin.checks.rule import Issue, issue, rule
from xladdin.checks.words import folded, section
from xladdin.model import Due, Indicator, Outcome, Severity, TargetKind, Unit
from xladdin.model.patterns import lazy_pattern

_MANY = 3  # rows one below the other with one fault are one finding
#: 「每月1次」 beside 「12次」: where the two cannot be converted, I115 speaks.
_EACH_PERIOD = "/time"
#: Dimensions of counted things, and units printed in an indicator's name.
_COUNTING = frozenset(section("units")["counting"])
_UNIT_IN_NAME = lazy_pattern(section("units")["in_names"])


def _quantities(row: Indicator) -> bool:
    """Whether target and actual are both figures and not 0: nothing is nothing in every unit."""
    target, actual = row.target.value, row.actual.value
    if target is None or target.kind is not TargetKind.QUANTITY or not target.value:
        return False
    return actual is not None and bool(actual.value) and actual.tier is None


def _is_counting(dimension: str) -> bool:
    """Whether a dimension counts things (件, 人, 户) instead of measuring; counting words are their own dimension."""
    return not dimension.isascii() or dimension in _COUNTING


def _are_close(one: Unit, other: Unit) -> bool:
    """Whether two units of different dimensions may still mean the same: 个 and 家, 元 and 元/人, 分 and %."""
    dimensions = {one.dimension, other.dimension}
    if "number" in dimensions or any("/" in dimension for dimension in dimensions):
        return True
    if dimensions == {"points", "ratio"}:
        return True
    return all(_is_counting(dimension) for dimension in dimensions)


def _units(row: Indicator) -> tuple[Unit, Unit] | None:
    """The units of target and actual where both are printed and of different dimensions."""
    target, actual = row.target.value, row.actual.value
    if target is None or actual is None or target.unit is None or actual.unit is None or not _quantities(row):
        return None
    if target.unit.dimension == actual.unit.dimension or "number" in {target.unit.dimension, actual.unit.dimension}:
        return None
    if _EACH_PERIOD in (
        target.unit.dimension.removeprefix(actual.unit.dimension),
        actual.unit.dimension.removeprefix(target.unit.dimension),
    ):
        return None
    return target.unit, actual.unit


def measure_the_same(row: Indicator) -> bool:
    """Whether target and actual are printed in units of one dimension."""
    target, actual = row.target.value, row.actual.value
    if target is None or actual is None or target.unit is None or actual.unit is None:
        return False
    return target.unit.dimension == actual.unit.dimension


def units_clash(row: Indicator) -> bool:
    """Whether target and actual measure different things for certain: 28.8万元 against 100%."""
    units = _units(row)
    return units is not None and not _are_close(*units)


def unit_doubt(row: Indicator, *, one_column: bool) -> str:
    """Why the units of a row are unclear (different, target, actual), "" where they are not.

    A target in several columns has its unit apart, so that a bare actual is the custom there.
    """
    target, actual = row.target.value, row.actual.value
    if target is None or target.kind is not TargetKind.QUANTITY or not target.value:
        return ""
    units = _units(row)
    if units is not None:
        return "different" if _are_close(*units) else ""
    if target.unit is None:
        return "" if _UNIT_IN_NAME.search(folded(row.name.raw)) else "target"
    bare = actual is not None and actual.unit is None and _quantities(row)
    return "actual" if bare and one_column else ""


@rule("I105", Severity.WARNING)
def unit_unclear(facts: Facts) -> Iterator[Issue]:
    """年度指标值或实际完成值没有写单位，或两者单位不同。

    依据：本工具的约定：没有单位的数字无法核对，汇总时也无法相加；指标值分栏填写的表，实际完成值可以只写数字。
    反例：年度指标值“≥100%”，实际完成值“100”。
    正例：年度指标值“≥100%”，实际完成值“100%”。
    """
    one_column = facts.form.target_columns == 1
    doubts = [(unit_doubt(row, one_column=one_column), row, due) for row, due in facts.judged_rows]
    for doubt, neighbours in groupby(doubts, key=lambda found: found[0]):
        rows = [(row, due) for _, row, due in neighbours]
        if doubt == "different":
            yield from map(_different, rows)
        elif doubt and len(rows) >= _MANY:
            yield _without_units([row for row, _ in rows], doubt)
        elif doubt:
            yield from (_without_unit(row, due, doubt) for row, due in rows)


def _different(found: tuple[Indicator, Due]) -> Issue:
    row, _ = found
    what = f"年度指标值“{row.target.raw}”与实际完成值“{row.actual.raw}”的单位不同。"
    return issue(row.actual, name_of(row), what, do="请核实是否同一口径，并改成相同的单位")


def _without_unit(row: Indicator, due: Due, doubt: str) -> Issue:
    target = f"年度指标值“{row.target.raw}”"
    if doubt == "target":
        what = f"{target}没有写单位，指标名称中也没有写明。"
        return issue(row.target, name_of(row), what, do="请补上单位，如%、人、件；实际完成值也请一并补上")
    judged = due.outcome is not Outcome.UNJUDGED
    understood = "，本次按同一单位理解。" if judged else f"。{due.explanation}。"
    what = f"{target}有单位，实际完成值“{row.actual.raw}”没有写单位{understood}"
    return issue(row.actual, name_of(row), what, do="请核实并补上单位")


def _without_units(rows: list[Indicator], doubt: str) -> Issue:
    """One finding for rows one below the other that share the fault."""
    entries = [row.target if doubt == "target" else row.actual for row in rows]
    column = "年度指标值" if doubt == "target" else "实际完成值"
    more = "，指标名称中也没有写明" if doubt == "target" else "，年度指标值有单位"
    return issue(
        entries[0],
        column,
        f"从“{name_of(rows[0])}”到“{name_of(rows[-1])}”连续{len(rows)}项指标的{column}都没有写单位{more}。",
        do="请逐项补上单位，如%、人、件",
        cells=tuple(entry.cell for entry in entries if entry.cell),
    )


@rule("I106", Severity.ERROR)
def dimension_mismatch(facts: Facts) -> Iterator[Issue]:
    """年度指标值与实际完成值不是同一种量，无法比较。

    依据：本工具的约定：金额、比率、时间、数量之间不能换算，不能比较。
    反例：年度指标值“28.8万元”，实际完成值“100%”。
    正例：年度指标值“28.8万元”，实际完成值“28.8万元”。
    """
    for row, _ in facts.rows:
        if units_clash(row):
            yield issue(
                row.actual,
                name_of(row),
                f"年度指标值“{row.target.raw}”与实际完成值“{row.actual.raw}”不是同一种量，无法比较。",
                do="请按年度指标值的口径和单位填写实际完成值；指标值填错的请改指标值",
            )
