"""W110, W111: cells of our blank form that were overwritten, rows and columns that are hidden."""

from dataclasses import replace

from tests.forms import findings, form, found, severities

COMPUTED = {
    "E6": "=D6/C6 => 99.80%", "E7": "=D7/C7 => 99.80%", "E8": "=IF(C8=0,0,D8/C8) => 0%", "G6": "=F6*E6 => 9.98",
    "F19": "=SUM(F12:F18)+F6 => 100", "G19": "=SUM(G12:G18)+G6 => 98.98",
}  # fmt: skip


def ours(**changes):
    """The faultless form as if it had been filled in on a blank form of ours."""
    properties = {"xladdin.kind": "project", "xladdin.scheme": "gansu/2024", "xladdin.version": "1.0.0"}
    return replace(form(**{**COMPUTED, **changes}), properties=properties)


def hiding(rows=(), columns=(), layout="cost"):
    shown = form(layout)
    (sheet,) = shown.sheets
    return replace(shown, sheets=(replace(sheet, hidden_rows=frozenset(rows), hidden_columns=frozenset(columns)),))


def test_w110_a_typed_figure_over_a_formula_of_our_blank_form():
    assert findings(ours()) == set()
    assert severities(ours(G19="98.98")) == {("W110", "G19"): "warning"}
    assert findings(ours(E6="99.80%", G6="9.98")) == {("W110", "E6"), ("W110", "G6")}


def test_w110_another_offices_form_may_be_typed_throughout():
    assert findings(form(**{**COMPUTED, "G19": "98.98"})) == set()


def test_w110_a_form_turned_into_values_as_a_whole_was_not_overwritten():
    typed = replace(form(), properties=ours().properties)
    assert findings(typed) == set()


def test_w110_an_emptied_cell_is_no_typed_figure():
    assert findings(ours(E7="")) == set()


def test_w110_scores_of_the_rows_where_formulas_give_them():
    stated = {"G12": "20", "G13": "13.33", "G14": "13.33", "G15": "13.34", "G16": "10", "G18": "10"}
    scores = {cell: f"=F{cell[1:]} => {score}" for cell, score in stated.items()}
    assert findings(ours(**scores)) == set()  # a person gives the qualitative score in G17
    assert findings(ours(**{**scores, "G13": "13.33"})) == {("W110", "G13")}


def test_w111_rows_and_columns_hidden_inside_the_form():
    assert severities(hiding(rows=[13])) == {("W111", "A13"): "warning"}
    assert findings(hiding(columns=[8])) == {("W111", "H11")}
    (finding,) = found(hiding(rows=[13, 14], columns=[6]))
    assert [str(cell) for cell in finding.cells] == ["A13", "B14", "F5"]


def test_w111_nothing_is_lost_where_nothing_stands():
    assert findings(hiding(rows=[40, 41], columns=[12, 13])) == set()
    assert findings(hiding(columns=[9])) == set()
