"""A department's form: sums, shares and common indicators by formula, as ``scoring`` gives them."""

import random
from decimal import ROUND_HALF_UP, Decimal

import pytest

from tests.template.departments import FIGURES, FUNDS, Department
from tests.template.office import recalculated
from xladdin import pipeline
from xladdin.model import JUDGE, CheckOptions

SOURCES = ("total", "basic", "personnel", "operating", "projects", "item", "item")
PARTS = {"basic": ("personnel", "operating"), "projects": ("item",), "total": ("basic", "projects")}
RANDOM = 12


def faults():
    """Code → a form with that fault, and the cell it is in."""
    planted = {}

    def plant(code, cell_of, value, **filled):
        form = Department().fill(**filled)
        cell = cell_of(form)
        cell.value = value
        planted[code] = (form, cell.coordinate)

    plant("D101", lambda form: form.fund("支出合计", "executed"), 1030)
    plant("D102", lambda form: form.fund("基本支出", "last"), 600)
    plant("D103", lambda form: form.fund("项目支出", "占支出合计比重"), 0.45)
    plant("D104", lambda form: form.indicator("在职人员控制率", "实际完成值"), 0.98)
    plant("D105", lambda form: form.indicator("预算控制率", "得分"), 5)
    plant("D107", lambda form: form.figure("“三公”经费", "实际数"), 12.5)
    return planted


def amount(chance):
    kind = chance.random()
    if kind < 0.15:
        return 0
    if kind < 0.25:
        return None
    return round(chance.uniform(0.01, 3000), chance.choice([0, 2, 4]))


def random_form(seed):
    chance = random.Random(seed)
    funds = {label: tuple(amount(chance) for _ in range(4)) for label in FUNDS}
    figures = {
        label: tuple(None if one is None else amount(chance) for one in values) for label, values in FIGURES.items()
    }
    return Department().fill(funds, figures, {})


@pytest.fixture(scope="module")
def planted():
    return faults()


@pytest.fixture(scope="module")
def checked(tmp_path_factory, planted):
    folder = tmp_path_factory.mktemp("departments")
    forms = {"sound": Department().fill(), **{code: form for code, (form, _) in planted.items()}}
    over = {**FUNDS, "其中：项目1": (250, 700, 700, 240)}
    forms["D106"] = Department().fill(over, reasons={"完成及时率": "1项工程推迟到次年1月完工，已加快验收"})
    forms |= {f"random {seed}": random_form(seed) for seed in range(RANDOM)}
    paths = [form.save(folder / f"{name}.xlsx") for name, form in forms.items()]
    done = recalculated(paths, folder)
    return {path.stem: pipeline.check_file(path, CheckOptions(year=2024)) for path in done}


def only(checked, name):
    (one,) = checked[name].forms
    return one


def test_one_filled_in_soundly_has_no_finding(checked):
    assert [(one.code, str(one.cell), one.message) for one in checked["sound"].all_findings] == []


def test_everything_reads_back(checked):
    one = only(checked, "sound")
    form = one.form
    assert (form.kind, one.choice.scheme.key) == ("department", "department/2013")
    assert (form.unit.value, form.department.value, form.year.value) == ("青山县水务局", "青山县人民政府", 2024)
    assert [row.source for row in form.funding][:7] == list(SOURCES)
    assert (form.funds_total.executed.value, form.funds_total.last.value) == (Decimal("1020.5"), 950)
    assert {line.key: line.actual.value for line in form.figures}["staff"] == 48
    assert len(form.indicators) == len(one.choice.scheme.common) + 2
    assert {told.key for told in form.narratives if told.text.value} == {
        "duties", "basics", "goal", "management", "achieved", "problems", "measures", "explanation",
    }  # fmt: skip
    assert form.total.points.value == 100
    assert form.total.score.value == one.due.due_total
    assert form.grade.value == one.due.grade == "优"


@pytest.mark.parametrize("code", ["D101", "D102", "D103", "D104", "D105", "D107"])
def test_a_planted_fault_is_found_in_its_cell(checked, planted, code):
    found = [one for one in checked[code].all_findings if one.code.startswith("D")]
    assert code in {one.code for one in found}
    cell = planted[code][1]
    assert any(cell in {str(one.cell), *map(str, one.cells)} for one in found if one.code == code)
    # A wrong amount also makes the shares and rates worked out from it, never another kind of fault.
    assert {one.code for one in found} <= {code}


def test_an_adjusted_budget_wants_a_reason(checked):
    assert {one.code for one in checked["D106"].all_findings if one.code.startswith("D")} == {"D106"}


@pytest.mark.parametrize("seed", range(RANDOM))
def test_formulas_give_what_scoring_gives(checked, seed):
    one = only(checked, f"random {seed}")
    wrong = []
    for row, due in zip(one.form.indicators, one.due.indicators, strict=True):
        if one.choice.scheme.common_indicator(row.name.value) is None:
            continue
        shown = row.actual.value.value if row.actual.value else None
        if shown != due.rate or row.score.value != due.score:
            wrong.append((row.name.value, shown, due.rate, row.score.raw, due.score))
        if due.rate is None:
            assert row.score.raw in {"", JUDGE}
    assert wrong == []


def percentage(part, whole):
    if part is None or whole is None or whole <= 0:
        return None
    return (part / whole * 100).quantize(Decimal("0.01"), ROUND_HALF_UP)


@pytest.mark.parametrize("seed", range(RANDOM))
def test_sums_and_shares_are_those_of_the_amounts(checked, seed):
    form = only(checked, f"random {seed}").form
    rows = {}
    for row in form.funding:
        rows.setdefault(row.source, []).append(row)
    for field in ("initial", "budget", "executed", "last"):

        def summed(*sources, field=field):
            values = [getattr(row, field).value for source in sources for row in rows[source]]
            there = [value for value in values if value is not None]
            return sum(there, Decimal(0)) if there else None

        for whole, parts in (
            ("basic", ("personnel", "operating")),
            ("projects", ("item",)),
            ("total", ("basic", "projects")),
        ):
            assert getattr(rows[whole][0], field).value == summed(*parts)
    total = form.funds_total.executed.value
    for row in form.funding:
        assert row.share.value == percentage(row.executed.value, total)
        assert row.rate.value == percentage(row.executed.value, row.budget.value)
        this, last = row.executed.value, row.last.value
        assert row.change.value == (None if this is None or last is None else percentage(this - last, last))
    codes = {one.code for one in only(checked, f"random {seed}").findings}
    assert not codes & {"D101", "D102", "D103", "D104", "D105", "F102"}
