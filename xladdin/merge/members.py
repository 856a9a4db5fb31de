"""The rows that are merged with one another, and the rules by which they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from xladdin.merge.aliases import Aliases
    from xladdin.merge.common_rates import CommonDue, References
    from xladdin.merge.extracts import RowScore
    from xladdin.model import FigureLine, FormLine, RowExtract, Scheme

#: Of a form without common indicators.
_NO_FIGURES: References = {}
#: Where nothing is known of the lines of 基础数据.
NO_LINES: Mapping[str, FigureLine] = {}


class Member(NamedTuple):
    """A row with its form and the form's scheme."""

    row: RowExtract
    form: FormLine
    scheme: Scheme
    figures: References = _NO_FIGURES  # of the form, where it has common indicators


class Rules(NamedTuple):
    """How the rows of a group are merged: what scores them, by which funds they are weighted, what names mean."""

    score: RowScore
    fund: str
    aliases: Aliases
    mixed: bool
    common: CommonDue | None = None
    lines: Mapping[str, FigureLine] = NO_LINES  # of 基础数据, by their keys
