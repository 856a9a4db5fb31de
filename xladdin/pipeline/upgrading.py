"""The chain of a move (迁移): file → forms → scheme → blank form filled → read back."""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from xladdin import form, kinds, reader, schemes, template
from xladdin.errors import OutputError, XladdinError
from xladdin.model import Entry, Leftover, SheetState
from xladdin.pipeline.blanks import blueprint

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from xladdin.model import FilledForm, SchemeChoice, SelfEvaluation, Workbook

log = logging.getLogger("xladdin")

ENDING = ".xlsx"
LONG_ENOUGH = 300.0  # seconds to work out the formulas of a form of ours, on a busy computer too
_OTHER_ENDINGS = frozenset({".xls", ".xlsm", ".et", ".ods", ".csv"})


@dataclass(frozen=True, slots=True)
class Wish:
    """What a user wants of a move: the scheme (else found from the form), the year to write, one sheet alone."""

    scheme: str | None = None
    year: int | None = None
    sheet: str | None = None
    plain: bool = False


@dataclass(frozen=True, slots=True)
class Moved:
    """What became of one form, or of a file without any: the new workbook, or a sentence on why there is none."""

    source: Path
    sheet: str = ""
    target: Path | None = None
    choice: SchemeChoice | None = None
    filled: FilledForm | None = None
    fault: str = ""

    @property
    def is_clean(self) -> bool:
        """Whether everything that somebody filled in was carried over and reads back equal."""
        filled = self.filled
        return filled is not None and not filled.differences and all(one.printed for one in filled.leftovers)


def upgrade_files(
    found: Sequence[Path], roots: Sequence[Path], output: Path, wish: Wish, *, force: bool = False
) -> Iterator[Moved]:
    """Every form of every file in a new workbook: at ``output`` where one file was named, else in that folder.

    Each form gets a workbook of its own; the second form of a file is called ``…-2.xlsx``. What cannot be moved is said
    in ``Moved.fault``, and the other files go on.

    Raises:
        XladdinError: an unknown scheme, an output that cannot be written or is an input; before anything is written.
    """
    from xladdin.output import writing

    if wish.scheme is not None:
        schemes.load(wish.scheme)
    alone = names_file(output, roots)
    names = writing.CopyNames(output, found, roots)
    for path in found:
        for number, moved in enumerate(_moves(path, wish), start=1):
            if moved.filled is None:
                yield moved
                continue
            numbered = path if number == 1 else path.with_name(f"{path.stem}-{number}{path.suffix}")
            target = nth_name(output, number) if alone else names.place(numbered, ENDING)
            writing.refuse_inputs(target, found)
            writing.write_atomically(target, moved.filled.data, force=force)
            yield replace(moved, target=target)


def names_file(output: Path, roots: Sequence[Path]) -> bool:
    """Whether ``output`` is one workbook (True) or a folder.

    Raises:
        OutputError: it is neither for these inputs.
    """
    if output.is_dir() or not output.suffix:
        return False
    if output.suffix.lower() in _OTHER_ENDINGS:
        raise OutputError(f"“{output}”：新表是.xlsx文件，请把 -o 写成“….xlsx”，或者一个文件夹。")
    if output.suffix.lower() != ENDING:
        return False
    if len(roots) > 1 or any(root.is_dir() for root in roots):
        raise OutputError(f"“{output}”是一个文件，装不下多份新表。请把 -o 写成一个文件夹。")
    return True


def nth_name(output: Path, number: int) -> Path:
    """The name of the n-th workbook out of one file: 新表.xlsx, 新表-2.xlsx …"""
    return output if number == 1 else output.with_name(f"{output.stem}-{number}{output.suffix}")


def _moves(path: Path, wish: Wish) -> Iterator[Moved]:
    """The forms of one file. A crash of ours is a fault of this file; the other files go on."""
    try:
        yield from _forms_moved(path, wish)
    except XladdinError as fault:
        yield Moved(path, fault=str(fault))
    except Exception:  # the one boundary a file, as in a check
        log.exception("upgrade %s", path)
        yield Moved(path, fault="程序自身出错，没有迁移。请把这个文件发给维护人员。")


def _forms_moved(path: Path, wish: Wish) -> Iterator[Moved]:
    workbook = reader.read(path)
    if workbook.faults:
        yield Moved(path, fault="；".join(f"{fault.what}{fault.do}" for fault in workbook.faults))
        return
    forms = form.find_forms(workbook, kinds.all_kinds())
    unread = form.find_unread(workbook, forms, kinds.all_kinds())
    chosen = [number for number, one in enumerate(forms) if wish.sheet in {None, one.sheet}]
    if not chosen:
        yield Moved(path, fault=_nothing_found(workbook, forms, wish))
    for number in chosen:
        one = forms[number]
        others = _other_sheets(workbook, forms) if number == chosen[0] else ()
        try:
            choice = schemes.choose(_in_year(one, wish.year), wish.scheme)
            filled = template.fill(
                one,
                blueprint(choice.scheme, plain=wish.plain),
                read_back,
                source=template.Source(workbook, unread[number], others),
                year=wish.year,
            )
        except XladdinError as fault:
            yield Moved(path, one.sheet, fault=str(fault))
        else:
            yield Moved(path, one.sheet, choice=choice, filled=filled)


def _nothing_found(workbook: Workbook, forms: Sequence[SelfEvaluation], wish: Wish) -> str:
    if forms:
        sheets = "、".join(dict.fromkeys(one.sheet for one in forms))
        return f"工作表“{wish.sheet}”里没有自评表。有自评表的工作表：{sheets}。"
    sheets = "、".join(sheet.name for sheet in workbook.sheets)
    return f"没有找到自评表（看过的工作表：{sheets}）。请确认表内有“三级指标、指标值、完成值”这样的表头。"


def _in_year(one: SelfEvaluation, year: int | None) -> SelfEvaluation:
    """The form as one of the year it is moved into: that decides which scheme is in force."""
    return one if year is None else replace(one, year=Entry(year, one.year.cell, str(year)))


def _other_sheets(workbook: Workbook, forms: Sequence[SelfEvaluation]) -> tuple[Leftover, ...]:
    """The sheets without a form that hold something, one line each."""
    with_form = {one.sheet for one in forms}
    return tuple(
        template.other_sheet(sheet, hidden=sheet.state is not SheetState.VISIBLE)
        for sheet in workbook.sheets
        if sheet.name not in with_form and any(cell.text.strip() for cell in sheet.cells.values())
    )


def read_back(data: bytes) -> tuple[Workbook, tuple[SelfEvaluation, ...]]:
    """A workbook of ours as any reader would see it."""
    with TemporaryDirectory(prefix="xladdin-") as folder:
        path = Path(folder) / f"form{ENDING}"
        path.write_bytes(data)
        workbook = reader.read(path, reader.Limits(calculation_seconds=LONG_ENOUGH))
        return workbook, form.find_forms(workbook, kinds.all_kinds())
