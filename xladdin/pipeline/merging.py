"""The chain of a summary: files and parts → state → summary → workbook."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from xladdin import checks, kinds, merge, reader, scoring
from xladdin.cycle import Review
from xladdin.errors import XladdinError
from xladdin.model import PART_ENDING
from xladdin.output import writing
from xladdin.pipeline.catalogue import rules_version
from xladdin.pipeline.walk import check_file, digests, verify_options

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from xladdin.model import CheckOptions, ExpectedForm, Summary


def merge_files(
    paths: Iterable[Path],
    options: CheckOptions,
    settings: merge.Settings | None = None,
    *,
    review: Review | None = None,
    advance: Callable[[], None] = lambda: None,
) -> Summary:
    """The summary of many files (主管部门按二级项目汇总); ``advance`` is called after each file.

    ``settings`` are those of ``merge_settings``. ``review`` holds the opinions of reviewers (审核意见) and the list of
    forms that should have come (应报送名单).
    """
    state = gather(paths, options, advance, review=review)
    return summarise(state, options, settings, review=review)


def gather(
    paths: Iterable[Path],
    options: CheckOptions,
    advance: Callable[[], None] = lambda: None,
    *,
    review: Review | None = None,
) -> merge.MergeState:
    """What a summary needs of many files, and of parts (汇总件) that were written by merging others.

    Findings that a reviewer has confirmed (``review``) do not send a form back.
    """
    laid_on = review or Review()
    verify_options(options)
    state = merge.MergeState()
    for path in paths:
        if path.suffix.lower() == PART_ENDING:
            _join_part(state, path)
        else:
            checked = laid_on.file(check_file(path, options))
            state.add(checked, scoring.score_indicator, digests=digests(checked))
        advance()
    return state


def _join_part(state: merge.MergeState, path: Path) -> None:
    """Take in a part; one that cannot be read is listed among what was not merged, and the others go on."""
    try:
        part = merge.read_part(path, path.as_posix())
    except XladdinError as fault:
        state.add_bad_part(path.as_posix(), str(fault))
    else:
        state.join(part)


def summarise(
    state: merge.MergeState,
    options: CheckOptions,
    settings: merge.Settings | None = None,
    *,
    review: Review | None = None,
) -> Summary:
    """The summary of what was gathered; ``review`` is the one that it was gathered with."""
    laid_on = review or Review()
    findings = laid_on.batch(checks.run_batch(state.digests, options, laid_on.expected))
    absent = () if laid_on.expected is None else _absent(state, options, laid_on.expected)
    chosen = replace(settings or merge.settings(), confirmed=laid_on.confirmed)
    summary = merge.finish(
        state,
        chosen,
        score=scoring.score_indicator,
        common=scoring.common_due,
        kinds=kinds.all_kinds(),
        batch_findings=findings,
    )
    if laid_on.expected is None:
        return summary
    return replace(summary, expected=len(laid_on.expected), absent=absent)


def _absent(
    state: merge.MergeState, options: CheckOptions, expected: Sequence[ExpectedForm]
) -> tuple[ExpectedForm, ...]:
    return tuple(checks.absent(checks.BatchFacts.of(state.digests, options, expected)))


def merge_settings(
    *,
    by: str = "subproject",
    fund: str = "budget",
    include_errors: bool = False,
    aliases: Path | None = None,
    listed: Path | None = None,
    kind: str = "",
) -> merge.Settings:
    """How files are merged: by what, weighted by which funds, with which alias table (别名表) and list (名单).

    ``kind`` is a kind of forms (表种) by its key or name; empty for all of them.

    Raises:
        XladdinError: a table that cannot be read, or contradicts itself; a kind that does not exist.
    """
    wanted = kinds.load_kind(kind).key if kind else ""
    names = merge.Aliases() if aliases is None else merge.load_aliases(aliases, reader.read_list)
    lines = () if listed is None else merge.load_list(listed, reader.read_list)
    return merge.settings(by=by, fund=fund, include_errors=include_errors, aliases=names, listed=lines, kind=wanted)


def write_part(state: merge.MergeState, path: Path, *, force: bool) -> None:
    """What was gathered, as a part (汇总件) that can be merged with others."""
    writing.write_atomically(path, lambda temporary: merge.write_part(state, temporary), force=force)


def write_summary(summary: Summary, path: Path, *, force: bool) -> None:
    """The summary workbook at ``path``, with the time of writing and the version of the rules on its cover."""
    from xladdin.output.summary import book as summary_book
    from xladdin.output.summary.cover import Edition

    edition = Edition(datetime.now(), rules_version())
    writing.write_atomically(path, lambda part: summary_book.write_summary(summary, part, edition=edition), force=force)
