"""A check beside what is known from before, as one: opinions first, then the last check."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from xladdin.model import ReviewResult

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xladdin.cycle.remarks import Opinions
    from xladdin.cycle.rounds import Rounds
    from xladdin.model import CheckedFile, ExpectedForm, ExpectedResult, Finding


class Review:
    """What is laid on a check, file by file; without any of it a check stays as it is.

    ``expected`` are the lines of the list ``listed``.
    """

    def __init__(
        self,
        opinions: Opinions | None = None,
        rounds: Rounds | None = None,
        expected: tuple[ExpectedForm, ...] | None = None,
        listed: str = "",
    ) -> None:
        self.expected = expected
        self._opinions, self._rounds, self._listed = opinions, rounds, listed
        self._batch: tuple[Finding, ...] = ()
        self._confirmed: tuple[Finding, ...] = ()

    @property
    def has_opinions(self) -> bool:
        """Whether there are opinions."""
        return self._opinions is not None

    @property
    def has_rounds(self) -> bool:
        """Whether there is a last check."""
        return self._rounds is not None

    def file(self, checked: CheckedFile) -> CheckedFile:
        """The file with its confirmed findings set apart, and the others with their state."""
        if self._opinions is not None:
            checked = self._opinions.file(checked)
        return self._rounds.file(checked) if self._rounds is not None else checked

    def batch(self, findings: Sequence[Finding]) -> tuple[Finding, ...]:
        """The findings over several files that are open; after the last file."""
        self._batch = kept = tuple(findings)
        if self._opinions is not None:
            kept, self._confirmed = self._opinions.batch(kept)
        return self._rounds.batch(kept, self._confirmed) if self._rounds is not None else kept

    @property
    def confirmed(self) -> tuple[Finding, ...]:
        """The findings over several files that a reviewer has confirmed; after ``batch``."""
        return self._confirmed

    def result(self) -> ReviewResult:
        """What came of it; after ``batch``."""
        return ReviewResult(
            rounds=self._rounds.result() if self._rounds is not None else None,
            opinions=self._opinions.result() if self._opinions is not None else None,
            expected=self._expected(),
        )

    def _expected(self) -> ExpectedResult | None:
        if self.expected is None:
            return None
        from xladdin.cycle.expected import count_expected

        return count_expected(self._listed, self.expected, self._batch)

    def inputs(self) -> dict[str, str]:
        """Digests of what decides the judgement beside files and rules."""
        given = {
            "expected": repr(self.expected) if self.expected is not None else "",
            "opinions": repr(self._opinions.judgements()) if self._opinions is not None else "",
        }
        return {
            name: hashlib.sha256(text.encode("utf-8", "replace")).hexdigest() for name, text in given.items() if text
        }
