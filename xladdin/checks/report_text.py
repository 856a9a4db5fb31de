"""How rules about a written report point at a place in it."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING, Unpack

from xladdin.checks.facts import ReportFacts
from xladdin.checks.figures import plain
from xladdin.checks.rule import Issue, More

if TYPE_CHECKING:
    from xladdin.model import Figure

#: What to do where two statements of one report differ and nobody can know which is wrong.
EITHER = "请核对原始资料，改正写错的一处"
_LONGEST = 12


def at_figure(
    facts: ReportFacts, figure: Figure, label: str, message: str, *, do: str, expected: str | None, **more: Unpack[More]
) -> Issue:
    """An issue at a figure of the report, with its paragraph and sentence."""
    sentence = facts.report.sentence_of(figure) if figure.sentence >= 0 else ""
    more.setdefault("found", printed(figure))
    return Issue(
        label, message, do, expected=expected, paragraph=figure.paragraph, sentence=sentence or figure.subject, **more
    )


def printed(figure: Figure) -> str:
    """The figure as it is printed, without spaces: 「19.96 万元」 → 19.96万元."""
    return "".join(figure.raw.split())


def number(figure: Figure) -> str:
    """The figure without its unit, as it is printed."""
    return plain(figure.value) if not figure.decimals else f"{figure.value:.{figure.decimals}f}"


def addition(parts: Iterable[Figure], total: Figure) -> str:
    """「30.2 + 41.5」; with units where they differ from the total's."""
    listed = list(parts)
    same = all(
        part.unit is not None and total.unit is not None and part.unit.text == total.unit.text for part in listed
    )
    texts = [number(part) if same else printed(part) for part in listed]
    if len(texts) > _LONGEST:
        texts = [*texts[: _LONGEST - 1], "…", texts[-1]]
    return " + ".join(texts).replace("+ -", "− ")


def with_unit(value: Decimal, like: Figure) -> str:
    """A value in the unit of a figure: 71.7万元."""
    return f"{plain(value)}{like.unit.text if like.unit else ''}"


def name_of_figure(figure: Figure) -> str:
    """What the figure speaks of, for the label of a finding."""
    subject = "".join(figure.subject.split())
    return subject[-20:] if subject else printed(figure)
