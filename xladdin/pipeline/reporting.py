"""The chain of a written report: file → forms → blocks → Word document."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from xladdin import kinds, reader
from xladdin.errors import XladdinError
from xladdin.pipeline.walk import check_file, verify_options

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from xladdin.model import CheckedFile, CheckedForm, CheckOptions, Entry, Workbook
    from xladdin.output.docx import Update


@dataclass(frozen=True, slots=True)
class Reported:
    """What became of one form's report: where it is, which narratives it lacks, what an update did (None: new)."""

    form: CheckedForm
    written: Path
    missing: tuple[str, ...]
    update: Update | None = None


def write_report(
    path: Path, target: Path, options: CheckOptions, *, template: Path | None = None, force: bool = False
) -> Iterator[Reported]:
    """The written report (自评报告) of every form in a file: one .docx at ``target``, several in a folder ``target``.

    A report that was written before is brought up to date; what was changed in it by hand stays, unless ``force``.

    Raises:
        XladdinError: no form in the file, several forms for one .docx, or ``target`` is another document.
    """
    from xladdin.output import docx, writing

    verify_options(options)
    checked = check_file(path, options)
    if not checked.forms:
        raise XladdinError(f"{path}：没有找到自评表，写不了报告。用 xladdin check 看看是什么原因。")
    workbook = reader.read(path)
    for one, place in report_places(checked, target):
        writing.refuse_inputs(place, [path])
        composed = docx.compose(one, kinds.load_kind(one.form.kind), _words_of(workbook))
        update = None
        if place.exists() and not force:
            if not docx.is_ours(place):
                writing.refuse_existing(place, force=False)
            update = docx.update_report(place, composed)
        data = update.data if update else docx.new_report(composed, template)
        writing.write_atomically(place, data, force=force or update is not None)
        yield Reported(one, place, composed.missing, update)


def report_places(checked: CheckedFile, target: Path) -> list[tuple[CheckedForm, Path]]:
    """Where the report of each form goes; XladdinError where several would have one name."""
    from xladdin.output import writing

    if target.suffix.lower() == ".docx":
        if len(checked.forms) > 1:
            sheets = "、".join(one.form.sheet for one in checked.forms)
            raise XladdinError(f"{checked.path} 里有{len(checked.forms)}张自评表（{sheets}），请把 -o 写成一个文件夹。")
        return [(checked.forms[0], target)]
    if target.suffix and not target.is_dir():
        raise XladdinError(f"{target}：报告是Word文档，请把 -o 写成“….docx”，或者一个文件夹。")
    names = writing.CopyNames(target, [checked.path])
    return [(one, names.place(checked.path, ".docx")) for one in checked.forms]


def _words_of(workbook: Workbook) -> Callable[[Entry[str]], str]:
    """The text of a cell as it was typed, line breaks included."""

    def words(entry: Entry[str]) -> str:
        cell = workbook.cell(entry.cell) if entry.cell else None
        if cell is None or not isinstance(cell.value, str) or "".join(cell.value.split()) != "".join(entry.raw.split()):
            return entry.raw
        return cell.value

    return words
