"""The Excel side on a Windows: installation, diagnosis, and functions through the real DLL and COM server."""

import json
import os
import re
import shutil
from pathlib import Path

import pytest

from tests.excel.wine.windows import ROOT, Windows, windows_path
from tests.tools import require
from xladdin.excel.addin import shipped
from xladdin.excel.windows import settings
from xladdin.excel.windows.computer import dll_name

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]

UDFS, ALIASES = "xladdin.excel.udfs", "xladdin.excel.udfs_zh"


@pytest.fixture(scope="module")
def windows(tmp_path_factory):
    require("wine")
    require("wineboot")
    with Windows(tmp_path_factory.mktemp("wine") / "prefix") as started:
        yield started


@pytest.fixture
def installed(windows):
    done = windows.python("-m", "xladdin", "install")
    assert done.code == 0, done.out
    yield windows
    windows.python("-m", "xladdin", "uninstall")


def start_line():
    """What the add-in's VBA hands to the DLL, from its source; {} stands for the interpreter."""
    source = (ROOT / "macros/XaRuntime.bas").read_text(encoding="utf-8")
    found = re.search(r'XaStartLine = Chr\(34\) & Interpreter & Chr\(34\) & "(.*)"', source)
    return '"{}"' + found[1].replace('""', '"')


def asked(windows, requests):
    """The answers to calls of functions in cells; the first one says whether Python was started."""
    dll = dll_name(64, shipped.versions(shipped.addin_file())[shipped.XLWINGS])
    asking, answers = windows.drive / "requests.json", windows.drive / "answers.jsonl"
    asking.write_text(json.dumps([dll, start_line(), requests], ensure_ascii=False), encoding="utf-8")
    script = Path(__file__).with_name("excel.py")
    done = windows.python(*map(windows_path, (script, asking, answers)))
    assert done.code == 0, done.out
    return [json.loads(line) for line in answers.read_text(encoding="utf-8").splitlines()]


def test_code_page_of_this_windows_is_936(windows):
    done = windows.python("-c", "import ctypes; print(ctypes.windll.kernel32.GetACP())")
    assert done.out.strip() == "936"


def test_installation_writes_file_and_registry_and_removal_takes_them_away(windows):
    done = windows.python("-m", "xladdin", "install")
    assert done.code == 0, done.out
    assert (windows.xlstart / "xladdin.xlam").read_bytes() == shipped.addin_file().read_bytes()
    assert [file.name for file in windows.xlstart.parent.rglob("*") if file.is_file()] == ["xladdin.xlam"]
    assert windows.registered(settings.KEY, settings.INTERPRETER) == r"C:\工具\cp311\pythonw.exe"
    assert windows.registered(settings.KEY, settings.DLL_FOLDER) == r"C:\工具\cp311"

    done = windows.python("-m", "xladdin", "uninstall")
    assert done.code == 0, done.out
    assert not (windows.xlstart / "xladdin.xlam").exists()
    parent = settings.KEY.rsplit("\\", 2)[0]
    assert windows.run("reg", "query", f"HKCU\\{parent}").code != 0, "empty keys are left"


def test_a_program_that_holds_the_addin_is_told_of(installed):
    hold = (
        "import sys, subprocess, win32file, os;"
        "file = os.path.join(os.environ['APPDATA'], 'Microsoft', 'Excel', 'XLSTART', 'xladdin.xlam');"
        # as Excel opens it: others may read
        "handle = win32file.CreateFile(file, win32file.GENERIC_READ, win32file.FILE_SHARE_READ, None, 3, 0, None);"
        "sys.exit(subprocess.run([sys.executable, '-m', 'xladdin', sys.argv[1]]).returncode)"
    )
    for command in ("install", "uninstall"):
        done = installed.python("-c", hold, command)
        assert done.code == 2, done.out
        assert "xladdin.xlam" in done.out
        assert "Traceback" not in done.out
    assert (installed.xlstart / "xladdin.xlam").is_file()
    assert not list(installed.xlstart.parent.glob("*.new"))


def test_a_path_outside_the_code_page_is_refused(windows):
    folder = windows.drive / "𠮷"
    shutil.copytree(windows.python_folder, folder, copy_function=os.link)
    done = windows.run("python.exe", "-m", "xladdin", "install", folder=folder)
    assert done.code == 2, done.out
    assert "Traceback" not in done.out
    assert not (windows.xlstart / "xladdin.xlam").exists()


def test_diagnosis_finds_the_installation_and_misses_excel(installed):
    done = installed.python("-m", "xladdin", "doctor")
    assert done.code == 1, done.out  # no Excel in Wine
    faults = [line for line in done.out.splitlines() if line.startswith("[有误]")]
    assert len(faults) == 1, done.out
    assert "Excel" in faults[0]


def test_functions_in_cells_through_the_real_dll_and_com_server(installed):
    first, *answers = asked(
        installed,
        [
            [UDFS, "JX_SCORE", ["≥95%", 0.475, 20.0]],
            [ALIASES, "绩效得分", ["≥95%", 0.96, 10.0]],
            [
                UDFS,
                "JX_SCORE",
                [[["≥95%"], ["≤20万元"], ["≥100件"]], [["96%"], ["25万元"], [50.0]], [[10.0], [20.0], [6.0]]],
            ],
            [UDFS, "JX_SCORE", ["≥95%", "没填", 10.0]],
            [UDFS, "JX_SCORE", ["≥95%", None, 10.0]],
        ],
    )
    assert not first["refusal"]
    score, alias, column, unclear, empty = (answer.get("answer", answer) for answer in answers)
    assert score == 10
    assert alias == 10
    assert column == [[10], [15], [3]]
    assert isinstance(unclear, str)
    assert unclear.startswith("⚠")
    assert empty in ("", None)


def test_a_missing_interpreter_is_refused_at_once(installed):
    installed.run("reg", "add", f"HKCU\\{settings.KEY}", "/v", settings.INTERPRETER, "/d", r"C:\gone\pythonw.exe", "/f")
    (first,) = asked(installed, [[UDFS, "JX_SCORE", ["≥95%", 0.96, 10.0]]])
    assert first["refusal"]
    assert first["seconds"] < 5
