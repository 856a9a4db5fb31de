"""增减: 「受理320件，比上年增加40件，增长14.3%」, and changes that no figures can give."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from xladdin.model import Change, Figure, Impossible, Role, Sentence
from xladdin.report.lexicon import pattern
from xladdin.report.relations.compared import FROM, TO, Told, settle
from xladdin.report.relations.judged_changes import falls_by, judge_change
from xladdin.report.relations.tolerance import is_count

_HALF, _FULL = Decimal("0.5"), Decimal(100)
_JOINED = re.compile(r"[\s、,，和与及]*$")


def find_changes(sentences: Sequence[Sentence]) -> Iterator[Change]:
    """Every change that can be compared with its figures, whether it follows or not."""
    before: Sentence | None = None
    front: list[Figure] = []
    for sentence in sentences:
        if before is None or before.paragraph != sentence.paragraph:
            front = []
        for story in _stories(sentence):
            yield from _changes(story, front)
            front += [one for one in story if _is_amount(one)]
        before = sentence


def _is_amount(figure: Figure) -> bool:
    usable = figure.unit is not None and figure.dimension != "ratio" and not figure.approximate
    return usable and figure.role is Role.AMOUNT


def _stories(sentence: Sentence) -> Iterator[list[Figure]]:
    """The figures between two semicolons: what is said of one thing."""
    story: list[Figure] = []
    for figure in sentence.figures:
        if story and re.search("[;；]", figure.lead):
            yield story
            story = []
        story.append(figure)
    if story:
        yield story


def _changes(story: Sequence[Figure], front: Sequence[Figure]) -> Iterator[Change]:
    for index, figure in enumerate(story):
        if figure.role is not Role.CHANGE or figure.approximate or figure.bound:
            continue
        if _is_joined(story, index):
            continue
        run = [figure]
        while index + len(run) < len(story) and _is_joined(story, index + len(run)):
            run.append(story[index + len(run)])
        if len(run) > 1 or pattern("changes", "every").search(figure.lead):
            yield from _each(story[:index], run)
        elif not _is_second(story, index):
            found, told = _change(story, index, front), _told(story, index)
            if told is not None:
                found = settle(found, told, story, index, front)
            if found is not None:
                yield found


def _told(story: Sequence[Figure], index: int) -> Told | None:
    """The change as it is told; None where it is one of percentage points, or the words do not say which way."""
    first = story[index]
    behind = story[index + 1] if index + 1 < len(story) else None
    falls = falls_by(first)
    if falls is None or "百分点" in first.raw:
        return None
    if first.dimension == "ratio":
        return Told(None, first, falls)
    second = behind if behind and behind.role is Role.CHANGE and behind.dimension == "ratio" else None
    if second is not None and ("百分点" in second.raw or second.approximate):
        return None
    return Told(first, second, falls)


def _is_joined(story: Sequence[Figure], index: int) -> bool:
    """Whether a figure goes on a list of changes: 「分别下降10%、5%」."""
    if not index or story[index - 1].role is not Role.CHANGE or not story[index].lead.strip():
        return False
    return bool(_JOINED.match(story[index].lead)) and story[index].dimension == story[index - 1].dimension


def _is_second(story: Sequence[Figure], index: int) -> bool:
    """Whether the percentage was taken together with the amount of change right in front of it."""
    before = story[index - 1] if index else None
    return (
        before is not None
        and before.role is Role.CHANGE
        and before.dimension != "ratio"
        and story[index].dimension == "ratio"
    )


def _each(front: Sequence[Figure], run: Sequence[Figure]) -> Iterator[Change]:
    """「来信12件、来访30批，同比分别下降20%、10%」."""
    amounts = [one for one in front if one.role is Role.AMOUNT and one.unit and one.dimension != "ratio"]
    if len(amounts) < len(run):
        return
    for now, percent in zip(amounts[-len(run) :], run, strict=True):
        told = (
            percent
            if falls_by(percent) is not None
            else replace(percent, lead=run[0].lead + percent.lead, role=Role.CHANGE)
        )
        found = judge_change(now, None, None, told)
        if found is not None:
            yield found


def _change(story: Sequence[Figure], index: int, front: Sequence[Figure]) -> Change | None:
    first = story[index]
    behind = story[index + 1] if index + 1 < len(story) else None
    percent: Figure | None
    amount: Figure | None
    if first.dimension == "ratio":
        percent, amount = first, None
    else:
        amount = first
        percent = behind if behind and behind.role is Role.CHANGE and behind.dimension == "ratio" else None
        percent = percent or _percent_before(story, index)
    now, earlier = _ends(story[:index], amount)
    if now is None and behind is not None and (TO.search(behind.lead) or _is_left(first, behind)):
        now = behind
    if "百分点" in first.raw:
        return _points_change(story[:index], first, behind)
    if _is_rate_change(percent, now):
        return None
    if not _is_compared(story[: index + 1]) and earlier is None:
        return None
    after = behind if percent is first else next(iter(story[index + 2 : index + 3]), None)
    if earlier is None and after is not None:
        earlier = _in_bracket(after, now)
    if earlier is None and now is not None:
        earlier = _of_the_year_before(story[:index], now)
    if now is None and index == 0:
        ends = _ends_behind(story)
        return judge_change(*ends, amount, percent) if ends else _named_before(amount, percent, front)
    found = judge_change(now, earlier, amount, percent)
    if found is None or found.fault is Impossible.NONE or now is None or earlier is not None:
        return found
    beside = _beside(now, story[:index])
    other = judge_change(beside, None, None, percent) if beside is not None and amount is None else None
    return other if other is not None and other.fault is Impossible.NONE else found


def _percent_before(story: Sequence[Figure], index: int) -> Figure | None:
    """「同比下降8.57%，减少0.6万元」: the percentage of the same change, in front of its amount."""
    before = story[index - 1] if index else None
    if before is None or before.role is not Role.CHANGE or before.dimension != "ratio" or "百分点" in before.raw:
        return None
    alike = falls_by(before) is not None and falls_by(before) == falls_by(story[index])
    bare = pattern("changes", "again").match(story[index].lead)
    return before if alike and bare and not before.approximate else None


def _ends_behind(story: Sequence[Figure]) -> tuple[Figure, Figure] | None:
    """「同比减少12起，下降24%，今年共发生38起，去年共发生50起」: both amounts stand behind their change."""
    behind = [one for one in story if one.role is not Role.CHANGE]
    if [one.role for one in behind] != [Role.AMOUNT, Role.EARLIER]:
        return None
    now, earlier = behind
    plain = now.dimension == earlier.dimension == story[0].dimension and not now.approximate
    return (now, earlier) if plain and not earlier.approximate else None


def _is_left(change: Figure, behind: Figure) -> bool:
    """「下降100%，全年仅发生6件」: what is left after a fall of all there was."""
    if change.dimension != "ratio" or change.value < _FULL or not falls_by(change) or not is_count(behind):
        return False
    return behind.role is Role.AMOUNT and bool(pattern("changes", "left").match(behind.lead))


def _beside(now: Figure, front: Sequence[Figure]) -> Figure | None:
    """The same count in another unit, right in front: 「5批12人次」."""
    place = next((index for index, one in enumerate(front) if one is now), 0)
    return front[place - 1] if place and _JOINED.match(now.lead) else None


def _in_bracket(behind: Figure, now: Figure | None) -> Figure | None:
    """「3.28亿元，同比下降18%（上年4.00亿元）」."""
    same = now is not None and behind.dimension == now.dimension
    told = behind.role is Role.EARLIER or pattern("changes", "year").search(behind.lead)
    return behind if same and told and behind.lead.strip()[:1] in {"(", "（"} else None


def _named_before(amount: Figure | None, percent: Figure | None, front: Sequence[Figure]) -> Change | None:
    """「与上年相比，基本支出增加18.35万元」: the amount of that name, or of the sentence before, in the paragraph.

    Where any of them gives the change it was meant; else the first of them by name.
    """
    if amount is None:
        return None
    same = [one for one in front if one.dimension == amount.dimension]
    words = pattern("changes", "more").pattern + "|" + pattern("changes", "less").pattern
    name = re.split(words, re.split("[,，:：]", amount.lead)[-1])[0]
    name = pattern("subjects", "heads").sub("", pattern("changes", "bare").sub("", name)).strip()
    if name:
        same = [one for one in same if one.subject.endswith(name)]
    elif same:
        same = [one for one in same if one.sentence == same[-1].sentence]
    judged = [found for one in same if (found := judge_change(one, None, amount, percent)) is not None]
    return next((one for one in judged if one.fault is Impossible.NONE), judged[0] if judged else None)


def _points_change(front: Sequence[Figure], amount: Figure, behind: Figure | None) -> Change | None:
    """「由6.2%下降到3.5%，下降2.7个百分点」, 「96%，较上年95%提高1个百分点」, 「（上年95%）」."""
    rates = [one for one in front if one.dimension == "ratio" and not one.approximate and "百分点" not in one.raw]
    told = behind is not None and pattern("changes", "told_behind").match(behind.lead)
    told = told and behind is not None and pattern("changes", "year").search(behind.lead)
    if behind is not None and told and rates and behind.dimension == "ratio" and not behind.approximate:
        rates = [behind, rates[-1]]
    if len(rates) < 2 or amount.value < 0 or "百分点" in front[-1].raw:
        return None
    first, second = rates[-2:]
    if first is behind or (FROM.search(first.lead) and TO.search(second.lead)):
        earlier, now = first, second
    elif pattern("changes", "beside").search(second.lead) and not re.search("[;；]", second.lead):
        earlier, now = second, first
    else:
        return None
    moved = now.value - earlier.value
    printed = (now.decimals, earlier.decimals, amount.decimals)
    opened = sum((_HALF.scaleb(-one) for one in printed), Decimal(0)) if len(set(printed)) > 1 else Decimal(0)
    if abs(abs(moved) - amount.value) <= opened:
        falls = falls_by(amount)
        wrong = falls is not None and moved and (moved < 0) != falls
        return Change(now, earlier, amount, None, Impossible.DIRECTION if wrong else Impossible.NONE)
    return Change(now, earlier, amount, None, Impossible.AMOUNT, abs(moved))


def _is_compared(story: Sequence[Figure]) -> bool:
    return bool(pattern("changes", "compared").search("".join(one.lead for one in story[-3:])))


def _is_rate_change(percent: Figure | None, now: Figure | None) -> bool:
    """Whether it is a change in percentage points, or of something that is a rate itself."""
    return (percent is not None and "百分点" in percent.raw) or (now is not None and now.dimension == "ratio")


def _ends(front: Sequence[Figure], amount: Figure | None) -> tuple[Figure | None, Figure | None]:
    """The present amount and the earlier one, as far as they stand in front of the change."""
    usable = [one for one in front if one.unit and one.dimension != "ratio" and not one.approximate]
    if amount is not None:
        usable = [one for one in usable if one.dimension == amount.dimension]
    earlier = next((one for one in reversed(usable) if one.role is Role.EARLIER), None)
    if len(usable) > 1 and FROM.search(usable[-2].lead) and TO.search(usable[-1].lead):
        return usable[-1], usable[-2]
    if len(usable) > 1 and (years := _by_year(*usable[-2:])):
        return years
    nows = [one for one in usable if one.role is Role.AMOUNT and not pattern("changes", "whole").search(one.lead)]
    now = nows[-1] if nows else None
    if earlier is not None and now is not None and earlier.dimension != now.dimension:
        earlier = None
    if now is not None and amount is None and front and _skips(front, now):
        now = None
    return now, earlier


def _by_year(one: Figure, other: Figure) -> tuple[Figure, Figure] | None:
    """「2023年支出120万元，2022年支出100万元」: the later and the earlier of two years that follow each other."""
    years = _year(one), _year(other)
    if one.dimension != other.dimension or years[0] is None or years[1] is None or abs(years[0] - years[1]) != 1:
        return None
    return (one, other) if years[0] > years[1] else (other, one)


def _skips(front: Sequence[Figure], now: Figure) -> bool:
    """Whether other statements stand between the amount and the change."""
    behind = [one for one in front if one.start > now.start]
    return any(one.role in (Role.RATE, Role.PLANNED) for one in behind)


def _of_the_year_before(front: Sequence[Figure], now: Figure) -> Figure | None:
    """「2022年280件，2023年320件」: the amount whose lead names the year before that of ``now``."""
    own = _year(now)
    if own is None:
        return None
    for one in front:
        if one is not now and one.dimension == now.dimension and _year(one) == own - 1 and not one.approximate:
            return one
    return None


def _year(figure: Figure) -> int | None:
    found = re.findall(r"((?:19|20)\d{2})\s*年", figure.lead)
    return int(found[-1]) if found else None
