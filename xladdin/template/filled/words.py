"""The words of ``words.toml``, and words compared as they are printed on forms."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from importlib import resources
from typing import Any

import tomli

_BRACKETS = re.compile(r"\([^()]*\)")
_NUMBERING = re.compile(r"(?:[一二三四五六七八九十]{1,3}|\d{1,2})[.、)](?!\d)|\([一二三四五六七八九十\d]{1,2}\)")
_POINTS = re.compile(r"\d{1,3}(?:\.\d+)?分$")
_DROPPED = re.compile(r"[\s:★☆*※●]")
_KIND = "指标"


@cache
def words() -> dict[str, Any]:
    """All tables of ``words.toml``."""
    return tomli.loads(resources.files("xladdin.template.filled").joinpath("words.toml").read_text(encoding="utf-8"))


def label(field: str, **values: object) -> str:
    """How a user calls a field."""
    return str(words()["labels"][field]).format(**values)


def why(reason: str, **values: object) -> str:
    """The sentence that says why something has no place."""
    return str(words()["why"][reason]).format(**values)


def bare(text: str) -> str:
    """A printed word without spaces, brackets, points and numbering: 「一、产出指标（50分）」 → 产出指标."""
    plain = _DROPPED.sub("", unicodedata.normalize("NFKC", text))
    if numbered := _NUMBERING.match(plain):
        plain = plain[numbered.end() :] or plain
    return _POINTS.sub("", _BRACKETS.sub("", plain))


def same(one: str, other: str) -> bool:
    """Whether two printed words of the indicator table are the same but for 指标 at the end."""
    return bare(one).removesuffix(_KIND) == bare(other).removesuffix(_KIND)


def is_category(printed: str, word: str) -> bool:
    """Whether a printed 一级指标 is the scheme's ``word``."""
    return same(printed, word) or bare(printed) in words()["categories"].get(word, ())


def is_remark(printed: str, wanted: str) -> bool:
    """Whether two labels of free texts say the same."""
    one, other = bare(printed), bare(wanted)
    return one == other or any(one in group and other in group for group in words()["remarks"]["groups"])
