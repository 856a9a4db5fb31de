"""What Excel starts: quick, told of our modules, and never silent."""

import json
import subprocess
import sys
from pathlib import Path

from xladdin.excel import server

ROOT = Path(__file__).parents[2]
HEAVY = ("pandas", "numpy", "openpyxl", "xlsxwriter", "xladdin.merge", "xladdin.reader")


def run(code):
    """The last line that a program prints, as JSON."""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", cwd=ROOT, check=True)
    return json.loads(done.stdout.splitlines()[-1])


STARTED = f"""
import json, sys, types
from tests.excel import fakecom
from xladdin.excel import server
served = []
with server._without(server._HEAVY):
    fakecom.install()
sys.modules["xlwings"].serve = served.append
server.keep_log = lambda: None
code = server.main("{{clsid}}")
from xlwings import udfs
known = {{name: info["filetime"] for name, info in udfs.udf_modules.items()}}
heavy = [name for name in {HEAVY!r} if name in sys.modules]
import pandas
print(json.dumps([code, served, known, heavy, pandas.DataFrame.__name__]))
"""


def test_it_serves_with_our_modules_known_and_nothing_heavy_loaded():
    code, served, known, heavy, later = run(STARTED)
    assert (code, served) == (0, ["{clsid}"])
    assert known == dict.fromkeys(server.FUNCTION_MODULES)
    assert heavy == []
    assert later == "DataFrame"  # whoever needs it later still gets it


def test_importing_the_server_loads_no_stage():
    loaded = run(
        "import json, sys, xladdin.excel.server\n"
        "print(json.dumps([name for name in sys.modules if name.startswith('xladdin.') or name == 'xlwings']))"
    )
    assert set(loaded) == {"xladdin.excel", "xladdin.excel.server"}


def test_something_missing_stands_in_the_log_and_ends_at_once(monkeypatch, tmp_path, caplog):
    monkeypatch.setattr(server, "log_file", lambda: tmp_path / "log" / "server.log")

    def missing():
        raise ImportError("No module named 'xlwings'")

    monkeypatch.setattr(server, "_xlwings", missing)
    assert server.main("{clsid}") != 0
    for handler in server.log.handlers[:]:
        server.log.removeHandler(handler)
        handler.close()
    assert "No module named 'xlwings'" in (tmp_path / "log" / "server.log").read_text(encoding="utf-8")


def test_a_folder_that_cannot_be_written_keeps_nobody_from_starting(monkeypatch, tmp_path):
    (tmp_path / "file").write_text("")
    monkeypatch.setattr(server, "log_file", lambda: tmp_path / "file" / "server.log")
    before = list(server.log.handlers)
    server.keep_log()
    assert server.log.handlers == before


def test_an_unknown_button_is_a_sentence():
    assert server.press("no_such_button", None).endswith("server.log")


def test_the_modules_are_those_of_the_add_in():
    from xladdin.excel.addin import build

    assert set(server.FUNCTION_MODULES) == set(build.FUNCTION_MODULES.values())
