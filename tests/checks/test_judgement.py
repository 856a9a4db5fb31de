"""S108, S110–S112: scores that a person sets, the grade, and forms filled in by one stroke."""

import pytest

from tests.forms import findings, form, severities

MET, PARTLY, NOT = "达成预期指标", "部分达成预期指标并具有一定效果", "未达成预期指标且效果较差"


@pytest.mark.parametrize(
    ("actual", "score", "total", "right"),
    [
        (MET, "10", "99.98", True),
        (MET, "8", "97.98", True),
        (MET, "7.9", "97.88", False),
        (PARTLY, "10", "99.98", False),
        (PARTLY, "8.1", "98.08", False),
        (PARTLY, "7.99", "97.97", True),
        (PARTLY, "6", "95.98", True),
        (NOT, "6.5", "96.48", False),
        (NOT, "0", "89.98", True),
        ("稳步提升", "5", "94.98", False),
        ("完成80%", "7", "96.98", False),
    ],
)
def test_s108_a_score_outside_its_tier(actual, score, total, right):
    found = severities(form(E17=actual, G17=score, G19=total))
    assert found == ({} if right else {("S108", "G17"): "error"})


def test_s108_a_tier_that_is_only_inferred_is_asked_about():
    assert severities(form(E17=PARTLY, G17="8", G19="97.98")) == {("S108", "G17"): "warning"}  # 80 % is a tier higher
    assert severities(form(E17="有所提升", G17="10", H17="", G19="99.98")) == {("S108", "G17"): "warning"}


def test_s108_above_its_points_is_s103s_and_negative_s113s():
    assert findings(form(E17=PARTLY, G17="11", G19="100.98")) == {("S103", "G17")}
    assert findings(form(E17=PARTLY, G17="-1", G19="88.98")) == {("S113", "G17")}


def test_s108_by_the_tiers_of_the_scheme():
    """湖北: 部分达成 from 50 % on."""
    changed = form("hubei", D11="明显增强", E11=PARTLY, F11="13", B13="87")
    assert findings(changed) == set()
    assert findings(form("hubei", D11="明显增强", E11=PARTLY, F11="12", B13="86")) <= {("S108", "F11")}


def graded(word, total="98.98", **changes):
    return form(**changes, A20="自评等级", B20=word, G19=total)


@pytest.mark.parametrize("word", ["优", "优秀", " 优 "])
def test_s110_the_grade_of_the_total_or_another_word_for_it(word):
    assert findings(graded(word)) == set()


@pytest.mark.parametrize("word", ["良", "良好", "中", "合格", "差"])
def test_s110_another_grade(word):
    assert severities(graded(word)) == {("S110", "B20"): "error"}


def test_s110_the_lower_bound_belongs_to_the_grade():
    less = {"E13": "0处", "G13": "3.95", "H13": "水源地征地未完成"}
    right = {"ignore": ("S106",)}
    assert findings(graded("良", "89.6", **less), **right) == set()
    assert findings(graded("优", "89.6", **less), **right) == {("S110", "B20")}
    assert findings(graded("优", "90", **{**less, "G13": "4.35"}), **right) == set()


def test_s110_in_the_total_row_too():
    assert findings(form("yunnan", J22="良")) == {("S110", "J22")}


def test_s110_of_a_total_that_is_wrong_itself_is_only_a_note():
    assert findings(graded("优", "85")) == {("S104", "G19")}  # the grade is that of the scores
    assert severities(graded("差", "85")) == {("S104", "G19"): "error", ("S110", "B20"): "note"}


def test_s110_other_words_are_no_grade():
    assert findings(graded("详见说明")) == set()
    assert findings(graded("")) == set()


LOW = {"C6": "30", "C7": "30", "B6": "30", "B7": "30", "E6": "66.53%", "E7": "66.53%", "G6": "6.65"}
FULL = {**LOW, "D12": "≤20", "D17": "稳步提升", "E17": MET, "G17": "10", "H17": ""}


def spent_little(**changes):
    """Every indicator in full, two thirds of the money spent, no cost below its target."""
    cost = {"D12": "≤19.96万元", "E12": "19.96万元"}
    return form(**{**FULL, **cost, "G19": "96.65", **changes})


def test_s111_everything_in_full_though_little_was_spent():
    assert severities(spent_little()) == {("S111", "E6"): "warning"}


def test_s111_a_saving_or_a_reason_explains_it():
    assert findings(spent_little(D12="≤30万元")) == set()
    assert findings(spent_little(B20="尾款待验收后支付")) == set()
    assert findings(spent_little(B20="项目组织有力")) == {("S111", "E6")}


def test_s111_one_indicator_short_is_enough():
    assert findings(spent_little(E17=PARTLY, G17="7", H17="水源不足，正在补充", G19="93.65")) == set()


def test_s111_five_points_are_no_difference():
    near = {"C6": "21", "C7": "21", "B6": "21", "B7": "21", "E6": "95.05%", "E7": "95.05%", "G6": "9.5", "G19": "99.5"}
    assert findings(spent_little(**near)) == set()


QUALITATIVE = {
    "D16": "明显改善",
    "E16": "明显改善",
    "D15": "有效保障",
    "E15": "有效保障",
    "G17": "10",
    "H17": "",
    "G19": "99.98",
}


def test_s112_every_qualitative_target_copied_in_full():
    assert severities(form(**QUALITATIVE)) == {("S112", "E15"): "warning"}


def test_s112_two_are_only_a_note_and_one_says_nothing():
    two = {**QUALITATIVE, "D15": "≥95%", "E15": "99%"}
    assert severities(form(**two)) == {("S112", "E16"): "note"}
    assert findings(form(**{**two, "D16": "≥5.4万人", "E16": "5.4万人"})) == set()


@pytest.mark.parametrize(
    "changes",
    [
        {"E15": MET},
        {"E15": "有效保障了用水"},
        {"G15": "12", "H15": "个别月份维修不及时，已增加人手", "G19": "98.64"},
    ],
)
def test_s112_one_that_was_judged_is_enough(changes):
    assert "S112" not in {code for code, _ in findings(form(**{**QUALITATIVE, **changes}))}


def test_s112_yes_can_only_be_answered_by_yes():
    yes = {"D15": "是", "E15": "是", "D16": "有", "E16": "有"}
    assert findings(form(**{**QUALITATIVE, **yes})) == set()


def test_s112_hidden_marks_of_width_do_not_hide_a_copy():
    assert ("S112", "E15") in findings(form(**{**QUALITATIVE, "E16": "明显 改善。"}))
