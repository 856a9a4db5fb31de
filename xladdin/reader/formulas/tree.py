"""The grammar of worksheet formulas: tokens become a tree.

Excel's precedence, strongest first: reference, sign, %, ^, * /, + -, &, comparison; all associate to the left, so that
-2^2 is 4. Operators of one rank stand side by side in a Chain: the tree of 1+1+1+… is flat.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from xladdin.model import Range
from xladdin.reader.addresses import address
from xladdin.reader.formulas.tokens import (
    LAST_COLUMN,
    LAST_ROW,
    LONGEST_FORMULA,
    Token,
    TokenKind,
    column_number,
    tokens,
)

#: Brackets and functions inside one another. Excel allows 64; each costs a dozen of Python's thousand frames.
_DEPTH = 40


class NotComputableError(Exception):
    """A formula, or what it depends on, is beyond this reader. Says nothing about the formula being wrong."""


@dataclass(frozen=True, slots=True)
class Literal:
    """A number, text, truth value; None for an argument left empty."""

    value: Decimal | str | bool | None


@dataclass(frozen=True, slots=True)
class ErrorLiteral:
    """#REF! and its like, written in the formula."""

    code: str


@dataclass(frozen=True, slots=True)
class Reference:
    """A cell or a range; ``sheet`` is None for the formula's own."""

    sheet: str | None
    area: Range


@dataclass(frozen=True, slots=True)
class Sign:
    """A minus in front."""

    operand: Node


@dataclass(frozen=True, slots=True)
class Percent:
    """A percent sign behind."""

    operand: Node


@dataclass(frozen=True, slots=True)
class Chain:
    """Operators of one rank with their operands, from left to right."""

    first: Node
    rest: tuple[tuple[str, Node], ...]


@dataclass(frozen=True, slots=True)
class Call:
    """A function, its name in capitals."""

    name: str
    arguments: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """An array constant: {1,2;3,4}."""

    rows: tuple[tuple[Node, ...], ...]


Node = Literal | ErrorLiteral | Reference | Sign | Percent | Chain | Call | Table

_RANKS = (("=", "<>", "<", ">", "<=", ">="), ("&",), ("+", "-"), ("*", "/"), ("^",))
_RANK_OF = {operator: rank for rank, operators in enumerate(_RANKS) for operator in operators}
_END = Token(TokenKind.OTHER, "")


@lru_cache(maxsize=1024)  # the same formulas come again in every pass and in every form of one blank
def formula_tree(formula: str) -> Node:
    """The tree of a formula, which begins with its equals sign.

    Raises:
        NotComputableError: names, tables, outside workbooks, anything that is not understood.
    """
    if len(formula) > LONGEST_FORMULA:
        raise NotComputableError
    return _Parser(formula.removeprefix("=")).whole()


def references(node: Node) -> list[Reference]:
    """All references in a tree."""
    found: list[Reference] = []
    waiting: list[Node] = [node]
    while waiting:
        match waiting.pop():
            case Reference() as reference:
                found.append(reference)
            case Sign(operand) | Percent(operand):
                waiting.append(operand)
            case Chain(first, rest):
                waiting += [first, *(operand for _, operand in rest)]
            case Call(_, arguments):
                waiting += arguments
            case _:
                pass
    return found


class _Parser:
    """Recursive descent."""

    def __init__(self, formula: str) -> None:
        self._tokens = [token for token in tokens(formula) if token.kind is not TokenKind.SPACE]
        self._place = 0
        self._depth = 0

    def whole(self) -> Node:
        node = self._rank(0)
        if self._next is not _END:
            raise NotComputableError
        return node

    @property
    def _next(self) -> Token:
        return self._tokens[self._place] if self._place < len(self._tokens) else _END

    def _take(self) -> Token:
        token = self._next
        self._place += 1
        return token

    def _accept(self, text: str) -> bool:
        if self._next.kind is TokenKind.OPERATOR and self._next.text == text:
            self._place += 1
            return True
        return False

    def _expect(self, text: str) -> None:
        if not self._accept(text):
            raise NotComputableError

    def _rank(self, lowest: int) -> Node:
        """An expression of operators of this rank and stronger ones."""
        node = self._percent()
        while (rank := self._next_rank()) >= lowest:
            rest = []
            while self._next_rank() == rank:
                operator = self._take().text
                rest.append((operator, self._rank(rank + 1)))
            node = Chain(node, tuple(rest))
        return node

    def _next_rank(self) -> int:
        """The rank of the operator that follows; -1 where none does."""
        token = self._next
        return _RANK_OF.get(token.text, -1) if token.kind is TokenKind.OPERATOR else -1

    def _percent(self) -> Node:
        node = self._sign()
        while self._accept("%"):
            node = Percent(node)
        return node

    def _sign(self) -> Node:
        negative = False
        while self._next.kind is TokenKind.OPERATOR and self._next.text in {"+", "-"}:
            negative ^= self._take().text == "-"
        node = self._primary()
        return Sign(node) if negative else node

    def _primary(self) -> Node:
        self._depth += 1
        if self._depth > _DEPTH:
            raise NotComputableError
        node = self._value(self._take())
        self._depth -= 1
        return node

    def _value(self, token: Token) -> Node:  # noqa: PLR0911  one return for each kind of value
        kind, text = token
        if kind is TokenKind.NUMBER:
            return Literal(Decimal(text))
        if kind is TokenKind.TEXT:
            return Literal(text[1:-1].replace('""', '"'))
        if kind is TokenKind.ERROR:
            return ErrorLiteral(text)
        if kind is TokenKind.FUNCTION and text.upper() == "OFFSET(":
            return self._offset_range()
        if kind is TokenKind.FUNCTION:
            return Call(text[:-1].upper().removeprefix("_XLFN."), self._arguments())
        if kind is TokenKind.SHEET:
            return self._reference(self._take(), _sheet_name(text))
        if kind is TokenKind.NAME and text.upper() in {"TRUE", "FALSE"}:
            return Literal(text.upper() == "TRUE")
        if token == (TokenKind.OPERATOR, "("):
            node = self._rank(0)
            self._expect(")")
            return node
        if token == (TokenKind.OPERATOR, "{"):
            return self._table()
        return self._reference(token, None)

    def _arguments(self) -> tuple[Node, ...]:
        if self._accept(")"):
            return ()
        arguments = [self._argument()]
        while self._accept(","):
            arguments.append(self._argument())
        self._expect(")")
        return tuple(arguments)

    def _argument(self) -> Node:
        if self._next.kind is TokenKind.OPERATOR and self._next.text in {",", ")"}:
            return Literal(None)
        return self._rank(0)

    def _offset_range(self) -> Node:
        """OFFSET(…) or OFFSET(…):OFFSET(…), moved by figures that are written out: a reference like any other."""
        first = self._offset()
        if not self._accept(":"):
            return first
        token = self._take()
        if token.text.upper() == "OFFSET(":
            last = self._offset()
        else:
            node = self._reference(token, None)
            if not isinstance(node, Reference):
                raise NotComputableError
            last = node
        ends = first.area, last.area
        return Reference(
            first.sheet,
            Range(
                min(end.first_row for end in ends),
                min(end.first_column for end in ends),
                max(end.last_row for end in ends),
                max(end.last_column for end in ends),
            ),
        )

    def _offset(self) -> Reference:
        match self._arguments():
            case (Reference(sheet, area), rows, columns):
                down, right = _written_out(rows), _written_out(columns)
                moved = Range(
                    area.first_row + down, area.first_column + right, area.last_row + down, area.last_column + right
                )
                if moved.first_row >= 1 and moved.first_column >= 1:
                    return Reference(sheet, moved)
        raise NotComputableError

    def _table(self) -> Table:
        rows = [[self._sign()]]
        while not self._accept("}"):
            if self._accept(";"):
                rows.append([])
            else:
                self._expect(",")
            rows[-1].append(self._sign())
        return Table(tuple(map(tuple, rows)))

    def _reference(self, token: Token, sheet: str | None) -> Reference | ErrorLiteral:
        first, _, last = token.text.replace("$", "").partition(":")
        if token.kind is TokenKind.ERROR:
            return ErrorLiteral(token.text)
        if token.kind in {TokenKind.CELL, TokenKind.RANGE}:
            start, end = address(first), address(last or first)
        elif token.kind is TokenKind.COLUMNS:
            start, end = (1, column_number(first)), (LAST_ROW, column_number(last))
        elif token.kind is TokenKind.ROWS:
            start, end = (int(first), 1), (int(last), LAST_COLUMN)
        else:
            raise NotComputableError
        if start is None or end is None:
            raise NotComputableError
        rows, columns = sorted((start[0], end[0])), sorted((start[1], end[1]))
        return Reference(sheet, Range(rows[0], columns[0], rows[1], columns[1]))


def _written_out(node: Node) -> int:
    """A whole number that stands in the formula itself."""
    match node:
        case Literal(Decimal() as value) if value == int(value):
            return int(value)
        case Sign(Literal(Decimal() as value)) if value == int(value):
            return -int(value)
    raise NotComputableError


def _sheet_name(text: str) -> str:
    name = text[:-1]
    if name.startswith("'"):
        name = name[1:-1].replace("''", "'")
    if "[" in name:
        raise NotComputableError  # another workbook
    return name
