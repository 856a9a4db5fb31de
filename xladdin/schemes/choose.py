"""Which scheme a form is judged by, and why."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from decimal import Decimal

from xladdin.model import Scheme, SchemeChoice, SelfEvaluation
from xladdin.schemes.evidence import (
    EXECUTION,
    filled_points,
    fits,
    has_common_rows,
    has_cost_category,
    has_goal_blocks,
    marks_found,
    printed_points,
    scheme_points,
    words_found,
)
from xladdin.schemes.loader import all_keys, load

Finder = Callable[[SelfEvaluation, tuple[Scheme, ...]], SchemeChoice | None]
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
    known = tuple(load(key) for key in all_keys())
    if choice := _by_kind(form, known):
        return choice
    schemes = tuple(scheme for scheme in known if scheme.kind == _PROJECT)
    for find in _CERTAIN:
        if choice := find(form, schemes):
            return choice
    likely = next((found for find in _LIKELY if (found := find(form, schemes))), None) or _last_resort(form)
    return replace(likely, others=_others(form, likely.scheme, schemes))


def _by_kind(form: SelfEvaluation, schemes: tuple[Scheme, ...]) -> SchemeChoice | None:
    """The scheme of the form's kind; a department's form without common indicators is judged like a project's."""
    own = tuple(scheme for scheme in schemes if scheme.kind == form.kind and form.kind != _PROJECT)
    if form.kind == _DEPARTMENT and form.indicators:
        own = tuple(scheme for scheme in own if has_common_rows(form, scheme))
    if choice := _by_template(form, own) or _by_region(form, own):
        return choice
    scheme = _newest(list(own), form) or _only(list(own))
    if scheme is None:
        return None
    return SchemeChoice(scheme, f"这一类表按 {scheme.key}（{scheme.name}）评分", sure=True)


def _last_resort(form: SelfEvaluation) -> SchemeChoice:
    scheme = load(_LAST_RESORT_WITH_COST if has_cost_category(form) else _LAST_RESORT)
    return SchemeChoice(scheme, f"表内没有可以辨认地区的内容，暂按 {scheme.key}（{scheme.name}）评分", sure=False)


def _others(form: SelfEvaluation, chosen: Scheme, schemes: Iterable[Scheme]) -> tuple[Scheme, ...]:
    """The schemes that judge otherwise than the chosen one and that the form does not rule out."""
    return tuple(scheme for scheme in schemes if scheme.judgement != chosen.judgement and fits(form, scheme))


def _by_template(form: SelfEvaluation, schemes: tuple[Scheme, ...]) -> SchemeChoice | None:
    if form.template is None:
        return None
    for scheme in schemes:
        if scheme.key == form.template.scheme:
            return SchemeChoice(scheme, f"表格是按 {scheme.key} 生成的模板，按它评分", sure=True)
    return None


def _by_region(form: SelfEvaluation, schemes: tuple[Scheme, ...]) -> SchemeChoice | None:
    """The region named most often; two regions equally often say nothing."""
    named = {scheme.region: words_found(form, scheme.region_words) for scheme in schemes if scheme.region_words}
    most = max((len(words) for words in named.values()), default=0)
    regions = [region for region, words in named.items() if words and len(words) == most]
    if len(regions) != 1:
        return None
    scheme = _newest([scheme for scheme in schemes if scheme.region == regions[0] and fits(form, scheme)], form)
    if scheme is None:
        return None
    return SchemeChoice(scheme, f"表内有“{named[regions[0]][0]}”字样，按 {scheme.key}（{scheme.name}）评分", sure=True)


def _by_goal_blocks(form: SelfEvaluation, schemes: tuple[Scheme, ...]) -> SchemeChoice | None:
    if not has_goal_blocks(form):
        return None
    scheme = _newest([scheme for scheme in schemes if not scheme.row_points], form)
    if scheme is None:
        return None
    return SchemeChoice(scheme, f"分值印在各绩效目标上而不在行内，按 {scheme.key}（{scheme.name}）评分", sure=True)


def _by_printed_points(form: SelfEvaluation, schemes: tuple[Scheme, ...]) -> SchemeChoice | None:
    printed = printed_points(form)
    if len(printed) < 2:
        return None
    agreeing = [scheme for scheme in _nationwide(schemes) if printed.items() <= scheme_points(scheme).items()]
    scheme = _newest(agreeing, form) or _only(agreeing)
    if scheme is None:
        return None
    return SchemeChoice(scheme, f"表上所印的分值（{_listed(printed)}）与 {scheme.key} 一致，按它评分", sure=True)


def _by_marks(form: SelfEvaluation, schemes: tuple[Scheme, ...]) -> SchemeChoice | None:
    """The scheme of which most marks are printed; one that is not in force in the form's year is passed over."""
    found = {scheme.key: marks for scheme in schemes if (marks := marks_found(form, scheme))}
    most = max((len(marks) for marks in found.values()), default=0)
    scheme = _only([scheme for scheme in schemes if len(found.get(scheme.key, ())) == most > 0 and fits(form, scheme)])
    if scheme is None or _newest([scheme], form) is None:
        return None
    mark = found[scheme.key][0]
    printed = "、".join((*mark.headings, *mark.fund_rows))
    why = f"表上的栏目（{printed}）像 {scheme.key}（{scheme.name}）的表，暂按它评分，请核实"
    return SchemeChoice(scheme, why, sure=False)


def _by_cost_category(form: SelfEvaluation, schemes: tuple[Scheme, ...]) -> SchemeChoice | None:
    if not has_cost_category(form):
        return None
    scheme = _newest([scheme for scheme in _nationwide(schemes) if "成本指标" in scheme_points(scheme)], form)
    if scheme is None:
        return None
    return SchemeChoice(scheme, f"表内有“成本指标”一级指标，按 {scheme.key}（{scheme.name}）评分", sure=True)


def _by_filled_points(form: SelfEvaluation, schemes: tuple[Scheme, ...]) -> SchemeChoice | None:
    filled = filled_points(form)
    if len(filled) < 2:
        return None
    agreeing = [
        scheme
        for scheme in _nationwide(schemes)
        if filled == {name: points for name, points in scheme_points(scheme).items() if name != EXECUTION}
    ]
    scheme = _newest(agreeing, form)
    if scheme is None:
        return None
    return SchemeChoice(scheme, f"各类指标的分值（{_listed(filled)}）与 {scheme.key} 一致，按它评分", sure=True)


def _by_execution_points(form: SelfEvaluation, schemes: tuple[Scheme, ...]) -> SchemeChoice | None:
    """Points of the execution rate that only one region gives (20)."""
    points = form.funds_total.points.value if form.funds_total else None
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


def _newest(schemes: list[Scheme], form: SelfEvaluation) -> Scheme | None:
    """The newest scheme that was in force in the form's year; of a form without a year, the newest."""
    year = form.year.value
    return max((scheme for scheme in schemes if year is None or scheme.year <= year), key=_year, default=None)


def _only(schemes: list[Scheme]) -> Scheme | None:
    return schemes[0] if len(schemes) == 1 else None


def _year(scheme: Scheme) -> int:
    return scheme.year


def _listed(points: dict[str, Decimal]) -> str:
    return "、".join(f"{name}{figure:f}分" for name, figure in points.items())
