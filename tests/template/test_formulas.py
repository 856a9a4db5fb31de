"""The computed cells, worked out by a real spreadsheet program."""

import shutil
import subprocess
from decimal import Decimal

import openpyxl
import pytest

from tests.template.filling import Blank
from tests.template.samples import ALL, HUBEI, JIANGXI, NATIONAL
from xladdin.template import build
from xladdin.template.formulas import execution_rate, execution_score, total

OFFICE = shutil.which("soffice")


def filled_in(scheme, path):
    """A form with budget 20, executed 19.96, and 6.67 of 7 points on its first row, 5 of 5 on its last."""
    blank = Blank(build(scheme, filled={"budget": Decimal(20), "executed": Decimal("19.96")}))
    first, *_, last = blank.input_rows()
    score = blank.column("得分", below=blank.header_row - 1)
    for row, points, scored in ((first, 7, 6.67), (last, 5, 5)):
        blank.sheet.cell(row, score, scored)
        if scheme.row_points:
            blank.sheet.cell(row, score - 1, points)
    return blank.save(path), score


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
def test_rate_score_and_totals_are_worked_out(tmp_path):
    paths, columns = zip(*(filled_in(scheme, tmp_path / f"{n}.xlsx") for n, scheme in enumerate(ALL)), strict=True)
    home = (tmp_path / "office").as_uri()
    command = [OFFICE, f"-env:UserInstallation={home}", "--headless", "--convert-to", "xlsx"]
    subprocess.run([*command, "--outdir", tmp_path / "out", *paths], check=True, capture_output=True, timeout=110)
    for scheme, path, score in zip(ALL, paths, columns, strict=True):
        sheet = openpyxl.load_workbook(tmp_path / "out" / path.name, data_only=True).active
        rows = list(sheet.iter_rows(values_only=True))
        funds = next(row for row in rows if "年度" in str(row[1]) and "总额" in str(row[1]))
        bottom = next(row for row in rows if row[0] == "总分")
        execution = {HUBEI.key: 19.96, JIANGXI.key: 7}.get(scheme.key, 9.98)
        assert 0.998 in funds
        assert execution in funds
        assert bottom[score - 1] == pytest.approx(execution + 11.67)
        if scheme.row_points:
            assert bottom[score - 2] == 22


def test_rate_divides_executed_by_budget_and_waits_for_both():
    assert execution_rate("D7", "E7") == '=IF(COUNT(D7,E7)<2,"",IF(D7=0,"",ROUND(E7/D7,4)))'


def test_score_is_capped_or_banded():
    assert "MIN(F7,ROUND(F7*E7/D7,2))" in execution_score(NATIONAL, "F7", "D7", "E7")
    banded = execution_score(JIANGXI, "F7", "D7", "E7")
    assert "IF(E7/D7>=1,10,IF(E7/D7>=0.8,7,IF(E7/D7>=0.6,5,IF(E7/D7>=0,0,0))))" in banded


def test_total_waits_for_the_first_figure():
    assert total("I6", ["G14:G30"]) == '=IF(COUNT(G14:G30)=0,"",ROUND(SUM(G14:G30,I6),2))'
