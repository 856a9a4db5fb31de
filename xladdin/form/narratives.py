"""The narratives (文字栏) that a kind of form asks for: 部门基本情况, 主要绩效, 改进措施 …"""

from __future__ import annotations

from functools import lru_cache

from xladdin.form.fields import read_fields
from xladdin.form.grid import Grid, Place
from xladdin.form.labels import LONGEST_GUESS, Match, Wordings, normalise
from xladdin.model import Kind, Narrative


def read_narratives(grid: Grid, rows: list[int], edge: Place, kind: Kind) -> tuple[Narrative, ...]:
    """The narratives of ``kind`` that are labelled in these rows, in the order of the kind, filled in or not."""
    fields = read_fields(grid, rows, edge, section_wordings(kind))
    return tuple(
        Narrative(section.key, section.label, stated.entry)
        for section in kind.sections
        if (stated := fields.labelled(section.key))
    )


@lru_cache(maxsize=32)
def section_wordings(kind: Kind) -> Wordings:
    """The labels of a kind's narratives."""
    exact: dict[str, Match] = {}
    for section in kind.sections:
        exact.setdefault(normalise(section.label)[0], Match(section.key, 0))
    for section in kind.sections:
        for word in section.words:
            exact.setdefault(normalise(word)[0], Match(section.key, 1))
    return Wordings({key: match for key, match in exact.items() if len(key) <= LONGEST_GUESS * 2})
