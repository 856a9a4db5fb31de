"""I 指标: signs and headings that contradict an indicator's name (I107, I108)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from xladdin.checks.facts import Facts
from xladdin.checks.rows import has_target, name_of
from xladdin.checks.rule import Issue, issue, rule
from xladdin.checks.words import bare_name, folded, one_of, section
from xladdin.model import Indicator, Op, Severity, TargetKind
from xladdin.model.patterns import lazy_pattern

_DIRECTION = section("direction")
_LESS, _DONE, _RATES, _MORE, _STANDARDS = (
    one_of(_DIRECTION[name]) for name in ("less", "done", "rates", "more", "standards")
)
_HEADING_NAMES = frozenset(section("headings")["names"])


class Place(NamedTuple):
    """Where an indicator of such a name belongs, and the headings under which it does not.

    ``measured``: only with a target in figures or dates, not with one of degree.
    """

    name: re.Pattern[str]
    belongs: str
    wrong_under: tuple[str, ...]
    measured: bool


_PLACES = tuple(
    Place(lazy_pattern(one["name"]), one["belongs"], tuple(one["wrong_under"]), one.get("measured", False))
    for one in section("places")
)


def _ending(texts: list[str], tails: list[str]) -> str:
    return f"(?:{one_of(texts).pattern})(?:{one_of(tails).pattern})*"


_AVOID = lazy_pattern(_ending(_DIRECTION["avoid"], _DIRECTION["avoid_tails"]) + "$")
_HANDLED = lazy_pattern(
    f"(?<![未不无没]){_ending(_DIRECTION['handling'], _DIRECTION['handling_tails'])}(?:率|比例|比率)$"
)


@rule("I107", Severity.WARNING)
def direction_doubtful(facts: Facts) -> Iterator[Issue]:
    """年度指标值的符号方向与指标的意思相反。

    依据：本工具的约定：按指标名称推断，越多越好的不应填“≤”，成本和应当避免的不应填“≥”；名称不能肯定时不提示。
    反例：三级指标“负担全县信访工作群众数”，年度指标值“≤54万人”。
    正例：三级指标“负担全县信访工作群众数”，年度指标值“≥54万人”；“案件办结时限”，“≤60天”；“违法行为责停率”，“≥95%”。
    """
    for row, _ in facts.judged_rows:
        doubt = direction_doubt(row)
        if doubt:
            yield issue(
                row.target,
                name_of(row),
                f"名称中的“{doubt.word}”说明{doubt.meaning}，年度指标值却是“{row.target.raw}”，方向可能填反了。",
                do=f"请核实符号是否应为“{doubt.sign}”；确实要限制的，请在名称中写明",
            )


class Doubt(NamedTuple):
    """The word of a name that speaks against the sign of its target, what it says, and the sign it asks for."""

    word: str
    meaning: str
    sign: str


def direction_doubt(row: Indicator) -> Doubt | None:
    """What in the name speaks against the target's sign; None where nothing does."""
    target = row.target.value
    if target is None or target.kind is not TargetKind.QUANTITY or not target.value:
        return None
    if target.op in {Op.AT_MOST, Op.BELOW}:
        word = _more_is_better(row)
        return Doubt(word, "越多（高）越好", "≥") if word else None
    if target.op in {Op.AT_LEAST, Op.ABOVE}:
        word = _less_is_better(row)
        return Doubt(word, "越少（低）越好", "≤") if word else None
    return None


def is_cost(row: Indicator) -> bool:
    """Whether the row stands under a heading of costs."""
    return "成本" in row.category.raw or "成本" in row.subcategory.raw


def _dimension(row: Indicator) -> str:
    target = row.target.value
    return target.unit.dimension if target is not None and target.unit is not None else ""


def _more_is_better(row: Indicator) -> str:
    """The word by which more is better, "" where there is none or another word outweighs it."""
    name = bare_name(row.name.raw)
    # Money and time are limited by their nature.
    if is_cost(row) or _dimension(row).startswith(("money", "time")):
        return ""
    handled = _HANDLED.search(name)
    if handled:
        return handled[0]
    more = _MORE.search(name)
    if not more or (_LESS.search(name) and not _DONE.search(name) and not _RATES.search(name)):
        return ""
    return more[0]


def _less_is_better(row: Indicator) -> str:
    """The word by which less is better, "" where there is none or another word outweighs it."""
    name = bare_name(row.name.raw)
    if is_cost(row):
        word = "成本" if _dimension(row).startswith("money") else ""
    else:
        avoided = _AVOID.search(name)
        word = avoided[0] if avoided else ""
    if not word or _HANDLED.search(name) or _DONE.search(name) or _STANDARDS.search(name):
        return ""
    return word


@rule("I108", Severity.WARNING)
def wrong_heading(facts: Facts) -> Iterator[Issue]:
    """指标放错了类别。

    依据：本工具的约定：按指标名称推断其应在的二级指标；名称不能肯定时不提示。
    反例：“案件办结时限”放在“经济效益指标”下；“经济效益”放在“社会效益指标”下。
    正例：“案件办结时限”放在“时效指标”下。
    """
    for row, _ in facts.judged_rows:
        category, subcategory = folded(row.category.raw), folded(row.subcategory.raw)
        if not category and not subcategory:
            continue
        word, belongs = _belongs(bare_name(row.name.raw), category, subcategory, by_degree=_is_by_degree(row))
        if belongs and has_target(row):
            under = row.subcategory.raw or row.category.raw
            yield issue(
                row.name,
                name_of(row),
                f"名称中的“{word}”说明这项指标属于“{belongs}”，现在放在“{under}”下。",
                do=f"请核实；应属于“{belongs}”的请移到该类别下，分值也随之调整",
                found=under,
                expected=belongs,
            )


def _is_by_degree(row: Indicator) -> bool:
    return row.target.value is not None and row.target.value.kind is TargetKind.QUALITATIVE


def _belongs(name: str, category: str, subcategory: str, *, by_degree: bool) -> tuple[str, str]:
    """The word that says where a name belongs for certain, and that heading; "" where it may stand as it does."""
    heading = subcategory or category
    if name in _HEADING_NAMES and name not in heading and heading.removesuffix("指标") not in name:
        return name, f"{name}指标"
    for place in _PLACES:
        found = place.name.search(name)
        if found and place.belongs.removesuffix("指标")[:2] not in category + subcategory:
            if place.measured and by_degree:
                return "", ""
            return found[0], place.belongs if any(word in heading for word in place.wrong_under) else ""
    return "", ""
