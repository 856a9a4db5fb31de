"""The chain of an import (导入): document → tables as sheets, else its text → form → blank form filled → read back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from xladdin import kinds, report, schemes, template
from xladdin.errors import XladdinError
from xladdin.pipeline.blanks import blueprint
from xladdin.pipeline.drafts import drafts_of
from xladdin.pipeline.upgrading import names_file, nth_name, read_back

if TYPE_CHECKING:
    from pathlib import Path

    from xladdin.model import FilledForm, Kind, Places, SchemeChoice, SelfEvaluation, Tabulated, Taken
    from xladdin.pipeline.drafts import Draft

#: Forms of one document that are filled in at once; half a second each.
_MOST = 50


@dataclass(frozen=True, slots=True)
class ImportWish:
    """What a user wants of an import: kind and scheme (else found from the document), one of several forms (from 1)."""

    kind: str | None = None
    scheme: str | None = None
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Imported:
    """One form of a document: the new workbook, or a sentence on why there is none.

    ``source``: 表1, or 正文. ``taken`` are the values taken from running text, ``notes`` sentences on what was put
    together or put right; ``places`` tell where a row of ``source`` stood.
    """

    source: str
    read: SelfEvaluation
    kind: Kind
    places: Places
    target: Path | None = None
    choice: SchemeChoice | None = None
    filled: FilledForm | None = None
    taken: tuple[Taken, ...] = ()
    notes: tuple[str, ...] = ()
    fault: str = ""

    @property
    def is_clean(self) -> bool:
        """Whether everything found a place and reads back equal."""
        filled = self.filled
        return filled is not None and not filled.differences and all(one.printed for one in filled.leftovers)


def import_report(path: Path, output: Path, wish: ImportWish, *, force: bool = False) -> tuple[Imported, ...]:
    """The forms of a published document, each in a workbook of its own; figures as printed, right or wrong.

    A form in the document's tables (or in the rows of a text) counts before its running text. The second form goes to
    ``…-2.xlsx``. What could not be filled in is said in ``Imported.fault``.

    Raises:
        XladdinError: the document cannot be read, nothing in it is a form or a report of a known kind, an unknown kind
            or scheme, no form of that number, an output that cannot be written.
    """
    from xladdin.output import writing

    if wish.scheme is not None:
        schemes.load(wish.scheme)
    wanted = kinds.load_kind(wish.kind) if wish.kind is not None else None
    names_file(output, [path])
    base = output if output.suffix else output / f"{path.stem}.xlsx"
    writing.refuse_inputs(base, [path])
    tabulated = _read(path)
    drafts = _chosen(drafts_of(tabulated, wanted), wish.number, path)
    filled = [_fill(draft, wish.scheme) for draft in drafts]
    if all(one.filled is None for one in filled):
        raise XladdinError(f"“{path}”没有导入：{filled[0].fault}")
    done = []
    for number, one in enumerate(filled, start=1):
        target = nth_name(base, number) if one.filled is not None else None
        if one.filled is not None and target is not None:
            writing.write_atomically(target, one.filled.data, force=force)
        done.append(replace(one, target=target))
    return tuple(done)


def _read(path: Path) -> Tabulated:
    tabulated = report.read_tables(path)
    if tabulated.document.faults:
        fault = tabulated.document.faults[0]
        raise XladdinError(f"“{path}”不能导入：{fault.what}{fault.do}")
    return tabulated


def _chosen(drafts: list[Draft], number: int | None, path: Path) -> list[Draft]:
    if number is None:
        if len(drafts) > _MOST:
            raise XladdinError(
                f"“{path}”里有{len(drafts)}张表，一次最多导入{_MOST}张。请把文档分开，或者用 --table 指定其中一张。"
            )
        return drafts
    if number > len(drafts):
        raise XladdinError(f"“{path}”里只有{len(drafts)}张表可以导入，没有第{number}张。请改 --table。")
    return [drafts[number - 1]]


def _fill(draft: Draft, scheme: str | None) -> Imported:
    one = draft.read
    imported = Imported(one.sheet, one, draft.kind, draft.places, taken=draft.taken, notes=draft.notes)
    try:
        choice = schemes.choose(one, scheme)
        source = template.Source(draft.workbook, draft.unread, draft.leftovers, draft.places, as_printed=True)
        filled = template.fill(one, blueprint(choice.scheme), read_back, source=source)
    except XladdinError as fault:
        return replace(imported, fault=str(fault))
    return replace(imported, choice=choice, filled=filled)
