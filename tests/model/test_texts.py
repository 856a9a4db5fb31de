"""Texts written by different hands, in the form in which they are compared."""

import unicodedata

from hypothesis import example, given
from hypothesis import strategies as st

from xladdin.model.texts import bare_text, folded

SIGNS = st.sampled_from("，：；（）。、！？％ 　Ａ１①㎡…\u0301\u3099か指标")


@given(st.text(SIGNS) | st.text())
@example("（万元）")
@example("，\u0301：\u0338")
def test_folded_is_nfkc_without_spaces(text):
    assert folded(text) == "".join(unicodedata.normalize("NFKC", text).split())


def test_what_is_compared_to_the_letter():
    assert bare_text("尾款（２万元），次年 支付。") == "尾款2万元次年支付"
