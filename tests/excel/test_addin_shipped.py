"""The add-in in ``macros/`` is what its sources give today, and holds every function."""

import re
from inspect import signature
from zipfile import ZipFile

import pytest

import xladdin
from tests.excel.conftest import ROOT
from tests.excel.vba_project import VbaProject
from xladdin.excel import udfs, udfs_zh
from xladdin.excel.addin import shipped
from xladdin.excel.addin.build import build
from xladdin.excel.functions.declare import CATEGORY, DECLARED

FILE = ROOT / "macros" / "xladdin.xlam"
SOURCES = VbaProject(FILE.read_bytes()).sources()
HEAD = re.compile(r"^Function (\w+)\((.*)\)\r$", re.M)
FUNCTIONS = [
    *(("XaFunctions", udfs, name) for name in DECLARED),
    *(("XaAliases", udfs_zh, declaration.chinese) for declaration in DECLARED.values()),
]


def test_the_file_in_the_folder_is_up_to_date():
    assert build(shipped.macros_folder()) == FILE.read_bytes(), "run python -m xladdin.excel.addin"


def test_it_is_the_file_that_is_installed():
    assert shipped.addin_file().read_bytes() == FILE.read_bytes()
    assert shipped.versions(FILE)[shipped.XLADDIN] == xladdin.__version__


@pytest.mark.parametrize(("module", "python", "name"), FUNCTIONS, ids=[name for *_, name in FUNCTIONS])
def test_every_function_has_its_wrapper_and_texts(module, python, name):
    heads = dict(HEAD.findall(SOURCES[module]))
    arguments = [argument.split()[-1].rstrip("()") for argument in heads[name].split(", ")]
    assert arguments == list(signature(getattr(python, name)).parameters)
    assert f'"{python.__name__}", "{name}", ' in SOURCES[module]
    assert f"Attribute {name}.VB_Description" in SOURCES[module]
    with ZipFile(FILE) as package:
        workbook = package.read("xl/workbook.xml").decode("utf-8")
    texts = re.search(rf'<x14:definedName name="{name}">(.*?)</x14:definedName>', workbook)[1]
    assert re.findall(r'argumentDescription index="(\d+)"', texts) == [str(number) for number in range(len(arguments))]


def test_no_other_function_shows_in_excel():
    wrapped = [name for module in ("XaFunctions", "XaAliases") for name, _ in HEAD.findall(SOURCES[module])]
    assert sorted(wrapped) == sorted(name for *_, name in FUNCTIONS)
    assert len(wrapped) == 2 * 15
    others = set(SOURCES) - {"XaFunctions", "XaAliases"}
    assert all("Function " not in SOURCES[name] or "\r\nOption Private Module\r\n" in SOURCES[name] for name in others)


def test_all_functions_stand_in_one_category():
    with ZipFile(FILE) as package:
        workbook = package.read("xl/workbook.xml").decode("utf-8")
    assert re.findall(r'<functionGroup name="(.*?)"', workbook) == [CATEGORY]
    numbers = {number for text in SOURCES.values() for number in re.findall(r'VB_Invoke_Func = " \\n(\d+)"', text)}
    assert numbers == {"20"}
