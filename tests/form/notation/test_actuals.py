"""Actuals beside their targets."""

from __future__ import annotations

from decimal import Decimal

import pytest

from xladdin.form.notation import parse_actual, parse_target, tier_word


@pytest.mark.parametrize(
    ("target", "text", "value", "unit"),
    [
        ("≥95%", "96", "96", None),
        ("≥95%", "0.96", "0.96", None),
        ("≥95%", "96.00%", "96.00", "%"),
        ("≥95%", "达到96%", "96", "%"),
        ("≥95%", "９６％（含）", "96", "%"),
        ("≥95%", "百分之九十六", "96", "%"),
        ("≥95%", "满意度：92.5%", "92.5", "%"),
        ("≥95%", "已完成100%", "100", "%"),
        ("≥266米", "≥266米", "266", "米"),
        ("15万元", "按合同10.5万元。", "10.5", "万元"),
        ("≤320次", "289次（减少31次）", "289", "次"),
        ("≥5次", "2023年开展6次", "6", "次"),
        ("≥5次", "5次，共200人", "5", "次"),
        ("≥200人", "举办3期，培训210人", "210", "人"),
        ("≥200人", "210余人", "210", "人"),
        ("≥20万元", "200000元", "200000", "元"),
        ("≤20万元", "19.96万", "19.96", "万"),
        ("3次", "三次", "3", "次"),
        ("≤5%", "-2%", "-2", "%"),
        ("≤2050万元", "2012.05", "2012.05", None),
        ("=0起", "无", "0", None),
        ("=0起", "未发生", "0", None),
        ("≥95%", "无", None, None),
        ("≥95%", "完成", None, None),
        ("≥95%", "一次性", None, None),
        ("≥95%", "/", None, None),
        ("≥95%", "", None, None),
        ("≥95%", "#DIV/0!", None, None),
        ("12月底前", "2021年12月20日", None, None),
        ("1-12月", "已完成100%", None, None),
        ("稳步提升", "稳步提升", None, None),
        ("稳步提升", "完成80%", "80", "%"),
    ],
)
def test_value_and_unit(target: str, text: str, value: str | None, unit: str | None) -> None:
    actual = parse_actual(text, parse_target(target))
    assert actual.raw == text
    assert (None if actual.value is None else str(actual.value)) == value
    assert (actual.unit.text if actual.unit else None) == unit


def test_the_multiplier_measures_what_the_target_measures() -> None:
    actual = parse_actual("2000万", parse_target("≤2000万元"))
    assert actual.value is not None
    assert actual.unit is not None
    assert actual.value * actual.unit.factor == Decimal(20_000_000)
    assert actual.unit.dimension == "money"


@pytest.mark.parametrize(
    ("target", "text", "several"),
    [
        ("≥200人", "210人", False),
        ("≥200人", "举办3期，培训210人", False),
        ("≥200人", "男100人，女110人", True),
        ("≥200人", "100、110", True),
        ("≤5%", "4%-5%", True),
        ("≥3个", "完成5个，完成率167%", False),
    ],
)
def test_several_numbers(target: str, text: str, several: bool) -> None:
    assert parse_actual(text, parse_target(target)).several is several


def test_sign_date_and_completion_are_kept() -> None:
    assert parse_actual("≥266米", parse_target("≥266米")).op == ">="
    assert parse_actual("2022年12月30日完成", parse_target("12月底前")).when == "2022-12-30"
    assert parse_actual("完成80%", parse_target("稳步提升")).tier == 80
    assert parse_actual("合格率80%", parse_target("稳步提升")).tier is None
    assert parse_actual("已完成全部工程，合格率95%", parse_target("≥95%")).tier is None
    assert parse_actual("完成5个，完成率125%", parse_target("≥4个")).tier == 125
    assert parse_actual("部分达成预期指标并具有一定效果", parse_target("稳步提升")).degree == "partly"


def test_year_of_the_form_completes_a_target_date() -> None:
    assert parse_target("12月底前", year=2021).when == "2021-12"
    assert parse_target("2022年6月底前", year=2021).when == "2022-06"
    assert parse_target("全年", year=2021).when == "2021-12"


def test_none_is_zero_only_where_something_must_not_happen() -> None:
    assert parse_target("无", name="安全事故发生次数").value == 0
    assert parse_target("无", name="群众满意度").value is None


@pytest.mark.parametrize(
    ("text", "tier"),
    [
        ("达成预期指标", "met"),
        ("全部或基本达成预期指标", "met"),
        ("完成", "met"),
        ("优", "met"),
        ("部分达成预期指标并具有一定效果", "partly"),
        ("部分完成", "partly"),
        ("一般", "partly"),
        ("未达成预期指标且效果较差", "not"),
        ("未完成", "not"),
        ("差", "not"),
        ("无差错", None),
        ("效果不明显", "not"),
        ("有待提升", "partly"),
        ("100", None),
        ("", None),
    ],
)
def test_tier_words(text: str, tier: str | None) -> None:
    assert tier_word(text) == tier


@pytest.mark.parametrize(
    ("target", "text", "when"),
    [
        ("2024年12月底前", "12月20日完成", "2024-12-20"),
        ("2024年12月底前", "十二月二十日", "2024-12-20"),
        ("2024年12月底前", "2025年1月10日", "2025-01-10"),
        ("2024年12月底前", "1月10日", None),  # of which year?
        ("2024年12月底前", "12.20", "2024-12-20"),
        ("2024年12月底前", "12/20", "2024-12-20"),
        ("2024年第三季度", "8月15日", "2024-08-15"),
        ("2024年6月底", "上半年", "2024-06"),
        ("2024年", "第四季度", "2024-12"),
        ("12月底前", "12月20日", None),
    ],
)
def test_a_day_without_a_year_is_of_the_targets(target: str, text: str, when: str | None) -> None:
    assert parse_actual(text, parse_target(target)).when == when


def test_the_year_of_the_form_reaches_both_sides() -> None:
    assert parse_actual("12月20日", parse_target("12月底前", year=2024)).when == "2024-12-20"


@pytest.mark.parametrize(
    ("target", "text", "value", "several"),
    [
        ("0起", "未发生安全事故，运行平稳", "0", False),
        ("0起", "未发生重大事故，发生一般事故2起", "2", True),
        ("0起", "未发生一起", "0", False),
        ("零投诉", "投诉1次", "1", False),
        ("零投诉", "达成预期指标", None, False),
        ("零投诉", "100%", None, False),
        ("100人", "90人，其中：女30人", "90", False),
        ("100人", "90人（其中女30人）", "90", False),
        ("≥1/3", "四分之一", "25", False),
        ("≤100万元", "壹佰万元整", "100", False),
        ("≥5次", "未发生", None, False),
    ],
)
def test_words_and_parts(target: str, text: str, value: str | None, several: bool) -> None:
    actual = parse_actual(text, parse_target(target))
    assert (None if actual.value is None else str(actual.value), actual.several) == (value, several)


@pytest.mark.parametrize("text", ["未改善", "没有得到提升", "不规范", "无效果"])
def test_a_denied_success_is_none(text: str) -> None:
    assert tier_word(text) != "met"
