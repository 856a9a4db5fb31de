"""The walk: file → workbook → forms → recalculation → findings → summary. The only module that chains stages."""

from __future__ import annotations

import hashlib
import logging
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from xladdin import __version__, checks, cycle, form, kinds, reader, schemes, scoring
from xladdin.cycle import ReceiptBook, Review
from xladdin.errors import XladdinError
from xladdin.form import notation
from xladdin.model import SUMMARY_SHEETS, CheckedFile, CheckedForm, Digest, RulePage
from xladdin.model.marks import is_index_sheet
from xladdin.reader.discover import Found, find_files

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from decimal import Decimal

    from xladdin.model import (
        CellRef,
        CheckOptions,
        ExpectedForm,
        Finding,
        FormulaWords,
        Recalculation,
        RuleChange,
        Scheme,
        SelfEvaluation,
        Workbook,
    )
    from xladdin.output.marked import Marked, Marker
    from xladdin.output.sanitized import Sanitized

__all__ = ["Batch", "Found", "ReceiptBook", "Review", "check_file", "check_files", "find_files", "score_files"]

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
        return _walk(path, options)
    except XladdinError:
        raise
    except Exception as crash:  # the one boundary a file: its crash must not stop the others
        reference = hashlib.sha256(f"{path}{crash!r}".encode()).hexdigest()[:8]
        log.exception("W901 %s %s", reference, path)
        finding = checks.crashed(path, crash, reference)
        return CheckedFile(path=path, sha256="", forms=(), findings=(finding,), readable=False)


def _walk(path: Path, options: CheckOptions) -> CheckedFile:
    workbook = _read(path)
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


def _read(path: Path) -> Workbook:
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
        self._digests += digests(checked)

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
        rules=_judgement(one.choice.scheme),
        scheme_sure=one.choice.sure,
        texts=checks.text_prints(one.form),
    )


def _judgement(scheme: Scheme) -> str:
    """A short text, equal for schemes that judge alike, and the same in every process."""
    return hashlib.blake2b(repr(scheme.judgement).encode(), digest_size=8).hexdigest()


def open_review(
    options: CheckOptions, *, baseline: Path | None = None, opinions: Path | None = None, expected: Path | None = None
) -> Review:
    """What is laid on a check: the JSON of the last one, a 问题清单 with opinions, the list of expected forms.

    Raises:
        XladdinError: one of the files cannot be read or is something else.
    """
    rounds = None
    if baseline is not None:
        off = frozenset(change.code for change in checks.changed_rules(options) if change.severity is None)
        now = cycle.Now(rules_version(), rule_prints(), off, expected is not None)
        rounds = cycle.Rounds(cycle.read_baseline(baseline), now)
    return Review(
        opinions=cycle.read_opinions(reader.read_list(opinions)) if opinions is not None else None,
        rounds=rounds,
        expected=read_expected(expected) if expected is not None else None,
        listed=str(expected or ""),
    )


def read_expected(path: Path) -> tuple[ExpectedForm, ...]:
    """The list of expected forms (应报送名单), a workbook or CSV. Raises XladdinError where it is none."""
    return cycle.read_expected(reader.read_list(path))


def receipt_book(options: CheckOptions, review: Review) -> ReceiptBook:
    """Gathers the receipts (回执) of a check."""
    told = [f"{change.source} {change.code}" for change in checks.changed_rules(options)]
    scheme = [f"--scheme {schemes.load(options.scheme).key}"] if options.scheme else []
    year = [f"--year {options.year}"] if options.year else []
    return ReceiptBook(f"xladdin {__version__}", rules_version(), (*scheme, *year, *told), review.inputs())


@dataclass(frozen=True, slots=True)
class Scored:
    """What became of one file: the copy and what was filled in, or why there is none (``written`` is None)."""

    checked: CheckedFile
    written: Path | None
    lines: tuple[str, ...]


def score_files(
    paths: Sequence[Path], roots: Sequence[Path], folder: Path, options: CheckOptions, *, force: bool = False
) -> Iterator[Scored]:
    """A copy of every readable file in ``folder`` with rates, scores and totals filled in.

    A file found by walking one of ``roots`` keeps its folders below that root.
    """
    from xladdin.output import scored, writing

    verify_options(options)
    names = writing.CopyNames(folder, paths, [root for root in roots if root.is_dir()])
    for path in paths:
        checked = check_file(path, options)
        if not checked.forms:
            yield Scored(checked, None, ())
            continue
        copy = scored.scored_copy(_read(path), checked.forms, recompute=reader.compute_missing)
        target = names.place(path, copy.suffix)
        writing.write_atomically(target, copy.data, force=force)
        yield Scored(checked, target, scored.describe(copy))


def marker(paths: Sequence[Path], roots: Sequence[Path], folder: Path, *, force: bool = False) -> Marker:
    """Writes marked copies (标注副本) of files into ``folder``, for files that are being checked anyway.

    Raises:
        OutputError: nothing can be written into the folder.
    """
    from xladdin.output.marked import Marker

    return Marker(folder, paths, roots, reader.read, force=force)


def mark_files(
    paths: Sequence[Path], roots: Sequence[Path], folder: Path, options: CheckOptions, *, force: bool = False
) -> Iterator[Marked]:
    """A copy of every faulty file in ``folder`` with its cells coloured and commented, and a sheet 检查结果.

    A file found by walking one of ``roots`` keeps its folders below that root. Marks of an earlier check give way.

    Raises:
        OutputError: nothing can be written into the folder; what goes wrong with one file is told with it.
    """
    copies = marker(paths, roots, folder, force=force)
    for checked in check_files(paths, options):
        yield copies.mark(checked)


def unmark_files(
    paths: Sequence[Path], roots: Sequence[Path], folder: Path, *, force: bool = False
) -> Iterator[Marked]:
    """A copy of every marked file in ``folder`` without our marks: an untouched one is the original byte for byte.

    Raises:
        OutputError: nothing can be written into the folder; what goes wrong with one file is told with it.
    """
    copies = marker(paths, roots, folder, force=force)
    for path in paths:
        yield copies.unmark(path)


@dataclass(frozen=True, slots=True)
class Figures:
    """The rates, scores and totals that go into which cells of a workbook, and a line on each of them."""

    checked: CheckedFile
    values: Mapping[CellRef, Decimal | str]
    lines: tuple[str, ...]


def score_figures(path: Path, options: CheckOptions) -> Figures:
    """What ``score_files`` would fill in, for a workbook that is open in a program; ``path`` is a copy of it."""
    from xladdin.output import scored

    checked = check_file(path, options)
    if not checked.forms:
        return Figures(checked, {}, ())
    figures = scored.scored_figures(_read(path), checked.forms, recompute=reader.compute_missing)
    return Figures(checked, figures.values, scored.describe(figures))


def sanitize_file(path: Path, output: Path, options: CheckOptions, *, force: bool = False) -> Sanitized:
    """A copy of one workbook at ``output`` with names, amounts and texts masked and the same findings (脱敏副本).

    Raises:
        XladdinError: the file cannot be read, or no such copy is possible.
    """
    from xladdin.output import sanitized, writing

    writing.refuse_inputs(output, [path])
    writing.refuse_existing(output, force=force)
    verify_options(options)
    workbook = reader.read(path)
    for fault in workbook.faults:
        raise XladdinError(f"“{path}”读不了，没有写出副本：{fault.what}{fault.do}")

    with TemporaryDirectory(prefix="xladdin") as folder:

        def recheck(data: bytes) -> CheckedFile:
            copy = Path(folder) / f"{path.stem}{output.suffix}"
            copy.write_bytes(data)
            return _walk(copy, options)

        made = sanitized.sanitize(workbook, path.read_bytes(), _walk(path, options), recheck)
    if output.suffix.lower() != made.suffix:
        raise XladdinError(
            f"副本的内容要用“{made.suffix}”作扩展名，没有写出。请改写输出文件名，例如 -o 脱敏{made.suffix}。"
        )
    writing.write_atomically(output, made.data, force=force)
    return made


@cache
def formula_words() -> FormulaWords:
    """What the formulas of a blank form look for, from the stages that read and score."""
    return scoring.formula_words(notation.known_units())


def new_workbook(scheme_key: str, kind: str, path: Path, *, force: bool, plain: bool = False) -> None:
    """A blank workbook of a scheme at ``path``; ``plain``: without the functions of the add-in."""
    from xladdin import template
    from xladdin.output import writing

    data = template.build(schemes.load(scheme_key), formula_words(), kind, plain=plain)
    writing.write_atomically(path, data, force=force)


def new_workbooks(scheme_key: str, kind: str, rows: Path, folder: Path, *, force: bool, plain: bool = False) -> int:
    """One prefilled workbook for every line of a list (下发) in ``folder``; how many."""
    from xladdin import template
    from xladdin.output import writing

    chosen = schemes.load(scheme_key)
    books = list(
        template.prefill(chosen, formula_words(), template.read_list(rows, chosen.amount_unit), kind, plain=plain)
    )
    for name, _ in books:
        writing.refuse_existing(folder / name, force=force)
    for name, data in books:
        writing.write_atomically(folder / name, data, force=force)
    return len(books)


def list_doubts(rows: Path) -> tuple[str, ...]:
    """What is questionable in a list for ``new_workbooks``, a sentence each."""
    from xladdin import template

    return template.list_doubts(rows)


@cache
def rules() -> tuple[RulePage, ...]:
    """The catalogue of checks."""
    return tuple(_page(one) for one in checks.catalogue())


def rule(code: str) -> RulePage:
    """One rule by its code or name; XladdinError for an unknown one."""
    return _page(checks.find_rule(code))


def _page(one: checks.Rule) -> RulePage:
    return RulePage(one.code, one.name, one.severity, one.title, one.manual, one.basis, one.counterexample, one.example)


def changed_rules(options: CheckOptions) -> tuple[RuleChange, ...]:
    """The rules that a user's options switch off or give another severity."""
    return checks.changed_rules(options)


@cache
def rule_titles() -> dict[str, str]:
    """Code → Chinese title."""
    return {one.code: one.title for one in rules()}


def all_schemes() -> tuple[Scheme, ...]:
    """The built-in schemes."""
    return tuple(schemes.load(key) for key in schemes.all_keys())


def scheme(key: str) -> Scheme:
    """One scheme by its key or file; SchemeError for an unknown or faulty one."""
    return schemes.load(key)


@cache
def rule_prints() -> dict[str, str]:
    """Code → a digest of the rule's text and severity, by which a later check knows whether it reads the same."""
    return {one.code: hashlib.sha256(f"{one.severity}{one.manual}".encode()).hexdigest()[:12] for one in rules()}


@cache
def rules_version() -> str:
    """A hash that changes with the rules, the schemes and the tool: equal means the same judgement."""
    digest = hashlib.sha256(__version__.encode())
    for one in rules():
        digest.update(f"{one.code}{one.severity}{one.manual}".encode())
    for known in all_schemes():  # a set prints in another order in every process
        digest.update(f"{replace(known, switched_off=frozenset())!r}{sorted(known.switched_off)}".encode())
    return digest.hexdigest()[:16]
