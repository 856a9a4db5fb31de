"""注: the notes printed below a form, which state the scheme's rules."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from xladdin.template.canvas import LINE, lines
from xladdin.template.wording import plain, wording

if TYPE_CHECKING:
    from xladdin.model import Kind, Scheme
    from xladdin.template.canvas import Canvas
    from xladdin.template.grid import Span

NOTE_SCALE = 0.78  # a letter of the notes is that much narrower than one of the column width


def write_notes(canvas: Canvas, columns: Span, width: float) -> None:
    """A row each over ``columns``, which hold ``width`` characters."""
    start = wording()["notes"]["start"]
    for number, text in enumerate(notes(canvas.scheme, canvas.kind), start=1):
        line = f"{start if number == 1 else '　　'}{number}. {text}"
        canvas.put(columns, line, "note")
        canvas.next_row(LINE * lines(line, width / NOTE_SCALE) + 1)


def notes(scheme: Scheme, kind: Kind) -> list[str]:
    """The notes printed below a scheme's form, one sentence or two each."""
    words = wording()["notes"]
    told = list(words["kinds"].get(kind.key, ()))
    if any(source == "other" for source, _ in scheme.fund_rows) and kind.remarks_by_scheme:
        told.append(words["other_funds"])
    if kind.has_indicators:
        told.append(words[_points_note(scheme, kind)].format(parts=_point_parts(scheme)))
    if kind.has_indicators and scheme.execution_points:
        told.append(_execution_note(scheme))
    if kind.has_indicators and not kind.judges_by_standard and scheme.tiers:
        told.append(_tier_note(scheme))
    if scheme.grades:
        told.append(_grade_note(scheme))
    if kind.has_indicators:
        told.append(words["judged" if kind.judges_by_standard else "deviation"])
    return told


def _points_note(scheme: Scheme, kind: Kind) -> str:
    if kind.judges_by_standard:
        return "points_judged"
    if not scheme.adaptable:
        return "points"
    return "points_adaptable" if scheme.execution_points else "points_all_adaptable"


def _point_parts(scheme: Scheme) -> str:
    words = wording()["notes"]
    printed = {category for category, _ in scheme.subcategories}
    execution = scheme.execution_points
    parts = [words["execution_part"].format(points=plain(execution))] if execution else []
    for entry in scheme.categories:
        *others, last = [name for name in entry.names if name in printed] or entry.names
        template = words["category_parts" if others else "category_part"]
        parts.append(template.format(name=last, others="、".join(others), last=last, points=plain(entry.points)))
    if not scheme.categories:
        parts.append(words["indicators_part"].format(points=plain(100 - scheme.execution_points)))
    return "、".join(parts)


def _execution_note(scheme: Scheme) -> str:
    words = wording()["notes"]
    headers = {field: header.replace("\n", "") for field, header in scheme.template.fund_columns}
    if not scheme.execution_bands:
        return str(words["execution"].format(**headers))
    bands = sorted(scheme.execution_bands, key=lambda band: -band.start)
    told = [words["band"].format(start=plain(band.start), score=plain(band.score)) for band in bands if band.score]
    last = min((band.start for band in bands if band.score), default=None)
    if last:
        told.append(words["band_rest"].format(start=plain(last)))
    return str(words["execution_bands"].format(bands="，".join(told), **headers))


def _tier_note(scheme: Scheme) -> str:
    words = wording()["notes"]
    ranges = [f"{plain(tier.high)}%—{plain(tier.low)}%{'（含）' if tier.low else ''}" for tier in scheme.tiers]
    return str(
        words["tiers"].format(
            names="、".join(tier.name for tier in scheme.tiers),
            count=words["counts"][len(scheme.tiers)],
            ranges="、".join(ranges),
        )
    )


def _grade_note(scheme: Scheme) -> str:
    words = wording()["notes"]
    best, *others = scheme.grades
    told = [words["grade_first"].format(low=plain(best.low), name=best.name)]
    for higher, grade in pairwise((best, *others)):
        template = words["grade"] if grade.low else words["grade_last"]
        told.append(template.format(low=plain(grade.low), high=plain(higher.low), name=grade.name))
    return str(words["grades"].format(grades="，".join(told)))
