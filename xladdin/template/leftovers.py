"""未迁移内容: a sheet that lists what the form has no place for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from xladdin.template.canvas import LINE, lines
from xladdin.template.wording import wording

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xladdin.model import Leftover
    from xladdin.template.styles import Styles

#: Widths of the columns in characters; the text is the fourth.
WIDTHS = (16.0, 9.0, 30.0, 60.0, 44.0)
TALLEST = 300.0
LONGEST = 32_767  # characters that a cell holds


def write_leftovers(book: Any, styles: Styles, leftovers: Sequence[Leftover]) -> None:
    """One line each: where it stood, what it was, what it says, why it has no place. All of it is text."""
    words = wording()["leftovers"]
    sheet = book.add_worksheet(words["sheet"])
    for number, width in enumerate(WIDTHS):
        sheet.set_column(number, number, width)
    sheet.merge_range(0, 0, 0, len(WIDTHS) - 1, words["title"], styles["title"])
    sheet.set_row(0, 36)
    for number, header in enumerate(words["headers"]):
        sheet.write_string(1, number, header, styles["header"])
    for row, one in enumerate(leftovers, start=2):
        place = (one.cell.sheet, one.place or str(one.cell)) if one.cell else ("", "")
        # The words of a form's label stand in a phrase, so that no program takes the list for a form.
        texts = (*place, words["label"].format(label=one.label), one.text, one.why)
        for number, text in enumerate(texts):
            sheet.write_string(row, number, text[:LONGEST], styles["listed"])
        count = max(lines(text, width - 2) for text, width in zip(texts, WIDTHS, strict=True))
        sheet.set_row(row, min(LINE * count + 6, TALLEST))
    sheet.freeze_panes(2, 0)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(1)
