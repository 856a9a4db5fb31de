"""Names that mean the same by a user's word, and names that may mean the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.merge.builders import file
from xladdin import merge, reader, scoring
from xladdin.errors import XladdinError
from xladdin.merge import Aliases, aliases_of, load_aliases, read_aliases, summarise
from xladdin.merge.near import near_pairs
from xladdin.model import Summary

ROW = "产出指标/数量指标/{} | ≥10人 | 12人 | 10 | 10"


def merged(*names: str, **options: object) -> Summary:
    files = [file(f"{number}.xlsx", rows=[ROW.format(name)]) for number, name in enumerate(names)]
    result = summarise(files, score=scoring.score_indicator, **options)  # type: ignore[arg-type]
    assert result.agrees
    return result


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("培训人员数量", "培训人数"),
        ("设备购置数量", "设备采购数量"),
        ("开展巡查次数", "巡查次数"),
        ("道路的养护里程", "道路养护里程"),
        ("受益群众满意度", "受益群众的满意度"),
        ("受益群众数", "受益群众人数"),
    ],
)
def test_names_nearly_the_same(one: str, other: str) -> None:
    assert list(near_pairs([one, other])) == [(one, other)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("新建道路长度", "改建道路长度"),
        ("一期工程面积", "二期工程面积"),
        ("2023年补助户数", "2024年补助户数"),
        ("男性受训学员", "女性受训学员"),
        ("培训人数", "培训次数"),
        ("合格率", "满意度"),
        ("收入增加额", "支出增加额"),
        ("户", "户数"),
    ],
)
def test_names_of_two_things_are_not_suggested(one: str, other: str) -> None:
    assert list(near_pairs([one, other])) == []


def test_near_names_stand_side_by_side_and_are_never_merged() -> None:
    summary = merged("培训人数", "道路长度", "培训人员数量", "桥梁座数")
    rows = summary.merged_indicators
    assert [row.name for row in rows] == ["培训人数", "培训人员数量", "道路长度", "桥梁座数"]
    assert [row.beside for row in rows] == [1, 1, 0, 0]
    assert [row.near for row in rows] == [("培训人员数量",), ("培训人数",), (), ()]
    assert [bool(row.why) for row in rows] == [True, True, False, False]
    (pair,) = summary.suggestions
    assert {pair.name, pair.other} == {"培训人数", "培训人员数量"}
    assert summary.notes


def test_the_name_more_forms_use_is_the_one_suggested() -> None:
    (pair,) = merged("培训人员数量", "培训人数", "培训人数").suggestions
    assert (pair.name, pair.forms, pair.other, pair.other_forms) == ("培训人数", 2, "培训人员数量", 1)


def test_two_names_of_one_form_are_two_indicators() -> None:
    both = file("1.xlsx", rows=[ROW.format("培训人数"), ROW.format("培训人员数量")])
    other = file("2.xlsx", rows=[ROW.format("培训人员数量")])
    summary = summarise([both, other], score=scoring.score_indicator)
    assert not summary.suggestions
    assert [row.beside for row in summary.merged_indicators] == [0, 0]


def test_names_of_other_subprojects_and_categories_are_not_compared() -> None:
    files = [
        file("1.xlsx", "甲", rows=[ROW.format("培训人数")]),
        file("2.xlsx", "乙", rows=[ROW.format("培训人员数量")]),
        file("3.xlsx", "甲", rows=["效益指标/社会效益/培训人员数量 | ≥10人 | 12人 | 10 | 10"]),
    ]
    assert not summarise(files, score=scoring.score_indicator).suggestions


def test_an_alias_joins_rows_under_its_standard_name() -> None:
    aliases = Aliases([("培训人员数量", "培训人数"), ("参训人次", "培训人员数量"), ("没有的", "别的")])
    summary = merged("★培训人员数量", "培训 人数", "2、参训人次", aliases=aliases)
    (row,) = summary.merged_indicators
    assert (row.name, row.target, row.actual) == ("培训人数", "≥30", "36")
    assert [line.name for line in summary.indicators] == ["★培训人员数量", "培训 人数", "2、参训人次"]  # as printed
    assert summary.aliases == (("培训人员数量", "培训人数"), ("参训人次", "培训人数"))
    assert len(summary.notes) == 2  # what was joined, and the alias that nobody uses


def test_aliases_join_subprojects_and_departments() -> None:
    files = [file("1.xlsx", "信访经费", department="甲县信访局"), file("2.xlsx", "信访专项", department="甲县信访办")]
    for by, aliases in (("subproject", [("信访专项", "信访经费")]), ("department", [("甲县信访办", "甲县信访局")])):
        summary = summarise(files, score=scoring.score_indicator, by=by, aliases=Aliases(aliases))
        assert [one.forms for one in summary.subprojects] == [2]
        assert {line.project for line in summary.lines} == {"信访经费", "信访专项"}


@pytest.mark.parametrize(
    "pairs",
    [
        [("甲数", "乙数"), ("乙数", "甲数")],
        [("甲数", "乙数"), ("乙数", "丙数"), ("丙数", "甲 数")],
        [("丁数", "甲数"), ("甲数", "乙数"), ("乙数", "甲数")],
        [("甲数", "乙数"), ("指标1：甲数", "丙数")],
    ],
)
def test_circles_and_contradictions_are_refused(pairs: list[tuple[str, str]]) -> None:
    with pytest.raises(XladdinError):
        Aliases(pairs)


def test_a_line_written_twice_and_a_name_that_is_its_own_alias_do_no_harm() -> None:
    aliases = Aliases([("甲数", "乙数"), ("甲 数", "乙数"), ("乙数", "乙 数")])
    assert aliases.standard("甲数") == "乙数"
    assert aliases.standard("乙数") == "乙数"


def test_an_alias_table_as_csv_and_toml(tmp_path: Path) -> None:
    csv = tmp_path / "别名.csv"
    csv.write_bytes("常用别名,,\n序号,别名,标准名称\n1,培训人员数,培训人数\n".encode("gb18030"))
    assert load_aliases(csv, reader.read_list).standard("培训人员数") == "培训人数"
    toml = tmp_path / "别名.toml"
    toml.write_text('"培训人员数" = "培训人数"\n["合并"]\n"巡查次数" = ["巡逻次数", "巡查频次"]\n', encoding="utf-8")
    aliases = load_aliases(toml, reader.read_list)
    assert [aliases.standard(name) for name in ("培训人员数", "巡逻次数", "巡查频次")] == [
        "培训人数",
        *["巡查次数"] * 2,
    ]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.toml", "甲 = 乙"),
        ("a.toml", '"甲" = 3'),
        ("a.toml", '"甲" = "乙"\n"乙" = "甲"'),
        ("a.csv", "甲,乙\n丙,丁\n"),
        ("a.csv", "别名,标准名\n甲,\n"),
        ("a.csv", "别名,标准名,又名\n甲,乙,丙\n"),
        ("a.csv", ""),
        ("a.csv", "别名,标准名\n"),
        ("a.toml", ""),
        ("a.toml", '"甲" = "乙"\n"甲" = "丙"'),
        ("a.xlsx", "no workbook"),
    ],
)
def test_a_faulty_alias_table_is_refused(tmp_path: Path, name: str, text: str) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    with pytest.raises(XladdinError) as told:
        load_aliases(path, reader.read_list)
    assert "。。" not in str(told.value)


def test_a_name_that_is_its_own_alias_is_told() -> None:
    aliases = Aliases([("培训 人数", "培训人数")])
    summary = summarise([file("1.xlsx")], score=scoring.score_indicator, aliases=aliases)
    assert any("培训 人数" in note for note in summary.notes)


def test_a_missing_alias_table_is_a_sentence(tmp_path: Path) -> None:
    for name in ("没有.toml", "没有.csv", "没有.xlsx"):
        with pytest.raises(XladdinError) as told:
            load_aliases(tmp_path / name, reader.read_list)
        assert "No such file" not in str(told.value)


def test_values_of_another_kind_in_toml() -> None:
    with pytest.raises(XladdinError):
        aliases_of({"甲": ["乙", 3]}, "a.toml")


def test_headings_may_stand_below_a_title() -> None:
    rows = [(1, ["别名表"]), (3, ["原名称", "规范名称"]), (4, ["甲数", "乙数"])]
    assert read_aliases(rows, "a").standard("甲数") == "乙数"
    assert merge.Aliases().used == ()
