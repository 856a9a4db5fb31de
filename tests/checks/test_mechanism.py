"""What every rule can rely on: found by type, chosen by code, switched off by a scheme, alone in its crash."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from tests.forms import form, found
from xladdin import checks, pipeline, schemes, scoring
from xladdin.checks import engine
from xladdin.checks.facts import BatchFacts, Crash, Facts, FileFacts, ReportFacts
from xladdin.checks.rule import Issue, issue, rule
from xladdin.errors import SchemeError, XladdinError
from xladdin.form import find_forms
from xladdin.model import CheckOptions, Entry, Severity

RULES = checks.catalogue()
#: How many rules each section of the catalogue has.
SECTIONS = {"W": 11, "P": 7, "F": 12, "I": 16, "S": 13, "N": 4, "B": 6}
CATALOGUE = {"W901"} | {f"{section}{100 + n}" for section, count in SECTIONS.items() for n in range(1, count + 1)}


def facts_of(workbook, **options):
    (one,) = find_forms(workbook)
    choice = schemes.choose(one, None)
    return Facts(one, choice.scheme, scoring.recalculate(one, choice.scheme), workbook, CheckOptions(**options))


def test_every_rule_of_the_catalogue_is_found():
    assert not CATALOGUE - {one.code for one in RULES}


def test_codes_and_names_are_unique_and_in_order():
    assert [one.code for one in RULES] == sorted({one.code for one in RULES})
    assert len({one.name for one in RULES}) == len(RULES)


@pytest.mark.parametrize("one", RULES, ids=lambda one: one.code)
def test_every_rule_has_a_complete_manual_page(one):
    assert re.fullmatch(r"[A-Z]\d{3}", one.code)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", one.name)
    assert one.title
    assert one.basis
    assert one.counterexample
    assert one.example


@pytest.mark.parametrize("one", RULES, ids=lambda one: one.code)
def test_every_rule_has_a_test_that_names_it(one):
    tests = "".join(path.read_text(encoding="utf-8") for path in Path(__file__).parent.glob("test_*.py"))
    assert re.search(rf"def test_{one.code.lower()}_", tests), f"no test_{one.code.lower()}_…"


def test_the_first_letter_of_a_code_is_its_section():
    sections = {
        "workbook": "W", "project": "P", "funding": "F", "indicators": "I", "units": "I", "scores": "S", "points": "S",
        "narrative": "N", "batch": "B", "wording": "PI", "sheet": "W", "privacy": "P", "names": "I", "categories": "SI",
    }  # fmt: skip
    for one in RULES:
        section = one.speak.__module__.rpartition(".")[2]
        assert one.code[0] in sections.get(section, one.code[0])


def test_the_parameter_of_a_rule_says_what_it_is_about():
    @rule("X001", Severity.NOTE)
    def goal_has_two_words(facts: FileFacts):
        """标题。

        依据：某文件：第一行
            第二行。
        反例：一。
        正例：二。
        """
        yield Issue(label="", message=facts.workbook.sha256, do="")

    made = goal_has_two_words
    assert (made.code, made.name, made.severity) == ("X001", "goal-has-two-words", Severity.NOTE)
    assert made.about is FileFacts
    assert (made.title, made.counterexample, made.example) == ("标题", "一。", "二。")
    assert made.basis == "某文件：第一行 第二行。"
    assert {one.about for one in RULES} == {Facts, FileFacts, BatchFacts, ReportFacts, Crash}


def test_an_issue_at_an_entry_takes_its_place_text_and_difference():
    (one,) = find_forms(form())
    total = one.total.score
    made = issue(total, "总分", "…", do="…", expected=total.value - 1)
    assert (made.cell, made.found, made.difference) == (total.cell, "98.98", "1")
    assert issue(Entry("x", total.cell, "x"), "", "", do="", expected="y").difference is None


@pytest.mark.parametrize(
    ("select", "ignore", "codes"),
    [
        ((), (), {"S105", "N101", "S104"}),
        (("S",), (), {"S105", "S104"}),
        (("S1",), ("S104",), {"S105"}),
        (("s105",), (), {"S105"}),
        (("note-missing",), (), {"N101"}),
        ((), ("S", "N101"), set()),
    ],
)
def test_rules_are_chosen_by_code_prefix_or_name(select, ignore, codes):
    workbook = form(G12="19.9")
    assert {one.code for one in found(workbook, CheckOptions(select=select, ignore=ignore))} == codes


@pytest.mark.parametrize("wrong", ["S999", "Q", "", "no-such-rule", "S105x"])
def test_an_unknown_rule_is_said_before_anything_runs(wrong):
    with pytest.raises(XladdinError):
        checks.verify_selection(CheckOptions(select=(wrong,)))
    with pytest.raises(XladdinError):
        checks.verify_selection(CheckOptions(ignore=("S", wrong)))
    with pytest.raises(XladdinError):
        checks.find_rule(wrong)


def test_a_rule_is_found_by_code_or_name():
    assert checks.find_rule("s105") is checks.find_rule("met-but-scored-short")
    checks.verify_selection(CheckOptions(select=("S", "S1", "S105", "met-but-scored-short", "W901")))


def test_a_scheme_may_switch_a_rule_off_or_change_its_severity():
    facts = facts_of(form(G12="19.9", G19="98.88"))
    assert {one.code for one in checks.run_form(facts)} == {"S105", "N101"}
    scheme = replace(facts.scheme, switched_off=frozenset({"N101"}), severities={"S105": Severity.NOTE})
    (left,) = checks.run_form(replace(facts, scheme=scheme))
    assert (left.code, left.severity) == ("S105", Severity.NOTE)


def test_a_scheme_may_only_speak_of_the_rules_about_a_form():
    scheme = facts_of(form()).scheme
    for wrong in (
        {"switched_off": frozenset({"S999", "S101"})},
        {"severities": {"Q101": Severity.NOTE}},
        {"switched_off": frozenset({"W105", "S101"})},  # of the file, not of a form with its scheme
        {"severities": {"B105": Severity.NOTE}},
    ):
        with pytest.raises(SchemeError, match=r"S999|Q101|W105|B105"):
            checks.verify_scheme(replace(scheme, **wrong))


@pytest.mark.parametrize("key", schemes.all_keys())
def test_our_own_schemes_speak_only_of_rules_that_exist(key):
    checks.verify_scheme(schemes.load(key))


def test_a_scheme_file_with_an_unknown_rule_stops_a_run_before_the_first_file(tmp_path):
    file = tmp_path / "本县.toml"
    file.write_text(
        'extends = "national/2020"\nname = "本县"\nregion = "本县"\nyear = 2024\n[rules]\noff = ["S999"]\n', "utf-8"
    )
    with pytest.raises(SchemeError, match="S999"):
        pipeline.verify_options(CheckOptions(scheme=str(file)))


def test_w901_a_rule_that_crashes_is_named_and_the_others_go_on(monkeypatch):
    @rule("S100", Severity.ERROR)
    def breaks(facts: Facts):
        """坏规则。"""
        yield Issue(label="", message="", do="")
        raise ZeroDivisionError

    monkeypatch.setattr(engine, "catalogue", lambda: (breaks, *RULES))
    engine._chosen.cache_clear()
    try:
        findings = checks.run_form(facts_of(form(G12="19.9")))
    finally:
        engine._chosen.cache_clear()
    assert [one.code for one in findings if one.code in {"S100", "W901"}] == ["S100", "W901"]
    assert "S100" in next(one.message for one in findings if one.code == "W901")
    assert {"S105", "N101"} <= {one.code for one in findings}


def test_w901_speaks_of_a_crash_outside_the_rules_too():
    finding = checks.crashed(Path("甲.xlsx"), KeyError("x"), "1a2b3c4d")
    assert (finding.code, finding.severity) == ("W901", Severity.ERROR)
    assert "甲.xlsx" in finding.message
    assert "1a2b3c4d" in finding.do


def test_a_finding_carries_sheet_cell_basis_and_what_to_do():
    for finding in found(form(G12="19.9")):
        assert finding.sheet == "自评表"
        assert finding.cell in finding.cells
        assert finding.basis
        assert finding.do
        assert finding.label
        assert not finding.message.endswith("。。")
