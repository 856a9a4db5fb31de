"""What a form belongs to: by its own fields, by the list, by its names."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.forms import form as layout
from tests.merge.builders import COST, checked, file, file_of, form
from xladdin import reader, scoring
from xladdin.errors import XladdinError
from xladdin.form import find_forms
from xladdin.merge import load_list, read_list, summarise
from xladdin.merge.words import region_of
from xladdin.model import CheckedFile, Entry, ListLine, Summary

HEAD = (1, ["文件", "项目名称", "实施单位", "二级项目", "主管部门", "地区"])


def merge(*files: CheckedFile, lines: list[list[str]] | None = None, **options: object) -> Summary:
    listed = read_list([HEAD, *((number, line) for number, line in enumerate(lines or [], 2))], "名单.csv")
    result = summarise(files, score=scoring.score_indicator, listed=listed, **options)  # type: ignore[arg-type]
    assert result.agrees
    return result


def belongs(summary: Summary) -> list[tuple[str, str, str]]:
    return [(line.subproject, line.department, line.region) for line in summary.lines]


def own_fields(subproject: str, region: str) -> CheckedFile:
    one = replace(form("修渠"), subproject=Entry(subproject), region=Entry(region))
    return file_of("a.xlsx", checked(one, (), COST))


def test_the_project_name_is_the_subproject_unless_the_form_says_otherwise() -> None:
    assert belongs(merge(file("a.xlsx", "修渠", department="宁县水务局"))) == [("修渠", "宁县水务局", "宁县")]
    assert belongs(merge(own_fields("农田水利", "庆阳市")))[0][::2] == ("农田水利", "庆阳市")


def test_the_list_has_the_first_word() -> None:
    lines = [["", "修渠", "", "水利发展资金", "市水务局", "东片"]]
    assert belongs(merge(own_fields("农田水利", "庆阳市"), lines=lines)) == [("水利发展资金", "市水务局", "东片")]


def test_the_line_that_says_most_precisely_which_form_it_means_counts() -> None:
    files = [file(f"{name}.xlsx", "修渠", unit=f"{name}局") for name in "甲乙丙"]
    lines = [
        ["丙.xlsx", "", "", "丙的", "", ""],
        ["", "修 渠", "", "都是", "", "东片"],
        ["", "修渠", "乙局", "乙的", "", ""],
    ]
    assert [(sub, region) for sub, _, region in belongs(merge(*files, lines=lines))] == [
        ("丙的", "东片"),
        ("乙的", "东片"),
        ("都是", "东片"),
    ]


@pytest.mark.parametrize(
    "wanted", ["甲县/修渠.xlsx", "修渠.xlsx", "修渠", "甲县/*", "*.xlsx", "甲县\\修渠.xlsx", "报/甲县/*"]
)
def test_a_file_is_meant_by_its_path_its_name_or_a_pattern(wanted: str) -> None:
    files = file("报/甲县/修渠.xlsx", "修渠")
    assert belongs(merge(files, lines=[[wanted, "", "", "水利", "", ""]]))[0][0] == "水利"


@pytest.mark.parametrize("wanted", ["渠.xlsx", "乙县/*", "县/修渠.xlsx", "修渠.xls"])
def test_a_file_is_not_meant_by_half_a_name(wanted: str) -> None:
    summary = merge(file("报/甲县/修渠.xlsx", "修渠"), lines=[[wanted, "", "", "水利", "", ""]])
    assert belongs(summary)[0][0] == "修渠"
    assert [line.line for line in summary.missing] == [2]
    assert summary.notes


def test_groups_by_region_and_several_levels() -> None:
    files = [
        file("1.xlsx", "修渠", department="宁县水务局"),
        file("2.xlsx", "修渠", department="合水县水务局"),
        file("3.xlsx", "修路", department="宁县交通局"),
        file("4.xlsx", "修路", department="交通局"),
    ]
    summary = merge(*files, by="region")
    assert [(one.subproject, one.forms) for one in summary.subprojects][:2] == [("宁县", 2), ("合水县", 1)]
    assert len(summary.subprojects) == 3  # the form whose region nobody knows is a group of its own
    assert summary.notes
    labels = [one.subproject for one in merge(*files, by="region,subproject").subprojects]
    assert labels[:3] == ["宁县／修渠", "合水县／修渠", "宁县／修路"]
    regions = summary.breakdowns["region"]
    assert [(one.label, one.forms, one.funds.budget) for one in regions] == [
        ("宁县", 2, 200),
        ("合水县", 1, 100),
        ("", 1, 100),
    ]
    assert [one.forms for one in summary.breakdowns["subproject"]] == [2, 2]
    assert sum(sum(one.grades.values()) for one in summary.breakdowns["department"]) == 4


@pytest.mark.parametrize(
    ("department", "region"),
    [
        ("宁县信访局", "宁县"),
        ("甘肃省水利厅", "甘肃省"),
        ("乌恩旗农牧局", "乌恩旗"),
        ("广西壮族自治区财政厅", "广西壮族自治区"),
        ("城市管理局", ""),
        ("社区服务中心", ""),
        ("信访局", ""),
        ("县信访局", ""),
        ("", ""),
    ],
)
def test_the_place_before_a_department(department: str, region: str) -> None:
    assert region_of(department) == region


@pytest.mark.parametrize(
    "rows",
    [
        [],
        [(1, ["甲", "乙"]), (2, ["丙", "丁"])],
        [HEAD, (2, ["", "", "", "水利", "", ""])],
        [(1, ["文件", "项目名称"]), (2, ["a.xlsx", "修渠"])],
        [HEAD, (2, ["", "修渠", "", "水利", "", ""]), (3, ["", "修 渠", "", "交通", "", ""])],
        [(1, ["项目名称", "项目", "地区"]), (2, ["修渠", "修路", "宁县"])],
    ],
)
def test_a_faulty_list_is_refused(rows: list[tuple[int, list[str]]]) -> None:
    with pytest.raises(XladdinError):
        read_list(rows, "名单.csv")


def test_a_list_as_a_file(tmp_path: Path) -> None:
    path = tmp_path / "名单.csv"
    path.write_text("项目名称,所属二级项目,区县\n修渠,水利,宁县\n", encoding="utf-8-sig")
    assert load_list(path, reader.read_list) == (ListLine(2, project="修渠", subproject="水利", region="宁县"),)
    with pytest.raises(XladdinError):
        load_list(tmp_path / "没有.csv", reader.read_list)


def test_the_form_reads_its_own_fields() -> None:
    workbook = layout("cost")
    (sheet,) = workbook.sheets
    (plain,) = find_forms(workbook)
    assert not plain.subproject.has_place
    place = plain.department.cell
    assert place is not None
    label = next(key for key in sorted(sheet.cells, reverse=True) if key[0] == place.row and key[1] < place.column)
    cells = dict(sheet.cells)
    cells[label] = cells[label]._replace(value="所属项目", text="所属项目")
    (changed,) = find_forms(replace(workbook, sheets=(replace(sheet, cells=cells),)))
    assert changed.subproject.value == plain.department.value
    assert changed.project.value == plain.project.value
