"""A date or span against another (时效): on time earns all the points, late is for a person to decide."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache

from xladdin.model import Actual, Due, Target
from xladdin.scoring import explain, verdict
from xladdin.scoring.rounding import plain
from xladdin.scoring.text import same_words
from xladdin.scoring.words import words

_ISO = re.compile(r"(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?")


def score_date(target: Target, actual: Actual, points: Decimal) -> Due:
    """The due of a row with a deadline: met when the actual is the same, not later, or says it was on time."""
    start = f"要求{explain.target_text(target)}，实际“{explain.short(actual.raw)}”"
    if same_words(target.raw, actual.raw) or _says_on_time(actual.raw):
        return verdict.full(points, f"{start}，按时完成，得满分{plain(points)}分")
    deadline, done = _days(target.when), _days(actual.when)
    if deadline is None or done is None:
        return verdict.unjudged(f"{start}，看不出是否按时，请填写完成日期", "看不出是否按时")
    if done[1] <= deadline[1]:
        return verdict.full(points, f"{start}，按时完成，得满分{plain(points)}分")
    if done[0] > deadline[1]:
        return verdict.unjudged(f"{start}，晚于要求，扣多少分请人工判断，并在偏差原因中说明", "晚于要求，请人工判定")
    return verdict.unjudged(f"{start}，日期不够具体，看不出是否按时，请填写到日", "日期请填写到日")


def score_period(target: Target, actual: Actual, points: Decimal) -> Due:
    """The due of a row with a span: met when the actual is the same span; anything else is for a person."""
    start = f"要求{explain.target_text(target)}，实际“{explain.short(actual.raw)}”"
    if same_words(target.raw, actual.raw) or _same_end(target, actual):
        return verdict.full(points, f"{start}，与要求一致，得满分{plain(points)}分")
    return verdict.unjudged(f"{start}，起止时间能否算达到请人工判断", "起止时间请人工判定")


def _says_on_time(raw: str) -> bool:
    known = words()
    return bool(known.on_time.search(raw)) and not known.not_on_time.search(raw)


def _same_end(target: Target, actual: Actual) -> bool:
    """Two spans that print differently but end on the same day, neither holding a number to compare."""
    return target.when is not None and target.when == actual.when and actual.value is None


@lru_cache(maxsize=1_024)  # one deadline stands in many rows
def _days(when: str | None) -> tuple[date, date] | None:
    """First and last day of 2022-12-30, 2022-12 or 2022; None where it is not a date."""
    match = _ISO.fullmatch(when or "")
    if match is None:
        return None
    year, month, day = (int(part) if part else None for part in match.groups())
    try:
        first = date(year or 0, month or 1, day or 1)
        last = first if day else _last_day(first.year, month or 12)
    except ValueError:
        return None
    return first, last


def _last_day(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
