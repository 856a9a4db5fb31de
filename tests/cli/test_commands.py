"""The other commands as a user types them: new, score, rules, schemes, demo, help, version."""

import hashlib
import re

import pytest

from xladdin import __version__
from xladdin.cli.group import COMMANDS
from xladdin.reader import read


def test_help_lists_every_command_in_chinese(xladdin):
    ran = xladdin("--help")
    assert ran.code == 0
    assert all(name in ran.out and line[:6] in ran.out for name, (_, line) in COMMANDS.items())


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_its_help(xladdin, name):
    ran = xladdin(name, "--help")
    assert ran.code == 0
    assert re.search(r"[一-鿿]", ran.out)


def test_version(xladdin):
    assert __version__ in xladdin("--version").out


def test_unknown_command_and_option(xladdin):
    assert xladdin("chek").code == 2
    assert xladdin("check", "--fromat", "json", "a.xlsx").code == 2
    assert xladdin("check").code == 2


def test_rules_catalogue_and_one_page(xladdin):
    assert "S105" in xladdin("rules").out
    page = xladdin("rules", "S105").out
    assert all(word in page for word in ("依据", "反例", "正例"))
    assert xladdin("rules", "s105").out == page
    assert xladdin("rules", "X999").code == 2
    entries = xladdin("rules", "--format", "json").json
    assert {"code", "rule", "severity", "title", "manual"} <= set(entries[0])


def test_schemes(xladdin, tmp_path):
    listed = xladdin("schemes").out
    assert all(key in listed for key in ("national/2020", "cost/2021", "gansu/2024", "hubei/2020", "jiangxi/2024"))
    assert "成本指标" in xladdin("schemes", "gansu/2024").out
    faulty = tmp_path / "我的.toml"
    faulty.write_text('extends = "national/2020"\nnmae = "x"\n', encoding="utf-8")
    ran = xladdin("schemes", faulty)
    assert ran.code == 2
    assert "2" in ran.err
    assert "nmae" in ran.err


def _formulas(path):
    return "".join(cell.formula or "" for sheet in read(path).sheets for cell in sheet.cells.values())


def test_new_writes_a_blank_workbook(xladdin, tmp_path):
    target = tmp_path / "空白.xlsx"
    assert xladdin("new", "--scheme", "gansu/2024", "-o", target).code == 0
    assert read(target).properties["xladdin.scheme"] == "gansu/2024"
    assert xladdin("new", "-o", target).code == 2
    assert xladdin("new", "-o", target, "--force").code == 0
    assert "JX_SCORE" in _formulas(target)
    assert xladdin("new", "--plain", "-o", target, "--force").code == 0
    assert "JX_" not in _formulas(target)
    assert xladdin("new", "--scheme", "nowhere/1", "-o", tmp_path / "b.xlsx").code == 2


def test_new_from_a_list(xladdin, tmp_path):
    rows = tmp_path / "名单.csv"
    rows.write_text("主管部门,实施单位,项目名称,年度\n甲局,甲站,修路,2024\n甲局,乙站,架桥,2024\n", encoding="utf-8-sig")
    assert xladdin("new", "--list", rows, "-o", tmp_path / "下发").code == 0
    assert len(list((tmp_path / "下发").glob("*.xlsx"))) == 2
    faulty = tmp_path / "坏.csv"
    faulty.write_text("甲,乙\n1,2\n", encoding="utf-8")
    assert xladdin("new", "--list", faulty, "-o", tmp_path / "b").code == 2


def test_new_says_what_is_questionable_in_a_list(xladdin, tmp_path):
    rows = tmp_path / "名单.csv"
    head, line = "主管部门,实施单位,项目名称,年度\n", "甲局,甲站,修路,2024\n"
    rows.write_text(head + line + "甲局,乙站,架桥,2024\n" + line + "甲局,,护林,2024\n", encoding="utf-8")
    ran = xladdin("new", "--list", rows, "-o", tmp_path / "下发")
    assert ran.code == 0
    twice, without_unit = ran.err.splitlines()
    assert "第4行" in twice
    assert "第2行" in twice
    assert "第5行" in without_unit
    rows.write_text(head + line, encoding="utf-8")
    assert xladdin("new", "--list", rows, "-o", tmp_path / "好").err == ""


def test_score_writes_a_copy_and_leaves_the_source(xladdin, seed003, tmp_path):
    before = hashlib.sha256(seed003.read_bytes()).hexdigest()
    ran = xladdin("score", seed003, "-o", tmp_path)
    assert ran.code == 0
    assert hashlib.sha256(seed003.read_bytes()).hexdigest() == before
    (form,) = xladdin("show", tmp_path / "seed003.xlsx", "--format", "json").json
    assert form["indicators"][0]["score"] == "20"
    assert form["funding"][0]["rate"] == "99.8"
    assert xladdin("score", seed003, "-o", tmp_path).code == 2
    assert xladdin("score", seed003, "-o", seed003.parent, "--force").code == 2


def test_score_of_a_bad_file_goes_on(xladdin, seed003, tmp_path):
    bad = tmp_path / "坏.xlsx"
    bad.write_text("x", encoding="utf-8")
    ran = xladdin("score", bad, seed003, "-o", tmp_path / "out")
    assert ran.code == 1
    assert (tmp_path / "out" / "seed003.xlsx").exists()


def test_demo_does_everything(xladdin, tmp_path):
    target = tmp_path / "示例"
    ran = xladdin("demo", target)
    assert ran.code == 0
    assert "汇总.xlsx" in ran.out
    assert (target / "汇总.xlsx").exists()
    assert xladdin("demo", target).code == 2


def test_a_crash_is_a_sentence(xladdin, seed003, tmp_path, monkeypatch):
    from xladdin.pipeline import merging

    def crash(*_, **__):
        raise ZeroDivisionError

    monkeypatch.setattr(merging, "gather", crash)
    ran = xladdin("merge", seed003, "-o", tmp_path / "汇总.xlsx")
    assert ran.code == 2
    assert "日志" in ran.err


def test_the_rules_hash_is_the_same_in_every_process():
    import subprocess
    import sys

    code = "from xladdin import pipeline; print(pipeline.rules_version())"
    hashes = {
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
        for _ in range(2)
    }
    assert len(hashes) == 1
