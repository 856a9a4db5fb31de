"""The words of ``words.toml`` ready to use: canonical categories, keys of names, patterns of units."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

import tomli

from xladdin.model.texts import folded, name_key

_POINTS = re.compile(r"\(\d+(\.\d+)?(分|%)?\)")
# 「★指标1：」, 「（2）」, 「3、」 before a name; 「3.15活动」 and 「12345热线」 are names.
_NUMBERING = re.compile(r"^(\s*([★☆*▲※•·]+|指标\d+[:：.、．]?|[(（]\d+[)）]|\d+(、|[.．](?!\d))))+\s*")
_SPACE = re.compile(r"\s+")
_NAMES_CACHED = 8_192


@dataclass(frozen=True, slots=True)
class Apart:
    """A reason for which figures are not added: by dimension, by the text of the unit, or by the indicator's name."""

    dimensions: frozenset[str]
    units: re.Pattern[str] | None
    names: re.Pattern[str] | None
    reason: str


@dataclass(frozen=True, slots=True)
class NearNames:
    """What makes two different names nearly the same (``[near]``)."""

    likeness: float  # 0 to 100
    shortest: int
    fillers: re.Pattern[str]
    telling: frozenset[str]
    measures: frozenset[str]  # telling only where both names have letters of their own


@dataclass(frozen=True, slots=True)
class Places:
    """By what the place before a department's name is recognised (``[regions]``)."""

    name: re.Pattern[str]
    no_places: frozenset[str]


@dataclass(frozen=True, slots=True)
class KindWords:
    """What a kind of forms is called, and by what its forms are put together (``[kinds]``)."""

    name: str
    levels: tuple[str, ...]
    otherwise: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """``words.toml`` with its patterns compiled. ``…_columns``: field → headings; ``kinds``: by their keys."""

    categories: tuple[tuple[str, str, bool], ...]  # word, name, whether it has to be all that is printed
    relative_dimensions: frozenset[str]
    relative_units: frozenset[str]
    relative_names: re.Pattern[str]
    apart: tuple[Apart, ...]
    near: NearNames
    places: Places
    list_columns: dict[str, tuple[str, ...]]
    alias_columns: dict[str, tuple[str, ...]]
    kinds: dict[str, KindWords]


@cache
def words() -> Words:
    """The words, read once."""
    data = tomli.loads(files("xladdin.merge").joinpath("words.toml").read_text(encoding="utf-8"))
    relative, near, regions = data["relative"], data["near"], data["regions"]
    return Words(
        categories=tuple((entry["word"], entry["name"], entry.get("whole", False)) for entry in data["categories"]),
        relative_dimensions=frozenset(relative["dimensions"]),
        relative_units=frozenset(relative["units"]),
        relative_names=re.compile(relative["names"]),
        apart=tuple(
            Apart(
                dimensions=frozenset(entry.get("dimensions", ())),
                units=re.compile(entry["units"]) if "units" in entry else None,
                names=re.compile(entry["names"]) if "names" in entry else None,
                reason=entry["reason"],
            )
            for entry in data["apart"]
        ),
        near=NearNames(
            near["likeness"],
            near["shortest"],
            re.compile("|".join(map(re.escape, near["fillers"]))),
            frozenset(near["telling"]),
            frozenset(near["measures"]),
        ),
        places=Places(re.compile(regions["name"]), frozenset(regions["no_places"])),
        list_columns={field: tuple(headings) for field, headings in data["list_columns"].items()},
        alias_columns={field: tuple(headings) for field, headings in data["alias_columns"].items()},
        kinds={
            key: KindWords(kind["name"], tuple(kind["levels"]), tuple(kind["otherwise"]))
            for key, kind in data["kinds"].items()
        },
    )


@lru_cache(maxsize=_NAMES_CACHED)
def indicator_key(text: str) -> str:
    """``name_key`` of an indicator's name, without the numbering before it."""
    return name_key(unnumbered(text))


def unnumbered(text: str) -> str:
    """A name without the 「★」, 「指标1：」 or 「（2）」 before it."""
    return _NUMBERING.sub("", text) or text


@lru_cache(maxsize=_NAMES_CACHED)
def category_name(text: str) -> str:
    """The canonical 一级指标 of a printed one (产出指标（50分） → 产出指标); an unknown one without its points."""
    printed = label(text)
    for word, name, whole in words().categories:
        if printed == word or (word in printed and not whole):
            return name
    return printed


@lru_cache(maxsize=_NAMES_CACHED)
def label(text: str) -> str:
    """A printed label on one line, without the points behind it."""
    joined = _SPACE.sub("", text)
    return _POINTS.sub("", joined.replace("（", "(").replace("）", ")")).replace("(", "（").replace(")", "）")


@lru_cache(maxsize=_NAMES_CACHED)
def region_of(department: str) -> str:
    """The place that a department's name begins with (宁县信访局 → 宁县); "" where it names none."""
    places = words().places
    found = places.name.match(folded(department))
    if found is None or any(found[0].endswith(word) for word in places.no_places):
        return ""
    return found[0]


def kind_words(kind: str) -> KindWords:
    """Name and levels of a kind; one that the data does not know is put together like projects."""
    known = words().kinds
    return known.get(kind) or KindWords(kind, known["project"].levels, known["project"].otherwise)
