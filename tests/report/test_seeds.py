"""The two published documents: the differences a person finds by hand, and nothing else."""

from pathlib import Path

from xladdin.model import CheckOptions, Severity
from xladdin.pipeline.comparing import compare

DATA = Path(__file__).parent.parent / "data"
NINGXIAN = DATA / "seeds" / "003_ningxian_2024.txt"
HEISHUI = DATA / "seeds" / "000_heishui_2023.txt"
WORKBOOK = DATA / "workbooks" / "seed003.xlsx"


def told(one):
    return {
        (finding.code, finding.paragraph, str(finding.cell) if finding.cell else None, finding.found)
        for finding in one.findings
    }


def test_ningxian_alone():
    assert told(compare(NINGXIAN, None, CheckOptions())) == {
        ("R103", 25, None, "99.81%"),  # 19.96 ÷ 20 = 99.80 %, which the rounding of 19.96 leaves open
        ("R105", 28, None, "优秀"),
        ("R106", 43, None, "60分"),
    }


def test_ningxian_beside_its_table():
    one = compare(NINGXIAN, WORKBOOK, CheckOptions())
    assert {
        ("R101", 30, "F17", "95%"),  # 99 % in the table
        ("R101", 32, "E14", "310次"),  # 289
        ("R101", 47, "F19", "11.99分"),  # 13.33
        ("R105", 40, "G6", "2.48分"),  # 9.98, split over four items
        ("R101", 46, "G17", "13.32分"),  # the table's labels are shifted by a row
        ("R101", 47, "F18", "6.67分"),
    } | told(compare(NINGXIAN, None, CheckOptions())) == told(one)
    errors = {finding.found for finding in one.findings if finding.severity is Severity.ERROR}
    assert errors == {"95%", "310次"}


def test_heishui_is_told_of_its_name_and_of_an_older_text():
    assert told(compare(HEISHUI, None, CheckOptions())) == {
        ("R108", 20, None, "党的二十大期间（2022年）"),
        ("R109", 3, None, "信访维稳工作经费"),
    }


def test_a_report_of_another_project_is_compared_no_further():
    one = compare(HEISHUI, DATA / "workbooks" / "ah_heritage.xlsx", CheckOptions())
    assert not one.matches
    assert [finding.cell for finding in one.findings if finding.code == "R109"][-1] is not None
    assert "R101" not in {finding.code for finding in one.findings}
