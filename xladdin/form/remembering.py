"""Answers to questions about a text, kept: most texts of forms are labels, units and figures that recur."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


class _Answers(dict[str, T]):
    """Answers by text; all are forgotten when there are too many."""

    def __init__(self, ask: Callable[[str], T], most: int) -> None:
        self._ask, self._most = ask, most

    def __missing__(self, text: str) -> T:
        answer = self._ask(text)
        if len(self) >= self._most:
            self.clear()
        self[text] = answer
        return answer


def remembered(most: int) -> Callable[[Callable[[str], T]], Callable[[str], T]]:
    """Keep up to ``most`` answers of a function of one text.

    Half the price of ``functools.lru_cache``, and no object more for the garbage collector with every text.
    """

    def keep(ask: Callable[[str], T]) -> Callable[[str], T]:
        return _Answers(ask, most).__getitem__

    return keep
