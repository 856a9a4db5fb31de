"""Which figures of a sentence stand side by side, and which are parts of which.

A group is one count told in several units (「6批8人次」). Groups form a tree: 「其中」, a colon or a bracket behind a
group make the groups that follow its parts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from xladdin.model import Figure, Role, Sentence
from xladdin.report.lexicon import pattern, section

_JOINER = re.compile(r"[\s、,，/(（共计]*$")
_COLON = re.compile(r"^\s*[一-鿿]{0,4}[)）]?\s*[:：]")
_COUNTED = (Role.AMOUNT, Role.EARLIER, Role.PLANNED, Role.SCORE)
_DEEPEST = 4  # lists within lists; no report has more
_BY_MARKER, _BY_COLON, _BY_BRACKET, _BY_WORDS = "marker", "colon", "bracket", "words"


@dataclass(slots=True)
class Group:
    """Figures of one count; ``parts`` are the groups said to belong to it, ``how`` they were tied to it."""

    figures: list[Figure]
    lead: str
    parts: list[Group] = field(default_factory=list)
    how: str = ""
    marker: str = ""
    depth: int = 0  # brackets around it

    @property
    def first(self) -> Figure:
        """The figure that stands first."""
        return self.figures[0]

    @property
    def last(self) -> Figure:
        """The figure that stands last."""
        return self.figures[-1]

    def pick(self, dimension: str) -> Figure | None:
        """The figure that can be added to one of this dimension: the same, or another way to count cases."""
        same = next((one for one in self.figures if one.dimension == dimension), None)
        if same is not None:
            return same
        cases = section("families")["cases"]
        if dimension in cases or dimension == "mixed":
            return next((one for one in self.figures if one.dimension in cases), None)
        return None

    def pick_heads(self) -> Figure | None:
        """The figure that counts heads, else the first that counts cases."""
        heads = section("families")["heads"]
        return next((one for one in self.figures if one.dimension in heads), None) or self.pick("mixed")


def group_figures(sentence: Sentence) -> list[Group]:
    """The amounts and scores of a sentence in groups, in order; percentages and changes are left out."""
    groups: list[Group] = []
    before: Figure | None = None
    lead, depth = "", 0
    for figure in sentence.figures:
        lead += figure.lead
        depth += figure.lead.count("(") + figure.lead.count("（") - figure.lead.count(")") - figure.lead.count("）")
        if figure.unit is None or figure.role not in _COUNTED or figure.dimension == "ratio":
            before = None
            continue
        known = [one.dimension for one in groups[-1].figures] if before is not None else []
        if before is not None and _JOINER.match(figure.lead) and figure.dimension not in known:
            groups[-1].figures.append(figure)
        else:
            groups.append(Group([figure], lead, depth=depth))
        before, lead = figure, ""
    return groups


def tie(groups: Sequence[Group], outer: Group | None) -> list[Group]:
    """Tie the groups of a sentence to the totals they belong to; the totals, innermost first.

    ``outer`` is the last amount of the sentence before, to which a leading 「其中」 refers.
    """
    scopes: list[tuple[Group, str, int]] = []
    totals: list[Group] = []
    before = outer
    for index, group in enumerate(groups):
        _close(scopes, group)
        if pattern("sums", "by").search(group.lead):  # another list begins, of a total further in front
            scopes = []
        how, marker = _opening(group, before, first=index == 0)
        if how and before is not None and len(scopes) < _DEEPEST:
            before.how, before.marker = how, marker
            scopes.append((before, how, group.depth))
            totals.append(before)
        if scopes:
            scopes[-1][0].parts.append(group)
        if before is None or not _looks_back(group, before):
            before = group
    _tie_by_words(groups, totals)
    return _unique(totals)[::-1]


def _looks_back(group: Group, before: Group) -> bool:
    """「312次，比上年的298次多14次；其中…」: what is told of the year before is not the total of what follows."""
    earlier = group.first.role is Role.EARLIER and before.first.role is Role.AMOUNT
    return earlier and group.first.dimension == before.first.dimension


def _unique(totals: list[Group]) -> list[Group]:
    found: list[Group] = []
    for one in totals:
        if not any(one is other for other in found):
            found.append(one)
    return found


def _close(scopes: list[tuple[Group, str, int]], group: Group) -> None:
    """Leave brackets that were closed, and at a semicolon the inner one of two lists."""
    while scopes and scopes[-1][1] == _BY_BRACKET and group.depth < scopes[-1][2]:
        scopes.pop()
    if re.search("[;；]", group.lead) and len(scopes) > 1 and scopes[-1][1] != _BY_BRACKET:
        scopes.pop()


def _opening(group: Group, before: Group | None, *, first: bool) -> tuple[str, str]:
    """How a group begins the list of parts of the one before it; empty where it does not."""
    found = pattern("sums", "marker").search(group.lead)
    if before is not None and first and found and refers_back(group, before):
        return _BY_MARKER, found[0]
    if before is None or first or pattern("sums", "by").search(group.lead):
        return "", ""
    if found:
        return _BY_MARKER, group.lead
    if _COLON.match(group.lead) or _COLON.match(group.first.lead):
        return _BY_COLON, "："
    opened = "（含" if group.first.lead.lstrip().startswith(("(含", "（含")) else "（"
    return (_BY_BRACKET, opened) if group.depth > before.depth else ("", "")


def refers_back(group: Group, before: Group) -> bool:
    """Whether a sentence begins with 「其中」, or with the name of an amount told before: 「项目支出包括：」."""
    leading = group.lead.lstrip(" ,，:：\x00")
    name = before.first.subject
    return leading.startswith("其中") or (len(name) > 1 and name in pattern("sums", "marker").split(leading)[0])


def _tie_by_words(groups: Sequence[Group], totals: list[Group]) -> None:
    """A total without 「其中」 whose followers bear the words of one partition: 「总量…，来信…，来访…」."""
    if totals or len(groups) < 3:
        return
    for partition in section("partitions"):
        labels = [label_of(group, partition["parts"]) for group in groups]
        named = [place for place, label in enumerate(labels) if label is not None]
        told = [labels[place] for place in named]
        if len(named) < 2 or not named[0] or len(set(told)) < len(told) or named != [*range(named[0], named[-1] + 1)]:
            continue
        closed = "closing" in partition and re.search(partition["closing"], groups[named[-1]].lead)
        if closed or ("closing" not in partition and len(named) == len(groups) - 1):
            head = groups[named[0] - 1]
            head.how, head.marker, head.parts = _BY_WORDS, partition["name"], [groups[place] for place in named]
            totals.append(head)
            return


def label_of(group: Group, patterns: Sequence[str]) -> int | None:
    """Which of these patterns the group's own words fit; None for none or several."""
    found = [number for number, one in enumerate(patterns) if re.search(one, group.lead)]
    return found[0] if len(found) == 1 else None


def is_partition(parts: Sequence[Figure], total: Figure) -> bool:
    """Whether the parts bear different words that together are all there is (来信、来访、网上…)."""
    for partition in section("partitions"):
        labels = [
            next((number for number, one in enumerate(partition["parts"]) if re.search(one, part.lead)), None)
            for part in parts
        ]
        if None not in labels and len(set(labels)) == len(labels) >= 2:
            wanted = partition.get("total")
            if wanted is None or re.search(wanted, total.lead) or len(labels) == len(partition["parts"]):
                return True
    return False


def is_no_part(group: Group, total: Figure | None = None) -> bool:
    """Whether what the group tells is no part of a total: an average, a target, what is told of a part."""
    role = group.first.role
    told = role is Role.AMOUNT or (total is not None and role is total.role) or group.first.dimension == "points"
    return not told or bool(pattern("sums", "no_part").search(group.first.lead))


def is_each(part: Figure) -> bool:
    """Whether the amount is one of several equal ones: 「省、市各153.6万元」."""
    return part.lead.rstrip().endswith("各")


def row(groups: Sequence[Group]) -> list[Group]:
    """The first groups, up to a stronger stop than the one between the first two: 「来信9件、来访41批，办结50件」."""
    if len(groups) < 3:
        return list(groups)
    first = _stop(groups[1])
    end = next((place for place, one in enumerate(groups) if place > 1 and _stop(one) > first > 0), len(groups))
    return list(groups[:end])


def _stop(group: Group) -> int:
    return next((strength for strength, mark in ((3, "；"), (2, "，"), (1, "、")) if mark in group.lead), 1)


def clauses(groups: Sequence[Group]) -> Iterator[Group]:
    """The first group behind each semicolon."""
    for index, group in enumerate(groups):
        if not index or re.search("[;；]", group.lead):
            yield group
