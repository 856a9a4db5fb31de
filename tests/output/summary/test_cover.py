"""The 封面: what, when, by which rules; control totals; what to heed; and who did not submit."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.merge.builders import file, finding
from tests.output.summary.written import SHEETS, Book, summary_of, varied
from xladdin import scoring
from xladdin.merge import summarise
from xladdin.model import Summary
from xladdin.output.summary.book import write_summary
from xladdin.output.summary.cover import Edition


def written(summary: Summary, folder: Path, **options: object) -> Book:
    write_summary(summary, folder / "汇总.xlsx", **options)  # type: ignore[arg-type]
    return Book(folder / "汇总.xlsx")


def texts(book: Book, sheet: str = "封面") -> str:
    return "\n".join("\t".join(row) for row in book.rows(sheet))


def test_what_when_and_by_which_rules(tmp_path: Path) -> None:
    summary = summary_of()
    edition = Edition(datetime(2025, 3, 1, 9, 5), "abc123")
    book = written(summary, tmp_path, edition=edition)
    assert book.beside("封面", "汇总时间") == ["2025年03月01日 09:05"]
    assert "abc123" in book.beside("封面", "工具和规则")[0]
    assert summary.lines[0].scheme in book.beside("封面", "评分方案")[0]
    assert book.beside("封面", "来源文件校验码（SHA-256）") == [summary.inputs_sha256]
    assert book.beside("封面", "汇总内容校验码（SHA-256）") == [summary.contents_sha256]
    assert re.fullmatch("[0-9a-f]{64}", summary.contents_sha256)


def test_control_totals_to_the_cent(tmp_path: Path) -> None:
    book = written(summary_of(), tmp_path)
    assert book.beside("封面", "收到的文件数") == ["5", "3", "2", "0", "一致"]
    assert book.beside("封面", "收到的自评表数") == ["4", "3", "1", "0", "一致"]
    assert book.beside("封面", "收到的全年预算数（万元）") == ["608.52", "600.75", "7.77", "0.00", "一致"]


def test_every_control_is_shown_and_agrees(tmp_path: Path) -> None:
    summary = varied()
    book = written(summary, tmp_path)
    for control in summary.controls:
        label = control.equation.partition("＝")[0] if control.equation.startswith("收到") else control.equation
        assert book.beside("封面", label)[-1] == "一致"


def test_a_difference_is_told(tmp_path: Path) -> None:
    summary = summary_of()
    wrong = replace(summary.controls[3], left=summary.controls[3].left + Decimal("0.01"))
    book = written(replace(summary, controls=(*summary.controls[:3], wrong)), tmp_path)
    assert book.beside("封面", "收到的全年预算数（万元）")[-2:] == ["0.01", "不一致"]


AMOUNTS = st.one_of(st.none(), st.decimals(0, 10**9, places=2))


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(AMOUNTS, AMOUNTS, st.booleans()), max_size=6))
def test_totals_in_the_workbook_are_the_control_totals(
    tmp_path: Path, forms: list[tuple[Decimal | None, Decimal | None, bool]]
) -> None:
    files = [
        file(
            f"{number}.xlsx",
            f"项目{number}",
            budget=None if budget is None else str(budget),
            executed=None if executed is None else str(executed),
            findings=(finding(),) if faulty else (),
        )
        for number, (budget, executed, faulty) in enumerate(forms)
    ]
    summary = summarise(files, score=scoring.score_indicator)
    book = written(summary, tmp_path)
    came = sum(budget or Decimal(0) for budget, _, _ in forms)
    kept = sum(budget or Decimal(0) for budget, _, faulty in forms if not faulty)
    cells = {text.replace(",", "") for text in book.beside("封面", "收到的全年预算数（万元）")[:3]}
    assert cells == {f"{amount:.2f}" for amount in (came, kept, came - kept)}
    if summary.lines:
        total = book.cell("汇总表", 4 + len(summary.lines), "全年预算数")
        assert total is not None
        assert total.value == kept


def test_what_to_heed(tmp_path: Path) -> None:
    files = [
        file("a.xlsx", "甲", amount_unit=None),
        file("b.xlsx", "乙", amount_unit="元"),
    ]
    bare = replace(files[0].forms[0].form, amount_unit=type(files[0].forms[0].form.amount_unit)())
    one = replace(files[0].forms[0], form=bare, choice=replace(files[0].forms[0].choice, sure=False))
    summary = summarise([replace(files[0], forms=(one,)), files[1]], score=scoring.score_indicator)
    assert (summary.overview.assumed_units, summary.overview.unsure_schemes) == (1, 1)
    said = texts(written(summary, tmp_path))
    assert all(note in said for note in summary.notes)
    assert any("万元1张" in note for note in summary.notes)


@pytest.mark.parametrize("expected", [None, 0, 14])
def test_who_did_not_submit(tmp_path: Path, expected: int | None) -> None:
    summary = varied()
    listed = replace(summary, expected=expected, absent=summary.absent if expected else ())
    book = written(listed, tmp_path)
    if expected:
        assert book.column("未报送", "项目名称") == ["=没有报", None]
        assert book.column("未报送", "实施单位") == ["水库站", "县图书馆"]
        assert "已报送12项" in texts(book, "未报送")
    elif expected == 0:
        assert "--expected" not in texts(book, "未报送")
    else:
        assert "--expected" in texts(book, "未报送")


def test_a_divided_table_is_told(tmp_path: Path) -> None:
    book = written(varied(), tmp_path, sheet_rows=10)
    assert "汇总表（3）" in book.sheets
    assert "汇总表（3）" in texts(book)
    assert book.beside("封面", "汇总表（3）")[-1] == "1"


@pytest.mark.parametrize("rows", [9, 1_048_576])
def test_the_contents_name_every_sheet_in_its_order(tmp_path: Path, rows: int) -> None:
    book = written(varied(), tmp_path, sheet_rows=rows)
    listed = [row[0] for row in book.rows("封面")]
    assert listed[listed.index("工作表") + 1 :] == list(book.sheets)[1:]
    assert [name for name in book.sheets if "（" not in name] == SHEETS
