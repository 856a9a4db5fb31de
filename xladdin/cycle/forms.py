"""Which form of the last check comes again in which file: renamed, moved to another sheet, its headings corrected."""

from __future__ import annotations

from collections import defaultdict
from difflib import SequenceMatcher
from pathlib import PureWindowsPath
from typing import TYPE_CHECKING

from xladdin.model import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from xladdin.cycle.baseline import PastForm
    from xladdin.model import CheckedFile, SelfEvaluation

#: From this likeness on, two names are one name with a slip corrected.
_ALIKE = 0.7


class PastForms:
    """The forms of the last check, each of which comes again at most once."""

    def __init__(self, forms: Iterable[PastForm]) -> None:
        self._free: dict[int, PastForm] = {}
        self._places: dict[str, list[int]] = defaultdict(list)
        for number, form in enumerate(forms):
            self._free[number] = form
            for place in _places(form.file, form.sha256, form.identity.project if form.identity else ""):
                self._places[place].append(number)

    def take(self, checked: CheckedFile, form: SelfEvaluation) -> PastForm | None:
        """The form of the last check that this one is, nobody else's from now on; None for a form that is new."""
        ranked = [
            (rank, -number)
            for number, past in self._near(checked, form.project.raw)
            if past.identity is not None and (rank := self._likeness(past, checked, form)) is not None
        ]
        return self._free.pop(-max(ranked)[1]) if ranked else None

    def take_files(self, checked: CheckedFile, forms: Iterable[PastForm]) -> list[PastForm]:
        """What was found of a file itself: of the same file, or of those whose forms have come again in it."""
        files = {form.file for form in forms}
        numbers = {number for file in files for number in self._places.get(_file(file), ())}
        own = {
            number
            for number, past in self._near(checked, "")
            if _same_path(past.file, str(checked.path)) or (past.sha256 and past.sha256 == checked.sha256)
        }
        taken = [
            number
            for number in sorted(numbers | own)
            if number in self._free
            and self._free[number].identity is None
            and (self._free[number].file in files or number in own)
        ]
        return [self._free.pop(number) for number in taken]

    def left(self) -> tuple[PastForm, ...]:
        """What did not come again."""
        return tuple(self._free.values())

    def _near(self, checked: CheckedFile, project: str) -> Iterator[tuple[int, PastForm]]:
        """Those still free that share file name, content or project."""
        near = {
            number
            for place in _places(str(checked.path), checked.sha256, project)
            for number in self._places.get(place, ())
        }
        for number in sorted(near):
            if number in self._free:
                yield number, self._free[number]

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
        # Without its unit a project is known only where no other form has the name.
        alone = project is True and was.unit is None and self._is_only(was.project)
        corrected = named and _is_kin(was.project, form.project.raw) and _is_kin(was.unit, form.unit.raw)
        nameless = (here and sheet) or (named and unit is True)
        if corrected and not (was.project and form.project.raw) and not (project is None and nameless):
            corrected = False
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
        return len(self._places.get(_project(project), ())) == 1


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


def _places(file: str, sha256: str, project: str) -> Iterator[str]:
    """Under what a form can be looked up."""
    yield _file(file)
    if sha256:
        yield f"content {sha256}"
    if project:
        yield _project(project)


def _file(file: str) -> str:
    return f"file {_name(file)}"


def _project(project: str) -> str:
    return f"project {plain(project)}"


def _name(file: str) -> str:
    return PureWindowsPath(file).name.casefold()  # knows the separators of both systems


def _same_path(one: str, other: str) -> bool:
    """Whether both mean one file, also when one is told from another folder (填报/a.xlsx, /home/填报/a.xlsx)."""
    short, long = sorted(([part.casefold() for part in PureWindowsPath(file).parts] for file in (one, other)), key=len)
    return short == long or (len(short) > 1 and long[-len(short) :] == short)
