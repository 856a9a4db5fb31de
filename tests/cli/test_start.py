"""What a start costs: which modules a command loads. Milliseconds are measured by tests.benchmarks."""

import ast
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

import xladdin

PACKAGE = Path(xladdin.__file__).parent
FORM = PACKAGE.parent / "tests/data/workbooks/seed003.xlsx"
STUBS = sorted(PACKAGE.rglob("__init__.pyi"))
#: What one form has nothing to do with: reports, merging, earlier checks, copies, the cache, processes.
NEEDLESS = (
    "xladdin.model.report",
    "xladdin.model.summary",
    "xladdin.model.merged",
    "xladdin.model.extracts",
    "xladdin.model.cycle",
    "xladdin.cycle.baseline",
    "xladdin.cycle.receipt",
    "xladdin.cycle.rounds",
    "xladdin.pipeline.copies",
    "xladdin.pipeline.blanks",
    "xladdin.output.writing",
    "xladdin.output.why_text",
    "xladdin.runs.cache",
    "xladdin.runs.pool",
    "importlib.metadata",
    "importlib.resources",
    "difflib",
    "json",
    "msgspec",
    "pebble",
    "platformdirs",
    "sqlite3",
    "tomllib",
)


def test_a_check_of_one_form_loads_what_it_needs():
    code = (
        "import contextlib, io, sys\n"
        "from xladdin.cli.group import run\n"
        "with contextlib.redirect_stdout(io.StringIO()):\n"
        f"    run(['check', {str(FORM)!r}])\n"
        f"print(*[name for name in {NEEDLESS!r} if name in sys.modules])\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


@pytest.mark.parametrize("path", STUBS, ids=lambda path: path.parent.name)
def test_lazy_packages_have_all_they_promise(path):
    tree = ast.parse(path.read_text(encoding="ascii"))  # it is read in the encoding of the computer
    (promised,) = (ast.literal_eval(node.value) for node in tree.body if isinstance(node, ast.Assign))
    package = import_module(f"xladdin.{path.parent.name}")
    assert sorted(promised) == sorted(package.__all__)
    assert all(getattr(package, name) is not None for name in promised)


def test_there_are_lazy_packages():
    assert {path.parent.name for path in STUBS} >= {"model", "pipeline", "cycle", "runs"}
