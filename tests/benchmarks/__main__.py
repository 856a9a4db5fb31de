"""``python -m tests.benchmarks``: this tool beside what a user would write, one table, the same files, one run.

``--files N`` for another number than 2,000; ``--slow N``: the openpyxl loops read only the first N files, and their
times are multiplied; ``--scale 20000`` measures the cost of a form at a second number of files.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from tests.benchmarks.forms import change_form, write_forms
from tests.benchmarks.measuring import Measured, measure

ROOT = Path(__file__).parents[2]
US = (sys.executable, "-m", "xladdin")
CLICK = "import click\n@click.group()\ndef main(): pass\n@main.command()\ndef a(): pass\nmain(['--help'])"
SLOW = frozenset({"pandas-openpyxl", "openpyxl"})
BURN = "total = 0\nfor number in range(20_000_000): total += number"
CHANGED = 10
BEST_OF = 3


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks")
    parser.add_argument("--files", type=int, default=2000)
    parser.add_argument("--slow", type=int, default=200)
    parser.add_argument("--scale", type=int, default=0)
    asked = parser.parse_args()
    os.chdir(ROOT)
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        paths = write_forms(folder / "forms", asked.files)
        size = sum(path.stat().st_size for path in paths) / len(paths) / 1024
        measure(*US, "merge", str(paths[0]), "-o", str(folder / "first.xlsx"))  # every module compiled
        print(
            f"{asked.files} forms of {size:.1f} KB; seconds on the clock, of the processors, megabytes of all processes"
        )
        rows = _ours(folder, paths) | _peers(folder, asked.files, min(asked.slow, asked.files))
        _print(rows, asked.files)
        _print_ratios(rows)
        _print_start(paths[0])
        if asked.scale:
            _print_scale(folder, rows, asked.files, asked.scale)


def _ours(folder: Path, paths: list[Path]) -> dict[str, Measured]:
    forms, cache = str(folder / "forms"), str(folder / "cache")
    merge = (*US, "merge", forms, "--force", "-o", str(folder / "summary.xlsx"))
    check = (*US, "check", forms, "--quiet", "--cache")
    rows = {
        "xladdin merge, 1 process": measure(*merge, "--no-cache", "--jobs", "1"),
        "xladdin merge, 2 processes": measure(*merge, "--no-cache", "--jobs", "2"),
        "xladdin check, 2 processes, empty cache": measure(*check, str(folder / "other"), "--jobs", "2"),
        "xladdin check, 1 process, empty cache": measure(*check, cache, "--jobs", "1"),
    }
    for path in paths[:: max(1, len(paths) // CHANGED)][:CHANGED]:
        change_form(path)
    return rows | {f"xladdin check, second run, {CHANGED} changed": measure(*check, cache, "--jobs", "1")}


def _peers(folder: Path, count: int, slow: int) -> dict[str, Measured]:
    few = folder / "few"
    write_forms(few, slow)
    rows = {}
    for name in ("pandas-openpyxl", "openpyxl", "pandas-calamine", "calamine", "floor"):
        forms, times = (few, count / slow) if name in SLOW else (folder / "forms", 1.0)
        command = (sys.executable, "-m", "tests.benchmarks.peers", name, str(forms), str(folder / f"{name}.xlsx"))
        one = measure(*command)
        rows[name] = replace(one, seconds=one.seconds * times, processor=one.processor * times)
    return rows


def _print(rows: dict[str, Measured], count: int) -> None:
    print(f"\n{'':42} {'s':>8} {'cpu s':>8} {'files/s':>8} {'ms/file':>8} {'MB':>7}")
    for name, one in rows.items():
        print(
            f"{name:42} {one.seconds:8.2f} {one.processor:8.2f} {count / one.seconds:8.0f} "
            f"{one.seconds / count * 1000:8.2f} {one.megabytes:7.0f}"
        )


def _print_ratios(rows: dict[str, Measured]) -> None:
    one, two = (rows[f"xladdin merge, {number}"] for number in ("1 process", "2 processes"))
    first, both = (rows[f"xladdin check, {number}, empty cache"] for number in ("1 process", "2 processes"))
    second = next(measured for name, measured in rows.items() if "second run" in name)
    goals = (
        ("pandas + openpyxl ÷ merge", rows["pandas-openpyxl"].seconds / two.seconds, "≥ 20"),
        ("pandas + calamine ÷ merge", rows["pandas-calamine"].seconds / two.seconds, "≥ 4"),
        ("merge ÷ floor", two.seconds / rows["floor"].seconds, "≤ 3"),
        ("first check ÷ second", first.seconds / second.seconds, "≥ 20"),
        ("check by one process ÷ by two", first.seconds / both.seconds, "≥ 1.7"),
        ("merge by one process ÷ by two", one.seconds / two.seconds, "≥ 1.7"),
    )
    print()
    for name, ratio, goal in goals:
        print(f"{name:42} {ratio:8.2f}   goal {goal}")
    print(f"{'the same of a bare loop (this machine)':42} {_of_two_processors():8.2f}")


def _of_two_processors() -> float:
    """How much sooner two processes do what one does: two threads of one core are not two cores."""
    one = f"{BURN}\n{BURN}"
    two = f"import multiprocessing\nwith multiprocessing.Pool(2) as pool: pool.map(exec, [{BURN!r}] * 2, chunksize=1)"
    alone, together = (min(measure(sys.executable, "-c", code).seconds for _ in range(BEST_OF)) for code in (one, two))
    return alone / together


def _print_start(form: Path) -> None:
    def best(*command: str) -> float:
        return min(measure(*command).seconds for _ in range(BEST_OF))

    bare, ours = best(sys.executable, "-c", CLICK), best(*US, "--help")
    print(f"\nxladdin --help {ours:.3f} s, bare click group {bare:.3f} s, ratio {ours / bare:.2f}   goal ≤ 1.5")
    print(f"xladdin check of one form {best(*US, 'check', str(form)):.3f} s   goal ≤ 0.35")


def _print_scale(folder: Path, rows: dict[str, Measured], count: int, more: int) -> None:
    write_forms(folder / "more", more)
    summary = str(folder / "more.xlsx")
    one = measure(*US, "merge", str(folder / "more"), "-o", summary, "--no-cache", "--jobs", "2")
    before = rows["xladdin merge, 2 processes"]
    print(
        f"\nmerge of {more} forms: {one.seconds:.1f} s, {one.megabytes:.0f} MB; a form costs "
        f"{one.processor / more / (before.processor / count):.2f} times what it costs at {count}   goal ≤ 1.15"
    )


if __name__ == "__main__":
    main()
