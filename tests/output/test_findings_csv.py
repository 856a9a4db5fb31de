"""CSV: one row a finding, nothing that a spreadsheet would carry out."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.output.samples import fill, hostile, published, twice, unreadable
from xladdin.model import RuleChange
from xladdin.output.findings_csv import CsvReport, guarded

GOLDEN = Path(__file__).parent / "golden" / "findings.csv"


def written(files, **more):
    out = io.StringIO()
    tally = fill(CsvReport(out.write, {"N101": "没有说明"}), files, **more)
    return out.getvalue(), tally


def rows(text):
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def test_one_row_a_finding():
    text, tally = written(published())
    found = rows(text)
    assert text.startswith("\ufeff序号,主管部门,")
    assert len(found) == sum(tally.severities.values())
    assert [row["编号"] for row in found if "seed003" in row["文件"]][0:2] == ["F102", "F102"]
    assert [row["序号"] for row in found] == [str(number) for number in range(1, len(found) + 1)]
    assert len({row["识别码"] for row in found}) == len(found)


def test_formulas_are_guarded_and_figures_are_not():
    (first, *_) = rows(written([hostile()])[0])
    assert (first["实施单位"], first["填的是什么"], first["应为"]) == ("'=HYPERLINK(1)", "'=1+1", "'+2")
    assert first["问题"] == '\'@SUM("a"),\n"b"'
    assert first["相差"] == "-6.67"


@pytest.mark.parametrize("text", ["=1", "+1+1", "-1+1", "@a", "\t=1", "\r=1", "\n=1", "－1", "-6.67e3", "-", "--1"])
def test_what_a_spreadsheet_would_carry_out_begins_with_an_apostrophe(text):
    assert guarded(text) == f"'{text}"


@given(st.text())
def test_a_guarded_text_is_harmless_and_whole(text):
    kept = guarded(text)
    assert not kept.startswith(("=", "+", "@", "\t", "\r"))
    assert kept.removeprefix("'") == text.removeprefix("'")


def test_changed_rules_and_findings_over_files_follow():
    change = RuleChange("N101", None, "option", "--ignore N101")
    found = rows(written([unreadable()], batch=[twice()], changes=[change])[0])
    assert [row["编号"] for row in found] == ["W102", "B101", ""]
    assert found[1]["文件"] == "甲/一.xlsx；乙；二.xlsx"
    assert found[2]["序号"] == "说明"
    assert "N101" in found[2]["问题"]


def test_as_it_was():
    text, _ = written([hostile(), unreadable()], batch=[twice()])
    assert text.encode() == GOLDEN.read_bytes()
