"""One prefilled workbook a project, under names that every file system takes."""

from decimal import Decimal
from pathlib import PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.template.filling import Blank
from tests.template.samples import HUBEI, NATIONAL, blueprint
from xladdin import schemes
from xladdin.errors import XladdinError
from xladdin.pipeline import upgrading
from xladdin.template import prefill, read_list
from xladdin.template.handout import file_stem


def test_each_row_gives_its_own_workbook():
    rows = [
        {"unit": "甲局", "project": "清淤"},
        {"unit": "甲局", "project": "清淤"},
        {"unit": "甲局", "project": "a/b:c"},
    ]
    files = dict(prefill(blueprint(NATIONAL), rows))
    assert list(files) == ["甲局-清淤.xlsx", "甲局-清淤-2.xlsx", "甲局-a_b_c.xlsx"]
    assert Blank(files["甲局-a_b_c.xlsx"]).right_of("项目名称").value == "a/b:c"


def test_names_that_differ_in_case_only_are_numbered():
    rows = [{"project": "ABC"}, {"project": "abc"}, {"project": "abc-2"}]
    assert [name for name, _ in prefill(blueprint(NATIONAL), rows)] == ["ABC.xlsx", "abc-2.xlsx", "abc-2-2.xlsx"]


def test_an_amount_without_a_column_on_the_form_is_refused():
    with pytest.raises(XladdinError, match="年初预算数"):
        list(prefill(blueprint(HUBEI), [{"project": "清淤", "initial": Decimal(5)}]))


@pytest.mark.parametrize("key", ["department/2013", "special-fund/2023", "project-card/2020", "evaluation/2023"])
def test_forms_of_every_kind_are_prefilled(key):
    scheme = schemes.load(key)
    row = {"unit": "甲局", "department": "甲县人民政府", "year": 2024}
    if scheme.kind != "department":
        row["project"] = "清淤"
    ((name, data),) = prefill(blueprint(scheme), [row])
    assert name == ("甲局.xlsx" if scheme.kind == "department" else "甲局-清淤.xlsx")
    (form,) = upgrading.read_back(data)[1]
    assert (form.kind, form.unit.value, form.department.value, form.year.value) == (
        scheme.kind,
        "甲局",
        "甲县人民政府",
        2024,
    )


@pytest.mark.parametrize(
    ("key", "row", "named"),
    [
        ("department/2013", {"unit": "甲局", "project": "清淤"}, "项目名称"),
        ("department/2013", {"unit": "甲局", "budget": Decimal(5)}, "全年预算数"),
        ("project-card/2020", {"unit": "甲局", "budget": Decimal(5)}, "全年预算数"),
        ("evaluation/2023", {"unit": "甲局", "goal": "清淤12公里"}, "预期目标"),
        ("special-fund/2023", {"unit": "甲局", "amount": Decimal(5)}, "项目金额"),
    ],
)
def test_what_a_kind_has_no_place_for_is_refused(key, row, named):
    with pytest.raises(XladdinError, match=named):
        list(prefill(blueprint(schemes.load(key)), [row]))


def test_a_card_takes_the_amount_of_the_list(tmp_path):
    (tmp_path / "名单.csv").write_text("项目名称,项目金额（元）\n清淤,2550000\n", encoding="utf-8")
    rows = read_list(tmp_path / "名单.csv", "万元")
    ((_, data),) = prefill(blueprint(schemes.load("project-card/2020")), rows)
    (form,) = upgrading.read_back(data)[1]
    assert (form.amount.value, form.amount_unit.value) == (Decimal(255), "万元")


@given(st.fixed_dictionaries({"project": st.text(min_size=1)}, optional={"unit": st.text(min_size=1)}))
def test_a_name_is_one_that_windows_accepts(row):
    stem = file_stem(row)
    assert stem
    assert not set(stem) & set('\\/:*?"<>|\r\n\t\0')
    assert not PureWindowsPath(stem).is_reserved()
    assert stem == stem.strip(" .")
    assert not stem.startswith(("~$", "."))
    assert len(f"{stem}-9999.xlsx".encode()) <= 255 or not stem.isascii()
