"""The forms of a document before they are filled in (导入): read from its tables, or out of its running text."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from xladdin import form, kinds, report
from xladdin.errors import XladdinError
from xladdin.model import CellRef, Entry, Leftover, Origin, Remark, Taken
from xladdin.pipeline.comparing import understand

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from xladdin.model import Kind, Paragraph, Places, Report, SelfEvaluation, Sheet, Tabulated, Workbook
    from xladdin.report import Contents

_PROJECT = "project"
_LONGEST_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Draft:
    """A form before it is filled in; ``unread``: cells around it that were not read."""

    read: SelfEvaluation
    kind: Kind
    workbook: Workbook
    places: Places
    unread: Sequence[CellRef] = ()
    leftovers: tuple[Leftover, ...] = ()
    taken: tuple[Taken, ...] = ()
    notes: tuple[str, ...] = ()


def drafts_of(tabulated: Tabulated, wanted: Kind | None) -> list[Draft]:
    """The forms in the tables; where there are none, the one that the text makes."""
    forms = _forms(tabulated, wanted)
    if wanted is None and len(forms) == 1 and (kind := _kind_told(forms[0], tabulated)):
        forms = _forms(tabulated, kind)
    if not forms:
        return [_of_text(tabulated, understand(tabulated.document), wanted)]
    unread = form.find_unread(tabulated.workbook, forms, kinds.all_kinds())
    others = tuple(_other_tables(tabulated, forms))
    drafts = []
    for number, one in enumerate(forms):
        kind = kinds.load_kind(one.kind)
        notes = (*_shifts(one, tabulated.places), *(_joined(tabulated) if number == 0 else ()))
        own = others if number == 0 else ()
        drafts.append(Draft(one, kind, tabulated.workbook, tabulated.places, unread[number], own, (), notes))
    if len(drafts) == 1:
        return [_with_text(drafts[0], tabulated)]
    return [*_with_shared_text(drafts, tabulated)]


def _forms(tabulated: Tabulated, wanted: Kind | None) -> tuple[SelfEvaluation, ...]:
    if wanted is None:
        return form.find_forms(tabulated.workbook, kinds.all_kinds())
    return tuple(replace(one, kind=wanted.key) for one in form.find_forms(tabulated.workbook, (wanted,)))


def _kind_told(one: SelfEvaluation, tabulated: Tabulated) -> Kind | None:
    """The kind that the title of the report tells of a table of indicators that names no project itself."""
    if one.kind != _PROJECT or not one.project.is_blank or one.title.has_place:
        return None
    kind = report.kind_of(understand(tabulated.document), kinds.all_kinds())
    return kind if kind is not None and kind.has_indicators and not kind.judges_by_standard else None


def _shifts(one: SelfEvaluation, places: Places) -> Iterator[str]:
    """Rows that stand a column too far right or left, and are read as meant."""
    for row in one.indicators:
        if row.shifted:
            side = "右" if row.shifted > 0 else "左"
            place = places.get((one.sheet, row.row), "")
            yield f"{place}“{row.name.raw}”一行向{side}错了{abs(row.shifted)}栏（I109），请在新表中核对这一行。"


def _joined(tabulated: Tabulated) -> Iterator[str]:
    yield from (f"{names}接成一张表读取。" for names in tabulated.joined)
    if tabulated.spread:
        yield f"一行一格的文字还原成了{tabulated.spread}行的表，请与原文核对。"


def _other_tables(tabulated: Tabulated, forms: Sequence[SelfEvaluation]) -> Iterator[Leftover]:
    """The tables that are no form, one line each."""
    for names, rows in tabulated.oversized:
        yield Leftover(None, names, "", f"有{rows}行，不像一张自评表，没有读")
    used = {one.sheet for one in forms}
    for sheet in tabulated.workbook.sheets:
        if sheet.name not in used and sheet.cells:
            first = min(sheet.cells)
            text = "　".join(cell.text for place, cell in sorted(sheet.cells.items()) if place[0] == first[0])
            why = f"不是能识别的自评表，没有导入（{len(sheet.cells)}格）"
            yield Leftover(CellRef(sheet.name, *first), sheet.name, text, why)


def _of_text(tabulated: Tabulated, understood: Report, wanted: Kind | None) -> Draft:
    """A form out of running text alone."""
    kind = wanted or report.kind_of(understood, kinds.all_kinds())
    if kind is None:
        known = "、".join(f"{one.key}（{one.name}）" for one in kinds.all_kinds())
        raise XladdinError(
            f"“{tabulated.document.path}”没有导入：里面没有能识别的自评表，"
            f"从标题和各部分的标题也看不出是哪一种报告。是报告的请用 --kind 指明种类：{known}。"
        )
    contents = report.read_contents(understood, kind)
    said = contents.form
    if not (said.narratives or said.funding or said.figures or said.indicators or said.total.score.has_place):
        raise XladdinError(
            f"“{tabulated.document.path}”没有导入：里面没有能识别的自评表，"
            f"正文里也没有“{kind.name}”要的内容（如“{'”“'.join(one.label for one in kind.sections[:3])}”这样的标题）。"
        )
    bare = replace(contents.form, narratives=(), goal=Entry(), achieved=Entry())
    one, leftovers = _placed(bare, kind, contents.form)
    workbook = _with_sheet(tabulated.workbook, contents.sheet)
    told = _told(contents, understood)
    tables = (table for table in _other_tables(tabulated, ()) if not _is_told(tabulated, table, told))
    left = (*contents.leftovers, *leftovers, *tables)
    return Draft(one, kind, workbook, {**tabulated.places, **contents.places}, (), left, contents.taken)


def _told(contents: Contents, understood: Report) -> str:
    """Everything that was read of the text: a table that says nothing else needs no mention."""
    texts = [one.text.value or "" for one in contents.form.narratives]
    texts += [one.text for one in contents.leftovers]
    texts += [one.sentence for one in contents.taken]
    return "".join("".join([understood.title, *texts]).split())


def _is_told(tabulated: Tabulated, table: Leftover, told: str) -> bool:
    if table.cell is None:
        return False
    sheet = next(sheet for sheet in tabulated.workbook.sheets if sheet.name == table.cell.sheet)
    return all("".join(cell.text.split()) in told for cell in sheet.cells.values())


def _with_text(draft: Draft, tabulated: Tabulated) -> Draft:
    """A form from a table with the narratives, and where it has no table of figures the figures, of the text around."""
    own = _running_text(tabulated)
    understood = understand(replace(tabulated.document, paragraphs=tuple(own), tables=()))
    if report.is_stranger(understood, draft.read):
        note = f"正文写的是“{understood.project}”，表里是“{draft.read.project.raw}”：不是同一个项目，只导入了表。"
        return replace(draft, notes=(*draft.notes, note))
    title = frozenset(one.number for one in own if one.text == understood.title)
    narratives = report.read_narratives(own, draft.kind, title)
    read, taken = draft.read, tuple[Taken, ...]()
    is_bare = not read.indicators or (draft.kind.key != _PROJECT and not read.funding and not read.unit.has_place)
    if is_bare and draft.kind.has_indicators:
        contents = report.read_contents(understand(tabulated.document), draft.kind)
        read, taken = _with_figures(read, contents)
    texts = replace(read, narratives=tuple(narratives.found))
    one, leftovers = _placed(read, draft.kind, texts)
    return replace(
        draft,
        read=one,
        workbook=_with_sheet(draft.workbook, narratives.sheet),
        places={**draft.places, **{(report.TEXT, n.number): f"第{n.number}段" for n in own}, **narratives.places},
        leftovers=(*draft.leftovers, *leftovers, *narratives.leftovers),
        taken=taken,
    )


def _with_figures(read: SelfEvaluation, contents: Contents) -> tuple[SelfEvaluation, tuple[Taken, ...]]:
    """A form with the funds, basic figures, unit and year that the texts state, where it has none itself."""
    said = contents.form
    one = replace(
        read,
        funding=read.funding or said.funding,
        figures=read.figures or said.figures,
        unit=read.unit if read.unit.has_place else said.unit,
        year=read.year if read.year.has_place else said.year,
    )
    used = {
        cell
        for row in (*said.funding, *said.figures)
        for name in ("initial", "budget", "executed", "rate", "arrived", "share", "last", "planned", "actual")
        if (entry := getattr(row, name, None)) is not None and (cell := entry.cell) is not None
    }
    return one, tuple(taken for taken in contents.taken if taken.cell in used and "·" in taken.label)


def _with_shared_text(drafts: Sequence[Draft], tabulated: Tabulated) -> Iterator[Draft]:
    """Several forms: whose the text is nobody can say, so it is listed with the first."""
    names = "、".join(
        f"第{number}张：{one.read.project.raw or '（无名）'}" for number, one in enumerate(drafts, start=1)
    )
    note = f"文档里有{len(drafts)}张表，各写成一个工作簿（{names}）；只要其中一张的用 --table 指明。"
    text = _running_text(tabulated)
    length = sum(len(one.text) for one in text)
    left: tuple[Leftover, ...] = ()
    if text:
        why = f"正文共{length}字，说不清属于哪一张表，没有导入"
        left = (Leftover(CellRef(report.TEXT, text[0].number, 1), report.TEXT, text[0].text[:_LONGEST_SHOWN], why),)
    for number, draft in enumerate(drafts):
        if number:
            yield draft
        else:
            yield replace(draft, notes=(note, *draft.notes), leftovers=(*draft.leftovers, *left))


def _running_text(tabulated: Tabulated) -> list[Paragraph]:
    """The paragraphs that stand in no sheet."""
    printed = {cell.text for sheet in tabulated.workbook.sheets for cell in sheet.cells.values()} | tabulated.furniture
    return [
        one
        for one in tabulated.document.paragraphs
        if one.origin is not Origin.TABLE and one.text.strip() not in printed
    ]


def _placed(read: SelfEvaluation, kind: Kind, texts: SelfEvaluation) -> tuple[SelfEvaluation, tuple[Leftover, ...]]:
    """The form with the narratives of ``texts`` where it has none of its own; what the form says already is left."""
    own = {one.key: one for one in read.narratives if not one.text.is_blank}
    labels = {one.label for one in read.remarks if not one.text.is_blank}
    left = []
    for one in texts.narratives:
        entry: Entry[str] = getattr(read, one.key) if one.key in {"goal", "achieved"} else Entry()
        if one.key in own or one.label in labels or not entry.is_blank:
            left.append(Leftover(one.text.cell, one.label, one.text.value or "", "表里已经填有这一项"))
            continue
        if one.key == "goal":
            read = replace(read, goal=one.text)
        if one.key == "achieved":
            read = replace(read, achieved=one.text)
        if kind.key != _PROJECT:
            rest = tuple(known for known in read.narratives if known.key != one.key)
            read = replace(read, narratives=(*rest, one))
        elif one.key not in {"goal", "achieved"}:
            read = replace(read, remarks=(*read.remarks, Remark(one.label, one.text)))
    return read, tuple(left)


def _with_sheet(workbook: Workbook, sheet: Sheet) -> Workbook:
    return replace(workbook, sheets=(*workbook.sheets, sheet))
