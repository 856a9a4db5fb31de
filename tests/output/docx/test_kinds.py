"""The report of every kind of form: its own figures hold, and hold against the form it was made from."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest

from tests.forms import LAYOUTS
from tests.tools import convert
from xladdin.demo.xlsx import write_workbook
from xladdin.model import CheckOptions
from xladdin.output.docx.composing import _joined
from xladdin.pipeline.comparing import compare
from xladdin.pipeline.reporting import write_report

KINDS = ("national", "department", "project-card", "special-fund", "evaluation")


@pytest.fixture(params=KINDS)
def pair(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Path, Path]:
    """A faultless form and its report."""
    form = write_workbook((LAYOUTS / f"{request.param}.txt").read_text(encoding="utf-8"), tmp_path / "表.xlsx")
    list(write_report(form, tmp_path / "报告.docx", CheckOptions()))
    return form, tmp_path / "报告.docx"


def lines(path: Path) -> list[str]:
    return [one.text for one in docx.Document(str(path)).paragraphs]


def test_a_report_of_ours_holds_against_its_form(pair: tuple[Path, Path]) -> None:
    form, report = pair
    assert compare(report, form, CheckOptions()).findings == ()


def test_it_prints(pair: tuple[Path, Path], tmp_path: Path) -> None:
    assert convert(pair[1], "pdf", tmp_path).stat().st_size > 5_000


def test_a_part_of_a_part_has_its_share_of_that_part(tmp_path: Path) -> None:
    form = write_workbook((LAYOUTS / "department.txt").read_text(encoding="utf-8"), tmp_path / "表.xlsx")
    list(write_report(form, tmp_path / "报告.docx", CheckOptions()))
    (told,) = (line for line in lines(tmp_path / "报告.docx") if line.startswith("基本支出600万元"))
    assert "人员经费500万元，占基本支出83.33%" in told


def test_points_printed_on_a_category_are_told_once(tmp_path: Path) -> None:
    form = write_workbook((LAYOUTS / "evaluation.txt").read_text(encoding="utf-8"), tmp_path / "表.xlsx")
    list(write_report(form, tmp_path / "报告.docx", CheckOptions()))
    assert any("项目决策20分，得19分" in line for line in lines(tmp_path / "报告.docx"))


@pytest.mark.parametrize(
    ("name", "title", "joined"),
    [
        ("县乡道路日常养护项目", "项目支出绩效自评报告", "县乡道路日常养护项目支出绩效自评报告"),
        ("森林防火专项", "专项（项目）资金绩效自评报告", "森林防火专项（项目）资金绩效自评报告"),
        ("供水改造", "项目支出绩效评价报告", "供水改造项目支出绩效评价报告"),
        ("某项目支出", "项目支出绩效自评报告", "某项目支出绩效自评报告"),
    ],
)
def test_a_word_between_name_and_title_is_written_once(name: str, title: str, joined: str) -> None:
    assert _joined(name, title) == joined
