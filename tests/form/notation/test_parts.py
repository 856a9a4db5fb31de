"""Targets in three and four columns."""

from __future__ import annotations

import pytest

from xladdin.form.notation import join_target_parts, parse_target_parts


@pytest.mark.parametrize(
    ("sign", "value", "unit", "raw", "meaning"),
    [
        ("≥", "95", "%", "≥95%", ("quantity", ">=", "95", "%")),
        ("﹦", "72890", "元", "﹦72890元", ("quantity", "=", "72890", "元")),
        ("＝", "100", "百分比", "＝100百分比", ("quantity", "=", "100", "%")),
        ("＝", "100", "％", "＝100％", ("quantity", "=", "100", "%")),
        ("大于等于", "3", "次", "大于等于3次", ("quantity", ">=", "3", "次")),
        ("≥", "≥95", "%", "≥95%", ("quantity", ">=", "95", "%")),
        ("=", "=100%", "%", "=100%", ("quantity", "=", "100", "%")),
        ("≥", "95%", "%", "≥95%", ("quantity", ">=", "95", "%")),
        ("≥", "95以上", "%", "≥95以上%", ("quantity", ">=", "95", "%")),
        ("≥", "20万", "元", "≥20万元", ("quantity", ">=", "20", "万元")),
        ("≥", "两", "次", "≥两次", ("quantity", ">=", "2", "次")),
        ("≥", "1", "%", "≥1%", ("quantity", ">=", "1", "%")),
        ("≥", "0.95", "%", "≥0.95%", ("quantity", ">=", "0.95", "%")),
        ("", "95", "%", "95%", ("quantity", "bare", "95", "%")),
        ("定量", "95", "%", "95%", ("quantity", "bare", "95", "%")),
        ("正向", "95", "%", "95%", ("quantity", ">=", "95", "%")),
        ("反向", "5", "%", "5%", ("quantity", "<=", "5", "%")),
        ("区间", "10-20", "人", "10-20人", ("quantity", "between", "10", "人")),
        ("≤", "12", "月", "≤12月", ("quantity", "<=", "12", "月")),
        ("=", "5", "年", "=5年", ("quantity", "=", "5", "年")),
        ("=", "28.8万元", "%", "=28.8万元%", ("quantity", "=", "28.8", "万元")),
        ("＝", "2024", "年", "＝2024年", ("date", None, None, None)),
        ("≤", "2022年12月30日", "", "≤2022年12月30日", ("date", None, None, None)),
        ("定性", "优良中低差", "", "优良中低差", ("qualitative", None, None, None)),
        ("文字描述", "应保尽保", "%", "应保尽保", ("qualitative", None, None, None)),
        ("定性", "长期", "年", "长期", ("period", None, None, None)),
        ("≥", "", "%", "≥%", ("blank", None, None, None)),
        ("", "", "", "", ("blank", None, None, None)),
        ("-", "-", "-", "-", ("blank", None, None, None)),
    ],
)
def test_columns(sign: str, value: str, unit: str, raw: str, meaning: tuple[str | None, ...]) -> None:
    target = parse_target_parts(sign, value, unit)
    assert target.raw == raw == join_target_parts(sign, value, unit)
    assert (
        target.kind.value,
        target.op.value if target.op else None,
        None if target.value is None else str(target.value),
        target.unit.text if target.unit else None,
    ) == meaning


@pytest.mark.parametrize(
    ("sign", "nature", "op"),
    [
        ("≥", "正向", ">="),
        ("=", "正向", "="),
        ("=", "反向", "="),
        ("", "正向", ">="),
        ("", "反向", "<="),
        ("", "定性", "bare"),
        ("-", "负向", "<="),
    ],
)
def test_the_sign_rules_the_nature(sign: str, nature: str, op: str) -> None:
    assert parse_target_parts(sign, "5", "%", nature).op == op
