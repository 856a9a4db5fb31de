"""检查结果: a sheet with a line for each finding and a jump to its cell, as the text of a worksheet part."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple
from xml.sax.saxutils import escape

from xladdin.model import CheckedFile, Finding, FindingLine, Severity, column_letters
from xladdin.model.marks import INDEX_TITLE
from xladdin.output.escaping import escaped
from xladdin.output.findings_lines import file_lines
from xladdin.output.findings_sheet import NOTHING
from xladdin.output.findings_text import places
from xladdin.output.marked.colours import plain_shade, solid_fill
from xladdin.output.patch import StylesPart, address, main_namespace
from xladdin.output.sheets.styles import width_of
from xladdin.output.words import SEVERITY_WORDS, VERDICT_SENTENCES

_HEADINGS = ("序号", "级别", "工作表", "单元格", "栏目", "填的是什么", "应为", "问题", "怎么改", "编号")
_WIDTHS = (6, 7, 14, 10, 18, 18, 16, 44, 34, 9)
_RECORDS = len(_HEADINGS) + 2  # a hidden column, behind an empty one
_LONGEST = 32_767  # characters in a cell
_TITLE_HEIGHT, _HIGHEST = 26, 400  # points
_QUOTES = {'"': "&quot;", "\n": "&#10;"}

_NOTICE = (
    "有问题的单元格按级别涂了底色并加了批注，点“单元格”一栏可以跳过去。"
    "改好后可照常报送：再次检查时，本页和底色、批注都不算内容。"
)
_BORDER = "".join(
    f'<{side} style="thin"><color rgb="FFA6A6A6"/></{side}>' for side in ("left", "right", "top", "bottom")
)
_FAMILY = '<name val="宋体"/><family val="3"/><charset val="134"/>'
_WRAPPED = 'vertical="center" wrapText="1"'
_CENTRED = 'horizontal="center" vertical="center" wrapText="1"'

_Cell = tuple[int, int, str]  # column, style, text


class Index(NamedTuple):
    """What the sheet says: the findings, what is to be known of the copy, and which shade stands for which fill."""

    checked: CheckedFile
    notes: Sequence[str]
    records: Sequence[str]


class _Looks(NamedTuple):
    """The numbers of the styles of the sheet."""

    title: int
    notice: int
    heading: int
    text: int
    centre: int
    link: int
    severity: dict[Severity, int]


def index_xml(index: Index, styles: StylesPart, *, strict: bool) -> bytes:
    """The worksheet part; its styles are added to ``styles``."""
    looks = _looks(styles)
    rows: list[list[_Cell]] = [[(1, looks.title, INDEX_TITLE)]]
    rows += [[(1, looks.notice, text)] for text in (VERDICT_SENTENCES[index.checked.verdict], _NOTICE, *index.notes)]
    rows.append([(column, looks.heading, text) for column, text in enumerate(_HEADINGS, 1)])
    head = len(rows)
    links = []
    for number, line in enumerate(file_lines(index.checked), 1):
        rows.append(_cells(number, line, looks))
        links += _link(len(rows), line.finding)
    rows += [[] for _ in range(len(index.records) - len(rows))]
    for row, record in zip(rows, index.records, strict=False):
        row.append((_RECORDS, 0, record))
    return _worksheet(rows, links, head, strict=strict).encode()


def _cells(number: int, line: FindingLine, looks: _Looks) -> list[_Cell]:
    finding = line.finding
    values = (
        (looks.centre, str(number)),
        (looks.severity[finding.severity], SEVERITY_WORDS[finding.severity]),
        (looks.text, line.sheet),
        (looks.link if finding.cell else looks.centre, places(finding) or "—"),
        (looks.text, finding.label),
        (looks.text, NOTHING if finding.found == "" else finding.found or ""),
        (looks.text, finding.expected or ""),
        (looks.text, finding.message),
        (looks.text, finding.do),
        (looks.centre, finding.code),
    )
    return [(column, style, text) for column, (style, text) in enumerate(values, 1)]


def _row(number: int, cells: Sequence[_Cell], head: int) -> str:
    """A row with every text as a text, so that none is ever a formula.

    Rows of findings get the height that shows their texts: not every program works it out when it opens the file.
    """
    content = "".join(_cell(number, column, style, text[:_LONGEST]) for column, style, text in cells)
    height = f' ht="{_height(cells)}" customHeight="1"' if number == 1 or number > head else ""
    return f'<row r="{number}"{height}>{content}</row>'


def _cell(row: int, column: int, style: int, text: str) -> str:
    """A cell with its text; a list of thousands of findings is made of these."""
    if not text:
        return f'<c r="{column_letters(column)}{row}" s="{style}"/>'
    content = f'<is><t xml:space="preserve">{escaped(text)}</t></is>'
    return f'<c r="{column_letters(column)}{row}" s="{style}" t="inlineStr">{content}</c>'


def _height(cells: Sequence[_Cell]) -> int:
    """In points."""
    if len(cells) < len(_WIDTHS):
        return _TITLE_HEIGHT
    lines = (
        sum(-(-max(width_of(part), 1) // (width - 2)) for part in text.split("\n"))
        for width, (_, _, text) in zip(_WIDTHS, cells, strict=False)
    )
    return min(max(lines) * 13 + 6, _HIGHEST)


def _link(row: int, finding: Finding) -> list[str]:
    if finding.cell is None:
        return []
    sheet = finding.cell.sheet.replace("'", "''")
    target = escape(f"'{sheet}'!{finding.cell}", _QUOTES)
    return [f'<hyperlink ref="{address(row, 4)}" location="{target}" display="{finding.cell}"/>']


def _worksheet(rows: Sequence[Sequence[_Cell]], links: Sequence[str], head: int, *, strict: bool) -> str:
    """The part's elements in the order of the schema."""
    data = "".join(_row(number, cells, head) for number, cells in enumerate(rows, 1))
    columns = "".join(
        f'<col min="{number}" max="{number}" width="{width}" customWidth="1"/>'
        for number, width in enumerate(_WIDTHS, 1)
    )
    columns += f'<col min="{_RECORDS}" max="{_RECORDS}" width="9" hidden="1" customWidth="1"/>'
    jumps = f"<hyperlinks>{''.join(links)}</hyperlinks>" if links else ""
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<worksheet xmlns="{main_namespace(strict=strict)}">'
        '<sheetPr><tabColor rgb="FFC00000"/><pageSetUpPr fitToPage="1"/></sheetPr>'
        '<sheetViews><sheetView showGridLines="0" workbookViewId="0">'
        f'<pane ySplit="{head}" topLeftCell="A{head + 1}" activePane="bottomLeft" state="frozen"/>'
        '<selection pane="bottomLeft"/></sheetView></sheetViews>'
        f'<sheetFormatPr defaultRowHeight="15"/><cols>{columns}</cols><sheetData>{data}</sheetData>{jumps}'
        '<pageMargins left="0.4" right="0.4" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>'
        '<pageSetup paperSize="9" fitToHeight="0" orientation="landscape"/>'
        "<headerFooter><oddFooter>&amp;C第&amp;P页，共&amp;N页</oddFooter></headerFooter></worksheet>"
    )


def _looks(styles: StylesPart) -> _Looks:
    plain = f'<sz val="10"/>{_FAMILY}'
    shades = {severity: solid_fill(plain_shade(severity)) for severity in Severity}
    return _Looks(
        title=styles.add_style(f'<b/><sz val="16"/>{_FAMILY}', alignment='vertical="center"'),
        notice=styles.add_style(f'<sz val="10"/><color rgb="FF404040"/>{_FAMILY}', alignment='vertical="center"'),
        heading=styles.add_style(f'<b/><sz val="10"/>{_FAMILY}', solid_fill("D9E2F3"), _BORDER, _CENTRED),
        text=styles.add_style(plain, "", _BORDER, _WRAPPED),
        centre=styles.add_style(plain, "", _BORDER, _CENTRED),
        link=styles.add_style(f'<u/><sz val="10"/><color rgb="FF0563C1"/>{_FAMILY}', "", _BORDER, _CENTRED),
        severity={key: styles.add_style(plain, shade, _BORDER, _CENTRED) for key, shade in shades.items()},
    )
