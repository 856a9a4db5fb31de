"""占比: 「项目支出41.5万元，占总支出的57.9%」."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from xladdin.model import Figure, Quotient, Role, Sentence, Sum
from xladdin.report.figures.roles import clause_of, in_context
from xladdin.report.lexicon import pattern, section
from xladdin.report.relations.groups import is_partition
from xladdin.report.relations.tolerance import half_unit, is_slip, quotient, quotient_tolerance

_NEAR, _FAR = 120, 400  # amounts further in front are not looked at
_COUNTED = (Role.AMOUNT, Role.EARLIER, Role.PLANNED)
_JOINED = re.compile(r"[\s、,，和与及]*$")
_ALL = Decimal(100)
_LEAST = 3  # amounts with a percentage in brackets
_BRACKET = re.compile(r"^\s*[(（]\s*$")
_MISSED = Decimal("0.1")  # of the percentage
_NAMED = re.compile(r"占(?P<whole>[^，,；;。]*?)的?(?:比重|比例|比)?(?:为|达|约)?\s*$|占比")


def find_shares(sentences: Sequence[Sentence], sums: Sequence[Sum]) -> Iterator[Quotient]:
    """Every share with its part and whole, where the text says of what it is the share."""
    totals = {_place(part): one for one in sums for part in one.parts}
    before: list[Figure] = []
    words: list[Figure] = []  # amounts with all the words of their clauses
    for sentence in sentences:
        told: list[Quotient] = []
        words = [*words, *(one for one in in_context(sentence.figures) if one.role in _COUNTED and one.unit)][-_FAR:]
        for run in _runs(sentence):
            parts = _parts(run, sentence)
            if not parts or not _has_whole(run[0]):
                named = [one for percent in run if (one := _by_name(percent, sentence, words))]
                told += named
                if named:
                    continue
            for percent, part in zip(run, parts, strict=False):
                found = _best_share(percent, part, [*before, *_amounts(sentence)], totals)
                found = found or _by_name(percent, sentence, words)
                if found is not None:
                    told.append(found)
        told += _of_one_whole(sentence, told)
        told += _in_brackets(sentence, [*before, *_amounts(sentence)])
        yield from told or _all_shares(sentence)
        known = {id(one.percent) for one in told}
        yield from (one for figure in sentence.figures if id(figure) not in known and (one := _above(figure)))
        before = [*before, *_amounts(sentence)][-_NEAR:]


def _of_one_whole(sentence: Sentence, told: Sequence[Quotient]) -> Iterator[Quotient]:
    """「甲226万页，占60%；乙113万页，占35%」: where one share is of a whole, so is the next of the same kind."""
    wholes = [one.whole for one in told if one.whole is not None and one.is_exact]
    known = {id(one.percent) for one in told}
    for (percent, *more), part in ((run, _parts(run, sentence)) for run in _runs(sentence)):
        if more or len(part) != 1 or id(percent) in known or _names_a_whole(percent) or part[0].approximate:
            continue
        same = [whole for whole in wholes if whole.dimension == part[0].dimension and whole.base > part[0].base]
        if same and not re.search("其中", part[0].lead) and (found := _quotient(percent, part[0], same[-1])):
            yield found


def _in_brackets(sentence: Sentence, amounts: Sequence[Figure]) -> Iterator[Quotient]:
    """「设备1308万元（60%）；安装654万元（30%）；…」: where all but one are shares of an amount, so is that one."""
    pairs = [
        (one, behind)
        for one, behind in zip(sentence.figures, sentence.figures[1:], strict=False)
        if behind.dimension == "ratio" and _BRACKET.match(behind.lead) and one.role is Role.AMOUNT and one.unit
    ]
    if len(pairs) < _LEAST or any(part.approximate or percent.approximate for part, percent in pairs):
        return
    for whole in reversed(amounts):
        found = [one for part, percent in pairs if part is not whole and (one := _quotient(percent, part, whole))]
        wrong = [one for one in found if not one.holds]
        if len(found) == len(pairs) and len(wrong) == 1 and len(found) - len(wrong) >= _LEAST - 1:
            yield from wrong
        if len(found) == len(pairs) and len(wrong) <= 1:
            return


def _above(percent: Figure) -> Quotient | None:
    """A share above 100 %."""
    if percent.role is not Role.SHARE or percent.value <= _ALL or percent.dimension != "ratio" or percent.approximate:
        return None
    return Quotient(percent, None, None, _ALL, Decimal(0), Decimal(0))


def _all_shares(sentence: Sentence) -> Iterator[Quotient]:
    """「基本支出占60%，项目支出占42%」: the shares of all there is must be 100 %; said of the last one."""
    shares = [one for one in sentence.figures if one.role is Role.SHARE and not one.approximate and not one.bound]
    if len(shares) < 2 or not is_partition(shares, shares[0]):
        return
    *others, last = shares
    expected = _ALL - sum((one.value for one in others), Decimal(0))
    tolerance = sum((half_unit(one) or Decimal("0.5") for one in shares), Decimal(0))
    if abs(last.value - expected) <= _ALL / 10:
        yield Quotient(last, None, None, expected, tolerance, tolerance)


def _place(figure: Figure) -> tuple[int, int]:
    return figure.paragraph, figure.start


def _has_whole(percent: Figure) -> bool:
    """Whether the whole is one that the amounts of the paragraph hold, or none is named."""
    match = _NAMED.search(percent.lead)
    name = (match["whole"] or "").strip() if match else ""
    return not name or any(re.search(entry["name"], name) for entry in section("whole_names"))


def _by_name(percent: Figure, sentence: Sentence, amounts: Sequence[Figure]) -> Quotient | None:
    """「监测对象占脱贫人口的5.57%」: of amounts that bear the names the pair that gives it, or misses it by little."""
    match = pattern("shares", "names").search(percent.lead)
    if match is None:
        return _by_part(percent, amounts)
    bracket = [one for one in sentence.figures if one.start > percent.start][:1]
    behind = [one for one in bracket if one.lead.lstrip()[:1] in {"(", "（"}]
    front = [one for one in amounts if one.start < percent.start or one.sentence != percent.sentence]
    wholes = [one for one in [*front, *behind] if _bears(match["whole"], one)]
    named = [one for one in front if match["part"] and _bears(match["part"], one)]
    parts = named or ([] if match["part"] else [one for one in front if one.sentence == percent.sentence][-1:])
    pairs = [_quotient(percent, part, whole) for part in parts for whole in wholes if part is not whole]
    known = [one for one in pairs if one is not None and one.part and one.whole and one.part.base < one.whole.base]
    return _closest(percent, known)


def _by_part(percent: Figure, amounts: Sequence[Figure]) -> Quotient | None:
    """「其中脱贫户412户1583人，脱贫人口占18.08%」: of the larger amounts in the paragraph."""
    match = pattern("shares", "part").search(percent.lead)
    if match is None:
        return None
    here = [one for one in amounts if one.paragraph == percent.paragraph and one.start < percent.start]
    parts = [one for one in here if _bears(match["part"], one)]
    pairs = [_quotient(percent, part, whole) for part in parts for whole in here if whole.base > part.base]
    return _closest(percent, [one for one in pairs if one is not None])


def _closest(percent: Figure, known: Sequence[Quotient]) -> Quotient | None:
    """The pair that gives the share, else the one that misses it by no more than a slip of the pen."""
    fitting = next((one for one in known if one.is_exact), None) or next((one for one in known if one.holds), None)
    best = fitting or min(known, key=lambda one: abs(one.expected - percent.value), default=None)
    return best if best is not None and is_slip(percent.value, best.expected, _MISSED) else None


def _bears(name: str, figure: Figure) -> bool:
    """Whether an amount has the name, or begins like it: 脱贫人口 and 脱贫户."""
    clause = clause_of(figure.lead)
    return not figure.approximate and (name in clause or (len(name) > 1 and name[:2] in clause))


def _amounts(sentence: Sentence) -> list[Figure]:
    return [one for one in sentence.figures if one.unit and one.role in _COUNTED]


def _runs(sentence: Sentence) -> Iterator[list[Figure]]:
    """Shares one by one; 「分别占60%、40%」 together."""
    run: list[Figure] = []
    for figure in sentence.figures:
        if figure.dimension != "ratio" or figure.role is Role.CHANGE:
            joined = False
        elif run and "分别" in run[0].lead and _JOINED.match(figure.lead):
            run.append(figure)
            continue
        else:
            joined = figure.role is Role.SHARE and not figure.approximate
        if run:
            yield run
        run = [figure] if joined else []
    if run:
        yield run


def _parts(run: list[Figure], sentence: Sentence) -> list[Figure]:
    """The amounts of which a run of shares speaks: the last ones in front of it."""
    front = [one for one in _amounts(sentence) if one.start < run[0].start]
    if not front:
        return []
    if len(run) == 1 and not _is_of(run[0], front[-1]):
        return []
    if len(run) == 1:
        return front[-1:] if _is_close(front[-1], run[0], sentence) else []
    same = [one for one in front if one.dimension == front[-1].dimension]
    return same[-len(run) :] if len(same) >= len(run) else []


def _is_of(percent: Figure, part: Figure) -> bool:
    """Whether no other thing is named in front of 「占」: 「其中小学生10400人，农村学生占60%」."""
    named = percent.lead.rpartition("占")[0]
    named = re.split("[,，;；、(（)）。:：]", named)[-1].strip()
    return bool(pattern("shares", "own").search(named)) or named in part.lead


def _is_close(part: Figure, percent: Figure, sentence: Sentence) -> bool:
    """Whether nothing but changes and other shares stands between an amount and its share, all in one item."""
    between = [one for one in sentence.figures if part.start < one.start < percent.start]
    leads = "".join(one.lead for one in between) + percent.lead
    return not re.search("[;；]", leads)


def _best_share(
    percent: Figure, part: Figure, amounts: Sequence[Figure], totals: dict[tuple[int, int], Sum]
) -> Quotient | None:
    """The share of the amount in front, or of its other unit (「36户118人，占2.84%」) where that fits."""
    found = _share(percent, part, amounts, totals)
    if found is None or found.holds:
        return found
    place = next(index for index, one in enumerate(amounts) if one is part)
    beside = amounts[place - 1] if place and _JOINED.match(part.lead) and part.sentence == percent.sentence else None
    other = _share(percent, beside, amounts, totals) if beside is not None else None
    return other if other is not None and other.holds else found


def _share(
    percent: Figure, part: Figure, amounts: Sequence[Figure], totals: dict[tuple[int, int], Sum]
) -> Quotient | None:
    if part.approximate:
        return None
    named = _named(percent, part, amounts)
    total = totals.get(_place(part))
    sure = named[-1:] or ([total.total] if total is not None and not _names_a_whole(percent) else [])
    earlier = [one for one in amounts if one is not part and _is_one_kind(part, one) and one.base > 0]
    sure = sure or ([] if _names_a_whole(percent) else _held_by(part, earlier))
    for whole in (*sure, *reversed(earlier)):
        found = _quotient(percent, part, whole)
        if found is not None and found.is_exact:
            return found
    loose = [found for whole in (*sure, *earlier) if (found := _quotient(percent, part, whole)) and found.holds]
    if loose:
        return loose[0]
    if total is not None and not total.holds and _follows_from_sum(percent, part, total):
        return None  # the parts are right and the total is not: one finding is enough
    return _quotient(percent, part, sure[0]) if sure else _near_miss(percent, part, earlier)


def _held_by(part: Figure, earlier: Sequence[Figure]) -> list[Figure]:
    """「带动就业516人，其中脱贫户129人，占25%」, 「240份档案中有12份，占5%」: the amount right in front."""
    if not pattern("shares", "of_which").search(part.lead):
        return []
    same = [one for one in earlier if one.sentence == part.sentence and one.start < part.start]
    return [one for one in same[-1:] if one.role is Role.AMOUNT and one.base > part.base and not one.approximate]


def _near_miss(percent: Figure, part: Figure, earlier: Sequence[Figure]) -> Quotient | None:
    """A share of which no whole is named: of an amount of the paragraph that gives nearly this percentage."""
    here = [one for one in earlier if one.paragraph == percent.paragraph and one.base > part.base]
    found = [one for whole in here if (one := _quotient(percent, part, whole)) is not None]
    best = min(found, key=lambda one: abs(one.expected - percent.value), default=None)
    return best if best is not None and is_slip(percent.value, best.expected, _MISSED) else None


def _follows_from_sum(percent: Figure, part: Figure, total: Sum) -> bool:
    value = quotient(part.base, sum((one.base for one in total.parts), Decimal(0)) or Decimal(1))
    return abs(value - percent.value) <= quotient_tolerance(percent, part, total.total)[1]


def _names_a_whole(percent: Figure) -> bool:
    match = _NAMED.search(percent.lead)
    return bool(match and match["whole"] and match["whole"].strip())


def _named(percent: Figure, part: Figure, amounts: Sequence[Figure]) -> list[Figure]:
    """The amounts that bear the name of the whole: 「占基本支出的…」; in the paragraph first."""
    match = _NAMED.search(percent.lead)
    name = (match["whole"] or "").strip() if match else ""
    if not name:
        return []
    for entry in section("whole_names"):
        if re.search(entry["name"], name):
            found = [
                one
                for one in amounts
                if one is not part
                and one.role is Role.AMOUNT
                and one.dimension == part.dimension
                and not one.approximate
                and re.search(entry["figure"], one.subject)
                and one.base >= part.base
                and percent.paragraph - one.paragraph <= 1
            ]
            largest = max((one.base for one in found), default=Decimal(0))
            return [one for one in found if one.base == largest] if entry is section("whole_names")[0] else found
    return []


def _is_one_kind(part: Figure, whole: Figure) -> bool:
    cases = section("families")["cases"]
    return whole.dimension == part.dimension or (whole.dimension == "mixed" and part.dimension in cases)


def _quotient(percent: Figure, part: Figure, whole: Figure) -> Quotient | None:
    if not whole.base or not _is_one_kind(part, whole):
        return None
    strict, tolerance = quotient_tolerance(percent, part, whole)
    return Quotient(percent, part, whole, quotient(part.base, whole.base), tolerance, strict)
