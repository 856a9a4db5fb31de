"""The name of a finding by which a later run knows it again."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from xladdin.model.findings import Finding

_VERSION = "1"
_BY_SHEET = "s"  # no digit of a digest
_SPACE = re.compile(r"\s+")


class FindingKey(NamedTuple):
    """What stays the same of a finding (问题) when a file is checked again, renamed, moved or handed in anew.

    ``file`` is the beginning of the file's SHA-256. ``form`` is a digest of project, unit and year; where the form
    does not name them one of its sheet, with an ``s`` before it. ``cell`` is empty for a fault of the whole form or
    file, ``found`` a digest of what was filled in. Prints as one word without a comma or a quote.
    """

    file: str
    form: str
    code: str
    cell: str
    found: str

    def __str__(self) -> str:
        return ".".join((_VERSION, *self))

    @classmethod
    def parse(cls, text: str) -> FindingKey:
        """The key that was printed as ``text``. Raises ValueError where it is none."""
        version, *parts = text.strip().split(".")
        if version != _VERSION or len(parts) != len(cls._fields):
            raise ValueError(f"no key of a finding: {text!r}")
        return cls(*parts)

    @property
    def form_place(self) -> str:
        """Equal for the keys of findings of one form; a form known by its sheet only is one in this very file."""
        return f"{self.form} {self.file}" if self.form.startswith(_BY_SHEET) else self.form

    def is_same(self, other: FindingKey) -> bool:
        """Whether both mean one finding: in the same form handed in anew, or in the same file under another name."""
        if self[1:] != other[1:]:
            return False
        return self.file == other.file or not self.form.startswith(_BY_SHEET)


def finding_key(
    finding: Finding, sha256: str, project: str = "", unit: str = "", year: int | None = None
) -> FindingKey:
    """The key of a finding in the file with this SHA-256, in the form of this project, unit and year.

    A finding over several files is known by their names, whatever file it is told with.
    """
    form = form_key(finding.sheet, project, unit, year)
    what = [plain(finding.found or "")] if finding.cell else [plain(finding.label), plain(finding.found or "")]
    return FindingKey(
        file=_digest(sorted(finding.files)) if finding.files else sha256[:12],
        form=form,
        code=finding.code,
        cell=str(finding.cell) if finding.cell else "",
        found=_digest(what),
    )


def form_key(sheet: str, project: str, unit: str, year: int | None) -> str:
    """What stays the same of a form: the digest of project, unit and year; of its sheet where it does not say them."""
    if project and unit:
        return _digest([plain(project), plain(unit), str(year or "")])
    return _BY_SHEET + _digest([sheet])


def plain(text: str) -> str:
    """The text without the differences that saving a file in another program makes."""
    return _SPACE.sub("", unicodedata.normalize("NFKC", text))


def _digest(parts: Iterable[str]) -> str:
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "replace")).hexdigest()[:12]
