"""主管部门按二级项目汇总: the forms of one 二级项目 (or department, or region) and the rows they have in common."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from xladdin.merge.additivity import How, Method
from xladdin.merge.admission import judgement
from xladdin.merge.common_rates import references
from xladdin.merge.members import Member, Rules
from xladdin.merge.rows import Shown, merge_rows
from xladdin.merge.sources import Contributors
from xladdin.merge.words import indicator_key, kind_words
from xladdin.model import TargetKind
from xladdin.model.texts import name_key

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from xladdin.merge.admission import Candidate
    from xladdin.merge.aliases import Aliases
    from xladdin.merge.common_rates import References
    from xladdin.merge.similar import Families, Name, SideBySide
    from xladdin.model import MergedIndicator, Op, RowExtract

#: The group of all forms of a kind that is not divided.
ALL = "全部"
_NO_NAME = "（未填{what}：{file} {sheet}）"


class By(StrEnum):
    """汇总的口径: which forms belong together; the values are names of fields of ``FormLine``."""

    SUBPROJECT = "subproject"  # 二级项目, whatever the department
    PROJECT = "project"  # the project name on the form
    DEPARTMENT = "department"  # 主管部门
    REGION = "region"  # 地区


_WHAT = {By.SUBPROJECT: "项目名称", By.PROJECT: "项目名称", By.DEPARTMENT: "主管部门", By.REGION: "地区"}


def levels(by: str) -> tuple[By, ...]:
    """``region,subproject`` → both levels. Raises ValueError for an unknown one."""
    return tuple(By(level) for level in by.split(","))


def levels_of(kind: str, by: Sequence[By]) -> tuple[By, ...]:
    """Of the levels asked for those that mean something to a kind: a department's form belongs to no 二级项目."""
    own = kind_words(kind)
    return tuple(level for level in by if level.value in own.levels) or tuple(map(By, own.otherwise))


class Group(NamedTuple):
    """Forms that are merged with one another, in the order of their files."""

    label: str
    forms: list[Candidate]


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


_NOT_BY_TARGET = frozenset({How.COMMON, How.MEAN})
_WHATEVER_SIGN = _NOT_BY_TARGET | {How.LISTED}
#: Field of a kind → what a user calls it.
_DIFFERENCES = {"rules": "年度或评分方案", "kind": "性质", "op": "符号", "dimension": "单位", "method": "汇总方式"}


def groups(forms: Sequence[Candidate], by: Sequence[By]) -> list[Group]:
    """The forms by 二级项目, department …, groups and forms in the order of the files.

    A form that does not say to which it belongs is a group of its own.
    """
    found: dict[Hashable, Group] = {}
    for number, form in enumerate(forms):
        names = [(level, getattr(form.line, level.value)) for level in by]
        missing = next((_WHAT[level] for level, name in names if not name), None)
        if missing:
            found[number] = Group(_NO_NAME.format(what=missing, file=form.line.file, sheet=form.line.sheet), [form])
            continue
        key = tuple(name_key(name) for _, name in names)
        label = "／".join(name for _, name in names) or ALL
        found.setdefault(key, Group(label, [])).forms.append(form)
    return list(found.values())


def merge_group(group: Group, rules: Rules, beside: SideBySide) -> Iterator[tuple[MergedIndicator, Contributors]]:
    """The merged indicators of a group in the order of its forms, each with its sources."""
    buckets = _buckets(group, rules)
    same_name: dict[Name, list[_Kind]] = {}
    for kind in buckets:
        same_name.setdefault(kind[:3], []).append(kind)
    sizes = {name: sum(len(buckets[kind]) for kind in kinds) for name, kinds in same_name.items()}
    shown = {name: rules.aliases.standard(_name(buckets[kinds[0]])) for name, kinds in same_name.items()}
    families = beside.families(group.label, shown, sizes, _Apart(buckets, same_name).are_two)
    for kind in _reading_order(list(buckets), families):
        members, name = buckets[kind], kind[:3]
        alone = len(same_name[name]) == 1 and name not in families
        notes = (_differences(same_name[name]), families.note(name))
        number = 0 if alone else families.number(name)
        row = Shown(group.label, shown[name], notes, families.near(name), number)
        sources = Contributors(members, rules.fund)
        yield merge_rows(members, kind.method, rules, row, sources), sources


class _Apart:
    """Which names are two indicators, however like they are: two of one form, and common indicators (共性指标)."""

    def __init__(self, buckets: Mapping[_Kind, list[Member]], same_name: Mapping[Name, list[_Kind]]) -> None:
        self._buckets, self._same_name = buckets, same_name
        self._forms: dict[Name, set[int]] = {}

    def are_two(self, one: Name, other: Name) -> bool:
        """Whether any form has both names, or one of them is laid down by the scheme."""
        if any(kind.method.how is How.COMMON for name in (one, other) for kind in self._same_name[name]):
            return True
        return not self._of(one).isdisjoint(self._of(other))

    def _of(self, name: Name) -> set[int]:
        if name not in self._forms:
            members = (member for kind in self._same_name[name] for member in self._buckets[kind])
            self._forms[name] = {id(member.form) for member in members}
        return self._forms[name]


def _name(members: Sequence[Member]) -> str:
    return members[0].row.common or members[0].row.name


def _buckets(group: Group, rules: Rules) -> dict[_Kind, list[Member]]:
    buckets: dict[_Kind, list[Member]] = {}
    for form in group.forms:
        figures = _figures(form, rules)
        apart = (judgement(form.extract.scheme), form.line.year) if rules.mixed else None
        seen: Counter[_Kind] = Counter()
        for row in form.extract.rows:
            kind = _kind(row, apart, rules.aliases)
            occurrence = seen[kind]
            seen[kind] += 1
            buckets.setdefault(kind._replace(occurrence=occurrence), []).append(
                Member(row, form.line, form.extract.scheme, figures)
            )
    return buckets


def _figures(form: Candidate, rules: Rules) -> References:
    """What the common indicators of a form are worked out from; nothing where it has none."""
    if not any(row.common for row in form.extract.rows):
        return {}
    return references(form.extract, rules.lines, form.line.amount(rules.fund))


def _kind(row: RowExtract, rules: Hashable, aliases: Aliases) -> _Kind:
    how = Method(How(row.how), row.why)
    # What is only listed may stand in one line whatever its sign and unit, and so what is not read from the row.
    apart = how.how in _WHATEVER_SIGN
    return _Kind(
        category=row.category,
        subcategory=indicator_key(row.subcategory),
        name=indicator_key(aliases.standard(row.common or row.name)),
        rules=rules,
        kind=TargetKind.QUANTITY if how.how in _NOT_BY_TARGET else row.kind,
        op=None if apart else row.op,
        dimension="" if apart or row.unit is None or how.how is How.TIER else row.unit.dimension,
        method=how,
    )


def _reading_order(kinds: list[_Kind], families: Families) -> list[_Kind]:
    """Categories and subcategories together, names that are nearly the same next to one another.

    Otherwise each in the order in which the forms bring them.
    """
    first: dict[object, int] = {}
    keys = {kind: (kind[:1], kind[:2], families.first(kind[:3]), kind[:3]) for kind in kinds}
    for number, kind in enumerate(kinds):
        for key in keys[kind]:
            first.setdefault(key, number)
    return sorted(kinds, key=lambda kind: tuple(first[key] for key in keys[kind]))


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
