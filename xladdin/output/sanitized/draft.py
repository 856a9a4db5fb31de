"""What the parts of one masked copy have in common: the masks, the names that were changed, what was left out."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from xladdin.output.sanitized.formulas import mask_formula

if TYPE_CHECKING:
    from xladdin.model import Workbook
    from xladdin.output.sanitized.masks import Masks
    from xladdin.output.sanitized.plan import Plan


@dataclass
class Copy:
    """A copy in the making. ``sheets``, ``defined``: old name → new one; ``removed``: what was left out."""

    source: bytes
    workbook: Workbook
    plan: Plan
    masks: Masks
    sheets: dict[str, str] = field(default_factory=dict)
    defined: dict[str, str] = field(default_factory=dict)
    sheet_of_part: dict[str, str] = field(default_factory=dict)
    strings: list[str] = field(default_factory=list)
    used_strings: set[int] = field(default_factory=set)
    removed: set[str] = field(default_factory=set)
    strings_part: str = ""
    _numbers: Counter[str] = field(default_factory=Counter)

    def formula(self, text: str) -> str:
        """A formula or a reference outside of a cell."""
        return mask_formula(text, self.masks, self.sheets, self.defined)

    def next_number(self, what: str) -> int:
        """1, 2, 3 … of each kind of thing."""
        self._numbers[what] += 1
        return self._numbers[what]
