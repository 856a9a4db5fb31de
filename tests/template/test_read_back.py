"""The product reads its own forms: blank ones hold nothing, filled ones give back every value."""

from decimal import Decimal

import pytest

from tests.template.filling import Blank
from tests.template.samples import FOUR_COLUMNS, built
from xladdin import form, kinds, reader
from xladdin.model import TargetKind
from xladdin.schemes import all_keys, load

SCHEMES = [*(load(key) for key in all_keys() if load(key).kind == "project"), FOUR_COLUMNS]
OTHERS = [load(key) for key in all_keys() if load(key).kind != "project"]
each_scheme = pytest.mark.parametrize("scheme", SCHEMES, ids=lambda scheme: scheme.key)

AMOUNTS = {"initial": Decimal("120.5"), "budget": Decimal(100), "executed": Decimal("99.5")}
PARTS = {
    "指标性质": "≥",
    "计算符号": "≥",
    "指标方向": "≥",
    "指标值": 95,
    "目标值": 95,
    "度量单位": "%",
    "计量单位": "%",
}


def read_one(path):
    workbook = reader.read(path)
    (only,) = form.find_forms(workbook, kinds.all_kinds())
    return workbook, only


@each_scheme
def test_a_blank_form_holds_nothing(scheme, tmp_path):
    path = tmp_path / "空白.xlsx"
    path.write_bytes(built(scheme))
    workbook, blank = read_one(path)
    assert (workbook.faults, workbook.missing_values) == ((), 0)
    assert blank.indicators == ()
    values = [blank.project, blank.department, blank.unit, blank.year, blank.goal, blank.achieved, blank.grade]
    assert [entry.is_blank for entry in values] == [True] * len(values)
    assert [row.source for row in blank.funding] == [source for source, _ in scheme.fund_rows]
    assert all(row.budget.is_blank and row.executed.is_blank and row.rate.is_blank for row in blank.funding)
    assert blank.total.score.is_blank
    assert (blank.template.kind, blank.template.scheme) == ("project", scheme.key)


@pytest.mark.parametrize("scheme", OTHERS, ids=lambda scheme: scheme.key)
def test_a_blank_form_of_another_kind_says_what_it_is_and_nothing_else(scheme, tmp_path):
    path = tmp_path / "空白.xlsx"
    path.write_bytes(built(scheme))
    workbook, blank = read_one(path)
    assert (workbook.faults, workbook.missing_values) == ((), 0)
    assert (blank.kind, blank.template.kind, blank.template.scheme) == (scheme.kind, scheme.kind, scheme.key)
    values = [blank.project, blank.department, blank.unit, blank.year, blank.amount, blank.grade, blank.total.score]
    assert [entry.is_blank for entry in values] == [True] * len(values)
    assert {told.key for told in blank.narratives} == {one.key for one in kinds.load_kind(scheme.kind).sections}
    assert all(told.text.is_blank for told in blank.narratives)
    assert all(entry.is_blank for line in blank.figures for entry in (line.planned, line.actual, line.last))
    assert len(blank.figures) == len(kinds.load_kind(scheme.kind).figures)
    # Of a department the common indicators are printed, without a result.
    assert [row.name.value for row in blank.indicators] == [one.name for one in scheme.common]
    assert all(row.actual.is_blank and row.score.is_blank for row in blank.indicators)


def fill(scheme, path):
    """Every input cell of the form, each with a value of its own; what was written, by field."""
    blank = Blank(built(scheme, filled={"year": 2024, **AMOUNTS}))
    words = {"项目名称": "河道清淤", "主管部门": "青山县水利局", "实施单位": "青山县河道管理所", "自评等级": "优"}
    for label, value in words.items():
        blank.right_of(label).value = value
    for label, value in (("预期目标", "清淤12公里。"), ("实际完成情况", "已清淤12公里。")):
        header = blank.find(label)
        blank.sheet.cell(header.row + 1, header.column).value = value
    for remark in scheme.template.remarks:
        blank.right_of(remark.replace("\n", ""), below=blank.header_row).value = f"{remark}的内容"
    top = blank.header_row - 1
    written = {}
    for number, row in enumerate(blank.input_rows(), start=1):
        name = blank.column("三级指标")
        blank.sheet.cell(row, name, f"指标甲{number}")
        first, actual = name + 1, blank.column("实际完成值", below=top)
        if scheme.target_columns:
            for offset, header in enumerate(scheme.target_columns):
                word = "正向" if scheme is FOUR_COLUMNS and offset == 0 else PARTS[header]
                blank.sheet.cell(row, first + offset, word)
        else:
            blank.sheet.cell(row, first, "≥95%")
        blank.sheet.cell(row, actual, f"{90 + number % 10}%")
        score = actual + (2 if scheme.row_points else 1)
        if scheme.row_points:
            blank.sheet.cell(row, score - 1, number + 0.5)
        blank.sheet.cell(row, score, number / 4)
        blank.sheet.cell(row, score + 1, f"原因{number}")
        written[row] = number
    blank.save(path)
    return written


@each_scheme
def test_every_value_comes_back_from_a_filled_form(scheme, tmp_path):
    written = fill(scheme, tmp_path / "填好.xlsx")
    _, filled = read_one(tmp_path / "填好.xlsx")
    head = (filled.project, filled.department, filled.unit, filled.year, filled.grade)
    assert [entry.value for entry in head] == ["河道清淤", "青山县水利局", "青山县河道管理所", 2024, "优"]
    assert (filled.goal.value, filled.achieved.value) == ("清淤12公里。", "已清淤12公里。")
    assert filled.amount_unit.value == scheme.amount_unit
    total = filled.funds_total
    for field, _ in scheme.template.fund_columns:
        if field in AMOUNTS:
            assert getattr(total, field).value == AMOUNTS[field]
    assert [row.row for row in filled.indicators] == list(written)
    for row in filled.indicators:
        number = written[row.row]
        assert (row.name.value, row.shifted, row.is_subrow) == (f"指标甲{number}", 0, False)
        assert (row.target.value.kind, row.target.value.value) == (TargetKind.QUANTITY, Decimal(95))
        assert row.target.value.unit.text == "%"
        assert row.actual.value.value == Decimal(90 + number % 10)
        assert row.points.value == (Decimal(number) + Decimal("0.5") if scheme.row_points else None)
        assert row.score.value == Decimal(number) / 4
        assert row.note.value == f"原因{number}"
        assert row.category.value
        assert row.subcategory.value
    told = {text.label.replace("\n", ""): text.text.raw for text in filled.remarks}
    for remark in scheme.template.remarks:
        assert f"{remark}的内容".replace("\n", "") in told.values()


@each_scheme
def test_categories_come_back_as_printed(scheme, tmp_path):
    fill(scheme, tmp_path / "填好.xlsx")
    _, filled = read_one(tmp_path / "填好.xlsx")
    found = [(row.category.raw, row.subcategory.raw) for row in filled.indicators]
    expected = [
        (category, subcategory)
        for _ in scheme.template.goal_blocks or ("",)
        for category, subcategories in scheme.subcategories
        for subcategory in subcategories
    ]
    assert [(category.partition("（")[0], sub) for category, sub in dict.fromkeys(found)] == list(
        dict.fromkeys(expected)
    )
