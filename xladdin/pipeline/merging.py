"""The chain of a summary: files and parts → state → summary → workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xladdin import checks, kinds, merge, reader, scoring
from xladdin.model import PART_ENDING
from xladdin.output import writing
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
    expected: Sequence[ExpectedForm] | None = None,
    advance: Callable[[], None] = lambda: None,
) -> Summary:
    """The summary of many files (主管部门按二级项目汇总); ``advance`` is called after each file.

    ``settings`` are those of ``merge_settings``, ``expected`` is the list of forms that should have come (应报送名单).
    """
    return summarise(gather(paths, options, advance), options, settings, expected=expected)


def gather(
    paths: Iterable[Path], options: CheckOptions, advance: Callable[[], None] = lambda: None
) -> merge.MergeState:
    """What a summary needs of many files, and of parts (汇总件) that were written by merging others."""
    verify_options(options)
    state = merge.MergeState()
    for path in paths:
        if path.suffix.lower() == PART_ENDING:
            state.join(merge.read_part(path, path.as_posix()))
        else:
            checked = check_file(path, options)
            state.add(checked, scoring.score_indicator, digests=digests(checked))
        advance()
    return state


def summarise(
    state: merge.MergeState,
    options: CheckOptions,
    settings: merge.Settings | None = None,
    *,
    expected: Sequence[ExpectedForm] | None = None,
) -> Summary:
    """The summary of what was gathered."""
    findings = checks.run_batch(state.digests, options, expected)
    chosen = settings or merge.settings()
    return merge.finish(
        state,
        chosen,
        score=scoring.score_indicator,
        common=scoring.common_due,
        kinds=kinds.all_kinds(),
        batch_findings=findings,
    )


def merge_settings(
    *,
    by: str = "subproject",
    fund: str = "budget",
    include_errors: bool = False,
    aliases: Path | None = None,
    listed: Path | None = None,
) -> merge.Settings:
    """How files are merged: by what, weighted by which funds, with which alias table (别名表) and list (名单).

    Raises:
        XladdinError: a table that cannot be read, or contradicts itself.
    """
    names = merge.Aliases() if aliases is None else merge.load_aliases(aliases, reader.read_list)
    lines = () if listed is None else merge.load_list(listed, reader.read_list)
    return merge.settings(by=by, fund=fund, include_errors=include_errors, aliases=names, listed=lines)


def write_part(state: merge.MergeState, path: Path, *, force: bool) -> None:
    """What was gathered, as a part (汇总件) that can be merged with others."""
    writing.write_atomically(path, lambda temporary: merge.write_part(state, temporary), force=force)


def write_summary(summary: Summary, path: Path, *, force: bool) -> None:
    """The summary workbook at ``path``."""
    from xladdin.output.summary import book as summary_book

    writing.write_atomically(path, lambda part: summary_book.write_summary(summary, part), force=force)
