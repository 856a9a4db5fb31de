"""B 批次: who submitted, against one another and against the list of forms that are expected (B102–B104)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from xladdin.checks.facts import BatchFacts
from xladdin.checks.rule import Issue, rule
from xladdin.checks.unit_names import same_unit, spellings
from xladdin.checks.words import bare_text
from xladdin.model import Digest, ExpectedForm, Severity


@rule("B102", Severity.WARNING)
def unit_spelled_two_ways(facts: BatchFacts) -> Iterator[Issue]:
    """同一单位写成了两种名称。

    比较时不计标点、“和”“与”和常见简称；少写了地名的，只在能够确定是哪一个单位时提示。

    依据：本工具的约定：按单位归集时，名称不同会被当成两个单位。
    反例：一张表写“某县发展和改革局”，另一张写“某县发改局”。
    正例：都写“某县发展和改革局”。
    """
    for field, label in (("department", "主管部门"), ("unit", "实施单位")):
        files: dict[str, list[str]] = defaultdict(list)
        for digest in facts.digests:
            files[getattr(digest, field)].append(digest.file)
        for names in spellings(files):
            counted = sorted(names, key=lambda name: -len(files[name]))
            shown = "、".join(f"“{name}”（{len(files[name])}张表）" for name in counted)
            yield Issue(
                label=label,
                message=f"{shown}看来是同一个单位。",
                do=f"请核实；是同一单位的，请统一写成“{counted[0]}”或其全称",
                found=counted[-1],
                expected=counted[0],
                files=tuple(dict.fromkeys(file for name in counted[1:] for file in files[name])),
            )


@rule("B103", Severity.ERROR)
def not_submitted(facts: BatchFacts) -> Iterator[Issue]:
    """名单上的项目没有报送。

    依据：使用者给出的应报送名单（--expected）。
    反例：名单上有“某县水务局 农村饮水安全维修养护经费”，报送的文件中没有。
    正例：名单上的每个项目都有一张表。
    """
    for line in absent(facts):
        owner = line.unit or line.department
        yield Issue(
            label=line.project or owner,
            message=f"名单上的“{'　'.join(part for part in (owner, line.project) if part)}”没有报送。",
            do="请催报；已经报送的，请核对表上的单位和项目名称",
            found="",
            expected=line.project or owner,
        )


@rule("B104", Severity.WARNING)
def not_expected(facts: BatchFacts) -> Iterator[Issue]:
    """报送的项目不在名单上。

    依据：使用者给出的应报送名单（--expected）。
    反例：报送了“办公楼维修”，名单上没有这个项目。
    正例：报送的项目都在名单上。
    """
    if facts.expected is None:
        return
    index = _by_project(facts)
    met = {
        id(digest)
        for line in dict.fromkeys(facts.expected)
        for digest in _candidates(index, facts, line)
        if _is_expected(digest, line)
    }
    for digest in facts.digests:
        if id(digest) not in met:
            owner = digest.unit or digest.department
            shown = "　".join(part for part in (owner, digest.project) if part) or digest.sheet
            yield Issue(
                label=digest.project or "（项目名称未填）",
                message=f"“{shown}”不在应报送名单上。",
                do="请核对单位和项目名称是否与名单一致；确属名单外的，请核实是否应当报送",
                found=digest.project,
                files=(digest.file,),
            )


def absent(facts: BatchFacts) -> Iterator[ExpectedForm]:
    """The lines of the list of expected forms for which none came, in the order of the list."""
    index = _by_project(facts)
    for line in dict.fromkeys(facts.expected or ()):
        if not any(_is_expected(digest, line) for digest in _candidates(index, facts, line)):
            yield line


def _by_project(facts: BatchFacts) -> dict[str, list[Digest]]:
    index: dict[str, list[Digest]] = defaultdict(list)
    for digest in facts.digests if facts.expected is not None else ():
        index[bare_text(digest.project)].append(digest)
    return index


def _candidates(index: dict[str, list[Digest]], facts: BatchFacts, line: ExpectedForm) -> list[Digest]:
    return index.get(bare_text(line.project), []) if line.project else list(facts.digests)


def _is_expected(digest: Digest, line: ExpectedForm) -> bool:
    """Whether unit and department agree; a line without a unit, or a form without one, is compared by department."""
    if line.unit and digest.unit:
        return same_unit(line.unit, digest.unit)
    if line.department and digest.department:
        return same_unit(line.department, digest.department)
    return not (line.unit or line.department) or same_unit(
        line.unit or line.department, digest.unit or digest.department
    )
