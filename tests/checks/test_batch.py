"""B: many forms at once."""

from dataclasses import replace

from xladdin import checks
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
    assert of(ONE, *others) == []
    nameless = replace(ONE, project="")
    assert of(nameless, replace(nameless, file="b.xlsx", sha256="bb")) == []


def test_b101_may_be_ignored():
    assert of(ONE, replace(ONE, file="b.xlsx"), ignore=("B",)) == []
