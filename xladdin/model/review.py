"""What was laid on a check, as one; apart from its parts (``cycle``), which most checks have none of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xladdin.model.cycle import ExpectedResult, OpinionsResult, RoundsResult


@dataclass(frozen=True, slots=True)
class ReviewResult:
    """What came of everything that was laid on a check; None where it was not given."""

    rounds: RoundsResult | None = None
    opinions: OpinionsResult | None = None
    expected: ExpectedResult | None = None
