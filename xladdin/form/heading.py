"""The head of a form: its title, its year, the unit of its amounts, whether it is about a project or a department."""

from __future__ import annotations

from xladdin.form.entries import no_place, parsed_entry
from xladdin.form.fields import Fields
from xladdin.form.grid import Grid, Place
from xladdin.form.labels import is_label, labels, leading_field, leading_label, normalise
from xladdin.form.notation import find_year
from xladdin.form.remembering import remembered
from xladdin.model import Entry, FundRow, Kind
from xladdin.model.patterns import lazy_pattern

_MONEY = lazy_pattern(r"(?:人民币)?(?:亿|百万|万|千)?元")
_UNIT_LINE = lazy_pattern(r"单位\s*(?:[:：（(为是]\s*)?(?:人民币)?\s*((?:亿|百万|万|千)?元)(?!\w)")
_UNIT_NOTE = lazy_pattern(r"[(（,，\[【](?:单位[:：]?|人民币)?\s*((?:亿|百万|万|千)?元)[)）\]】]")
_UNIT_SENTENCE = lazy_pattern(
    r"(?:均|以|按|是|为)\s*(?:人民币)?((?:亿|百万|万|千)?元)(?:为(?:金额|计量|计算)?单位|计算|计量|填列|填报|填写)"
)
_UNIT_END = lazy_pattern(r"^(\D{2,16}?)[\s:：/／、—-]*((?:亿|百万|万|千)?元)$")
_AMOUNT_WITH_UNIT = lazy_pattern(r"(亿|万|千)?元")
_YEAR_LINE = lazy_pattern(r"\(?[\d〇○零一二三四五六七八九十]{4}年?度?\)?")
_OWN = frozenset({"project", "department", "unit"})
_DEFAULT_UNIT = "万元"
_LONGEST_LINE = 80


def title_lines(grid: Grid, rows: list[int]) -> list[Place]:
    """The texts above the first row that names project, department or unit."""
    lines: list[Place] = []
    for row in rows:
        found = [(column, text, leading_field(text)) for column, text in grid.texts(row)]
        if any(match and match.field in _OWN and match.rank == 0 for _, _, match in found):
            break
        lines += [(row, column) for column, text, match in found if not match and not is_label(leading_label(text))]
    return lines


def find_title(grid: Grid, lines: list[Place]) -> Entry[str]:
    """The title: of the lines above the first label, the one that sounds most like a title."""
    for piece in labels().title["form"]:
        for place in lines:
            text = grid.text(place)
            if piece in normalise(text)[0]:
                return parsed_entry(grid, place, text, text)
    return no_place()


def find_form_year(grid: Grid, lines: list[Place], fields: Fields, rows: list[int]) -> Entry[int]:
    """The year of the title or a line beside it, of a field 年度, or of a line 「（2022年度）」 in the head."""
    stated = fields.entry("year")
    places = [place for place in lines if "年" in grid.text(place)]
    if stated.cell and find_year(stated.raw):
        places.append((stated.cell.row, stated.cell.column))
    places += [(row, column) for row in rows for column, text in grid.texts(row) if _is_year_line(text)]
    for place in places:
        text = stated.raw if stated.cell and place == (stated.cell.row, stated.cell.column) else grid.text(place)
        if year := find_year(text):
            return parsed_entry(grid, place, text, year)
    return Entry(None, stated.cell, stated.raw)


@remembered(8192)
def _is_year_line(text: str) -> bool:
    return 4 <= len(text) <= 12 and bool(_YEAR_LINE.fullmatch(normalise(text)[0]))


def find_amount_unit(grid: Grid, head: list[int], fields: Fields, tail: list[int]) -> Entry[str]:
    """万元 or 元: of a line 金额单位, of the funds block or a note below; 万元 without a cell where none is printed."""
    for item in fields.found:
        if item.match.field == "amount_unit" and _MONEY.fullmatch(item.entry.raw):
            return item.entry
    noted: Entry[str] | None = None
    for row in (*head, *tail):
        for column, printed in grid.texts(row):
            if "元" not in printed:
                continue
            text = "".join(printed.split())  # 「（ 万 元 ）」
            if len(text) > _LONGEST_LINE:
                continue
            place = (row, column)
            if line := _UNIT_LINE.search(text) or _UNIT_SENTENCE.search(text):
                return parsed_entry(grid, place, text, line[1])
            if noted is None and (unit := _noted_unit(text)):
                noted = parsed_entry(grid, place, text, unit)
    return noted or Entry(_DEFAULT_UNIT)


def _noted_unit(text: str) -> str | None:
    """The unit printed with a label of the funds block: 「项目资金（万元）」, 「全年预算数/万元」."""
    if (note := _UNIT_NOTE.search(text)) and _names_funds(text):
        return note[1]
    if (end := _UNIT_END.match(text)) and _names_funds(end[1]):
        return end[2]
    return None


def with_stated_unit(unit: Entry[str], funding: tuple[FundRow, ...]) -> Entry[str]:
    """The unit of the amounts, no longer assumed where every amount states its own: 「20万元」."""
    amounts = [entry for row in funding for entry in (row.initial, row.budget, row.executed) if entry.value]
    if unit.has_place or not amounts or not all(_AMOUNT_WITH_UNIT.search(entry.raw) for entry in amounts):
        return unit
    return Entry(unit.value, amounts[0].cell, amounts[0].raw)


def _names_funds(text: str) -> bool:
    known = labels()
    return text in known.fund_columns or text in known.fund_rows or known.blocks.guess(text) is not None


def find_unit(fields: Fields) -> Entry[str]:
    """实施单位; where only 「单位：某局」 is printed, that label, which elsewhere names the unit of the amounts."""
    stated = fields.entry("unit")
    if stated.has_place:
        return stated
    for item in fields.found:
        if item.match.field == "amount_unit" and item.match.rank == 1 and not _MONEY.fullmatch(item.entry.raw):
            return item.entry
    return no_place()


def find_kind(sheet: str, title: Entry[str], fields: Fields, kinds: tuple[Kind, ...], *, by_standard: bool) -> str:
    """The kind of a form with a table: by the words of its title or sheet, by its table, by whom it names.

    ``department`` where title or sheet name speak of a whole department, or where only a department is named;
    ``by_standard``: its rows have a 评分标准 and no target, as those of an 评价 have.
    """
    texts = [normalise(text)[0] for text in (title.raw, sheet)]
    if any(piece in text for piece in labels().title["department"] for text in texts):
        return "department"
    for kind in kinds:
        if kind.judges_by_standard != by_standard or not kind.has_indicators:
            continue
        if any(normalise(word)[0] in text for word in kind.title_words for text in texts):
            return kind.key
    if by_standard and (judged := next((kind for kind in kinds if kind.judges_by_standard), None)):
        return judged.key
    project, department = fields.labelled("project"), fields.labelled("department")
    named = department is not None and department.match.rank == 1
    return "department" if named and project is None else "project"
