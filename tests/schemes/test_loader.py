"""The built-in schemes: what they say, what they rest on, and their own examples."""

from decimal import Decimal

import pytest

from tests.scoring.builders import due
from xladdin.model import Certainty, Reverse
from xladdin.schemes import all_keys, load
from xladdin.scoring import score_execution

EXAMPLES = [(key, example) for key in all_keys() for example in load(key).examples]
EXECUTION_EXAMPLES = [(key, example) for key in all_keys() for example in load(key).execution_examples]


def test_keys():
    assert all_keys() == (
        "cost/2021",
        "department/2013",
        "evaluation/2023",
        "gansu/2024",
        "guangxi/2024",
        "hebei/2021",
        "hubei/2020",
        "jiangxi/2024",
        "national/2020",
        "project-card/2020",
        "sichuan/2023",
        "special-fund/2023",
        "yunnan/2023",
    )


@pytest.mark.parametrize("key", all_keys())
def test_every_scheme_says_what_it_rests_on(key):
    scheme = load(key)
    assert scheme.key == key
    assert int(key.partition("/")[2]) == scheme.year
    assert scheme.sources
    assert scheme.checked == "2026-11-21"
    assert scheme.examples
    assert len({source.title for source in scheme.sources}) == len(scheme.sources)
    # What was only seen in software, or not read again, is spelled out as an assumption.
    if any(source.certainty is not Certainty.READ for source in scheme.sources):
        assert scheme.assumptions


@pytest.mark.parametrize(
    ("key", "example"), EXAMPLES, ids=[f"{key} {example.target} {example.actual}" for key, example in EXAMPLES]
)
def test_examples(key, example):
    result = due(example.target, example.actual, str(example.points), key, example.category)
    assert result.score == example.score


@pytest.mark.parametrize(("key", "example"), EXECUTION_EXAMPLES)
def test_execution_examples(key, example):
    scheme = load(key)
    result = score_execution(example.executed, example.budget, scheme.execution_points, scheme)
    assert result.score == example.score


def points(key):
    scheme = load(key)
    return scheme.execution_points, {"、".join(group.names): group.points for group in scheme.categories}


def test_points():
    every = "成本指标、产出指标、效益指标、满意度指标"
    cost = (10, {"成本指标": 20, "产出指标": 40, "效益指标": 20, "满意度指标": 10})
    assert points("national/2020") == (10, {"产出指标": 50, "效益指标": 30, "满意度指标": 10})
    assert points("yunnan/2023") == points("national/2020")
    assert points("cost/2021") == cost
    assert points("gansu/2024") == cost
    assert points("hubei/2020") == (20, {"产出指标": 40, "效益指标、满意度指标": 40})
    for key in ("jiangxi/2024", "guangxi/2024", "sichuan/2023", "hebei/2021"):
        assert points(key) == (10, {every: 90})


def test_what_the_regions_change():
    hubei, jiangxi, guangxi = load("hubei/2020"), load("jiangxi/2024"), load("guangxi/2024")
    assert hubei.reverse is Reverse.RATIO
    assert not hubei.row_points
    assert [tier.low for tier in hubei.tiers] == [80, 50, 0]
    assert [(band.start, band.score) for band in jiangxi.execution_bands] == [(100, 10), (80, 7), (60, 5), (0, 0)]
    assert (guangxi.exceed, guangxi.adjustment_reason, guangxi.adjustment_reason_score) == (130, 30, 90)
    assert load("sichuan/2023").rate_reason_below == 90
    assert load("yunnan/2023").amount_unit == "元"


def test_what_is_inherited():
    national, gansu = load("national/2020"), load("gansu/2024")
    assert gansu.grades == national.grades
    assert gansu.reverse is national.reverse
    assert gansu.exceed == Decimal(120)
    assert national.region_words == ()
    assert gansu.region_words


def test_an_assumption_goes_with_its_setting():
    """Gansu prints its own points and tiers, so nothing is assumed about them any more; the reverse rule still is."""
    told = " ".join(load("gansu/2024").assumptions)
    assert "填表说明；财预〔2021〕101号与之一致" not in told
    assert "定性指标三档的界限" not in told
    assert "2－实际÷指标值" in told
    assert "2－实际÷指标值" not in " ".join(load("hubei/2020").assumptions)


def test_a_scheme_is_read_once():
    assert load("gansu/2024") is load("gansu/2024")


OWN = """
extends = "gansu/2024"
name = "本县方案"
year = 2025

[execution]
rate_limit = "无"
reason_below = 95
"""


def test_a_file_of_the_users_own(tmp_path):
    path = tmp_path / "本县.toml"
    path.write_text(OWN, encoding="utf-8")
    scheme = load(str(path))
    assert (scheme.key, scheme.name, scheme.year) == (str(path), "本县方案", 2025)
    assert (scheme.rate_limit, scheme.rate_reason_below) == (None, 95)
    assert scheme.categories == load("gansu/2024").categories
    assert scheme.region == "甘肃"
    assert scheme.checked == ""
    assert scheme.examples == ()


def test_a_file_that_was_changed_is_read_again(tmp_path):
    path = tmp_path / "own.toml"
    path.write_text(OWN, encoding="utf-8")
    assert load(str(path)).year == 2025
    path.write_text(OWN.replace("2025", "2026"), encoding="utf-8")
    assert load(str(path)).year == 2026


def test_a_file_may_extend_a_file_beside_it(tmp_path):
    (tmp_path / "parent.toml").write_text(OWN, encoding="utf-8-sig")
    child = tmp_path / "child.toml"
    child.write_text('extends = "parent.toml"\nname = "本乡方案"\n', encoding="utf-8")
    scheme = load(str(child))
    assert (scheme.name, scheme.year, scheme.rate_reason_below) == ("本乡方案", 2025, 95)


def test_sources_and_assumptions_of_ones_own_come_first(tmp_path):
    path = tmp_path / "own.toml"
    more = """
[assumptions]
"execution.reason_below" = "本县口头要求。"

[[sources]]
title = "本县通知"
certainty = "A"
"""
    path.write_text(OWN + more, encoding="utf-8")
    scheme = load(str(path))
    assert scheme.sources[0].title == "本县通知"
    assert len(scheme.sources) == 1 + len(load("gansu/2024").sources)
    assert "本县口头要求。" in scheme.assumptions


def test_points_may_be_decimal_and_stay_exact(tmp_path):
    path = tmp_path / "own.toml"
    path.write_text(
        'extends = "national/2020"\nname = "本县方案"\n'
        + "".join(
            f'[[points.categories]]\nnames = ["{name}"]\npoints = {share}\n'
            for name, share in (("产出指标", "33.34"), ("效益指标", "33.33"), ("满意度指标", "23.33"))
        ),
        encoding="utf-8",
    )
    assert [group.points for group in load(str(path)).categories] == [
        Decimal("33.34"),
        Decimal("33.33"),
        Decimal("23.33"),
    ]
