"""``xladdin show`` of every kind of form: whatever was read is shown, as a table and as JSON."""

import pytest

from tests.forms import LAYOUTS, form
from xladdin import form as forms
from xladdin import kinds
from xladdin.demo.xlsx import write_workbook

NAMES = ("department", "evaluation", "project-card", "special-fund")


@pytest.fixture(params=NAMES)
def shown(request, tmp_path, xladdin):
    """A filled form of a kind: its file, and what was read of it."""
    path = write_workbook((LAYOUTS / f"{request.param}.txt").read_text(encoding="utf-8"), tmp_path / "a.xlsx")
    (one,) = forms.find_forms(form(request.param), kinds.all_kinds())
    return path, one


def flat(text):
    return "".join(character for character in text if character not in " \n│┃")


def test_every_text_and_figure_is_on_the_screen(xladdin, shown):
    path, one = shown
    ran = xladdin("show", path)
    assert ran.code == 0
    texts = [narrative.text.raw for narrative in one.narratives]
    texts += [getattr(one, name).raw for name in ("project", "department", "unit", "amount", "grade")]
    texts += [figure.raw for row in one.figures for figure in (row.planned, row.actual, row.last)]
    texts += [
        getattr(row, name).raw
        for row in one.funding
        for name in ("initial", "budget", "arrived", "executed", "rate", "share", "last")
    ]
    out = flat(ran.out)
    assert [text for text in texts if flat(text) not in out] == []
    for row in one.indicators:
        assert flat(row.name.raw) in out
        assert flat(row.standard.raw)[:10] in out


def test_empty_tables_are_not_drawn(xladdin, shown):
    path, one = shown
    assert ("项目资金" in xladdin("show", path).out.split("项目基本情况")[0]) == bool(one.funding)
    assert ("三级指标" in xladdin("show", path).out) == bool(one.indicators)


def test_json_has_the_same(xladdin, shown):
    path, one = shown
    (found,) = xladdin("show", path, "--format", "json").json
    assert found["kind"] == one.kind
    assert [(row["key"], row["text"]) for row in found["narratives"]] == [
        (row.key, row.text.raw) for row in one.narratives
    ]
    assert [(row["key"], row["cells"].get("actual")) for row in found["figures"]] == [
        (row.key, str(row.actual.cell)) for row in one.figures
    ]
    assert [row["standard"] or "" for row in found["indicators"]] == [row.standard.raw for row in one.indicators]
    assert [row["cells"].get("arrived") for row in found["funding"]] == [
        str(row.arrived.cell) if row.arrived.cell else None for row in one.funding
    ]


@pytest.mark.parametrize(
    ("layout", "cell"), [("department", "D14"), ("department", "G7"), ("project-card", "D4"), ("special-fund", "E6")]
)
def test_why_knows_the_cells_of_all_kinds(xladdin, tmp_path, layout, cell):
    path = write_workbook((LAYOUTS / f"{layout}.txt").read_text(encoding="utf-8"), tmp_path / "a.xlsx")
    ran = xladdin("check", path, "--why", cell)
    assert cell in ran.out
    assert "不在读出来的" not in ran.out
