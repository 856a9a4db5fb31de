"""An executor of local processes, which are ended and replaced when a file hangs, eats memory or kills them."""

from __future__ import annotations

import multiprocessing
import sys
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pebble import ProcessExpired, ProcessPool
from pebble.common.types import CONSTS

from xladdin.errors import XladdinError
from xladdin.runs.batches import Outcome, outcome, run_batch
from xladdin.runs.limits import OUT_OF_MEMORY, died, guard, too_large, too_slow
from xladdin.sources import address

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pebble import ProcessFuture

    from xladdin.model import CheckOptions
    from xladdin.runs.limits import Limits
    from xladdin.runs.tasks import Task

#: A child of fork starts in 10 ms with everything imported, one of spawn in 400 ms. Where fork is safe, it is used.
START = "fork" if sys.platform == "linux" else "spawn"
_LARGEST_BATCH = 20
_BATCHES_A_WORKER = 3
_ATTEMPTS = 3  # to start the processes anew when all of them are gone
_POLITE = 0.3  # seconds that a process has to end by itself before it is killed


def work(addresses: Sequence[str], task: Task[Any], options: CheckOptions) -> list[Outcome] | str:
    """What a process does with a batch: the outcomes, or the sentence of what keeps every file from being checked.

    Raises:
        MemoryError: the process may not have so much.
        RuntimeError: anything else; other exceptions do not all survive the way to another process.
    """
    try:
        return run_batch(addresses, task, options)
    except XladdinError as fault:
        return str(fault)
    except MemoryError:
        raise
    except BaseException as error:  # noqa: BLE001  sys.exit, too, is a crash of this file alone
        raise RuntimeError(repr(error)) from None


class Pool:
    """Local processes that run batches.

    A batch in which a file oversteps its limits, or kills its process, is run again file by file: so the others come
    to their results, and the one that is to blame is known.
    """

    size = _LARGEST_BATCH

    def __init__(
        self,
        jobs: int,
        task: Task[Any],
        options: CheckOptions,
        limits: Limits,
        prepare: Callable[[], None] | None = None,
    ) -> None:
        self.window = jobs * _BATCHES_A_WORKER
        self.task, self.options, self.limits = task, options, limits
        self.renewed = 0  # times since the last result
        self._jobs, self._prepare = jobs, prepare
        CONSTS.term_timeout = _POLITE
        self._pool = self._start()

    def _start(self) -> ProcessPool:
        return ProcessPool(
            self._jobs,
            initializer=guard,
            initargs=(self.limits.memory, self._prepare),
            context=multiprocessing.get_context(START),
        )

    def submit(self, addresses: Sequence[str]) -> Batch:
        """Hand over a batch; as a whole it has the time of one file, which is thousands of times what it needs."""
        return Batch(self, tuple(addresses))

    def schedule(self, addresses: tuple[str, ...]) -> tuple[ProcessPool, ProcessFuture[list[Outcome] | str]]:
        """The batch under way, and the pool that has it."""
        pool = self._pool
        future = pool.schedule(work, (addresses, self.task, self.options), timeout=self.limits.seconds)
        return pool, future

    def renew(self, broken: ProcessPool) -> None:
        """Start the processes anew, unless that has been done since.

        Raises:
            XladdinError: they have been started again and again, and nothing came of it.
        """
        if self._pool is broken:
            self.renewed += 1
            if self.renewed > _ATTEMPTS:
                raise XladdinError("检查用的进程一再中断，没有完成。请加上 --jobs 1 重试，并把日志发给维护人员。")
            self._end()
            self._pool = self._start()

    def close(self) -> None:
        """End all processes."""
        self._end()

    def _end(self) -> None:
        self._pool.stop()  # type: ignore[no-untyped-call]
        self._pool.join()


@dataclass(slots=True)
class Batch:
    """A batch under way."""

    pool: Pool
    addresses: tuple[str, ...]
    _from: ProcessPool = field(init=False)
    _future: ProcessFuture[list[Outcome] | str] = field(init=False)

    def __post_init__(self) -> None:
        self._schedule()

    def _schedule(self) -> None:
        self._from, self._future = self.pool.schedule(self.addresses)

    def done(self) -> bool:
        """Whether ``result`` would answer at once, or with a second attempt."""
        return self._future.done()

    def result(self) -> list[Outcome]:
        """One outcome a file."""
        while isinstance(error := self._future.exception(), BrokenProcessPool):
            self.pool.renew(self._from)
            self._schedule()
        if error is None:
            result = self._future.result()
            if isinstance(result, str):
                raise XladdinError(result)
            self.pool.renewed = 0
            return result
        if len(self.addresses) > 1:
            singles = [self.pool.submit((address,)) for address in self.addresses]
            return [single.result()[0] for single in singles]
        return [self._blame(error)]

    def _blame(self, error: BaseException) -> Outcome:
        """What became of the only file of a batch."""
        path, pool = address(self.addresses[0]), self.pool
        if isinstance(error, TimeoutError):
            return outcome(too_slow(path, pool.options, pool.limits), pool.task)
        out_of_memory = isinstance(error, ProcessExpired) and error.exitcode == OUT_OF_MEMORY
        if isinstance(error, MemoryError) or out_of_memory:
            return outcome(too_large(path, pool.options, pool.limits), pool.task)
        return outcome(died(path, error), pool.task)
