"""Word files for tests: tables with merged cells as offices draw them, out of text tables or of a form in memory."""

import io
from pathlib import Path

from docx import Document
from docx.shared import Pt

SEEDS = Path(__file__).parent.parent / "data" / "seeds"
SEED003 = SEEDS / "003_ningxian_2024.txt"
#: Cells of the 宁县 form that are merged, as (first row, first column, last row, last column) of its table, from 0.
SEED003_MERGES = (
    (0, 1, 0, 7), (1, 3, 1, 7), (2, 0, 2, 7), (7, 0, 8, 0), (7, 1, 7, 3), (7, 4, 7, 7), (8, 1, 8, 3), (8, 4, 8, 7),
    (11, 0, 15, 0), (11, 1, 13, 1), (16, 0, 18, 0), (17, 1, 18, 1), (20, 0, 20, 4), (21, 1, 21, 7),
)  # fmt: skip


def seed003_rows():
    """The rows of the 宁县 table, eight texts each."""
    lines = SEED003.read_text(encoding="utf-8").splitlines()
    first = next(number for number, line in enumerate(lines) if line.startswith("项目名称:"))
    last = next(number for number, line in enumerate(lines) if line.startswith("说明\t"))
    return [(line.split("\t") + [""] * 8)[:8] for line in lines[first : last + 1]]


def add_table(document, rows, merges=()):
    """A table of these rows in a Word document, cells merged."""
    table = document.add_table(rows=len(rows), cols=max(map(len, rows)))
    for line, row in zip(table.rows, rows, strict=True):
        cells = line.cells
        for cell, text in zip(cells, row, strict=False):
            if text:
                cell.text = text
                cell.paragraphs[0].runs[0].font.size = Pt(9)
    for top, left, bottom, right in merges:
        merged = table.cell(top, left).merge(table.cell(bottom, right))
        for paragraph in merged.paragraphs[1:]:
            if not paragraph.text:
                paragraph._element.getparent().remove(paragraph._element)
    return table


def saved(document):
    """The bytes of a document."""
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def word_file(*parts):
    """A Word document of parts: texts are paragraphs, tuples (rows, merges) or lists of rows are tables."""
    document = Document()
    for part in parts:
        if isinstance(part, str):
            document.add_paragraph(part)
        elif isinstance(part, tuple):
            add_table(document, *part)
        else:
            add_table(document, part)
    document.add_paragraph("")  # every program writes one behind a table
    return saved(document)


def rows_of_sheet(sheet):
    """A form's sheet as rows and merges for a Word table; returns (rows, merges)."""
    height = max(row for row, _ in sheet.cells)
    width = max(*(column for _, column in sheet.cells), *(merge.last_column for merge in sheet.merges), 1)
    texts = [[sheet.cells[row, column].text if (row, column) in sheet.cells else "" for column in range(1, width + 1)]
             for row in range(1, height + 1)]  # fmt: skip
    merges = [(m.first_row - 1, m.first_column - 1, m.last_row - 1, m.last_column - 1) for m in sheet.merges]
    return texts, merges
