"""Whether the figures of a scheme agree with one another."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from xladdin.schemes.faults import SchemeFaultKind
from xladdin.schemes.source import Place, SchemeText

_HUNDRED = Decimal(100)
_FALLING: Mapping[Place, tuple[str, SchemeFaultKind]] = {
    ("grades",): ("等级的下限", SchemeFaultKind.GRADES),
    ("execution", "bands"): ("执行率分档的起点", SchemeFaultKind.BANDS),
}


def check_figures(source: SchemeText, data: Mapping[str, Any]) -> None:
    """Points, tiers, grades and bands of a scheme with all it inherits.

    Raises:
        SchemeFileError: points do not add up to 100; tiers leave a gap or overlap; grades or bands do not descend.
    """
    _check_points(source, data)
    _check_tiers(source, data["tiers"])
    _check_falling(source, ("grades",), "low", data["grades"])
    if data["grades"][0]["low"] > _HUNDRED:
        what = f"等级的下限{data['grades'][0]['low']}高于100，没有总分能够达到。"
        raise source.fault(SchemeFaultKind.GRADES, ("grades", 0, "low"), what)
    bands = data.get("execution", {}).get("bands", [])
    _check_falling(source, ("execution", "bands"), "from", bands)
    _check_bands(source, bands, data["points"]["execution"])


def _check_points(source: SchemeText, data: Mapping[str, Any]) -> None:
    points = data["points"]
    execution = Decimal(points["execution"])
    categories = [(category["names"], Decimal(category["points"])) for category in points["categories"]]
    whole = execution + sum((share for _, share in categories), Decimal(0))
    if whole != _HUNDRED:
        parts = "＋".join(f"{'、'.join(names)}{share}" for names, share in categories)
        what = f"分值相加是{whole}，应为100：执行率{execution}＋{parts}。"
        raise source.fault(SchemeFaultKind.POINTS, ("points", "categories"), what)


def _check_tiers(source: SchemeText, tiers: list[dict[str, Any]]) -> None:
    """From 100 down to 0, each tier beginning where the next lower one ends."""
    expected: Decimal = _HUNDRED
    for number, tier in enumerate(tiers):
        low, high = Decimal(tier["low"]), Decimal(tier["high"])
        here: Place = ("tiers", number, "high")
        if high != expected:
            fault = "有空档" if high < expected else "重叠"
            what = f"定性档次“{tier['name']}”的上限是{high}，应为{expected}（从高到低写，各档之间不能{fault}）。"
            raise source.fault(SchemeFaultKind.TIERS, here, what)
        if low >= high:
            what = f"定性档次“{tier['name']}”的下限{low}应小于上限{high}。"
            raise source.fault(SchemeFaultKind.TIERS, ("tiers", number, "low"), what)
        expected = low
    if expected != 0:
        what = f"最低一档定性档次的下限是{expected}，应为0。"
        raise source.fault(SchemeFaultKind.TIERS, ("tiers", len(tiers) - 1, "low"), what)


def _check_falling(source: SchemeText, place: Place, key: str, rows: list[dict[str, Any]]) -> None:
    """Whether grades or bands are written from the highest to the lowest; scoring and readers rely on it."""
    called, kind = _FALLING[place]
    for number in range(1, len(rows)):
        above, here = rows[number - 1][key], rows[number][key]
        if here >= above:
            raise source.fault(kind, (*place, number, key), f"{called}应从高到低写：{here}不小于前面的{above}。")


def _check_bands(source: SchemeText, bands: list[dict[str, Any]], points: Decimal) -> None:
    for number, band in enumerate(bands):
        if band["score"] > points:
            what = f"执行率分档的得分{band['score']}高于执行率的分值{points}。"
            raise source.fault(SchemeFaultKind.BANDS, ("execution", "bands", number, "score"), what)
        if number and band["score"] > bands[number - 1]["score"]:
            what = f"执行率低的一档得{band['score']}分，比高的一档还多。"
            raise source.fault(SchemeFaultKind.BANDS, ("execution", "bands", number, "score"), what)
