"""``xladdin merge --format html, parquet, duckdb``: which format an ending means, what is refused, what is written."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pyarrow.parquet as pq
import pytest
from lxml import html

from xladdin.demo import write_demo
from xladdin.output.analysis import load_schema

TABLES = {f"{table.name}.parquet" for table in load_schema()}


@pytest.fixture(scope="module")
def forms(tmp_path_factory):
    return write_demo(tmp_path_factory.mktemp("demo"), force=True).forms


def totals(forms, xladdin):
    report = xladdin("merge", forms, "--format", "json").json
    return report["totals"]["budget"], len(report["forms"])


def test_a_page(xladdin, forms, tmp_path):
    target = tmp_path / "汇总.html"
    assert xladdin("merge", forms, "-o", target).code == 1
    page = html.fromstring(target.read_bytes().decode())
    _, count = totals(forms, xladdin)
    assert page.cssselect(".tiles b")[1].text == str(count)
    assert xladdin("merge", forms, "-o", target).code == 2
    assert xladdin("merge", forms, "-o", target, "--force", "--format", "html").code == 1


def test_a_database(xladdin, forms, tmp_path):
    target = tmp_path / "汇总.duckdb"
    assert xladdin("merge", forms, "-o", target).code == 1
    assert xladdin("merge", forms, "-o", target).code == 2
    assert xladdin("merge", forms, "-o", target, "--force").code == 1
    with duckdb.connect(str(target), read_only=True) as database:
        ((budget, count),) = database.sql("SELECT sum(budget), count(*) FROM forms").fetchall()
    expected, forms_merged = totals(forms, xladdin)
    assert (f"{budget.normalize():f}", count) == (expected, forms_merged)


@pytest.mark.parametrize(("name", "more"), [("数据/", ()), ("数据", ("--format", "parquet")), ("数据.v2/", ())])
def test_a_folder_of_tables(xladdin, forms, tmp_path, name, more):
    target = f"{tmp_path}/{name}"
    assert xladdin("merge", forms, "-o", target, *more).code == 1
    assert {one.name for one in Path(target).iterdir()} == TABLES
    assert xladdin("merge", forms, "-o", target, *more).code == 2
    assert xladdin("merge", forms, "-o", target, "--force", *more).code == 1
    assert [one.name for one in tmp_path.iterdir()] == [name.rstrip("/")]


def test_one_table_says_that_it_is_one(xladdin, forms, tmp_path):
    ran = xladdin("merge", forms, "-o", tmp_path / "汇总.parquet")
    assert ran.code == 1
    assert "forms" in ran.out
    assert pq.read_table(tmp_path / "汇总.parquet").num_rows == totals(forms, xladdin)[1]


@pytest.mark.parametrize(
    "arguments",
    [
        ("-o", "汇总数据"),  # no ending, no format: a mistyped name is no folder
        ("-o", "汇总.csv"),
        ("-o", "汇总.html", "--format", "duckdb"),
        ("-o", "汇总/", "--format", "html"),
        ("--format", "html"),
        ("--format", "parquet"),
    ],
)
def test_what_is_not_meant_is_refused(xladdin, forms, tmp_path, monkeypatch, arguments):
    monkeypatch.chdir(tmp_path)
    assert xladdin("merge", forms, *arguments).code == 2
    assert not list(tmp_path.iterdir())


def test_a_folder_with_other_files_is_left_alone(xladdin, forms):
    before = sorted(one.name for one in forms.iterdir())
    assert xladdin("merge", forms, "-o", f"{forms}/", "--force").code == 2
    assert sorted(one.name for one in forms.iterdir()) == before


def test_a_missing_library_is_told_before_the_work(xladdin, forms, tmp_path, monkeypatch):
    monkeypatch.setattr("xladdin.output.analysis.libraries.find_spec", lambda _: None)
    ran = xladdin("merge", forms, "-o", tmp_path / "a.duckdb")
    assert ran.code == 2
    assert "xladdin[analysis]" in ran.err
    assert not list(tmp_path.iterdir())
