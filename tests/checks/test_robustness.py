"""Whatever stands in a cell, no rule crashes, and every finding says what a clerk needs."""

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.forms import LAYOUT_NAMES, form, found
from xladdin.model import CellRef

ODD = st.sampled_from(
    [
        "", "0", "-1", "1e9", "99999999999999999999", "0.0000001", "#REF!", "无", "—", "XX", "20万元", "≥", "≥%",
        "100%", "-5%", "是", "2024年12月", "1-12月", "≥95%且≤100%", "±3%", "……", "'=", "９９．５％", "三分之一",
        "第一季度3次，第二季度4次", "部分达成", "TRUE", "45000 {yyyy-m-d}", "=A1+B1", "=1/0 => #DIV/0!", "0.5 {0%}",
        "长" * 500, "安排资金25万元", "手机13800138000", "尚未完成", "工作原因", "有所提升", "199600", "良好", "0.002",
    ]
)  # fmt: skip


@st.composite
def changed_forms(draw):
    layout = draw(st.sampled_from(LAYOUT_NAMES))
    places = sorted(form(layout).sheets[0].cells)
    chosen = draw(st.lists(st.sampled_from(places), min_size=1, max_size=6, unique=True))
    return form(layout, **{str(CellRef("", *place)): draw(ODD) for place in chosen})


@settings(max_examples=150, deadline=None)
@given(changed_forms())
def test_no_rule_crashes_and_every_finding_is_complete(workbook):
    for finding in found(workbook):
        assert finding.code != "W901", finding.message
        assert finding.label
        assert finding.message
        assert finding.do
        assert finding.basis
        assert finding.cell is None or finding.cell in finding.cells
        assert "None" not in finding.message + finding.do + (finding.found or "") + (finding.expected or "")
        assert "。。" not in finding.message
