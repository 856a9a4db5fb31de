"""下发: one prefilled workbook for every project of a list."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from xladdin.errors import XladdinError
from xladdin.template.build import build
from xladdin.template.content import AMOUNTS, fund_lines
from xladdin.template.lists import first_headings
from xladdin.template.narratives import own_sections
from xladdin.template.sums import computed_amounts
from xladdin.template.wording import wording

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from xladdin.template.blueprint import Blueprint
    from xladdin.template.content import Filled

LONGEST = 70  # characters of a name; three bytes each stay below the 255 that file systems allow

_ILLEGAL = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f]+')
_RESERVED = re.compile(r"(?i)(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?")


def prefill(blueprint: Blueprint, rows: Iterable[Mapping[str, Filled]]) -> Iterator[tuple[str, bytes]]:
    """(file name, workbook) for each row: the blank form with the row's values filled in.

    The name is 单位-项目.xlsx, fit for every file system; one that comes again gets a number.

    Raises:
        XladdinError: a row with something that the form has no place for.
    """
    taken: set[str] = set()
    for row in rows:
        _refuse_unplaced(blueprint, row)
        name = _distinct(file_stem(row), taken)
        taken.add(name.casefold())
        yield f"{name}.xlsx", build(blueprint, row)


def file_stem(row: Mapping[str, Filled]) -> str:
    """单位-项目, without what Windows does not allow in a file name."""
    parts = [str(row[field]) for field in ("unit", "project") if field in row]
    stem = _ILLEGAL.sub("_", "-".join(parts))
    stem = re.sub(r"\s+", " ", stem)[:LONGEST].strip(" .")
    # A leading ~$ would be taken for the lock file of an open workbook, a leading dot for a hidden file.
    stem = stem.lstrip("~$.")
    return f"_{stem}" if not stem or _RESERVED.fullmatch(stem) else stem


def _refuse_unplaced(blueprint: Blueprint, row: Mapping[str, Filled]) -> None:
    """Nothing of a list is left out in silence."""
    places = _places(blueprint)
    for field in first_headings().keys() & row.keys() - places.keys():
        raise XladdinError(
            f"方案{blueprint.scheme.key}的表没有“{first_headings()[field]}”这一栏，或者这一栏由公式计算"
            f"（可以填的有：{'、'.join(places.values())}）。请从名单中删去这一栏，或改用其他方案。".replace("\n", "")
        )


def _places(blueprint: Blueprint) -> dict[str, str]:
    """What of a form can be filled in beforehand: field → what it is called there."""
    scheme, kind = blueprint.scheme, blueprint.kind
    places = {field: label for field, label in kind.fields if field not in {"score", "grade"}}
    places |= {"year": wording()["labels"]["year"]}
    if kind.remarks_by_scheme:
        places |= {field: wording()["labels"][field] for field in ("goal", "achieved")}
    places |= {section.key: section.label for section in own_sections(kind)}
    if kind.has_indicators and "total" not in computed_amounts(fund_lines(scheme.fund_rows)):
        places |= {field: header for field, header in scheme.template.fund_columns if field in AMOUNTS}
    return places


def _distinct(stem: str, taken: set[str]) -> str:
    """The stem, numbered where it was given before; Windows does not tell upper from lower case."""
    name, number = stem, 1
    while name.casefold() in taken:
        number += 1
        name = f"{stem}-{number}"
    return name
