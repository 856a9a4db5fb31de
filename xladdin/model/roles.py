"""What figures of a report do in their clauses, and why a change cannot be: words that rules need without a report."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """What a figure does in its clause."""

    AMOUNT = "amount"  # so much money, so many cases
    SHARE = "share"  # 占…%
    RATE = "rate"  # 化解率95%
    CHANGE = "change"  # 增加12件, 下降37%
    EARLIER = "earlier"  # of another year: 上年280件
    PLANNED = "planned"  # a target, a plan: 目标300件
    AVERAGE = "average"  # 人均, 每户, 标准
    FULL = "full"  # 满分20分
    SCORE = "score"  # 得19.96分


class Impossible(StrEnum):
    """Why a change or rate cannot be."""

    NONE = ""
    DIFFERS = "differs"  # its figures give another percentage
    AMOUNT = "amount"  # its figures give another amount of change
    DIRECTION = "direction"  # more is called less
    TO_ZERO = "to-zero"  # a fall of 100 % or more to something that is not zero
    NEGATIVE = "negative"  # more added than there is now
    NO_WHOLE = "no-whole"  # no whole number gives this percentage
