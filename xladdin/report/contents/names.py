"""Names of a report: 「标签：内容」 lines and what the title tells of the unit."""

from __future__ import annotations

import re

from xladdin.model import Origin, Report
from xladdin.report.contents.lexicon import bare, lists
from xladdin.report.figures.scan import half_width

_LONGEST = 60  # characters of a name
_FRONT = 12  # paragraphs among which a cover names the unit


def labelled(report: Report) -> dict[str, tuple[int, str, str]]:
    """Field → paragraph, text, sentence of every 「标签：内容」 line; the first of each counts."""
    wanted = {bare(label): field for field, labels in lists()["fields"].items() for label in labels}
    found: dict[str, tuple[int, str, str]] = {}
    for paragraph in report.document.paragraphs:
        if paragraph.origin is Origin.FOOTNOTE:
            continue
        label, colon, text = half_width(paragraph.text).partition(":")
        field = wanted.get(bare(label))
        # The text itself is taken as printed: half-width signs only help to find the colon.
        own = re.split("[:：]", paragraph.text, maxsplit=1)[-1].strip()
        if colon and field and text.strip() and len(own) <= _LONGEST:
            found.setdefault(field, (paragraph.number, own, paragraph.text))
    return found


def unit_of_title(report: Report) -> tuple[int, str, str] | None:
    """The unit that the title begins with, with the paragraph of the title."""
    match = re.match(lists()["title"]["unit"], report.title)
    if match is None:
        return None
    paragraph = title_paragraph(report)
    return paragraph, match["unit"], report.title


def year_below_title(report: Report) -> tuple[int, str, str] | None:
    """The year of a line of its own near the title, where the title names none: 「（2023年度）」."""
    for one in report.document.paragraphs[:_FRONT]:
        if match := re.fullmatch(lists()["title"]["year"], half_width(one.text).strip()):
            return one.number, match["year"], one.text
    return None


def title_paragraph(report: Report) -> int:
    """The number of the paragraph with which the title begins; 1 where there is none."""
    title = "".join(report.title.split())
    for one in report.document.paragraphs[:_FRONT]:
        plain = "".join(half_width(one.text).split())
        if plain and title.startswith(plain) and len(plain) > 2:
            return one.number
    return 1
