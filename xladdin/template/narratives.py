"""The narratives (文字栏) of a form: a row each, label and text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xladdin.template import paper, validation

if TYPE_CHECKING:
    from collections.abc import Iterable

    from xladdin.model import Kind, Section
    from xladdin.template.canvas import Canvas
    from xladdin.template.grid import Span


def own_sections(kind: Kind, *, above: bool | None = None) -> tuple[Section, ...]:
    """The narratives that the kind itself prints; ``above``: only those above the table, or only those below it."""
    if kind.remarks_by_scheme:
        return ()
    return tuple(section for section in kind.sections if above in {None, section.above})


def write_narratives(canvas: Canvas, sections: Iterable[Section], label: Span, text: Span, least: float) -> None:
    """One row for every section; ``least``: height of an empty row."""
    for section in sections:
        canvas.put(label, section.label, "label")
        given = canvas.content.narratives.get(section.key, "")
        place = canvas.put(text, given, "long text")
        canvas.validate(place, validation.narrative(section))
        height = max(least, paper.text_height(given, canvas.width(text)))
        canvas.next_row(max(height, paper.label_height(section.label, canvas.width(label))))
