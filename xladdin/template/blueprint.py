"""What blank form is to be built (蓝图): by which scheme, of which kind, with which formulas."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from xladdin.errors import XladdinError

if TYPE_CHECKING:
    from xladdin.model import FormulaWords, Kind, Scheme


@dataclass(frozen=True, slots=True)
class Blueprint:
    """A scheme with its kind (表种).

    ``words`` are what the formulas look for in targets, actual values and names; ``plain``: without the functions of
    the add-in.

    Raises:
        XladdinError: the scheme is for another kind.
    """

    scheme: Scheme
    kind: Kind
    words: FormulaWords
    plain: bool = False

    def __post_init__(self) -> None:
        scheme, kind = self.scheme, self.kind
        if scheme.kind != kind.key:
            raise XladdinError(
                f"方案{scheme.key}（{scheme.name}）不是{kind.name}的方案，请用--scheme指定同一种表的方案。"
            )

    @property
    def has_targets(self) -> bool:
        """Whether the rows of the form have targets, from which formulas work out their scores."""
        return self.kind.has_indicators and not self.kind.judges_by_standard
