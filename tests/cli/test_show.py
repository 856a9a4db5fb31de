"""``xladdin show``: JSON by its contract, equal to what people read in the real forms."""

import json
from decimal import Decimal

import pytest

from tests.cli.conftest import WORKBOOKS

NAMES = sorted(path.stem for path in WORKBOOKS.glob("*.json"))


def number(text):
    return None if text is None else Decimal(text)


@pytest.mark.parametrize("name", NAMES)
def test_show_gives_what_a_person_reads(xladdin, name):
    (expected,) = json.loads((WORKBOOKS / f"{name}.json").read_text(encoding="utf-8"))
    (form,) = xladdin("show", WORKBOOKS / f"{name}.xlsx", "--format", "json").json
    for key in ("sheet", "kind", "project", "department", "unit"):
        assert form[key] == expected[key]
    assert str(form["year"]) == expected["year"]
    for mine, theirs in zip(form["funding"], expected["funding"], strict=True):
        assert (mine["source"], mine["label"], mine["row"]) == (theirs["source"], theirs["label"], theirs["row"])
        for key in ("initial", "budget", "executed", "points", "score"):
            assert number(mine[key]) == number(theirs[key]), (mine["label"], key)
    for mine, theirs in zip(form["indicators"], expected["indicators"], strict=True):
        assert mine["name"] == theirs["name"]
        assert (mine["target"]["raw"], mine["actual"]["raw"]) == (theirs["target_raw"], theirs["actual_raw"])
        assert (number(mine["points"]), number(mine["score"])) == (number(theirs["points"]), number(theirs["score"]))
    assert number(form["total"]["score"]) == number(expected["total"]["score"])


def test_the_published_form_recalculated(xladdin, seed003):
    (form,) = xladdin("show", seed003, "--format", "json").json
    assert form["total"] == {"points": "100", "score": "98.6", "due": "92.64", "row": 22}
    assert form["grade"]["due"] == "优"
    assert form["funding"][0]["rate"] == "99.81"
    cost = form["indicators"][0]
    assert cost["target"] == {
        "raw": "≤20万元",
        "kind": "quantity",
        "op": "<=",
        "value": "20",
        "value2": None,
        "unit": "万元",
        "when": None,
    }
    assert (cost["actual"]["value"], cost["actual"]["unit"], cost["due"]) == ("19.96", "万元", "20")


def test_old_excel_file_gives_the_same_form(xladdin):
    (old,) = xladdin("show", WORKBOOKS / "sc_gauge.xls", "--format", "json").json
    (new,) = xladdin("show", WORKBOOKS / "sc_gauge.xlsx", "--format", "json").json
    old.pop("file"), new.pop("file")
    assert old == new


def test_show_as_a_table(xladdin, seed003):
    ran = xladdin("show", seed003)
    assert ran.code == 0
    assert "92.64" in ran.out
    assert "成本控制数" in ran.out


def test_show_of_a_file_without_a_form(xladdin, tmp_path):
    (tmp_path / "a.xlsx").write_text("x", encoding="utf-8")
    ran = xladdin("show", tmp_path / "a.xlsx")
    assert ran.code == 1
    assert "W101" in ran.out


def test_show_as_json_says_on_stderr_what_could_not_be_read(xladdin, tmp_path):
    (tmp_path / "a.xlsx").write_text("x", encoding="utf-8")
    ran = xladdin("show", tmp_path / "a.xlsx", "--format", "json")
    assert (ran.code, ran.json) == (1, [])
    assert "W101" in ran.err
