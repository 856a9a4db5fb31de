"""The text of a ``<c>`` element with a new value."""

from __future__ import annotations

from decimal import Decimal

from xladdin.output.escaping import escaped
from xladdin.output.patch.addresses import address
from xladdin.output.patch.sheet_map import CellMap

CellValue = Decimal | str | bool | None

LONGEST_TEXT = 32_767  # characters in a cell


def new_cell(prefix: bytes, row: int, column: int, style: int, value: CellValue) -> bytes:
    """A cell that the row does not hold yet; ``prefix`` is that of the row's element."""
    opening = b'<%sc r="%s"' % (prefix, address(row, column).encode())
    if style:
        opening += b' s="%d"' % style
    return _element(prefix, opening, value, b"", b"", computed=False)


def changed_cell(body: bytes, cell: CellMap, value: CellValue, *, computed: bool) -> bytes:
    """A cell with another value; its style and address stay.

    ``computed``: the value is the stored result of the cell's formula, which stays too.
    """
    tag = cell.tag
    # vm points to a rich value (a picture in the cell), cm to the kind of formula: they belong to what is replaced.
    opening = tag.without(body, b"t", b"vm") if computed else tag.without(body, b"t", b"vm", b"cm")
    formula = body[slice(*cell.formula)] if cell.formula and computed else b""
    extension = body[slice(*cell.extension)] if cell.extension else b""
    return _element(tag.prefix, opening, value, formula, extension, computed=computed)


def _element(
    prefix: bytes, opening: bytes, value: CellValue, formula: bytes, extension: bytes, *, computed: bool
) -> bytes:
    kind, content = _content(prefix.decode(), value, computed=computed)
    inside = formula + content.encode() + extension
    if not inside:
        return opening + b"/>"
    return opening + kind + b">" + inside + b"</" + prefix + b"c>"


def _content(prefix: str, value: CellValue, *, computed: bool) -> tuple[bytes, str]:
    """The ``t`` attribute and the child that hold a value. A typed text stands inline: the shared strings stay."""
    match value:
        case None:
            return b"", ""
        case "" if not computed:
            return b"", ""
        case bool():
            return b' t="b"', f"<{prefix}v>{int(value)}</{prefix}v>"
        case Decimal():
            return b"", f"<{prefix}v>{number_text(value)}</{prefix}v>"
        case str() if computed:
            return b' t="str"', f"<{prefix}v>{escaped(value)}</{prefix}v>"
        case str():
            space = ' xml:space="preserve"' if value != value.strip() or "\n" in value else ""
            return b' t="inlineStr"', f"<{prefix}is><{prefix}t{space}>{escaped(value)}</{prefix}t></{prefix}is>"


def number_text(value: Decimal) -> str:
    """A number in plain digits, without trailing zeros.

    Raises:
        ValueError: NaN or infinity, which a cell cannot hold.
    """
    if not value.is_finite():
        raise ValueError(f"not a number for a cell: {value}")
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in {"-0", ""} else text
