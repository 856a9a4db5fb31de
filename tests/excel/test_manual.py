import re
import webbrowser

import pytest

from xladdin.cli.group import COMMANDS
from xladdin.excel import manual, udfs
from xladdin.excel.manual.build import build, examples
from xladdin.excel.windows import settings, trust


@pytest.fixture(scope="module")
def page():
    return manual.manual_file().read_text(encoding="utf-8")


def test_the_page_is_what_its_chapters_and_functions_make(page):
    assert page == build(), "run python -m xladdin.excel.manual"


@pytest.mark.parametrize("example", examples(), ids=lambda example: f"{example['function']}{example['arguments']}")
def test_every_example_gives_what_the_manual_says(example):
    assert getattr(udfs, example["function"])(*example["arguments"]) == example["gives"]


def test_every_function_has_an_example(page):
    functions = {name for name in vars(udfs) if name.startswith("JX_")}
    assert functions == {example["function"] for example in examples()}
    assert all(f"（{name}）" in page for name in functions)


def test_every_command_is_mentioned_and_none_that_does_not_exist(page):
    named = set(re.findall(r"xladdin ([a-z]+)\b", page))
    assert named == set(COMMANDS)


def test_what_installation_writes_is_told(page):
    assert settings.KEY in page
    assert settings.INTERPRETER in page
    assert settings.DLL_FOLDER in page


def test_every_setting_that_stops_addins_has_its_say():
    assert all(setting.do and setting.values and setting.places for setting in trust.settings())


def test_the_page_needs_no_other_file(page):
    assert not re.search(r'(src|href)="(?!#)', page)


def test_a_computer_without_browser(monkeypatch):
    def none(_):
        raise webbrowser.Error("no browser")

    monkeypatch.setattr(webbrowser, "open", none)
    assert manual.open_manual() is False
