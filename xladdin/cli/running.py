"""Options of the commands that work on many files: how many processes, and the cache of earlier results."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import click

from xladdin.cli.grouping import grouped
from xladdin.cli.logfile import keep_log
from xladdin.runs import How

#: Where the cache lies, instead of the user's cache folder.
CACHE_VARIABLE = "XLADDIN_CACHE"


@dataclass(frozen=True, slots=True)
class Running:
    """How many processes, and whether earlier results are taken."""

    jobs: int | None
    cache: Path | None
    no_cache: bool

    def how(self) -> How:
        """As a run takes them."""
        folder = None if self.no_cache else self.cache or cache_folder()
        return How(jobs=self.jobs or processors(), cache=folder, prepare=keep_log)


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
