"""Checked files of every kind, read from text tables as they stand in tests/layouts."""

from __future__ import annotations

from pathlib import Path

from xladdin import checks, kinds, schemes, scoring
from xladdin.demo import to_workbook
from xladdin.form import find_forms
from xladdin.merge import MergeState, finish, settings
from xladdin.model import CheckedFile, CheckedForm, Digest, Finding, Summary

LAYOUTS = Path("tests/layouts")


def layout(name: str, *changes: tuple[str, str]) -> str:
    """The text of a layout with words replaced."""
    text = (LAYOUTS / f"{name}.txt").read_text("utf-8")
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    return text


def checked(path: str, text: str, *findings: Finding) -> CheckedFile:
    """A file that holds what the text table says; ``findings`` are those of each of its forms."""
    forms = []
    for one in find_forms(to_workbook(text, path), kinds.all_kinds()):
        choice = schemes.choose(one, None)
        forms.append(CheckedForm(one, choice, scoring.recalculate(one, choice.scheme), findings))
    assert forms
    return CheckedFile(Path(path), f"sha of {path}", tuple(forms), ())


def state_of(*files: CheckedFile) -> MergeState:
    state = MergeState()
    for file in files:
        state.add(file, scoring.score_indicator, digests=[_digest(file, form) for form in file.forms])
    return state


def _digest(file: CheckedFile, checked: CheckedForm) -> Digest:
    form = checked.form
    fields = (form.project.raw, form.department.raw, form.unit.raw, form.year.value)
    amounts = checks.printed_amounts(form, checked.choice.scheme.amount_unit)
    key = checked.choice.scheme.key
    return Digest(str(file.path), file.sha256, form.sheet, *fields, key, kind=form.kind, amounts=amounts)


def result(state: MergeState, **options: object) -> Summary:
    return finish(
        state,
        settings(**options),  # type: ignore[arg-type]
        score=scoring.score_indicator,
        common=scoring.common_due,
        kinds=kinds.all_kinds(),
    )


def merge(*files: CheckedFile, **options: object) -> Summary:
    return result(state_of(*files), **options)
