"""Options of the commands that work on many files: who does the work, and the cache of earlier results."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from xladdin.cli.grouping import grouped
from xladdin.cli.logfile import keep_log
from xladdin.runs import How

if TYPE_CHECKING:
    from collections.abc import Callable

    from xladdin.model import CheckOptions
    from xladdin.runs.batches import Executor
    from xladdin.runs.tasks import Task

#: Where the cache lies, instead of the user's cache folder.
CACHE_VARIABLE = "XLADDIN_CACHE"


@dataclass(frozen=True, slots=True)
class Running:
    """How many processes or which cluster, and whether earlier results are taken."""

    jobs: int | None
    cache: Path | None
    no_cache: bool
    scheduler: str | None

    def how(self) -> How:
        """As a run takes them."""
        folder = None if self.no_cache else self.cache or cache_folder
        return How(self.jobs or processors(), folder, prepare=keep_log, executor=self._cluster())

    def _cluster(self) -> Callable[[Task[Any], CheckOptions], Executor] | None:
        """The Dask cluster that does the work, where one is named."""
        if self.scheduler is None:
            return None
        from xladdin.runs.cluster import Cluster

        return partial(Cluster, self.scheduler)


RUNNING = grouped(
    "running",
    Running,
    click.option(
        "--jobs", type=click.IntRange(1, 64), metavar="个数", help="同时用几个进程（默认与处理器个数相同；1为不并行）。"
    ),
    click.option(
        "--cache",
        type=click.Path(path_type=Path, file_okay=False),
        envvar=CACHE_VARIABLE,
        metavar="文件夹",
        help=f"缓存放在这个文件夹；也可设环境变量 {CACHE_VARIABLE}。",
    ),
    click.option("--no-cache", is_flag=True, help="不用缓存：没有改动过的文件也重新检查。"),
    click.option(
        "--scheduler",
        metavar="地址",
        help="由这个 Dask 调度器的集群来做（如 tcp://10.0.0.1:8786），要另装 xladdin[cluster]；不写则在本机做。",
    ),
)


def cache_folder() -> Path:
    """Where the cache lies on this computer, e.g. ~/.cache/xladdin."""
    moved = os.environ.get(CACHE_VARIABLE)
    if moved:
        return Path(moved)
    import platformdirs

    return platformdirs.user_cache_path("xladdin", appauthor=False)


def processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
