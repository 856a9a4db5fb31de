"""Scored copies of forms that somebody filled in: what goes into which cell, and what stays."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from tests.forms import LAYOUT_NAMES, form
from tests.output.packages import changed_parts, with_parts
from xladdin import kinds, pipeline, reader, schemes, scoring
from xladdin.demo.tables import Tables
from xladdin.demo.xlsx import write_workbook
from xladdin.errors import OutputError
from xladdin.form import find_forms
from xladdin.model import CheckedForm, CheckOptions, Workbook
from xladdin.output.scored import ScoredCopy, describe, scored_copy

WORKBOOKS = Path(__file__).parent.parent / "data" / "workbooks"
SCORES = {f"G{row}": "" for row in range(12, 19)}


Score = Callable[..., ScoredCopy]
SHEET = "xl/worksheets/sheet1.xml"


@pytest.fixture
def score(tmp_path: Path) -> Score:
    """Scores the faultless form of a layout with cells changed, and then by a function on its sheet."""

    def call(layout: str = "cost", /, edit: Callable[[Worksheet], None] | None = None, **changes: str) -> ScoredCopy:
        path = write_workbook(Tables(form(layout, **changes), {}), tmp_path / "自评表.xlsx")
        if edit is not None:
            book = openpyxl.load_workbook(path)
            edit(book.worksheets[0])
            book.save(path)
        return score_file(path)

    return call


def score_file(path: Path, recompute: Callable[[Workbook], Workbook] | None = None) -> ScoredCopy:
    checked = pipeline.check_file(path, CheckOptions())
    return scored_copy(reader.read(path), checked.forms, recompute=recompute)


def checked_forms(workbook: Workbook) -> tuple[CheckedForm, ...]:
    """The forms of a workbook that lies in no file."""
    checked = []
    for one in find_forms(workbook, kinds.all_kinds()):
        choice = schemes.choose(one, None)
        checked.append(CheckedForm(one, choice, scoring.recalculate(one, choice.scheme), ()))
    return tuple(checked)


def values(data: bytes, *, stored: bool = False) -> dict[str, object]:
    """The values of a file's first sheet; of formulas their text, or the stored result."""
    sheet = openpyxl.load_workbook(BytesIO(data), data_only=stored).worksheets[0]
    return {cell.coordinate: cell.value for row in sheet.iter_rows() for cell in row if cell.value is not None}


def cells(copy: ScoredCopy) -> dict[str, object]:
    """The values of the copy's first sheet."""
    return values(copy.data)


def stored_results(copy: ScoredCopy) -> dict[str, object]:
    """The copy's first sheet with the results that are stored for its formulas."""
    return values(copy.data, stored=True)


def part(copy: ScoredCopy, name: str) -> bytes:
    with zipfile.ZipFile(BytesIO(copy.data)) as archive:
        return archive.read(name)


def filled(copy: ScoredCopy) -> dict[str, str]:
    return {str(one.cell): one.after for one in copy.filled}


def kept(copy: ScoredCopy) -> set[str]:
    return {str(one.cell) for one in copy.kept}


@pytest.mark.parametrize("layout", LAYOUT_NAMES)
def test_a_faultless_form_stays_as_it_is(score: Score, tmp_path: Path, layout: str) -> None:
    copy = score(layout)
    assert filled(copy) == {}
    assert kept(copy) == ({"F7", "F8", "F9", "F11", "F12"} if layout == "hubei" else set())  # no points in its rows
    assert copy.data == (tmp_path / "自评表.xlsx").read_bytes()


def test_what_is_empty_is_filled_and_nothing_else_changes(score: Score, tmp_path: Path) -> None:
    copy = score(E6="", E7="", G6="", G19="", **SCORES)
    figures = {"E6": 99.8, "E7": 99.8, "G6": 9.98, "G12": 20, "G13": 13.33, "G14": 13.33, "G15": 13.34}
    figures |= {"G16": 10, "G17": 10, "G18": 10, "G19": 99.98}
    before = (tmp_path / "自评表.xlsx").read_bytes()
    assert changed_parts(before, copy.data) == {SHEET}
    assert cells(copy) == {**values(before), **figures}
    assert set(filled(copy)) == set(figures)
    assert kept(copy) == set()
    assert all(one.before == "" for one in copy.filled)


def test_typed_scores_give_way_and_the_total_follows(score: Score) -> None:
    copy = score(E6="99.81%", G6="9.9", G12="19.96", G17="5", G19="95")
    # G17 is qualitative: 5 of 10 lies below its tier, and gets its lower end.
    assert [(str(one.cell), one.before, one.after) for one in copy.filled] == [
        ("E6", "99.81%", "99.80%"),
        ("G6", "9.9", "9.98"),
        ("G12", "19.96", "20"),
        ("G17", "5", "8"),
        ("G19", "95", "97.98"),
    ]
    assert cells(copy)["E6"] == 0.998


def test_points_and_targets_are_never_touched(score: Score, tmp_path: Path) -> None:
    copy = score(F12="25", F19="90", D13="≥24处", F6="9")
    before = values((tmp_path / "自评表.xlsx").read_bytes())
    after = cells(copy)
    assert {place for place in before if before[place] != after[place]} == {"G6", "G12", "G13", "G19"}
    assert (after["G12"], after["G13"]) == (25, 6.67)  # 12 of 24 places, half of 13.33 rounded up


@pytest.mark.parametrize(
    ("changes", "number_format", "stored", "shown"),
    [
        pytest.param({"E7": "", "E6": ""}, "0.00%", 0.998, "99.80%", id="an empty cell with a % format"),
        pytest.param({"E7": "", "E6": ""}, '0.00"%"', 99.8, "99.8", id="a % sign printed behind the number"),
        pytest.param({"E7": "'99.81%", "E6": ""}, "General", "99.80%", "99.80%", id="text like the other rate"),
        pytest.param({"E7": "0.9981", "E6": ""}, "General", 0.998, "0.998", id="a fraction like the other rate"),
        pytest.param({"E7": "99.81", "E6": ""}, "General", 99.8, "99.8", id="a number like the other rate"),
        pytest.param({"E7": "'99.81％", "E6": "99"}, "General", 99.8, "99.8", id="its own content before the others'"),
        pytest.param({"E7": "", "E6": ""}, "General", 99.8, "99.8", id="the header says %"),
        pytest.param({"E7": "", "E6": "", "E5": "执行率"}, "General", "99.80%", "99.80%", id="nothing says anything"),
        pytest.param({"E7": "", "E6": ""}, "@", 99.8, "99.8", id="a text cell"),
    ],
)
def test_a_rate_is_written_as_the_form_prints_rates(
    score: Score, changes: dict[str, str], number_format: str, stored: object, shown: str
) -> None:
    def edit(sheet: Worksheet) -> None:
        for place in ("E6", "E7"):
            sheet[place].number_format = number_format

    copy = score(edit=edit, **changes)
    assert (cells(copy)["E6"], filled(copy)["E6"]) == (stored, shown)


def test_a_rate_that_says_the_same_stays_as_it_is_written(score: Score) -> None:
    for written in ("99.80%", "'99.8％", "99.8", "0.998", "0.99800001 {0.0000%}"):
        assert "E6" not in filled(score(E6=written))


def test_a_dash_stays_and_a_row_without_money_is_no_matter(score: Score) -> None:
    copy = score(E7="'—", E8="")
    assert filled(copy) == {}
    assert kept(copy) == {"E7"}


def test_a_score_in_a_percent_cell(score: Score) -> None:
    def edit(sheet: Worksheet) -> None:
        sheet["G13"].number_format = "0%"

    assert cells(score(edit=edit, G13=""))["G13"] == pytest.approx(0.1333)


def test_formulas_of_the_clerk_stay(score: Score) -> None:
    copy = score(G6="=F6*E6 => 9.98", G19="=SUM(G12:G18)+G6 => 98.98", G12="19")
    assert filled(copy) == {"G12": "20"}
    after = cells(copy)
    assert (after["G6"], after["G19"]) == ("=F6*E6", "=SUM(G12:G18)+G6")
    # Its stored result would be stale, so it is dropped, and Excel is told to compute.
    assert "G19" not in stored_results(copy)
    assert stored_results(copy)["G6"] == 9.98
    assert b'fullCalcOnLoad="1"' in part(copy, "xl/workbook.xml")
    assert kept(copy) == {"G19"}
    assert copy.notes


def test_formulas_that_read_a_filled_cell_get_their_new_result(score: Score, tmp_path: Path) -> None:
    score(G6="=F6*E6 => 9.98", G19="=SUM(G12:G18)+G6 => 98.98", G12="19", H19='=IF(G19>90,"优","良") => 良')
    seen: list[Workbook] = []

    def recompute(workbook: Workbook) -> Workbook:
        seen.append(workbook)
        (sheet,) = workbook.sheets
        new = dict(sheet.cells)
        new[19, 7] = new[19, 7]._replace(value=Decimal("98.98"))
        new[19, 8] = new[19, 8]._replace(value="优")
        return replace(workbook, sheets=(replace(sheet, cells=new),))

    copy = score_file(tmp_path / "自评表.xlsx", recompute)
    given = seen[0].sheets[0].cells
    assert (given[12, 7].value, given[19, 7].value, given[19, 8].value, given[6, 7].value) == (
        20,
        None,
        None,
        Decimal("9.98"),
    )
    results = stored_results(copy)
    assert (results["G19"], results["H19"], results["G6"]) == (98.98, "优", 9.98)
    assert kept(copy) == set()


def test_the_readers_own_calculation_renews_the_results(score: Score, tmp_path: Path) -> None:
    score(G6="=F6*E6 => 9.98", E6="99%", G19="=SUM(G12:G18)+G6 => 98.98", G12="19", H19='=IF(G19>98,"优","良") => 良')
    copy = score_file(tmp_path / "自评表.xlsx", reader.compute_missing)
    assert filled(copy) == {"E6": "99.80%", "G12": "20"}
    assert kept(copy) == set()
    results = stored_results(copy)
    assert (results["G6"], results["G19"], results["H19"]) == (9.98, 98.98, "优")
    again = score_file(WORKBOOKS / "ah_heritage.xlsx", reader.compute_missing)
    assert stored_results(again)["I23"] == 99.33
    assert stored_results(again)["H23"] == values((WORKBOOKS / "ah_heritage.xlsx").read_bytes(), stored=True)["H23"]


def test_a_formula_with_another_result_is_reported(score: Score) -> None:
    copy = score(G19="=SUM(G12:G18) => 89")
    assert filled(copy) == {}
    assert [(str(one.cell), "89" in one.why, "98.98" in one.why) for one in copy.kept] == [("G19", True, True)]


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("=D6/C6 => 0.998", True),
        ("=D6/C6 => 99.80%", True),
        ("=D6/C6*100 => 99.8", True),
        ('=TEXT(D6/C6,"0.00%") => 99.80%', True),
        ("=D6/B6 => 0.958", False),
        ("=D6/0 => #DIV/0!", False),
    ],
)
def test_a_rate_by_formula_is_right_in_every_notation(score: Score, written: str, right: bool) -> None:
    copy = score(E6=written)
    assert filled(copy) == {}
    assert kept(copy) == (set() if right else {"E6"})


def test_a_typed_error_gives_way(score: Score) -> None:
    def edit(sheet: Worksheet) -> None:
        sheet["G12"].value = "#N/A"

    assert filled(score(edit=edit, G19="")) == {"G12": "20", "G19": "98.98"}


def test_a_total_by_formula_over_an_error_stays_and_says_so(score: Score) -> None:
    copy = score(G12="=1/0 => #DIV/0!", G19="=SUM(G12:G18) => #DIV/0!", G13="13")
    assert filled(copy) == {"G13": "13.33"}
    assert kept(copy) == {"G12", "G19"}


def test_a_total_among_other_words_is_left_to_a_person(score: Score) -> None:
    copy = score(A19="总分：90分　自评等级：优", F19="", G19="")
    assert (filled(copy), kept(copy)) == ({}, {"A19"})


def test_a_score_that_nobody_can_work_out_counts_as_stated(score: Score) -> None:
    copy = score(D13="按上级要求完成各项维修养护任务", E13="正在开展", G13="7.5", G19="")
    assert kept(copy) == {"G13"}
    assert filled(copy) == {"G19": "93.15"}


def test_without_that_score_there_is_no_total(score: Score) -> None:
    copy = score(D13="按上级要求完成各项维修养护任务", E13="正在开展", G13="")
    assert kept(copy) == {"G13", "G19"}
    assert filled(copy) == {}
    assert cells(copy)["G19"] == 98.98


def test_a_missing_budget_leaves_rate_and_score(score: Score) -> None:
    copy = score(C6="", G19="")
    assert kept(copy) == {"E6", "G6"}
    assert filled(copy) == {"G19": "98.98"}


def test_a_shifted_row_gets_its_score_where_it_stands() -> None:
    copy = score_file(WORKBOOKS / "seed003.xlsx")
    assert filled(copy) == {"E6": "99.80%", "E7": "99.80%", "G12": "20", "G22": "92.64"}
    assert cells(copy)["H17"] == 6.67


@pytest.mark.parametrize("name", ["seed003", "ah_heritage", "sc_gauge", "sx_medins", "yn_patrol"])
def test_a_scored_copy_has_nothing_left_to_fill(tmp_path: Path, name: str) -> None:
    first = score_file(WORKBOOKS / f"{name}.xlsx")
    (tmp_path / "copy.xlsx").write_bytes(first.data)
    second = score_file(tmp_path / "copy.xlsx")
    assert filled(second) == {}
    assert second.data == first.data


@pytest.mark.parametrize(("grade", "after"), [("", "优"), ("良", "良"), ("=IF(1,2) => 2", "=IF(1,2)")])
def test_only_an_empty_grade_cell_is_filled(score: Score, grade: str, after: str) -> None:
    assert cells(score(A20="绩效等级", B20=grade))["B20"] == after


def test_no_grade_for_a_total_that_is_partly_a_persons(score: Score) -> None:
    copy = score(A20="绩效等级", B20="", D13="按上级要求完成各项维修养护任务", E13="正在开展")
    assert filled(copy) == {}
    assert kept(copy) == {"G13", "B20"}


def test_several_forms_of_a_workbook(tmp_path: Path) -> None:
    one = form(G12="").sheets[0]
    other = form("national").sheets[0]
    book = replace(form(), sheets=(replace(one, name="甲"), replace(other, name="乙"), replace(one, name="丙")))
    path = write_workbook(Tables(book, {}), tmp_path / "多张.xlsx")
    copy = score_file(path)
    assert [(one.cell.sheet, str(one.cell)) for one in copy.filled] == [("甲", "G12"), ("丙", "G12")]
    assert changed_parts(path.read_bytes(), copy.data) == {SHEET, SHEET.replace("1", "3")}
    assert any("丙!G12" in line for line in describe(copy))


def test_macros_stay_and_the_ending_too(score: Score, tmp_path: Path) -> None:
    score(G12="")
    path = tmp_path / "宏.xlsm"
    path.write_bytes(with_parts((tmp_path / "自评表.xlsx").read_bytes(), {"xl/vbaProject.bin": bytes(range(256))}))
    copy = score_file(path)
    assert copy.suffix == ".xlsm"
    assert changed_parts(path.read_bytes(), copy.data) == {SHEET}


def test_a_file_that_cannot_be_patched_is_built_anew(tmp_path: Path) -> None:
    path = tmp_path / "旧格式.xls"
    path.write_bytes(b"\xd0\xcf\x11\xe0")
    workbook = replace(form(G12="", B20="'=1+1", C6="19.99", E6="99.85%", H12='=A1&"\x01" => 有'), path=path)
    copy = scored_copy(workbook, checked_forms(workbook))
    assert copy.suffix == ".xlsx"
    assert copy.notes
    after = cells(copy)
    assert (after["G12"], after["B20"], after["E7"], after["H12"]) == (20, "=1+1", 0.998, "有")
    sheet = openpyxl.load_workbook(BytesIO(copy.data)).worksheets[0]
    assert (sheet["E7"].number_format, sheet["B20"].data_type, sheet.title) == ("0.00%", "s", "自评表")
    assert {str(area) for area in sheet.merged_cells.ranges} == {str(area) for area in workbook.sheets[0].merges}


def test_an_xls_file(tmp_path: Path) -> None:
    copy = score_file(WORKBOOKS / "sc_gauge.xls")
    same = score_file(WORKBOOKS / "sc_gauge.xlsx")
    assert copy.suffix == ".xlsx"
    assert filled(copy) == filled(same)
    after, expected = cells(copy), cells(same)
    assert {place for place in expected if str(after.get(place)) != str(expected[place])} == set()


def test_a_file_that_changed_or_went_since_it_was_read_is_not_copied(score: Score, tmp_path: Path) -> None:
    score()
    path = tmp_path / "自评表.xlsx"
    workbook = reader.read(path)
    path.write_bytes(path.read_bytes() + b"\0")
    with pytest.raises(OutputError, match="改动"):
        scored_copy(workbook, ())
    path.unlink()
    with pytest.raises(OutputError, match="读取"):
        scored_copy(workbook, ())


def test_every_cell_gets_a_line(score: Score) -> None:
    copy = score(G12="", D13="按要求", E13="开展")
    lines = describe(copy)
    assert len(lines) == len(copy.filled) + len(copy.kept) + len(copy.notes) == 2
    assert any(line.startswith("G12　") and "（空） → 20" in line for line in lines)
    assert len(describe(score())) == 1
