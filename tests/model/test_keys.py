"""The key of a finding survives a renamed, moved or newly submitted file, and tells different findings apart."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.merge.builders import finding
from xladdin.model import CellRef, FindingKey, finding_key

ONE = finding("S105", found="19.96")


def key(one=ONE, sha="a" * 64, project="信访经费", unit="甲局", year=2024):
    return finding_key(one, sha, project, unit, year)


@pytest.mark.parametrize(
    "same",
    [
        key(),
        key(sha="b" * 64),
        key(project=" 信访 经费\n"),
        key(replace(ONE, message="措辞改了", severity=ONE.severity, do="")),
        key(replace(ONE, found="１９.96")),
    ],
)
def test_the_same_finding_is_known_again(same):
    assert key().is_same(same)


@pytest.mark.parametrize(
    "other",
    [
        key(project="别的项目", sha="b" * 64),
        key(unit="乙局", sha="b" * 64),
        key(year=2023, sha="b" * 64),
        key(replace(ONE, code="S106")),
        key(replace(ONE, found="18")),
        key(replace(ONE, found="")),
        key(replace(ONE, cell=CellRef("自评表", 24, 7))),
        key(replace(ONE, cell=None)),
    ],
)
def test_another_finding_is_another(other):
    assert not key().is_same(other)


def test_a_form_without_a_name_is_known_in_the_same_file_only():
    assert key(project="").is_same(key(project=""))
    assert not key(project="").is_same(key(project="", sha="b" * 64))
    assert not key(project="").is_same(key(replace(ONE, sheet="另一张"), project=""))


def test_without_a_cell_the_label_tells_findings_apart():
    assert key(replace(ONE, cell=None, label="甲")) != key(replace(ONE, cell=None, label="乙"))


def test_a_finding_over_files_is_known_by_their_names():
    several = replace(ONE, cell=None, files=("a.xlsx", "b.xlsx"))
    assert key(several, sha="") == key(replace(several, files=("b.xlsx", "a.xlsx")), sha="x")
    assert key(several) != key(replace(several, files=("a.xlsx", "c.xlsx")))


@given(found=st.text() | st.none(), project=st.text(), unit=st.text(), label=st.text())
def test_every_key_is_read_back(found, project, unit, label):
    printed = finding_key(replace(ONE, found=found, label=label), "c" * 64, project, unit)
    assert FindingKey.parse(f" {printed}\n") == printed
    assert not set(str(printed)) & set(",;'\"= \n")


@pytest.mark.parametrize("text", ["", "1.a.b", "2.a.b.c.d.e", "1.a.b.c.d.e.f", "处理意见"])
def test_what_is_no_key_is_refused(text):
    with pytest.raises(ValueError, match="no key of a finding"):
        FindingKey.parse(text)
