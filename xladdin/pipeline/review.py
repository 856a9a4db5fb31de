"""What is laid on a check: the last one, opinions, the list of expected forms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xladdin import checks, cycle, reader
from xladdin.cycle import Review
from xladdin.pipeline.catalogue import rule_prints, rules_version

__all__ = ["Review", "open_review", "read_expected"]

if TYPE_CHECKING:
    from pathlib import Path

    from xladdin.model import CheckOptions, ExpectedForm


def open_review(
    options: CheckOptions, *, baseline: Path | None = None, opinions: Path | None = None, expected: Path | None = None
) -> Review:
    """What is laid on a check: the JSON of the last one, a 问题清单 with opinions, the list of expected forms.

    Raises:
        XladdinError: one of the files cannot be read or is something else.
    """
    rounds = None
    if baseline is not None:
        off = frozenset(change.code for change in checks.changed_rules(options) if change.severity is None)
        now = cycle.Now(rules_version(), rule_prints(), off, expected is not None)
        rounds = cycle.Rounds(cycle.read_baseline(baseline), now)
    return Review(
        opinions=cycle.read_opinions(reader.read_list(opinions)) if opinions is not None else None,
        rounds=rounds,
        expected=read_expected(expected) if expected is not None else None,
        listed=str(expected or ""),
    )


def read_expected(path: Path) -> tuple[ExpectedForm, ...]:
    """The list of expected forms (应报送名单), a workbook or CSV. Raises XladdinError where it is none."""
    return cycle.read_expected(reader.read_list(path))
