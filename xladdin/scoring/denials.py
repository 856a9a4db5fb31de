"""Plain denials of a degree (未改善, 改善不明显), its opposite (下降 for 增长), a part of it (部分达标).

Only texts that are understood from end to end say something here; everything else is left to the tiers' own words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from xladdin.model.patterns import lazy_pattern
from xladdin.scoring.words import any_of, lists, words

_MET, _PARTLY, _NOT = range(3)  # the tiers of words.toml


@dataclass(frozen=True, slots=True)
class _Denial:
    """How a sentence denies what was asked for."""

    front: re.Pattern[str]  # lead, denial; what is denied follows
    through: re.Pattern[str]
    whole: tuple[str, ...]
    behind: re.Pattern[str]  # subject, denial, good word
    part: re.Pattern[str]
    good: frozenset[str]
    subjects: frozenset[str]
    opposites: frozenset[frozenset[int]]


@cache
def _denial() -> _Denial:
    data, stem_of = lists()["denial"], words().stem_of
    lead, denials, through, good, parts = (
        any_of(data[name]).pattern for name in ("lead", "words", "through", "good", "parts")
    )
    return _Denial(
        front=lazy_pattern(f"(?:{lead})*(?:{denials})"),
        through=lazy_pattern(f"(?:{through})"),
        whole=tuple(data["whole"]),
        behind=lazy_pattern(f"(?P<subject>.{{0,6}}?)(?:{lead})*(?:{denials})(?:{good})"),
        part=lazy_pattern(f"(?:{parts})"),
        good=frozenset(data["good"]),
        subjects=frozenset(data["subjects"]),
        opposites=frozenset(frozenset(stem_of[word] for word in pair) for pair in data["opposites"]),
    )


def denies_something(text: str) -> bool:
    """Whether a text holds a word of denial that counts: 「不断提升」 and 「非常满意」 deny nothing."""
    known = words()
    return bool(known.negations.search(known.harmless.sub("", known.degrees.sub("", text))))


def plain_rank(wanted: str, given: str) -> int | None:
    """The tier (0 highest) that a plain denial, opposite or part of the target names; None for every other text."""
    known = words()
    if wanted in known.yes and given in known.no:
        return _NOT
    if denies_something(wanted):
        return _rank_of_denied_target(wanted, given)
    given = known.fillers.sub("", given) or given
    if _is_denied(wanted, given) or _is_opposite(wanted, given):
        return _NOT
    part = _denial().part.match(given)
    return _PARTLY if part and _is_good(wanted, given[part.end() :]) else None


def _rank_of_denied_target(wanted: str, given: str) -> int | None:
    """「不超预算」 against 「未超预算」 and 「超预算」."""
    front = _denial().front
    asked, told = front.match(wanted), front.match(given)
    if asked is None:
        return None
    unwanted = wanted[asked.end() :]
    if told is not None and given[told.end() :] == unwanted:
        return _MET
    return _NOT if len(unwanted) > 1 and given.removesuffix("了") == unwanted else None


def _is_denied(wanted: str, given: str) -> bool:
    patterns = _denial()
    if front := patterns.front.match(given):
        denied = given[front.end() :]
        return not denied.startswith(patterns.whole) and _is_good(wanted, denied)
    behind = patterns.behind.fullmatch(given)
    if behind is None:
        return False
    subject = behind["subject"]
    return subject in patterns.subjects or _is_good(wanted, subject) or subject == ""


def _is_good(wanted: str, text: str) -> bool:
    """Whether a text is what was wanted, or a word of success; another change (成本下降 for 收入增长) is neither."""
    patterns, known = _denial(), words()
    while True:
        if text in (wanted, known.degrees.sub("", wanted)) or text in patterns.good:
            return bool(text)
        if known.stems.fullmatch(text):
            return known.stem_of[text] in {known.stem_of[stem] for stem in known.stems.findall(wanted)}
        through = patterns.through.match(text)
        if through is None or through.end() == len(text):
            return False
        text = text[through.end() :]


def _is_opposite(wanted: str, given: str) -> bool:
    """Whether both are one bare change, to opposite sides: 「稳步增长」 and 「有所下降」."""
    known = words()
    one, other = (known.degrees.sub("", text).removesuffix("了") for text in (wanted, given))
    if one not in known.stem_of or other not in known.stem_of:
        return False
    return frozenset((known.stem_of[one], known.stem_of[other])) in _denial().opposites
