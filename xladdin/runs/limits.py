"""What one file may use, and what becomes of a file that used more or ended its process."""

from __future__ import annotations

import gc
import os
import sys
import threading
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from xladdin.model import CheckedFile, CheckOptions

_MEGABYTE = 1024 * 1024
#: Exit code of a process that ended itself because its memory was used up.
OUT_OF_MEMORY = 77
_LOOK_EVERY = 0.2  # seconds
#: Objects after which Python looks for circles that nobody refers to. A check leaves none, and looking after every 700
#: objects takes a twentieth of its time.
SELDOM = 50_000


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds and memory for one file from reading to findings; a form takes some milliseconds and a few megabytes.

    ``memory``: bytes beyond what the process has at its start. ``small``: files up to this size are read in this
    process where there are but few of them; larger ones always in one that can be ended.
    """

    seconds: float = 60.0
    memory: int = 1536 * _MEGABYTE
    small: int = 2 * _MEGABYTE


class TooSlowError(BaseException):
    """The time of a file is over. Not an ``Exception``: nothing on the way up may take it for a crash of its own."""


def too_slow(path: Path, options: CheckOptions, limits: Limits) -> CheckedFile:
    """W109: the file was stopped because it took too long."""
    from xladdin.pipeline import stopped_file

    return stopped_file(path, options, "too-slow", seconds=f"{limits.seconds:g}")


def too_large(path: Path, options: CheckOptions, limits: Limits) -> CheckedFile:
    """W109: the file was stopped because it took too much memory."""
    from xladdin.pipeline import stopped_file

    return stopped_file(path, options, "too-much-memory", megabytes=limits.memory // _MEGABYTE)


def died(path: Path, error: BaseException) -> CheckedFile:
    """W901: the process died of the file."""
    from xladdin.pipeline import crashed_file

    return crashed_file(path, error)


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raise TooSlowError inside the block when the time is over.

    Works by the alarm of the system in the main thread of POSIX, elsewhere (Windows, a worker of a cluster) by an
    exception that another thread sends; neither stops a library in the middle of one call.
    """
    if sys.platform == "win32" or threading.current_thread() is not threading.main_thread():
        with _time_limit_of_thread(seconds):
            yield
        return
    import signal

    def ring(*_: object) -> None:
        raise TooSlowError

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@contextmanager
def _time_limit_of_thread(seconds: float) -> Iterator[None]:
    import ctypes

    thread, over, lock = threading.get_ident(), threading.Event(), threading.Lock()

    def ring() -> None:
        with lock:
            if not over.is_set():
                ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), ctypes.py_object(TooSlowError))

    timer = threading.Timer(seconds, ring)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        with lock:
            over.set()
        timer.cancel()


def guard(memory: int, prepare: Callable[[], None] | None = None) -> None:
    """At the start of a worker process: limit its memory, and end it when the process that started it is gone."""
    if prepare is not None:
        prepare()
    gc.freeze()  # what is imported stays
    gc.set_threshold(SELDOM)
    limited = _limit_address_space(memory)
    threading.Thread(target=_watch, args=(os.getppid(), None if limited else memory), daemon=True).start()


def _limit_address_space(memory: int) -> bool:
    """Whether the system keeps the limit by itself: Linux does."""
    if sys.platform != "linux":
        return False
    import resource

    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    limit = pages * resource.getpagesize() + memory
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (limit if hard == resource.RLIM_INFINITY else min(limit, hard), hard))
    return True


def _watch(parent: int, memory: int | None) -> None:
    """Look now and then whether the parent lives, and how much memory is used where psutil is there to tell."""
    from time import sleep

    measure = _memory_used() if memory is not None else None
    start = measure() if measure else 0
    while True:
        sleep(_LOOK_EVERY)
        if os.getppid() != parent:
            os._exit(1)
        if memory is not None and measure is not None and measure() - start > memory:
            os._exit(OUT_OF_MEMORY)


def _memory_used() -> Callable[[], int] | None:
    try:
        import psutil
    except ImportError:
        return None
    return lambda: int(psutil.Process().memory_info().rss)
