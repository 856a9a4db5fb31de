"""The grammar of a quantity: sign, figure, limit; ranges, spreads and pairs of bounds."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from xladdin.form.notation.lexicon import words
from xladdin.form.notation.tokens import Kind, Token
from xladdin.form.notation.units import complete, convert, unit_of
from xladdin.model import Op, Unit
from xladdin.model.patterns import lazy_pattern

_FAR = 8  # characters of prose that may stand between a sign and its figure: 「至少全年完成2次」
_NEAR = 2
_PARTS = lazy_pattern(rf"(?<=[^0-9(])[,;。、:]?(?:{'|'.join(words('parts', 'words'))})")
_BEGAN = lazy_pattern(rf"[由从][^,;。0-9]{{0,6}}[0-9.]+[^0-9,;。]{{0,3}}?(?={'|'.join(words('parts', 'changed'))})")
_NO_FREQUENCY = ("ratio", "points", "time")
_LOWER = (Op.AT_LEAST, Op.ABOVE)
_UPPER = (Op.AT_MOST, Op.BELOW)
_FLIPPED = {
    Op.AT_LEAST: Op.AT_MOST,
    Op.AT_MOST: Op.AT_LEAST,
    Op.ABOVE: Op.BELOW,
    Op.BELOW: Op.ABOVE,
    Op.EQUAL: Op.EQUAL,
}


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure with its sign; ``value2`` is the upper end of a range."""

    op: Op
    value: Decimal
    unit: Unit | None
    value2: Decimal | None = None


def whole_of(plain: str) -> str:
    """The text up to 其中, behind which stand parts of the figure, and without where a change began (由90%提升至)."""
    found = _PARTS.search(plain)
    return _BEGAN.sub("", plain[: found.start()] if found else plain)


def total_of(found: list[Quantity]) -> list[Quantity]:
    """「每季度1次，全年4次」 says one thing twice: the count of the year is kept."""
    if len(found) != 2:
        return found
    once, total = sorted(found, key=lambda quantity: -len(quantity.unit.dimension) if quantity.unit else 0)
    if once.unit is None or total.unit is None or total.unit.dimension in _NO_FREQUENCY:
        return found
    is_alike = once.unit.dimension == f"{total.unit.dimension}/time"
    return [total] if is_alike and once.value * once.unit.factor == total.value * total.unit.factor else found


def without_comments(tokens: list[Token]) -> list[Token]:
    """The tokens outside brackets; a bracket round a unit is that unit, a bracket round everything is none."""
    if not any(token.kind is Kind.OPEN for token in tokens):
        return tokens
    outside: list[Token] = []
    inside: list[Token] = []
    depth = 0
    for token in tokens:
        if token.kind is Kind.OPEN:
            depth += 1
        elif token.kind is Kind.CLOSE:
            depth = max(0, depth - 1)
        else:
            (inside if depth else outside).append(token)
            if depth and token.kind is Kind.UNIT and _lacks_unit(outside):
                outside[-1] = outside[-1]._replace(unit=token.unit)
    return outside if _says_something(outside, inside) else [*outside, *inside]


def _lacks_unit(tokens: list[Token]) -> bool:
    return bool(tokens) and tokens[-1].kind is Kind.FIGURE and tokens[-1].unit is None


def _says_something(outside: list[Token], inside: list[Token]) -> bool:
    """Whether the text outside the brackets stands for itself: 「（1）完成」 does, 「满意度（≥95%）」 does not."""
    if any(token.kind in (Kind.FIGURE, Kind.DATE, Kind.PERIOD) for token in outside):
        return True
    prose = any(token.kind is Kind.PROSE for token in outside)
    return prose and not any(token.unit or token.kind is Kind.SIGN for token in inside)


def quantities(tokens: list[Token]) -> list[Quantity]:
    """Every quantity of the text, in order; a range or a pair of bounds is one."""
    found: list[Quantity] = []
    sign: Token | None = None
    each: Token | None = None
    gap = 0
    join: Kind | None = None
    for index, token in enumerate(tokens):
        kind = token.kind
        if kind in (Kind.SIGN, Kind.WEAK_SIGN):
            if found and join is None and sign is None and _is_flipped(tokens, index):
                found[-1] = replace(found[-1], op=_FLIPPED[token.op])
            elif not (sign and kind is Kind.WEAK_SIGN):
                sign, gap = token, 0
        elif kind in (Kind.RANGE, Kind.SPREAD):
            join = kind if not (kind is Kind.SPREAD and join) else join
        elif kind is Kind.FIGURE:
            _add(found, _each_time(each, token), _op(sign, gap), join)
            sign, gap, join = None, 0, None
            each = each if token.unit is None else None  # 每月1-2次
        elif kind is Kind.EACH:
            each = token
        elif kind in (Kind.LIMIT, Kind.UNIT) and found:
            found[-1] = _completed(found[-1], tokens, index)
        elif kind is Kind.PROSE:
            gap += len(token.text)
        elif kind is Kind.STOP and token.text != ":":
            sign = each = None
    return _paired(found)


def _completed(quantity: Quantity, tokens: list[Token], index: int) -> Quantity:
    """The quantity with the limit behind it (95%以上), or with the unit behind such a limit (3以上人)."""
    token = tokens[index]
    if token.kind is Kind.UNIT:
        is_its_own = quantity.unit is None and tokens[index - 1].kind is Kind.LIMIT
        return replace(quantity, unit=token.unit) if is_its_own else quantity
    is_open = quantity.op is Op.BARE or (quantity.op is not Op.BETWEEN and _was_weak(tokens, index))
    return replace(quantity, op=token.op) if is_open and token.op is not Op.BARE else quantity


def _each_time(each: Token | None, figure: Token) -> Token:
    """「每月1次」 is 1次/月; a share, a grade and a span of time are no frequency (每天8小时)."""
    if each is None or each.unit is None or figure.unit is None:
        return figure
    if "/" in figure.unit.dimension or figure.unit.dimension in _NO_FREQUENCY:
        return figure
    return figure._replace(unit=unit_of(f"{figure.unit.text}/{each.unit.text}"))


def _is_flipped(tokens: list[Token], index: int) -> bool:
    """「60%≤满意度≤80%」: a sign directly behind a figure with prose behind it."""
    behind_figure = index > 0 and tokens[index - 1].kind is Kind.FIGURE
    before_prose = index + 1 < len(tokens) and tokens[index + 1].kind is Kind.PROSE
    return behind_figure and before_prose and tokens[index].text[0] in "<>≤≥="


def _was_weak(tokens: list[Token], index: int) -> bool:
    """Whether the nearest sign before the figure is a weak one."""
    for token in reversed(tokens[:index]):
        if token.kind in (Kind.SIGN, Kind.WEAK_SIGN):
            return token.kind is Kind.WEAK_SIGN
    return False


def _op(sign: Token | None, gap: int) -> Op:
    if sign is None or gap > (_NEAR if sign.kind is Kind.WEAK_SIGN else _FAR):
        return Op.BARE
    return sign.op


def _add(found: list[Quantity], figure: Token, op: Op, join: Kind | None) -> None:
    if join is Kind.RANGE and found:
        found[-1] = _range(found[-1], figure)
    elif join is Kind.SPREAD:
        spread = abs(figure.value)
        middle = found.pop() if found else Quantity(op, Decimal(0), figure.unit)
        unit = middle.unit or figure.unit
        found.append(Quantity(Op.BETWEEN, middle.value - spread, unit, middle.value + spread))
    else:
        found.append(Quantity(op, figure.value, figure.unit))


def _range(low: Quantity, high: Token) -> Quantity:
    unit = high.unit or low.unit
    value = low.value
    if low.unit and unit and low.unit != unit:
        value = convert(value, complete(low.unit, unit), unit) or value
    ends = sorted((value, high.value))
    return Quantity(Op.BETWEEN, ends[0], unit, ends[1])


def _paired(found: list[Quantity]) -> list[Quantity]:
    """A lower and an upper bound are one range; beside a figure with a sign a mere number is a name (12345热线)."""
    if len(found) < 2:
        return found  # nearly always
    signed = [quantity for quantity in found if quantity.op not in (Op.BARE, Op.BETWEEN)]
    if len(signed) == 1 and all(quantity.unit is None for quantity in found if quantity is not signed[0]):
        return signed
    if len(found) != 2:
        return found
    one, other = found
    low, high = (one, other) if one.op in _LOWER else (other, one)
    if low.op in _LOWER and high.op in _UPPER and low.value <= high.value:
        return [Quantity(Op.BETWEEN, low.value, high.unit or low.unit, high.value)]
    return found
