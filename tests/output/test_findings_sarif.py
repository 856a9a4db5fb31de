"""SARIF: valid by the OASIS schema, every finding at its file and cell."""

import io
import json
from pathlib import Path

import jsonschema
import pytest

from tests.output.samples import fill, hostile, published, twice, unreadable
from xladdin import pipeline
from xladdin.model import RuleChange, Severity
from xladdin.model.left_out import LeftOut
from xladdin.output.addresses import file_address
from xladdin.output.findings_sarif import SCHEMA, SarifReport

SCHEMA_FILE = Path(__file__).parent.parent / "data" / "sarif" / "sarif-schema-2.1.0.json"
CHANGES = [RuleChange("N101", None, "option", "--ignore N101"), RuleChange("S105", Severity.NOTE, "scheme", "a/2024")]


@pytest.fixture(scope="module")
def log():
    out = io.StringIO()
    files = [*published(), hostile(), unreadable()]
    report = SarifReport(out.write, pipeline.rules(), "abc", Path())
    fill(report, files, batch=[twice()], left_out=[LeftOut(Path("说明.txt"), "不是表格")], changes=CHANGES)
    return json.loads(out.getvalue())


def test_it_is_valid(log):
    schema = json.loads(SCHEMA_FILE.read_text(encoding="utf-8"))
    assert schema["id"] == SCHEMA == log["$schema"]
    jsonschema.Draft4Validator(schema).validate(log)


def test_an_empty_report_is_valid():
    out = io.StringIO()
    fill(SarifReport(out.write, (), "abc", Path()), [])
    jsonschema.Draft4Validator(json.loads(SCHEMA_FILE.read_text(encoding="utf-8"))).validate(json.loads(out.getvalue()))


def results(log, name):
    (run,) = log["runs"]
    places = ((one, one["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]) for one in run["results"])
    return [one for one, uri in places if uri.endswith(name)]


def test_results_are_the_findings_at_their_cells(log):
    (checked,) = (one for one in published() if one.path.name == "seed003.xlsx")
    found = results(log, "seed003.xlsx")
    assert len(found) == len(checked.all_findings)
    told = {(one["ruleId"], one["level"], one["properties"].get("cell")) for one in found}
    assert told == {(one.code, one.severity.value, str(one.cell) if one.cell else None) for one in checked.all_findings}
    (short,) = (one for one in found if one["ruleId"] == "S105")
    (place,) = short["locations"][0]["logicalLocations"]
    assert place["fullyQualifiedName"] == "'自评表'!G12"


def test_rules_are_described_and_referred_to(log):
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [one["id"] for one in rules] == [one.code for one in pipeline.rules()]
    assert all(one["fullDescription"]["text"] and "helpUri" not in one for one in rules)
    assert all(rules[one["ruleIndex"]]["id"] == one["ruleId"] for one in run["results"])


def test_a_finding_over_files_names_them_all(log):
    (both,) = (one for one in log["runs"][0]["results"] if one["ruleId"] == "B101")
    places = [*both["locations"], *both["relatedLocations"]]
    uris = [one["physicalLocation"]["artifactLocation"]["uri"] for one in places]
    assert uris == [file_address(Path("甲/一.xlsx")), file_address(Path("乙；二.xlsx"))]


def test_changes_and_left_out_files_are_told(log):
    (invocation,) = log["runs"][0]["invocations"]
    told = {one["descriptor"]["id"]: one["configuration"] for one in invocation["ruleConfigurationOverrides"]}
    assert told == {"N101": {"enabled": False}, "S105": {"level": "note"}}
    assert len(invocation["toolExecutionNotifications"]) == 1


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("a b.xlsx", "./a%20b.xlsx"),
        ("表#1?.xlsx", "./%E8%A1%A8%231%3F.xlsx"),
        ("javascript:alert(1).xlsx", "./javascript%3Aalert%281%29.xlsx"),
        ("../x%.xlsx", "../x%25.xlsx"),
    ],
)
def test_addresses_are_escaped_and_never_a_scheme(path, address):
    assert file_address(Path(path)) == address
