"""What goes where (迁移计划): a form as content of a scheme's blank form, and what is left."""

from __future__ import annotations

from dataclasses import dataclass, fields, is_dataclass, replace
from typing import TYPE_CHECKING, Any

from xladdin.model import Entry, Leftover, place_of
from xladdin.template.content import Content
from xladdin.template.filled.funds import carry_figures, carry_funds, unit_factor
from xladdin.template.filled.ledger import Ledger, is_filled
from xladdin.template.filled.rows import carry_rows
from xladdin.template.filled.words import bare, is_remark, label, why, words
from xladdin.template.narratives import own_sections

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from xladdin.model import CellRef, Kind, Places, Scheme, SelfEvaluation, Sheet, Workbook
    from xladdin.template.blueprint import Blueprint
    from xladdin.template.content import Filled
    from xladdin.template.filled.ledger import Carried, Key


_TEXTS = ("project", "department", "unit")


@dataclass(frozen=True, slots=True)
class Source:
    """Where a form comes from: its workbook, the cells of its sheet that were not read, the sheets without a form.

    ``places``: where the rows of its sheets stood in a document. ``as_printed``: a row that stands a column too far
    right stays so, and the new form is marked as an import.
    """

    workbook: Workbook
    unread: Sequence[CellRef] = ()
    others: Sequence[Leftover] = ()
    places: Places | None = None
    as_printed: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """The content of the new form, and what must be read in it."""

    content: Content
    carried: tuple[Carried, ...]
    rows: int


def make_plan(
    form: SelfEvaluation,
    blueprint: Blueprint,
    source: Source | None,
    year: int | None,
    typed: frozenset[Key],
    known: Mapping[tuple[int, int], Filled],
) -> Plan:
    """The plan of a move. ``typed`` are the places with formulas in which the source's figure stays.

    ``known``: what formulas give, by 0-based row and column, where it is known already.
    """
    scheme, kind = blueprint.scheme, blueprint.kind
    ledger = Ledger(source.workbook if source else None, typed)
    head = _head(form, scheme, kind, ledger, year)
    told = _narratives(form, kind, ledger)
    funds = carry_funds(form, scheme, kind, ledger)
    figures = carry_figures(form, scheme, kind, ledger)
    as_printed = bool(source and source.as_printed)
    blocks = carry_rows(form, scheme, kind, ledger, funds.lines, as_printed=as_printed)
    closing = _closing(form, scheme, kind, ledger)
    remarks = _remarks(form, scheme, ledger)
    _sweep(form, ledger)
    leftovers = [*ledger.leftovers, *(_unread(source) if source else ())]
    if source and source.places:
        leftovers = [replace(one, place=place_of(one.cell, source.places)) for one in leftovers]
    content = Content(
        blocks=blocks,
        lines=funds.lines,
        head=head,
        funds=funds.values,
        figures=figures,
        closing=closing,
        remarks=remarks,
        narratives=told,
        results=known,
        as_printed=as_printed,
        leftovers=tuple(sorted(leftovers, key=_position)),
    )
    rows = len({carried.key[1] for carried in ledger.carried if carried.key[0] == "row"})
    return Plan(content, tuple(ledger.carried), rows)


def _head(form: SelfEvaluation, scheme: Scheme, kind: Kind, ledger: Ledger, year: int | None) -> dict[str, Filled]:
    ledger.pass_over(form.title)
    ledger.pass_over(form.amount_unit)
    factor = unit_factor(form, scheme)
    if form.unit_is_assumed and factor != 1:
        reason = why("unit_assumed", unit=form.amount_unit.value, wanted=scheme.amount_unit)
        ledger.leftovers.append(Leftover(None, label("amount_unit"), "", reason))
    goals = ("goal", "achieved") if kind.remarks_by_scheme else ()
    asked = [field for field, _ in kind.fields if field in _TEXTS]
    head: dict[str, Filled] = {
        field: ledger.text(("head", field), label(field), getattr(form, field)) for field in (*asked, *goals)
    }
    if "amount" in dict(kind.fields):
        head["amount"] = ledger.number(("head", "amount"), label("amount"), form.amount, factor)
    if year is None:
        head["year"] = ledger.number(("head", "year"), label("year"), form.year)
        return head
    if form.year.value != year:
        ledger.leave(form.year, label("year"), why("year", year=year), printed=True)
    ledger.expect(("head", "year"), label("year"), form.year, year)
    return head | {"year": year}


def _narratives(form: SelfEvaluation, kind: Kind, ledger: Ledger) -> dict[str, str]:
    """The narratives that the kind prints, by the key of their section; word for word."""
    asked = {section.key for section in own_sections(kind)}
    return {
        one.key: str(ledger.text(("narrative", one.key), one.label, one.text))
        for one in form.narratives
        if one.key in asked
    }


def _closing(form: SelfEvaluation, scheme: Scheme, kind: Kind, ledger: Ledger) -> dict[str, Filled]:
    """总分 and 自评等级, for which the new form has formulas; a card has one for the grade alone."""
    key, name = ("closing", "score"), label("total_score")
    score, points = form.total.score, form.total.points
    closing: dict[str, Filled | None] = {
        "score": ledger.computed(key, name, score) if kind.has_indicators else ledger.number(key, name, score)
    }
    if kind.has_indicators and scheme.row_points:
        closing["points"] = ledger.computed(("closing", "points"), label("total_points"), points)
    else:
        ledger.leave(points, label("total_points"), why("no_column", header=label("points")))
    if scheme.template.grade_row:
        closing["grade"] = ledger.computed(("closing", "grade"), label("grade"), form.grade)
    else:
        ledger.leave(form.grade, label("grade"), why("no_grade"))
    return {field: value for field, value in closing.items() if value is not None}


def _remarks(form: SelfEvaluation, scheme: Scheme, ledger: Ledger) -> dict[str, str]:
    """说明, 存在问题 …: each under the label that says the same, the exact wording first."""
    places = scheme.template.remarks
    found: dict[str, str] = {}
    exact = [remark for remark in form.remarks if any(bare(remark.label) == bare(place) for place in places)]
    for remark in [*exact, *(one for one in form.remarks if one not in exact)]:
        if is_filled(remark.text) and ledger.knows(remark.text):
            continue  # read as a narrative too
        if bare(remark.label) in words()["remarks"]["notes"]:
            ledger.leave(remark.text, remark.label, why("printed"), printed=True)
            continue
        place = next((place for place in places if is_remark(remark.label, place)), None)
        if place is None:
            ledger.leave(remark.text, remark.label, why("no_remark", label=remark.label))
        elif place in found:
            ledger.leave(remark.text, remark.label, why("remark_again", label=bare(place)))
        elif is_filled(remark.text):
            found[place] = str(ledger.text(("remark", bare(place)), remark.label, remark.text))
        else:
            ledger.pass_over(remark.text)
            found[place] = remark.text.raw
    return found


def _sweep(form: SelfEvaluation, ledger: Ledger) -> None:
    """Whatever else the form holds has no place: nothing disappears."""
    for field in (*_TEXTS, "goal", "achieved", "amount"):
        if not ledger.knows(getattr(form, field)):
            ledger.leave(getattr(form, field), label(field), why("unplaced"))
    for entry in _entries(form):
        if not ledger.knows(entry):
            ledger.leave(entry, label("other"), why("unplaced"))


def _entries(value: object) -> Iterator[Entry[Any]]:
    if isinstance(value, Entry):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from _entries(one)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _entries(getattr(value, field.name))


def _unread(source: Source) -> Iterator[Leftover]:
    for ref in source.unread:
        cell = source.workbook.cell(ref)
        if cell is not None:
            yield Leftover(ref, label("other"), cell.text, why("unread"))
    yield from source.others


def other_sheet(sheet: Sheet, *, hidden: bool) -> Leftover:
    """A sheet without a form, as one line of what is not moved."""
    name = label("hidden_sheet" if hidden else "sheet")
    return Leftover(None, name, sheet.name, why("sheet", count=len(sheet.cells)), printed=True)


def _position(leftover: Leftover) -> tuple[int, int]:
    return (leftover.cell.row, leftover.cell.column) if leftover.cell else (0, 0)
