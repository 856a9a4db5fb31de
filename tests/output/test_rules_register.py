"""The register of checks: every rule with its basis and examples, as a workbook and as Markdown."""

from pathlib import Path

import openpyxl

from xladdin import pipeline
from xladdin.model import RulePage, Severity
from xladdin.output.rules_register import register_markdown, write_register

GOLDEN = Path(__file__).parent / "golden" / "register.md"
PAGES = (
    RulePage("F101", "total-not-sum", Severity.ERROR, "总额≠各项之和", "", "自评表 A*B_[注]。", "=20|15", "<20>"),
    RulePage("S113", "score-negative", Severity.WARNING, "得分\n是负数", "", "", "-1", "1"),
    RulePage("S114", "=score", Severity.NOTE, "@另一条", "", "", "", ""),
)


def test_the_workbook_holds_the_whole_register(tmp_path):
    write_register(pipeline.rules(), tmp_path / "规则.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "规则.xlsx").active
    heads = [cell.value for cell in sheet[3]]
    assert heads == ["序号", "部分", "编号", "级别", "规则", "依据", "反例", "正例", "英文名称"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=4)]
    assert [row[2] for row in rows] == [rule.code for rule in pipeline.rules()]
    assert all(all(row) for row in rows)
    assert sheet.auto_filter.ref


def test_texts_stay_texts(tmp_path):
    write_register(PAGES, tmp_path / "规则.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "规则.xlsx").active
    assert (sheet["G4"].value, sheet["G4"].data_type) == ("=20|15", "s")


def test_markdown_as_it_was(monkeypatch):
    monkeypatch.setattr("xladdin.output.rules_register.__version__", "9.9.9")
    assert register_markdown(PAGES) == GOLDEN.read_text(encoding="utf-8")


def test_markdown_holds_the_whole_register():
    text = register_markdown(pipeline.rules())
    assert text.count("\n### ") == text.count("- 依据：") == text.count("- 反例：") == len(pipeline.rules())
