"""The chain itself: file → workbook → forms → recalculation → findings, and what the rules over many files need."""

from __future__ import annotations

import hashlib
import logging
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from xladdin import checks, form, kinds, reader, schemes, scoring
from xladdin.errors import XladdinError
from xladdin.model import SUMMARY_SHEETS, CheckedFile, CheckedForm, Digest, Workbook
from xladdin.model.marks import is_index_sheet
from xladdin.reader.faults import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from xladdin.model import (
        CheckOptions,
        ExpectedForm,
        Finding,
        Recalculation,
        Scheme,
        SelfEvaluation,
    )

log = logging.getLogger("xladdin")


def check_files(paths: Iterable[Path], options: CheckOptions) -> Iterator[CheckedFile]:
    """Every file after the whole walk, in order, one at a time.

    Raises:
        XladdinError: an option that cannot be (unknown scheme, unknown rule); before the first file is read.
    """
    verify_options(options)
    for path in paths:
        yield check_file(path, options)


def verify_options(options: CheckOptions) -> None:
    """Raise XladdinError for an unknown scheme or rule, so that a run fails before it begins."""
    if options.scheme is not None:
        checks.verify_scheme(schemes.load(options.scheme))
    checks.verify_selection(options)


def check_file(path: Path, options: CheckOptions) -> CheckedFile:
    """One file through the walk. A crash of ours becomes the finding W901 and the other files go on."""
    try:
        return walk(path, options)
    except XladdinError:
        raise
    except MemoryError:
        return stopped_file(path, options, "out-of-memory")
    except Exception as crash:  # noqa: BLE001  the one boundary a file: its crash must not stop the others
        return crashed_file(path, crash)


def crashed_file(path: Path, crash: BaseException) -> CheckedFile:
    """W901: what is told of a file on which we crashed; the log is told the rest."""
    reference = hashlib.sha256(f"{path}{crash!r}".encode("utf-8", "surrogateescape")).hexdigest()[:8]
    log.error("W901 %s %s", reference, path, exc_info=crash)
    return CheckedFile(path, "", (), (checks.crashed(path, crash, reference),), readable=False)


def stopped_file(path: Path, options: CheckOptions, fault: str, **details: object) -> CheckedFile:
    """W109: what is told of a file that was stopped at a limit; ``fault`` is a key of the reader's sentences."""
    workbook = Workbook(path, faults=(UnreadableError(fault, **details).fault,))
    return CheckedFile(path, "", (), checks.run_file(workbook, (), options), readable=False)


def walk(path: Path, options: CheckOptions) -> CheckedFile:
    """One file through the walk; a crash of ours goes through."""
    workbook = read_workbook(path)
    is_summary = {sheet.name for sheet in workbook.sheets} >= SUMMARY_SHEETS
    found = () if is_summary else form.find_forms(workbook, kinds.all_kinds())
    return CheckedFile(
        path=path,
        sha256=workbook.sha256,
        forms=tuple(_check_form(workbook, one, options) for one in found),
        findings=checks.run_file(workbook, found, options),
        readable=bool(found),
        is_summary=is_summary,
    )


def read_workbook(path: Path) -> Workbook:
    """A workbook as it was handed in: a sheet 检查结果 that a check left in it is no part of it."""
    workbook = reader.read(path)
    if not any(map(is_index_sheet, workbook.sheets)):
        return workbook
    return replace(workbook, sheets=tuple(sheet for sheet in workbook.sheets if not is_index_sheet(sheet)))


def _check_form(workbook: Workbook, one: SelfEvaluation, options: CheckOptions) -> CheckedForm:
    choice = schemes.choose(one, options.scheme)
    due = scoring.recalculate(one, choice.scheme)

    def others() -> Iterator[tuple[Scheme, Recalculation]]:
        yield from ((other, scoring.recalculate(one, other)) for other in choice.others)

    findings = checks.run_form(checks.Facts(one, choice.scheme, due, workbook, options, choice.sure, others))
    return CheckedForm(form=one, choice=choice, due=due, findings=findings)


class Batch:
    """What the rules over many files need, gathered file by file."""

    def __init__(self) -> None:
        self._digests: list[Digest] = []

    def add(self, checked: CheckedFile) -> None:
        """Keep the little that is needed of one file."""
        self.take(digests(checked))

    def take(self, found: Iterable[Digest]) -> None:
        """Keep the ``digests`` of one file."""
        self._digests += found

    def findings(self, options: CheckOptions, expected: Sequence[ExpectedForm] | None = None) -> tuple[Finding, ...]:
        """Findings over all files added, and against the list of forms that are expected where one is given."""
        return checks.run_batch(self._digests, options, expected)


def digests(checked: CheckedFile) -> list[Digest]:
    """What the rules over many files need of the forms of one."""
    return [_digest(checked, one) for one in checked.forms]


def _digest(checked: CheckedFile, one: CheckedForm) -> Digest:
    return Digest(
        file=str(checked.path),
        sha256=checked.sha256,
        sheet=one.form.sheet,
        project=one.form.project.raw,
        department=one.form.department.raw,
        unit=one.form.unit.raw,
        year=one.form.year.value,
        scheme=one.choice.scheme.key,
        rules=_judgement(one.choice.scheme.key, one.choice.scheme.judgement),
        scheme_sure=one.choice.sure,
        texts=checks.text_prints(one.form),
        kind=one.form.kind,
        amounts=checks.printed_amounts(one.form, one.choice.scheme.amount_unit),
    )


@lru_cache(maxsize=64)  # few schemes judge many forms
def _judgement(_key: str, judgement: tuple[object, ...]) -> str:
    """A short text, equal for schemes that judge alike, and the same in every process.

    Kept by key, too: equal figures may be printed in two ways (10, 10.0).
    """
    return hashlib.blake2b(repr(judgement).encode(), digest_size=8).hexdigest()
