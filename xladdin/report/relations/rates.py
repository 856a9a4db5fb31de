"""比率: 「排查320件，化解304件，化解率95%」, and rates that no figures can give."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from xladdin.model import Figure, Quotient, Role, Sentence
from xladdin.report.figures.roles import clause_of, in_context
from xladdin.report.lexicon import pattern, section
from xladdin.report.relations.pairs import (
    SLIP,
    nearest,
    of_named_plan,
    of_neighbours,
    of_own_budget,
    of_same_name,
    rate_of,
)
from xladdin.report.relations.tolerance import is_count

_FULL = Decimal(100)
_FEW = 2
_REACH = 200  # amounts in front
RATE_NAME = re.compile(
    r"(?P<name>[一-鿿]{0,12}?满意度|[一-鿿]{2,14}?(?:率|进度))[^一-鿿]*(?:为|是|达到?|均达?|均为|实现|完成)?\s*$"
)
_BRACKET = re.compile(r"^\s*[(（]")
_OF = re.compile(r"^\s*(?:(?:单位|项目|总数|总量|人员|企业|村|户)?)的\s*(?:比[重例率]?(?:为|达)?)?\s*$")


def find_rates(sentences: Sequence[Sentence]) -> Iterator[Quotient]:
    """Rates with their figures, and rates above 100 % that cannot be."""
    front: list[Figure] = []
    fulls = _full_marks(sentences)
    for sentence in sentences:
        amounts: list[Figure] = []
        for place, figure in enumerate(in_context(sentence.figures)):
            if figure.dimension == "ratio" and figure.role is not Role.CHANGE and not figure.approximate:
                if pattern("rate_words", "final").search(clause_of(figure.lead)):
                    continue
                found = _found(sentence.figures[place], sentence.figures[:place], amounts, front, fulls)
                found = found or _behind(figure, amounts, sentence.figures[place + 1 : place + 2])
                if found:
                    yield found
            elif figure.unit is not None and figure.dimension != "ratio" and _is_told(figure):
                amounts.append(figure)
        front = [*front, *amounts][-_REACH:]


def _is_told(figure: Figure) -> bool:
    """Whether it is an amount, or what was saved of one."""
    if pattern("rate_words", "beyond").search(clause_of(figure.lead)):
        return False
    return figure.role is not Role.CHANGE or bool(pattern("rate_words", "saved").search(clause_of(figure.lead)))


def _found(
    figure: Figure,
    told: Sequence[Figure],
    amounts: Sequence[Figure],
    front: Sequence[Figure],
    fulls: dict[Decimal, list[Figure]],
) -> Quotient | None:
    told = [one for one in told if not pattern("rate_words", "beyond").search(clause_of(one.lead))]
    if _OF.match(figure.lead) and told:
        return _of_the_last(figure, told, front)
    if pattern("rate_words", "of_plan").search(clause_of(figure.lead)):
        return _of_budget(figure, amounts) or _of_plan_by_name(figure, amounts, front)
    name = _name(figure) if figure.role in (Role.RATE, Role.PLANNED) else ""
    if not name:
        return None
    if "得分率" in name:
        return _of_full_marks(figure, amounts, fulls)
    found = _above(figure, name) or _rate(figure, name, amounts, front)
    if found is None or found.holds:
        return found
    return next((one for one in _pairs(figure, amounts) if one.is_exact), found)


def _pairs(figure: Figure, amounts: Sequence[Figure]) -> Iterator[Quotient]:
    """Every pair of one sentence that may be meant."""
    for part in amounts:
        for whole in amounts:
            if part is not whole and part.dimension == whole.dimension and (one := rate_of(figure, part, whole)):
                yield one


def _name(figure: Figure) -> str:
    match = RATE_NAME.search(clause_of(re.sub(r"[(（][^()（）]*[)）]", "", figure.lead)))
    return match["name"] if match else ""


def _above(figure: Figure, name: str) -> Quotient | None:
    capped = pattern("rate_words", "capped").search(name) and not pattern("rate_words", "uncapped").search(name)
    if figure.value > _FULL and not figure.bound and capped and figure.role is Role.RATE:
        return Quotient(figure, None, None, _FULL, Decimal(0), Decimal(0))
    return None


def _of_the_last(figure: Figure, told: Sequence[Figure], front: Sequence[Figure]) -> Quotient | None:
    """「实施36.8公里，为计划35公里的105.14%」: the amount right in front is the whole, the one before it the part."""
    whole, before = told[-1], [one for one in told[:-1] if one.role in (Role.AMOUNT, Role.PLANNED)]
    if whole.approximate or whole.unit is None or whole.dimension == "ratio" or not whole.base:
        return None
    parts = [one for one in before if one.dimension == whole.dimension and not one.approximate][::-1]
    pairs = [one for part in parts if (one := rate_of(figure, part, whole)) is not None]
    fitting = next((one for one in pairs if one.is_exact), None) or next((one for one in pairs if one.holds), None)
    named = re.search("占", whole.lead)
    beside = bool(pairs) and pairs[0].part is told[-2] and parts[0].base < whole.base and figure.value <= _FULL
    if fitting is not None:
        return fitting
    if beside and not re.search("[;；]", whole.lead):
        return pairs[0]
    if pairs and not named and not re.search("[;；]", whole.lead):
        return pairs[0]
    far = [one for one in front if one.dimension == whole.dimension and not one.approximate and one is not whole]
    wider = [one for part in far if (one := rate_of(figure, part, whole)) is not None]
    return nearest(figure, [*pairs, *wider])


def _full_marks(sentences: Sequence[Sentence]) -> dict[Decimal, list[Figure]]:
    """Score → the full marks printed right in front of it: 「满分20分，得分16.5分」, 「（20分）得16.5分」."""
    found: dict[Decimal, list[Figure]] = {}
    for sentence in sentences:
        for full, score in zip(sentence.figures, sentence.figures[1:], strict=False):
            if full.dimension == "points" and full.role in (Role.FULL, Role.AMOUNT) and score.role is Role.SCORE:
                found.setdefault(score.value, []).append(full)
    return found


def _of_full_marks(figure: Figure, amounts: Sequence[Figure], fulls: dict[Decimal, list[Figure]]) -> Quotient | None:
    """「得16.5分，得分率82.5%」, with the full marks told elsewhere."""
    score = next((one for one in reversed(amounts) if one.role is Role.SCORE), None)
    if score is None:
        return None
    pairs = [one for full in fulls.get(score.value, ()) if (one := rate_of(figure, score, full)) is not None]
    return next((one for one in pairs if one.holds), pairs[0] if pairs else None)


def _rate(figure: Figure, name: str, amounts: Sequence[Figure], front: Sequence[Figure]) -> Quotient | None:
    entry, stem = _entry(name)
    if entry is None:
        return None
    usable = [one for one in amounts if not one.approximate and one.base > 0]
    if entry["dimension"]:
        return _by_words(figure, entry, usable, amounts, front)
    if entry.get("planned"):
        return _of_plan(figure, usable) or _of_plan_by_name(figure, amounts, front)
    return _by_stem(figure, name, stem, usable, front)


def _by_stem(
    figure: Figure, name: str, stem: str, usable: Sequence[Figure], front: Sequence[Figure]
) -> Quotient | None:
    """A rate of counts: the amount that bears its word over one told beside it."""
    told = _story(figure, [one for one in usable if one.dimension not in ("money", "ratio", "points")])
    if failed := _of_failed(figure, told):
        return failed
    other = pattern("rate_words", "modifiers").search(name) or pattern("rate_words", "other_stem").search(stem[-2:])
    if other and not _counted(name, usable):
        found = _by_slip(figure, stem, usable, front)
        conditional = pattern("rate_words", "modifiers").search(name)
        return found or (None if conditional else of_neighbours(figure, stem, _story(figure, usable)))
    counted = [one for one in usable if one.dimension not in ("money", "ratio", "points")]
    here = [one for one in counted if one in _story(figure, usable)] or counted
    parts = _together(stem, here) or [one for one in here if bears(stem, one) and one.role is not Role.AVERAGE]
    if pattern("rate_words", "lowest").search(stem) and len(grades := _grades(here)) > 1:
        return _of_grades(figure, grades, counted) or None
    if len(parts) > 1 and pattern("rate_words", "graded").search(stem):
        return _of_grades(figure, parts, counted)
    found = _best(figure, parts[-1:], [one for one in counted if one not in parts[-1:]])
    if found or (len(here) < len(counted) and here):
        return found or of_neighbours(figure, stem, here)
    return _by_slip(figure, stem, usable, front) or of_neighbours(figure, stem, here)


def _grades(here: Sequence[Figure]) -> list[Figure]:
    return [one for one in here if pattern("rate_words", "grades").search(one.subject)]


def _of_failed(figure: Figure, here: Sequence[Figure]) -> Quotient | None:
    """「抽查120份，不合格4份，合格率96.67%」: the rate of those that did not fail."""
    if len(here) != _FEW or not pattern("rate_words", "failed").search(here[1].subject):
        return None
    whole, part = here
    if part.dimension != whole.dimension or part.base >= whole.base:
        return None
    return nearest(figure, [one] if (one := rate_of(figure, _less(whole, part), whole)) else [])


def _less(whole: Figure, part: Figure) -> Figure:
    value = whole.value - part.value
    return replace(whole, value=value, raw=f"{value}{whole.unit.text if whole.unit else ''}")


def _of_grades(figure: Figure, parts: Sequence[Figure], counted: Sequence[Figure]) -> Quotient | None:
    """「满意1046人、基本满意312人，满意度95.63%」: the rate may take the first grades together, or weigh them."""
    sums = [_joined(parts[:count]) for count in range(1, len(parts) + 1)]
    pairs = [found for part in sums for whole in counted if (found := rate_of(figure, part, whole)) is not None]
    return nearest(figure, pairs, SLIP)


def _joined(parts: Sequence[Figure]) -> Figure:
    first, value = parts[0], sum((part.value for part in parts), Decimal(0))
    return replace(first, value=value, raw=f"{value}{first.unit.text if first.unit else ''}")


def _by_slip(figure: Figure, stem: str, usable: Sequence[Figure], front: Sequence[Figure]) -> Quotient | None:
    """A rate of any kind: the amount that bears its word, of one told before that gives nearly this rate."""
    parts = [one for one in usable if bears(stem, one)][-_FEW:]
    near = [one for one in front if figure.paragraph - one.paragraph <= _FEW and not one.approximate]
    wholes = [one for one in [*near, *usable] if one.dimension != "points"]
    pairs = [
        found
        for part in parts
        for whole in wholes
        if whole.dimension in (part.dimension, "mixed") and whole.base > part.base
        if (found := rate_of(figure, part, whole)) is not None
    ]
    return nearest(figure, pairs, SLIP)


def _of_plan(figure: Figure, usable: Sequence[Figure]) -> Quotient | None:
    """「完成12座，目标10座，完成率120%」: the last amount and the last plan of one statement."""
    story = _story(figure, usable)
    plans = [one for one in story if one.role is Role.PLANNED]
    done = [one for one in story if one.role is Role.AMOUNT and plans and one.dimension == plans[-1].dimension]
    pairs = [one for part in done[::-1] for plan in plans[::-1] if (one := rate_of(figure, part, plan)) is not None]
    fitting = next((one for one in pairs if one.holds), None)
    return fitting or (pairs[0] if len(pairs) == 1 and len(story) == _FEW else None)


def _of_budget(figure: Figure, amounts: Sequence[Figure]) -> Quotient | None:
    """「预算9万元，支出8.28万元，完成预算的92%」: one plan and one amount told since the last semicolon."""
    fitting = next((one for one in _pairs(figure, amounts) if one.is_exact), None)
    story = [one for one in _story(figure, amounts) if one.dimension != "points"]
    plans = [one for one in story if pattern("rate_words", "plan").search(clause_of(one.lead))]
    if fitting is not None or len(story) != _FEW or len(plans) != 1:
        return fitting
    (part,) = [one for one in story if one is not plans[0]]
    told = not part.approximate and not plans[0].approximate and part.dimension == plans[0].dimension
    return rate_of(figure, part, plans[0]) if told else None


def _behind(figure: Figure, amounts: Sequence[Figure], behind: Sequence[Figure]) -> Quotient | None:
    """「访问农户500户，满意率为96%，满意的480户」: the part stands behind its rate."""
    stem = _entry(_name(figure))[1] if figure.role is Role.RATE else ""
    if not stem or not behind or not amounts:
        return None
    (part,), whole = behind, amounts[-1]
    told = part.role is Role.AMOUNT and whole.role is Role.AMOUNT and part.dimension == whole.dimension
    if not told or part.approximate or whole.approximate or part.base > whole.base or stem not in part.lead:
        return None
    return rate_of(figure, part, whole) if not re.search("[;；。]|其中|[不未]", part.lead) else None


def _of_plan_by_name(figure: Figure, amounts: Sequence[Figure], front: Sequence[Figure]) -> Quotient | None:
    """「改造茶园5250亩，完成目标任务的105%」: the amount right in front and what had been planned of that name."""
    part = amounts[-1] if amounts else None
    if part is None or part.approximate or part.role is not Role.AMOUNT or re.search("[;；]", figure.lead):
        return None
    return of_named_plan(figure, part, front)


def _story(figure: Figure, usable: Sequence[Figure]) -> list[Figure]:
    """What is told since the last semicolon."""
    story: list[Figure] = []
    for one in usable:
        if re.search("[;；]", one.lead):
            story = []
        story.append(one)
    return [] if re.search("[;；]", figure.lead) else story


def _by_words(
    figure: Figure, entry: dict[str, Any], usable: Sequence[Figure], amounts: Sequence[Figure], front: Sequence[Figure]
) -> Quotient | None:
    """A rate whose part and whole are known by their words; any whole that was told may be the one meant."""
    usable = [one for one in usable if one.dimension == entry["dimension"]]
    parts = [one for one in usable if _last_fit(entry["part"], entry["whole"], one)]
    wholes = [one for one in usable if _is_whole(entry, one) and one not in parts]
    if not parts:
        here = [one for one in front if one.paragraph == figure.paragraph and one.dimension == entry["dimension"]]
        parts = [one for one in here if not one.approximate and _last_fit(entry["part"], entry["whole"], one)]
    if not wholes:
        wholes = _wholes_in_front(entry, figure, front)
    found = _best(figure, parts[-1:], wholes)
    if found is not None and found.holds:
        return found
    if usable and (own := of_own_budget(figure, usable[-1], front)):
        return own
    if _BRACKET.match(figure.lead):
        return None  # it speaks of the amount right in front, by a budget told elsewhere
    if parts and (named := of_same_name(figure, parts[-1], entry["part"], [*front, *amounts])):
        return named
    bounds = [one for one in [*front, *amounts] if re.search(entry["whole"], clause_of(one.lead))]
    far = [one for one in bounds if one.dimension == entry["dimension"]]
    pairs = [one for part in parts[-1:] for whole in far if (one := rate_of(figure, part, whole)) is not None]
    fitting = next((one for one in pairs if one.holds), None)
    return fitting or found or nearest(figure, pairs)


def _together(stem: str, counted: Sequence[Figure]) -> list[Figure]:
    """优良 in 「优秀42件、良好61件」: both counts as one."""
    if len(stem) == _FEW + _FEW:  # 升学就业率
        named = [[one for one in counted if word in clause_of(one.lead)] for word in (stem[:2], stem[2:])]
        plain = [len(one) for one in named] == [1, 1] and named[0] != named[1]
        return [_joined([one for ones in named for one in ones])] if plain else []
    if len(stem) != _FEW or not pattern("rate_words", "compound").search(stem):
        return []
    found = [one for char in stem for one in counted if clause_of(one.lead).lstrip("、和 ").startswith(char)]
    if len(found) != _FEW or found[0] is found[1]:
        return []
    return [_joined(found)]


def _is_whole(entry: dict[str, Any], figure: Figure) -> bool:
    if figure.dimension != entry["dimension"] or figure.approximate or figure.base <= 0:
        return False
    return bool(re.search(entry["whole"], clause_of(figure.lead)))


def _wholes_in_front(entry: dict[str, Any], figure: Figure, front: Sequence[Figure]) -> list[Figure]:
    """The budget told in the sentences before: of the paragraph, else of the report where it names but one or two."""
    found = [one for one in front if _is_whole(entry, one) and not _last_fit(entry["part"], entry["whole"], one)]
    here = [one for one in found if one.paragraph == figure.paragraph]
    return here or (found if len({one.base for one in found}) <= _FEW else [])


def _entry(name: str) -> tuple[dict[str, Any] | None, str]:
    for entry in section("rates"):
        match = re.search(entry["name"], name)
        if match:
            return entry, match.groupdict().get("stem") or ""
    return None, ""


def _counted(name: str, amounts: Sequence[Figure]) -> bool:
    """Whether the words of a rate with a condition (按期办结率) are told of a count, too (按期办结…件)."""
    bare = re.sub("[率度]$", "", name)
    return any(is_count(one) and (bare in one.lead or bare[-2:] in clause_of(one.lead)[-6:]) for one in amounts)


def _last_fit(part: str, whole: str, figure: Figure) -> bool:
    """Whether the word nearest to the figure is one of what was spent, not of what there was to spend."""
    clause = re.sub(f"({part})资金", r"\1", clause_of(figure.lead))
    spent = [match.end() for match in re.finditer(part, clause)]
    there = [match.end() for match in re.finditer(whole, clause)]
    return bool(spent) and (not there or max(spent) >= max(there)) and not re.search("支出预算", clause)


def bears(stem: str, figure: Figure) -> bool:
    """Whether the figure's own clause holds the stem, or all its characters: 化解 in 「成功化解304件」."""
    clause = clause_of(figure.lead)
    return stem[-2:] in clause or (len(stem) > 1 and all(char in clause for char in stem))


def _best(figure: Figure, parts: Sequence[Figure], wholes: Sequence[Figure]) -> Quotient | None:
    """The pair that gives the rate; where none does, the nearest pair, unless there is room for doubt."""
    pairs = [
        found
        for part in parts
        for whole in wholes
        if whole.dimension == part.dimension or (is_count(whole) == is_count(part) and part.dimension != "money")
        if (found := rate_of(figure, part, whole)) is not None
    ]
    for found in pairs:
        if found.is_exact:
            return found
    loose = [found for found in pairs if found.holds]
    if loose:
        return loose[0]
    less = [one for one in pairs if one.whole and one.part and one.whole.base >= one.part.base]
    if re.search("[;；]", figure.lead):
        return None
    if not less and len(pairs) == 1 and figure.value <= _FULL:  # 「立案4起，结案5起，结案率100%」
        less = pairs
    sure = [one for one in less if one.whole and one.part and one.whole.dimension == one.part.dimension]
    return sure[-1] if sure else nearest(figure, less)
