"""One prefilled workbook a project, under names that every file system takes."""

from decimal import Decimal
from pathlib import PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.template.filling import Blank
from tests.template.samples import HUBEI, NATIONAL, blueprint
from xladdin.errors import XladdinError
from xladdin.template import prefill
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


@given(st.fixed_dictionaries({"project": st.text(min_size=1)}, optional={"unit": st.text(min_size=1)}))
def test_a_name_is_one_that_windows_accepts(row):
    stem = file_stem(row)
    assert stem
    assert not set(stem) & set('\\/:*?"<>|\r\n\t\0')
    assert not PureWindowsPath(stem).is_reserved()
    assert stem == stem.strip(" .")
    assert not stem.startswith(("~$", "."))
    assert len(f"{stem}-9999.xlsx".encode()) <= 255 or not stem.isascii()
