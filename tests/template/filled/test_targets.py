"""A target divided over columns is read as the same target, whatever it says."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from xladdin.form.notation import parse_target, parse_target_parts
from xladdin.model import Entry, Indicator, TargetKind
from xladdin.template.filled.ledger import Ledger
from xladdin.template.filled.targets import carry_target

NOTHING = Entry()
SIGNS = ["", "≥", "≤", ">", "<", "=", "＝", "≧", ">=", "不低于", "约", "-", "±"]
NUMBERS = ["95", "1,200", "0.5", "１２", "3.50", "100", "90-95", "2023年12月", "1-12月", "一百", "稳步提升", ""]
UNITS = ["", "%", "％", "‰", "个", "万元", "元/人·月", "公里", "以上", "及以上", "（含）", "次/年", " 个", "天内"]


def row_with(raw):
    target = Entry(parse_target(raw), None, raw)
    return Indicator(1, NOTHING, NOTHING, NOTHING, target, NOTHING, NOTHING, NOTHING, NOTHING)


def divided(raw, columns):
    ledger = Ledger(None, frozenset())
    return [str(piece) for piece in carry_target(row_with(raw), columns, ("row", 0, "target"), "", ledger)]


def meaning(target):
    return replace(target, raw="")


TEXTS = st.one_of(
    st.builds("{}{}{}".format, st.sampled_from(SIGNS), st.sampled_from(NUMBERS), st.sampled_from(UNITS)),
    st.text("≥≤=<>0123456789.,%万元个年月-至 以上提升", max_size=12),
)


@given(TEXTS)
def test_three_columns_say_what_one_cell_says(raw):
    raw = raw.strip()
    for columns in (("计算符号", "目标值", "度量单位"), ("指标性质", "指标值", "度量单位")):
        sign, value, unit = divided(raw, columns)
        parted, whole = parse_target_parts(sign, value, unit), parse_target(raw)
        if whole.kind is not TargetKind.BLANK:
            assert meaning(parted) == meaning(whole)


@given(TEXTS)
def test_nothing_but_the_writing_of_a_sign_changes(raw):
    pieces = divided(raw.strip(), ("计算符号", "目标值", "度量单位"))
    without_signs = str.maketrans("", "", " ≥≤><=＝≧")
    assert "".join(pieces).translate(without_signs) == raw.translate(without_signs)
