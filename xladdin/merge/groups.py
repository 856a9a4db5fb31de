"""主管部门按二级项目汇总: the forms of one 二级项目 (or department) and the rows they have in common."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from xladdin.merge.additivity import How, Method, method, unit_of
from xladdin.merge.admission import judgement
from xladdin.merge.rows import Member, merge_rows
from xladdin.merge.words import indicator_key, name_key
from xladdin.model import Outcome, TargetKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from xladdin.merge.extracts import FormExtract, Row
    from xladdin.merge.rows import RowScore
    from xladdin.model import IndicatorLine, MergedIndicator, Op

_NO_NAME = "（未填{what}：{file} {sheet}）"
_FULL = Decimal(100)


class By(StrEnum):
    """汇总的口径: which forms belong together."""

    PROJECT = "project"  # one project name, whatever the department
    SUBPROJECT = "subproject"  # one project name within one department
    DEPARTMENT = "department"  # one department


class Group(NamedTuple):
    """Forms that are merged with one another, in the order of their files."""

    label: str
    forms: list[FormExtract]


class _Kind(NamedTuple):
    """What rows must have in common to be merged. ``rules`` tells years and schemes apart in a mixed merge."""

    category: str
    subcategory: str
    name: str
    rules: Hashable
    kind: TargetKind
    op: Op | None
    dimension: str
    method: Method
    occurrence: int = 0  # the second row of this kind within one form never meets the first of another


#: Field of a kind → what a user calls it.
_DIFFERENCES = {"rules": "年度或评分方案", "kind": "性质", "op": "符号", "dimension": "单位", "method": "汇总方式"}


def groups(forms: Sequence[FormExtract], by: By) -> list[Group]:
    """The forms by 二级项目 or department, groups and forms in the order of the files.

    A form that does not say to which it belongs is a group of its own.
    """
    found: dict[Hashable, Group] = {}
    for number, form in enumerate(forms):
        names = _names(form, by)
        missing = next((what for what, name in names if not name), None)
        if missing:
            found[number] = Group(_NO_NAME.format(what=missing, file=form.line.file, sheet=form.line.sheet), [form])
            continue
        key = tuple(name_key(name) for _, name in names)
        found.setdefault(key, Group("／".join(name for _, name in names), [])).forms.append(form)
    return list(found.values())


def _names(form: FormExtract, by: By) -> tuple[tuple[str, str], ...]:
    project, department = ("项目名称", form.line.project), ("主管部门", form.line.department)
    match by:
        case By.PROJECT:
            return (project,)
        case By.SUBPROJECT:
            return department, project
        case By.DEPARTMENT:
            return (department,)


def merge_group(
    group: Group, score: RowScore, *, mixed: bool = False
) -> Iterator[tuple[MergedIndicator, list[IndicatorLine]]]:
    """The merged indicators of a group in the order of its forms, each with the lines it comes from."""
    buckets = _buckets(group, score, mixed=mixed)
    same_name: dict[tuple[str, str, str], list[_Kind]] = {}
    for kind in buckets:
        same_name.setdefault(kind[:3], []).append(kind)
    for kind in _reading_order(list(buckets)):
        note = _differences(same_name[kind[:3]])
        members = buckets[kind]
        yield merge_rows(members, kind.method, group.label, score, note), [member.row.line for member in members]


def _buckets(group: Group, score: RowScore, *, mixed: bool) -> dict[_Kind, list[Member]]:
    buckets: dict[_Kind, list[Member]] = {}
    for form in group.forms:
        rules = (judgement(form.scheme), form.line.year) if mixed else None
        seen: Counter[_Kind] = Counter()
        for row in form.rows:
            kind = _kind(row, form, rules, score)
            occurrence = seen[kind]
            seen[kind] += 1
            member = Member(row, form.line, form.scheme)
            buckets.setdefault(kind._replace(occurrence=occurrence), []).append(member)
    return buckets


def _kind(row: Row, form: FormExtract, rules: Hashable, score: RowScore) -> _Kind:
    line, target = row.line, row.target
    how = method(row, in_doubt=_in_doubt(row, form, score))
    unit = unit_of(row)
    apart = how.how is How.LISTED  # what is only listed may stand in one line whatever its sign and unit
    return _Kind(
        category=line.category,
        subcategory=indicator_key(line.subcategory),
        name=indicator_key(line.name),
        rules=rules,
        kind=target.kind,
        op=None if apart else target.op,
        dimension="" if apart or unit is None or how.how is How.TIER else unit.dimension,
        method=how,
    )


def _in_doubt(row: Row, form: FormExtract, score: RowScore) -> bool:
    """Whether the scheme cannot compare the figures of a row; a row without points is tried with full marks."""
    if row.line.points is not None or row.target.kind is not TargetKind.QUANTITY:
        return row.unjudged
    due = score(row.target, row.actual, _FULL, form.scheme, category=row.line.category, name=row.line.name)
    return due.outcome is Outcome.UNJUDGED


def _reading_order(kinds: list[_Kind]) -> list[_Kind]:
    """Categories and subcategories together, each in the order in which the forms bring them."""
    first: dict[tuple[str, ...], int] = {}
    for number, kind in enumerate(kinds):
        first.setdefault(kind[:1], number)
        first.setdefault(kind[:2], number)
        first.setdefault(kind[:3], number)
    return sorted(kinds, key=lambda kind: (first[kind[:1]], first[kind[:2]], first[kind[:3]]))


def _differences(kinds: list[_Kind]) -> str:
    """Why rows of one name stand side by side; empty where there is only one."""
    if len(kinds) == 1:
        return ""
    figures = [kind for kind in kinds if kind.kind is TargetKind.QUANTITY and kind.method.how is not How.LISTED]
    compared = {"op": figures, "dimension": figures}
    different = [
        word
        for field, word in _DIFFERENCES.items()
        if len({getattr(kind, field) for kind in compared.get(field, kinds)}) > 1
    ]
    if not different:
        return "同一张表里有几行同名指标，分别列示"
    return f"同名指标的{'、'.join(different)}不同，不合并，分别列示"
