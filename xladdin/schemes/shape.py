"""What a scheme file may say, as data, and the check of a file against it.

Written by hand: importing pydantic and building its models took 95–140 ms in five runs, more than a quarter of what a
whole ``xladdin check`` may take, and its messages know neither lines nor Chinese.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from xladdin.schemes.faults import SchemeFaultKind
from xladdin.schemes.source import Place, SchemeText

#: Written for a threshold that does not apply, because TOML has no word for nothing.
NONE = "无"
_LARGEST = 10**15
_MOST_PERCENT = 1000
_MOST_DECIMALS = 6
_CODE = re.compile(r"[A-Z]\d{3}")
_CERTAINTIES = ("A", "B", "U")
_SEVERITIES = ("error", "warning", "note")
#: A kind is a file of xladdin/kinds.
_KINDS = tuple(sorted(path.stem for path in (Path(__file__).parents[1] / "kinds").glob("*.toml")))
_FUND_AMOUNTS = ("initial", "budget", "arrived", "executed", "last")
_FUND_FIELDS = (*_FUND_AMOUNTS, "rate", "share", "change", "points", "score", "reason")


@dataclass(frozen=True, slots=True)
class Kind:
    """A sort of value: how a message names it, and whether a value is of it."""

    called: str
    holds: Callable[[Any], bool]


@dataclass(frozen=True, slots=True)
class Setting:
    """A key of a table: the sort of its value, or the keys of the table that it is.

    ``many``: an array of such tables. ``named``: a table whose keys are free, ``kind`` speaks of their values.
    ``needed``: every such table must have it (at the top level: after what is inherited).
    """

    kind: Kind | None = None
    inner: Mapping[str, Setting] = field(default_factory=dict)
    many: bool = False
    named: bool = False
    needed: bool = False
    choices: tuple[str, ...] = ()


def is_number(value: Any) -> bool:
    """An integer or decimal; TOML's true is not 1, nan and inf are no figures."""
    return (isinstance(value, int) and not isinstance(value, bool)) or (
        isinstance(value, Decimal) and value.is_finite()
    )


def _is_within(value: Any, low: int, high: int) -> bool:
    """A figure between two bounds, with no more decimals than anybody writes (1e999 and 1e-999 are figures, too)."""
    if not is_number(value) or not low <= value <= high:
        return False
    exponent = value.as_tuple().exponent if isinstance(value, Decimal) else 0
    return isinstance(exponent, int) and exponent >= -_MOST_DECIMALS


def _is_threshold(value: Any, low: int = 0) -> bool:
    return value == NONE or _is_within(value, low, _MOST_PERCENT)


def _is_texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def _is_date(value: Any) -> bool:
    return isinstance(value, dt.date) and not isinstance(value, dt.datetime)


TEXT = Kind('一段文字，如 "…"', lambda value: isinstance(value, str) and bool(value.strip()))
TEXTS = Kind('一列文字，如 ["…", "…"]', _is_texts)
NUMBER = Kind("一个不小于0的数，如 10 或 6.67", lambda value: _is_within(value, 0, _LARGEST))
POINTS = Kind(f"0到{_MOST_PERCENT}之间的数，如 10 或 6.67", lambda value: _is_within(value, 0, _MOST_PERCENT))
THRESHOLD = Kind(f'0到{_MOST_PERCENT}之间的百分数（不写%），或 "{NONE}"', _is_threshold)
PERCENT = Kind("一个百分数（不写%，可以是负数），如 100", is_number)
LIMIT = Kind(f'100到{_MOST_PERCENT}之间的百分数（不写%），或 "{NONE}"', lambda value: _is_threshold(value, 100))
EXCEED = Kind(f"100到{_MOST_PERCENT}之间的百分数（不写%），如 120", lambda value: _is_within(value, 100, _MOST_PERCENT))
YEAR = Kind("四位的年份，如 2024", lambda value: isinstance(value, int) and 1990 <= value <= 2100)
COUNT = Kind("0到100之间的整数，如 2", lambda value: type(value) is int and 0 <= value <= 100)
FLAG = Kind("true 或 false", lambda value: isinstance(value, bool))
DATE = Kind("不带引号的日期，如 2026-11-21", _is_date)

_CATEGORY = {"names": Setting(TEXTS, needed=True), "points": Setting(POINTS, needed=True)}
_BAND = {"from": Setting(POINTS, needed=True), "score": Setting(POINTS, needed=True)}
_TIER = {"name": Setting(TEXT, needed=True), "low": Setting(POINTS, needed=True), "high": Setting(POINTS, needed=True)}
_GRADE = {"name": Setting(TEXT, needed=True), "low": Setting(POINTS, needed=True), "synonyms": Setting(TEXTS)}
_FUND_COLUMN = {"field": Setting(TEXT, needed=True, choices=_FUND_FIELDS), "header": Setting(TEXT, needed=True)}
_FUND_ROW = {"source": Setting(TEXT, needed=True), "label": Setting(TEXT, needed=True)}
_MARK = {
    "headings": Setting(TEXTS),
    "fund_rows": Setting(TEXTS),
    "amount_unit": Setting(TEXT, choices=("万元", "元")),
}
_SOURCE = {
    "title": Setting(TEXT, needed=True),
    "certainty": Setting(TEXT, needed=True, choices=_CERTAINTIES),
    "note": Setting(TEXT),
}
_EXAMPLE = {
    "target": Setting(TEXT, needed=True),
    "actual": Setting(TEXT, needed=True),
    "points": Setting(NUMBER, needed=True),
    "score": Setting(NUMBER),
    "category": Setting(TEXT),
}
_EXECUTION_EXAMPLE = {
    "executed": Setting(NUMBER, needed=True),
    "budget": Setting(NUMBER, needed=True),
    "score": Setting(NUMBER),
}

_STEP = {
    "low": Setting(PERCENT),
    "high": Setting(PERCENT),
    "with_low": Setting(FLAG),
    "with_high": Setting(FLAG),
    "score": Setting(POINTS, needed=True),
}
_DEDUCTION = {
    "limit": Setting(PERCENT, needed=True),
    "side": Setting(TEXT, needed=True, choices=("above", "below")),
    "step": Setting(POINTS, needed=True),
    "cost": Setting(POINTS, needed=True),
    "cost_is_percent": Setting(FLAG),
    "whole": Setting(FLAG),
}
_COMMON = {
    "key": Setting(TEXT, needed=True),
    "name": Setting(TEXT, needed=True),
    "words": Setting(TEXTS),
    "category": Setting(TEXT, needed=True),
    "subcategory": Setting(TEXT, needed=True),
    "points": Setting(POINTS, needed=True),
    "numerator": Setting(TEXTS, needed=True),
    "denominator": Setting(TEXTS, needed=True),
    "change": Setting(FLAG),
    "target": Setting(TEXT),
    "standard": Setting(TEXT),
    "steps": Setting(inner=_STEP, many=True),
    "rest": Setting(POINTS),
    "deduction": Setting(inner=_DEDUCTION),
}

SCHEME: Mapping[str, Setting] = {
    "extends": Setting(TEXT),
    "name": Setting(TEXT, needed=True),
    "region": Setting(TEXT, needed=True),
    "region_words": Setting(TEXTS),
    "year": Setting(YEAR, needed=True),
    "kind": Setting(TEXT, needed=True, choices=_KINDS),
    "checked": Setting(DATE),
    "amount_unit": Setting(TEXT, needed=True, choices=("万元", "元")),
    "points": Setting(
        inner={
            "execution": Setting(POINTS, needed=True),
            "adaptable": Setting(FLAG),
            "row_points": Setting(FLAG),
            "categories": Setting(inner=_CATEGORY, many=True, needed=True),
        },
        needed=True,
    ),
    "execution": Setting(
        inner={
            "bands": Setting(inner=_BAND, many=True),
            "rate_limit": Setting(LIMIT),
            "reason_below": Setting(THRESHOLD),
        }
    ),
    "adjustment": Setting(inner={"reason_from": Setting(THRESHOLD), "total_above": Setting(THRESHOLD)}),
    "scoring": Setting(
        inner={
            "reverse": Setting(TEXT, needed=True, choices=("linear", "ratio")),
            "exceed": Setting(EXCEED, needed=True),
        },
        needed=True,
    ),
    "tiers": Setting(inner=_TIER, many=True, needed=True),
    "grades": Setting(inner=_GRADE, many=True, needed=True),
    "problems_below": Setting(THRESHOLD),
    "template": Setting(
        inner={
            "target_columns": Setting(TEXTS),
            "fund_rows": Setting(inner=_FUND_ROW, many=True),
            "subcategories": Setting(TEXTS, named=True),
            "title": Setting(TEXT),
            "fund_columns": Setting(inner=_FUND_COLUMN, many=True),
            "headers": Setting(TEXT, named=True),
            "category_points": Setting(FLAG),
            "goal_blocks": Setting(TEXTS),
            "blank_rows": Setting(COUNT, named=True),
            "remarks": Setting(TEXTS),
            "grade_row": Setting(FLAG),
        }
    ),
    "common": Setting(inner=_COMMON, many=True),
    "marks": Setting(inner=_MARK, many=True),
    "rules": Setting(inner={"off": Setting(TEXTS), "severity": Setting(TEXT, named=True, choices=_SEVERITIES)}),
    "assumptions": Setting(TEXT, named=True),
    "sources": Setting(inner=_SOURCE, many=True),
    "examples": Setting(inner=_EXAMPLE, many=True),
    "execution_examples": Setting(inner=_EXECUTION_EXAMPLE, many=True),
}


def check_shape(source: SchemeText) -> None:
    """Whether every key of the file is known and of the right sort.

    Raises:
        SchemeFileError: at the first key that is not.
    """
    _check_table(source, source.data, SCHEME, ())
    _check_codes(source)
    _check_assumptions(source)


def check_complete(source: SchemeText, data: Mapping[str, Any]) -> None:
    """Whether nothing needed is missing from ``data``, the file's own settings and those inherited."""
    _check_needed(source, data, SCHEME, ())


def _check_table(source: SchemeText, table: Mapping[str, Any], shape: Mapping[str, Setting], place: Place) -> None:
    for key, value in table.items():
        here = (*place, key)
        setting = shape.get(key)
        if setting is None:
            raise source.fault(SchemeFaultKind.UNKNOWN_KEY, here, f"不认识“{key}”。{_suggestion(key, shape)}")
        _check_value(source, value, setting, here)
    if place:
        _check_needed(source, table, shape, place, own=True)


def _check_value(source: SchemeText, value: Any, setting: Setting, here: Place) -> None:
    key = here[-1]
    if setting.named:
        _require(source, isinstance(value, dict), here, f"“{key}”应是一组“名称 = 值”，写在 [{_dotted(here)}] 下面。")
        for name, item in value.items():
            _check_plain(source, item, setting, (*here, name))
    elif setting.kind is not None:
        _check_plain(source, value, setting, here)
    elif setting.many:
        is_tables = isinstance(value, list) and all(isinstance(item, dict) for item in value)
        _require(source, is_tables, here, f"“{key}”应写成 [[{_dotted(here)}]]，一项一段。")
        _require(source, bool(value) or not setting.needed, here, f"“{key}”至少要有一项，写成 [[{_dotted(here)}]]。")
        for number, item in enumerate(value):
            _check_table(source, item, setting.inner, (*here, number))
    else:
        _require(source, isinstance(value, dict), here, f"“{key}”应写成 [{_dotted(here)}]，各项写在它下面。")
        _check_table(source, value, setting.inner, here)


def _check_plain(source: SchemeText, value: Any, setting: Setting, here: Place) -> None:
    assert setting.kind is not None
    key = here[-1]
    what = f"“{key}”应是{setting.kind.called}，现在是 {_as_written(value)}。"
    _require(source, setting.kind.holds(value), here, what)
    if setting.choices and value not in setting.choices:
        listed = "、".join(setting.choices)
        raise source.fault(SchemeFaultKind.VALUE, here, f"“{key}”只能是 {listed} 之一，现在是“{value}”。")


def _as_written(value: Any) -> str:
    """A value as it may stand in the file."""
    if isinstance(value, str):
        return f'"{value}"'
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return f"[{'，'.join(_as_written(item) for item in value)}]"
    return "一组设置" if isinstance(value, dict) else f"{value}"


def _require(source: SchemeText, holds: bool, here: Place, what: str) -> None:
    if not holds:
        raise source.fault(SchemeFaultKind.TYPE, here, what)


def _check_needed(
    source: SchemeText, table: Mapping[str, Any], shape: Mapping[str, Setting], place: Place, *, own: bool = False
) -> None:
    """``own``: a table of an array, which inherits nothing; other tables are judged with what they inherit."""
    inherits = not any(isinstance(step, int) for step in place)
    if own and inherits:
        return
    for key, setting in shape.items():
        here = (*place, key)
        if setting.needed and key not in table:
            what = f"缺少“{_dotted(here)}”，请补上，或用 extends 继承一个已有的方案。"
            raise source.fault(SchemeFaultKind.MISSING, here, what)
        inner = table.get(key)
        if setting.inner and not setting.many and isinstance(inner, dict):
            _check_needed(source, inner, setting.inner, here)


def _check_codes(source: SchemeText) -> None:
    rules = source.data.get("rules", {})
    for key in ("off", "severity"):
        for code in rules.get(key, ()):
            if not _CODE.fullmatch(code):
                place = ("rules", key) if key == "off" else ("rules", key, code)
                what = f"“{code}”不像规则代码：应是一个大写字母加三位数字，如 S102。"
                raise source.fault(SchemeFaultKind.RULE_CODE, place, what)


def _check_assumptions(source: SchemeText) -> None:
    """An assumption stands for a setting by its dotted name, so that whoever changes the setting drops it."""
    for dotted in source.data.get("assumptions", {}):
        shape: Mapping[str, Setting] = SCHEME
        for name in dotted.split("."):
            if name not in shape:
                what = f"assumptions 里的“{dotted}”不是本文件的一项设置。{_suggestion(name, shape)}"
                raise source.fault(SchemeFaultKind.UNKNOWN_KEY, ("assumptions", dotted), what)
            shape = shape[name].inner


def _suggestion(key: str, shape: Mapping[str, Setting]) -> str:
    import difflib

    close = difflib.get_close_matches(key, shape, n=1, cutoff=0.5)
    if close:
        return f"是不是想写“{close[0]}”？"
    return f"这里可以写：{'、'.join(shape)}。" if shape else ""


def _dotted(place: Place) -> str:
    return ".".join(str(step) for step in place if isinstance(step, str))
