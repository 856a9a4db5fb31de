"""The cells of a form's sheet that are neither labels nor values that were read."""

from dataclasses import replace

import pytest

from tests.forms import form as layout
from xladdin.form import find_forms, find_unread
from xladdin.model import Cell

PROJECTS = ("cost", "hebei", "hubei", "jiangxi", "national", "neimenggu", "sichuan", "yunnan")


def unread(workbook, **texts):
    (sheet,) = workbook.sheets
    cells = {place: Cell(text, text) for place, text in texts.pop("cells", {}).items()}
    workbook = replace(workbook, sheets=(replace(sheet, cells={**sheet.cells, **cells}),))
    return [[str(ref) for ref in refs] for refs in find_unread(workbook, find_forms(workbook))]


@pytest.mark.parametrize("name", PROJECTS)
def test_a_faultless_form_is_read_whole(name):
    assert unread(layout(name)) == [[]]


def test_what_is_no_label_is_named_wherever_it_stands():
    cells = {(1, 12): "（盖章）", (14, 11): "0", (24, 1): "填报人：张某", (26, 2): "联系电话", (26, 3): "0934-1"}
    assert unread(layout("national"), cells=cells) == [["L1", "K14", "A24", "C26"]]


def test_remnants_of_a_blank_form_say_nothing():
    cells = {(24, 4): "指标2：", (24, 5): "……", (24, 6): "—", (24, 7): " ", (24, 1): "填报人："}
    assert unread(layout("national"), cells=cells) == [[]]
