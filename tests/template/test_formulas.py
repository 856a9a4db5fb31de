"""The computed cells: as written, and worked out by a real spreadsheet program."""

import shutil
import subprocess
from decimal import Decimal

import pytest

from tests.template.filling import Blank
from tests.template.samples import JIANGXI, NATIONAL
from xladdin import pipeline
from xladdin.model import CheckOptions
from xladdin.schemes import all_keys, load
from xladdin.template import build
from xladdin.template.formulas import execution_rate, execution_score, total

OFFICE = shutil.which("soffice")
SCHEMES = {key: load(key) for key in all_keys()}
FUNDS = {"initial": Decimal(20), "budget": Decimal(20), "executed": Decimal("19.96")}
PARTS = {"≥": ("指标性质", "计算符号"), 95: ("指标值", "目标值"), "%": ("度量单位",)}


def shares(scheme):
    """(category, points) to be filled in, one row each; a category of several rows is not needed for a sound form."""
    if scheme.template.goal_blocks:
        return [("产出指标", 40), ("产出指标", 40)]
    single = {entry.names[0]: entry.points for entry in scheme.categories if len(entry.names) == 1}
    return list((single or {"产出指标": 45, "效益指标": 35, "满意度指标": 10}).items())


def fill_soundly(scheme, path):
    """A form as a clerk fills it, leaving the computed cells to their formulas; nothing is wrong with it."""
    head = {"year": 2024, "project": "河道清淤", "department": "青山县水利局", "unit": "青山县河道管理所"}
    texts = {"goal": "清淤12公里，恢复行洪断面。", "achieved": "清淤任务全部完成，断面恢复到设计标准。"}
    blank = Blank(build(scheme, filled=head | texts | FUNDS))
    sheet, name = blank.sheet, blank.column("三级指标")
    fiscal = blank.find("年度资金总额" if len(scheme.fund_rows) > 1 else "年度财政资金总额").row + 1
    if len(scheme.fund_rows) > 1:
        for field, header in scheme.template.fund_columns:
            if field in FUNDS:
                sheet.cell(fiscal, blank.column(header.replace("\n", "")), float(FUNDS[field]))
    below = blank.header_row - 1
    for category, points in shares(scheme):
        row = blank.find(category, below=below).row
        below = row
        sheet.cell(row, name, f"{category}完成率{row}")
        target, actual = name + 1, blank.column("实际完成值", below=blank.header_row - 1)
        for offset, header in enumerate(scheme.target_columns):
            sheet.cell(row, target + offset, next(value for value, headers in PARTS.items() if header in headers))
        if not scheme.target_columns:
            sheet.cell(row, target, "≥95%")
        sheet.cell(row, actual, "96%")
        score = actual + (2 if scheme.row_points else 1)
        sheet.cell(row, score, float(points))
        if scheme.row_points:
            sheet.cell(row, score - 1, float(points))
    blank.right_of("自评等级").value = "优"
    return blank.save(path)


@pytest.fixture(scope="module")
def calculated(tmp_path_factory):
    """Every scheme's form, filled in, opened and saved by LibreOffice."""
    if OFFICE is None:
        pytest.skip("LibreOffice is not installed")
    folder = tmp_path_factory.mktemp("forms")
    paths = [fill_soundly(scheme, folder / f"{key.replace('/', '-')}.xlsx") for key, scheme in SCHEMES.items()]
    command = [OFFICE, f"-env:UserInstallation={(folder / 'office').as_uri()}", "--headless", "--convert-to", "xlsx"]
    subprocess.run([*command, "--outdir", folder / "out", *paths], check=True, capture_output=True, timeout=110)
    return folder / "out"


@pytest.mark.parametrize("key", SCHEMES)
def test_a_form_filled_in_soundly_has_no_finding(calculated, key):
    checked = pipeline.check_file(calculated / f"{key.replace('/', '-')}.xlsx", CheckOptions(year=2024))
    (one,) = checked.forms
    assert one.choice.scheme.key == key
    assert [(finding.code, str(finding.cell)) for finding in checked.all_findings] == []


@pytest.mark.parametrize("key", SCHEMES)
def test_rate_score_and_totals_are_worked_out(calculated, key):
    (one,) = pipeline.check_file(calculated / f"{key.replace('/', '-')}.xlsx", CheckOptions()).forms
    funds = one.form.funds_total
    execution = {"hubei/2020": Decimal("19.96"), "jiangxi/2024": Decimal(7)}.get(key, Decimal("9.98"))
    assert (funds.rate.value, funds.score.value) == (Decimal("99.8"), execution)
    assert one.form.total.score.value == execution + sum(Decimal(points) for _, points in shares(SCHEMES[key]))
    if SCHEMES[key].row_points:
        assert one.form.total.points.value == 100


def test_rate_divides_executed_by_budget_and_waits_for_both():
    assert execution_rate("D7", "E7") == '=IF(COUNT(D7,E7)<2,"",IF(D7=0,"",ROUND(E7/D7,4)))'


def test_score_is_capped_or_banded():
    assert "MIN(F7,ROUND(F7*E7/D7,2))" in execution_score(NATIONAL, "F7", "D7", "E7")
    banded = execution_score(JIANGXI, "F7", "D7", "E7")
    assert "IF(E7/D7>=1,10,IF(E7/D7>=0.8,7,IF(E7/D7>=0.6,5,IF(E7/D7>=0,0,0))))" in banded


def test_total_waits_for_the_first_figure():
    assert total("I6", ["G14:G30"]) == '=IF(COUNT(G14:G30)=0,"",ROUND(SUM(G14:G30,I6),2))'
