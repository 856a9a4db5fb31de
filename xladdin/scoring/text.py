"""Comparing what two cells say, whatever their punctuation and width."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from xladdin.model import DASHES

_DASHES = re.compile(r"[~～—–−‐-]+")
_NOISE = re.compile(r"[\s，。、；：！？“”‘’（）【】《》,;:!?\"'()\[\]_]+|\.(?![0-9])")


@lru_cache(
    maxsize=4_096
)  # asked two or three times of one cell; 「100%」 and 「达成预期指标」 come again in every form
def essence(raw: str) -> str:
    """``raw`` in one width, without blanks and punctuation; a decimal point and one sort of dash stay."""
    return _NOISE.sub("", _DASHES.sub("-", unicodedata.normalize("NFKC", raw)))


def is_blank(raw: str) -> bool:
    """Whether the cell says nothing: empty, or a dash that stands for "not applicable"."""
    return raw.strip() in DASHES


def same_words(one: str, other: str) -> bool:
    """Whether two cells say the same to the letter."""
    return one == other or essence(one) == essence(other)
