"""Rules switched off or changed in severity, by option and by scheme."""

from dataclasses import replace

import pytest

from tests.merge.builders import COST
from xladdin import checks, pipeline
from xladdin.model import CheckOptions, RuleChange, Severity
from xladdin.output.rule_changes import changes_json, changes_of, describe_changes


def changes(**options):
    return {(one.code, one.severity, one.source) for one in pipeline.changed_rules(CheckOptions(**options))}


def test_options_by_code_prefix_and_name():
    assert changes() == set()
    assert changes(ignore=("S105", "note-missing")) == {
        ("S105", None, "--ignore S105,note-missing"),
        ("N101", None, "--ignore S105,note-missing"),
    }
    assert ("S101", None, "--select N") in changes(select=("N",))
    assert not {code for code, _, _ in changes(select=("N",)) if code.startswith("N")}
    assert changes(severities=(("S105", Severity.NOTE),)) == {("S105", Severity.NOTE, "--severity S105=note")}


def test_what_is_off_has_no_severity_and_the_last_wish_counts():
    wishes = (("S", Severity.NOTE), ("S105", Severity.WARNING))
    found = changes(ignore=("S101",), severities=wishes)
    assert ("S101", None, "--ignore S101") in found
    assert ("S105", Severity.WARNING, "--severity S105=warning") in found
    assert ("S106", Severity.NOTE, "--severity S=note") in found
    assert len({code for code, _, _ in found}) == len(found)


def test_a_crash_of_the_tool_cannot_be_switched_off():
    assert "W901" not in {code for code, _, _ in changes(ignore=("W",))}


def test_a_scheme_changes_rules():
    scheme = replace(COST, switched_off=frozenset({"N101", "F102"}), severities={"S105": Severity.NOTE})
    found = list(changes_of(scheme))
    assert [(one.code, one.severity) for one in found] == [("F102", None), ("N101", None), ("S105", Severity.NOTE)]
    assert {(one.by, one.source) for one in found} == {("scheme", COST.key)}
    assert [one["change"] for one in changes_json(found)] == ["off", "off", "note"]


@pytest.mark.parametrize("count", [1, 40])
def test_a_sentence_for_every_source(count):
    codes = [one.code for one in checks.catalogue()][:count]
    off = [RuleChange(code, None, "option", "--ignore X") for code in codes]
    down = [RuleChange(code, Severity.NOTE, "scheme", "a/2024") for code in codes]
    first, second = describe_changes([*off, *down], pipeline.rule_titles())
    assert all(code in first and code in second for code in codes)
    assert "--ignore X" in first
    assert "a/2024" in second
