"""The chain of a check with reports: every form gets the findings of the report that belongs to it."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from xladdin import report
from xladdin.errors import XladdinError
from xladdin.pipeline.comparing import compare_forms, read_report

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from xladdin.model import CheckedFile, CheckedForm, CheckOptions, Report, SelfEvaluation

ENDINGS = frozenset({".docx", ".doc", ".txt"})


def find_reports(paths: Iterable[Path]) -> list[Path]:
    """The reports that are meant: files, and what lies in folders under the endings of a report.

    Raises:
        XladdinError: a folder without a report.
    """
    found: list[Path] = []
    for path in paths:
        inside = sorted(_walk(path)) if path.is_dir() else [path]
        if not inside:
            raise XladdinError(f"“{path}”里没有报告文件（.docx、.doc、.txt）。请核对路径。")
        found += inside
    return list(dict.fromkeys(found))


def _walk(folder: Path) -> Iterator[Path]:
    """The reports below a folder, and folders that must not be opened: their reading says what is wrong."""
    closed: list[OSError] = []
    for root, folders, names in os.walk(folder, onerror=closed.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in names:
            path = Path(root) / name
            if path.suffix.lower() in ENDINGS and not name.startswith((".", "~$")):
                yield path
    yield from (Path(error.filename) for error in closed)


class Companions:
    """Reports beside many forms, paired by project and unit; a report may belong to one form only.

    ``alone``: there is but one file to check, and the one report belongs to it whatever its name.
    """

    def __init__(self, paths: list[Path], options: CheckOptions, *, alone: bool) -> None:
        self._options = options
        self._alone = alone and len(paths) == 1
        self._waiting: dict[Path, Report] = {}
        self._taken: list[tuple[Path, SelfEvaluation]] = []
        self.pairs: list[tuple[Path, Path]] = []  # report, file of the form
        self.unread: list[str] = []
        for path in paths:
            try:
                self._waiting[path] = read_report(path)
            except XladdinError as fault:
                if len(paths) == 1:
                    raise
                self.unread.append(str(fault))

    @property
    def unpaired(self) -> tuple[Path, ...]:
        """The reports for which no form came."""
        return tuple(self._waiting)

    def rival(self, path: Path) -> Path | None:
        """The report that was taken for the form to which an unpaired one belongs, too."""
        left = self._waiting[path]
        return next((taken for taken, form in self._taken if report.belongs(left, form)), None)

    def beside(self, checked: CheckedFile) -> CheckedFile:
        """The file with the findings of its forms' reports."""
        if not self._waiting or not checked.forms:
            return checked
        return replace(checked, forms=tuple(self._with_report(checked, one) for one in checked.forms))

    def _with_report(self, checked: CheckedFile, form: CheckedForm) -> CheckedForm:
        path = self._find(checked, form)
        if path is None:
            return form
        found = compare_forms(self._waiting.pop(path), checked.path, (form,), self._options)
        self._taken.append((path, form.form))
        self.pairs.append((path, checked.path))
        return replace(form, findings=(*form.findings, *found.findings))

    def _find(self, checked: CheckedFile, form: CheckedForm) -> Path | None:
        if not self._waiting:
            return None
        if self._alone:
            (path,) = self._waiting
            fits = max(checked.forms, key=lambda one: report.nearness(self._waiting[path], one.form))
            return path if fits is form else None
        fitting = [path for path, one in self._waiting.items() if report.belongs(one, form.form)]
        return max(fitting, key=lambda path: report.nearness(self._waiting[path], form.form), default=None)
