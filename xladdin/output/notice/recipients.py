"""Who gets a notice (退回通知) and for what: the forms of a check, gathered by the unit that filled them in."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from xladdin.model import DASHES, Severity
from xladdin.output.findings_text import reading_order

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from xladdin.model import CheckedFile, Finding, SelfEvaluation

_SPACE = re.compile(r"\s+")
#: The tool's own failure: nothing that a unit could put right.
_OWN_FAULT = "W901"
#: Findings over several files that a unit can do something about: the same project twice, two spellings of its name,
#: texts copied from others. Which schemes and years lie in one folder, and who has not reported, is not its matter.
_FOR_UNITS = frozenset({"B101", "B102", "B106"})


@dataclass(frozen=True, slots=True)
class FormReturn:
    """A form with what is to be put right and what is to be confirmed, each from the top of the sheet to its end.

    ``sheet`` is empty for findings about a whole file.
    """

    file: str
    sheet: str
    project: str
    year: int | None
    errors: tuple[Finding, ...]
    warnings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Notice:
    """What one unit (实施单位) is told; ``unit`` and ``department`` are empty where its forms do not name them.

    ``several`` are findings over several files, some of them of this unit.
    """

    unit: str
    department: str
    forms: tuple[FormReturn, ...]
    several: tuple[Finding, ...] = ()

    @property
    def name(self) -> str:
        """The unit, else the department, else the file."""
        return self.unit or self.department or Path(self.forms[0].file).name

    @property
    def is_unnamed(self) -> bool:
        """Whether the forms name neither unit nor department, so that the file's name stands for them."""
        return not (self.unit or self.department)

    @property
    def errors(self) -> int:
        """How many findings must be put right."""
        return sum(len(form.errors) for form in self.forms) + _count(self.several, Severity.ERROR)

    @property
    def warnings(self) -> int:
        """How many findings are to be confirmed."""
        return sum(len(form.warnings) for form in self.forms) + _count(self.several, Severity.WARNING)


class UnreadFile(NamedTuple):
    """A file from which no form came out, and why."""

    file: str
    why: str
    do: str


class _Key(NamedTuple):
    unit: str
    department: str
    file: str  # where neither of them is filled in


@dataclass(slots=True)
class _Group:
    unit: str
    department: str
    forms: list[FormReturn] = field(default_factory=list)


class Recipients:
    """The units of a check, gathered file by file; of clean forms only the place is kept."""

    def __init__(self) -> None:
        self._groups: dict[_Key, _Group] = {}
        self._of_file: dict[str, list[_Key]] = {}
        self.unread: list[UnreadFile] = []
        self.failed: list[str] = []  # files on which the tool itself failed

    def add(self, checked: CheckedFile) -> None:
        """One file."""
        file = str(checked.path)
        if any(finding.code == _OWN_FAULT for finding in checked.findings):
            self.failed.append(file)
            return
        if not checked.readable or not checked.forms:
            told = sorted(checked.findings, key=reading_order)[:1]
            self.unread += [UnreadFile(file, finding.message, finding.do) for finding in told]
            return
        about_file = list(checked.findings)
        for one in checked.forms:
            own = [finding for finding in about_file if len(checked.forms) == 1 or finding.sheet == one.form.sheet]
            about_file = [finding for finding in about_file if finding not in own]
            key = self._group(file, one.form)
            form = _returned(file, one.form.sheet, one.form, [*own, *one.findings])
            if form.errors or form.warnings:
                self._groups[key].forms.append(form)
        rest = _returned(file, "", None, about_file)
        if rest.errors or rest.warnings:
            for key in dict.fromkeys(self._of_file[file]):
                self._groups[key].forms.append(rest)

    def notices(self, batch: Iterable[Finding] = (), *, warnings: bool = False) -> Iterator[Notice]:
        """The notices in the order of departments and units as they came; ``batch``: findings over several files.

        A unit without errors gets none, unless ``warnings`` asks for those with something to confirm.
        """
        self._join_forms_without_department()
        several = self._over_files(batch)
        for key, group in self._groups.items():
            notice = Notice(group.unit, group.department, tuple(group.forms), tuple(several.get(key, ())))
            if notice.errors or (warnings and notice.warnings):
                yield notice

    def _over_files(self, batch: Iterable[Finding]) -> dict[_Key, list[Finding]]:
        """The findings over several files by unit, each with the files of that unit alone."""
        several: dict[_Key, list[Finding]] = {}
        for finding in sorted(batch, key=reading_order):
            own: dict[_Key, list[str]] = {}
            for file in finding.files if finding.code in _FOR_UNITS and finding.severity is not Severity.NOTE else ():
                for key in dict.fromkeys(self._of_file.get(file, ())):
                    own.setdefault(key, []).append(file)
            for key, files in own.items():
                several.setdefault(key, []).append(replace(finding, files=tuple(files)))
        return several

    def _group(self, file: str, form: SelfEvaluation) -> _Key:
        unit, department = _name(form.unit.raw), _name(form.department.raw)
        key = _Key(_plain(unit), _plain(department), "" if unit or department else file)
        self._groups.setdefault(key, _Group(unit, department))
        self._of_file.setdefault(file, []).append(key)
        return key

    def _join_forms_without_department(self) -> None:
        """A form that leaves the department out belongs to the only department under which the unit is known."""
        for key in [key for key in self._groups if key.unit and not key.department]:
            known = [other for other in self._groups if other.unit == key.unit and other.department]
            if len(known) == 1:
                self._groups[known[0]].forms += self._groups.pop(key).forms
                for keys in self._of_file.values():
                    keys[:] = [known[0] if one == key else one for one in keys]


def _returned(file: str, sheet: str, form: SelfEvaluation | None, findings: Sequence[Finding]) -> FormReturn:
    ordered = sorted(findings, key=reading_order)
    return FormReturn(
        file=file,
        sheet=sheet,
        project=_name(form.project.raw) if form else "",
        year=form.year.value if form else None,
        errors=tuple(finding for finding in ordered if finding.severity is Severity.ERROR),
        warnings=tuple(finding for finding in ordered if finding.severity is Severity.WARNING),
    )


def _name(raw: str) -> str:
    text = _SPACE.sub(" ", raw).strip()
    return "" if text in DASHES else text


def _plain(name: str) -> str:
    """Without the differences of typing that make no other unit."""
    return _SPACE.sub("", unicodedata.normalize("NFKC", name))


def _count(findings: Iterable[Finding], severity: Severity) -> int:
    return sum(finding.severity is severity for finding in findings)
