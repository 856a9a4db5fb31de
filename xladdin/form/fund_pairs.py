"""A funds block of labels and values side by side: 「预算数： | 100 | 执行数： | 95」, sources in the rows below."""

from __future__ import annotations

from xladdin.form.columns import Header
from xladdin.form.entries import is_amount
from xladdin.form.fund_rows import AMOUNTS, fund_row, fund_source
from xladdin.form.grid import Grid, Place
from xladdin.form.labels import labels
from xladdin.model import FundRow

#: By field: the place of its label and the column of its values.
Pairs = dict[str, tuple[Place, int]]


def find_pairs(grid: Grid, header: Header) -> Pairs:
    """The labels of the row that have an amount at their right; empty where the row is a header over columns."""
    pairs: Pairs = {}
    for name, column in header.columns.items():
        value = grid.owner(column.header[0], column.last + 1)
        is_own = value[0] == column.header[0] and value[1] > column.last
        if is_own and is_amount(grid, value):
            pairs[name] = (column.header, value[1])
    return pairs if len(pairs.keys() & AMOUNTS) > 1 else {}


def read_pairs(grid: Grid, rows: list[int], pairs: Pairs, amount_unit: str) -> tuple[FundRow, ...]:
    """The total in the row of the labels, and the sources below it as long as rows begin with the name of one."""
    first = min(pairs[name][0] for name in AMOUNTS & pairs.keys())
    found: list[FundRow] = []
    for row in rows:
        if row < first[0]:
            continue
        label = grid.text((row, first[1]))
        if row > first[0] and label not in labels().fund_rows:
            break
        places = {field: grid.owner(row, column) for field, (_, column) in pairs.items()}
        source = fund_source(label, found) if found else "total"
        found.append(fund_row(grid, row, label, source, places, amount_unit))
    return tuple(found)
