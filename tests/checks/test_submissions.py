"""B102–B104: units written in several ways, and the list of forms that are expected."""

from dataclasses import replace

import pytest

from xladdin import checks
from xladdin.checks.unit_names import same_unit, spellings
from xladdin.model import CheckOptions, Digest, ExpectedForm

ONE = Digest("0.xlsx", "0", "自评表", "道路养护", "宁县交通运输局", "宁县公路养护中心", 2024, "national/2020")


def forms(*changes):
    return [
        replace(ONE, **{"file": f"{n}.xlsx", "sha256": str(n), "project": f"项目{n}", **one})
        for n, one in enumerate(changes)
    ]


def of(digests, expected=None, **options):
    found = checks.run_batch(digests, CheckOptions(**options), expected)
    return [(one.code, one.label, one.files) for one in found]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("宁县发展和改革局", "宁县发展改革局"),
        ("宁县发展和改革局", "宁县发改局"),
        ("宁县人力资源和社会保障局", "宁县人社局"),
        ("宁县卫生健康委员会", "宁县卫健委"),
        ("宁县教育局", "宁县教育局（本级）"),
        ("宁县教育局", "宁县 教育局。"),
        ("红岩镇人民政府", "红岩镇政府"),
        ("宁县交通运输局", "宁县交通局"),
        ("宁县水利局", "水利局"),
        ("甘肃省宁县水利局", "宁县水利局"),
    ],
)
def test_b102_two_ways_to_write_one_unit(one, other):
    assert same_unit(one, other)
    written_differently = one.replace(" ", "") != other.replace(" ", "").rstrip("。")
    if written_differently:
        assert spellings([one, other]) == [[one, other]]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("宁县第一中学", "宁县第二中学"),
        ("城东小学", "城西小学"),
        ("宁县水利局", "庆城县水利局"),
        ("宁县水利局", "宁县水务局"),
        ("宁县教育局", "宁县教育局教研室"),
        ("红岩镇人民政府", "柳林镇人民政府"),
        ("宁县人民医院", "宁县中医医院"),
    ],
)
def test_b102_other_units_stay_other_units(one, other):
    assert not same_unit(one, other)
    assert spellings([one, other]) == []


def test_b102_a_name_without_its_place_belongs_to_one_unit_or_to_nobody():
    assert spellings(["水利局", "宁县水利局", "甘肃省宁县水利局"]) == [["水利局", "宁县水利局", "甘肃省宁县水利局"]]
    assert spellings(["水利局", "宁县水利局", "庆城县水利局"]) == []


def test_b102_names_the_files_of_the_rarer_spelling():
    batch = forms({}, {}, {"department": "宁县交通局"})
    assert of(batch) == [("B102", "主管部门", ("2.xlsx",))]
    assert of(forms({}, {}, {"unit": "公路养护中心"})) == [("B102", "实施单位", ("2.xlsx",))]
    assert of(forms({}, {"department": "宁县 交通运输局"})) == []


LIST = (
    ExpectedForm("宁县交通运输局", "宁县公路养护中心", "道路养护"),
    ExpectedForm("宁县交通运输局", "宁县公路养护中心", "桥梁养护"),
)


def test_b103_expected_and_not_submitted():
    assert of([ONE], LIST) == [("B103", "桥梁养护", ())]
    assert of([], LIST[:1]) == [("B103", "道路养护", ())]
    assert of([ONE, replace(ONE, file="1.xlsx", sha256="1", project="桥梁养护")], LIST) == []


def test_b103_spellings_of_unit_and_project_make_no_difference():
    listed = ExpectedForm("交通局", "公路养护中心", "道路 养护。")
    assert of([ONE], (listed,)) == []


def test_b103_what_a_line_leaves_blank_is_not_compared():
    assert of([ONE], (ExpectedForm("", "", "道路养护"),)) == []
    assert of([ONE], (ExpectedForm("宁县交通运输局", "", "道路养护"),)) == []
    assert of([ONE], (ExpectedForm("", "宁县公路养护中心", ""),)) == []
    assert of([ONE], (ExpectedForm("宁县教育局", "", ""),), select=("B103",)) == [("B103", "宁县教育局", ())]


def test_b103_a_line_twice_is_missing_once():
    assert of([ONE], (*LIST, LIST[1])) == [("B103", "桥梁养护", ())]


def test_b104_submitted_and_not_expected():
    other = replace(ONE, file="1.xlsx", sha256="1", project="办公楼维修")
    assert of([ONE, other], LIST[:1]) == [("B104", "办公楼维修", ("1.xlsx",))]
    elsewhere = replace(ONE, file="1.xlsx", sha256="1", unit="庆城县公路养护中心")
    assert of([ONE, elsewhere], LIST[:1]) == [("B104", "道路养护", ("1.xlsx",))]


def test_b104_without_a_list_nothing_is_asked():
    assert of([ONE]) == []
    assert of([ONE], ()) == [("B104", "道路养护", ("0.xlsx",))]
