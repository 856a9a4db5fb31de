"""The pieces of a row: what is worked out in which cell, from the visible ones to the score."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from xladdin.template.native import dates, degree, figures, score, texts
from xladdin.template.native.cells import Cells
from xladdin.template.native.direction import direction, is_comparable, line
from xladdin.template.native.target import joined
from xladdin.template.native.words import count, is_one_of

if TYPE_CHECKING:
    from xladdin.model import FormulaWords, Scheme


@dataclass(frozen=True, slots=True)
class Step:
    """A piece of a row: its name here, the label of its column, and what its formula gives in a blank row."""

    key: str
    label: str
    blank: str | int | bool = ""


@dataclass(frozen=True, slots=True)
class Row:
    """The visible cells of a row, by their addresses.

    ``target`` by field: value alone, or sign, nature, value and unit. ``above`` are the labels of category and
    subcategory. Without ``points`` (湖北) the pieces give the share of the points that is earned.
    """

    name: str
    target: dict[str, str]
    actual: str
    points: str | None
    above: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lists:
    """The cells that hold the units (``unit_list``) and the words of each tier (``word_list``), for all rows."""

    units: str
    tiers: tuple[str, ...]


_SIDES = (("target", "目标·"), ("actual", "完成·"))
_PIECES = (
    Step("text", "文字"),
    Step("plain", "规范"),
    Step("sign", "号"),
    Step("body", "正文"),
    Step("letters", "单位字"),
    Step("digits", "数字"),
    Step("number", "数"),
    Step("per", "每"),
    Step("unit", "单位名"),
    Step("place", "单位序", 0),
    Step("per place", "每序", 0),
    Step("dimension", "量纲"),
    Step("factor", "系数", 1),
    Step("day", "日期"),
)

STEPS = (
    Step("target", "目标全文"),
    Step("name", "名称"),
    Step("limit", "限额词", 0),
    Step("more", "求多词", 0),
    Step("saving", "节约词", 0),
    Step("money", "金额词", 0),
    Step("standard", "标准词", 0),
    Step("rate", "补助词", 0),
    Step("cost", "成本词", 0),
    *(Step(f"{side} {piece.key}", word + piece.label, piece.blank) for side, word in _SIDES for piece in _PIECES),
    Step("direction", "方向"),
    Step("comparable", "可比", blank=False),
    Step("ratio", "比"),
    Step("tail", "定性尾"),
    Step("degree", "定性", blank=False),
    Step("tier", "档"),
    Step("on time", "按期", blank=False),
    Step("quantity", "定量结果"),
    Step("score", "结果"),
    Step("lowest", "下限", 0),
    Step("highest", "上限", 0),
)

#: Only where the form prints points: without them there is no score.
_WITH_POINTS = frozenset({"score", "lowest", "highest"})

#: Step → list of words that it counts in the indicator's name.
_NAME_WORDS = {
    "limit": "limits",
    "more": "more",
    "saving": "savings",
    "money": "money",
    "standard": "standards",
    "rate": "rates",
}


def steps(*, with_points: bool) -> tuple[Step, ...]:
    """The pieces of a row, in the order of their columns."""
    return tuple(step for step in STEPS if with_points or step.key not in _WITH_POINTS)


def formulas_of_row(row: Row, places: Cells, lists: Lists, words: FormulaWords, scheme: Scheme) -> dict[str, str]:
    """Step → its formula, without ``=``; ``places`` are the addresses of the steps."""
    cells = places | {"actual": row.actual, "points": row.points or ""}
    value = row.target["value"]
    formulas = {
        "target": joined(row.target) if len(row.target) > 1 else texts.text_of(value),
        "name": line(row.name),
        "cost": "+".join(count(words.costs, place) for place in row.above),
    }
    for step, listed in _NAME_WORDS.items():
        formulas[step] = count(getattr(words, listed), cells["name"])
    for side, cell in (("target", value), ("actual", row.actual)):
        formulas |= _pieces(side, cell, cells, lists.units, words)
    target, actual = _side("target", value, cells), _side("actual", row.actual, cells)
    formulas["direction"] = direction(cells)
    formulas["comparable"] = is_comparable(target, actual, cells["direction"])
    formulas["ratio"] = f'IF({cells["comparable"]},{score.ratio(target, actual)},"")'
    formulas["tail"] = degree.tail(target["text"])
    formulas["degree"] = degree.is_degree(target["text"], target["letters"], cells["tail"])
    formulas["tier"] = degree.tier(cells, lists.tiers)
    formulas["on time"] = dates.is_on_time(
        (cells["target day"], cells["actual day"]),
        (cells["target text"], cells["actual text"]),
        row.actual,
        words,
    )
    if row.points is None:
        return formulas | {"quantity": score.quantity(cells, "1", scheme, 4)}
    return formulas | {
        "quantity": score.quantity(cells, row.points, scheme, 2),
        "score": score.score(cells),
        "lowest": degree.lowest(scheme, cells),
        "highest": f"IF(ISNUMBER({cells['quantity']}),{cells['quantity']},{degree.highest(scheme, cells)})",
    }


def _pieces(side: str, cell: str, cells: Cells, units: str, words: FormulaWords) -> dict[str, str]:
    of = {piece.key: cells[f"{side} {piece.key}"] for piece in _PIECES}
    is_zero = is_one_of(words.zero, of["text"])
    patterns = dates.TARGETS
    shown = cells["target"]
    if side == "actual":
        shown = texts.text_of(cell)
        # 「无」 is the number 0 only beside a limit of 0.
        is_zero = f'AND({is_zero},{cells["direction"]}="≤",{cells["target number"]}=0)'
        patterns = dates.ACTUALS
    return {
        f"{side} {piece}": formula
        for piece, formula in {
            "text": texts.half_width(shown),
            "plain": f'IF({is_zero},"0",{texts.with_signs(of["text"])})',
            "sign": texts.sign(of["plain"]),
            "body": texts.body(of["plain"]),
            "letters": figures.letters(of["body"]),
            "digits": figures.digits(of["body"], of["letters"]),
            "number": figures.unless_date(figures.number(of["digits"]), of["digits"], of["letters"]),
            "per": figures.per(of["letters"]),
            "unit": figures.unit_name(of["letters"], of["per"], units, words),
            "place": figures.unit_place(of["unit"], units),
            "per place": figures.unit_place(of["per"], units),
            "dimension": figures.dimension(of["place"], of["per place"], units),
            "factor": figures.factor(of["place"], of["per place"], of["unit"], of["letters"], units),
            "day": dates.day(of["body"], of["sign"], of["letters"], patterns),
        }.items()
    }


def _side(side: str, cell: str, cells: Cells) -> dict[str, str]:
    """The pieces of one side by their own names."""
    return {piece.key: cells[f"{side} {piece.key}"] for piece in _PIECES} | {"cell": cell}
