"""Time and memory of a command with all its processes."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from dataclasses import dataclass

import psutil

_LOOK_EVERY = 0.03  # seconds


@dataclass(frozen=True, slots=True)
class Measured:
    """Seconds on the clock and of the processors, megabytes of all processes together at their peak."""

    seconds: float
    processor: float
    megabytes: float


def measure(*command: str, env: dict[str, str] | None = None) -> Measured:
    """Run a command to its end; exit codes 0 and 1 (findings) are good. ``env``: variables besides those there are.

    Modules that were compiled once stay compiled, as they are where the tool was installed.
    """
    around = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"} | (env or {})
    before = psutil.Process().cpu_times()
    start = time.perf_counter()
    run = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=around)
    peaks: list[float] = []
    watch = threading.Thread(target=_watch, args=(run.pid, peaks))
    watch.start()
    _, told = run.communicate()
    seconds = time.perf_counter() - start
    watch.join()
    if run.returncode not in {0, 1}:
        sys.exit(f"{command}: {told.decode()}")
    after = psutil.Process().cpu_times()
    processor = sum(getattr(after, name) - getattr(before, name) for name in ("children_user", "children_system"))
    return Measured(seconds, processor, max(peaks, default=0.0))


def _watch(pid: int, peaks: list[float]) -> None:
    """Memory that belongs to nobody else (USS) of a process and all it started, as long as it lives."""
    try:
        top = psutil.Process(pid)
        while top.is_running() and top.status() != psutil.STATUS_ZOMBIE:
            peaks.append(sum(map(_memory, [top, *top.children(recursive=True)])) / 2**20)
            time.sleep(_LOOK_EVERY)
    except psutil.Error:
        return


def _memory(process: psutil.Process) -> float:
    try:
        return float(getattr(process.memory_full_info(), "pss", 0) or process.memory_info().rss)
    except psutil.Error:
        return 0.0
