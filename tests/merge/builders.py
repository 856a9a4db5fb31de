"""Checked files built by hand: one line of text an indicator row, as it stands on the form.

file("a.xlsx", "信访工作经费", unit="甲局", budget="100", executed="98", rows=[
    "产出指标/数量指标/培训人数 | ≥100人 | 120人 | 10 | 10",
])
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from pathlib import Path

from xladdin import scoring
from xladdin.model import (
    Actual,
    Band,
    CategoryPoints,
    CellRef,
    CheckedFile,
    CheckedForm,
    Entry,
    Finding,
    FundRow,
    Grade,
    Indicator,
    Op,
    Reverse,
    Scheme,
    SchemeChoice,
    SelfEvaluation,
    Severity,
    Target,
    TargetKind,
    Tier,
    Total,
    Unit,
)

OPS = {"≥": Op.AT_LEAST, "≤": Op.AT_MOST, "＞": Op.ABOVE, "＜": Op.BELOW, "=": Op.EQUAL, "": Op.BARE}
UNITS = {
    "元": ("money", 1),
    "万元": ("money", 10000),
    "%": ("ratio", 1),
    "‰": ("ratio", "0.1"),
    "天": ("time", 86400),
    "米": ("length", 1),
    "公里": ("length", 1000),
    "千米": ("length", 1000),
    "亩": ("area", 1),
    "公顷": ("area", 15),
    "万人": ("people", 10000),
    "人": ("people", 1),
    "元/亩": ("money/area", 1),
    "℃": ("temperature", 1),
    "分": ("points", 1),
}
_QUANTITY = re.compile(r"([≥≤＞＜=]?)(-?\d+(?:\.\d+)?)(?:~(\d+(?:\.\d+)?))?(\D*)")
_DATE = re.compile(r"(\d{4})年(\d{1,2})月")


def dec(text: str | int | None) -> Decimal | None:
    return None if text is None or text == "" else Decimal(text)


@cache
def unit_named(text: str) -> Unit | None:
    dimension, factor = UNITS.get(text, (text, 1))
    return Unit(text, dimension, Decimal(factor)) if text else None


def target_of(text: str) -> Target:
    """≥95% is a quantity, 2024年6月 a date, anything in 「」 a text, other words are qualitative."""
    if not text:
        return Target("", TargetKind.BLANK)
    if _DATE.match(text):
        return Target(text, TargetKind.DATE, when="2024-06")
    if text.startswith("「"):
        return Target(text, TargetKind.TEXT)
    match = _QUANTITY.fullmatch(text)
    if not match:
        return Target(text, TargetKind.QUALITATIVE)
    op = Op.BETWEEN if match[3] else OPS[match[1]]
    return Target(text, TargetKind.QUANTITY, op, Decimal(match[2]), dec(match[3]), unit_named(match[4]))


def actual_of(text: str) -> Actual:
    match = _QUANTITY.fullmatch(text)
    if not match:
        return Actual(text)
    return Actual(text, Decimal(match[2]), unit_named(match[4]))


def scheme(key: str = "cost/2021", name: str = "带成本指标", **changes: object) -> Scheme:
    values: dict[str, object] = {
        "key": key,
        "name": name,
        "region": "",
        "region_words": (),
        "year": 2021,
        "kind": "project",
        "sources": (),
        "assumptions": (),
        "checked": "2025-01-01",
        "execution_points": Decimal(10),
        "categories": (CategoryPoints(("产出指标",), Decimal(90)),),
        "adaptable": True,
        "row_points": True,
        "execution_bands": (),
        "rate_limit": Decimal(100),
        "rate_reason_below": None,
        "adjustment_reason": None,
        "adjustment_reason_score": None,
        "reverse": Reverse.LINEAR,
        "exceed": Decimal(120),
        "tiers": (
            Tier("达成预期指标", Decimal(80), Decimal(100)),
            Tier("部分达成预期指标", Decimal(60), Decimal(80)),
            Tier("未达成预期指标", Decimal(0), Decimal(60)),
        ),
        "grades": (
            Grade("优", Decimal(90), ("优秀",)),
            Grade("良", Decimal(80), ("良好",)),
            Grade("中", Decimal(60), ("合格",)),
            Grade("差", Decimal(0), ("较差",)),
        ),
        "problems_below": None,
        "amount_unit": "万元",
        "target_columns": (),
        "fund_rows": (),
        "subcategories": (),
        "switched_off": frozenset(),
        "severities": {},
    }
    return Scheme(**{**values, **changes})  # type: ignore[arg-type]


COST = scheme()
BANDED = scheme("jiangxi/2024", "江西", execution_bands=(Band(Decimal(100), Decimal(10)),))


def _entry(value: object, cell: CellRef, raw: str | None = None) -> Entry[object]:
    return Entry(value=value, cell=cell, raw=str(value) if raw is None and value is not None else raw or "")


def indicator(line: str, sheet: str, row: int, *, is_execution: bool = False) -> Indicator:
    place, target, actual, points, score, *note = (part.strip() for part in line.split("|"))
    category, subcategory, name = place.split("/")
    at = [CellRef(sheet, row, column) for column in range(1, 9)]
    return Indicator(
        row=row,
        category=_entry(category, at[0]),
        subcategory=_entry(subcategory, at[1]),
        name=_entry(name, at[2]),
        target=Entry(target_of(target), at[3], target),
        actual=Entry(actual_of(actual), at[4], actual),
        points=_entry(dec(points), at[5]),
        score=_entry(dec(score), at[6]),
        note=_entry(note[0] if note else "", at[7]),
        is_execution=is_execution,
    )


def form(
    project: str = "信访工作经费",
    *,
    unit: str = "甲局",
    department: str = "县信访局",
    year: int | None = 2024,
    budget: str | None = "100",
    executed: str | None = "98",
    initial: str | None = "100",
    amount_unit: str | None = "万元",
    rows: list[str] | tuple[str, ...] = (),
    stated: str | None = "95",
    sheet: str = "自评表",
    execution_row: str = "",
) -> SelfEvaluation:
    at = CellRef(sheet, 1, 1)
    funds = FundRow(
        source="total",
        label="年度资金总额",
        row=6,
        initial=_entry(dec(initial), CellRef(sheet, 6, 2)),
        budget=_entry(dec(budget), CellRef(sheet, 6, 3)),
        executed=_entry(dec(executed), CellRef(sheet, 6, 4)),
        rate=Entry(),
        points=_entry(None if execution_row else Decimal(10), CellRef(sheet, 6, 6)),
        score=Entry(),
        reason=Entry(),
    )
    lines = [(line, False) for line in rows] + ([(execution_row, True)] if execution_row else [])
    return SelfEvaluation(
        sheet=sheet,
        kind="project",
        title=Entry(),
        year=_entry(year, at),
        project=_entry(project, at),
        department=_entry(department, at),
        unit=_entry(unit, at),
        amount_unit=_entry(amount_unit, at),
        funding=(funds,),
        goal=Entry(),
        achieved=Entry(),
        indicators=tuple(
            indicator(line, sheet, 12 + number, is_execution=flag) for number, (line, flag) in enumerate(lines)
        ),
        total=Total(points=_entry(Decimal(100), at), score=_entry(dec(stated), at)),
        grade=_entry("", at, ""),
        first_row=1,
        last_row=30,
    )


def finding(code: str = "S101", severity: Severity = Severity.ERROR, **changes: object) -> Finding:
    values: dict[str, object] = {
        "code": code,
        "rule": code.lower(),
        "severity": severity,
        "label": "总分",
        "message": "分值合计不等于100。",
        "do": "请核对各项分值。",
        "found": "93.33",
        "expected": "100",
        "difference": "-6.67",
        "cell": CellRef("自评表", 24, 6),
        "sheet": "自评表",
    }
    return Finding(**{**values, **changes})  # type: ignore[arg-type]


def checked(one: SelfEvaluation, findings: tuple[Finding, ...] = (), under: Scheme = COST) -> CheckedForm:
    return CheckedForm(one, SchemeChoice(under, "测试", sure=True), scoring.recalculate(one, under), findings)


def file_of(path: str, *forms: CheckedForm, findings: tuple[Finding, ...] = (), sha256: str = "") -> CheckedFile:
    return CheckedFile(Path(path), sha256 or f"sha of {path}", forms, findings, readable=bool(forms))


def file(path: str, project: str = "信访工作经费", **fields: object) -> CheckedFile:
    """A file with one faultless form; see ``form`` for the fields, ``under`` is its scheme, ``findings`` its faults."""
    under, findings = fields.pop("under", COST), fields.pop("findings", ())
    fields.setdefault("unit", f"{path}的单位")
    return file_of(path, checked(form(project, **fields), findings, under))  # type: ignore[arg-type]
