"""正则表达式 that are compiled when they are first used.

One form needs fewer than half of the 250 patterns there are, and compiling the others took a seventh of its check.
"""

from __future__ import annotations

import re
from typing import Any, cast


class _LazyPattern:
    """Stands for a pattern until one of its methods is asked for, and then hands on those of the compiled one.

    A slot that was never filled is no attribute, so Python asks ``__getattr__``, which fills them all: from then on a
    method costs what it costs of a compiled pattern.
    """

    __slots__ = ("findall", "finditer", "flags", "fullmatch", "match", "pattern", "search", "split", "sub")

    def __init__(self, text: str, flags: int) -> None:
        self.pattern, self.flags = text, flags

    def __getattr__(self, name: str) -> Any:
        compiled = re.compile(self.pattern, self.flags)
        for one in self.__slots__:
            setattr(self, one, getattr(compiled, one))
        return getattr(compiled, name)


def lazy_pattern(text: str, flags: int = 0) -> re.Pattern[str]:
    """What ``re.compile`` gives, compiled at its first use; only then is a fault in ``text`` raised, as re.error.

    ``match.re`` is the compiled pattern, not this one: where matches are told apart by their pattern, compile it.
    """
    return cast("re.Pattern[str]", _LazyPattern(text, flags))
