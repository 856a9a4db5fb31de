"""主管部门按二级项目汇总: the forms of one 二级项目 (or department, or region) and the rows they have in common."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Hashable
from enum import StrEnum
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from xladdin.merge.additivity import How, Method
from xladdin.merge.admission import judgement
from xladdin.merge.buckets import Bucket, BucketStore, Owner
from xladdin.merge.common_rates import references
from xladdin.merge.packing import packed_rows
from xladdin.merge.prints import print_of
from xladdin.merge.rows import Shown, merge_rows
from xladdin.merge.words import indicator_key, kind_words
from xladdin.model import TargetKind
from xladdin.model.texts import name_key

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from xladdin.merge.aliases import Aliases
    from xladdin.merge.candidates import Candidate
    from xladdin.merge.common_rates import References
    from xladdin.merge.rules import Rules
    from xladdin.merge.similar import Families, Name, SideBySide
    from xladdin.merge.sources import MergedRows
    from xladdin.model import FormExtract, FormLine, Op, RowExtract

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
    forms: Sequence[Candidate]

    def lines(self) -> Iterator[FormLine]:
        """Their lines of 汇总表."""
        return (form.line for form in self.forms)


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


def groups(forms: Sequence[Candidate], by: Sequence[By]) -> Iterator[Group]:
    """The forms by 二级项目, department …, groups and forms in the order of the files.

    A form that does not say to which it belongs is a group of its own.
    """
    numbers: dict[bytes, int] = {}  # of the groups, by prints of their names
    of_form = array("L", (numbers.setdefault(_group_of(form, by), len(numbers)) for form in forms))
    together = sorted(range(len(forms)), key=of_form.__getitem__)
    del numbers
    for _, places in groupby(together, key=of_form.__getitem__):
        own = [forms[place] for place in places]
        yield Group(_label(own[0], by), own)


def _group_of(form: Candidate, by: Sequence[By]) -> bytes:
    told = form.names
    names = [getattr(told, level.value) for level in by]
    return print_of(*map(name_key, names)) if all(names) else print_of(form.number)


def _label(first: Candidate, by: Sequence[By]) -> str:
    """What a group is called, by its first form."""
    told = first.names
    names = [getattr(told, level.value) for level in by]
    missing = next((_WHAT[level] for level, name in zip(by, names, strict=True) if not name), None)
    if missing:
        return _NO_NAME.format(what=missing, file=first.line.file, sheet=first.line.sheet)
    return "／".join(names) or ALL


def merge_group(group: Group, rules: Rules, beside: SideBySide, rows: MergedRows) -> None:
    """Put the merged indicators of a group, in the order of its forms, behind those that are in ``rows``."""
    buckets = _buckets(group, rules)
    same_name: dict[Name, list[_Kind]] = {}
    for kind in buckets:
        same_name.setdefault(kind[:3], []).append(kind)
    sizes = {name: sum(buckets[kind].tally.rows for kind in kinds) for name, kinds in same_name.items()}
    shown = {name: rules.aliases.standard(_name(buckets[kinds[0]])) for name, kinds in same_name.items()}
    families = beside.families(group.label, shown, sizes, _Apart(buckets, same_name).are_two)
    for kind in _reading_order(list(buckets), families):
        bucket, name = buckets[kind], kind[:3]
        alone = len(same_name[name]) == 1 and name not in families
        row = Shown(group.label, shown[name])
        if not alone:
            notes = (_differences(same_name[name]), families.note(name))
            row = Shown(group.label, shown[name], notes, families.near(name), families.number(name))
        rows.add(merge_rows(bucket, kind.method, rules, row), bucket)


class _Apart:
    """Which names are two indicators, however like they are: two of one form, and common indicators (共性指标)."""

    def __init__(self, buckets: Mapping[_Kind, Bucket], same_name: Mapping[Name, list[_Kind]]) -> None:
        self._buckets, self._same_name = buckets, same_name
        self._forms: dict[Name, set[int]] = {}

    def are_two(self, one: Name, other: Name) -> bool:
        """Whether any form has both names, or one of them is laid down by the scheme."""
        if any(kind.method.how is How.COMMON for name in (one, other) for kind in self._same_name[name]):
            return True
        return not self._of(one).isdisjoint(self._of(other))

    def _of(self, name: Name) -> set[int]:
        if name not in self._forms:
            self._forms[name] = {form for kind in self._same_name[name] for form in self._buckets[kind].forms()}
        return self._forms[name]


def _name(bucket: Bucket) -> str:
    return bucket.first.common or bucket.first.name


def _buckets(group: Group, rules: Rules) -> dict[_Kind, Bucket]:
    """The rows of the forms by their kinds, form by form."""
    buckets: dict[_Kind, Bucket] = {}
    store = BucketStore()
    for form in group.forms:
        extract, line = form.extract, form.line
        owner = Owner(form.number, line, extract.scheme, rules.fund, _figures(extract, line, rules))
        apart = (judgement(extract.scheme), line.year) if rules.mixed else None
        seen: Counter[_Kind] = Counter()
        for row, packed in packed_rows(extract):
            kind = _kind(row, apart, rules.aliases)
            occurrence = seen[kind]
            seen[kind] += 1
            own = kind._replace(occurrence=occurrence) if occurrence else kind
            if own not in buckets:
                buckets[own] = Bucket(store, row, owner, kind.method.how)
            buckets[own].add(row, owner, packed)
        store.spill(buckets.values())
    return buckets


def _figures(form: FormExtract, line: FormLine, rules: Rules) -> References:
    """What the common indicators of a form are worked out from; nothing where its scheme has none."""
    return references(form, rules.lines, line.amount(rules.fund)) if form.scheme.common else {}


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
