"""LibreOffice opens the shipped add-in and runs its VBA: runtime, buttons and the wrapper of every function.

One module is exchanged while it runs: the one that asks Windows and Excel. What it plays is in ``stubs/``.
"""

import json
import re
import subprocess
from pathlib import Path

import pytest

from tests.excel.vba_project import VbaProject
from tests.tools import require, require_uno
from xladdin.excel.addin import shipped
from xladdin.excel.addin.build import FUNCTION_MODULES

HERE = Path(__file__).parent
STUBS = HERE / "stubs"
SOURCES = VbaProject(shipped.addin_file().read_bytes()).sources()
FUNCTIONS = [
    (module, name, [argument for argument in arguments.split(", ") if argument])
    for module in FUNCTION_MODULES
    for name, arguments in re.findall(r"^Function (\w+)\((.*)\)\r$", SOURCES[module], re.M)
]
BUTTONS = dict(re.findall(r'^Public Sub (XA_\w+)\(.*\)\r\n    XaPress "(\w+)"', SOURCES["XaRibbon"], re.M))
CLICKS = "".join(f"Public Function Click_{name}()\n    {name} Nothing\nEnd Function\n" for name in BUTTONS)


class Office:
    """An add-in in a LibreOffice of its own; each method is a request to it."""

    def __init__(self, process):
        self.process = process
        self.shipped_modules = self.ask("modules")

    def ask(self, *request):
        self.process.stdin.write(json.dumps(request) + "\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline()
        assert answer, self.process.stderr.read()
        return json.loads(answer)

    def play(self, trouble="", formula=""):
        """From now on ``trouble`` goes wrong, and functions are asked by a cell with ``formula``."""
        self.ask("put", "XLPyStub", (STUBS / "XLPyStub.cls").read_text(encoding="utf-8"), True)
        self.ask("put", "XaWindows", (STUBS / "XaWindows.bas").read_text(encoding="utf-8"), False)
        self.ask("put", "XaRuntime", self.shipped_modules["XaRuntime"], False)  # forgets what it knew
        self.ask("put", "Clicks", CLICKS, False)
        self.call("XaWindows.Arrange", trouble, formula)

    def call(self, macro, *arguments):
        return self.ask("call", macro, arguments)

    def cell(self, formula):
        return self.ask("formula", formula)

    def click(self, sub):
        """What the user is told after a click."""
        self.call(f"Clicks.Click_{sub}")
        return self.call("XaWindows.LastMessage")

    def starts(self):
        return self.call("XaWindows.NumberOfStarts")


@pytest.fixture(scope="module")
def office():
    command = [require_uno(), str(HERE / "in_office.py"), require("soffice"), str(shipped.addin_file())]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, text=True, encoding="utf-8") as process:
        yield Office(process)
        process.stdin.close()


def _code(source):
    """Without the attributes, and without the two lines that LibreOffice puts in their place."""
    added = ("Attribute ", "Rem Attribute ", "Option VBASupport ")
    return [line for line in source.splitlines() if line and not line.startswith(added)]


def test_office_reads_the_modules_as_they_were_written(office):
    assert {name: _code(source) for name, source in office.shipped_modules.items()} == {
        name: _code(source) for name, source in SOURCES.items()
    }


def test_functions_were_found():
    assert len(FUNCTIONS) >= 2 * 15
    assert len(BUTTONS) == 10


@pytest.mark.parametrize(("module", "name", "arguments"), FUNCTIONS, ids=[name for _, name, _ in FUNCTIONS])
def test_wrapper_hands_every_argument_to_python(office, module, name, arguments):
    office.play()
    optional = sum(argument.startswith("Optional ") for argument in arguments)
    given = [str(number) for number in range(1, len(arguments) + 1)]
    python = f"{FUNCTION_MODULES[module]}.{name}"
    assert office.cell(f"={name}({';'.join(given)})") == "|".join([python, *given])
    if optional:
        given = given[:-optional]
        assert office.cell(f"={name}({';'.join(given)})") == "|".join([python, *given, *["missing"] * optional])


@pytest.mark.parametrize("sub", BUTTONS)
def test_button_calls_its_function(office, sub):
    office.play()
    assert office.click(sub) == f"xladdin.excel.ribbon.press|{BUTTONS[sub]}|True"


def test_python_is_started_by_the_users_own_settings(office):
    office.play()
    office.cell("=JX_GRADE(1)")
    started = office.call("XaWindows.CommandLineOfStart")
    assert started == r'"C:\Python\interpreter" -P -m xladdin.excel.server $(CLSID)'


@pytest.mark.parametrize("trouble", ["settings", "python", "dll", "start"])
def test_what_is_missing_is_said_in_the_cell_and_by_the_buttons(office, trouble):
    office.play(trouble, "=JX_GRADE(A1)")
    said = office.cell("=JX_GRADE(1)")
    assert said.startswith("请先安装：")
    assert office.click("XA_Doctor") == said


def test_each_cause_is_another_sentence(office):
    said = set()
    for trouble in ("settings", "python", "dll", "start", "server"):
        office.play(trouble)
        said.add(office.cell("=JX_GRADE(1)"))
    assert len(said) == 5


def test_a_failing_start_is_not_tried_by_every_cell(office):
    office.play("dll")
    for _ in range(5):
        office.cell("=JX_GRADE(1)")
    assert office.starts() == 1
    office.click("XA_Doctor")  # a button tries again
    assert office.starts() == 2


def test_python_that_came_back_is_used(office):
    office.play("dll")
    assert office.click("XA_Doctor").startswith("请先安装：")
    office.call("XaWindows.Arrange", "", "")
    assert office.click("XA_Doctor").startswith("xladdin.excel.ribbon.press|doctor")
    assert office.cell("=JX_GRADE(1)").startswith("xladdin.excel.udfs.JX_GRADE|1")


def test_a_traceback_reaches_nobody(office):
    office.play("server")
    assert "Traceback" not in office.cell("=JX_GRADE(1)") + office.click("XA_Score")


@pytest.mark.parametrize("formula", ["=IFERROR(JX_GRADE(A1),B1)", '=ROUND(IfError(JX_GRADE(A1),""),2)'])
@pytest.mark.parametrize("trouble", ["dll", "server"])
def test_inside_iferror_the_native_formula_takes_over(office, trouble, formula):
    """An error value, which Excel's IFERROR catches; LibreOffice shows its number."""
    office.play(trouble, formula)
    assert office.cell("=JX_GRADE(1)") == "Error 2029"
