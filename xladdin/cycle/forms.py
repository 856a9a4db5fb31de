"""Which form of the last check comes again in which file: renamed, moved to another sheet, its headings corrected."""

from __future__ import annotations

from collections import defaultdict
from difflib import SequenceMatcher
from pathlib import PureWindowsPath
from typing import TYPE_CHECKING

from xladdin.model import plain

if TYPE_CHECKING:
    from collections.abc import Iterable

    from xladdin.cycle.baseline import PastForm
    from xladdin.model import CheckedFile, SelfEvaluation

#: From this likeness on, two names are one name with a slip corrected.
_ALIKE = 0.7
#: Of a file name that more files have (自评表.xlsx in every folder), only the folder tells which is which.
_MANY = 50
_NAME = "name "


class PastForms:
    """The forms of the last check, each of which comes again at most once."""

    def __init__(self, forms: Iterable[PastForm]) -> None:
        self._free: dict[int, PastForm] = {}
        self._forms: dict[str, list[int]] = defaultdict(list)  # by file, content, identity
        self._files: dict[str, list[int]] = defaultdict(list)  # what was found of files themselves
        for number, form in enumerate(forms):
            self._free[number] = form
            places = self._files if form.identity is None else self._forms
            for place in _places(form.file, form.sha256):
                places[place].append(number)
            if form.identity is not None:
                self._forms[_identity(form.identity.project, form.identity.unit)].append(number)

    def take(self, checked: CheckedFile, form: SelfEvaluation) -> PastForm | None:
        """The form of the last check that this one is, nobody else's from now on; None for a form that is new."""
        project, unit = form.project.raw, form.unit.raw
        sure = [f"content {checked.sha256}", _identity(project, unit)]
        # Without its unit a project is known only where no other form has the name.
        alone = [_identity(project, None)] if self._is_only(project) else []
        for places in (sure, [*_places(str(checked.path)), *alone]):
            ranked = [
                (rank, -number)
                for number in self._free_at(self._forms, places)
                if (rank := self._likeness(self._free[number], checked, form)) is not None
            ]
            if ranked:
                return self._free.pop(-max(ranked)[1])
        return None

    def take_files(self, checked: CheckedFile, forms: Iterable[PastForm]) -> list[PastForm]:
        """What was found of a file itself: of the same file, or of those whose forms have come again in it."""
        path = str(checked.path)
        came = {form.file for form in forms}
        near = [place for file in (path, *came) for place in _places(file)]
        taken = [
            number
            for number in self._free_at(self._files, [*near, f"content {checked.sha256}"])
            if self._free[number].file in came
            or _same_path(self._free[number].file, path)
            or self._free[number].sha256 == checked.sha256 != ""
        ]
        return [self._free.pop(number) for number in taken]

    def left(self) -> tuple[PastForm, ...]:
        """What did not come again."""
        return tuple(self._free.values())

    def _free_at(self, index: dict[str, list[int]], places: Iterable[str]) -> list[int]:
        """Those still free at any of the places; a file name that everybody uses says nothing."""
        found: set[int] = set()
        for place in places:
            numbers = index.get(place, [])
            if len(numbers) <= _MANY or not place.startswith(_NAME):
                found.update(number for number in numbers if number in self._free)
        return sorted(found)

    def _likeness(self, past: PastForm, checked: CheckedFile, form: SelfEvaluation) -> tuple[bool, ...] | None:
        """How sure it is that both are one form, None where they are two."""
        assert past.identity is not None
        was, path = past.identity, str(checked.path)
        project = _compare(was.project, form.project.raw)
        unit = _compare(was.unit, form.unit.raw)
        year = _compare(was.year, str(form.year.value or ""))
        sheet = past.sheet == form.sheet
        content = past.sha256 == checked.sha256 != "" and sheet and project is not False
        here = _same_path(past.file, path)
        named = here or _name(past.file) == _name(path)
        again = project is True and unit is True and year is not False
        alone = project is True and was.unit is None and self._is_only(was.project)
        corrected = named and _is_kin(was.project, form.project.raw) and _is_kin(was.unit, form.unit.raw)
        if project is None:  # one of them does not name it
            corrected = corrected and ((here and sheet) or unit is True)
        if not (content or again or alone or corrected):
            return None
        return (
            content and here,
            content,
            again and here,
            again,
            alone,
            here,
            named,
            project is True,
            unit is True,
            sheet,
        )

    def _is_only(self, project: str) -> bool:
        return len(self._forms.get(_identity(project, None), ())) == 1


def _compare(was: str | None, now: str) -> bool | None:
    """Whether both say the same; None where one of them says nothing."""
    if not was or not now:
        return None
    return plain(was) == plain(now)


def _is_kin(was: str | None, now: str) -> bool:
    """Whether one name may be the other, corrected; a blank one may be any."""
    if not was or not now:
        return True
    one, other = plain(was), plain(now)
    return one in other or other in one or SequenceMatcher(None, one, other).ratio() >= _ALIKE


def _places(file: str, sha256: str = "") -> list[str]:
    """Under what a form can be looked up beside its identity."""
    content = [f"content {sha256}"] if sha256 else []
    return [f"path {place_of(file)}", f"{_NAME}{_name(file)}", *content]


def _identity(project: str, unit: str | None) -> str:
    return f"form {plain(project)}\x1f{'?' if unit is None else plain(unit)}"


def place_of(file: str) -> str:
    """The end of a path, by which a file is known whatever folder it is told from: 填报/a.xlsx."""
    return "/".join(part.casefold() for part in PureWindowsPath(file).parts[-2:])


def _name(file: str) -> str:
    return PureWindowsPath(file).name.casefold()  # knows the separators of both systems


def _same_path(one: str, other: str) -> bool:
    """Whether both mean one file, also when one is told from another folder (填报/a.xlsx, /home/填报/a.xlsx)."""
    short, long = sorted(([part.casefold() for part in PureWindowsPath(file).parts] for file in (one, other)), key=len)
    return short == long or (len(short) > 1 and long[-len(short) :] == short)
