"""Which kind of form (表种) a report is about, and which of its headings name the narratives of that kind."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from xladdin.model import Kind, Report
from xladdin.report.contents.headings import KeyOf, heading_of
from xladdin.report.contents.lexicon import bare, lists

_SHORTEST = 3  # characters of a word that counts as part of a longer heading
_FEWEST = 3  # narratives by which a report without a title is known


def kind_of(report: Report, kinds: Iterable[Kind]) -> Kind | None:
    """The kind of a report: by its labels, its title, else by the narratives that it has; None where that is open."""
    known = {kind.key: kind for kind in kinds}
    card = lists()["card"]
    styles = re.compile(f"^(?:{'|'.join(lists()['headings']['styles'])})")
    leads = (re.split("[:：]", one.text, maxsplit=1)[0].strip() for one in report.document.paragraphs)
    labels = {bare(styles.sub("", lead)) for lead in leads}
    if all(any(bare(word) in labels for word in words) for words in card["labels"]):
        return known.get(card["kind"])
    if kind := _titled(report, known):
        return kind
    if report.kind:
        return known.get(lists()["kinds"].get(report.kind, ""))
    counts = {key: len(_keys(report, kind)) for key, kind in known.items()}
    most = max(counts.values(), default=0)
    best = [key for key, count in counts.items() if count == most]
    return known[best[0]] if most >= _FEWEST and len(best) == 1 else None


def _titled(report: Report, known: dict[str, Kind]) -> Kind | None:
    """The kind whose own words stand in the title, for kinds that words.toml does not name."""
    others = [
        kind for key, kind in known.items() if key not in lists()["kinds"].values() and key != lists()["card"]["kind"]
    ]
    title = bare(report.title)
    return next((kind for kind in others if any(bare(word) in title for word in kind.title_words)), None)


def _keys(report: Report, kind: Kind) -> set[str]:
    key_of = section_of(kind)
    found = (heading_of(one.text, key_of) for one in report.document.paragraphs)
    return {key for heading in found if heading and (key := key_of(heading.words, True))}


@lru_cache(maxsize=32)
def section_of(kind: Kind) -> KeyOf:
    """Tells the narrative of a kind that a heading names; of a larger heading a part that names only one will do."""
    exact: dict[str, str] = {}
    for section in kind.sections:
        exact.setdefault(bare(section.label), section.key)
    for section in kind.sections:
        for word in section.words:
            exact.setdefault(bare(word), section.key)

    for key, words_of_all in lists()["sections"].items():
        if any(section.key == key for section in kind.sections):
            for word in words_of_all:
                exact.setdefault(bare(word), key)

    def key_of(words: str, is_large: bool) -> str:
        plain = bare(words)
        if plain in exact or not is_large:
            return exact.get(plain, "")
        held = {word: key for word, key in exact.items() if len(word) > _SHORTEST and word in plain}
        for keys in ({key for word, key in held.items() if plain.endswith(word)}, set(held.values())):
            if len(keys) == 1:
                return keys.pop()
        return ""

    return key_of
