"""The numbers of forms, by which lines of other tables name them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable


class _Line(Protocol):
    """A line that says to which form it belongs."""

    @property
    def file(self) -> str: ...
    @property
    def sheet(self) -> str: ...
    @property
    def department(self) -> str: ...
    @property
    def unit(self) -> str: ...
    @property
    def project(self) -> str: ...


class Numbers:
    """Numbers from 1 for forms (or refusals) in their order; None for whatever cannot be told from another one."""

    def __init__(self, forms: Iterable[_Line]) -> None:
        self._exact: dict[tuple[str, ...], int | None] = {}
        self._of_file: dict[str, int | None] = {}
        for number, form in enumerate(forms, 1):
            key = _key(form)
            self._exact[key] = None if key in self._exact else number
            self._of_file[form.file] = None if form.file in self._of_file else number

    def of(self, line: _Line) -> int | None:
        """The number of the form that a line belongs to; a line of a whole file belongs to the only form in it."""
        if not line.sheet:
            return self._of_file.get(line.file)
        return self._exact.get(_key(line))


def _key(line: _Line) -> tuple[str, ...]:
    return line.file, line.sheet, line.department, line.unit, line.project
