"""What Excel and xlwings ask of a function in cells; breaking any of it shows only on a clerk's computer."""

import inspect

import pytest

from xladdin.excel import udfs, udfs_zh
from xladdin.excel.addin import names
from xladdin.excel.addin.functions import LONGEST_TEXT, first_paragraph
from xladdin.excel.addin.recording import record
from xladdin.excel.functions.declare import CATEGORY, DECLARED

ASCII_NAMES = {
    "JX_RATE": "执行率",
    "JX_EXEC_SCORE": "执行率得分",
    "JX_SCORE": "绩效得分",
    "JX_EXPLAIN": "得分说明",
    "JX_GAP": "还差多少",
    "JX_COMPLETION": "完成率",
    "JX_TOTAL": "总分",
    "JX_GRADE": "绩效等级",
    "JX_WEIGHTS": "分值核对",
    "JX_NOTE": "需填原因",
    "JX_CHANGE": "变动率",
    "JX_SHARE": "占比",
    "JX_BAND": "分段得分",
    "JX_WAVG": "加权平均",
    "JX_AMOUNT": "金额换算",
}
FUNCTIONS = [getattr(udfs, name) for name in ASCII_NAMES] + [getattr(udfs_zh, name) for name in ASCII_NAMES.values()]


def test_every_function_has_both_names():
    assert {name: declared.chinese for name, declared in DECLARED.items()} == ASCII_NAMES


def test_no_other_function_stands_in_the_modules():
    for module, expected in ((udfs, set(ASCII_NAMES)), (udfs_zh, set(ASCII_NAMES.values()))):
        own = {name for name, member in vars(module).items() if getattr(member, "__module__", "") == module.__name__}
        named = {name for name, member in vars(module).items() if member in FUNCTIONS}
        assert named == expected
        assert own <= expected


@pytest.mark.parametrize("function", FUNCTIONS, ids=lambda function: function.__name__)
def test_arguments_are_by_position_and_have_no_annotation(function):
    found = inspect.signature(function)
    assert found.return_annotation is inspect.Signature.empty
    for parameter in found.parameters.values():
        assert parameter.kind is inspect.Parameter.POSITIONAL_OR_KEYWORD
        assert parameter.annotation is inspect.Parameter.empty
        assert parameter.default in (inspect.Parameter.empty, None)
        assert parameter.name != "caller"  # xlwings would put the calling cell there
        names.check(parameter.name)
    names.check_function(function.__name__)


@pytest.mark.parametrize("function", FUNCTIONS, ids=lambda function: function.__name__)
def test_the_description_is_whole_in_excel(function):
    text = first_paragraph(function.__doc__)
    assert 10 <= len(text) <= LONGEST_TEXT
    assert len(function.__doc__) <= LONGEST_TEXT
    assert "一" <= text[0] <= "鿿"
    names.encoded(text, function.__name__)


@pytest.mark.parametrize(("name", "declared"), DECLARED.items(), ids=list(DECLARED))
def test_every_argument_is_described_in_chinese(name, declared):
    assert len(declared.arguments) == len(inspect.signature(getattr(udfs, name)).parameters)
    for chinese, text in declared.arguments:
        assert text.startswith(f"{chinese}：")
        assert len(chinese) < len(text) <= LONGEST_TEXT
        names.check(chinese)
        names.encoded(text, chinese)


def test_what_xlwings_records():
    recorded = record(["xladdin.excel.udfs", "xladdin.excel.udfs_zh"])
    for module, expected in zip(recorded.values(), (ASCII_NAMES.keys(), ASCII_NAMES.values()), strict=True):
        functions = {function["name"]: function for function in module["functions"]}
        assert functions.keys() == set(expected)
        assert {function["category"] for function in functions.values()} == {CATEGORY}
    arguments = [argument["name"] for argument in functions["绩效得分"]["arguments"]]
    assert arguments == ["指标值", "实际完成值", "分值", "类别", "档次", "方案"]
    assert (
        "Function 绩效得分(指标值, 实际完成值, 分值, Optional 类别, Optional 档次, Optional 方案)" in module["wrappers"]
    )
    assert 'XLPy.CallUDF("xladdin.excel.udfs_zh", "绩效得分"' in module["wrappers"]
