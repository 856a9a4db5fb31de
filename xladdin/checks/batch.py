"""B 批次: what forms of one batch have in common and should not, or have not and should (B101, B105, B106)."""

from __future__ import annotations

import hashlib
from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import TypeVar

from xladdin.checks.facts import BatchFacts
from xladdin.checks.rows import filled_remarks, name_of
from xladdin.checks.rule import Issue, rule
from xladdin.checks.unit_names import canonical
from xladdin.checks.words import bare_text, folded
from xladdin.model import Digest, SelfEvaluation, Severity

#: Shorter texts may be the same by chance.
_SHORTEST_TEXT = 20
_GOAL = "预期目标"
_PARTS = 16
#: Kinds (表种) that name no project: a unit has one such form a year.
_ONE_A_UNIT = frozenset({"department"})


@rule("B101", Severity.ERROR)
def submitted_twice(facts: BatchFacts) -> Iterator[Issue]:
    """同一项目报送了两次。

    不同种类的表（自评表、评价报告卡等）不算重复；部门整体支出表一个单位一年一张。

    依据：本工具的约定：项目名称、实施单位、年度都相同，或者两个文件内容完全相同，就是同一项目；重复汇总会虚增资金和完成数。
    反例：“自评表.xlsx”和“自评表（最终）.xlsx”是同一单位同一项目同一年度。
    正例：每个项目只报送一份。
    """
    told: set[frozenset[tuple[str, str]]] = set()
    for digests, what in (*_same_project(facts), *_same_content(facts)):
        places = frozenset((digest.file, digest.sheet) for digest in digests)
        if any(places <= earlier for earlier in told):
            continue
        told.add(places)
        first = digests[0]
        files = tuple(dict.fromkeys(digest.file for digest in digests))
        sheets = "" if len(files) > 1 else f"（工作表：{'、'.join(digest.sheet for digest in digests)}）"
        yield Issue(
            label=first.project or "（项目名称未填）",
            message=f"{what}，共{len(digests)}份{sheets}，无法判断哪一份有效。",
            do="请核实以哪一份为准，其余撤回后再汇总",
            found=str(len(digests)),
            expected="1",
            files=files,
        )


def _same_project(facts: BatchFacts) -> Iterator[tuple[list[Digest], str]]:
    def submission(digest: Digest) -> Iterator[Hashable]:
        owner = digest.unit or digest.department
        if owner and (digest.project or digest.kind in _ONE_A_UNIT):
            yield digest.kind, folded(digest.project), folded(owner), digest.year

    for _, digests in _sharing(facts.digests, facts.digests, submission):
        first = digests[0]
        when = f"{first.year}年度" if first.year else ""
        what = f"“{first.project}”" if first.project else "部门整体支出表"
        yield digests, f"{first.unit or first.department}{when}{what}重复报送"


def _same_content(facts: BatchFacts) -> Iterator[tuple[list[Digest], str]]:
    def content(digest: Digest) -> Iterator[Hashable]:
        if digest.sha256:
            yield digest.sha256, digest.sheet

    for _, digests in _sharing(facts.digests, facts.digests, content):
        if len({digest.file for digest in digests}) > 1:
            yield digests, "几个文件的内容完全相同"


T = TypeVar("T", bound=Hashable)


def _sharing(
    whole: Iterable[Digest], digests: Sequence[Digest], keys: Callable[[Digest], Iterable[T]]
) -> Iterator[tuple[T, list[Digest]]]:
    """Keys that several digests have in common, with these digests, in the order in which the keys first come.

    The keys are asked for of ``whole``, the digests come out of ``digests``, which are the same. First hashes alone
    are compared, since few keys of 100,000 forms are shared and all of them would take 1 KB a form.
    """
    repeated = _repeated(hash(key) for digest in whole for key in keys(digest))
    groups: dict[T, list[Digest]] = defaultdict(list)
    for digest, bare in zip(whole, digests, strict=True):
        for key in keys(digest):
            if hash(key) in repeated:
                groups[key].append(bare)
    return ((key, sharing) for key, sharing in groups.items() if len(sharing) > 1)


def _repeated(hashes: Iterable[int]) -> set[int]:
    """Those that come several times. Eight bytes each are kept, and of one part of them at a time a sorted list."""
    parts = [array("q") for _ in range(_PARTS)]
    for one in hashes:
        parts[one % _PARTS].append(one)
    return {one for part in parts for one, following in pairwise(sorted(part)) if one == following}


@rule("B105", Severity.WARNING)
def years_or_schemes_mixed(facts: BatchFacts) -> Iterator[Issue]:
    """一批表中有不同年度的，或按不同评分方案的。

    没有写年度的、方案只是暂用的表不算；计分办法相同的方案不算不同；不同种类的表（项目、部门整体等）各用各的方案，不算不同。

    依据：本工具的约定：不同年度、不同计分办法的表不能汇总在一起。
    反例：2024年度的一批表中混有一张2023年度的表。
    正例：一批表都是2024年度、同一评分方案。
    """
    shown: dict[tuple[str, str], str] = {}
    for digest in facts.digests:
        shown.setdefault(("年度", _year(digest)), f"{digest.year}年度")
        shown.setdefault(("评分方案", _rules(digest)), f"按“{digest.scheme}”评分")
    kinds = dict.fromkeys(digest.kind for digest in facts.digests)  # each kind has schemes of its own
    for label, told_by, kind in (("年度", _year, ""), *(("评分方案", _rules, kind) for kind in kinds)):
        own = [digest for digest in facts.digests if kind in {"", digest.kind} and told_by(digest)]
        counts = Counter(map(told_by, own))
        if len(counts) > 1:
            commonest = max(counts, key=lambda one: (counts[one], one))
            told = "、".join(f"{shown[label, one]}的{count}张" for one, count in counts.most_common())
            yield Issue(
                label=label,
                message=f"这批表中有{told}，{label}不同的不能汇总在一起。",
                do="请核对下列文件是否交错了表；确属不同的，请分开汇总",
                found=str(len(counts)),
                expected="1",
                files=tuple(dict.fromkeys(digest.file for digest in own if told_by(digest) != commonest)),
            )


def _year(digest: Digest) -> str:
    """The year as it is compared; empty where none is given."""
    return "" if digest.year is None else str(digest.year)


def _rules(digest: Digest) -> str:
    """What decides scores; empty where the scheme is only the last resort."""
    return (digest.rules or digest.scheme) if digest.scheme_sure else ""


@rule("B106", Severity.WARNING)
def same_text_in_several_units(facts: BatchFacts) -> Iterator[Issue]:
    """不同单位的表中有一字不差的文字。

    比较实际完成情况、偏差原因、问题和措施等20字以上的文字；预期目标只在项目不同时比较（同一项目的目标由上级统一下达）。

    依据：本工具的约定：各单位的完成情况和原因应当如实自填，完全相同的可能是互相抄用。
    反例：两个乡镇的“实际完成情况”一字不差。
    正例：各写各的完成情况。
    """
    alike: dict[int, tuple[list[Digest], list[str]]] = {}  # by a hash of the places, which may be thousands
    whole = facts.digests if facts.whole is None else facts.whole
    for (label, _), digests in _sharing(whole, facts.digests, lambda digest: digest.texts):
        if _are_strangers(digests, of_goal=label == _GOAL):
            places = hash(tuple((digest.file, digest.sheet) for digest in digests))
            alike.setdefault(places, (digests, []))[1].append(label)
    for digests, labels in alike.values():
        shown = "、".join(dict.fromkeys(labels))
        yield Issue(
            label=shown,
            message=f"{len(digests)}张不同单位的表中，{shown}一字不差。",
            do="请核实是否互相抄用；抄用的请按各自的实际情况重写",
            found=str(len(digests)),
            files=tuple(dict.fromkeys(digest.file for digest in digests)),
        )


def _are_strangers(digests: list[Digest], *, of_goal: bool) -> bool:
    """Whether the forms are of different units and no copies of one file (B101); for a goal, of different projects."""
    if len({canonical(digest.unit or digest.department) for digest in digests} - {""}) < 2:
        return False
    if len({digest.sha256 or digest.file for digest in digests}) < 2 and len({digest.file for digest in digests}) > 1:
        return False
    return not of_goal or len({bare_text(digest.project) for digest in digests}) == len(digests)


def text_prints(form: SelfEvaluation) -> tuple[tuple[str, int], ...]:
    """Label and print of each longer free text, for ``Digest.texts``: equal prints are equal texts."""
    texts = [(_GOAL, form.goal.raw), ("实际完成情况", form.achieved.raw)]
    texts += [(remark.label, remark.text.raw) for remark in filled_remarks(form)]
    texts += [(f"“{name_of(row)}”的偏差原因", row.note.raw) for row in form.indicators if row.note.raw]
    bare = [(label, bare_text(text)) for label, text in texts]
    return tuple([(label, _print(text)) for label, text in bare if len(text) >= _SHORTEST_TEXT])


def _print(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "big")
