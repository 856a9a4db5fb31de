"""A report → a form of its kind, as far as its text says: nothing is filled in that no sentence states."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from xladdin.model import (
    BasicFigure,
    Cell,
    CellRef,
    Entry,
    Figure,
    FundRow,
    Indicator,
    Kind,
    Leftover,
    Narrative,
    Paragraph,
    Places,
    Report,
    SelfEvaluation,
    Sheet,
    Taken,
    Total,
)
from xladdin.report.contents.headings import Passage, passages
from xladdin.report.contents.kinds import section_of
from xladdin.report.contents.lexicon import word
from xladdin.report.contents.names import labelled, title_paragraph, unit_of_title, year_below_title
from xladdin.report.contents.scores import ScoreLine, score_lines
from xladdin.report.contents.sums import Said, basic_figures, fund_figures
from xladdin.report.figures.scan import half_width

#: The name under which places of running text are told.
SHEET = "正文"
_SHORTEST_TITLE = 4
_NO_PLACE: Entry[Any] = Entry()


@dataclass(frozen=True, slots=True)
class Contents:
    """What was read of running text: the form, what each value was taken from, what found no place.

    ``sheet`` holds the texts of the narratives at (number of their first paragraph, 1); ``places`` tells where.
    """

    form: SelfEvaluation
    taken: tuple[Taken, ...]
    leftovers: tuple[Leftover, ...]
    sheet: Sheet
    places: Places


@dataclass(slots=True)
class Narratives:
    """The narratives of a report, the text that belongs to none, and where all of it stands."""

    found: list[Narrative] = field(default_factory=list)
    leftovers: list[Leftover] = field(default_factory=list)
    cells: dict[tuple[int, int], Cell] = field(default_factory=dict)
    places: dict[tuple[str, int], str] = field(default_factory=dict)

    @property
    def sheet(self) -> Sheet:
        """The texts as cells."""
        return Sheet(SHEET, self.cells)


def read_narratives(paragraphs: Iterable[Paragraph], kind: Kind, said: frozenset[int] = frozenset()) -> Narratives:
    """The narratives of a kind by their headings. ``said``: paragraphs that were taken already (title, names)."""
    read = Narratives()
    own: dict[str, list[Passage]] = {}
    for one in passages((one for one in paragraphs if one.number not in said), section_of(kind)):
        if one.key:
            own.setdefault(one.key, []).append(one)
            continue
        _keep(read, one.first, one.text, _place(one))
        name = one.heading or word("wording", "preamble")
        read.leftovers.append(Leftover(_ref(one.first), name, one.text, word("wording", "no_section")))
    for section in kind.sections:
        if section.key in own:
            parts = own[section.key]
            text = "\n".join(part.text for part in parts)
            _keep(read, parts[0].first, text, "、".join(_place(part) for part in parts))
            entry = Entry(text, _ref(parts[0].first), text.replace("\n", ""))
            read.found.append(Narrative(section.key, section.label, entry))
    return read


def _keep(read: Narratives, number: int, text: str, place: str) -> None:
    read.cells[number, 1] = Cell(text, text)
    read.places[SHEET, number] = place


def _place(passage: Passage) -> str:
    last = f"至{passage.last}" if passage.last > passage.first else ""
    return f"第{passage.first}{last}段"


def _ref(paragraph: int) -> CellRef:
    return CellRef(SHEET, paragraph, 1)


def read_contents(report: Report, kind: Kind) -> Contents:
    """The form of ``kind`` that a report's text fills: names, narratives, funds, basic figures, scores, grade.

    A figure for which the text gives two different values is left out and listed.
    """
    reading = _Reading(report, kind)
    names = labelled(report)
    title = title_paragraph(report)
    said = {one.number for one in report.document.paragraphs if _is_title(one.text, report.title)}
    said |= {number for number, _, _ in names.values()}
    if "unit" not in names and (unit := unit_of_title(report)):
        names["unit"] = unit
    if "project" not in names and report.project and any(name == "project" for name, _ in kind.fields):
        names["project"] = (title, report.project, report.title)
    if report.year is not None:
        names["year"] = (title, str(report.year), report.title)
    elif year_line := year_below_title(report):
        names["year"] = year_line
        said.add(year_line[0])
    read = read_narratives(report.document.paragraphs, kind, frozenset(said))
    wanted = {*dict(kind.fields), "year", "grade"}
    entries = {name: reading.name(name, *names[name]) for name in names if name in wanted}
    own = {one.key: one.text for one in read.found}
    form = SelfEvaluation(
        sheet=SHEET,
        kind=kind.key,
        title=Entry(report.title, _ref(title), report.title),
        year=_year(entries.get("year", _NO_PLACE)),
        project=entries.get("project", _NO_PLACE),
        department=entries.get("department", _NO_PLACE),
        unit=entries.get("unit", _NO_PLACE),
        amount_unit=Entry("万元", _ref(title), "万元"),
        funding=reading.funds() if kind.has_indicators else (),
        goal=own.get("goal", _NO_PLACE),
        achieved=own.get("achieved", _NO_PLACE),
        indicators=reading.indicators(read.found) if kind.judges_by_standard else (),
        total=Total(_NO_PLACE, reading.score()),
        grade=entries["grade"] if "grade" in entries else reading.grade(),
        first_row=1,
        last_row=len(report.document.paragraphs),
        amount=reading.amount(names),
        figures=reading.figures(),
        narratives=tuple(read.found),
    )
    leftovers = (*read.leftovers, *reading.leftovers)
    numbers = {one.number for one in report.document.paragraphs}
    places = {(SHEET, number): f"第{number}段" for number in numbers} | read.places
    return Contents(form, tuple(reading.taken), leftovers, read.sheet, places)


def _year(stated: Entry[str]) -> Entry[int]:
    """The year of a title, a line below it or a field 年度."""
    found = re.search(r"(?:19|20)\d{2}", stated.raw)
    return Entry(int(found[0]) if found else None, stated.cell, stated.raw)


def _is_title(text: str, title: str) -> bool:
    """Whether a paragraph is the title, or one of the lines of it."""
    plain = "".join(half_width(text).split())
    return len(plain) >= _SHORTEST_TITLE and plain in "".join(title.split())


class _Reading:
    """The values of one report, with the sentences they were taken from."""

    def __init__(self, report: Report, kind: Kind) -> None:
        self._report = report
        self._kind = kind
        self.taken: list[Taken] = []
        self.leftovers: list[Leftover] = []

    def name(self, name: str, paragraph: int, text: str, sentence: str) -> Entry[str]:
        """A name, with its line."""
        self.taken.append(Taken(word("labels", name), text, _ref(paragraph), sentence))
        return Entry(text, _ref(paragraph), text)

    def score(self) -> Entry[Decimal]:
        """The total that the text states."""
        figure = self._report.score
        if figure is None:
            return _NO_PLACE
        return self._figure(word("labels", "score"), figure.value, Said("", "", "", figure.value, figure))

    def grade(self) -> Entry[str]:
        """The grade that the text states."""
        place = self._report.grade
        if place is None:
            return _NO_PLACE
        return self.name("grade", place.paragraph, place.found, place.sentence)

    def amount(self, names: dict[str, tuple[int, str, str]]) -> Entry[Decimal]:
        """项目金额, where a line names it."""
        if "amount" not in names or not any(name == "amount" for name, _ in self._kind.fields):
            return _NO_PLACE
        paragraph = names["amount"][0]
        found = [one for one in self._report.figures if one.paragraph == paragraph and one.dimension == "money"]
        if len(found) != 1:
            return Entry(None, _ref(paragraph), names["amount"][1])
        return Entry(found[0].base / 10_000, _ref(paragraph), names["amount"][1])

    def funds(self) -> tuple[FundRow, ...]:
        """The rows of the funds of which the text gives a figure, the total first."""
        values = self._settled(list(fund_figures(self._report, self._kind)))
        rows = dict.fromkeys(row for row, _ in values)
        return tuple(self._fund_row(row, values) for row in sorted(rows, key=lambda row: row != "total"))

    def _fund_row(self, row: str, values: dict[tuple[str, str], Said]) -> FundRow:
        def entry(column: str) -> Entry[Decimal]:
            said = values.get((row, column))
            return self._figure(said.label, said.value, said) if said else _NO_PLACE

        return FundRow(
            source=row.partition(":")[0],
            label=row.partition(":")[2] or word("rows", row),
            row=min(said.figure.paragraph for (own, _), said in values.items() if own == row),
            initial=entry("initial"),
            budget=entry("budget"),
            executed=entry("executed"),
            rate=entry("rate"),
            points=_NO_PLACE,
            score=_NO_PLACE,
            reason=_NO_PLACE,
            arrived=entry("arrived"),
            share=entry("share"),
            last=entry("last"),
        )

    def figures(self) -> tuple[BasicFigure, ...]:
        """The lines of 基础数据 of which the text gives a figure."""
        values = self._settled(list(basic_figures(self._report, self._kind)))
        lines = {line.key: line.label for line in self._kind.figures}
        found = []
        for key in dict.fromkeys(key for key, _ in values):
            own = {column: said for (line, column), said in values.items() if line == key}
            entries = {column: self._figure(said.label, said.value, said) for column, said in own.items()}
            row = min(said.figure.paragraph for said in own.values())
            found.append(BasicFigure(key, lines[key], row, **entries))
        return tuple(found)

    def indicators(self, narratives: Sequence[Narrative]) -> tuple[Indicator, ...]:
        """The lines of scores as rows of the score table: 项目决策满分20分，得20分; the others are listed."""
        rows, left = score_lines(self._report, narratives)
        for line in left:
            sentence = self._report.sentence_of(line.figure)
            name = line.name or line.category or word("columns", "score")
            self.leftovers.append(Leftover(_ref(line.figure.paragraph), name, sentence, word("wording", "points_line")))
        return tuple(self._row(line) for line in rows)

    def _row(self, line: ScoreLine) -> Indicator:
        ref = _ref(line.figure.paragraph)
        return Indicator(
            row=line.figure.paragraph,
            category=Entry(line.category, ref, line.category),
            subcategory=_NO_PLACE,
            name=Entry(line.name, ref, line.name),
            target=_NO_PLACE,
            actual=_NO_PLACE,
            points=self._points(f"{line.name}·{word('columns', 'points')}", line.full),
            score=self._points(f"{line.name}·{word('columns', 'score')}", line.score),
            note=_NO_PLACE,
        )

    def _points(self, name: str, figure: Figure | None) -> Entry[Decimal]:
        return self._figure(name, figure.value, Said("", "", "", figure.value, figure)) if figure else _NO_PLACE

    def _settled(self, said: Sequence[Said]) -> dict[tuple[str, str], Said]:
        """One figure for each place; where the text gives several that differ, none, and all are listed."""
        groups: dict[tuple[str, str], list[Said]] = {}
        for one in said:
            groups.setdefault((one.row, one.column), []).append(one)
        for found in groups.values():
            count = len({one.value for one in found})
            for one in found if count > 1 else ():
                why = word("wording", "conflict", count=count)
                text = f"{one.figure.raw}（{self._report.sentence_of(one.figure)}）"
                self.leftovers.append(Leftover(_ref(one.figure.paragraph), one.label, text, why))
        return {place: found[0] for place, found in groups.items() if len({one.value for one in found}) == 1}

    def _figure(self, label: str, value: Decimal, said: Said) -> Entry[Decimal]:
        figure = said.figure
        self.taken.append(Taken(label, figure.raw, _ref(figure.paragraph), self._report.sentence_of(figure)))
        return Entry(value, _ref(figure.paragraph), figure.raw)
