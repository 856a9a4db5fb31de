"""Who is merged, who is refused and why, and that nobody disappears."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.merge.builders import BANDED, checked, file, file_of, finding, form, scheme
from xladdin import scoring
from xladdin.merge import MergeState, Settings, finish, summarise
from xladdin.model import CheckedFile, Finding, SelfEvaluation, Severity, Summary

A, B, C, D = "甲项目", "乙项目", "丙项目", "丁项目"


def merge(*files: CheckedFile, **options: object) -> Summary:
    return summarise(files, score=scoring.score_indicator, **options)  # type: ignore[arg-type]


def outcome(summary: Summary) -> tuple[list[str], list[tuple[str, str]]]:
    assert summary.agrees, [control for control in summary.controls if not control.agrees]
    return [line.file for line in summary.lines], [(one.file, one.why) for one in summary.refused]


def test_a_form_with_errors_goes_back() -> None:
    files = (file("a.xlsx", A, findings=(finding(),)), file("b.xlsx", B, findings=(finding("I107", Severity.WARNING),)))
    assert outcome(merge(*files)) == (["b.xlsx"], [("a.xlsx", "errors")])
    assert outcome(merge(*files, include_errors=True)) == (["a.xlsx", "b.xlsx"], [])


@pytest.mark.parametrize("code", ["W101", "W102", "W103", "W109", "W901"])
def test_an_unreadable_file_is_refused_by_its_own_finding(code: str) -> None:
    bad = file_of("bad.xlsx", findings=(finding("W108", Severity.WARNING), finding(code)))
    summary = merge(bad, file("b.xlsx", B), include_errors=True)
    assert outcome(summary) == (["b.xlsx"], [("bad.xlsx", code)])
    assert (summary.files, summary.merged, summary.forms) == (2, 1, 1)


def test_a_file_without_form_and_without_finding_still_has_a_reason() -> None:
    assert outcome(merge(file_of("cover.xlsx"))) == ([], [("cover.xlsx", "W103")])


def test_an_error_of_the_file_concerns_its_forms_and_one_of_another_sheet_does_not() -> None:
    of_file = file_of("a.xlsx", checked(form(A)), findings=(finding("W106", sheet=""),))
    elsewhere = file_of("b.xlsx", checked(form(B)), findings=(finding("W106", sheet="封面"),))
    assert outcome(merge(of_file, elsewhere)) == (["b.xlsx"], [("a.xlsx", "errors")])


def test_of_two_submissions_the_first_by_path_is_kept() -> None:
    files = [file(f"{place}.xlsx", A, unit="甲 局") for place in ("2", "10", "1")]
    assert outcome(merge(*files)) == (["1.xlsx"], [("10.xlsx", "B101"), ("2.xlsx", "B101")])


def test_spellings_of_one_name_are_one_submission() -> None:
    files = (file("a.xlsx", "信访 经费(二期)", unit="甲局"), file("b.xlsx", "信访经费（二期）", unit="甲局 "))
    assert outcome(merge(*files)) == (["a.xlsx"], [("b.xlsx", "B101")])


def test_without_a_unit_the_department_stands_for_it() -> None:
    files = [file(f"{name}.xlsx", A, unit="") for name in "ab"]
    assert outcome(merge(*files)) == (["a.xlsx"], [("b.xlsx", "B101")])


def test_forms_that_do_not_say_whose_they_are_are_no_duplicates() -> None:
    files = [file(f"{name}.xlsx", A, unit="", department="") for name in "ab"]
    assert outcome(merge(*files)) == (["a.xlsx", "b.xlsx"], [])


def test_a_copy_of_a_file_is_a_second_submission_whatever_it_says() -> None:
    files = [file_of(f"{name}.xlsx", checked(form("", unit="")), sha256="same") for name in "ab"]
    assert outcome(merge(*files)) == (["a.xlsx"], [("b.xlsx", "B101")])


def passed(*names: str) -> tuple[Finding, ...]:
    return (finding("B101", files=names),)


def merge_passed(*files: CheckedFile, confirmed: tuple[Finding, ...]) -> Summary:
    state = MergeState()
    for one in files:
        state.add(one, scoring.score_indicator)
    return finish(state, Settings(confirmed=confirmed), score=scoring.score_indicator)


def test_submissions_that_a_reviewer_let_pass_are_all_merged() -> None:
    files = [file(f"{name}.xlsx", A, unit="甲局") for name in "abc"]
    summary = merge_passed(*files, confirmed=passed("a.xlsx", "b.xlsx", "c.xlsx"))
    assert outcome(summary) == (["a.xlsx", "b.xlsx", "c.xlsx"], [])
    assert (summary.totals.budget, len(summary.notes)) == (300, 1)
    # What nobody let pass, and what another code was let pass for, is refused as before.
    assert outcome(merge_passed(*files, confirmed=passed("a.xlsx", "b.xlsx")))[1] == [("c.xlsx", "B101")]
    assert len(outcome(merge_passed(*files, confirmed=(finding("B106", files=("a.xlsx", "b.xlsx")),)))[1]) == 2


def test_copies_of_one_file_are_merged_once_whatever_a_reviewer_let_pass() -> None:
    first, second = (file_of(f"{name}.xlsx", checked(form(A)), sha256="same") for name in "ab")
    other = file_of("c.xlsx", checked(form(A)), sha256="other")
    summary = merge_passed(first, second, other, confirmed=passed("a.xlsx", "b.xlsx", "c.xlsx"))
    assert outcome(summary) == (["a.xlsx", "c.xlsx"], [("b.xlsx", "B101")])


def test_forms_merged_with_errors_are_told() -> None:
    faulty = file("a.xlsx", A, findings=(finding(),))
    assert any("a.xlsx" in note for note in merge(faulty, include_errors=True).notes)
    assert not merge(file("a.xlsx", A), include_errors=True).notes


def test_a_corrected_second_submission_takes_the_place_of_the_faulty_one() -> None:
    files = (file("1.xlsx", A, unit="甲局", findings=(finding(),)), file("2.xlsx", A, unit="甲局"))
    assert outcome(merge(*files)) == (["2.xlsx"], [("1.xlsx", "errors")])


def test_one_year_is_merged_the_commonest_and_of_equals_the_latest() -> None:
    three = (file("a.xlsx", A, year=2023), file("b.xlsx", B), file("c.xlsx", C))
    assert outcome(merge(*three)) == (["b.xlsx", "c.xlsx"], [("a.xlsx", "B105")])
    assert outcome(merge(*three[:2])) == (["b.xlsx"], [("a.xlsx", "B105")])


def test_an_unknown_year_is_no_other_year() -> None:
    assert outcome(merge(file("a.xlsx", A, year=None), file("b.xlsx", B))) == (["a.xlsx", "b.xlsx"], [])


def test_a_department_as_a_whole_is_not_added_to_its_projects() -> None:
    whole = file_of("a.xlsx", checked(replace(form(A, budget="300"), kind="department")))
    summary = merge(whole, file("b.xlsx", B), file("c.xlsx", C))
    assert outcome(summary) == (["b.xlsx", "c.xlsx"], [])
    assert (summary.kind, summary.totals.budget, summary.merged, summary.forms_merged) == ("project", 200, 3, 3)
    (section,) = summary.sections
    assert (section.kind, section.groups[0].totals.funds.budget) == ("department", 300)
    assert summary.agrees
    assert outcome(merge(whole))[0] == ["a.xlsx"]


def test_one_kind_alone() -> None:
    whole = file_of("a.xlsx", checked(replace(form(A, budget="300"), kind="department")))
    summary = merge(whole, file("b.xlsx", B), kind="department")
    assert (outcome(summary), summary.kind) == ((["a.xlsx"], [("b.xlsx", "kind")]), "department")
    assert "--kind" in summary.refused[0].message
    assert summary.agrees
    assert outcome(merge(whole, file("b.xlsx", B), kind="project")) == (["b.xlsx"], [("a.xlsx", "kind")])


def test_kinds_are_no_second_submissions_and_have_schemes_of_their_own() -> None:
    other = replace(form(A, unit="甲局"), kind="evaluation")
    files = [file(f"{name}.xlsx", name, unit="甲局") for name in (A, B)]
    summary = merge(*files, file_of("z.xlsx", checked(other, under=BANDED)))
    assert summary.refused == ()
    assert [section.kind for section in summary.sections] == ["evaluation"]


def test_a_summary_workbook_is_never_a_form() -> None:
    book = replace(file("汇总.xlsx", A, budget="999"), is_summary=True)
    summary = merge(book, file("b.xlsx", B))
    assert outcome(summary) == (["b.xlsx"], [("汇总.xlsx", "summary")])
    assert (summary.files, summary.forms, summary.totals.budget) == (2, 1, 100)


def test_forms_that_print_no_unit_of_their_amounts_are_told() -> None:
    bare = form(A, amount_unit=None)
    bare = replace(bare, amount_unit=replace(bare.amount_unit, cell=None))
    summary = merge(file_of("a.xlsx", checked(bare)), file("b.xlsx", B))
    assert [line.unit_printed for line in summary.lines] == [False, True]
    (note,) = summary.notes
    assert "a.xlsx" in note
    assert merge(file("b.xlsx", B)).notes == ()


def test_schemes_that_judge_otherwise_are_not_merged() -> None:
    files = (file("a.xlsx", A, under=BANDED), file("b.xlsx", B), file("c.xlsx", C))
    assert outcome(merge(*files)) == (["b.xlsx", "c.xlsx"], [("a.xlsx", "B105")])


def test_schemes_that_judge_alike_are_merged_whatever_their_names() -> None:
    files = (file("a.xlsx", A, under=scheme("gansu/2024", "甘肃")), file("b.xlsx", B))
    assert outcome(merge(*files)) == (["a.xlsx", "b.xlsx"], [])


def test_a_faulty_form_has_no_say_in_which_year_is_merged() -> None:
    faulty = [file(f"{name}.xlsx", name, year=2023, findings=(finding(),)) for name in "xyz"]
    assert outcome(merge(*faulty, file("a.xlsx", A)))[0] == ["a.xlsx"]


def test_mixed_merges_years_and_schemes_but_keeps_their_rows_apart() -> None:
    rows = ["产出指标/数量指标/培训人数 | ≥100人 | 100人 | 10 | 10"]
    files = (
        file("a.xlsx", A, year=2023, rows=rows),
        file("b.xlsx", A, rows=rows),
        file("c.xlsx", A, rows=rows, under=BANDED),
        file("d.xlsx", A, rows=rows),
    )
    summary = merge(*files, mixed=True)
    assert outcome(summary) == (["a.xlsx", "b.xlsx", "c.xlsx", "d.xlsx"], [])
    assert [merged.actual for merged in summary.merged_indicators] == ["100", "200", "100"]
    assert all(merged.why for merged in summary.merged_indicators)


def test_a_file_with_one_refused_form_counts_as_merged() -> None:
    both = file_of("a.xlsx", checked(form(A, sheet="一")), checked(form(B, sheet="二", budget="7"), (finding(),)))
    summary = merge(both, file_of("b.xlsx", checked(form(C), (finding(),)), checked(form(D), (finding(),))))
    assert (summary.files, summary.merged, summary.refused_files) == (2, 1, 1)
    assert (summary.forms, summary.forms_merged) == (4, 1)
    assert [(one.file, one.sheet, one.partial) for one in summary.refused] == [
        ("a.xlsx", "二", True),
        ("b.xlsx", "自评表", False),
        ("b.xlsx", "自评表", False),
    ]
    assert summary.refused[0].budget == 7
    assert summary.agrees


def test_nothing_in_nothing_out() -> None:
    summary = merge()
    assert (summary.files, summary.forms, summary.totals.rate) == (0, 0, None)
    assert summary.agrees


def test_findings_of_refused_files_are_kept_with_their_forms() -> None:
    about_file = finding("W107", Severity.WARNING, sheet="")
    summary = merge(
        file_of("a.xlsx", checked(form(A, unit="甲局"), (finding(),)), findings=(about_file,)),
        batch_findings=(finding("B101", files=("root/b.xlsx", "root/a.xlsx")),),
        root=Path("root"),
    )
    told = [(line.file, line.unit, line.project, line.finding.code) for line in summary.finding_lines]
    assert told == [
        ("a.xlsx", "甲局", A, "W107"),
        ("a.xlsx", "甲局", A, "S101"),
        ("b.xlsx；a.xlsx", "", "", "B101"),
    ]
    assert summary.findings == tuple((line.file, line.finding) for line in summary.finding_lines)


def test_batch_findings_are_read_after_the_last_file() -> None:
    later = []

    def files() -> Iterator[CheckedFile]:
        yield file("a.xlsx", A)
        later.append(finding("B105"))

    assert [line.finding.code for line in merge_stream(files(), later)] == ["B105"]


def merge_stream(files: Iterator[CheckedFile], later: list[object]) -> tuple[object, ...]:
    return summarise(files, score=scoring.score_indicator, batch_findings=later).finding_lines  # type: ignore[arg-type]


def test_no_form_is_kept_while_others_are_read() -> None:
    alive = []

    def files() -> Iterator[CheckedFile]:
        for number in range(6):
            gc.collect()
            alive.append(sum(isinstance(thing, SelfEvaluation) for thing in gc.get_objects()))
            yield file(f"{number}.xlsx", f"项目{number}")

    gc.collect()
    summarise(files(), score=scoring.score_indicator)
    assert max(alive) - alive[0] <= 1
