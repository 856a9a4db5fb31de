"""Formulas as tokens: for writing out shared formulas and for working out formulas without a stored value."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from xladdin.model import column_letters
from xladdin.model.patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

LAST_ROW = 1_048_576
LAST_COLUMN = 16_384
LONGEST_FORMULA = 8192  # characters, by Excel


class TokenKind(StrEnum):
    """What a piece of a formula is."""

    SPACE = "space"
    TEXT = "text"
    NUMBER = "number"
    ERROR = "error"
    SHEET = "sheet"  # with its exclamation mark
    RANGE = "range"  # A1:B2
    COLUMNS = "columns"  # A:B
    ROWS = "rows"  # 1:2
    CELL = "cell"
    TABLE = "table"  # [...] of a table or an outside workbook
    FUNCTION = "function"  # with its opening bracket
    NAME = "name"
    OPERATOR = "operator"
    OTHER = "other"


class Token(NamedTuple):
    """A piece of a formula."""

    kind: TokenKind
    text: str


_CELL = r"\$?[A-Za-z]{1,3}\$?[1-9][0-9]{0,6}"
_END = r"(?![\w.(!])"
_PATTERN = lazy_pattern(
    "|".join(
        f"(?P<{kind}>{pattern})"
        for kind, pattern in (
            ("space", r"\s+"),
            ("text", r'"(?:[^"]|"")*"'),
            ("error", r"#(?:NULL!|DIV/0!|VALUE!|REF!|NAME\?|NUM!|N/A|GETTING_DATA|SPILL!|CALC!)"),
            ("sheet", r"(?:'(?:[^']|'')+'|(?:\[[^\[\]]+\])?[^\W\d][\w.:]*|\[[^\[\]]+\][\w.]*)!"),
            ("range", f"{_CELL}:{_CELL}{_END}"),
            ("columns", rf"\$?[A-Za-z]{{1,3}}:\$?[A-Za-z]{{1,3}}{_END}"),
            ("rows", rf"\$?[1-9][0-9]{{0,6}}:\$?[1-9][0-9]{{0,6}}{_END}"),
            ("cell", f"{_CELL}{_END}"),
            ("number", r"(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[Ee][+-]?[0-9]+)?"),
            ("function", r"[^\W\d][\w.]*\("),
            ("name", r"[^\W\d\\]?[\w.\\?]+"),
            ("table", r"\[[^\[\]]*(?:\[[^\[\]]*\][^\[\]]*)*\]"),
            ("operator", r"<=|>=|<>|[-+*/^&=<>%(),:{};@#]"),
            ("other", r"."),
        )
    ),
    re.DOTALL,
)


def tokens(formula: str) -> tuple[Token, ...]:
    """The tokens of a formula without its equals sign; joined they are the formula again."""
    return tuple(Token(TokenKind(match.lastgroup or "other"), match[0]) for match in _PATTERN.finditer(formula))


#: The shared formulas of a sheet are written out one after another.
_remembered = lru_cache(maxsize=64)(tokens)


def shifted(formula: str, rows: int, columns: int) -> str:
    """The formula as it reads that many rows further down and columns further right; ``$`` parts stay."""
    pieces = _remembered(formula) if len(formula) <= LONGEST_FORMULA else tokens(formula)
    return "".join(_shifted_pieces(pieces, rows, columns))


def _shifted_pieces(pieces: Iterable[Token], rows: int, columns: int) -> Iterator[str]:
    for kind, text in pieces:
        if kind is TokenKind.CELL:
            yield _shift_cell(text, rows, columns)
        elif kind in {TokenKind.RANGE, TokenKind.COLUMNS, TokenKind.ROWS}:
            first, _, last = text.partition(":")
            ends = (_shift_cell(first, rows, columns), _shift_cell(last, rows, columns))
            yield "#REF!" if "#REF!" in ends else ":".join(ends)
        else:
            yield text


_ENDS = lazy_pattern(r"(\$?)([A-Za-z]*)(\$?)([0-9]*)")


@lru_cache(maxsize=4096)
def _end(reference: str) -> tuple[str, int, str, int]:
    """``$A$1``, ``A`` or ``1``, any end of a reference: dollar sign and column, dollar sign and row; 0 for none."""
    match = _ENDS.fullmatch(reference)
    if match is None:
        return "", 0, "", 0
    first, letters, second, digits = match.groups()
    if not letters:
        first, second = "", first or second
    return first, column_number(letters), second, int(digits or 0)


def _shift_cell(reference: str, rows: int, columns: int) -> str:
    column_fixed, column, row_fixed, row = _end(reference)
    if column > LAST_COLUMN or row > LAST_ROW:
        return reference  # a name that looks like an address: YES2024
    new_column = column + columns if column and not column_fixed else column
    new_row = row + rows if row and not row_fixed else row
    if (column and not 1 <= new_column <= LAST_COLUMN) or (row and not 1 <= new_row <= LAST_ROW):
        return "#REF!"
    return f"{column_fixed}{column_letters(new_column)}{row_fixed}{new_row or ''}"


def column_number(letters: str) -> int:
    """The 1-based column of its letters, 0 for none: A → 1, AA → 27."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number
