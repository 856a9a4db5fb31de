"""The colours of marked cells, chosen so that the fill that was there can be told from the colour.

Every fill that a mark covers gets a shade of its own, by a step nobody sees, and one that the workbook uses nowhere.
So a shade leads back to its fill after any program has saved the file and after rows were moved: which shade stands
for which fill is written into the sheet 检查结果.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from xladdin.model import Severity, Sheet
from xladdin.output.patch import NO_FILL, StylesPart

#: The first shade of each severity (red, yellow, blue); the others differ in the last bits of green and blue.
_FIRST = {Severity.ERROR: (0xFF, 0xC0, 0xC4), Severity.WARNING: (0xFF, 0xE7, 0x90), Severity.NOTE: (0xD4, 0xE4, 0xF4)}
_GREENS, _BLUES = 4, 12
_RECORD = "xladdin.fill"


class Palette:
    """Severity and covered fill → shade, for one workbook."""

    def __init__(self, styles: StylesPart) -> None:
        self._styles = styles
        self._shades: dict[tuple[Severity, str], str] = {}

    def style(self, style: int, severity: Severity) -> int:
        """The style that differs from ``style`` only by the colour of the severity."""
        shade = self._shade(severity, self._styles.fill_of(style))
        return self._styles.with_fill(style, solid_fill(shade))

    def records(self) -> list[str]:
        """A line for every shade: which fill it stands for."""
        return [f"{_RECORD} {shade} {fill}" for (_, fill), shade in self._shades.items()]

    def _shade(self, severity: Severity, fill: str) -> str:
        if (severity, fill) not in self._shades:
            taken = set(self._shades.values())
            free = (one for one in _shades(severity) if one not in taken and not self._styles.mentions(one))
            shade = next(free, None)
            if shade is None:  # more fills than shades: the way back from a file saved again leads to no fill
                return self._shade(severity, NO_FILL)
            self._shades[severity, fill] = shade
        return self._shades[severity, fill]


def solid_fill(colour: str) -> str:
    """The content of ``<fill>`` for a colour ("FFC0C4")."""
    return f'<patternFill patternType="solid"><fgColor rgb="FF{colour}"/></patternFill>'


def plain_shade(severity: Severity) -> str:
    """The colour of a severity ("FFC0C4"), for what needs no way back."""
    return next(_shades(severity))


def read_records(sheets: Iterable[Sheet]) -> dict[str, str]:
    """Shade → fill, from the sheets 检查结果 of a workbook."""
    found = {}
    for sheet in sheets:
        for cell in sheet.cells.values():
            if isinstance(cell.value, str) and cell.value.startswith(f"{_RECORD} "):
                shade, _, fill = cell.value.removeprefix(f"{_RECORD} ").partition(" ")
                found[shade] = fill
    return found


def all_shades() -> frozenset[str]:
    """Every shade that a mark may have."""
    return frozenset(shade for severity in Severity for shade in _shades(severity))


def _shades(severity: Severity) -> Iterator[str]:
    red, green, blue = _FIRST[severity]
    return (f"{red:02X}{green + up:02X}{blue + right:02X}" for up in range(_GREENS) for right in range(_BLUES))
