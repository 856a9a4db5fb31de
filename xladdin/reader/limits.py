"""Limits of a reading, and the watch that keeps them while a file is open."""

from __future__ import annotations

from dataclasses import dataclass
from time import monotonic

from xladdin.reader.faults import UnreadableError

_MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one file may ask for. A self-evaluation form uses less than a thousandth of every one of them.

    What lies above gives a fault of the kind TOO_LARGE, whatever the file says of itself: bytes are counted as they
    are inflated, seconds as they pass.
    """

    file_bytes: int = 50 * _MEGABYTE  # the file as it lies on the disk
    inflated_bytes: int = 400 * _MEGABYTE  # all its parts together, unpacked
    part_bytes: int = 16 * _MEGABYTE  # a part that is held in memory as a whole (styles, relations, names)
    parts: int = 5_000  # entries of the zip
    sheets: int = 1_000
    cells: int = 500_000  # cells with content in all sheets together, and as many shared strings
    merges: int = 50_000  # merged ranges in all sheets together
    text_length: int = 100_000  # characters of one cell; Excel allows 32,767
    formula_characters: int = 5_000_000  # all formulas together, shared ones written out
    seconds: float = 30.0  # reading one file
    calculation_seconds: float = 5.0  # working out formulas that were saved without a value
    worker_memory: int = 1024 * _MEGABYTE  # address space of the process that reads .xls and .et


class Watch:
    """Counts what the reading of one file has used so far."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self._inflated = 0
        self._formula_characters = 0
        self._cells = 0
        self._merges = 0
        self._end = monotonic() + limits.seconds

    def tick(self) -> None:
        """Stop when the time is over.

        Raises:
            UnreadableError: too slow.
        """
        if monotonic() > self._end:
            raise UnreadableError("too-slow", seconds=f"{self.limits.seconds:g}")

    def inflate(self, count: int) -> None:
        """Count bytes that came out of the zip.

        Raises:
            UnreadableError: too many, or too slow.
        """
        self._inflated += count
        if self._inflated > self.limits.inflated_bytes:
            raise UnreadableError("inflates-too-much", megabytes=self.limits.inflated_bytes // _MEGABYTE)
        self.tick()

    def count_cells(self, count: int) -> None:
        """Count cells with content, of all sheets together.

        Raises:
            UnreadableError: too many.
        """
        self._cells += count
        if self._cells > self.limits.cells:
            raise UnreadableError("too-many-cells", limit=self.limits.cells)

    def count_merges(self, count: int) -> None:
        """Count merged ranges, of all sheets together.

        Raises:
            UnreadableError: too many.
        """
        self._merges += count
        if self._merges > self.limits.merges:
            raise UnreadableError("too-many-merges", limit=self.limits.merges)

    def write_out(self, formula: str) -> None:
        """Count the text of a formula.

        Raises:
            UnreadableError: too much text.
        """
        self._formula_characters += len(formula)
        if self._formula_characters > self.limits.formula_characters:
            raise UnreadableError("too-many-formulas", limit=self.limits.formula_characters)

    @property
    def seconds_left(self) -> float:
        """Seconds until the limit, never negative."""
        return max(0.0, self._end - monotonic())
