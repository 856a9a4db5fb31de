"""Many forms on a Dask cluster of local workers against the same run in local processes.

``python -m tests.benchmarks.cluster --forms 20000`` prints times, memory and whether the summaries are equal to the
byte, also when a worker is killed in the middle. ``--only`` runs one of them.
"""

from __future__ import annotations

import argparse
import hashlib
import logging
import os
import signal
import tempfile
import threading
import time
from functools import partial
from pathlib import Path
from typing import Self

import psutil

from tests.benchmarks.forms import write_forms
from xladdin.model import CheckOptions
from xladdin.pipeline import merging
from xladdin.runs import How
from xladdin.runs.gathering import gather

_LOOK_EVERY = 0.5  # seconds


class Memory:
    """The highest memory of this process and of all its children, in MiB, while it is looked at."""

    def __enter__(self) -> Self:
        self.own = self.largest_child = 0
        self.quarters: list[tuple[int, int]] = []
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _look(self) -> None:
        me = psutil.Process()
        while not self._over.wait(_LOOK_EVERY):
            try:
                children = [child.memory_info().rss >> 20 for child in me.children(recursive=True)]
            except psutil.NoSuchProcess:
                continue
            own = me.memory_info().rss >> 20
            self.own, self.largest_child = max(self.own, own), max(self.largest_child, *children, 0)
            self.quarters.append((own, max(children, default=0)))

    def course(self) -> str:
        """Memory of this process and the largest child after each quarter of the run."""
        step = max(1, len(self.quarters) // 4)
        return "  ".join(f"{own}/{child}" for own, child in self.quarters[step - 1 :: step][:4])


def measure(name: str, paths: list[Path], how: How, halfway=lambda: None) -> str:
    """Gather, write the part, print a line; the print of the part."""
    seen = 0

    def advance() -> None:
        nonlocal seen
        seen += 1
        if seen == len(paths) // 2:
            halfway()

    started = time.perf_counter()
    with Memory() as memory, tempfile.TemporaryDirectory() as folder:
        state = gather(paths, CheckOptions(), how, advance)
        gathered = time.perf_counter() - started
        part = Path(folder) / "all.xlpart"
        merging.write_part(state, part, force=False)
        digest, size = hashlib.sha256(part.read_bytes()).hexdigest(), part.stat().st_size >> 20
    rate = len(paths) / gathered
    print(
        f"{name:22} {gathered:7.1f} s  {rate:6.0f} forms/s  own {memory.own} MiB  worker {memory.largest_child} MiB"
        f"  quarters {memory.course()}  part {size} MiB  {digest[:12]}",
        flush=True,
    )
    return digest


def on_cluster(paths: list[Path], workers: int, *, kill: bool) -> str:
    """The run on a cluster of its own."""
    import distributed

    from xladdin.runs.cluster import Cluster

    settings = {"n_workers": workers, "threads_per_worker": 1, "dashboard_address": None}
    with distributed.LocalCluster(**settings, silence_logs=logging.CRITICAL) as cluster:

        def halfway() -> None:
            if kill:
                os.kill(next(iter(cluster.workers.values())).pid, signal.SIGKILL)

        how = How(executor=partial(Cluster, cluster.scheduler_address))
        return measure("cluster, one killed" if kill else "cluster", paths, how, halfway)


def main() -> None:
    """Generate, run, compare."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--forms", type=int, default=2000)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--folder", type=Path, help="where the forms are, or are written")
    parser.add_argument("--only", choices=["local", "cluster", "killed"])
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = chosen.folder or Path(temporary)
        paths = sorted(folder.rglob("*.xlsx"))[: chosen.forms]
        if len(paths) < chosen.forms:
            paths = write_forms(folder, chosen.forms)
        runs = {
            "local": lambda: measure("local processes", paths, How(jobs=chosen.workers)),
            "cluster": lambda: on_cluster(paths, chosen.workers, kill=False),
            "killed": lambda: on_cluster(paths, chosen.workers, kill=True),
        }
        prints = {run() for name, run in runs.items() if chosen.only in (None, name)}
        print("summaries equal to the byte" if len(prints) == 1 else "SUMMARIES DIFFER")


if __name__ == "__main__":
    main()
