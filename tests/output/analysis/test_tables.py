"""Parquet and DuckDB read back: every figure to its digits, every total, the schema in file and manual, bad input."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.merge.builders import checked, file, file_of, finding, form
from xladdin import scoring
from xladdin.errors import OutputError, XladdinError
from xladdin.merge import summarise
from xladdin.model import ExpectedForm, Severity, Summary
from xladdin.output.analysis import (
    libraries,
    load_schema,
    require_libraries,
    schema_markdown,
    write_duckdb,
    write_forms_table,
    write_parquet,
)

if TYPE_CHECKING:
    from pathlib import Path

HOSTILE = "'); DROP TABLE forms; --\ud800\x00=1+1"
ROWS = [
    "产出指标/数量指标/培训人数 | ≥1万人 | 12000人 | 10 | 10",
    "产出指标/质量指标/合格率 | 90~95% | 93.3% | 10 | 9.5",
    "产出指标/时效指标/时限 | ≤60天 | 50天 | 10 | 10",
    "效益指标/社会效益指标/满意 | 稳步提升 | 达成预期指标 | 10 | 10",
    "效益指标/社会效益指标/培训后 | ≥5人 | 待统计 | 10 | ",
]


@pytest.fixture(scope="module")
def summary() -> Summary:
    warning = finding("I107", Severity.WARNING, message=HOSTILE)
    files = [
        file("a.xlsx", "甲", unit="甲局", budget="20.01", executed="19.96", initial=None, rows=ROWS),
        file("b.xlsx", "乙", budget="333333.33", executed="1", amount_unit="元", rows=ROWS, findings=(warning,)),
        file("c.xlsx", HOSTILE, budget="0.1", executed="0.10000000000000001", unit=HOSTILE, stated=None),
        file("d.xlsx", "丁", budget="0", executed="0", department=""),
        file_of("e.xlsx", checked(form("戊", budget="7")), checked(form("己", budget="8.01"), (finding(),))),
        file_of("f.xlsx", findings=(finding("W102", cell=None, sheet=""),)),
    ]
    whole = checked(
        form("部门", budget="900", sheet="部门整体"), (finding("I107", Severity.WARNING, sheet="部门整体"),)
    )
    files.append(file_of("g.xlsx", replace(whole, form=replace(whole.form, kind="department"))))
    made = summarise(files, score=scoring.score_indicator, batch_findings=[finding("B104", files=("a.xlsx",))])
    return replace(made, expected=5, absent=(ExpectedForm("县水利局", "水库管理所", "除险加固"),))


@pytest.fixture(scope="module")
def folder(summary: Summary, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("out") / "新" / "汇总数据"
    write_parquet(summary, target, force=False)
    return target


@pytest.fixture(scope="module")
def database(summary: Summary, tmp_path_factory: pytest.TempPathFactory) -> duckdb.DuckDBPyConnection:
    target = tmp_path_factory.mktemp("out") / "汇总 1.duckdb"
    write_duckdb(summary, target, force=False)
    assert [one.name for one in target.parent.iterdir()] == [target.name]
    return duckdb.connect(str(target), read_only=True)


def rows(folder: Path, table: str) -> list[dict[str, object]]:
    return pq.read_table(folder / f"{table}.parquet").to_pylist()


def test_totals_are_the_control_totals(summary: Summary, folder: Path, database: duckdb.DuckDBPyConnection) -> None:
    (sums,) = database.sql("SELECT sum(budget), sum(executed), count(*) FROM forms").fetchall()
    assert (sums[0], sums[2]) == (summary.totals.budget, len(summary.lines))
    assert sums[1] == summary.totals.executed - Decimal("1E-17")  # what was rounded: less than a millionth of a cent
    assert sum(row["budget"] for row in rows(folder, "forms")) == summary.totals.budget
    (refused,) = database.sql("SELECT sum(budget), count(sheet) FROM refused").fetchall()
    (other,) = database.sql("SELECT sum(budget), count(*) FROM other_forms").fetchall()
    assert sums[0] + refused[0] + other[0] == next(one.left for one in summary.controls if one.key == "budget")
    assert sums[2] + refused[1] + other[1] == summary.forms
    totals = database.sql("SELECT sum(budget), sum(executed) FROM funds WHERE source = 'total'").fetchall()
    assert totals == [sums[:2]]
    by_level = database.sql("SELECT sum(budget), sum(forms) FROM groups GROUP BY level").fetchall()
    assert set(by_level) == {(summary.totals.budget, len(summary.lines))}


def test_figures_to_their_digits(folder: Path) -> None:
    forms = {row["file"]: row for row in rows(folder, "forms")}
    assert forms["b.xlsx"]["budget"] == Decimal("33.333333")
    assert forms["a.xlsx"]["execution_rate"] == Decimal("99.75")
    assert forms["c.xlsx"]["executed"] == Decimal("0.1")
    about = {row["item"]: row["value"] for row in rows(folder, "about")}
    assert [value for item, value in about.items() if item.startswith("forms.executed")] == ["1"]


def test_what_is_missing_is_null_and_says_why(folder: Path) -> None:
    for table in ("forms", "funds", "indicators", "groups"):
        columns = {
            "forms": ("initial_budget", "execution_rate", "stated_score", "due_score"),
            "funds": ("initial_budget",),
            "indicators": ("target_value", "actual_value", "points", "stated_score", "due_score"),
            "groups": ("execution_rate", "mean_score"),
        }[table]
        for row in rows(folder, table):
            assert any(row[column] is None for column in columns) == (row["missing_reason"] is not None), row


def test_figures_of_indicators_are_in_the_unit_they_name(folder: Path) -> None:
    found = {row["name"]: row for row in rows(folder, "indicators") if row["file"] == "a.xlsx"}
    keys = ("target_sign", "target_value", "target_high", "actual_value", "measure_unit", "merge_method")
    assert [[found[name][key] for key in keys] for name in ("培训人数", "合格率", "时限", "满意", "培训后")] == [
        [">=", 1, None, Decimal("1.2"), "万人", "sum"],
        ["between", 90, 95, Decimal("93.3"), "%", "weighted"],
        ["<=", 60, None, 50, "天", "listed"],
        [None, None, None, None, None, "tier"],
        [">=", 5, None, None, "人", "listed"],
    ]
    assert found["时限"]["actual_text"] == "50天"


def test_every_figure_leads_to_its_cell(summary: Summary, folder: Path) -> None:
    sources: dict[int, list[tuple[str, str, str]]] = {}
    for row in rows(folder, "indicators"):
        sources.setdefault(row["merged_id"], []).append((row["file"], row["sheet"], row["cell"]))
    expected = [
        [(one.file, one.sheet, one.cell) for one in merged.contributors] for merged in summary.merged_indicators
    ]
    assert [sources[row["merged_id"]] for row in rows(folder, "merged_indicators")] == expected
    forms = {row["form_id"]: row for row in rows(folder, "forms")}
    assert all(forms[row["form_id"]]["file"] == row["file"] for row in rows(folder, "indicators"))
    (fund,) = [row for row in rows(folder, "funds") if row["file"] == "b.xlsx"]
    assert (fund["budget_cell"], fund["budget_text"], fund["executed_cell"]) == ("C6", "333333.33", "D6")


def test_findings_belong_to_what_was_merged_or_refused(summary: Summary, folder: Path) -> None:
    found = rows(folder, "findings")
    assert len(found) == len(summary.finding_lines)
    numbers = ("form_id", "other_form_id", "refused_id")
    owners = {
        (row["file"], row["code"], next((name for name in numbers if row[name] is not None), None)) for row in found
    }
    assert owners == {
        ("b.xlsx", "I107", "form_id"),
        ("g.xlsx", "I107", "other_form_id"),
        ("e.xlsx", "S101", "refused_id"),
        ("f.xlsx", "W102", "refused_id"),
        ("a.xlsx", "B104", None),
    }


def test_other_kinds_have_tables_of_their_own(folder: Path) -> None:
    (row,) = rows(folder, "other_forms")
    assert (row["file"], row["kind"], row["budget"]) == ("g.xlsx", "department", 900)
    assert "g.xlsx" not in {row["file"] for row in rows(folder, "forms")}
    amounts = {(row["row_key"], row["column_key"]): row for row in rows(folder, "other_amounts")}
    assert amounts["total", "budget"]["value"] == 900
    assert amounts["total", "budget"]["sources"] == ["g.xlsx › 部门整体!B6"]


def test_both_formats_hold_the_same(folder: Path, database: duckdb.DuckDBPyConnection) -> None:
    for table in load_schema():
        columns = [column.name for column in table.columns]
        read = pq.read_table(folder / f"{table.name}.parquet")
        assert read.column_names == columns
        kept = database.sql(f"SELECT * FROM {table.name}").fetchall()
        assert kept == [tuple(row.values()) for row in read.to_pylist()]


def test_hostile_texts_are_only_texts(folder: Path) -> None:
    written = HOSTILE.replace("\ud800", "\ufffd")
    assert {row["project"] for row in rows(folder, "forms")} >= {written}
    assert {row["message"] for row in rows(folder, "findings")} >= {written}


def test_figures_are_never_floating_and_columns_explain_themselves(folder: Path) -> None:
    for table in load_schema():
        schema = pq.read_schema(folder / f"{table.name}.parquet")
        assert not [field.name for field in schema if pa.types.is_floating(field.type)]
        assert schema.metadata[b"description"].decode() == table.about
        for column, field in zip(table.columns, schema, strict=True):
            assert field.metadata[b"description"].decode() == column.description
            assert field.metadata.get(b"unit", b"").decode() == column.unit
            assert column.kind != "figure" or pa.types.is_decimal128(field.type)


def test_a_database_explains_its_columns(database: duckdb.DuckDBPyConnection) -> None:
    (without,) = database.sql("SELECT count(*) FROM duckdb_columns() WHERE NOT internal AND comment IS NULL").fetchall()
    assert without == (0,)


def test_the_manual_lists_every_table_and_column() -> None:
    text = schema_markdown()
    for table in load_schema():
        section = text.partition(f"### {table.name}（")[2].partition("###")[0]
        assert [line.split("`")[1] for line in section.splitlines() if line.startswith("| `")] == [
            column.name for column in table.columns
        ]
        assert all(column.description for column in table.columns)


def test_nothing_was_merged(tmp_path: Path) -> None:
    empty = summarise([file_of("f.xlsx", findings=(finding("W102", sheet=""),))], score=scoring.score_indicator)
    write_parquet(empty, tmp_path / "数据", force=False)
    write_duckdb(empty, tmp_path / "a.duckdb", force=False)
    assert pq.read_table(tmp_path / "数据" / "forms.parquet").num_rows == 0
    with duckdb.connect(str(tmp_path / "a.duckdb"), read_only=True) as database:
        assert database.sql("SELECT count(*) FROM forms").fetchall() == [(0,)]
        assert database.sql("SELECT reason_code FROM refused").fetchall() == [("W102",)]


def test_a_figure_too_long_is_null_and_counted(tmp_path: Path) -> None:
    long = summarise([file("a.xlsx", budget="1" + "0" * 26, executed="0")], score=scoring.score_indicator)
    write_parquet(long, tmp_path, force=False)  # into an empty folder
    assert [row["budget"] for row in rows(tmp_path, "forms")] == [None]
    assert sum(row["item"].startswith("forms.budget：") for row in rows(tmp_path, "about")) == 1


def test_more_lines_than_a_batch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, summary: Summary) -> None:
    monkeypatch.setattr("xladdin.output.analysis.tables._BATCH", 2)
    write_duckdb(summary, tmp_path / "a.duckdb", force=False)
    with duckdb.connect(str(tmp_path / "a.duckdb"), read_only=True) as database:
        assert database.sql("SELECT count(*) FROM indicators").fetchall() == [(len(summary.indicators),)]


def test_an_existing_folder_is_replaced_only_when_told(tmp_path: Path, summary: Summary) -> None:
    target = tmp_path / "数据"
    write_parquet(summary, target, force=False)
    before = (target / "forms.parquet").read_bytes()
    with pytest.raises(OutputError):
        write_parquet(summary, target, force=False)
    write_parquet(summary, target, force=True)
    assert (target / "forms.parquet").read_bytes() == before
    (target / "我的笔记.txt").write_text("x", encoding="utf-8")
    with pytest.raises(OutputError):
        write_parquet(summary, target, force=True)
    assert (target / "我的笔记.txt").exists()
    assert [one.name for one in tmp_path.iterdir()] == ["数据"]


def test_a_write_that_fails_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, summary: Summary) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    write_parquet(summary, tmp_path / "旧", force=False)
    monkeypatch.setattr("xladdin.output.analysis.parquet._write_table", full)
    monkeypatch.setattr("xladdin.output.analysis.database._write_table", full)
    for target, write in ((tmp_path / "旧", write_parquet), (tmp_path / "a.duckdb", write_duckdb)):
        with pytest.raises(OutputError):
            write(summary, target, force=True)
    assert [one.name for one in tmp_path.iterdir()] == ["旧"]
    assert len(rows(tmp_path / "旧", "forms")) == len(summary.lines)


def test_a_database_that_the_disk_has_no_room_for_is_a_sentence(tmp_path: Path, summary: Summary) -> None:
    resource = pytest.importorskip("resource")
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    for room in (1, 20_000, 300_000):
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, limits[1]))
        try:
            with pytest.raises(OutputError):
                write_duckdb(summary, tmp_path / "a.duckdb", force=True)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        assert list(tmp_path.iterdir()) == []


def test_one_file_holds_the_forms(tmp_path: Path, summary: Summary) -> None:
    write_forms_table(summary, tmp_path / "a.parquet", force=False)
    assert pq.read_table(tmp_path / "a.parquet").num_rows == len(summary.lines)
    with pytest.raises(OutputError):
        write_forms_table(summary, tmp_path / "a.parquet", force=False)


def test_a_missing_library_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    require_libraries("xlsx")
    monkeypatch.setattr(libraries, "find_spec", lambda name: None if name == "duckdb" else object())
    require_libraries("parquet")
    with pytest.raises(XladdinError, match=r"duckdb.*xladdin\[analysis\]"):
        require_libraries("duckdb")


def test_pandas_reads_the_folder(folder: Path, summary: Summary) -> None:
    import pandas as pd

    frame = pd.read_parquet(folder / "forms.parquet")
    assert frame["budget"].sum() == summary.totals.budget
    assert str(frame["department"].dtype) == "category"
