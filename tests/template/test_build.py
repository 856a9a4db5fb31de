"""The built forms: deterministic, protected, printable, hinted, blank."""

from decimal import Decimal
from io import BytesIO
from zipfile import ZipFile

import pytest
from openpyxl.utils import range_boundaries

from tests.template.filling import Blank
from tests.template.samples import ALL, HUBEI, NATIONAL, TABLES, WORDS, built
from xladdin import kinds
from xladdin.errors import XladdinError
from xladdin.form.labels import labels
from xladdin.template import Blueprint

each_table = pytest.mark.parametrize("scheme", TABLES, ids=lambda scheme: scheme.key)
each_scheme = pytest.mark.parametrize("scheme", ALL, ids=lambda scheme: scheme.key)


@each_scheme
def test_equal_schemes_give_equal_bytes(scheme):
    first = built(scheme)
    assert first == built(scheme)
    with ZipFile(BytesIO(first)) as package:  # 宋体 itself, not the font of the theme, which is another for digits
        assert "scheme val" not in package.read("xl/styles.xml").decode()


def test_a_scheme_of_another_kind_is_refused():
    with pytest.raises(XladdinError, match="部门整体支出"):
        Blueprint(NATIONAL, kinds.load_kind("department"), WORDS)


@each_scheme
def test_identification_is_hidden_and_names_nobody(scheme):
    book = Blank(built(scheme)).book
    marks = {prop.name: prop.value for prop in book.custom_doc_props.props}
    assert (marks["xladdin.kind"], marks["xladdin.scheme"]) == (scheme.kind, scheme.key)
    assert marks["xladdin.version"]
    assert not book.properties.creator
    assert not book.properties.lastModifiedBy


@each_scheme
def test_prints_on_a4_one_page_wide_with_headers_repeated(scheme):
    blank = Blank(built(scheme))
    sheet, has_table = blank.sheet, scheme.kind != "project-card"
    orientation = "landscape" if has_table else "portrait"
    assert (sheet.page_setup.orientation, int(sheet.page_setup.paperSize)) == (orientation, 9)
    assert (sheet.sheet_properties.pageSetUpPr.fitToPage, sheet.page_setup.fitToHeight) == (True, 0)
    if has_table:
        first, last = sheet.print_title_rows.replace("$", "").split(":")
        assert int(first) <= blank.header_row <= int(last)
    assert "&P" in sheet.oddFooter.center.text
    assert sheet.freeze_panes


@each_scheme
def test_only_input_cells_are_open(scheme):
    blank = Blank(built(scheme))
    protection = blank.sheet.protection
    assert protection.sheet
    assert not protection.password
    assert {protection.formatRows, protection.insertRows, protection.autoFilter} == {False}  # not forbidden
    kind = kinds.load_kind(scheme.kind)
    for label in (*(label for _, label in kind.fields), "预算年度"):
        assert blank.right_of(label).protection.locked == (label == "评价结果")
    if not kind.has_indicators:
        return
    rows = range(blank.header_row + 1, blank.find("总分", below=blank.header_row).row)
    # A person gives the scores that no formula can, and the rate of a common indicator whose figures are not there.
    free = {
        blank.column(header, below=blank.header_row - 1)
        for header in ("得分", "实际完成值", "权重", "分值")
        if header in printed(blank)
    }
    names = {label for source, label in scheme.fund_rows if source == "item"}
    if kind.judges_by_standard:
        names |= {word for _, words in scheme.subcategories for word in words}
    for row in blank.sheet.iter_rows():
        for cell in row:
            # Points of a category may be adapted.
            is_open = (
                str(cell.value).endswith("分）") or cell.value in names or (cell.column in free and cell.row in rows)
            )
            if cell.value is not None and not is_open:
                assert cell.protection.locked, f"{cell.coordinate} {cell.value}"
    assert blank.input_rows()


def printed(blank):
    """The words of the table's header rows."""
    return {
        cell.value
        for row in blank.sheet.iter_rows(min_row=blank.header_row)
        for cell in row
        if cell.row <= blank.header_row + 1
    }


@each_scheme
def test_every_hint_and_message_is_one_that_excel_accepts(scheme):
    validations = Blank(built(scheme)).sheet.data_validations.dataValidation
    assert validations
    for one in validations:
        assert len(one.promptTitle) <= 32
        assert 0 < len(one.prompt) <= 255
        if one.type not in (None, "none") and one.showErrorMessage:
            assert len(one.errorTitle) <= 32
            assert 0 < len(one.error) <= 255
        assert "{" not in one.prompt + (one.error or "")


@each_scheme
def test_every_input_cell_has_a_hint(scheme):
    blank = Blank(built(scheme))
    hinted = {
        (row, column)
        for one in blank.sheet.data_validations.dataValidation
        for area in one.sqref.ranges
        for row in range(area.min_row, area.max_row + 1)
        for column in range(area.min_col, area.max_col + 1)
    }
    covered = {
        (row, column)
        for area in blank.sheet.merged_cells.ranges
        for row in range(area.min_row, area.max_row + 1)
        for column in range(area.min_col, area.max_col + 1)
        if (row, column) != (area.min_row, area.min_col)
    }
    left, top, right, bottom = range_boundaries(blank.sheet.print_area.split("!")[1].replace("$", ""))
    for row in range(top, bottom + 1):
        for column in range(left, right + 1):
            cell = blank.sheet.cell(row, column)
            if not cell.protection.locked and cell.value is None and (row, column) not in covered:
                assert (row, column) in hinted, cell.coordinate


def beside(blank):
    """The cells right of the printed form that hold something."""
    right = range_boundaries(blank.sheet.print_area.split("!")[1].replace("$", ""))[2]
    return [cell for row in blank.sheet.iter_rows(min_col=right + 1) for cell in row if cell.value is not None]


@each_table
def test_what_stands_beside_the_form_is_locked_and_its_pieces_are_hidden(scheme):
    blank = Blank(built(scheme))
    cells = beside(blank)
    assert len(cells) > 400
    assert all(cell.protection.locked for cell in cells)
    last = max(cell.column for cell in cells)
    hidden = {
        column
        for area in blank.sheet.column_dimensions.values()
        if area.hidden
        for column in range(area.min, area.max + 1)
    }
    shown = {cell.column for cell in cells} - hidden
    assert len(shown) == (2 if not scheme.row_points else 3)
    assert max(shown) < min(hidden)
    assert max(hidden) >= last


@each_scheme
def test_no_word_beside_the_form_is_taken_for_a_heading(scheme):
    for cell in beside(Blank(built(scheme))):
        if cell.data_type == "s":
            for known in (labels().columns, labels().fields, labels().rows, labels().fund_columns):
                assert known.guess(cell.value.replace("\n", "")) is None, cell.value


@each_table
def test_conditions_and_rules_are_short_enough_for_excel(scheme):
    sheet = Blank(built(scheme)).sheet
    conditions = [rule for area in sheet.conditional_formatting for rule in area.rules]
    assert len(conditions) >= 8
    assert all(len(formula) <= 255 for rule in conditions for formula in rule.formula)
    rules = [one.formula1 for one in sheet.data_validations.dataValidation if one.type == "custom"]
    assert all(len(rule) <= 255 for rule in rules)
    assert bool(rules) is scheme.row_points


def test_drop_downs_offer_the_words_of_the_scheme():
    lists = {
        one.formula1.strip('"')
        for one in Blank(built(NATIONAL)).sheet.data_validations.dataValidation
        if one.type == "list"
    }
    assert lists == {",".join(tier.name for tier in NATIONAL.tiers)}


def test_category_points_are_printed_where_the_scheme_prints_them():
    assert Blank(built(NATIONAL)).find("产出指标（50分）")
    with pytest.raises(AssertionError):
        Blank(built(HUBEI)).find("产出指标（")


def test_goal_blocks_repeat_the_subcategories_and_print_no_points():
    blank = Blank(built(HUBEI))
    first, second = blank.find("年度绩效目标1（40分）"), blank.find("年度绩效目标2（40分）")
    rows = [cell.row for cell in blank.sheet["C"] if cell.value == "数量指标"]
    assert rows == [first.row, second.row]
    assert "分值" not in [cell.value for cell in blank.sheet[blank.header_row]]


def test_values_known_beforehand_stand_in_their_cells():
    filled = {"project": "=1+1", "unit": "青山县水利局", "year": 2024, "initial": Decimal("120.5")}
    blank = Blank(built(NATIONAL, filled=filled))
    project = blank.right_of("项目名称")
    assert (project.value, project.data_type) == ("=1+1", "s")
    assert blank.right_of("实施单位").value == "青山县水利局"
    assert blank.right_of("预算年度").value == 2024
    total = blank.find("年度资金总额").row
    assert blank.sheet.cell(total, blank.column("年初预算数")).value == 120.5
    with ZipFile(BytesIO(built(NATIONAL, filled=filled))) as package:
        assert "（2024）年度项目支出绩效自评表" in package.read("xl/worksheets/sheet1.xml").decode()
