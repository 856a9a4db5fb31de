"""From a workbook to its forms: the order in which a form is read."""

from __future__ import annotations

from xladdin.form.basic_figures import read_figures
from xladdin.form.cards import read_cards
from xladdin.form.closing import label_of_grade, read_grade, read_remarks, read_total
from xladdin.form.columns import Header
from xladdin.form.fields import Fields, read_fields
from xladdin.form.funding import find_fund_header, read_funding
from xladdin.form.grid import Grid, Place
from xladdin.form.headers import candidate_rows, find_headers, halves, split_column
from xladdin.form.heading import (
    find_amount_unit,
    find_form_year,
    find_kind,
    find_title,
    find_unit,
    title_lines,
    with_stated_unit,
)
from xladdin.form.indicators import IndicatorReader, Rows
from xladdin.form.labels import labels
from xladdin.form.narratives import read_narratives
from xladdin.form.regions import Region, find_regions
from xladdin.form.repeats import without_repeated_rate
from xladdin.form.table import Table, read_table
from xladdin.model import CellRef, Kind, Narrative, SelfEvaluation, Sheet, TemplateMark, Workbook

_PROJECT = "project"
_HEADERS = ("category", "subcategory", "name", "target", "actual", "points", "score", "note")


def find_forms(workbook: Workbook, kinds: tuple[Kind, ...] = ()) -> tuple[SelfEvaluation, ...]:
    """All self-evaluation forms (绩效自评表) of a workbook, sheet by sheet, from top to bottom.

    Forms are found by their labels, wherever they stand; hidden sheets are read too. A workbook without a form, or
    with a fault, gives none. Amounts are in the form's own unit, rates in percent. Nothing is judged here.
    ``kinds`` (表种): what besides the project form is known; forms of theirs that are nothing but fields, their
    narratives and basic figures are read too.
    """
    mark = _template_mark(workbook.properties)
    return tuple(form for sheet in workbook.sheets for form in _forms_of(sheet, kinds, mark))


def _forms_of(sheet: Sheet, kinds: tuple[Kind, ...], mark: TemplateMark | None) -> list[SelfEvaluation]:
    candidates = candidate_rows(sheet)
    if candidates and (column := split_column(candidates)):
        return [form for part in halves(sheet, column) for form in _forms_of(part, kinds, mark)]
    if candidates:
        grid = Grid(sheet)
        regions = find_regions(grid, list(find_headers(grid, candidates)))
        if regions:
            return [_read_form(grid, region, kinds, mark) for region in regions]
    return read_cards(sheet, kinds, mark)


def _template_mark(properties: dict[str, str]) -> TemplateMark | None:
    """The identification that our blank forms carry in the custom document properties."""
    kind, scheme = properties.get("xladdin.kind"), properties.get("xladdin.scheme")
    if kind is None or scheme is None:
        return None
    is_import = properties.get("xladdin.origin") == "import"
    return TemplateMark(kind, scheme, properties.get("xladdin.version", ""), is_import)


def _read_form(grid: Grid, region: Region, kinds: tuple[Kind, ...], mark: TemplateMark | None) -> SelfEvaluation:
    head = grid.rows_between(region.first_row, region.head_end)
    last_column = max(header.last_column for header in region.headers)
    fields = read_fields(grid, head, (region.head_end, last_column), labels().fields)
    lines = title_lines(grid, head)
    title = find_title(grid, lines)
    year = find_form_year(grid, lines, fields, head)
    tables, found = _read_tables(grid, region, year.value)
    tail = grid.rows_between(found.end, region.last_row) if found.end else []
    amount_unit = find_amount_unit(grid, head, fields, tail)
    funds = find_fund_header(grid, head)
    funding = read_funding(grid, head, funds, amount_unit.value or "")
    edge = (region.last_row, last_column)
    closing = Fields([*fields.found, *read_fields(grid, tail, edge, labels().fields).found])
    total = read_total(grid, tail, tables[-1], closing)
    grade = read_grade(grid, total, closing)
    kind = find_kind(grid.name, title, fields, kinds, by_standard=_is_by_standard(tables[0]))
    own = next((one for one in kinds if one.key == kind and kind != _PROJECT), None)
    return SelfEvaluation(
        sheet=grid.name,
        kind=kind,
        title=title,
        year=year,
        project=fields.entry("project"),
        department=fields.entry("department"),
        subproject=fields.entry("subproject"),
        region=fields.entry("region"),
        unit=find_unit(fields),
        amount_unit=with_stated_unit(amount_unit, funding),
        funding=funding,
        goal=fields.entry("goal"),
        achieved=fields.entry("achieved"),
        indicators=without_repeated_rate(found.indicators, funding),
        total=total,
        grade=grade,
        first_row=region.first_row,
        last_row=region.last_row,
        blocks=tuple(found.blocks),
        remarks=read_remarks(grid, tail, edge, closing, grade),
        headers=_headers(grid, tables[0]),
        target_columns=max(len(tables[0].parts), 1),
        template=mark,
        headings=_headings(grid, (funds, *region.headers) if funds else region.headers),
        grade_label=label_of_grade(grid, grade, closing),
        figures=read_figures(grid, head, own, amount_unit.value or "") if own and own.figures else (),
        narratives=_narratives(grid, [*head, *tail], edge, own, fields) if own else (),
    )


def _narratives(grid: Grid, rows: list[int], edge: Place, kind: Kind, fields: Fields) -> tuple[Narrative, ...]:
    """The narratives; a label over 预期目标 and 完成情况 is no narrative beside what those say."""
    told = {name for name in ("goal", "achieved") if not fields.entry(name).is_blank}
    found = read_narratives(grid, rows, edge, kind)
    return tuple(one for one in found if not (one.key in told and one.text.is_blank))


def _is_by_standard(table: Table) -> bool:
    """Whether rows are judged by a 评分标准 and have neither target nor actual value."""
    columns = table.columns.keys()
    return "standard" in columns and not columns & {"target", "actual"}


def _read_tables(grid: Grid, region: Region, year: int | None) -> tuple[list[Table], Rows]:
    """All indicator tables of the form; a form with goal blocks may have a header for each."""
    found = Rows()
    tables: list[Table] = []
    reader: IndicatorReader | None = None
    for index, header in enumerate(region.headers):
        rows = grid.rows_between(header.last_row + 1, region.table_end(index))
        table = read_table(grid, header, rows)
        reader = IndicatorReader(table, year, found, reader)
        reader.read(rows)
        tables.append(table)
    return tables, found


def _headings(grid: Grid, headers: tuple[Header, ...]) -> tuple[str, ...]:
    """The texts of the headers, each once."""
    rows = [row for header in headers for row in range(header.first_row, header.last_row + 1)]
    return tuple(dict.fromkeys(text for row in rows for _, text in grid.texts(row)))


def _headers(grid: Grid, table: Table) -> tuple[tuple[str, CellRef], ...]:
    columns = table.columns
    return tuple((name, grid.ref(columns[name].header)) for name in _HEADERS if name in columns)
