"""Stage 5: many checked forms become one summary (汇总). Not: re-checking, scoring (it is given the function)."""

from xladdin.merge.rows import RowScore
from xladdin.merge.summarise import summarise

__all__ = ["RowScore", "summarise"]
