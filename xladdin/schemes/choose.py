"""Which scheme a form is judged by, and why."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from decimal import Decimal
from functools import cache

from xladdin.model import Scheme, SchemeChoice, SelfEvaluation
from xladdin.schemes.evidence import EXECUTION, Evidence, Layout, scheme_points
from xladdin.schemes.loader import all_keys, load

Finder = Callable[[Evidence, tuple[Scheme, ...]], SchemeChoice | None]
_PROJECT, _DEPARTMENT = "project", "department"
_LAST_RESORT, _LAST_RESORT_WITH_COST = "national/2020", "cost/2021"


def choose(form: SelfEvaluation, wanted: str | None) -> SchemeChoice:
    """The scheme for ``form``: ``wanted`` (key or path) if given, else the strongest evidence in the form itself.

    In this order: our template's mark, the region's name, goal blocks, printed points, the wording of the columns, a
    cost category, the points filled in, the points of the execution rate. ``sure`` is False for the wording of the
    columns and for the last resort. Where neither template nor region is known, ``others`` are the schemes whose
    forms look no different. A form of another kind (表种) has the schemes of that kind alone.

    Raises:
        SchemeError: ``wanted`` does not exist or cannot be used.
    """
    if wanted is not None:
        return SchemeChoice(load(wanted), f"按指定的方案 {wanted} 评分", sure=True)
    shown = Evidence(form)
    if choice := _by_kind(shown):
        return choice
    schemes = _schemes_of(_PROJECT)
    for find in _CERTAIN:
        if choice := find(shown, schemes):
            return choice
    likely = next((found for find in _LIKELY if (found := find(shown, schemes))), None) or _last_resort(shown)
    return SchemeChoice(likely.scheme, likely.why, likely.sure, _others(likely.scheme.key, shown.layout))


@cache
def _schemes_of(kind: str) -> tuple[Scheme, ...]:
    """The built-in schemes of a kind (表种)."""
    return tuple(scheme for scheme in map(load, all_keys()) if scheme.kind == kind)


def _by_kind(shown: Evidence) -> SchemeChoice | None:
    """The scheme of the form's kind; a department's form without common indicators is judged like a project's."""
    form = shown.form
    if form.kind == _PROJECT:
        return None
    own = _schemes_of(form.kind)
    if form.kind == _DEPARTMENT and form.indicators:
        own = tuple(scheme for scheme in own if shown.has_common_rows(scheme))
    if choice := _by_template(shown, own) or _by_region(shown, own):
        return choice
    scheme = _newest(list(own), shown) or _only(list(own))
    if scheme is None:
        return None
    return SchemeChoice(scheme, f"这一类表按 {scheme.key}（{scheme.name}）评分", sure=True)


def _last_resort(shown: Evidence) -> SchemeChoice:
    scheme = load(_LAST_RESORT_WITH_COST if shown.layout.cost_category else _LAST_RESORT)
    return SchemeChoice(scheme, f"表内没有可以辨认地区的内容，暂按 {scheme.key}（{scheme.name}）评分", sure=False)


@cache  # a dozen schemes, eight layouts
def _others(chosen: str, layout: Layout) -> tuple[Scheme, ...]:
    """The schemes that judge otherwise than the chosen one, by its key, and that the layout does not rule out."""
    judgement = load(chosen).judgement
    return tuple(scheme for scheme in _schemes_of(_PROJECT) if layout.fits(scheme) and scheme.judgement != judgement)


def _by_template(shown: Evidence, schemes: tuple[Scheme, ...]) -> SchemeChoice | None:
    if shown.form.template is None:
        return None
    for scheme in schemes:
        if scheme.key == shown.form.template.scheme:
            return SchemeChoice(scheme, f"表格是按 {scheme.key} 生成的模板，按它评分", sure=True)
    return None


def _by_region(shown: Evidence, schemes: tuple[Scheme, ...]) -> SchemeChoice | None:
    """The region named most often; two regions equally often say nothing."""
    if not _region_words().search(shown.head):  # most forms name none
        return None
    named = {scheme.region: shown.words_found(scheme.region_words) for scheme in schemes if scheme.region_words}
    most = max((len(words) for words in named.values()), default=0)
    regions = [region for region, words in named.items() if words and len(words) == most]
    if len(regions) != 1:
        return None
    scheme = _newest([scheme for scheme in schemes if scheme.region == regions[0] and shown.layout.fits(scheme)], shown)
    if scheme is None:
        return None
    return SchemeChoice(scheme, f"表内有“{named[regions[0]][0]}”字样，按 {scheme.key}（{scheme.name}）评分", sure=True)


@cache
def _region_words() -> re.Pattern[str]:
    """Any word by which the region of a built-in scheme is known."""
    words = [word for key in all_keys() for word in load(key).region_words]
    return re.compile("|".join(map(re.escape, words)))


def _by_goal_blocks(shown: Evidence, schemes: tuple[Scheme, ...]) -> SchemeChoice | None:
    if not shown.layout.goal_blocks:
        return None
    scheme = _newest([scheme for scheme in schemes if not scheme.row_points], shown)
    if scheme is None:
        return None
    return SchemeChoice(scheme, f"分值印在各绩效目标上而不在行内，按 {scheme.key}（{scheme.name}）评分", sure=True)


def _by_printed_points(shown: Evidence, schemes: tuple[Scheme, ...]) -> SchemeChoice | None:
    printed = shown.printed_points
    if len(printed) < 2:
        return None
    agreeing = [scheme for scheme in _nationwide(schemes) if printed.items() <= scheme_points(scheme).items()]
    scheme = _newest(agreeing, shown) or _only(agreeing)
    if scheme is None:
        return None
    return SchemeChoice(scheme, f"表上所印的分值（{_listed(printed)}）与 {scheme.key} 一致，按它评分", sure=True)


def _by_marks(shown: Evidence, schemes: tuple[Scheme, ...]) -> SchemeChoice | None:
    """The scheme of which most marks are printed; one that is not in force in the form's year is passed over."""
    found = {scheme.key: marks for scheme in schemes if scheme.marks and (marks := shown.marks_found(scheme))}
    most = max((len(marks) for marks in found.values()), default=0)
    scheme = _only(
        [scheme for scheme in schemes if len(found.get(scheme.key, ())) == most > 0 and shown.layout.fits(scheme)]
    )
    if scheme is None or _newest([scheme], shown) is None:
        return None
    mark = found[scheme.key][0]
    printed = "、".join((*mark.headings, *mark.fund_rows))
    why = f"表上的栏目（{printed}）像 {scheme.key}（{scheme.name}）的表，暂按它评分，请核实"
    return SchemeChoice(scheme, why, sure=False)


def _by_cost_category(shown: Evidence, schemes: tuple[Scheme, ...]) -> SchemeChoice | None:
    if not shown.layout.cost_category:
        return None
    scheme = _newest([scheme for scheme in _nationwide(schemes) if "成本指标" in scheme_points(scheme)], shown)
    if scheme is None:
        return None
    return SchemeChoice(scheme, f"表内有“成本指标”一级指标，按 {scheme.key}（{scheme.name}）评分", sure=True)


def _by_filled_points(shown: Evidence, schemes: tuple[Scheme, ...]) -> SchemeChoice | None:
    filled = shown.filled_points
    if len(filled) < 2:
        return None
    agreeing = [
        scheme
        for scheme in _nationwide(schemes)
        if filled == {name: points for name, points in scheme_points(scheme).items() if name != EXECUTION}
    ]
    scheme = _newest(agreeing, shown)
    if scheme is None:
        return None
    return SchemeChoice(scheme, f"各类指标的分值（{_listed(filled)}）与 {scheme.key} 一致，按它评分", sure=True)


def _by_execution_points(shown: Evidence, schemes: tuple[Scheme, ...]) -> SchemeChoice | None:
    """Points of the execution rate that only one region gives (20)."""
    points = shown.form.funds_total.points.value if shown.form.funds_total else None
    scheme = _only([scheme for scheme in schemes if scheme.execution_points == points])
    if scheme is None or points is None:
        return None
    return SchemeChoice(scheme, f"执行率分值为{points:f}分，与 {scheme.key}（{scheme.name}）一致，按它评分", sure=True)


#: What leaves no doubt about the region, and what does.
_CERTAIN: tuple[Finder, ...] = (_by_template, _by_region, _by_goal_blocks)
_LIKELY: tuple[Finder, ...] = (
    _by_printed_points,
    _by_marks,
    _by_cost_category,
    _by_filled_points,
    _by_execution_points,
)


def _nationwide(schemes: Iterable[Scheme]) -> list[Scheme]:
    return [scheme for scheme in schemes if not scheme.region_words]


def _newest(schemes: list[Scheme], shown: Evidence) -> Scheme | None:
    """The newest scheme that was in force in the form's year; of a form without a year, the newest."""
    year = shown.form.year.value
    return max((scheme for scheme in schemes if year is None or scheme.year <= year), key=_year, default=None)


def _only(schemes: list[Scheme]) -> Scheme | None:
    return schemes[0] if len(schemes) == 1 else None


def _year(scheme: Scheme) -> int:
    return scheme.year


def _listed(points: dict[str, Decimal]) -> str:
    return "、".join(f"{name}{figure:f}分" for name, figure in points.items())
