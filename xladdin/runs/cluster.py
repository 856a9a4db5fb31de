"""Batches on a Dask cluster: other machines do the work, this one hands it out and takes it back.

Dask finds another worker for what a dead one had, and moves nothing but addresses, options and packed results.
Workers must reach the addresses themselves (a shared folder under the same path, or a store) and have this version of
xladdin; what a file may use of a worker's memory is the worker's own limit (``--memory-limit``).
"""

from __future__ import annotations

import logging
import os
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from xladdin.errors import XladdinError
from xladdin.runs.batches import Outcome, outcome, run_here
from xladdin.runs.limits import Limits, died
from xladdin.sources import RemotePath, address

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from xladdin.model import CheckOptions
    from xladdin.runs.tasks import Task

T = TypeVar("T")

_BATCH = 100  # files: handing over costs about 3 % of the work
_AHEAD = 3  # batches a thread: one it works on, and some that are there when it is done
_CONNECT = 5  # seconds until a scheduler that does not answer is given up

_PROFILES = 10  # seconds that a worker remembers, 0.25 MB each; left alone, Dask remembers 1000
_WAIT = 20  # seconds for the first worker, which may be starting
_INSTALL = 'python -m pip install "xladdin[cluster]"'


class WorkerMismatchError(XladdinError):
    """A worker has another version of this tool: its results could not stand beside those of the others."""


@cache
def version() -> str:
    """What must be equal on all machines: the version of the tool and of its rules."""
    import xladdin
    from xladdin import pipeline

    return f"{xladdin.__version__}，规则 {pipeline.rules_version()}"


def work(addresses: Sequence[str], task: Task[Any], options: CheckOptions, wanted: str) -> list[Outcome]:
    """What a worker does: a batch, if it is of the version that is wanted.

    Raises:
        WorkerMismatchError: it is not.
        XladdinError: the scheme cannot be used.
    """
    if version() != wanted:
        raise WorkerMismatchError(_mismatch(version(), wanted))
    _forget_profiles()
    return [outcome(run_here(address(one), options, Limits()), task) for one in addresses]


def _forget_profiles() -> None:
    """Keep the memory of this worker flat: every second Dask notes what its threads do, and forgets it late."""
    from distributed import get_worker

    try:
        worker: Any = get_worker()  # its types are partial
    except ValueError:  # not on a worker
        return
    for history in (worker.profile_history, worker.profile_keys_history, worker.io_loop.profile):
        while len(history) > _PROFILES:
            history.popleft()


class Cluster:
    """An executor whose processes are the workers of a Dask cluster."""

    def __init__(self, scheduler: str, task: Task[Any], options: CheckOptions) -> None:
        """Connect to the scheduler at an address (``tcp://10.0.0.1:8786``).

        Raises:
            XladdinError: Dask is not installed, the scheduler does not answer, has no workers, or a worker cannot work.
        """
        self.task, self.options = task, options
        self.client = _connect(scheduler)
        self.size, self.window = _BATCH, 1
        self._under_way: set[_Batch] = set()
        try:
            _verify_workers(self.client)
            self._measure()
        except BaseException:
            self.close()
            raise

    def submit(self, addresses: Sequence[str]) -> _Batch:
        """Hand over a batch."""
        self._measure()
        batch = _Batch(tuple(map(_everywhere, addresses)), self)
        self._under_way.add(batch)
        return batch

    def start(self, addresses: Sequence[str]) -> Any:
        """Let a worker do a batch."""
        return _reached(lambda: self.client.submit(work, addresses, self.task, self.options, version(), pure=False))

    def forget(self, batch: _Batch) -> None:
        """A batch is done."""
        self._under_way.discard(batch)

    def close(self) -> None:
        """Let go of everything at once; what is still under way is given up."""
        for batch in self._under_way:
            batch.release()
        self._under_way.clear()
        self.client.close(timeout=_CONNECT)

    def _measure(self) -> None:
        """Workers come and go."""
        self.window = max(1, _AHEAD * sum(_reached(self.client.nthreads).values()))


class _Batch:
    """A batch on its way. Dask gives it to another worker when one dies."""

    def __init__(self, addresses: Sequence[str], cluster: Cluster) -> None:
        self._addresses = addresses
        self._cluster = cluster
        self._future: Any = cluster.start(addresses)
        self._outcomes: list[Outcome] = []

    def done(self) -> bool:
        """Whether ``result`` would answer at once."""
        return self._future is None or self._future.done()

    def result(self) -> list[Outcome]:
        """One outcome a file."""
        if self._future is not None:
            self._outcomes = self._fetch(self._future)
            self.release()
            self._cluster.forget(self)
        return self._outcomes

    def release(self) -> None:
        """Let the cluster forget it."""
        if self._future is not None:
            self._future.release()
            self._future = None

    def _fetch(self, future: Any) -> list[Outcome]:
        from distributed import KilledWorker

        try:
            return _reached(future.result)
        except KilledWorker:  # several workers died, one after the other; perhaps of another batch
            return [self._alone(one) for one in self._addresses]

    def _alone(self, one: str) -> Outcome:
        """What becomes of a file of a batch that no worker survived: one at a time, so that none pays for another."""
        from distributed import KilledWorker

        future = self._cluster.start((one,))
        try:
            found: list[Outcome] = _reached(future.result)
        except KilledWorker as error:
            return outcome(died(address(one), error), self._cluster.task)
        return found[0]


def _connect(scheduler: str) -> Any:
    try:
        import distributed
    except ImportError as error:
        raise XladdinError(f"--scheduler 要用 Dask，还没有安装。请运行 {_INSTALL}。") from error
    logging.getLogger("distributed").setLevel(logging.CRITICAL)  # what it has to say is said in sentences here
    try:
        connect: Any = distributed.Client  # its types are partial
        return connect(scheduler, timeout=_CONNECT, set_as_default=False, direct_to_workers=False)
    except (OSError, ValueError, RuntimeError, AssertionError) as error:  # the last: its loop took ten seconds to start
        raise XladdinError(
            f"连不上调度器“{scheduler}”。请核对地址（如 tcp://10.0.0.1:8786），看调度器是否在运行、Dask 版本是否相同。"
        ) from error


def _verify_workers(client: Any) -> None:
    """Refuse workers that would fail or give other results.

    Raises:
        XladdinError: no worker; one without xladdin or of another version; another version of Dask.
    """
    try:
        client.wait_for_workers(1, timeout=_WAIT)
    except TimeoutError as error:
        raise XladdinError("集群里没有工作进程。请启动 dask worker，再重试。") from error
    _verify_dask(client)
    answers: dict[str, Any] = _reached(lambda: client.run(version, on_error="return"))
    for worker, answer in answers.items():
        if ModuleNotFoundError.__name__ in repr(answer):  # it comes as a text
            raise XladdinError(f"工作进程 {worker} 上没有安装 xladdin（{answer}）。请在每台机器上安装同一版本。")
        if isinstance(answer, BaseException):
            raise XladdinError(f"工作进程 {worker} 不能工作：{answer}。")
        if answer != version():
            raise WorkerMismatchError(f"工作进程 {worker}：{_mismatch(answer, version())}")


def _verify_dask(client: Any) -> None:
    found = _reached(client.get_versions)
    mine = _versions(found["client"])
    for worker, about in [("调度器", found["scheduler"]), *found["workers"].items()]:
        theirs = _versions(about or {})
        if theirs != mine:
            raise XladdinError(
                f"{worker} 的版本与这里不同：那里是 {theirs}，这里是 {mine}。请在每台机器上安装同一版本。"
            )


def _versions(about: dict[str, Any]) -> str:
    """What must be equal for messages to be understood: Dask, and Python without its last number."""
    python = ".".join(str(about.get("host", {}).get("python", "")).split(".")[:2])
    return f"Python {python}，distributed {about.get('packages', {}).get('distributed')}"


def _mismatch(theirs: str, wanted: str) -> str:
    return f"工作进程的 xladdin 是 {theirs}，这里是 {wanted}。请在每台机器上安装同一版本。"


def _reached(ask: Callable[[], T]) -> T:
    """What the cluster answers.

    Raises:
        XladdinError: it went away.
    """
    from concurrent.futures import CancelledError

    try:
        return ask()
    except (CancelledError, OSError) as error:
        raise XladdinError(
            "与集群的连接断了，没有完成。请看调度器和网络是否正常，再重新运行；已经检查过的在缓存里，不再重复。"
        ) from error


def _everywhere(one: str) -> str:
    """The address as another machine finds it: a worker has a working folder of its own."""
    path = address(one)
    return one if isinstance(path, RemotePath) else os.path.abspath(path)  # noqa: PTH100  Path keeps ".."
