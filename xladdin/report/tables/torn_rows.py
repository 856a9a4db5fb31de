"""A row that a page break tore in two: its rest is the first row of the table on the next page."""

from __future__ import annotations

import re
from dataclasses import replace

from xladdin.model.texts import folded
from xladdin.report.reading.blocks import Row
from xladdin.report.tables.items import Item

_NUMBER = re.compile(r"[-+]?\d[\d,.]*%?")
_ENDED = ("。", "；", ";", "！")
_FEWEST_CELLS = 2  # fewer filled cells may be a row that is not filled in


def mended(above: Item, below: Item) -> tuple[Item, Item]:
    """Both tables, a torn row whole in the upper one; as they are where the lower begins with a row of its own."""
    if len(below.rows) < 2 or not _goes_on(above.rows[-1], below.rows[0]):
        return above, below
    whole = tuple(first + rest for first, rest in zip(above.rows[-1], below.rows[0], strict=True))
    merges = tuple(
        one._replace(first_row=max(one.first_row - 1, 1), last_row=one.last_row - 1)
        for one in below.merges
        if one.last_row > 1
    )
    rest = replace(
        below,
        rows=below.rows[1:],
        merges=merges,
        places=below.places[1:],
        name=f"{below.name}（{below.places[0]}接上一行）",
    )
    return replace(above, rows=(*above.rows[:-1], whole)), rest


def _goes_on(row: Row, rest: Row) -> bool:
    """Whether a row holds nothing but the rest of texts that the row above begins.

    The row above has figures, this one has none and no label in front; every text stands below one that has not ended.
    A single text may as well be the name of a row that is not filled in, unless it stands in the last column, 原因.
    """
    if len(row) != len(rest) or folded(rest[0]) or not any(_NUMBER.fullmatch(folded(text)) for text in row):
        return False
    filled = [column for column, text in enumerate(rest) if folded(text)]
    if not filled or any(not _can_go_on(row[column], rest[column]) for column in filled):
        return False
    return len(filled) >= _FEWEST_CELLS or filled == [len(row) - 1]


def _can_go_on(text: str, rest: str) -> bool:
    begun = folded(text)
    return bool(begun) and not begun.endswith(_ENDED) and not any(map(_NUMBER.fullmatch, (begun, folded(rest))))
