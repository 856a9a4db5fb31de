"""Whole reports with planted faults: how many are found, and how many findings are wrong."""

import pytest

from tests.report import texts
from xladdin.model import Severity

REPORTS = texts.marked()


def told(text, folder):
    found = texts.findings(text, folder).findings
    return {
        (finding.code, finding.paragraph, finding.message) for finding in found if finding.severity != Severity.NOTE
    }


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
def test_nothing_is_found_in_a_report_without_faults(path, tmp_path):
    text = texts.right_text(path.read_text(encoding="utf-8"))
    assert told(text, tmp_path) == set()


def test_precision_and_recall(tmp_path, capsys):
    """Every fault by itself, then all at once: its own code speaks; whatever else speaks counts as wrong."""
    found = planted = wrong = 0
    for path in REPORTS:
        text = path.read_text(encoding="utf-8")
        for number, fault in enumerate(texts.faults(text)):
            codes = {code for code, _, _ in told(texts.one_fault(text, number), tmp_path)}
            planted += 1
            found += bool(codes & fault.codes)
            wrong += len(codes - fault.codes)
    with capsys.disabled():
        print(f"\n{len(REPORTS)} reports: recall {found}/{planted} planted faults, precision {found}/{found + wrong}")
    assert planted >= 200
    assert found >= planted * 0.95
    assert wrong == 0


def test_all_faults_of_a_report_at_once(tmp_path):
    """Faults beside one another hide few of each other."""
    found = planted = 0
    for path in REPORTS:
        text = path.read_text(encoding="utf-8")
        codes = {code for code, _, _ in told(texts.wrong_text(text), tmp_path)}
        planted += len(texts.faults(text))
        found += sum(bool(codes & fault.codes) for fault in texts.faults(text))
    assert found >= planted * 0.95


@pytest.mark.parametrize("word", ["约", "近", "超过"])
def test_about_is_never_a_finding(word, tmp_path):
    assert not told(f"总支出{word}100万元，其中：基本支出60万元，项目支出50万元。", tmp_path)


def test_a_megabyte_takes_seconds(tmp_path):
    """The work grows with the text alone: five megabytes take five times as long."""
    text = "".join(texts.right_text(path.read_text(encoding="utf-8")) + "\n" for path in REPORTS)
    many = texts.findings(text * 3, tmp_path)
    assert len(many.report.figures) > 6000
