"""`xladdin check --report`: reports beside their forms, one by one and in folders."""

import shutil
import zipfile

import pytest

from tests.cli.conftest import WORKBOOKS
from tests.cli.test_reports import FORMATS, told
from tests.report.texts import FOLDER
from xladdin import pipeline
from xladdin.model import CheckOptions

SEED = FOLDER.parent / "seeds" / "003_ningxian_2024.txt"


def write_report(folder, name, workbook, sentence):
    """A report that names the project and the unit of a workbook's form."""
    form = pipeline.check_file(workbook, CheckOptions()).forms[0].form
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    text = (
        f"{form.project.raw}项目支出绩效自评报告\n项目名称：{form.project.raw}\n{form.unit.raw}组织实施。{sentence}\n"
    )
    path.write_text(text, encoding="utf-8")
    return path


def reported(ran, name):
    """The codes on the report in the findings of the file of this name."""
    (file,) = [one for one in ran.json["files"] if one["file"].endswith(name)]
    found = [one for form in file["forms"] for one in form["findings"]]
    return {one["code"] for one in found if one["code"].startswith("R")}


def test_one_report_belongs_to_the_one_file_whatever_its_name(xladdin, seed003):
    ran = xladdin("check", seed003, "--report", SEED, "--format", "json")
    assert ran.code == 1
    assert {"R101", "R103", "R105"} <= reported(ran, "seed003.xlsx")
    (wrong,) = [
        one for one in ran.json["files"][0]["forms"][0]["findings"] if one["code"] == "R101" and one["cell"] == "E14"
    ]
    assert wrong["paragraph"] == 32
    assert "310" in wrong["sentence"]


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_tells_of_the_report(xladdin, seed003, tmp_path, form):
    target = tmp_path / f"a.{form}"
    assert xladdin("check", seed003, "--report", SEED, "--format", form, "-o", target).code == 1
    found = told(form, target)
    assert "R101" in (target.read_text(encoding="utf-8") if found is None else found)


def test_the_marked_copy_has_the_cells_of_the_report(xladdin, seed003, tmp_path):
    def comments(folder, *more):
        xladdin("check", seed003, "--mark", folder, *more)
        parts = zipfile.ZipFile(folder / seed003.name)
        return "".join(parts.read(one).decode() for one in parts.namelist() if "comments" in one)

    assert "R101" not in comments(tmp_path / "without")
    assert "R101" in comments(tmp_path / "with", "--report", SEED)


def test_folders_are_paired_by_project_and_unit(xladdin, tmp_path):
    forms, reports = tmp_path / "forms", tmp_path / "reports"
    forms.mkdir()
    for name in ("yn_patrol.xlsx", "ah_heritage.xlsx", "sx_medins.xlsx"):
        shutil.copy(WORKBOOKS / name, forms)
    wrong = write_report(reports, "a.txt", forms / "yn_patrol.xlsx", "来信12件，来访30件，网上信访58件，合计110件。")
    again = write_report(reports, "b.txt", forms / "yn_patrol.xlsx", "没有数字。")
    fine = write_report(reports, "c.txt", forms / "ah_heritage.xlsx", "召开会议3次。")
    shutil.copy(SEED, reports)
    ran = xladdin("check", forms, "--report", reports, "--format", "json")
    assert reported(ran, "yn_patrol.xlsx") ^ reported(ran, "ah_heritage.xlsx") == {"R102"}
    assert reported(ran, "sx_medins.xlsx") == set()
    lines = {name: [line for line in ran.err.splitlines() if name in line] for name in ("a.txt", "b.txt", "c.txt")}
    taken, left = (wrong, again) if reported(ran, "yn_patrol.xlsx") else (again, wrong)
    assert any(str(forms / "yn_patrol.xlsx") in line for line in lines[taken.name])
    assert any(str(taken) in line for line in lines[left.name])
    assert any(str(forms / "ah_heritage.xlsx") in line for line in lines[fine.name])
    assert str(reports / SEED.name) in ran.err


def test_a_report_alone_that_cannot_be_read_ends_the_check(xladdin, seed003, tmp_path):
    empty = tmp_path / "空.txt"
    empty.write_text("", encoding="utf-8")
    ran = xladdin("check", seed003, "--report", empty)
    assert ran.code == 2
    assert "空.txt" in ran.err


def test_one_of_many_that_cannot_be_read_is_told(xladdin, seed003, tmp_path):
    (tmp_path / "空.txt").write_text("", encoding="utf-8")
    shutil.copy(SEED, tmp_path)
    ran = xladdin("check", seed003, "--report", tmp_path)
    assert ran.code == 1
    assert "空.txt" in ran.err


def test_a_folder_without_reports_is_refused(xladdin, seed003, tmp_path):
    assert xladdin("check", seed003, "--report", tmp_path).code == 2


def test_a_missing_report_is_refused(xladdin, seed003, tmp_path):
    ran = xladdin("check", seed003, "--report", tmp_path / "没有.txt")
    assert ran.code == 2
    assert "没有.txt" in ran.err


@pytest.mark.parametrize("arguments", [("seed003", "report"), ("seed003", "seed003")])
def test_a_workbook_is_no_report(xladdin, seed003, arguments):
    paths = {"seed003": seed003, "report": SEED}
    ran = xladdin("compare", *(paths[one] for one in arguments))
    assert ran.code == 2
    assert "xladdin compare" in ran.err or "报告" in ran.err


def test_a_folder_of_reports_that_must_not_be_opened_is_said(xladdin, seed003, tmp_path, closed):
    folder = tmp_path / "报告"
    (folder / "锁").mkdir(parents=True)
    shutil.copy(SEED, folder / "甲.txt")
    shutil.copy(SEED, folder / "锁" / "乙.txt")
    closed("锁")
    ran = xladdin("check", seed003, "--report", folder)
    assert ran.code == 1
    assert str(folder / "锁") in ran.err
