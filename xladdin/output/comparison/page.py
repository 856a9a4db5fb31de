"""The report as a page with its figures coloured: 相符, 不符, 表中无; the findings in front."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import jinja2
from markupsafe import Markup

from xladdin import __version__
from xladdin.model import FigureVerdict
from xladdin.output.comparison.book import verdict_word
from xladdin.output.comparison.text import describe_counts, describe_report, place, reading_order, said
from xladdin.output.words import SEVERITY_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xladdin.model import Comparison, Figure, Finding, Match

_HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a paragraph: plain text, or a figure with its verdict, a hint, and the findings about it."""

    text: str
    verdict: str = ""
    hint: str = ""
    findings: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """A paragraph in pieces; ``findings`` are those that point at the paragraph and at no figure of it."""

    number: int
    pieces: tuple[Piece, ...]
    is_heading: bool
    findings: tuple[int, ...]


def comparison_page(one: Comparison) -> str:
    """The whole page; it needs nothing but itself and runs no script."""
    findings = sorted(one.findings, key=reading_order)
    rows = list(_rows(one, {id(finding): number for number, finding in enumerate(findings, 1)}))
    style = (_HERE / "page.css").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return _template().render(
        one=one,
        findings=list(enumerate(findings, 1)),
        rows=rows,
        counts=describe_counts(one),
        summary=describe_report(one),
        legend=[(verdict.value, verdict_word(verdict, alone=one.form is None)) for verdict in FigureVerdict],
        tables=list(_tables(one, {row.number for row in rows}, findings)),
        severity_words=SEVERITY_WORDS,
        style=Markup(style),  # noqa: S704  our own file
        style_hash=f"sha256-{digest}",
        tool=f"xladdin {__version__}",
    )


def _rows(one: Comparison, numbers: dict[int, int]) -> Iterator[Row]:
    verdicts = one.verdicts()
    matched = {id(match.figure): match for match in one.matches if match.figure is not None}
    figures: dict[int, list[Figure]] = {}
    for figure in one.report.figures:
        figures.setdefault(figure.paragraph, []).append(figure)
    told: dict[int, list[tuple[int, str]]] = {}
    for finding in one.findings:
        told.setdefault(finding.paragraph or 0, []).append((numbers[id(finding)], finding.found or ""))
    seen: set[int] = set()
    for paragraph in one.report.document.paragraphs:
        pieces: list[Piece] = []
        position, used = 0, set[int]()
        here = figures.get(paragraph.number, []) if paragraph.number not in seen else []
        for figure in here:
            if paragraph.text[figure.start : figure.end] != figure.raw:
                continue  # another paragraph of the same row of a table
            verdict = verdicts[figure.paragraph, figure.start]
            raw = "".join(figure.raw.split())
            about = tuple(n for n, found in told.get(paragraph.number, []) if found == raw)
            if verdict is not FigureVerdict.DIFFERS:
                about = ()
            used.update(about)
            pieces.append(Piece(paragraph.text[position : figure.start]))
            pieces.append(Piece(figure.raw, verdict.value, _hint(figure, matched.get(id(figure))), about))
            position = figure.end
        pieces.append(Piece(paragraph.text[position:]))
        rest = tuple(n for n, _ in told.get(paragraph.number, []) if n not in used and paragraph.number not in seen)
        seen.add(paragraph.number)
        yield Row(paragraph.number, tuple(pieces), _is_heading(paragraph.text), rest)


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of a table; ``anchor`` is empty where the paragraph of that number stands in the text, too."""

    anchor: str
    cells: tuple[str, ...]
    findings: tuple[int, ...]


def _tables(one: Comparison, shown: set[int], findings: list[Finding]) -> Iterator[list[TableRow]]:
    for table in one.report.document.tables:
        rows = []
        for number, cells in enumerate(table.rows, table.number):
            about = tuple(place for place, finding in enumerate(findings, 1) if finding.paragraph == number)
            rows.append(TableRow("" if number in shown else f"p{number}", cells, () if number in shown else about))
        yield rows


def _is_heading(text: str) -> bool:
    return len(text) <= 40 and not text.endswith(("。", "；", "，", "、"))


def _hint(figure: Figure, match: Match | None) -> str:
    if match is None:
        return figure.subject
    cell = f"（{match.cell}）" if match.cell else ""
    return f"自评表{cell}{match.label}：{match.shown}"


@cache
def _template() -> jinja2.Template:
    loader = jinja2.FileSystemLoader(_HERE)
    pages = jinja2.Environment(loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True)
    pages.filters |= {"place": place, "said": said}
    return pages.get_template("page.html.j2")
