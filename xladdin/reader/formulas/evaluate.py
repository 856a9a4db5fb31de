"""The value of one formula, all it depends on being known."""

from __future__ import annotations

from decimal import Decimal
from time import monotonic
from typing import TYPE_CHECKING

from xladdin.model import Range
from xladdin.reader.cells import positions_inside
from xladdin.reader.formulas.arguments import scalar
from xladdin.reader.formulas.functions import FUNCTIONS
from xladdin.reader.formulas.operations import Area, ErrorValue, FormulaError, Scalar, Value, apply, rounded, to_truth
from xladdin.reader.formulas.tree import (
    Call,
    Chain,
    ErrorLiteral,
    Literal,
    Node,
    NotComputableError,
    Percent,
    Reference,
    Sign,
    Table,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xladdin.model import Cell, Sheet
    from xladdin.reader.cells import Position

#: Cells of one range, empty ones included; more is no form.
_AREA_CELLS = 500_000
#: How the functions of our add-in begin: unknown here, as in any program without it, so that IFERROR goes on.
_ADD_IN = "JX_"
_HUNDRED = Decimal(100)


def _takes_errors(function: str) -> bool:
    """Whether a function has a result where an argument is an error."""
    return function.startswith("IS") or function == "COUNT"


#: A cell by the number of its sheet.
Place = tuple[int, "Position"]


class Known:
    """What is known of a workbook while it is worked out."""

    def __init__(self, sheets: Sequence[Sheet], end: float) -> None:
        self.cells: list[dict[Position, Cell]] = [dict(sheet.cells) for sheet in sheets]
        self.failed: set[Place] = set()  # cannot be worked out
        self._end = end
        self._numbers = {sheet.name.casefold(): number for number, sheet in reversed(list(enumerate(sheets)))}
        positions = [position for cells in self.cells for position in cells]
        self.last_row = max((row for row, _ in positions), default=1)
        self.last_column = max((column for _, column in positions), default=1)

    @property
    def is_late(self) -> bool:
        """Whether the time is over."""
        return monotonic() > self._end

    def sheet(self, reference: Reference, own: int) -> int | None:
        """The number of the sheet that a reference means; ``own`` is the formula's. None: there is none such."""
        return own if reference.sheet is None else self._numbers.get(reference.sheet.casefold())


class Evaluation:
    """One formula at one place."""

    def __init__(self, known: Known, place: Place) -> None:
        self._known = known
        self._sheet, (self._row, self._column) = place

    def result(self, tree: Node) -> Scalar:
        """What stands in the cell; an error is a value here.

        Raises:
            NotComputableError: beyond this reader, or the time is over.
        """
        try:
            value = self._single(self._value(tree, inside=False))
            return rounded(value) if isinstance(value, Decimal) else value
        except FormulaError as error:
            return ErrorValue(error.code)
        except ArithmeticError:  # larger than even Decimal goes
            return ErrorValue("#NUM!")

    def _value(self, node: Node, *, inside: bool) -> Value:  # noqa: PLR0911  one return for each kind of node
        """The value of a node; ``inside`` a function areas stay areas, outside they mean the cell in line."""
        if self._known.is_late:
            raise NotComputableError
        match node:
            case Literal(constant):
                return constant
            case ErrorLiteral(code):
                raise FormulaError(code)
            case Reference():
                area = self._area(node)
                return area if inside else self._single(area)
            case Sign(operand):
                return apply("-", Decimal(0), self._value(operand, inside=inside))
            case Percent(operand):
                return apply("/", self._value(operand, inside=inside), _HUNDRED)
            case Chain(first, rest):
                value = self._value(first, inside=inside)
                for operator, operand in rest:
                    value = apply(operator, value, self._value(operand, inside=inside))
                return value
            case Call():
                return self._call(node)
            case Table(rows):
                return Area([[scalar(self._value(item, inside=True)) for item in row] for row in rows])

    def _single(self, value: Value) -> Scalar:
        """One value: of a column the one in this row, of a row the one in this column (implicit intersection)."""
        if not isinstance(value, Area):
            return value
        top, left, bottom, right = value.origin or Range(1, 1, 1, 1)
        if value.origin is None or (top, left) == (bottom, right):
            return scalar(value)
        if left == right and top <= self._row <= bottom:
            return value.rows[self._row - top][0] if self._row - top < len(value.rows) else None
        if top == bottom and left <= self._column <= right:
            return value.rows[0][self._column - left] if self._column - left < len(value.rows[0]) else None
        return ErrorValue("#VALUE!")

    def _call(self, call: Call) -> Value:
        if call.name == "IF" and 2 <= len(call.arguments) <= 3:
            return self._branch(call.arguments)
        if call.name in {"IFERROR", "IFNA"} and len(call.arguments) == 2:
            return self._rescued(call)
        if call.name.startswith(_ADD_IN):
            raise FormulaError("#NAME?")
        if call.name == "CELL":
            return self._format_of(call.arguments)
        function = FUNCTIONS.get(call.name)
        if function is None or not function.least <= len(call.arguments) <= function.most:
            raise NotComputableError
        return function.call([self._argument(node, errors=_takes_errors(call.name)) for node in call.arguments])

    def _format_of(self, arguments: tuple[Node, ...]) -> Value:
        """CELL("format", …) of a percentage and of a cell without a format; other formats are not told apart here."""
        match arguments:
            case (Literal("format"), Reference(area=area) as reference):
                sheet = self._known.sheet(reference, self._sheet)
                cells = self._known.cells[sheet] if sheet is not None else {}
                cell = cells.get((area.first_row, area.first_column))
                if cell is None or cell.number_format in {"General", "@"}:
                    return "G"
                if cell.is_percent:
                    return "P2" if "." in cell.number_format else "P0"
        raise NotComputableError

    def _argument(self, node: Node, *, errors: bool) -> Value:
        """The value of an argument; an error ends the formula unless the function asks for ``errors``."""
        try:
            value = self._value(node, inside=True)
        except FormulaError as error:
            if not errors:
                raise
            return ErrorValue(error.code)
        if isinstance(value, ErrorValue) and not errors:
            raise FormulaError(value.code)
        return value

    def _branch(self, arguments: tuple[Node, ...]) -> Value:
        if to_truth(self._single(self._value(arguments[0], inside=False))):
            return self._value(arguments[1], inside=False)
        return self._value(arguments[2], inside=False) if len(arguments) > 2 else False

    def _rescued(self, call: Call) -> Value:
        value = self.result(call.arguments[0])
        if isinstance(value, ErrorValue) and (call.name == "IFERROR" or value.code == "#N/A"):
            return self._value(call.arguments[1], inside=False)
        return value

    def _area(self, reference: Reference) -> Area:
        """The values of a range, down to the last row of the workbook with content."""
        sheet = self._known.sheet(reference, self._sheet)
        if sheet is None:
            raise NotComputableError
        origin, cells = reference.area, self._known.cells[sheet]
        # All ranges end at the same place, so that A:A and B:B stay of one length.
        height = max(1, min(origin.last_row, self._known.last_row) - origin.first_row + 1)
        width = max(1, min(origin.last_column, self._known.last_column) - origin.first_column + 1)
        if height * width > _AREA_CELLS:
            raise NotComputableError
        rows: list[list[Scalar]] = [[None] * width for _ in range(height)]
        for position in positions_inside(cells, origin):
            if (sheet, position) in self._known.failed:
                raise NotComputableError
            cell = cells[position]
            value = ErrorValue(cell.error) if cell.error is not None else cell.value
            rows[position[0] - origin.first_row][position[1] - origin.first_column] = value
        return Area(rows, origin)
