"""One table of cases for everything that scores a row: the core, the functions in cells, the worksheet formulas.

Written cases (``parity.txt``) carry a score worked out by hand. Every published target (``tests/data/targets``) is a
case as it stands; one whose actual value was not published is answered five times.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

from xladdin import schemes, scoring
from xladdin.form.notation import parse_actual, parse_points, parse_target

HERE = Path(__file__).parent
TARGETS = HERE.parent / "data/targets/targets.jsonl"
PUBLISHED_SCHEME = "gansu/2024"
A_PERSON_DECIDES = "判"
NOISE = Decimal("1e-9")  # of binary arithmetic, far below a cent
SHARES = (Decimal("1.1"), Decimal("0.937"), Decimal(1))


@dataclass(frozen=True)
class Case:
    """A row of texts as a clerk types them; ``where``: category/subcategory/name."""

    scheme: str
    where: str
    target: str
    actual: str
    points: Decimal

    @property
    def category(self) -> str:
        return self.where.rpartition("/")[0]

    @property
    def name(self) -> str:
        return self.where.rpartition("/")[2]

    @property
    def due(self) -> Decimal | None:
        """What the core gives; None where a person decides."""
        # Only a word like 「无」 is read in the light of the indicator's name, as in a form.
        target = parse_target(self.target, name=self.name if len(self.target) < 4 else "")
        actual = parse_actual(self.actual, target)
        scheme = schemes.load(self.scheme)
        due = scoring.score_indicator(target, actual, self.points, scheme, category=self.category, name=self.name)
        return due.score


@cache
def written() -> tuple[tuple[Case, Decimal | None], ...]:
    """The cases of parity.txt with their scores; None where a person decides."""
    found = []
    above = [""] * 6
    for line in (HERE / "parity.txt").read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.split("|")]
        # Scheme, place and points are those of the line above where they are left out; target and actual may be empty.
        above = [
            old if index in (0, 1, 4) and not new else new
            for index, (new, old) in enumerate(zip(cells, above, strict=True))
        ]
        scheme, where, target, actual, points, score = above
        expected = None if score == A_PERSON_DECIDES else Decimal(score)
        found.append((Case(scheme, where, target, actual, Decimal(points)), expected))
    return tuple(found)


def _published() -> Iterator[Case]:
    for line in TARGETS.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        target, actual = row["target_raw"] or "", row["actual_raw"] or ""
        # A name with a slash would be cut where category and name are joined.
        where = f"{row['category']}/{row['indicator'].replace('/', '或')}"
        points = parse_points(row["weight_raw"] or "") or Decimal(10)
        for answer in [actual] if actual else [actual, *_answers(target)]:
            yield Case(PUBLISHED_SCHEME, where, target, answer, points)


def _answers(target: str) -> Iterator[str]:
    """Answers to a target that was published without one: more, less, just met, met without a unit, the same words."""
    read = parse_target(target)
    if read.value is not None and read.value2 is None:
        unit = read.unit.text if read.unit else ""
        for share in SHARES:
            yield f"{(read.value * share).normalize():f}{unit}"
        yield f"{read.value:f}"
    elif target:
        yield "完成"
    if target:
        yield target


@cache
def published() -> tuple[Case, ...]:
    """The published targets as cases."""
    return tuple(dict.fromkeys(_published()))


@cache
def cases() -> tuple[Case, ...]:
    """The whole table."""
    return tuple(dict.fromkeys([*(case for case, _ in written()), *published()]))
