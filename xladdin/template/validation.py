"""What an input cell accepts, and the hint it shows when it is selected (数据有效性)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from xladdin.template.wording import wording

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xladdin.model import FigureLine, Scheme, Section


LONGEST_TITLE = 32  # that Excel takes


def prompt(field: str, header: str = "", unit: str = "") -> dict[str, Any]:
    """A hint alone: any content is accepted."""
    title, text = (words.format(header=header.replace("\n", ""), unit=unit) for words in wording()["prompts"][field])
    return {"validate": "any", "input_title": title, "input_message": text}


def year() -> dict[str, Any]:
    """A year of four digits."""
    return prompt("year") | _between("integer", 1990, 2099) | _error("year")


def amount(field: str, header: str, unit: str) -> dict[str, Any]:
    """An amount that is not negative."""
    limits = {"validate": "decimal", "criteria": ">=", "value": 0}
    return prompt(field, header, unit) | limits | _error("amount", unit)


def points(header: str) -> dict[str, Any]:
    """Points of an indicator, 0–100."""
    return prompt("points", header) | _between("decimal", 0, 100) | _error("points")


def score(header: str) -> dict[str, Any]:
    """A score from 0 to 100, where the form prints no points."""
    return prompt("score", header) | _between("decimal", 0, 100) | _error("score")


def score_inside(header: str, place: str, points: str, ends: tuple[str, str]) -> dict[str, Any]:
    """A score that the row can earn: between ``ends``, the cells of its lowest and highest score.

    An inserted row has no such cells: there from 0 to its points.
    """
    low, high = ends
    highest = f"IF(COUNT({high})=1,{high},IF(COUNT({points})=1,{points},100))"
    rule = f"=AND(ISNUMBER({place}),{place}>=N({low})-0.005,{place}<={highest}+0.005)"
    return prompt("computed_score", header) | {"validate": "custom", "value": rule} | _error("computed_score")


def judged_score(header: str, place: str, points: str) -> dict[str, Any]:
    """A score that a person gives: from 0 to the points of its row."""
    rule = f"=AND(ISNUMBER({place}),{place}>=0,{place}<=IF(COUNT({points})=1,{points},100))"
    return prompt("judged_score", header) | {"validate": "custom", "value": rule} | _error("judged_score")


def narrative(section: Section) -> dict[str, Any]:
    """A free text; the kind says what belongs there."""
    hint = prompt("narrative", section.label)
    return hint | {"input_message": section.hint} if section.hint else hint


def figure(line: FigureLine, header: str) -> dict[str, Any]:
    """A figure of 基础数据 that is not negative."""
    title, text = (
        words.format(header=header, label=line.label, unit=line.unit) for words in wording()["prompts"]["figure"]
    )
    limits = {"validate": "decimal", "criteria": ">=", "value": 0}
    return {"input_title": title[:LONGEST_TITLE], "input_message": text} | limits | _error("figure", line.unit)


def choice(field: str, words: Sequence[str], header: str = "") -> dict[str, Any]:
    """One of these words and nothing else."""
    return prompt(field, header) | {"validate": "list", "source": list(words)} | _error("choice")


def offer(field: str, words: Sequence[str], header: str = "") -> dict[str, Any]:
    """These words offered in a list; anything else is accepted too."""
    return prompt(field, header) | {"validate": "list", "source": list(words), "show_error": False}


def part_words(scheme: Scheme, header: str) -> tuple[str, ...]:
    """The fixed words of one column of a split target; empty where it takes free text."""
    for choices in wording()["choices"]:
        if set(choices["columns"]) <= set(scheme.target_columns):
            return tuple(dict(zip(choices["columns"], choices["words"], strict=True)).get(header, ()))
    return ()


def _between(kind: str, low: int, high: int | str) -> dict[str, Any]:
    return {"validate": kind, "criteria": "between", "minimum": low, "maximum": high}


def _error(field: str, unit: str = "") -> dict[str, Any]:
    title, text = wording()["errors"][field]
    return {"error_title": title, "error_message": text.format(unit=unit)}
