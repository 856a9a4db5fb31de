"""The demonstration: faultless forms of many layouts give no finding, the faulty ones exactly theirs."""

import pytest

from xladdin import pipeline
from xladdin.demo import demo_files, to_workbook, write_demo
from xladdin.errors import OutputError
from xladdin.model import CheckOptions, Severity, Verdict

FILES = {file.name: file for file in demo_files()}
each_file = pytest.mark.parametrize("name", FILES)


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    return write_demo(tmp_path_factory.mktemp("示例"))


def check(demo, name, **options):
    return pipeline.check_file(demo.forms / name, CheckOptions(**options))


def test_a_dozen_and_more_forms_and_a_blank_one_are_written(demo):
    assert demo.template.is_file()
    assert [path.name for path in demo.files] == list(FILES)
    assert {path.name for path in demo.forms.iterdir()} == set(FILES)
    assert sum(file.is_faultless for file in FILES.values()) >= 7


def test_the_same_demonstration_every_time(demo, tmp_path):
    again = write_demo(tmp_path)
    for first, second in zip((demo.template, *demo.files), (again.template, *again.files), strict=True):
        assert first.read_bytes() == second.read_bytes(), first.name


def test_files_that_exist_are_not_overwritten_unless_told(tmp_path):
    write_demo(tmp_path)
    with pytest.raises(OutputError):
        write_demo(tmp_path)
    write_demo(tmp_path, force=True)


@each_file
def test_each_file_gives_exactly_the_findings_put_into_it(demo, name):
    findings = check(demo, name).all_findings
    serious = {finding.code for finding in findings if finding.severity is not Severity.NOTE}
    assert serious == set(FILES[name].codes)


@each_file
def test_a_faultless_form_gives_no_finding_at_all(demo, name):
    if FILES[name].is_faultless:
        checked = check(demo, name)
        assert [(finding.code, str(finding.cell)) for finding in checked.all_findings] == []
        assert checked.verdict is Verdict.PASS
        assert checked.forms[0].due.due_total is not None or not checked.forms[0].choice.scheme.row_points


def test_a_project_submitted_twice_is_found_over_the_files(demo):
    batch = pipeline.Batch()
    for path in demo.files:
        batch.add(pipeline.check_file(path, CheckOptions()))
    found = batch.findings(CheckOptions())
    (finding,) = [finding for finding in found if finding.code == "B101"]
    # Forms of two years and of many places lie in one folder: that is asked about, and nothing else.
    assert {one.code for one in found} == {"B101", "B105"}
    named = {name for name, file in FILES.items() if finding.code in file.batch}
    assert len(finding.files) == len(named) == 2
    assert all(any(path.endswith(name) for name in named) for path in finding.files)


@each_file
def test_another_year_than_the_one_asked_for_is_found(demo, name):
    wrong = "P103" in {finding.code for finding in check(demo, name, year=2024).all_findings}
    assert wrong == (FILES[name].year != 2024)


@each_file
def test_the_table_in_memory_is_the_file(demo, name):
    """Other tests build on text tables in memory: they must say what the reader says about the file."""
    if FILES[name].is_text:
        return
    from xladdin import reader

    expected, found = to_workbook(FILES[name].text), reader.read(demo.forms / name)
    assert [sheet.name for sheet in found.sheets] == [sheet.name for sheet in expected.sheets]
    for sheet, other in zip(found.sheets, expected.sheets, strict=True):
        assert sheet.cells == other.cells
        assert set(sheet.merges) == set(other.merges)
        assert sheet.part == other.part
    assert found.missing_values == expected.missing_values
