"""The styles part, as far as a value needs it: which cell styles show a number as a percentage."""

from __future__ import annotations

import re

from xladdin.output.patch.markup import PartText, walk
from xladdin.output.patch.namespaces import SEPARATOR, spreadsheet

_BUILT_IN_PERCENT = frozenset({9, 10})  # 0% and 0.00%, which are not written out in the file
_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.')  # text of a format code that is printed as it stands


def percent_styles(raw: bytes, name: str) -> frozenset[int]:
    """The indices of ``cellXfs`` whose number format multiplies by 100 and prints a percent sign."""
    codes: dict[int, str] = {}
    formats: list[int] = []
    cell_formats: list[int] = []

    def number_format(attributes: dict[str, str], _: int) -> None:
        codes[int(attributes["numFmtId"])] = attributes.get("formatCode", "")

    def style(attributes: dict[str, str], _: int) -> None:
        formats.append(int(attributes.get("numFmtId", 0)))

    def cell_styles_begin(_: dict[str, str], __: int) -> None:
        formats.clear()  # what came before are the named styles, cellStyleXfs

    def cell_styles_end(_: int) -> None:
        cell_formats.extend(formats)

    walk(
        PartText.read(raw, name).body,
        name,
        spreadsheet({"numFmt": number_format, "xf": style, "cellXfs": cell_styles_begin}),
        spreadsheet({"cellXfs": cell_styles_end}),
        SEPARATOR,
    )
    percent = _BUILT_IN_PERCENT | {key for key, code in codes.items() if "%" in _LITERAL.sub("", code)}
    return frozenset(index for index, key in enumerate(cell_formats) if key in percent)
