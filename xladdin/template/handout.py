"""下发: one prefilled workbook for every project of a list."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from xladdin.errors import XladdinError
from xladdin.template.build import build
from xladdin.template.content import AMOUNTS
from xladdin.template.lists import first_headings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from xladdin.model import FormulaWords, Scheme
    from xladdin.template.content import Filled

LONGEST = 70  # characters of a name; three bytes each stay below the 255 that file systems allow

_ILLEGAL = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f]+')
_RESERVED = re.compile(r"(?i)(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?")


def prefill(
    scheme: Scheme,
    words: FormulaWords,
    rows: Iterable[Mapping[str, Filled]],
    kind: str = "project",
    *,
    plain: bool = False,
) -> Iterator[tuple[str, bytes]]:
    """(file name, workbook) for each row: the blank form of the scheme with the row's values filled in.

    ``words`` and ``plain`` are those of ``build``.
    The name is 单位-项目.xlsx, fit for every file system; one that comes again gets a number.

    Raises:
        XladdinError: no form of this kind, or a row with an amount that the form has no column for.
    """
    taken: set[str] = set()
    for row in rows:
        _refuse_unplaced(scheme, row)
        name = _distinct(file_stem(row), taken)
        taken.add(name.casefold())
        yield f"{name}.xlsx", build(scheme, words, kind, row, plain=plain)


def file_stem(row: Mapping[str, Filled]) -> str:
    """单位-项目, without what Windows does not allow in a file name."""
    parts = [str(row[field]) for field in ("unit", "project") if field in row]
    stem = _ILLEGAL.sub("_", "-".join(parts))
    stem = re.sub(r"\s+", " ", stem)[:LONGEST].strip(" .")
    # A leading ~$ would be taken for the lock file of an open workbook, a leading dot for a hidden file.
    stem = stem.lstrip("~$.")
    return f"_{stem}" if not stem or _RESERVED.fullmatch(stem) else stem


def _refuse_unplaced(scheme: Scheme, row: Mapping[str, Filled]) -> None:
    """Nothing of a list is left out in silence."""
    columns = dict(scheme.template.fund_columns)
    for field in AMOUNTS & row.keys():
        if field not in columns:
            raise XladdinError(
                f"方案{scheme.key}的表没有“{first_headings()[field]}”这一栏（有：{'、'.join(columns.values())}）。"
                "请从名单中删去这一栏，或改用其他方案。".replace("\n", "")
            )


def _distinct(stem: str, taken: set[str]) -> str:
    """The stem, numbered where it was given before; Windows does not tell upper from lower case."""
    name, number = stem, 1
    while name.casefold() in taken:
        number += 1
        name = f"{stem}-{number}"
    return name
