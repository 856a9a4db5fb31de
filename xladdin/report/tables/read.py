"""A file → its paragraphs and its tables as sheets."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from xladdin.model import Tabulated, Workbook
from xladdin.report.reading.files import load_blocks, read_document
from xladdin.report.tables.items import Item, items_of
from xladdin.report.tables.lexicon import is_like
from xladdin.report.tables.lines import items_of_text
from xladdin.report.tables.sheets import draw
from xladdin.report.tables.stacks import find_stacks

#: Rows of the longest table that may be a form.
MOST_ROWS = 3_000


def read_tables(path: Path) -> Tabulated:
    """The tables of a .docx, .doc or text file as sheets 表1, 表2 …; never raises for a bad file.

    Tables that go on on the next page, or that make one form, share a sheet. Texts are told as they are printed; what
    they mean is not asked. A file that cannot be read gives a document with a fault.
    """
    loaded = load_blocks(path)
    document = read_document(path, loaded)
    if not loaded.faults and any(text.strip() for block in loaded.blocks for row in block.rows for text in row):
        document = replace(document, faults=())  # cells of a form are too short for the paragraphs of a report
    if document.faults:
        return Tabulated(document, Workbook(path))
    spread = 0
    if loaded.text:
        items, spread = items_of_text(loaded.text)
    else:
        items = items_of(loaded.blocks)
    found = find_stacks(items)
    stacks = [stack for stack in found if stack.rows <= MOST_ROWS]
    drawn = [draw(stack) for stack in stacks]
    return Tabulated(
        document=document,
        workbook=Workbook(path, tuple(one.sheet for one in drawn), sha256=document.sha256),
        places={key: place for one in drawn for key, place in one.places.items()},
        joined=() if loaded.text else tuple(_names(stack.tables) for stack in stacks if len(stack.tables) > 1),
        spread=spread,
        oversized=tuple((_names(stack.tables), stack.rows) for stack in found if stack.rows > MOST_ROWS),
        furniture=frozenset(item.text for item in items if not item.rows and is_like("furniture", item.text)),
    )


def _names(tables: list[Item]) -> str:
    return "、".join(one.name for one in tables)
