"""B101, B105, B106: many forms at once."""

from dataclasses import replace

from tests.forms import form
from xladdin import checks, schemes
from xladdin.form import find_forms
from xladdin.model import CheckOptions, Digest

ONE = Digest("a.xlsx", "aa", "自评表", "道路养护", "县交通局", "养护中心", 2024, "national/2020")


def of(*digests, **options):
    return [(one.code, one.files) for one in checks.run_batch(digests, CheckOptions(**options))]


def test_b101_same_project_unit_and_year():
    assert of(ONE, replace(ONE, file="b.xlsx", sha256="bb")) == [("B101", ("a.xlsx", "b.xlsx"))]
    assert of(ONE, replace(ONE, file="b.xlsx", sha256="bb", project="道路 养护")) == [("B101", ("a.xlsx", "b.xlsx"))]


def test_b101_same_content_is_said_once():
    assert of(ONE, replace(ONE, file="b.xlsx")) == [("B101", ("a.xlsx", "b.xlsx"))]
    nameless = replace(ONE, project="")
    assert of(nameless, replace(nameless, file="b.xlsx")) == [("B101", ("a.xlsx", "b.xlsx"))]


def test_b101_twice_in_one_file():
    assert of(ONE, replace(ONE, sheet="自评表2")) == [("B101", ("a.xlsx",))]


def test_b101_another_year_unit_or_project_is_another_form():
    others = [replace(ONE, file=f"{n}.xlsx", sha256=str(n)) for n in range(3)]
    others = [replace(others[0], year=2023), replace(others[1], unit="工程站"), replace(others[2], project="桥梁养护")]
    assert of(ONE, *others, select=("B101",)) == []
    nameless = replace(ONE, project="")
    assert of(nameless, replace(nameless, file="b.xlsx", sha256="bb")) == []


def test_b101_a_card_and_an_evaluation_of_a_project_are_no_second_submission():
    other = replace(ONE, file="b.xlsx", sha256="bb")
    assert of(ONE, replace(other, kind="project-card"), replace(other, kind="evaluation", sha256="cc")) == []


def test_b101_a_department_has_one_form_a_year():
    whole = replace(ONE, kind="department", project="")
    assert of(whole, replace(whole, file="b.xlsx", sha256="bb")) == [("B101", ("a.xlsx", "b.xlsx"))]
    assert of(whole, replace(whole, file="b.xlsx", sha256="bb", unit="乙局")) == []


def test_b101_may_be_ignored():
    assert of(ONE, replace(ONE, file="b.xlsx"), ignore=("B",)) == []


def several(*changes):
    return [replace(ONE, file=f"{n}.xlsx", sha256=str(n), project=f"项目{n}", **one) for n, one in enumerate(changes)]


def test_b105_a_form_of_another_year():
    assert of(*several({}, {}, {"year": 2023})) == [("B105", ("2.xlsx",))]
    assert of(*several({}, {}, {"year": None})) == []


def test_b105_a_scheme_that_judges_otherwise():
    national, hubei = (repr(schemes.load(key).judgement) for key in ("national/2020", "hubei/2020"))
    other = {"scheme": "hubei/2020", "rules": hubei}
    assert of(*several({"rules": national}, {"rules": national}, other)) == [("B105", ("2.xlsx",))]
    assert of(*several({"rules": national}, {"rules": national}, {**other, "scheme_sure": False})) == []


def test_b105_schemes_that_judge_alike_may_be_together():
    judgements = {schemes.load(key).judgement for key in ("cost/2021", "gansu/2024")}
    assert len(judgements) == 1


def test_b105_every_kind_has_schemes_of_its_own():
    national, hubei = (repr(schemes.load(key).judgement) for key in ("national/2020", "hubei/2020"))
    card = {"kind": "project-card", "rules": hubei, "scheme": "project-card/2020"}
    assert of(*several({"rules": national}, {"rules": national}, card)) == []
    assert of(*several({"rules": national}, card, card, {**card, "rules": national})) == [("B105", ("3.xlsx",))]


def test_b105_years_and_schemes_are_two_findings():
    mixed = several({}, {"year": 2023, "scheme": "hubei/2020"})
    assert [code for code, _ in of(*mixed)] == ["B105", "B105"]


LONG = "因汛期道路中断，物资运输推迟两个月，已与乡镇商定分片储备"


def texts_of(**changes):
    (one,) = find_forms(form(**changes))
    return checks.text_prints(one)


def told(*changes):
    units = [{"unit": f"{name}镇人民政府", **one} for name, one in zip("甲乙丙丁", changes, strict=False)]
    return of(*several(*units))


def test_b106_the_same_text_in_forms_of_different_units():
    texts = texts_of(H17=LONG)
    assert told({"texts": texts}, {"texts": texts}) == [("B106", ("0.xlsx", "1.xlsx"))]
    assert told({"texts": texts}, {"texts": texts_of(H17=LONG.replace("，", "；"), E10="另一段文字")}) == [
        ("B106", ("0.xlsx", "1.xlsx"))
    ]
    assert told({"texts": texts}, {"texts": texts_of(H17=LONG + "点", B10="另一目标", E10="另一段文字")}) == []


def test_b106_one_finding_for_all_texts_of_the_same_forms():
    texts = texts_of(H17=LONG, B20="存在的问题是水源不足，枯水期供水压力大，需补充备用水源。")
    assert len(texts) == 4
    (finding,) = checks.run_batch(
        several({"unit": "甲", "texts": texts}, {"unit": "乙", "texts": texts}), CheckOptions()
    )
    assert "说明" in finding.label


def test_b106_the_same_unit_or_a_short_text_says_nothing():
    texts = texts_of(H17=LONG)
    assert of(*several({"texts": texts}, {"texts": texts})) == []
    short = texts_of(B10="维修管网", E10="已维修", H17="水源不足")
    assert short == ()


def test_b106_the_goal_of_one_project_is_the_same_for_all_who_carry_it_out():
    goal = texts_of(E10="已维修", H17="水源不足")
    assert [label for label, _ in goal] == ["预期目标"]
    same = [
        replace(one, project="饮水安全")
        for one in several({"unit": "甲", "texts": goal}, {"unit": "乙", "texts": goal})
    ]
    assert of(*same) == []
    assert told({"texts": goal}, {"texts": goal}) == [("B106", ("0.xlsx", "1.xlsx"))]


def test_b106_copies_of_one_file_are_b101s():
    texts = texts_of(H17=LONG)
    copies = [
        replace(one, sha256="aa") for one in several({"unit": "甲", "texts": texts}, {"unit": "乙", "texts": texts})
    ]
    assert {code for code, _ in of(*copies)} == {"B101"}
