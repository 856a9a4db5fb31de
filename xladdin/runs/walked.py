"""Files in, results out in the same order; whatever does the work."""

from __future__ import annotations

import gc
import logging
import sys
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from xladdin import pipeline
from xladdin.runs.batches import Outcome, may_last, run_here
from xladdin.runs.limits import SELDOM, Limits

if TYPE_CHECKING:
    from xladdin.model import CheckOptions
    from xladdin.runs.batches import Executor, Pending
    from xladdin.runs.cache import Cache, Key
    from xladdin.runs.tasks import Task

T = TypeVar("T")
log = logging.getLogger("xladdin")

#: Files that are looked at together: enough to see whether processes are worth their start.
_AHEAD = 512
#: Files from which processes pay for their start, by fork or by spawn. Here, so that few files do not load the pool.
_WORTH_IT = 60 if sys.platform == "linux" else 350
#: Files from which a cache is opened; fewer are read sooner than it.
_WORTH_A_CACHE = 20
#: Results that wait to be written into the cache together.
_KEPT = 256


@dataclass(frozen=True, slots=True)
class How:
    """How a run is done: ``jobs`` processes (1: this one), ``cache`` folder (None: no cache), ``limits`` a file.

    A run of few files needs no cache, and so does not ask where it lies where ``cache`` is a function.
    ``prepare`` is called once in every process (a function of a module). ``executor`` makes another executor than
    that of local processes, which then gets all the work there is.
    """

    jobs: int = 1
    cache: Path | Callable[[], Path] | None = None
    limits: Limits = field(default_factory=Limits)
    prepare: Callable[[], None] | None = None
    executor: Callable[[Task[Any], CheckOptions], Executor] | None = None


def walk_files(paths: Sequence[Path], task: Task[T], options: CheckOptions, how: How) -> Generator[T, None, None]:
    """One result a file, in order. What is under way is ended when the iterator is closed.

    Raises:
        XladdinError: an option that cannot be (unknown scheme, unknown rule); before the first file is read.
    """
    pipeline.verify_options(options)
    if len(paths) < _WORTH_A_CACHE:
        how = replace(how, cache=None)
    run = _Run(task, options, how)
    often = gc.get_threshold()
    gc.set_threshold(SELDOM)
    try:
        yield from run.results(paths)
    finally:
        gc.set_threshold(*often)
        run.close()


@dataclass(slots=True)
class _Slot:
    """A file on its way: found in the cache (``packed``), or one of a batch under way."""

    path: Path
    key: Key | None
    packed: bytes | None = None
    pending: Pending | None = None
    index: int = 0
    last: bool = False  # of its batch

    @property
    def ready(self) -> bool:
        return self.pending is None or self.pending.done()


class _Run(Generic[T]):
    """One run: who works, what is under way, what is kept."""

    def __init__(self, task: Task[T], options: CheckOptions, how: How) -> None:
        self._task, self._options, self._how = task, options, how
        self._cache = _open_cache(task, options, how)
        self._kept: list[tuple[Key, bytes]] = []
        self._scheme = cache(pipeline.scheme)  # a user's own scheme is read once a run
        self._crew: Executor | None = None
        self._alone: Executor | None = None
        self._waiting: deque[_Slot] = deque()
        self._under_way = 0

    def results(self, paths: Sequence[Path]) -> Iterator[T]:
        todo = iter(paths)
        while window := tuple(islice(todo, self._ahead)):
            slots = self._look_up(window)
            missing = [slot for slot in slots if slot.packed is None]
            if self._is_worth_a_crew(len(missing)):
                yield from self._by_crew(slots, missing)
            else:
                yield from self._finish()
                yield from (self._unpack(slot) if slot.packed is not None else self._here(slot) for slot in slots)
        yield from self._finish()

    def close(self) -> None:
        """Let go of processes and cache; what came out so far is kept."""
        for executor in (self._crew, self._alone):
            if executor is not None:
                executor.close()
        if self._cache is not None:
            self._cache.store(self._kept)
            self._cache.close()

    @property
    def _ahead(self) -> int:
        return _AHEAD if self._crew is None else max(_AHEAD, self._crew.size * self._crew.window)

    def _look_up(self, paths: Sequence[Path]) -> list[_Slot]:
        if self._cache is None:
            return [_Slot(path, None) for path in paths]
        keys = [self._cache.key(path) for path in paths]
        found = self._cache.load([key for key in keys if key is not None])
        return [_Slot(path, key, found.get(key.entry) if key else None) for path, key in zip(paths, keys, strict=True)]

    def _is_worth_a_crew(self, missing: int) -> bool:
        """Start the processes when there is work enough for them, and say whether they are there."""
        if self._crew is None and self._how.executor is not None:
            self._crew = self._how.executor(self._task, self._options)
        elif self._crew is None and self._how.jobs > 1 and missing >= _WORTH_IT:
            self._crew = self._pool(self._how.jobs)
        return self._crew is not None

    def _pool(self, jobs: int) -> Executor:
        from xladdin.runs.pool import Pool

        return Pool(jobs, self._task, self._options, self._how.limits, self._how.prepare)

    def _by_crew(self, slots: Sequence[_Slot], missing: Sequence[_Slot]) -> Iterator[T]:
        """Hand the missing ones over, batch by batch, as soon as there is room; results that are ready come out."""
        assert self._crew is not None
        self._waiting.extend(slots)
        size = max(1, min(self._crew.size, len(missing) // self._crew.window))
        for start in range(0, len(missing), size):
            batch = missing[start : start + size]
            yield from self._ready(self._crew.window - 1)
            pending = self._crew.submit([str(slot.path) for slot in batch])
            self._under_way += 1
            for index, slot in enumerate(batch):
                slot.pending, slot.index, slot.last = pending, index, index == len(batch) - 1
        yield from self._ready(self._crew.window)

    def _ready(self, at_most: int) -> Iterator[T]:
        """Results from the front: those that are ready, and others until no more than ``at_most`` are under way."""
        while self._waiting:
            slot = self._waiting[0]
            if slot.packed is None and (slot.pending is None or not (self._under_way > at_most or slot.ready)):
                return
            self._waiting.popleft()
            if slot.packed is not None:
                yield self._unpack(slot)
                continue
            assert slot.pending is not None
            outcome = slot.pending.result()[slot.index]
            self._under_way -= slot.last
            self._keep(slot, outcome)
            yield self._task.unpack(outcome.packed, slot.path, self._scheme)

    def _finish(self) -> Iterator[T]:
        yield from self._ready(0)

    def _unpack(self, slot: _Slot) -> T:
        """A result out of the cache; one that cannot be read is worked out again."""
        try:
            return self._task.unpack(slot.packed or b"", slot.path, self._scheme)
        except ValueError as fault:
            log.warning("cache: %s: %s", slot.path, fault)
            return self._here(slot)

    def _here(self, slot: _Slot) -> T:
        """Work a file out in this process, or in one of its own where it is unusually large."""
        if _size(slot.path) > self._how.limits.small:
            if self._alone is None:
                self._alone = self._pool(1)
            (outcome,) = self._alone.submit([str(slot.path)]).result()
            self._keep(slot, outcome)
            return self._task.unpack(outcome.packed, slot.path, self._scheme)
        checked = run_here(slot.path, self._options, self._how.limits)
        result = self._task.keep(checked)
        if slot.key is not None and may_last(checked):
            self._keep(slot, Outcome(self._task.pack(result), checked.sha256, lasting=True))
        return result

    def _keep(self, slot: _Slot, outcome: Outcome) -> None:
        """Remember an outcome, unless it may not last or the file was changed since its key was made."""
        if self._cache is None or slot.key is None or not outcome.lasting or outcome.sha256 != slot.key.sha256:
            return
        self._kept.append((slot.key, outcome.packed))
        if len(self._kept) >= _KEPT:
            self._cache.store(self._kept)
            self._kept.clear()


def _open_cache(task: Task[Any], options: CheckOptions, how: How) -> Cache | None:
    if how.cache is None or not task.cached:
        return None
    from xladdin.runs.cache import Cache

    return Cache.open(how.cache() if callable(how.cache) else how.cache, task, options)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except (OSError, ValueError):
        return 0
