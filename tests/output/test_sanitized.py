"""Masked copies (脱敏副本): the same findings, and nothing of what was filled in, in any part of the file."""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.forms import LAYOUT_NAMES, form
from tests.output.packages import with_parts
from xladdin import pipeline, reader
from xladdin.demo.files import demo_files
from xladdin.errors import XladdinError
from xladdin.model import CheckOptions
from xladdin.output.sanitized import Vocabulary, known_words
from xladdin.output.sanitized.figures import Factor, neutral_numbers
from xladdin.output.sanitized.formulas import mask_formula
from xladdin.output.sanitized.masks import FIGURES, FILLED, Masks
from xladdin.output.sanitized.parts import _DOT
from xladdin.output.scored.rebuilt import rebuild

WORKBOOKS = sorted((Path(__file__).parent.parent / "data" / "workbooks").glob("*.xls*"))
DEMO = [one for one in demo_files() if not one.is_text]
SECRET = "宁县信访工作联席会议办公室"
PERSON = "欧阳测试员"
PHONE, IDENTITY = "13912345678", "110101199003074477"
CHINESE = re.compile(r"[㐀-鿿]+")


def prints(checked, sheets=()):
    """Code, severity, sheet and cells of every finding; a sheet by its number, for its name is masked."""
    number = {name: place for place, name in enumerate(sheets)}
    return Counter(
        (one.code, one.severity, number.get(one.sheet), str(one.cell), tuple(sorted(map(str, one.cells))))
        for one in checked.all_findings
    )


def sheets_of(path):
    return [sheet.name for sheet in reader.read(path).sheets]


def check(path):
    return pipeline.check_file(path, CheckOptions())


def sanitize(path, output):
    return pipeline.sanitize_file(path, output, CheckOptions())


def everything(path):
    """Every part of the file as text, and the names of the parts."""
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name).decode("utf-8", "replace") for name in archive.namelist()}


def pieces(text, words):
    """The runs of Chinese characters that are no known word, four and more long."""
    return [run for run in CHINESE.findall(words.sub(" ", text)) if len(run) >= 4]


def assert_nothing_left(original, copy):
    """An independent look: longest runs of the original's texts that its labels do not hold."""
    known = known_words()
    words = re.compile(
        "|".join(sorted((word for word in known._all if CHINESE.fullmatch(word)), key=len, reverse=True))
    )
    texts = [
        cell.value
        for sheet in reader.read(original).sheets
        for cell in sheet.cells.values()
        if isinstance(cell.value, str)
    ]
    secrets = {piece for text in texts for piece in pieces(text, words)}
    for name, text in everything(copy).items():
        found = [piece for piece in secrets if piece in text]
        assert not found, f"{name}: {found}"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("sanitized")


@pytest.mark.parametrize("path", WORKBOOKS, ids=lambda path: path.name)
def test_published_forms_keep_their_findings_and_nothing_else(path, folder):
    copy = folder / f"{path.name}.xlsx"
    made = sanitize(path, copy)
    before, after = check(path), check(copy)
    assert prints(after, sheets_of(copy)) == prints(before, sheets_of(path))
    assert made.findings == len(before.all_findings) > 0
    assert_nothing_left(path, copy)
    for old, new in zip(before.forms, after.forms, strict=True):
        assert old.form.project.raw != new.form.project.raw
        funds = old.form.funds_total.budget.value, new.form.funds_total.budget.value
        assert funds[0] != funds[1], "amounts are scaled"
        assert old.due.rates == new.due.rates, "rates are not"


@pytest.mark.parametrize("demo", DEMO, ids=lambda demo: demo.name)
def test_forms_of_every_layout(demo, folder):
    path, copy = folder / demo.name, folder / f"脱敏-{demo.name}"
    demo.write(path)
    sanitize(path, copy)
    assert prints(check(copy), sheets_of(copy)) == prints(check(path), sheets_of(path))
    assert_nothing_left(path, copy)


CHANGES = (
    "",
    "无",
    "0",
    "19.96",
    "20万元",
    "≥95%",
    "因设备未到货未完成，下一步抓紧实施",
    "稳步提升",
    "2000万",
    "XX",
    "张三 13912345678",
)


@given(st.sampled_from(LAYOUT_NAMES), st.integers(0, 10**6), st.sampled_from(CHANGES))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_filled_in_the_copy_says_the_same_or_there_is_none(folder, layout, number, written):
    sheet = form(layout).sheets[0]
    row, column = sorted(sheet.cells)[number % len(sheet.cells)]
    workbook = form(layout, **{f"{chr(64 + column)}{row}": written})
    path, copy = folder / "变化.xlsx", folder / "变化-脱敏.xlsx"
    path.write_bytes(rebuild(workbook))
    copy.unlink(missing_ok=True)
    try:
        sanitize(path, copy)
    except XladdinError:
        assert not copy.exists()
        return
    assert prints(check(copy), sheets_of(copy)) == prints(check(path), sheets_of(path))
    assert_nothing_left(path, copy)


def hostile(path):
    """A published form in which names stand wherever a workbook can hold a text."""
    original = reader.read(WORKBOOKS[[one.name for one in WORKBOOKS].index("seed003.xlsx")]).sheets[0]
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet(f"{SECRET}2024")
    for (row, column), cell in original.cells.items():
        sheet.write(row - 1, column - 1, float(cell.value) if isinstance(cell.value, Decimal) else cell.value)
    for merge in original.merges:
        sheet.merge_range(merge.first_row - 1, merge.first_column - 1, merge.last_row - 1, merge.last_column - 1, "")
        cell = original.cells.get((merge.first_row, merge.first_column))
        if cell is not None:
            value = float(cell.value) if isinstance(cell.value, Decimal) else cell.value
            sheet.write(merge.first_row - 1, merge.first_column - 1, value)
    last = max(row for row, _ in original.cells) + 3
    sheet.write(last, 0, f"填报人：{PERSON}　联系电话：{PHONE}　身份证号：{IDENTITY}")
    sheet.write_rich_string(last + 1, 0, "附：", book.add_format({"bold": True}), f"{SECRET}印发")
    sheet.write_comment("A1", f"请{PERSON}核对", {"author": PERSON})
    sheet.insert_textbox(last + 5, 0, f"{SECRET}盖章")
    sheet.insert_image(last + 6, 0, "印章.png", {"image_data": BytesIO(_DOT), "description": SECRET})
    sheet.set_header(f'&C&"宋体,常规"&10{SECRET}')
    sheet.data_validation(last, 3, last, 3, {"validate": "list", "source": [SECRET, PERSON], "input_title": PERSON})
    sheet.write_url(last + 2, 0, f"file:///D:/{SECRET}/表.xlsx", string=SECRET, tip=SECRET)
    other = book.add_worksheet("台账")
    other.write(0, 0, SECRET)
    other.write(1, 0, 51234567)
    other.write_formula(2, 0, f"='{SECRET}2024'!A1&\"{SECRET}\"", None, SECRET)
    chart = book.add_chart({"type": "column"})
    chart.add_series({"name": SECRET, "values": "=台账!$A$2:$A$2"})
    other.insert_chart("C1", chart)
    other.add_table(5, 0, 7, 1, {"columns": [{"header": SECRET}, {"header": "金额"}], "data": [["甲乙丙丁戊己", 1]]})
    book.define_name("联席会议办公室名称", f"='{SECRET}2024'!$A$1")
    book.set_properties({"author": PERSON, "company": SECRET, "title": SECRET, "comments": SECRET})
    book.set_custom_property("经办人", PERSON)
    book.close()


def test_names_go_wherever_a_workbook_can_hold_them(tmp_path):
    path, copy = tmp_path / "原表.xlsx", tmp_path / "副本.xlsx"
    hostile(path)
    assert any(SECRET[:6] in text for text in everything(path).values())
    made = sanitize(path, copy)
    for name, text in {**everything(copy), "names": " ".join(everything(copy))}.items():
        for secret in (
            SECRET,
            SECRET[:4],
            "信访工作联",
            "会议办公",
            "联席会议办公室",
            PERSON,
            "欧阳测试",
            PHONE,
            IDENTITY,
            "51234567",
        ):
            assert secret not in text, f"{name} still says {secret}"
    assert prints(check(copy), sheets_of(copy)) == prints(check(path), sheets_of(path))
    assert {"图片（印章、照片等，换成空白）", "文档属性（作者、单位等）"} <= set(made.removed)
    book = openpyxl.load_workbook(copy)
    first, other = book.sheetnames[0], book.worksheets[1]
    assert f"'{first}'!A1" in other["A3"].value or f"{first}!A1" in other["A3"].value
    assert other.tables, "a table stays a table"
    (table,) = other.tables.values()
    assert table.tableColumns[0].name == other["A6"].value, "its column is called as its heading"


def test_macros_are_emptied_and_the_ending_follows_the_content(tmp_path):
    path = tmp_path / "宏.xlsm"
    path.write_bytes(with_parts(WORKBOOKS[-1].read_bytes(), {"xl/vbaProject.bin": f"Sub {SECRET}".encode()}))
    with pytest.raises(XladdinError):
        sanitize(path, tmp_path / "副本.xlsx")
    made = sanitize(path, tmp_path / "副本.xlsm")
    assert "W108" in {one.code for one in check(tmp_path / "副本.xlsm").all_findings}
    assert everything(tmp_path / "副本.xlsm")["xl/vbaProject.bin"] == ""
    assert any("宏" in what for what in made.removed)


def test_thousands_of_comments_take_seconds(tmp_path):
    path = tmp_path / "批注.xlsx"
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("自评表")
    (original,) = form("national").sheets
    for (row, column), cell in original.cells.items():
        sheet.write(row - 1, column - 1, float(cell.value) if isinstance(cell.value, Decimal) else cell.value)
    for row in range(2000):
        sheet.write_comment(row, 20, f"第{row}条：{PERSON}", {"author": PERSON})
    book.close()
    sanitize(path, tmp_path / "副本.xlsx")
    assert not [name for name, text in everything(tmp_path / "副本.xlsx").items() if PERSON in text]


def test_an_old_workbook_is_rebuilt_and_said_so(tmp_path):
    path = next(one for one in WORKBOOKS if one.suffix == ".xls")
    made = sanitize(path, tmp_path / "副本.xlsx")
    assert made.notes
    assert "xls" not in everything(tmp_path / "副本.xlsx")["docProps/core.xml"].partition("?>")[2].replace(
        "openxml", ""
    )


def test_an_encrypted_file_is_refused_in_a_sentence(tmp_path):
    path = tmp_path / "加密.xlsx"
    path.write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600))
    with pytest.raises(XladdinError):
        sanitize(path, tmp_path / "副本.xlsx")


def test_one_name_has_one_mask_and_a_run_does_not_repeat_another(tmp_path):
    path = WORKBOOKS[[one.name for one in WORKBOOKS].index("seed003.xlsx")]
    budgets = set()
    for number in range(3):
        sanitize(path, tmp_path / f"{number}.xlsx")
        one = check(tmp_path / f"{number}.xlsx").forms[0].form
        assert one.department.raw == one.unit.raw, "the same text in both cells"
        budgets.add(one.funds_total.budget.value)
    assert len(budgets) > 1, "the factor is drawn anew"


def test_styles_formulas_and_merges_stay(tmp_path):
    path = tmp_path / "空白表.xlsx"
    pipeline.new_workbook("gansu/2024", "project", path, force=False)
    sanitize(path, tmp_path / "副本.xlsx")
    before, after = (openpyxl.load_workbook(one).worksheets[0] for one in (path, tmp_path / "副本.xlsx"))
    assert sorted(map(str, before.merged_cells.ranges)) == sorted(map(str, after.merged_cells.ranges))
    cells = [(old, after[old.coordinate]) for row in before.iter_rows() for old in row]
    assert all(old.style_id == new.style_id and old.data_type == new.data_type for old, new in cells)
    formulas = [(old.value, new.value) for old, new in cells if old.data_type == "f"]
    assert formulas
    assert all(old == new for old, new in formulas if '"' not in str(old))
    assert len(before.data_validations.dataValidation) == len(after.data_validations.dataValidation)
    assert reader.read(tmp_path / "副本.xlsx").properties == reader.read(path).properties, "the mark of the blank form"


def test_a_workbook_without_a_form_is_masked_whole(tmp_path):
    book = openpyxl.Workbook()
    book.active.append([f"{SECRET}花名册", 4567.8])
    book.save(tmp_path / "名册.xlsx")
    made = sanitize(tmp_path / "名册.xlsx", tmp_path / "副本.xlsx")
    assert made.notes
    (cells,) = openpyxl.load_workbook(tmp_path / "副本.xlsx").active.iter_rows(values_only=True)
    assert "宁县" not in cells[0]
    assert cells[1] != 4567.8


@pytest.mark.parametrize("content", [b"not a workbook", b"PK\3\4 damaged", b""])
def test_what_cannot_be_read_is_refused_in_a_sentence(content, tmp_path):
    (tmp_path / "坏.xlsx").write_bytes(content)
    with pytest.raises(XladdinError):
        sanitize(tmp_path / "坏.xlsx", tmp_path / "副本.xlsx")
    assert not (tmp_path / "副本.xlsx").exists()


def test_the_original_is_never_overwritten(tmp_path):
    path = tmp_path / "表.xlsx"
    path.write_bytes(WORKBOOKS[0].read_bytes())
    with pytest.raises(XladdinError):
        sanitize(path, path)


def masks(**levels):
    usual = {"编制单位：宁县信访局": FIGURES}
    return Masks(known_words(), Factor(Decimal("1.5")), b"salt", {"宁县信访局": "单位甲"}, usual | levels)


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("≥95%", "≥95%"),
        ("20万元", "30万元"),
        ("1,234.50元", "1,851.75元"),
        ("稳步提升", "稳步提升"),
        ("总　　分", "总　　分"),
        ("元/亩", "元/亩"),
        ("产出指标（50分）", "产出指标（50分）"),
        ("编制单位：宁县信访局", "编制单位：单位甲"),
        ("2024年度", "2024年度"),
        ("13912345678", "13800000000"),
        ("0934-6621234", "6200-0000000"),
        ("XX", "XX"),
        ("", ""),
    ],
)
def test_a_mask_keeps_what_the_tool_knows(text, masked):
    assert masks().of(text) == masked


@given(st.text(st.sampled_from("甲天水市镇人民政府公路 ，。：\n12年万元A"), max_size=30))
@settings(max_examples=60, deadline=None)
def test_a_filled_text_is_as_long_and_says_nothing(text):
    made = masks(**{text: FILLED}).of(text)
    assert len(made) == len(text)
    assert not re.search("天水|镇|政府", made) or known_words().knows(text)


def test_filled_texts_stay_different():
    texts = [f"某某工作{letter}进展顺遂" for letter in "天地玄黄宇宙洪荒日月盈昃"]
    book = masks(**dict.fromkeys(texts, FILLED))
    assert len({book.of(text) for text in texts}) == len(texts)


@pytest.mark.parametrize(
    ("formula", "amount", "masked"),
    [
        ("SUM(F8:F10)", True, "SUM(F8:F10)"),
        ("12+7.5", True, "18+11.25"),
        ("ROUND(G8/F8*10,2)", True, "ROUND(G8/F8*10,2)"),
        ("12+7.5", False, "12+7.5"),
        ("'宁县信访局2024'!A1", False, "表!A1"),
        ("宁县信访局2024!A1+1", False, "表!A1+1"),
        ("[1]宁县信访局2024!A1", False, "[1]表!A1"),
        ('IF(A1="宁县信访局","优","无")', False, 'IF(A1="单位甲","优","无")'),
    ],
)
def test_formulas_follow(formula, amount, masked):
    assert mask_formula(formula, masks(), {"宁县信访局2024": "表"}, {}, amount=amount) == masked


def test_neutral_numbers_are_of_the_same_kind():
    from xladdin.checks.privacy import personal_numbers

    text = f"手机{PHONE}，身份证{IDENTITY}，卡号6222021001116245702"
    kinds = [number.kind for number in personal_numbers(text)]
    neutral = neutral_numbers(text)
    assert [number.kind for number in personal_numbers(neutral)] == kinds
    assert not {PHONE, IDENTITY, "6222021001116245702"} & set(re.findall(r"\d+", neutral))


def test_words_come_from_lists_alone():
    words = Vocabulary.of_lists(['[a]\nwords = ["产出指标", "(?:未|没有)完成", "元"]'])
    assert "".join(piece.text for piece in words.pieces("没有完成产出指标三项")) == "没有完成产出指标三项"
    assert words.knows("没有完成")
    assert not words.knows("没有三项")


def test_the_standards_of_the_common_indicators_are_nobodys_words() -> None:
    assert known_words().knows("不超过100%得满分，每超过1个百分点扣分值的10%")
