"""The labelled forms and a table of our own, read and compared; every miss is printed."""

from __future__ import annotations

import json
import tomllib
from decimal import Decimal
from importlib import resources
from pathlib import Path

import pytest

from xladdin.form.notation import parse_actual, parse_target
from xladdin.model import Target, TargetKind

LABELLED = Path(__file__).parents[2] / "data" / "targets" / "targets.jsonl"
OWN = tomllib.loads(Path(__file__).with_name("more_notations.toml").read_text(encoding="utf-8"))
SIGNS = tomllib.loads(resources.files("xladdin.form.notation").joinpath("words.toml").read_text("utf-8"))["signs"]
SOFT = {"qualitative", "text"}


def meaning(target: Target) -> tuple[str, str | None, str | None, str | None, str | None]:
    """What is compared, digits as printed."""
    return (
        target.kind.value,
        target.op.value if target.op else None,
        None if target.value is None else str(target.value),
        None if target.value2 is None else str(target.value2),
        target.unit.text if target.unit else None,
    )


def test_labelled_forms() -> None:
    rows = [json.loads(line) for line in LABELLED.read_text(encoding="utf-8").splitlines()]
    misses: list[str] = []
    penalty = Decimal(0)
    actual_misses: list[str] = []
    for row in rows:
        label, told = row["target"], row["actual"]
        target = parse_target(row["target_raw"] or "", name=row["indicator"])
        if meaning(target) != tuple(label[key] for key in ("kind", "op", "value", "value2", "unit")):
            soft = {target.kind.value, label["kind"]} == SOFT
            penalty += Decimal("0.5") if soft else 1
            misses.append(f"{row['target_raw']!r}: {meaning(target)} for {label}")
        actual = parse_actual(row["actual_raw"] or "", target)
        value = None if actual.value is None else str(actual.value)
        if (value, actual.unit.text if actual.unit else None) != (told["value"], told["unit"]):
            actual_misses.append(f"{row['actual_raw']!r}: {actual} for {told}")
    print(*misses, *actual_misses, sep="\n")
    assert len(rows) >= 300
    assert penalty <= len(rows) * Decimal("0.01"), misses
    assert len(actual_misses) <= len(rows) * Decimal("0.01"), actual_misses


@pytest.mark.parametrize(
    "row", OWN["signs"] + OWN["units"] + OWN["numerals"] + OWN["sentences"], ids=lambda row: row[0]
)
def test_quantities_and_sentences(row: list[str]) -> None:
    text, kind, op, value, unit = row
    assert meaning(parse_target(text)) == (kind, op or None, value or None, None, unit or None)


@pytest.mark.parametrize("row", OWN["ranges"], ids=lambda row: row[0])
def test_ranges(row: list[str]) -> None:
    text, op, low, unit, high = row
    assert meaning(parse_target(text)) == ("quantity", op, low, high, unit or None)


@pytest.mark.parametrize("row", OWN["dates"], ids=lambda row: row[0])
def test_dates_and_periods(row: list[str]) -> None:
    text, kind, when = row
    target = parse_target(text)
    assert (target.kind.value, target.op, target.value, target.when or "") == (kind, None, None, when)


@pytest.mark.parametrize("row", OWN["words"], ids=lambda row: row[0])
def test_words(row: list[str]) -> None:
    assert meaning(parse_target(row[0])) == (row[1], None, None, None, None)


@pytest.mark.parametrize("text", OWN["blanks"])
def test_blanks(text: str) -> None:
    assert parse_target(text).kind is TargetKind.BLANK


def test_every_sign_word() -> None:
    misses = [
        text
        for place, pattern in (("before", "{word}85.5%"), ("weak", "{word}85.5%"), ("after", "85.5%{word}"))
        for op, listed in SIGNS[place].items()
        for text in (pattern.format(word=word) for word in listed)
        if meaning(parse_target(text)) != ("quantity", op, "85.5", None, "%")
    ]
    assert misses == []
