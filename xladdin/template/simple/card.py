"""The blank project card (项目支出绩效评价报告卡): names, amount, result, then the narratives."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xladdin.template.grid import Span
from xladdin.template.heading import Halves, write_heading
from xladdin.template.notes import write_notes
from xladdin.template.simple.sheet import SimpleForm

if TYPE_CHECKING:
    from typing import Any

    from xladdin.template.blueprint import Blueprint
    from xladdin.template.content import Content
    from xladdin.template.styles import Styles

_WIDTHS = (19.0, 27.0, 20.0, 28.0)
_HALVES = Halves(Span(0, 0), Span(1, 1), Span(2, 2), Span(3, 3))
_NARRATIVE = 126.0  # points of height: five of them and the head fill a page


def write_card(sheet: Any, styles: Styles, blueprint: Blueprint, content: Content) -> None:
    """The card on a sheet, A4 portrait."""
    form = SimpleForm(sheet, styles, blueprint, content, _WIDTHS)
    score = write_heading(form, _HALVES)["score"]
    form.mark_missing(f'{score}<>""')
    sheet.freeze_panes(1, 0)
    form.narratives(_NARRATIVE)
    write_notes(form, Span(0, form.last), sum(_WIDTHS))
    form.finish()
