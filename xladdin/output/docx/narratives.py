"""The clerk's own words (文字栏) of a form, for the section of the report they belong to."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from xladdin.model import Entry, Section, SelfEvaluation

    Words = Callable[[Entry[str]], str]

#: Narratives that every form has a field for.
_FIELDS = {"goal": "goal", "achieved": "achieved"}
_NOT_WORDS = re.compile(r"[\s:：（）()、]+")


def narrative(form: SelfEvaluation, section: Section, words: Words) -> tuple[str, ...]:
    """The paragraphs that the clerk wrote for a section, word for word; empty where nothing was written.

    ``words`` gives the text of a cell with its line breaks.
    """
    found = _entry(form, section)
    if found is None or found.is_blank:
        return ()
    return tuple(line.strip() for line in words(found).splitlines() if line.strip())


def _entry(form: SelfEvaluation, section: Section) -> Entry[str] | None:
    for own in form.narratives:
        if own.key == section.key:
            return own.text
    if section.key in _FIELDS:
        entry: Entry[str] = getattr(form, _FIELDS[section.key])
        return entry
    wanted = {_plain(word) for word in (section.label, *section.words)}
    return next((remark.text for remark in form.remarks if _plain(remark.label) in wanted), None)


def _plain(label: str) -> str:
    return _NOT_WORDS.sub("", unicodedata.normalize("NFKC", label))
