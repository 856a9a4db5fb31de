from dataclasses import replace
from decimal import Decimal

import pytest

from xladdin.model import Grade
from xladdin.schemes import load
from xladdin.scoring import grade, same_grade

NATIONAL = load("national/2020")


@pytest.mark.parametrize(
    ("total", "name"),
    [
        ("100", "优"),
        ("110", "优"),
        ("90", "优"),
        ("89.99", "良"),
        ("89.6", "良"),
        ("80", "良"),
        ("79.99", "中"),
        ("60", "中"),
        ("59.99", "差"),
        ("0", "差"),
        ("-1", None),
    ],
)
def test_bounds_are_half_open(total, name):
    assert grade(Decimal(total), NATIONAL) == name


def test_no_total_no_grade():
    assert grade(None, NATIONAL) is None


def test_bounds_are_the_schemes():
    strict = replace(NATIONAL, grades=(Grade("优", Decimal(95)), Grade("良", Decimal(70))))
    assert grade(Decimal("94.99"), strict) == "良"
    assert grade(Decimal("69.99"), strict) is None


@pytest.mark.parametrize(
    ("stated", "due", "same"),
    [
        ("优秀", "优", True),
        ("优", "优秀", True),
        (" 优 ", "优", True),
        ("良好", "良", True),
        ("合格", "中", True),
        ("较差", "差", True),
        ("优", "良", False),
        ("甲", "优", False),
        ("甲", "甲", True),
    ],
)
def test_synonyms(stated, due, same):
    assert same_grade(stated, due, NATIONAL) is same
