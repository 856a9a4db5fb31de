"""Number language: what is a figure, of what, exact or not, and what it does in its clause."""

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xladdin.form import notation
from xladdin.model import Document, Op, Paragraph, Role
from xladdin.report.figures import known_units, read_sentences
from xladdin.report.figures.numerals import numeral

UNITS = known_units(tuple(text for text, _, _ in notation.known_units()), notation.unit_of)


def figures(text):
    document = Document(Path("a.txt"), (Paragraph(1, text),))
    return [figure for sentence in read_sentences(document, UNITS) for figure in sentence.figures]


def told(text):
    return [(str(figure.value), figure.unit.text if figure.unit else "") for figure in figures(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("预算安排20万元", [("20", "万元")]),
        ("实际支出 19.96 万元", [("19.96", "万元")]),
        ("支出1,234,567.89元", [("1234567.89", "元")]),
        ("投入1.2亿元", [("1.2", "亿元")]),
        ("受益５.４万人", [("5.4", "万人")]),
        ("满意率百分之九十五", [("95", "%")]),
        ("满意率百分之九十五点五", [("95.5", "%")]),
        ("发病率百分之12.5", [("12.5", "%")]),
        ("执行率９９．８１％", [("99.81", "%")]),
        ("下达资金二千三百万元", [("23000000", "元")]),
        ("接访6批8人次", [("6", "批"), ("8", "人次")]),
        ("来访456批次789人次", [("456", "批次"), ("789", "人次")]),
        ("信访总量1234件（人）次", [("1234", "件(人)次")]),
        ("培训三十五人", [("35", "人")]),
        ("提高1.5个百分点", [("1.5", "个百分点")]),
        ("60天内办结", [("60", "天")]),
    ],
)
def test_a_figure_has_its_value_and_unit(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "2024年度",
        "２０２４年１２月３１日前",
        "2021—2025年",
        "1-10月",
        "财预〔2020〕10号",
        "黑信［2023］4号",
        "川财农(2022)148号",
        "第3次会议",
        "第十五条",
        "1.强化领导",
        "12、做好宣传",
        "(3)存在问题",
        "拨打12345热线",
        "“三公”经费",
        "党的二十大",
        "全国两会",
        "一是加强管理。二是完善制度",
        "《2023年工作计划》",
        "AB岗制度",
        "5G网络",
        "“1+6+N”工作体系",
        "3月5日",
        "截至12月底",
        "联系电话13812345678",
        "“四个不发生”",
    ],
)
def test_years_papers_numbering_and_names_are_no_figures(text):
    assert told(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "发放资料4000余人",
        "约300万元",
        "近5万人",
        "10多万元",
        "3万余亩",
        "超过200人",
        "200人左右",
        "30余件",
        "逾百万元100人以上",
    ],
)
def test_about_is_not_exact(text):
    assert all(figure.approximate for figure in figures(text))


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("较上年增加12件", Role.CHANGE),
        ("同比下降37%", Role.CHANGE),
        ("下降到18件", Role.AMOUNT),
        ("占总支出的42.5%", Role.SHARE),
        ("化解率95%", Role.RATE),
        ("上年同期280件", Role.EARLIER),
        ("比上年的280件", Role.EARLIER),
        ("上年结转5万元", Role.AMOUNT),
        ("人均360元", Role.AVERAGE),
        ("目标300件", Role.PLANNED),
        ("满分20分", Role.FULL),
        ("自评得分98.6分", Role.SCORE),
        ("新增就业12人", Role.AMOUNT),
    ],
)
def test_what_a_figure_does(text, role):
    assert [figure.role for figure in figures(text)] == [role]


def test_bounds_are_kept():
    assert [figure.bound for figure in figures("水质达标率≥90%，成本≤20万元")] == [Op.AT_LEAST, Op.AT_MOST]


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("其中：接访、下访、督办、维稳数量 310 次", "接访、下访、督办、维稳数量"),
        ("2024年度及时受理率达 95%", "及时受理率"),
        ("一是项目支出共计41.5万元", "项目支出"),
    ],
)
def test_what_a_figure_speaks_of(text, subject):
    assert figures(text)[0].subject == subject


@given(st.decimals(0, 10**8, places=2, allow_nan=False), st.sampled_from(["万元", "元", "亿元", "%", "件", "人次"]))
def test_every_printed_amount_is_read_back(value, unit):
    for printed in (f"{value}", f"{value:,}"):
        (figure,) = figures(f"支出{printed}{unit}，")
        assert figure.value == value
        assert figure.unit.text == unit
        assert figure.raw == f"{printed}{unit}"


@given(st.decimals(0, 10**6, places=1, allow_nan=False))
def test_full_width_digits_are_the_same_figure(value):
    wide = str(value).translate({ord(one): chr(ord(one) + 0xFEE0) for one in "0123456789."})
    assert [figure.value for figure in figures(f"支出{wide}万元")] == [value]


@given(st.text(max_size=300))
def test_any_text_is_read_and_offsets_are_those_of_the_text(text):
    for figure in figures(text):
        assert text[figure.start : figure.end] == figure.raw


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("十", "10"),
        ("二十三", "23"),
        ("一百零五", "105"),
        ("三万五千", "35000"),
        ("九十九点五", "99.5"),
        ("十四五", None),
        ("两三", None),
    ],
)
def test_chinese_numerals(text, value):
    assert numeral(text) == (Decimal(value) if value else None)
