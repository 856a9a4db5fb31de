"""What is taken over from the Python functions, and what is refused."""

import re
from zipfile import ZipFile

import pytest

from tests.excel.vba_project import VbaProject
from xladdin.excel.addin import wrappers
from xladdin.excel.addin.faults import BuildError
from xladdin.excel.addin.functions import Argument, Function, first_paragraph


@pytest.fixture
def modules(sample_addin):
    return VbaProject(sample_addin).sources()


def test_each_module_has_its_wrappers(modules):
    assert re.findall(r"^Function (\w+)\((.*)\)\r$", modules["XaFunctions"], re.M) == [
        ("JX_SAMPLE", "target, actual, Optional points"),
        ("JX_SUM", "ParamArray scores()"),
    ]
    assert re.findall(r"^Function (\w+)\((.*)\)\r$", modules["XaAliases"], re.M) == [
        ("示例得分", "年度指标值, 实际完成值")
    ]


def test_module_of_ascii_names_compiles_everywhere(modules):
    code = re.sub(r'"[^"]*"', "", modules["XaFunctions"])
    assert code.isascii()


def test_wrapper_calls_python_and_nothing_of_the_workbook(modules):
    call = (
        'JX_SAMPLE = XLPy.CallUDF("tests.excel.sample_functions", "JX_SAMPLE", Array(target, actual, points), Nothing, '
    )
    assert call + "Application.Caller)\r\n" in modules["XaFunctions"]
    assert "ActiveWorkbook" not in modules["XaFunctions"]
    assert "#" not in modules["XaFunctions"]


def test_no_wrapper_shows_a_traceback(modules):
    for name in ("XaFunctions", "XaAliases"):
        count = modules[name].count("End Function")
        assert modules[name].count("    On Error GoTo failed\r\n") == count
        assert modules[name].count(" = XaFailure(Err.Number, Err.Description)\r\n") == count
        assert "= Err.Description" not in modules[name]


def test_descriptions_and_categories_stand_behind_the_first_line(modules):
    lines = modules["XaFunctions"].split("\r\n")
    first = lines.index("Function JX_SAMPLE(target, actual, Optional points)")
    assert lines[first + 1] == (
        'Attribute JX_SAMPLE.VB_Description = "按年度指标值和实际完成值计算得分；'
        '写在“得分”栏中，例如 ""=JX_SAMPLE(A1,B1,C1)""。"'
    )
    assert lines[first + 2] == r'Attribute JX_SAMPLE.VB_ProcData.VB_Invoke_Func = " \n20"'
    assert r'Attribute JX_SUM.VB_ProcData.VB_Invoke_Func = " \n21"' in lines


def test_texts_of_arguments_are_where_excel_keeps_them(sample_addin, tmp_path):
    file = tmp_path / "a.xlam"
    file.write_bytes(sample_addin)
    with ZipFile(file) as package:
        workbook = package.read("xl/workbook.xml").decode("utf-8")
    assert '<functionGroup name="绩效自评"/><functionGroup name="绩效自评（其他）"/>' in workbook
    texts = re.search(r'<x14:definedName name="JX_SAMPLE">(.*?)</x14:definedName>', workbook)[1]
    assert texts.startswith('<x14:argumentDescriptions count="3"><x14:argumentDescription index="0">年度指标值')
    assert texts.count("argumentDescription index") == 3


FUNCTION = Function("JX_A", "说明", "绩效自评", (Argument("value", "数值"),))


def changed(**changes):
    fields = {name: getattr(FUNCTION, name) for name in ("name", "description", "category", "arguments")}
    return Function(**(fields | changes))


@pytest.mark.parametrize(
    "function",
    [
        changed(name="A1"),
        changed(description=""),
        changed(description="长" * 256),
        changed(description="⚠ 不在 GBK 中"),
        changed(arguments=(Argument("value", "长" * 256),)),
        changed(arguments=(Argument("value", "Positional argument 1"),)),
        changed(arguments=(Argument("scale", "数值"),)),
        changed(arguments=(Argument("value", "数值"), Argument("Value", "数值"))),
        changed(arguments=(Argument("jx_a", "数值"),)),
        changed(arguments=tuple(Argument(f"value{number}", "数值") for number in range(61))),
    ],
)
def test_function_that_excel_would_refuse_or_cut(function):
    with pytest.raises(BuildError):
        function.check()


def test_longest_texts_are_taken():
    changed(description="长" * 255, arguments=(Argument("value", "长" * 255),)).check()


def test_first_paragraph_in_one_line():
    assert (
        first_paragraph("按指标值\n    计算，单位 %\n    of points。\n\n    Second.")
        == "按指标值计算，单位 % of points。"
    )


def _module(tmp_path, monkeypatch, source):
    (tmp_path / "written_functions.py").write_text(f"import xlwings as xw\n\n{source}\n", encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    return {"XaFunctions": "written_functions"}


@pytest.mark.parametrize(
    "source",
    [
        "def broken(:",
        '@xw.func\ndef JX_A():\n    """说明"""',  # no category
        '@xw.sub(category="绩效自评")\ndef JX_A():\n    """说明"""',
        '@xw.func(category="绩效自评")\ndef JX_A(value):\n    """说明"""',  # no text for the argument
        '@xw.func(category="绩效自评")\ndef JX_A():\n    """说明"""\n\n\nJX_B = JX_A',
    ],
)
def test_modules_that_cannot_be_taken_over(tmp_path, monkeypatch, source):
    with pytest.raises(BuildError):
        wrappers.build(_module(tmp_path, monkeypatch, source))


def test_building_leaves_xlwings_as_it_was(sample_addin):
    """The recording decorators stay in a process of their own."""
    import xlwings

    def function():
        """Nothing."""

    assert sample_addin
    assert not hasattr(xlwings.func(function), "__xlfunc__")
