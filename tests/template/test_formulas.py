"""The computed cells: what stands in them, and what real spreadsheet programs make of it."""

import re
import subprocess
from decimal import Decimal
from io import BytesIO
from zipfile import ZipFile

import ironcalc
import openpyxl
import pytest

from tests.template.filling import Blank
from tests.template.samples import ALL, NATIONAL, TABLES, built
from tests.tools import require
from xladdin import pipeline
from xladdin.model import CheckOptions
from xladdin.schemes import all_keys, load

SCHEMES = {key: load(key) for key in all_keys() if load(key).kind in {"project", "special-fund"}}
FUNDS = {"initial": Decimal(20), "budget": Decimal(20), "executed": Decimal("19.96")}
PARTS = {"≥": ("指标性质", "计算符号"), "95": ("指标值", "目标值"), "%": ("度量单位",)}


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
    blank = Blank(built(scheme, filled=head | texts | FUNDS))
    sheet, name = blank.sheet, blank.column("三级指标")
    fiscal = blank.find(scheme.fund_rows[0][1]).row + 1
    if len(scheme.fund_rows) > 1:
        for field, header in scheme.template.fund_columns:
            if field in FUNDS:
                sheet.cell(fiscal, blank.column(header.replace("\n", "")), float(FUNDS[field]))
    below = blank.header_row - 1
    for category, points in shares(scheme):
        row = blank.find(category, below=below).row
        below = row
        sheet.cell(row, name, f"{category}完成率{row}")
        actual = blank.column("实际完成值", below=blank.header_row - 1)
        target = actual - max(len(scheme.target_columns), 1)
        for offset, header in enumerate(scheme.target_columns):
            sheet.cell(row, target + offset, next(value for value, headers in PARTS.items() if header in headers))
        if not scheme.target_columns:
            sheet.cell(row, target, "≥95%")
        sheet.cell(row, actual, "96%")
        # Points, from which the score follows; without them (湖北) the score itself.
        sheet.cell(row, actual + 1, float(points))
    return blank.save(path)


@pytest.fixture(scope="module")
def calculated(tmp_path_factory):
    """Every scheme's form, filled in, opened and saved by LibreOffice."""
    office = require("soffice")
    folder = tmp_path_factory.mktemp("forms")
    paths = [fill_soundly(scheme, folder / f"{key.replace('/', '-')}.xlsx") for key, scheme in SCHEMES.items()]
    command = [office, f"-env:UserInstallation={(folder / 'office').as_uri()}", "--headless", "--convert-to", "xlsx"]
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
    assert one.form.grade.value == "优"
    if SCHEMES[key].row_points:
        assert one.form.total.points.value == 100
        assert all(row.score.formula and row.score.value == row.points.value for row in one.form.indicators)


#: Worksheet functions that Excel 2007 has, of those that the forms use.
OF_2007 = {
    "ABS", "AND", "CELL", "CLEAN", "COUNT", "COUNTIFS", "DATE", "DAY", "EXACT", "FIND", "IF", "IFERROR", "INT",
    "ISBLANK", "ISERROR", "ISNUMBER", "LEFT", "LEN", "LOWER", "MAX", "MID", "MIN", "N", "NOT", "OFFSET", "OR", "RIGHT",
    "ROUND", "SUBSTITUTE", "SUM", "SUMPRODUCT", "TEXT", "VALUE",
}  # fmt: skip
LONGEST, DEEPEST, MOST_ARGUMENTS = 8192, 64, 255
TEXTS = re.compile(r'"(?:[^"]|"")*"')


def formulas(scheme, **options):
    """Address → formula of every computed cell."""
    return {
        cell.coordinate: cell.value
        for row in Blank(built(scheme, **options)).sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    }


def depth(formula):
    """How deep brackets stand in brackets, texts left out."""
    level = deepest = 0
    for sign in TEXTS.sub("", formula):
        level += {"(": 1, ")": -1}.get(sign, 0)
        deepest = max(deepest, level)
    return deepest


def most_arguments(formula):
    """The largest number of arguments of one function."""
    counts, most = [], 0
    for sign in TEXTS.sub("", formula):
        if sign == "(":
            counts.append(1)
        elif sign == "," and counts:
            counts[-1] += 1
        elif sign == ")":
            most = max(most, counts.pop())
    return most


@pytest.mark.parametrize("scheme", ALL, ids=lambda scheme: scheme.key)
def test_every_formula_is_one_that_excel_2007_takes(scheme):
    for place, formula in formulas(scheme).items():
        bare = TEXTS.sub("", formula)
        used = set(re.findall(r"([A-Z_]+)\(", bare))
        assert {name for name in used if not name.startswith("JX_")} <= OF_2007, place
        assert "{" not in bare, place  # no array constant
        assert len(formula) <= LONGEST, place
        assert depth(formula) <= DEEPEST, place
        assert most_arguments(formula) <= MOST_ARGUMENTS, place
        assert all(len(text) <= 257 for text in TEXTS.findall(formula)), place


@pytest.mark.parametrize("scheme", ALL, ids=lambda scheme: scheme.key)
def test_the_add_in_comes_first_and_a_plain_form_does_without(scheme):
    added, plain = formulas(scheme), formulas(scheme, plain=True)
    assert added.keys() == plain.keys()
    calls = {name for formula in added.values() for name in re.findall(r"JX_\w+", formula)}
    wanted = {"JX_GRADE"}
    if scheme.kind != "project-card":
        wanted |= {"JX_RATE", "JX_TOTAL", *(["JX_EXEC_SCORE"] if scheme.execution_points else [])}
    assert wanted <= calls
    if scheme in TABLES and scheme.row_points:
        assert {"JX_SCORE", "JX_WEIGHTS", "JX_NOTE"} <= calls
    for formula in added.values():
        assert not re.search(r"(?<!IFERROR\()JX_", TEXTS.sub("", formula))  # where it is unknown, IFERROR goes on
    assert not any("JX_" in formula for formula in plain.values())


def stored_values(data):
    """Address → what the file says a formula gave: figure, text or truth value."""
    sheet = openpyxl.load_workbook(BytesIO(data), data_only=True).active
    return {cell.coordinate: cell.value for row in sheet.iter_rows() for cell in row}


@pytest.mark.parametrize("scheme", ALL, ids=lambda scheme: scheme.key)
def test_a_blank_form_stores_what_its_formulas_give(scheme, tmp_path):
    data = built(scheme)
    with ZipFile(BytesIO(data)) as package:
        assert b"#NAME?" not in package.read("xl/worksheets/sheet1.xml")
    path = tmp_path / "blank.xlsx"
    path.write_bytes(data)
    model = ironcalc.load_from_xlsx(str(path), "en", "UTC", "en")
    model.evaluate()
    stored = stored_values(data)
    wrong = {}
    for place in formulas(scheme):
        row, column = openpyxl.utils.cell.coordinate_to_tuple(place)
        expected = stored[place]
        shown = "" if expected is None else str(expected).upper()
        if model.get_formatted_cell_value(0, row, column) != shown:
            wrong[place] = (shown, model.get_formatted_cell_value(0, row, column))
    assert wrong == {}


def test_amounts_known_beforehand_leave_the_rate_to_whoever_opens_the_form(tmp_path):
    path = tmp_path / "form.xlsx"
    path.write_bytes(built(NATIONAL, filled=FUNDS))
    (one,) = pipeline.check_file(path, CheckOptions()).forms
    assert one.form.funds_total.rate.value == Decimal("99.8")
    assert one.form.funds_total.score.value == Decimal("9.98")
