"""Conventions that matter are tests."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

import xladdin

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "xladdin"
MODULES = sorted(PACKAGE.rglob("*.py"))

LONGEST_FUNCTION = 50
LONGEST_MODULE = 400


def _strings(tree: ast.AST):
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield node


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_modules_and_functions_stay_small(path):
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= LONGEST_MODULE, "split the module: it has grown a second idea"
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef):
            length = node.end_lineno - node.lineno + 1
            assert length <= LONGEST_FUNCTION, f"{node.name} has {length} lines"


def test_no_module_for_everything():
    names = {path.stem for path in MODULES}
    assert not names & {"utils", "helpers", "common", "base", "manager", "misc"}


def test_texts_for_users_have_chinese_punctuation():
    wrong = [
        f"{path.relative_to(ROOT)}:{node.lineno}: {node.value!r}"
        for path in MODULES
        for node in _strings(ast.parse(path.read_text(encoding="utf-8")))
        if re.search(r"[一-鿿][,;:!](?![a-z0-9])", node.value) and not re.search(r"[|\\[]|\(\?", node.value)
    ]
    assert not wrong


def test_money_and_scores_are_never_rounded_by_round():
    wrong = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "round"
    ]
    assert not wrong


def test_nothing_reaches_for_the_network():
    wrong = [
        f"{path.relative_to(ROOT)}: {name}"
        for path in MODULES
        for name in re.findall(r"^\s*(?:import|from) ([\w.]+)", path.read_text(encoding="utf-8"), re.M)
        if name.split(".")[0] in {"socket", "http", "ssl", "requests", "httpx", "ftplib", "smtplib"}
        or name.startswith("urllib.request")
    ]
    assert not wrong


HEAVY = ("pandas", "openpyxl", "xlwings", "numpy", "xlsxwriter", "jinja2", "docx", "lxml", "pyarrow", "duckdb")


def _loaded(*arguments: str) -> set[str]:
    code = (
        "import sys, contextlib, io\n"
        "from xladdin.cli.group import run\n"
        "with contextlib.redirect_stdout(io.StringIO()):\n"
        f"    run({list(arguments)!r})\n"
        f"print(*[name for name in {HEAVY!r} + ('rich',) if name in sys.modules])\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    return set(done.stdout.split())


def test_help_loads_no_heavy_library():
    assert not _loaded("--help")


def test_check_loads_no_heavy_library():
    assert not _loaded("check", str(ROOT / "tests/data/workbooks/seed003.xlsx"))


def test_changelog_speaks_of_this_version():
    assert f"## {xladdin.__version__}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_readme_names_every_room():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    rooms = {path.name for path in PACKAGE.iterdir() if path.is_dir() and (path / "__init__.py").exists()}
    assert not {room for room in rooms if f"{room}/" not in readme}


def test_the_compiled_texts_are_those_of_their_source():
    from babel.messages.mofile import read_mo
    from babel.messages.pofile import read_po

    folder = PACKAGE / "cli/locale/zh_CN/LC_MESSAGES"
    with (folder / "messages.po").open("rb") as source, (folder / "messages.mo").open("rb") as compiled:
        written, built = read_po(source, locale="zh_CN"), read_mo(compiled)
    assert len(written) > 40
    assert _texts(written) == _texts(built)


def _texts(catalogue):
    return {_singular(message.id): _singular(message.string) for message in catalogue if message.id}


def _singular(text):
    return text if isinstance(text, str) else text[0]
