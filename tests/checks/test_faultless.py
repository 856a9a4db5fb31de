"""A form without a fault gives no finding at all, whatever its layout."""

import pytest

from tests.forms import LAYOUT_NAMES, form, found


@pytest.mark.parametrize("layout", LAYOUT_NAMES)
def test_a_faultless_form_gives_nothing(layout):
    assert [(one.code, str(one.cell), one.message) for one in found(form(layout))] == []


def test_there_are_layouts_enough():
    assert len(LAYOUT_NAMES) >= 6
