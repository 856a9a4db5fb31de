"""What a summary needs of many files: their extracts, worked out wherever there is room, joined in one state."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from xladdin.model import PART_ENDING
from xladdin.pipeline import extracting, merging
from xladdin.runs.tasks import CHECK, EXTRACT
from xladdin.runs.walked import How, walk_files

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from xladdin.merge import MergeState
    from xladdin.model import CheckOptions, FileExtract
    from xladdin.pipeline import Review


def gather(
    paths: Sequence[Path],
    options: CheckOptions,
    how: How,
    advance: Callable[[], None] = lambda: None,
    *,
    review: Review | None = None,
) -> MergeState:
    """The same state as ``pipeline.merging.gather`` gives; forms and parts (汇总件) may be mixed.

    Raises:
        XladdinError: an option that cannot be (unknown scheme, unknown rule).
    """
    forms = [path for path in paths if path.suffix.lower() != PART_ENDING]
    parts = [path for path in paths if path.suffix.lower() == PART_ENDING]
    state = merging.gather(parts, options, advance, review=review)
    for extract in _extracts(forms, options, how, review):
        state.add_extract(extract)
        advance()
    return state


def _extracts(paths: Sequence[Path], options: CheckOptions, how: How, review: Review | None) -> Iterator[FileExtract]:
    """One extract a file. Opinions are laid on whole files, so that these come here and become extracts after it."""
    if review is None or not (review.has_opinions or review.has_rounds):
        with closing(walk_files(paths, EXTRACT, options, how)) as extracts:
            yield from extracts
        return
    with closing(walk_files(paths, CHECK, options, how)) as checked:
        for one in checked:
            yield extracting.extract_file(review.file(one.file))
