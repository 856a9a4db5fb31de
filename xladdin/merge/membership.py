"""归属: what a form belongs to: its 二级项目, department and region.

The list (名单) has the first word, then the form's own fields; without either the project name is the 二级项目, and
the place that the department's name begins with is the region.
"""

from __future__ import annotations

from fnmatch import fnmatchcase
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from xladdin.merge.totals import percent
from xladdin.merge.words import region_of
from xladdin.model import FormLine
from xladdin.model.texts import name_key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xladdin.merge.aliases import Aliases
    from xladdin.model import FormExtract, ListLine

_PATTERN = "*?["


class Membership:
    """Says of every form what it belongs to, and remembers which lines of the list were met."""

    def __init__(self, listed: Sequence[ListLine], aliases: Aliases) -> None:
        self._aliases = aliases
        self._listed = listed
        self._met: set[int] = set()
        self._by_project: dict[str, list[ListLine]] = {}
        self._other: list[ListLine] = []
        for line in listed:
            if line.project:
                self._by_project.setdefault(name_key(line.project), []).append(line)
            else:
                self._other.append(line)

    @property
    def missing(self) -> tuple[ListLine, ...]:
        """The lines of the list that no form answered to."""
        return tuple(line for line in self._listed if line.line not in self._met)

    def line(self, form: FormExtract, file: str) -> FormLine:
        """The line of 汇总表 of a form of ``file``, without the rows of its funds."""
        own = {"subproject": form.subproject, "department": form.department, "region": form.region}
        for line in self._of(form, file) if self._listed else ():
            self._met.add(line.line)
            own = {name: getattr(line, name) or value for name, value in own.items()}
        standard = self._aliases.standard
        subproject = standard(own["subproject"] or form.project)
        region = standard(own["region"] or region_of(own["department"]))
        return _form_line(form, file, subproject, standard(own["department"]), region)

    def _of(self, form: FormExtract, file: str) -> list[ListLine]:
        """The lines that mean this form, the one that says most precisely which form it means last."""
        lines = [*self._by_project.get(name_key(form.project), ()), *self._other]
        met = [line for line in lines if _means(line, form, file)]
        return sorted(
            met, key=lambda line: (bool(line.file) * 4 + bool(line.project) * 2 + bool(line.unit), -line.line)
        )


def _means(line: ListLine, form: FormExtract, file: str) -> bool:
    if line.project and name_key(line.project) != name_key(form.project):
        return False
    if line.unit and name_key(line.unit) != name_key(form.unit):
        return False
    return not line.file or _is_file(line.file, file)


def _is_file(wanted: str, file: str) -> bool:
    """Whether a file is meant: by its path, the end of its path, its name without ending, or a pattern."""
    wanted = wanted.replace("\\", "/").strip("/")
    if any(sign in wanted for sign in _PATTERN):
        return fnmatchcase(file, wanted) or fnmatchcase(file, f"*/{wanted}")
    path = PurePosixPath(file)
    return f"/{file}".endswith(f"/{wanted}") or f"/{path.with_suffix('')}".endswith(f"/{wanted}")


def _form_line(form: FormExtract, file: str, subproject: str, department: str, region: str) -> FormLine:
    """The line without the rows of the funds."""
    errors, warnings, notes = form.counts
    return FormLine(
        file=file,
        sheet=form.sheet,
        department=department,
        unit=form.unit,
        project=form.project,
        year=form.year,
        scheme=form.scheme.key,
        initial=form.initial,
        budget=form.budget,
        executed=form.executed,
        rate=percent(form.executed, form.budget),
        stated=form.stated,
        due=form.due,
        grade=form.grade,
        errors=errors,
        warnings=warnings,
        notes=notes,
        scheme_name=form.scheme.name,
        subproject=subproject,
        region=region,
        unit_printed=form.unit_printed,
        amount_unit=form.amount_unit,
        scheme_sure=form.scheme_sure,
        stated_cell=form.stated_cell,
    )
