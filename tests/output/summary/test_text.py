"""A summary on the screen: what a reader has to be told even when the workbook is not opened."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from tests.output.summary.written import summary_of
from xladdin.model import Control, Refusal, Summary
from xladdin.output.summary.text import SHOWN, describe_summary


def told(summary: Summary) -> str:
    return "\n".join(line.text for line in describe_summary(summary))


def test_reasons_are_words_or_codes_of_rules() -> None:
    reasons = ("errors", "kind", "summary", "part", "W101", "B101")
    summary = replace(summary_of(), refused=tuple(Refusal("a.xlsx", "", why, "不行。") for why in reasons))
    text = told(summary)
    assert re.findall(r"[A-Za-z]\w+(?=）)", text) == ["W101", "B101"]


def test_of_one_reason_the_first_are_named_and_the_others_counted() -> None:
    summary = replace(summary_of(), refused=tuple(Refusal(f"第{n}.xlsx", "", "errors", "") for n in range(SHOWN + 5)))
    text = told(summary)
    assert f"第{SHOWN - 1}.xlsx" in text
    assert f"第{SHOWN}.xlsx" not in text
    assert "另有5张" in text


def test_totals_that_do_not_agree_are_told() -> None:
    summary = summary_of()
    assert "不一致" not in told(summary)
    broken = replace(summary, controls=(*summary.controls, Control("甲＝乙", Decimal(3), Decimal(2))))
    assert "甲＝乙" in told(broken)


def test_a_rate_has_its_two_decimals() -> None:
    summary = summary_of()
    totals = replace(summary.totals, rate=Decimal("90.90"))
    assert "执行率90.90%" in told(replace(summary, totals=totals))
