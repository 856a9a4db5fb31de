"""A batch of files through the walk: a pure function that any process on any machine can run."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from xladdin.runs.limits import TooSlowError, time_limit, too_slow
from xladdin.sources import address

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xladdin.model import CheckedFile, CheckOptions
    from xladdin.runs.limits import Limits
    from xladdin.runs.tasks import Task

#: Findings that speak of this run or this computer, not of the file alone: a file that has one is read again.
_PASSING = frozenset({"W109", "W901"})


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file: the packed result, the content it was made of (hex digest), whether it may be kept.

    ``lasting`` is False where another run could come to another result: a crash, a limit, a file that was not read.
    """

    packed: bytes
    sha256: str
    lasting: bool


class Pending(Protocol):
    """A batch that was handed over."""

    def done(self) -> bool:
        """Whether ``result`` would answer at once."""

    def result(self) -> list[Outcome]:
        """One outcome a file, in order; waits for it. Whatever a file did to its worker is an outcome of that file.

        Raises:
            XladdinError: what no other file would do better, such as a scheme that cannot be read.
        """


class Executor(Protocol):
    """Who runs batches.

    ``size``: files a batch should have; ``window``: batches that may wait at once (memory stays flat, nobody idles).
    """

    size: int
    window: int

    def submit(self, addresses: Sequence[str]) -> Pending:
        """Hand over a batch."""

    def close(self) -> None:
        """Let go of everything at once; what is still under way is given up."""


def run_batch(addresses: Sequence[str], task: Task[Any], options: CheckOptions) -> list[Outcome]:
    """Every file of a batch after the walk, packed.

    Raises:
        XladdinError: the scheme cannot be used.
    """
    from xladdin.pipeline import check_file

    return [outcome(check_file(address(one), options), task) for one in addresses]


def outcome(checked: CheckedFile, task: Task[Any]) -> Outcome:
    """What a task keeps of a checked file, packed."""
    return Outcome(task.pack(task.keep(checked)), checked.sha256, may_last(checked))


def may_last(checked: CheckedFile) -> bool:
    """Whether every other run would come to the same result."""
    return bool(checked.forms) and _PASSING.isdisjoint(finding.code for finding in checked.all_findings)


def run_here(path: Path, options: CheckOptions, limits: Limits) -> CheckedFile:
    """One file through the walk in this process, no longer than it may take.

    Raises:
        XladdinError: the scheme cannot be used.
    """
    from xladdin.pipeline import check_file

    try:
        with time_limit(limits.seconds):
            return check_file(path, options)
    except TooSlowError:
        return too_slow(path, options, limits)
