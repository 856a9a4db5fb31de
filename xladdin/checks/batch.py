"""B 批次: many forms at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from xladdin.checks.facts import BatchFacts
from xladdin.checks.rule import Issue, rule
from xladdin.checks.words import folded
from xladdin.model import Digest, Severity


@rule("B101", Severity.ERROR)
def submitted_twice(facts: BatchFacts) -> Iterator[Issue]:
    """同一项目报送了两次。

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
    groups: dict[tuple[str, str, int | None], list[Digest]] = defaultdict(list)
    for digest in facts.digests:
        owner = digest.unit or digest.department
        if digest.project and owner:
            groups[folded(digest.project), folded(owner), digest.year].append(digest)
    for (_, _, year), digests in groups.items():
        if len(digests) > 1:
            owner = digests[0].unit or digests[0].department
            when = f"{year}年度" if year else ""
            yield digests, f"{owner}{when}“{digests[0].project}”重复报送"


def _same_content(facts: BatchFacts) -> Iterator[tuple[list[Digest], str]]:
    groups: dict[tuple[str, str], list[Digest]] = defaultdict(list)
    for digest in facts.digests:
        if digest.sha256:
            groups[digest.sha256, digest.sheet].append(digest)
    for digests in groups.values():
        if len({digest.file for digest in digests}) > 1:
            yield digests, "几个文件的内容完全相同"
