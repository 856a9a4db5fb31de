"""S102, I113, I116: how the points are spread over the categories."""

from tests.forms import findings, form, severities

NO_SATISFACTION = {"A18": "", "B18": "", "C18": "", "D18": "", "E18": "", "F18": "", "G18": ""}


def test_s102_a_category_differs_from_the_scheme():
    assert severities(form(F12="15", G12="15", F18="15", G18="15")) == {
        ("S102", "A12"): "warning",
        ("S102", "A18"): "warning",
    }


def test_s102_points_moved_inside_a_category_are_the_units_own_affair():
    assert findings(form(F13="20", G13="20", F14="10", G14="10", F15="10", G15="10", G19="98.98")) == set()


def last_resort(**changes):
    """A form that points to no scheme: 「国家」 is only the last resort, its points differ from it."""
    return form("national", G13="15", H13="15", G20="5", H20="5", **changes)


def test_s102_by_a_scheme_of_last_resort_is_only_a_note():
    assert severities(last_resort()) == {("S102", "B13"): "note", ("S102", "B20"): "note"}
    assert set(severities(last_resort(), scheme="national/2020").values()) == {"warning"}


def test_i116_a_category_of_the_scheme_has_no_row():
    missing = form(F16="20", G16="20", **NO_SATISFACTION)
    assert severities(missing) == {("I116", "A11"): "warning"}


def test_i116_by_a_scheme_of_last_resort_is_only_a_note():
    missing = form("national", **{f"{letter}20": "" for letter in "BCDEFGH"}, G18="25", H18="25")
    assert severities(missing) == {("I116", "B12"): "note"}
    assert severities(missing, scheme="national/2020") == {("I116", "B12"): "warning"}


def test_i116_points_that_are_lost_with_the_category_are_s101s():
    assert findings(form(**NO_SATISFACTION, G19="88.98")) == {("I116", "A11"), ("S101", "F19")}


def test_i116_a_category_below_another_one_is_not_missing():
    assert ("I116", "A11") not in findings(form(A18="效益指标"))
    assert ("I116", "A11") not in findings(form(A18="效益指标", B18="社会效益指标"))


def test_i116_categories_with_one_figure_together_may_miss_one():
    one_of_four = form("hebei", **{f"{letter}16": "" for letter in "ABCDEFG"}, F15="25", G15="25")
    assert findings(one_of_four) == set()


def test_i116_is_not_asked_where_points_are_divided_by_goals():
    assert findings(form("hubei", B11="产出指标", B12="产出指标")) == set()


def test_i116_is_silent_where_a_category_has_a_name_of_its_own():
    other = {"A12": "项目决策", "A13": "项目管理", "A16": "项目绩效", "A18": "项目影响"}
    assert "I116" not in {code for code, _ in findings(form(**other), scheme="gansu/2024")}


def test_i113_one_indicator_outweighs_all_others():
    heavy = {"F13": "38", "G13": "38", "F14": "1", "G14": "1", "F15": "1", "G15": "1", "F16": "14", "G16": "14"}
    more = {"F17": "6", "G17": "5.4", "F12": "20", "G12": "20"}
    assert severities(form(**heavy, **more, G19="99.38")) == {}
    over = {"F13": "51", "G13": "51", "F12": "7", "G12": "7"}
    found = severities(form(**{**heavy, **more, **over}, G19="99.38"))
    assert found[("I113", "F13")] == "note"
