"""The rules by which rows are merged with one another."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from xladdin.merge.aliases import Aliases
    from xladdin.merge.common_rates import CommonDue
    from xladdin.merge.extracts import RowScore
    from xladdin.model import FigureLine

#: Where nothing is known of the lines of 基础数据.
NO_LINES: Mapping[str, FigureLine] = {}


class Rules(NamedTuple):
    """How the rows of a group are merged: what scores them, by which funds they are weighted, what names mean."""

    score: RowScore
    fund: str
    aliases: Aliases
    mixed: bool
    common: CommonDue | None = None
    lines: Mapping[str, FigureLine] = NO_LINES  # of 基础数据, by their keys
