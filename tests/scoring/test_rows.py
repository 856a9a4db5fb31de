"""Score of a row, case by case: every line of the scoring table with its boundaries."""

import json
from decimal import Decimal

import pytest

from tests.scoring.builders import WORKBOOKS, due
from xladdin.form.notation import parse_actual, parse_target
from xladdin.model import Actual, Op, Outcome, Target, TargetKind, Unit
from xladdin.schemes import load
from xladdin.scoring import completion, score_indicator
from xladdin.scoring.direction import bounds

MET, MISSED, UNJUDGED = Outcome.MET, Outcome.MISSED, Outcome.UNJUDGED

# target | actual | points | outcome | score
FLOORS = [
    ("≥95%", "96%", "10", MET, "10"),
    ("≥95%", "95%", "10", MET, "10"),
    ("≥95%", "95.00%", "6.67", MET, "6.67"),
    ("≥95%", "94.99%", "10", MISSED, "10.00"),  # 9.999: a miss that rounds to all the points
    ("≥95%", "94%", "10", MISSED, "9.89"),
    ("≥95%", "0%", "10", MISSED, "0.00"),
    ("≥95%", "200%", "10", MET, "10"),
    ("≥100件", "90件", "10", MISSED, "9.00"),
    ("≥100件", "1件", "10", MISSED, "0.10"),
    ("≥100件", "-5件", "10", MISSED, "0.00"),
    ("≥3件", "2件", "6.67", MISSED, "4.45"),  # 4.4467
    ("≥3件", "1件", "6.66", MISSED, "2.22"),
    ("≥8次", "3次", "1", MISSED, "0.38"),  # 0.375: half-up, not to even
    ("≥200次", "1次", "1", MISSED, "0.01"),  # 0.005
    ("＞100件", "100件", "10", MET, "10"),
    (">100件", "99件", "10", MISSED, "9.90"),
    ("不低于90%", "89%", "9", MISSED, "8.90"),
    ("90%以上", "90%", "9", MET, "9"),
    ("至少12次", "6次", "5", MISSED, "2.50"),
    ("大于等于12次", "12次", "5", MET, "5"),
    ("≥0%", "0%", "5", MET, "5"),
    ("≥0.5%", "0.4%", "5", MISSED, "4.00"),
    ("≥1000人", "１０００人", "5", MET, "5"),
]
EQUALS = [
    ("=100%", "100%", "10", MET, "10"),
    ("=100%", "120%", "10", MET, "10"),  # exceeding is not punished
    ("=100%", "50%", "10", MISSED, "5.00"),
    ("＝6万元", "5.4万元", "10", MISSED, "9.00"),
    ("=72890元", "72890", "10", MET, "10"),
]
BARE = [
    ("300公里", "300公里", "10", MET, "10"),
    ("300公里", "270公里", "10", MISSED, "9.00"),
    ("300公里", "400公里", "10", MET, "10"),
    ("100%", "95%", "6", MISSED, "5.70"),
    ("8755", "8676", "15", MISSED, "14.86"),
    ("12", "12", "15", MET, "15"),
]
LIMITS = [
    ("≤20万元", "19.96万元", "20", MET, "20"),
    ("≤20万元", "20万元", "20", MET, "20"),
    ("≤20万元", "0万元", "20", MET, "20"),
    ("≤20万元", "-1万元", "20", MET, "20"),
    ("≤20万元", "20.01万元", "20", MISSED, "19.99"),
    ("≤20万元", "22万元", "20", MISSED, "18.00"),
    ("≤20万元", "30万元", "20", MISSED, "10.00"),
    ("≤20万元", "39.99万元", "20", MISSED, "0.01"),
    ("≤20万元", "40万元", "20", MISSED, "0.00"),
    ("≤20万元", "41万元", "20", MISSED, "0"),
    ("≤20万元", "400万元", "20", MISSED, "0"),
    ("＜60天", "60天", "10", MET, "10"),
    ("<60天", "66天", "10", MISSED, "9.00"),
    ("不超过60天", "75天", "10", MISSED, "7.50"),
    ("60天以内", "60天", "10", MET, "10"),
    ("控制在5%以内", "6%", "10", MISSED, "8.00"),
    ("60天以下", "61天", "6", MISSED, "5.90"),
]
ZEROS = [
    ("0起", "0起", "5", MET, "5"),
    ("0起", "0", "5", MET, "5"),
    ("0起", "无", "5", MET, "5"),
    ("0起", "1起", "5", MISSED, "0"),
    ("=0起", "0起", "5", MET, "5"),
    ("=0起", "2起", "5", MISSED, "0"),
    ("≤0%", "0%", "5", MET, "5"),
    ("≤0%", "0.1%", "5", MISSED, "0"),
    ("0", "-1", "5", MET, "5"),
    ("无", "0起", "5", MET, "5"),
    ("无", "1起", "5", MISSED, "0"),
    ("0起", "0人", "5", MET, "5"),  # nothing is nothing in every unit
    ("≤5%", "0件", "5", MET, "5"),
]
RANGES = [
    ("10%-20%", "10%", "10", MET, "10"),
    ("10%-20%", "15%", "10", MET, "10"),
    ("10%-20%", "20%", "10", MET, "10"),
    ("10%-20%", "5%", "10", MISSED, "5.00"),
    ("10%-20%", "0%", "10", MISSED, "0.00"),
    ("10%-20%", "25%", "10", MISSED, "7.50"),
    ("10%-20%", "40%", "10", MISSED, "0.00"),
    ("±3%", "0%", "10", MET, "10"),
    ("±3%", "3%", "10", MET, "10"),
    ("±3%", "-3%", "10", MET, "10"),
    ("±3%", "4%", "10", MISSED, "6.67"),
    ("±3%", "-4%", "10", MISSED, "6.67"),  # as far off below as above
    ("±3%", "-6%", "10", MISSED, "0.00"),
]
NEGATIVES = [
    ("≥-5%", "-5%", "10", MET, "10"),
    ("≥-5%", "2%", "10", MET, "10"),
    ("≥-5%", "-6%", "10", MISSED, "8.00"),  # a floor on a fall is a limit
    ("≤-5%", "-5%", "10", MET, "10"),
    ("≤-5%", "-8%", "10", MET, "10"),
    ("≤-5%", "-3%", "10", MISSED, "6.00"),  # a limit on a fall is a floor
    ("≤-5%", "1%", "10", MISSED, "0.00"),
]
UNITS = [
    ("≤20万元", "199600元", "20", MET, "20"),
    ("≤200000元", "19.96万元", "20", MET, "20"),
    ("≤20万元", "0.0022亿元", "20", MISSED, "18.00"),
    ("≤20万元", "22", "20", MISSED, "18.00"),  # bare: the target's unit
    ("≤20万元", "19.96万", "20", MET, "20"),
    ("≥2000万", "2000万元", "20", MET, "20"),
    ("≤250万", "2400000元", "20", MET, "20"),
    ("≥3万条", "25000条", "6", MISSED, "5.00"),
    ("≥5公里", "4500米", "10", MISSED, "9.00"),
    ("≥1公顷", "15亩", "10", MET, "10"),
    ("≤24小时", "1天", "10", MET, "10"),
    ("≥1年", "12个月", "10", MET, "10"),
    ("≥9‰", "0.9%", "10", MET, "10"),
    ("≥95%", "96", "10", MET, "10"),
    ("≥95%", "95", "10", MET, "10"),
    ("≥95%", "47.5", "10", MISSED, "5.00"),
    ("≥0.5%", "0.6", "10", MET, "10"),  # as small as the target: no fraction
    ("≤100%", "1", "10", MET, "10"),  # 1 % or 100 %: met either way
    ("95", "96%", "10", MET, "10"),
    ("0.95", "96%", "10", MET, "10"),  # 0.95 % or 95 %: met either way
    ("8755", "8676人", "15", MISSED, "14.86"),
    ("≤90天", "2个月", "10", MET, "10"),  # 62 days at most
    ("≥28天", "1个月", "10", MET, "10"),
]
UNKNOWN = [
    ("≥95%", "完成", "10"),
    ("≥95%", "达成预期", "10"),
    ("≥5次", "无", "10"),  # text is never 0
    ("≥95%", "", "10"),
    ("≥95%", "—", "10"),
    ("≥95%", "1", "10"),
    ("≥95%", "0.96", "10"),
    ("≥95%", "1.05", "10"),
    ("≤5%", "1", "10"),
    ("0.95", "94%", "10"),  # 0.95 % or 95 %?
    ("≤20万元", "199600", "10"),  # 元 or 万元?
    ("28.8万元", "95%", "10"),
    ("≥95%", "54人", "10"),
    ("≥100人", "100户", "10"),
    ("≤60天", "2个月", "10"),
    ("≤20天", "20个工作日", "10"),
    ("≥95%", "≤90%", "10"),
    ("≤5%", "≥1%", "10"),
    ("100件", "办理310件，化解2件", "10"),
    ("", "96%", "10"),
    ("一", "96%", "10"),
    ("按照合同约定组织实施并及时支付各项费用，保障工程顺利推进", "完成", "10"),
    ("≥95%", "96%", "-1"),
]


def _cases(*tables):
    return [case for table in tables for case in table]


@pytest.mark.parametrize(
    ("target", "actual", "points", "outcome", "score"),
    _cases(FLOORS, EQUALS, BARE, LIMITS, ZEROS, RANGES, NEGATIVES, UNITS),
)
def test_quantities(target, actual, points, outcome, score):
    result = due(target, actual, points)
    assert (result.outcome, result.score) == (outcome, Decimal(score))


@pytest.mark.parametrize(("target", "actual", "points"), UNKNOWN)
def test_what_cannot_be_judged_has_no_score(target, actual, points):
    result = due(target, actual, points)
    assert (result.outcome, result.score) == (UNJUDGED, None)
    assert result.explanation.startswith("无法判断：")


# category | name | target | actual | outcome | score of 10
DIRECTIONS = [
    ("成本指标/经济成本指标", "成本控制数", "20万元", "19.96万元", MET, "10"),
    ("产出指标/成本指标", "项目计划总投资", "20万元", "20万元", MET, "10"),
    ("产出指标/成本指标", "项目计划总投资", "20万元", "22万元", MISSED, "9.00"),
    ("产出指标/数量指标", "项目计划总投资", "20万元", "19万元", MISSED, "9.50"),
    ("产出指标/时效指标", "任务完成时限（月）", "10", "9", MET, "10"),
    ("产出指标/时效指标", "任务完成时限（月）", "10", "12", MISSED, "8.00"),
    ("产出指标/时效指标", "项目完成周期", "4个月", "3个月", MET, "10"),
    ("产出指标/时效指标", "案件办结时限", "60天", "72天", MISSED, "8.00"),
    ("产出指标/时效指标", "工程完成时间", "30天", "20天", MET, "10"),
    ("产出指标/时效指标", "资金拨付时间", "30天", "36天", MISSED, "8.00"),
    ("产出指标/时效指标", "工期达标率", "100%", "95%", MISSED, "9.50"),
    ("产出指标/时效指标", "信访事项受理期限", "15天", "12天", MET, "10"),
    ("产出指标/数量指标", "会议次数上限", "10次", "8次", MET, "10"),
    ("产出指标/质量指标", "有责投诉次数", "2次", "1次", MET, "10"),
    ("产出指标/质量指标", "投诉办结率", "100%", "98%", MISSED, "9.80"),
    ("产出指标/质量指标", "产品不合格率", "5%", "4%", MET, "10"),
    ("产出指标/质量指标", "产品合格率", "95%", "96%", MET, "10"),
    ("效益指标", "减少事故起数", "10起", "12起", MET, "10"),
    ("效益指标", "减少事故起数", "10起", "8起", MISSED, "8.00"),
    ("产出指标/成本指标", "成本控制率", "100%", "100%", MET, "10"),
    ("产出指标/成本指标", "成本控制率", "100%", "98%", MET, "10"),
    ("产出指标/成本指标", "成本节约率", "5%", "6%", MET, "10"),
    ("产出指标/成本指标", "成本节约率", "5%", "4%", MISSED, "8.00"),
    ("产出指标/成本指标", "资金支付及时率", "100%", "90%", MISSED, "9.00"),
    ("产出指标/成本指标", "培训费用", "5万元", "4万元", MET, "10"),
    ("产出指标/成本指标", "培训", "5万元", "6万元", MISSED, "8.00"),
    ("产出指标/成本指标", "降低运行成本", "10%", "12%", MET, "10"),
    ("成本指标", "按国家规定标准发放", "100%", "90%", MISSED, "9.00"),
    ("产出指标/数量指标", "高血压随访控制数", "3807人", "3220人", MISSED, "8.46"),
    ("产出指标/数量指标", "因公伤残、死亡家庭扶助", "63人", "63人", MET, "10"),
    ("产出指标/成本指标", "配套资金每人每年", "75元", "75元", MET, "10"),
    ("产出指标/成本指标", "补助标准", "1600元/亩", "1600元/亩", MET, "10"),
]


@pytest.mark.parametrize(("category", "name", "target", "actual", "outcome", "score"), DIRECTIONS)
def test_a_target_without_a_sign(category, name, target, actual, outcome, score):
    result = due(target, actual, category=category, name=name)
    assert (result.outcome, result.score) == (outcome, Decimal(score))


def test_bare_targets_of_real_forms():
    """Rows of published forms whose target has no sign, with the direction that a reader gave them."""
    lines = (WORKBOOKS.parent / "targets/targets.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    bare = [row for row in rows if row["target"]["op"] == "bare" and row["direction"] in ("higher", "lower")]
    wrong = []
    for row in bare:
        found = bounds(parse_target(row["target_raw"]), row["category"] or "", row["indicator"])
        taken = "exact" if found.exact else "lower" if found.low is None else "higher"
        if taken != row["direction"]:
            wrong.append((row["indicator"], row["target_raw"], taken))
    assert len(bare) > 100
    assert len(wrong) <= len(bare) * 3 // 100, wrong


@pytest.mark.parametrize("actual", ["70元", "80元"])
def test_a_fixed_standard_that_was_not_kept_is_for_a_person(actual):
    result = due("75元", actual, category="产出指标/成本指标", name="补助标准")
    assert (result.outcome, result.score) == (UNJUDGED, None)


def test_the_explanation_says_which_way_a_bare_target_was_taken():
    assert "成本指标" in due("20万元", "19.96万元", category="成本指标").explanation
    assert "≤" in due("20万元", "19.96万元", category="成本指标").explanation
    assert "≥" in due("300公里", "270公里").explanation
    assert "没有符号" not in due("≥300公里", "270公里").explanation


def test_the_explanation_shows_the_arithmetic():
    assert due("≥95%", "96%").explanation == "指标值≥95%，完成96%，已达到，得满分10分"
    assert due("≥100件", "90件").explanation == "指标值≥100件，完成90件，为指标值的90.00%，得10×90÷100=9.00分"


# actual | scheme | score of 10 against ≤20万元
REVERSE = [
    ("20万元", "hubei/2020", "10"),
    ("25万元", "hubei/2020", "8.00"),
    ("40万元", "hubei/2020", "5.00"),
    ("2000万元", "hubei/2020", "0.10"),
    ("25万元", "cost/2021", "7.50"),
    ("40万元", "cost/2021", "0.00"),
]


@pytest.mark.parametrize(("actual", "scheme", "score"), REVERSE)
def test_the_reverse_rule_is_the_schemes(actual, scheme, score):
    assert due("≤20万元", actual, scheme=scheme).score == Decimal(score)


# target | actual | stated | scheme | outcome | score | lowest | highest
TIERS = [
    ("稳步提升", "稳步提升", "5.99", "national/2020", MET, "5.99", "5.33", "6.66"),
    ("稳步提升", "稳步提升", None, "national/2020", MET, "6.66", "5.33", "6.66"),
    ("稳步提升", "稳步提升", "5.33", "national/2020", MET, "5.33", "5.33", "6.66"),
    ("稳步提升", "稳步提升", "5.32", "national/2020", MET, "5.33", "5.33", "6.66"),
    ("稳步提升", "稳步提升", "7", "national/2020", MET, "6.66", "5.33", "6.66"),
    ("稳步提升", "显著提升", "6", "national/2020", MET, "6", "5.33", "6.66"),
    ("显著提升", "有所提升", "4", "national/2020", MISSED, "4", "4.00", "5.32"),
    ("显著提升", "有所提升", None, "national/2020", MISSED, None, "4.00", "5.32"),
    ("是", "基本达到", "6", "national/2020", MET, "6", "5.33", "6.66"),
    ("是", "是", "6.66", "national/2020", MET, "6.66", "5.33", "6.66"),
    ("是", "否", "0", "national/2020", MISSED, "0", "0.00", "3.99"),
    ("优", "良", "6", "national/2020", MET, "6", "5.33", "6.66"),
    ("优", "差", None, "national/2020", MISSED, None, "0.00", "3.99"),
    ("效果明显", "部分达成预期指标并具有一定效果", "5", "national/2020", MISSED, "5", "4.00", "5.32"),
    ("效果明显", "未达成预期指标且效果较差", "5", "national/2020", MISSED, "3.99", "0.00", "3.99"),
    ("不断提升", "已完成100%", None, "national/2020", MET, "6.66", "5.33", "6.66"),
    ("不断提升", "已完成80%", None, "national/2020", MET, "5.33", "5.33", "6.66"),
    ("不断提升", "79.99%", None, "national/2020", MISSED, "5.32", "4.00", "5.32"),
    ("不断提升", "已完成60%", None, "national/2020", MISSED, "4.00", "4.00", "5.32"),
    ("不断提升", "59%", None, "national/2020", MISSED, "3.93", "0.00", "3.99"),
    ("不断提升", "59%", None, "hubei/2020", MISSED, "3.93", "3.33", "5.32"),
    ("不断提升", "130%", None, "national/2020", MET, "6.66", "5.33", "6.66"),
]


@pytest.mark.parametrize(("target", "actual", "stated", "scheme", "outcome", "score", "lowest", "highest"), TIERS)
def test_tiers_of_6_66_points(target, actual, stated, scheme, outcome, score, lowest, highest):
    result = due(target, actual, "6.66", scheme, stated=stated)
    assert result.outcome is outcome
    assert result.score == (None if score is None else Decimal(score))
    assert (result.lowest, result.highest) == (Decimal(lowest), Decimal(highest))


@pytest.mark.parametrize(
    ("target", "actual"),
    [
        ("显著提升", "稳步提升"),
        ("稳步提升", "没有显著提升"),
        ("按期完工", "未按期完成"),
        ("改善", "偏差较大"),
        ("有效", "因资金未到位部分完成，其余未完成"),
        ("有效", "蓝色"),
        ("不断提升", "≥95%"),
    ],
)
def test_words_that_do_not_name_a_tier(target, actual):
    assert due(target, actual).outcome is UNJUDGED


# target | actual | outcome
TIMES = [
    ("2022年12月30日", "2022年12月30日", MET),
    ("2022年12月30日", "2022年12月15日", MET),
    ("2022年12月30日", "2022年12月31日", UNJUDGED),
    ("2022年12月30日", "2023年1月5日", UNJUDGED),
    ("2022年12月", "2022年12月15日", MET),
    ("2022年12月15日", "2022年11月", MET),
    ("2022年12月15日", "2022年12月", UNJUDGED),
    ("2022年12月30日前", "按期完成", MET),
    ("2022年12月30日前", "未按期完成", UNJUDGED),
    ("2022年12月30日前", "完成", UNJUDGED),
    ("完成时间为2022年12月30日", "完成时间为2022年12月30日", MET),
    ("1-12月", "1-12月", MET),
    ("1-12月", "1—12月", MET),
    ("1-12月", "已完成100%", UNJUDGED),
    ("长期", "长期", MET),
    ("长期", "短期", UNJUDGED),
    ("2020年全年。", "2020年全年", MET),
]


@pytest.mark.parametrize(("target", "actual", "outcome"), TIMES)
def test_dates_and_periods(target, actual, outcome):
    result = due(target, actual)
    assert (result.outcome, result.score) == (outcome, Decimal(10) if outcome is MET else None)


def test_a_sentence_repeated_to_the_letter_proves_nothing():
    sentence = Target("改善学校的办学条件", TargetKind.TEXT)
    result = score_indicator(sentence, Actual("改善学校的办学条件"), Decimal(10), load("national/2020"))
    assert (result.outcome, result.score) == (UNJUDGED, None)


def test_no_points_are_judged_but_earn_nothing():
    result = due("≥95%", "96%", "0")
    assert (result.outcome, result.score) == (MET, Decimal(0))


def test_a_share_may_be_counted_in_any_base():
    """A cell may build its units itself: per cent as a hundredth is as good as per cent as one."""
    hundredth = Unit("%", "ratio", Decimal("0.01"))
    target = Target("≥95%", TargetKind.QUANTITY, Op.AT_LEAST, Decimal(95), unit=hundredth)
    result = score_indicator(target, Actual("47.5", Decimal("47.5")), Decimal(10), load("national/2020"))
    assert result.score == Decimal("5.00")


@pytest.mark.parametrize(
    ("target", "actual", "expected"),
    [
        ("≥95%", "96%", "101.05"),
        ("≥100件", "130件", "130.00"),
        ("≤20万元", "199600元", "99.80"),
        ("10%-20%", "15%", "100.00"),
        ("10%-20%", "25%", "125.00"),
        ("0起", "1起", None),
        ("≥95%", "完成", None),
        ("≥95%", "54人", None),
        ("≥95%", "0.96", None),
        ("稳步提升", "稳步提升", None),
    ],
)
def test_completion(target, actual, expected):
    understood = parse_target(target)
    share = completion(understood, parse_actual(actual, understood))
    assert share == (None if expected is None else Decimal(expected))


BRIEFS = [
    ("≥95%", "没填", "10"),
    ("≥95%", "0.96", "10"),
    ("≥95%", "5件", "10"),
    ("≥95%", "男90%，女95%", "10"),
    ("≥95%", "—", "10"),
    ("", "96%", "10"),
    ("≥95%", "96%", "-1"),
    ("60天", "2个月", "10"),
    ("稳步提升", "见附件", "10"),
    ("2024年6月底前", "2024年7月", "10"),
    ("2024年6月15日前", "2024年6月", "10"),
    ("2024年6月30日前", "见附件", "10"),
    ("1-12月", "3-12月", "10"),
    ("加强领导，落实责任，做好各项工作", "完成", "10"),
    ("（≥）", "5", "10"),
]


@pytest.mark.parametrize(("target", "actual", "points"), BRIEFS)
def test_a_row_that_cannot_be_judged_says_so_in_a_few_words_too(target, actual, points):
    judged = due(target, actual, points)
    assert judged.outcome is UNJUDGED
    assert 0 < len(judged.brief) <= 20
    assert judged.brief != judged.explanation


@pytest.mark.parametrize(("target", "actual"), [("≥95%", "96%"), ("≥95%", "90%"), ("稳步提升", "部分完成")])
def test_a_judged_row_has_nothing_to_say_in_brief(target, actual):
    assert due(target, actual).brief == ""


# 「每月1次」 answered by the year's count: 12 a year; what may be either is for a person.
FREQUENCIES = [
    ("每月1次", "12次", "10"),
    ("每月1次", "10次", "8.33"),
    ("每月1次", "1次", None),
    ("每月一次", "每月1次", "10"),
    ("1次/月", "11", "9.17"),
    ("每季度≥1次", "4次", "10"),
    ("每季度≥1次", "3次", "7.5"),
    ("每季度≥1次", "1次/季度", "10"),
    ("每年2次", "1次", "5"),
    ("每年2次", "每半年1次", "10"),
    ("每学期1次", "2次", "10"),
    ("每周1次", "52次", "10"),
    ("每周1次", "51次", None),
    ("每天1次", "365次", "10"),
    ("每天1次", "250次", None),
    ("每月2次", "每周1次", "10"),
    ("≥6次", "每季度1次", "6.67"),
    ("≥2次/周", "每周1次", "5"),
    ("每月3000元", "36000元", "10"),
    ("每月1次", "已完成100%", None),
    ("≥1000吨/日", "1200", "10"),
]


@pytest.mark.parametrize(("target", "actual", "score"), FREQUENCIES)
def test_a_frequency_and_the_count_of_a_year(target, actual, score):
    assert due(target, actual).score == (None if score is None else Decimal(score))


def test_a_standard_for_a_month_is_no_sum_of_the_year():
    assert due("每月500元", "500元", name="补助标准").score == Decimal(10)


# None at all, in words: target | actual | score
NOTHING = [
    *(
        (target, actual, "10")
        for target in ("零投诉", "无投诉", "0投诉", "无投诉发生")
        for actual in ("0", "无", "0起", "未发生投诉")
    ),
    ("零事故", "达成预期指标", "10"),
    ("零事故", "100%", "10"),
    ("零事故", "有", None),
    ("零投诉", "2次投诉", "0"),
    ("零投诉、零上访", "无投诉，无上访", "10"),
    ("不发生重大安全事故", "未发生", "10"),
    ("不发生重大安全事故", "未发生一起", "10"),
    ("不发生重大安全事故", "发生一起", "0"),
    ("不发生3人以上重大事故", "未发生安全事故，运行平稳", "10"),
    ("杜绝重大安全事故发生", "无重大安全事故", "10"),
    ("杜绝重大安全事故发生", "未发生重大事故，发生一般事故2起", None),
    ("未发生安全事故", "发生1起", "0"),
    ("0起", "全年未发生", "10"),
    ("0起", "发生1起", "0"),
    ("0起", "达成预期指标", None),
    ("0起", "100%", None),
    ("≥5次", "未发生", None),
]


@pytest.mark.parametrize(("target", "actual", "score"), NOTHING)
def test_none_at_all_in_words(target, actual, score):
    assert due(target, actual).score == (None if score is None else Decimal(score))


# A plain denial, an opposite, a part; what only sounds like one is for a person. target | actual | tier, 0 the highest
DENIALS = [
    ("改善", "未改善", 2),
    ("显著提升", "未提升", 2),
    ("有效改善", "没有得到改善", 2),
    ("改善", "改善不明显", 2),
    ("提升", "不明显", 2),
    ("改善", "无效", 2),
    ("稳步增长", "下降", 2),
    ("提升", "有所下降", 2),
    ("成本降低", "成本上升", None),
    ("满意", "不满意", 2),
    ("满意", "部分满意", 1),
    ("满意", "非常满意", 0),
    ("达标", "部分达标", 1),
    ("及时拨付", "未及时拨付", 2),
    ("有效保障", "保障不到位", 2),
    ("全面落实", "未全面落实", None),
    ("稳步提升", "不存在未完成", None),
    ("提升", "有待提升", None),
    ("按时完成", "延期完成", None),
    ("不超预算", "未超预算", 0),
    ("不超预算", "超预算", 2),
    ("不断提升", "不断提升", 0),
    ("有", "没有", 2),
    ("不断提高", "未发生", None),
]


@pytest.mark.parametrize(("target", "actual", "tier"), DENIALS)
def test_plain_denials_and_parts(target, actual, tier):
    result = due(target, actual)
    assert result.lowest == (None if tier is None else (Decimal(8), Decimal(6), Decimal(0))[tier])


# Proportions, fractions, capitals, parts, changes: target | actual | score
NOTATIONS = [
    ("1:10", "1：10", "10"),
    ("≥1:10", "1比10", "10"),
    ("1:10", "1:12", None),  # whether more is better nobody says
    ("≥1:10", "1:12", None),
    ("≥1/3", "三分之一", "10"),
    ("三分之二以上", "50%", "7.5"),
    ("九成五", "95%", "10"),
    ("[90%,95%]", "80%", "8.89"),
    ("≤100万元", "壹佰贰拾万元整", "8"),
    ("100人，其中：女30人", "90人，其中女25人", "9"),
    ("同比增长5%", "同比增长4%", "8"),
    ("同比增长5%", "下降2%", None),
    ("下降5%", "上升1%", None),
    ("较上年下降10%", "下降8%", "8"),
]


@pytest.mark.parametrize(("target", "actual", "score"), NOTATIONS)
def test_proportions_fractions_and_changes(target, actual, score):
    assert due(target, actual).score == (None if score is None else Decimal(score))


def test_a_change_is_compared_with_what_the_name_says():
    assert due("≥5%", "下降2%", name="居民收入增长率").outcome is UNJUDGED
    assert due("≥5%", "下降6%", name="投诉下降率").outcome is MET
