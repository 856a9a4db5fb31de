"""``xladdin merge``: parts and summaries as inputs, tables beside the forms, runs that are cut short."""

import os
import shutil
import subprocess
import sys

import pytest

from tests.cli.conftest import WORKBOOKS
from xladdin.demo import write_demo


@pytest.fixture(scope="module")
def forms(tmp_path_factory):
    return write_demo(tmp_path_factory.mktemp("demo"), force=True).forms


@pytest.fixture(scope="module")
def halves(forms, tmp_path_factory):
    """The forms in two folders, as two districts have them."""
    folder = tmp_path_factory.mktemp("halves")
    for number, path in enumerate(sorted(forms.iterdir())):
        district = folder / "甲县乙县"[number % 2 * 2 :][:2]
        district.mkdir(exist_ok=True)
        shutil.copy(path, district)
    return folder


def without_names(report):
    """What a summary says of figures: all but the names of files and their order."""
    rows = sorted(
        [row["name"], row["how"], row["target"], row["actual"], row["score"] or "", len(row["from"])]
        for row in report["indicators"]
    )
    return (
        *(report[key] for key in ("files", "merged", "totals", "grades", "suggestions")),
        rows,
        sorted(one["project"] for one in report["forms"]),
        sorted(one["why"] for one in report["refused"]),
    )


def test_districts_into_a_city(xladdin, halves, tmp_path):
    whole = xladdin("merge", halves, "--format", "json").json
    for county in ("甲县", "乙县"):
        assert xladdin("merge", halves / county, "--part", tmp_path / f"{county}.xlpart").code == 1
    parts = [tmp_path / "甲县.xlpart", tmp_path / "乙县.xlpart"]
    city = xladdin("merge", *parts, "--format", "json", "--part", tmp_path / "市.xlpart").json
    assert without_names(city) == without_names(whole)
    assert all(control["agrees"] for control in city["controls"])
    assert len(city["parts"]) == 2
    folder = xladdin("merge", tmp_path, "--format", "json").json  # the city's part holds the same files once more
    assert folder["totals"] == whole["totals"]
    assert {one["why"] for one in folder["refused"]} >= {"B101"}


def test_every_figure_of_a_part_leads_to_part_file_sheet_and_cell(xladdin, halves, tmp_path):
    part = tmp_path / "甲县.xlpart"
    assert xladdin("merge", halves / "甲县", "--part", part).code == 1
    for row in xladdin("merge", part, "--format", "json").json["indicators"]:
        for source in row["from"]:
            assert source["file"].startswith(f"{part.as_posix()}/")
            assert source["sheet"]
            assert source["cell"]


def test_a_summary_is_no_form(xladdin, halves, tmp_path):
    summary = tmp_path / "汇总.xlsx"
    xladdin("merge", halves, "-o", summary)
    ran = xladdin("merge", summary, halves / "甲县", "--format", "json")
    assert ran.code == 1
    (told,) = [one for one in ran.json["refused"] if one["file"] == summary.as_posix()]
    assert told["why"] == "summary"
    assert "--part" in told["message"]
    assert ran.json["totals"] == xladdin("merge", halves / "甲县", "--format", "json").json["totals"]
    assert xladdin("check", summary).code == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ("-o", "x.txt"),
        ("-o", "x"),
        ("-o", "x.xls"),
        ("-o", "x.json", "--format", "xlsx"),
        ("--part", "x.xlsx"),
        ("--part", "x.xlpart", "--by", "颜色"),
        ("--part", "x.xlpart", "--by", ","),
        ("--part", "x.xlpart", "--fund", "黄金"),
        ("--part", "x.xlpart", "--aliases", "没有.csv"),
        ("--part", "x.xlpart", "--list", "没有.xlsx"),
    ],
)
def test_what_cannot_be_is_said_before_the_work(xladdin, seed003, tmp_path, monkeypatch, arguments):
    monkeypatch.chdir(tmp_path)
    ran = xladdin("merge", seed003, "--include-errors", *arguments)
    assert ran.code == 2
    assert ran.err.strip()
    assert not list(tmp_path.iterdir())


def test_a_circle_of_aliases_is_said(xladdin, seed003, tmp_path):
    table = tmp_path / "别名.csv"
    table.write_text("别名,标准名\n接访数量,接访人数\n接访人数,接访数量\n", encoding="utf-8")
    ran = xladdin("merge", seed003, "--aliases", table, "-o", tmp_path / "汇总.xlsx")
    assert ran.code == 2
    assert "接访数量→接访人数→接访数量" in ran.err


def test_tables_that_lie_among_the_forms_are_no_forms(xladdin, tmp_path):
    shutil.copy(WORKBOOKS / "seed003.xlsx", tmp_path)
    table = tmp_path / "名单.csv"
    table.write_text("文件,二级项目,地区\nseed003,信访事务,宁县\n", encoding="utf-8")
    ran = xladdin("merge", tmp_path, "--list", table, "--include-errors", "--by", "地区，二级项目", "--format", "json")
    assert ran.code == 0
    (one,) = ran.json["subprojects"]
    assert (one["subproject"], ran.json["by"]) == ("宁县／信访事务", "region,subproject")


def test_a_table_is_never_overwritten(xladdin, seed003, tmp_path):
    table = tmp_path / "名单.json"
    table.write_text("x", encoding="utf-8")
    assert xladdin("merge", seed003, "--aliases", table, "-o", table, "--force").code == 2
    assert table.read_text(encoding="utf-8") == "x"


def _command(*arguments):
    return [sys.executable, "-m", "xladdin", *map(str, arguments)]


@pytest.mark.skipif(os.name == "nt", reason="limits of a process are POSIX")
@pytest.mark.parametrize("option", [("-o", "汇总.xlsx"), ("-o", "汇总.json"), ("--part", "汇总.xlpart")])
def test_a_full_disk_leaves_nothing(forms, tmp_path, option):
    import resource

    def limit():
        resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000))

    arguments = _command("merge", forms, option[0], tmp_path / option[1])
    done = subprocess.run(
        arguments, preexec_fn=limit, capture_output=True, text=True, check=False, env=_home(tmp_path / "home")
    )
    assert done.returncode == 2, done.stderr
    assert option[1] in done.stderr
    assert "Traceback" not in done.stderr
    assert [path.name for path in tmp_path.iterdir() if path.name != "home"] == []


def _home(folder):
    return {**os.environ, "HOME": str(folder), "XDG_STATE_HOME": str(folder), "PYTHONIOENCODING": "utf-8"}


#: Runs the command line with a Ctrl-C when the third form has come in.
_INTERRUPTED = """
import os, signal, sys
from xladdin.cli.group import run
from xladdin.merge import MergeState
add, taken = MergeState.add_extract, []
def interrupted(state, file):
    taken.append(file)
    if len(taken) == 3:
        os.kill(os.getpid(), signal.SIGINT)
    add(state, file)
MergeState.add_extract = interrupted
sys.exit(run(sys.argv[1:]))
"""


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
def test_ctrl_c_leaves_nothing(forms, tmp_path):
    for number in range(12):
        shutil.copytree(forms, tmp_path / "报" / str(number))
    out = tmp_path / "出"
    out.mkdir()
    arguments = ["merge", tmp_path / "报", "-o", out / "汇总.xlsx", "--part", out / "汇总.xlpart"]
    done = subprocess.run(
        [sys.executable, "-c", _INTERRUPTED, *map(str, arguments)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 130, done.stderr
    assert done.stderr.strip()
    assert "Traceback" not in done.stderr
    assert list(out.iterdir()) == []


def test_ctrl_c_while_writing_leaves_nothing(xladdin, seed003, tmp_path, monkeypatch):
    from xladdin.output.summary import book as summary_book

    def half(_, path, **_settings):
        path.write_bytes(b"half")
        raise KeyboardInterrupt

    monkeypatch.setattr(summary_book, "write_summary", half)
    assert xladdin("merge", seed003, "--include-errors", "-o", tmp_path / "汇总.xlsx").code == 130
    assert list(tmp_path.iterdir()) == []


def test_a_damaged_part_is_listed_and_the_others_are_merged(xladdin, forms, tmp_path):
    assert xladdin("merge", forms, "--part", tmp_path / "甲县.xlpart").code == 1
    (tmp_path / "乙县.xlpart").write_bytes((tmp_path / "甲县.xlpart").read_bytes()[:400])
    report = xladdin("merge", tmp_path, "--format", "json").json
    assert report["totals"] == xladdin("merge", forms, "--format", "json").json["totals"]
    (told,) = [one for one in report["refused"] if one["why"] == "part"]
    assert told["file"].endswith("乙县.xlpart")


def test_one_part_under_two_names_counts_once(xladdin, forms, tmp_path):
    xladdin("merge", forms, "--part", tmp_path / "甲县.xlpart")
    shutil.copy(tmp_path / "甲县.xlpart", tmp_path / "又甲县.xlpart")
    twice = xladdin("merge", tmp_path, "--format", "json").json
    assert twice["totals"] == xladdin("merge", forms, "--format", "json").json["totals"]
    both = xladdin("merge", forms, tmp_path / "甲县.xlpart", "--format", "json").json
    assert both["totals"] == twice["totals"]
    assert both["files"] == twice["files"] == both["merged"] + len({one["file"] for one in both["refused"]})
