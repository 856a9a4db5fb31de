"""How far an actual lies from its target, and changes against last year."""

from decimal import Decimal

import pytest

from xladdin.form.notation import parse_actual, parse_target
from xladdin.scoring import change, gap

# target | actual | gap in the target's unit
GAPS = [
    ("≥100件", "90件", "-10"),
    ("≥100件", "100件", "0"),
    ("≥100件", "150件", "0"),
    ("≤20万元", "24万元", "4"),
    ("≤20万元", "240000元", "4"),
    ("≤20万元", "19.96万元", "0"),
    ("≥95%", "90", "-5"),
    ("90%-110%", "80%", "-10"),
    ("90%-110%", "115%", "5"),
    ("90%-110%", "100%", "0"),
    ("=0起", "2起", "2"),
    ("≥95%", "0.96", None),  # 0.96 % or 96 %
    ("≥95%", "5件", None),
    ("≥95%", "完成", None),
    ("≥95%", "男90%，女80%", None),
    ("稳步提升", "提升", None),
    ("", "5", None),
]


@pytest.mark.parametrize(("target", "actual", "expected"), GAPS)
def test_gap(target, actual, expected):
    understood = parse_target(target)
    found = gap(understood, parse_actual(actual, understood))
    assert found == (None if expected is None else Decimal(expected))


def test_the_category_decides_about_a_target_without_a_sign():
    target = parse_target("20万元")
    actual = parse_actual("24万元", target)
    assert gap(target, actual) == 0
    assert gap(target, actual, category="成本指标") == 4


@pytest.mark.parametrize(
    ("this", "last", "expected"),
    [("110", "100", "10.00"), ("90", "100", "-10.00"), ("1", "3", "-66.67"), ("5", "0", None), ("5", "-1", None)],
)
def test_change(this, last, expected):
    found = change(Decimal(this), Decimal(last))
    assert found == (None if expected is None else Decimal(expected))
