"""The scheme is found from the form, and the sentence says why."""

from dataclasses import replace

import pytest

from tests.forms import LAYOUT_NAMES
from tests.forms import form as layout
from tests.scoring.builders import WORKBOOKS, evaluation, from_expected, fund_row, indicator
from xladdin import reader
from xladdin.errors import SchemeError
from xladdin.form import find_forms
from xladdin.model import TemplateMark
from xladdin.schemes import all_keys, choose, load

COST_ROW, OUTPUT_ROW = indicator(category="成本指标", points="90"), indicator(points="90")
COST_NOTE = "2. 一级指标分值统一设置为：成本指标20分、产出指标40分、效益指标20分、满意度指标10分、预算资金执行率10分。"


def chosen(form, wanted=None):
    choice = choose(form, wanted)
    assert choice.scheme.key in choice.why
    return choice.scheme.key, choice.sure


@pytest.mark.parametrize(
    ("name", "key", "sure"),
    [
        ("seed003", "cost/2021", True),
        ("ah_heritage", "national/2020", False),
        ("sc_gauge", "national/2020", False),
        ("sx_medins", "national/2020", True),
        ("yn_patrol", "national/2020", True),
    ],
)
def test_the_published_forms(name, key, sure):
    """Their regions are masked; what is left are printed points, categories and the points filled in."""
    assert chosen(from_expected(name)) == (key, sure)
    (form, *_) = find_forms(reader.read(WORKBOOKS / f"{name}.xlsx"))
    assert chosen(form) == (key, sure)


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("cost", "cost/2021"),
        ("hebei", "hebei/2021"),
        ("hubei", "hubei/2020"),
        ("jiangxi", "jiangxi/2024"),
        ("national", "national/2020"),
        ("neimenggu", "national/2020"),
        ("sichuan", "sichuan/2023"),
        ("yunnan", "national/2020"),  # 2022: before yunnan/2023
    ],
)
def test_faultless_layouts(name, key):
    assert name in LAYOUT_NAMES
    (form,) = find_forms(layout(name))
    assert chosen(form)[0] == key


def test_what_is_asked_for_comes_first():
    form = evaluation([COST_ROW], template=TemplateMark("project", "gansu/2024", "1.0"))
    assert chosen(form, "hubei/2020") == ("hubei/2020", True)


def test_what_is_asked_for_must_exist():
    with pytest.raises(SchemeError):
        choose(evaluation([COST_ROW]), "gansu/2023")


def test_our_own_template_is_known_by_its_mark():
    form = evaluation([OUTPUT_ROW], title="湖北省自评表", template=TemplateMark("project", "jiangxi/2024", "1.0"))
    assert chosen(form) == ("jiangxi/2024", True)


def test_a_mark_that_is_not_known_is_passed_over():
    form = evaluation([COST_ROW], template=TemplateMark("project", "本县.toml", "1.0"))
    assert chosen(form) == ("cost/2021", True)


@pytest.mark.parametrize(
    ("where", "text", "key"),
    [
        ("title", "甘肃省2024年度项目支出绩效自评表", "gansu/2024"),
        ("department", "宁县信访局", "gansu/2024"),
        ("unit", "兰州市城关区某局", "gansu/2024"),
        ("remarks", ["本表由庆阳市财政局负责解释"], "gansu/2024"),
    ],
)
def test_a_region_is_known_by_its_name(where, text, key):
    assert chosen(evaluation([COST_ROW], **{where: text})) == (key, True)


@pytest.mark.parametrize(
    ("department", "key"),
    [
        ("四川省水利厅", "sichuan/2023"),
        ("赣州市教育局", "jiangxi/2024"),
        ("桂林市教育局", "guangxi/2024"),
        ("楚雄州林业局", "yunnan/2023"),
        ("雄安新区管委会", "hebei/2021"),
    ],
)
def test_other_regions(department, key):
    assert chosen(evaluation([OUTPUT_ROW], department=department)) == (key, True)


def test_hubei_by_name_and_by_its_goal_blocks():
    goals = [("年度绩效目标1（40分）", "40"), ("年度绩效目标2（40分）", "40")]
    row = indicator(points=None)
    assert chosen(evaluation([row], goals=goals, department="襄阳市财政局", year=2021)) == ("hubei/2020", True)
    assert chosen(evaluation([row], goals=goals, year=2021)) == ("hubei/2020", True)


def test_a_region_whose_layout_is_another_is_not_taken():
    """Row by row points, no goal blocks: not the form of Hubei, wherever the unit lies."""
    assert chosen(evaluation([OUTPUT_ROW], department="襄阳市财政局"))[0] == "national/2020"
    assert chosen(evaluation([OUTPUT_ROW], department="宁县信访局"))[0] == "national/2020"
    assert chosen(evaluation([COST_ROW], department="昆明市教育局"))[0] == "cost/2021"


def test_two_regions_say_nothing():
    form = evaluation([COST_ROW], department="兰州市教育局", unit="南昌市教育局")
    assert chosen(form) == ("cost/2021", True)


def test_the_region_that_is_named_more_often():
    form = evaluation([COST_ROW], title="甘肃省自评表", department="兰州市教育局", project="赴南昌市培训")
    assert chosen(form) == ("gansu/2024", True)


@pytest.mark.parametrize(
    ("year", "key"), [(2024, "gansu/2024"), (2030, "gansu/2024"), (None, "gansu/2024"), (2023, "cost/2021")]
)
def test_a_scheme_does_not_hold_before_its_year(year, key):
    assert chosen(evaluation([COST_ROW], department="宁县信访局", year=year))[0] == key


def test_printed_points():
    assert chosen(evaluation([OUTPUT_ROW], remarks=[COST_NOTE])) == ("cost/2021", True)
    rows = [
        indicator(category="产出指标（50分）", points="20"),
        indicator(category="效益指标（30分）", points="60"),
        indicator(category="满意度指标（10分）", points="10"),
    ]
    assert chosen(evaluation(rows)) == ("national/2020", True)


@pytest.mark.parametrize(
    "remark",
    [
        "产出指标（40-50分）、效益指标（20-30分）",
        "产出指标达到50%，效益指标达到30%",
        "产出指标60分、效益指标20分",
        "产出指标50分",
    ],
)
def test_figures_that_are_no_printed_points(remark):
    assert chosen(evaluation([OUTPUT_ROW], remarks=[remark])) == ("national/2020", False)


def test_a_cost_category():
    assert chosen(evaluation([COST_ROW])) == ("cost/2021", True)
    under_output = indicator(category="产出指标", subcategory="成本指标", points="90")
    assert chosen(evaluation([under_output])) == ("national/2020", False)


def test_a_cost_category_before_its_time():
    assert chosen(evaluation([COST_ROW], year=2020)) == ("cost/2021", False)


def test_points_filled_in():
    rows = [
        indicator(category="产出指标", points="30"),
        indicator(category="产出指标", points="20"),
        indicator(category="效益指标", points="30"),
        indicator(category="满意度指标", points="10"),
    ]
    assert chosen(evaluation(rows)) == ("national/2020", True)
    rows[0] = replace(rows[0], points=indicator(points="29").points)
    assert chosen(evaluation(rows)) == ("national/2020", False)


def test_twenty_points_for_the_execution_rate():
    assert chosen(evaluation([OUTPUT_ROW], [fund_row(points="20")])) == ("hubei/2020", True)


def test_nothing_to_go_by():
    assert chosen(evaluation([], [])) == ("national/2020", False)


def test_every_region_is_known_by_words_of_its_own():
    words = [word for key in all_keys() for word in load(key).region_words]
    assert len(set(words)) == len(words)


def unnamed(layout_name, **changes):
    """A faultless layout without the name of its region."""
    return layout(layout_name, **{"A1": "2024年度项目支出绩效自评表", **changes})


@pytest.mark.parametrize(
    ("name", "changes", "key"),
    [
        ("jiangxi", {}, "jiangxi/2024"),
        ("sichuan", {}, "sichuan/2023"),
        ("yunnan", {"B3": "某县森林防火专项经费"}, "yunnan/2023"),
        ("hubei", {}, "hubei/2020"),
        ("hebei", {}, "national/2020"),
        ("neimenggu", {"A2": ""}, "national/2020"),
    ],
)
def test_the_columns_point_to_a_scheme_where_no_region_is_named(name, changes, key):
    (form,) = find_forms(unnamed(name, **changes))
    assert chosen(form)[0] == key
    # Nobody knows for certain; what judges otherwise stays possible.
    assert choose(form, None).sure is (name in {"hubei", "hebei", "neimenggu"})


def test_marks_need_every_word_of_them():
    (form,) = find_forms(unnamed("jiangxi", D10="指标方向"))
    assert chosen(form) == ("national/2020", False)
    (form,) = find_forms(unnamed("sichuan", E4="全年预算数", H4="分值", H12="分值"))
    assert chosen(form)[0] == "cost/2021"


def test_a_scheme_is_not_pointed_to_before_its_year():
    (form,) = find_forms(unnamed("jiangxi", A1="2020年度项目支出绩效自评表"))
    choice = choose(form, None)
    assert (choice.scheme.key, choice.sure) == ("national/2020", False)
    assert "jiangxi/2024" in {other.key for other in choice.others}


def test_other_schemes_stay_possible_only_where_the_region_is_not_known():
    (named,) = find_forms(layout("jiangxi"))
    assert choose(named, None).others == ()
    assert choose(evaluation([COST_ROW]), "gansu/2024").others == ()
    others = choose(evaluation([OUTPUT_ROW]), None).others
    assert {"jiangxi/2024", "sichuan/2023"} <= {other.key for other in others}
    assert "hubei/2020" not in {other.key for other in others}  # its forms look otherwise
