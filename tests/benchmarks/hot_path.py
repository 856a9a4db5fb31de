"""How much work the way of a form is, counted and not timed: ``python -m tests.benchmarks.hot_path`` renews the counts.

Calls of functions, ours and the interpreter's, and the peak of memory, for a fixed set of forms with everything
imported and remembered. The counts belong to one version of Python each; timings would be too noisy to compare.
"""

from __future__ import annotations

import gc
import json
import sys
import tracemalloc
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from xladdin import checks, form, kinds, pipeline, reader, schemes, scoring
from xladdin.demo import demo_files
from xladdin.merge import MergeState
from xladdin.model import CheckOptions
from xladdin.output.summary.book import write_summary
from xladdin.pipeline import merging

if TYPE_CHECKING:
    from collections.abc import Callable

FILE = Path(__file__).with_suffix(".json")
WORKBOOKS = Path(__file__).parents[1] / "data" / "workbooks"
VERSION = f"{sys.version_info.major}.{sys.version_info.minor}"
_OPTIONS = CheckOptions()


def count() -> dict[str, int]:
    """Calls by stage and the peak of memory in KB, for all forms together."""
    with TemporaryDirectory() as place:
        paths = _forms(Path(place))
        for way in (_walk, _merge):
            way(paths, lambda _, work: work())  # whatever is imported and remembered at the first time
        counts: dict[str, int] = {}

        def counted(stage: str, work: Callable[[], object]) -> object:
            calls = 0

            def called(_frame: object, event: str, _what: object) -> None:
                nonlocal calls
                calls += event in {"call", "c_call"}

            sys.setprofile(called)
            try:
                return work()
            finally:
                sys.setprofile(None)
                counts[stage] = counts.get(stage, 0) + calls

        _walk(paths, counted)
        _merge(paths, counted)
        gc.collect()
        tracemalloc.start()
        _walk(paths, lambda _, work: work())
        counts["peak KB"] = tracemalloc.get_traced_memory()[1] // 1024
        tracemalloc.stop()
    return counts


def _forms(folder: Path) -> list[Path]:
    for file in demo_files():
        file.write(folder / file.name)
    return [*sorted(WORKBOOKS.glob("*.xlsx")), *sorted(folder.iterdir())]


def _walk(paths: list[Path], run: Callable[[str, Callable[[], object]], object]) -> None:
    """The stages of a check, each by itself."""
    for path in paths:
        workbook = run("reader", lambda path=path: reader.read(path))
        found = run("form", lambda book=workbook: form.find_forms(book, kinds.all_kinds()))
        run("checks", lambda book=workbook, found=found: checks.run_file(book, found, _OPTIONS))
        for one in found:
            choice = run("schemes", lambda one=one: schemes.choose(one, None))
            due = run("scoring", lambda one=one, choice=choice: scoring.recalculate(one, choice.scheme))
            facts = checks.Facts(one, choice.scheme, due, workbook, _OPTIONS, choice.sure, lambda: iter(()))
            run("checks", lambda facts=facts: checks.run_form(facts))


def _merge(paths: list[Path], run: Callable[[str, Callable[[], object]], object]) -> None:
    """The stages of a merge after the check: what is kept of each file, the summary, the workbook."""
    state = MergeState()
    for path in paths:
        checked = pipeline.check_file(path, _OPTIONS)
        run("extract", lambda one=checked: state.add(one, scoring.score_indicator, digests=pipeline.digests(one)))
    summary = run("merge", lambda: merging.summarise(state, _OPTIONS, merging.merge_settings(include_errors=True)))
    run("summary", lambda: write_summary(summary, paths[-1].with_name("summary.xlsx")))


def kept() -> dict[str, int] | None:
    """The counts that were kept for this version of Python."""
    return json.loads(FILE.read_text(encoding="utf-8")).get(VERSION)


def main() -> None:
    """Keep the counts of today."""
    known = json.loads(FILE.read_text(encoding="utf-8")) if FILE.exists() else {}
    FILE.write_text(json.dumps(known | {VERSION: count()}, indent=1) + "\n", encoding="utf-8")
    print(FILE.read_text(encoding="utf-8"))


if __name__ == "__main__":
    main()
