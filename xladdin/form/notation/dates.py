"""Dates (时点, 期限前) and periods (起止时间): 2022年12月30日, 12月底前, 2023.07-2024.01, 1-12月."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass

from xladdin.model.patterns import lazy_pattern


@dataclass(frozen=True, slots=True)
class Moment:
    """A point in time, or the end of a period; parts that are not printed are None."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    is_period: bool = False

    def iso(self, year: int | None = None) -> str | None:
        """2022-12-30, 2022-12 or 2022 (a period ends with its year); None where no year is known.

        A day that the month does not have (9月31日) stands for the end of the month and is left out.
        """
        printed = self.year or year
        month = self.month or (12 if self.is_period and self.year else None)
        if printed is None or (month is None and self.year is None):
            return None
        if month is None:
            return f"{printed:04}"
        is_day = self.day is not None and self.day <= calendar.monthrange(printed, month)[1]
        return f"{printed:04}-{month:02}" + (f"-{self.day:02}" if is_day else "")


_M = r"(?:1[0-2]|0?[1-9])"
_Y = rf"(?:(?:19|20)[0-9]{{2}}|[12][0-9](?=年{_M}月))"  # 2021, and 21 in 21年12月
_D = r"(?:3[01]|[12][0-9]|0?[1-9])"
_NO_MORE = r"(?![0-9]|\.[0-9])"
_TO = r"(?:[-~—]+|至|到)"
_TAIL = r"(?P<tail>年?(?:底|末|终|初|中|内|中旬|上旬|下旬|份))?(?:[0-9]{1,2}[时点]整?)?(?:之?前|以前)?"
_TAIL_MONTHS = {"底": 12, "末": 12, "终": 12, "内": 12, "中": 6, "初": 1}  # of a year


def _point(n: str) -> str:
    """A point in time that names a year or a month and a day."""
    return (
        rf"(?:(?P<y{n}>{_Y})学?年度?(?:(?P<m{n}>{_M})月份?(?:(?P<d{n}>{_D})(?:[日号]|{_NO_MORE}))?)?"
        rf"|(?P<yy{n}>{_Y})[-./](?P<mm{n}>{_M})(?:[-./](?P<dd{n}>{_D}))?[日月]?{_NO_MORE}"
        rf"|(?P<mmm{n}>{_M})月(?:份|(?P<ddd{n}>{_D})[日号])?)"
    )


_START = (
    rf"(?:(?P<ya>{_Y})(?:年度?(?:{_M}月?(?:{_D}[日号]?)?)?|[-./]{_M}(?:[-./]{_D})?)?"  # 2021年1月1日, 2021.1, 2021
    rf"|{_M}(?:月份?(?:{_D}[日号])?)?)"  # 1月1日, 1
)
_END = rf"(?:{_point('b')}|(?P<yc>{_Y})(?:学年度?)?(?=$|[(),;。、止底末前内]))"
#: Most figures are no date; looking for the beginning of one first saves nine patterns.
_MAYBE = lazy_pattern(r"[0-9]{1,4}(?:[-年月日号季学./~—至到、和]|[0-9]{4})")
_SPAN = lazy_pattern(rf"{_START}起?{_TO}{_END}(?:底|末|止)?")
_WHOLE_YEAR = lazy_pattern(rf"({_Y})年?(?:度|全年)内?(?!\w*前)")
_POINT = re.compile(_point("b") + _TAIL)
_COMPACT = lazy_pattern(r"((?:19|20)[0-9]{2})(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])(?=$|之?前|[~—至到-])")  # 20221230
_DOTTED_SPAN = lazy_pattern(rf"(?:({_Y})[./]{_M}[./]{_D}|0?1[./]0?1){_TO}({_M})[./]({_D})(?![0-9./%])")  # 1.1-12.31
_DOTTED = lazy_pattern(rf"({_M})[./]({_D})日?(?:之?前|以前)")  # 12.31前
_QUARTERS = lazy_pattern(r"[1-4](?:季度)?(?:[-~—]+|[至到、和])([1-4])季度")
_DAY_OF_MONTH = lazy_pattern(rf"({_D})[日号](?:之?前|以前)")
_QUARTER = re.compile(r"([1-4])季度(?:末|底)?(?:之?前|以前)?")


def _moment(match: re.Match[str]) -> Moment:
    found = match.groupdict()

    def pick(*names: str) -> int | None:
        return next((int(found[name]) for name in names if found.get(name)), None)

    month = pick("mb", "mmb", "mmmb") or _TAIL_MONTHS.get((found.get("tail") or "-")[-1])
    year = next((found[name] for name in ("yb", "yyb", "yc", "ya") if found.get(name)), None)
    return Moment(_year(year), month, pick("db", "ddb", "dddb"), is_period=match.re is not _POINT)


def _year(printed: str | None) -> int | None:
    """2021 for 「2021」 and 「21」."""
    return int(printed if len(printed) == 4 else f"20{printed}") if printed else None


_READERS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Moment]], ...] = (
    (_SPAN, _moment),
    (_DOTTED_SPAN, lambda match: Moment(_year(match[1]), int(match[2]), int(match[3]), is_period=True)),
    (_WHOLE_YEAR, lambda match: Moment(int(match[1]), 12, is_period=True)),
    (_POINT, _moment),
    (_COMPACT, lambda match: Moment(int(match[1]), int(match[2]), int(match[3]))),
    (_DOTTED, lambda match: Moment(month=int(match[1]), day=int(match[2]))),
    (_QUARTERS, lambda match: Moment(month=3 * int(match[1]), is_period=True)),
    (_DAY_OF_MONTH, lambda match: Moment(day=int(match[1]))),
    (_QUARTER, lambda match: Moment(month=3 * int(match[1]))),
)


def scan(text: str, start: int, *, after_sign: bool) -> tuple[int, Moment] | None:
    """The date or period that begins at ``start``: where it ends, and the moment.

    After a sign 「≤12月」 counts months; without one it names December.
    """
    if not _MAYBE.match(text, start):
        return None
    for pattern, read in _READERS:
        match = pattern.match(text, start)
        if match and not _is_count(match, after_sign=after_sign):
            return match.end(), read(match)
    return None


def _is_count(match: re.Match[str], *, after_sign: bool) -> bool:
    """Whether it is a number after all: 「≤3月」, 「≤4季度」 and 「3月内」 count, 「2023.07元」 is an amount."""
    if match.re is _QUARTER:
        return after_sign
    if match.re is not _POINT:
        return False
    if match["mmmb"] and not match["dddb"]:
        return (after_sign and match[0][-1] in "月内") or match[0][-1] == "内"
    dotted = match["yyb"] and not match["ddb"] and "." in match[0]
    return bool(dotted and (after_sign or match.string[match.end() : match.end() + 1] not in ("", *"前底完)。")))
