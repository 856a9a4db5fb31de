"""None at all (零投诉, 无重大安全事故发生, 全年未发生): the number 0 in words, as a target and as its answer."""

from __future__ import annotations

import re
from collections.abc import Iterable

from xladdin.form.notation.characters import normalise
from xladdin.form.notation.lexicon import table, words
from xladdin.model import Target, TargetKind
from xladdin.model.patterns import lazy_pattern


def _any_of(listed: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, set(listed)), key=len, reverse=True))


_LONGEST = 60
_HARM = _any_of((*words("undesired", "words"), *words("none", "harms")))
_LEAD = rf"(?:{_any_of(words('none', 'lead'))})*+"
_NONE = rf"(?:{_any_of(words('none', 'none'))})"
_COUNT = rf"(?:1?[{table('words.toml')['none']['counted']}])?"
_WHAT = rf".{{0,14}}?(?:{_HARM})(?:{_any_of(words('none', 'tails'))})*"
_FIRST = lazy_pattern(rf"{_LEAD}{_NONE}{_COUNT}{_WHAT}")
_NEXT = lazy_pattern(rf"{_LEAD}(?:{_NONE}{_COUNT})?{_WHAT}")
_BEHIND = lazy_pattern(rf"{_WHAT}(?:{_any_of(words('none', 'behind'))})")
_ALONE = lazy_pattern(rf"{_LEAD}(?:{_any_of(words('none', 'alone'))}){_COUNT}")
_IN_CONTEXT = frozenset(words("none", "in_context"))
_IN_UNDESIRED_NAME = lazy_pattern(_any_of(words("undesired", "words")))
_HARM_ANYWHERE = lazy_pattern(_HARM)
_CLAUSES = lazy_pattern("[,;。、!]+")
_COMMENT = lazy_pattern(r"\([^()]*\)")
_DIGIT = lazy_pattern("[0-9]")


def asks_for_none(plain: str, name: str) -> bool:
    """Whether a target (normalised) asks for none at all; 「无」 does so beside a name like 安全事故."""
    if plain in _IN_CONTEXT:
        return bool(_IN_UNDESIRED_NAME.search(normalise(name)))
    if "0" <= plain[:1] <= "9" or plain[:1] in "≥>":
        return False
    first, *more = _clauses(plain.lstrip("=≤<")) or [""]
    return _denies(first) and all(_NEXT.fullmatch(clause) for clause in more)


def is_in_words(target: Target) -> bool:
    """Whether a target is the number 0 without a digit."""
    return target.kind is TargetKind.QUANTITY and target.value == 0 and not any(map(str.isdigit, target.raw))


def says_none(plain: str) -> bool | None:
    """Whether the answer to a target of 0 (normalised) says that there was none; None where it says so of a part.

    「未发生安全事故，运行平稳」 does, 「未发生重大事故，发生一般事故2起」 in part.
    """
    if plain in _IN_CONTEXT:
        return True
    first, *more = _clauses(plain) or [""]
    if not _denies(first):
        return False
    told = (clause for clause in more if not _NEXT.fullmatch(clause))
    return None if any(_DIGIT.search(clause) or _HARM_ANYWHERE.search(clause) for clause in told) else True


def _clauses(plain: str) -> list[str]:
    """The clauses of a short text without what stands in brackets."""
    if len(plain) > _LONGEST:
        return []
    return [clause for clause in _CLAUSES.split(_COMMENT.sub("", plain)) if clause]


def _denies(clause: str) -> bool:
    return any(pattern.fullmatch(clause) for pattern in (_ALONE, _FIRST, _BEHIND))
