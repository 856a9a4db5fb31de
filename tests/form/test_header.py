"""Headers of the indicator table: every wording met, labels in two lines or cells, levels without a header."""

from __future__ import annotations

import pytest

from tests.form.outlines import form, indicator_lines, total_line
from tests.form.sample import national
from tests.form.wordings import COLUMNS, PLAIN, WORDINGS

EXPECTED = [
    "产出指标/数量指标/维护座数 ≥5座 6座 30 30",
    "产出指标/质量指标/合格率 100% 98% 30 29 [一处返工]",
    "满意度指标/满意度指标/群众满意度 ≥90% 95% 30 30",
]


@pytest.mark.parametrize(("field", "wording"), [(field, word) for field, words in WORDINGS.items() for word in words])
def test_wordings(field: str, wording: str) -> None:
    header = [wording if name == field else plain for name, plain in zip(COLUMNS, PLAIN, strict=True)]
    read = form(national(header=" | ".join(header) + "\n"))
    assert [line.partition(" ")[2] for line in indicator_lines(read)] == EXPECTED
    assert [name for name, _ in read.headers] == COLUMNS


def lines_of(header: str, rows: str | None = None) -> list[str]:
    text = national(header=header) if rows is None else national(header=header, rows=rows)
    return [line.partition(" ")[2] for line in indicator_lines(form(text))]


def test_label_cut_in_two_cells() -> None:
    header = (
        "一级指标 | 二级指标 | 三级指标 | 年度 | 实际 | 分值 | 得分 | 偏差原因分析\n"
        " | | | 指标值 | 完成值 | | | 及改进措施\n"
    )
    assert lines_of(header) == EXPECTED


def test_two_row_header_with_the_unit_s_own_score_beside_the_review() -> None:
    header = (
        "一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | < | 偏差原因\n"
        "^ | ^ | ^ | ^ | ^ | ^ | 复核分 | 自评分 | ^\n"
    )
    rows = "产出指标 | 数量指标 | 维护座数 | ≥5座 | 6座 | 30 | 25 | 30 | 无\n"
    assert lines_of(header, rows) == ["产出指标/数量指标/维护座数 ≥5座 6座 30 30 [无]"]


def test_units_under_a_merged_actual_belong_to_it() -> None:
    header = (
        "一级指标 | 二级指标 | 三级指标 | 年度指标值 | < | < | 实际完成值 | < | 分值 | 得分\n"
        "^ | ^ | ^ | 计算符号 | 指标值 | 度量单位 | 指标值 | 度量单位 | ^ | ^\n"
    )
    rows = "产出指标 | 数量指标 | 维护座数 | ≥ | 5 | 座 | 6 | 座 | 30 | 30\n"
    assert lines_of(header, rows) == ["产出指标/数量指标/维护座数 ≥5座 6 30 30"]


def test_merged_target_without_subheaders_is_joined() -> None:
    header = "一级指标 | 二级指标 | 三级指标 | 年度指标值 | < | < | 实际完成值 | 分值 | 得分\n"
    rows = (
        "产出指标 | 数量指标 | 维护座数 | ≥ | 5 | 座 | 6座 | 30 | 30\n"
        "效益指标 | 社会效益指标 | 影响 | 提升 | < | < | 提升 | 30 | 30\n"
    )
    assert lines_of(header, rows) == [
        "产出指标/数量指标/维护座数 ≥5座 6座 30 30",
        "效益指标/社会效益指标/影响 提升 提升 30 30",
    ]


def test_levels_without_headers_beside_a_side_label() -> None:
    header = "绩效指标 | | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分\n"
    rows = (
        "^ | 产出指标 | 数量指标 | 维护座数 | ≥5座 | 6座 | 30 | 30\n^ | ^ | 质量指标 | 合格率 | 100% | 98% | 30 | 29\n"
    )
    assert lines_of(header, rows) == [
        "产出指标/数量指标/维护座数 ≥5座 6座 30 30",
        "产出指标/质量指标/合格率 100% 98% 30 29",
    ]


def test_one_header_over_all_levels() -> None:
    header = "绩效指标 | < | < | 年度指标值 | 实际完成值 | 分值 | 得分 | 备注\n"
    assert lines_of(header) == EXPECTED


def test_two_levels_only() -> None:
    header = "一级指标 | 二级指标 | 年度指标值 | 实际完成值 | 分值 | 得分\n"
    rows = "产出指标 | 维护座数 | ≥5座 | 6座 | 30 | 30\n^ | 合格率 | 100% | 98% | 30 | 29\n"
    assert lines_of(header, rows) == ["产出指标//维护座数 ≥5座 6座 30 30", "产出指标//合格率 100% 98% 30 29"]


def test_name_in_two_columns_under_one_header() -> None:
    header = "一级指标 | 二级指标 | 三级指标 | < | 年度指标值 | 实际完成值 | 分值 | 得分\n"
    rows = (
        "产出指标 | 数量指标 | 指标1： | 维护座数 | ≥5座 | 6座 | 30 | 30\n"
        "^ | 质量指标 | 合格率 | < | 100% | 98% | 30 | 29\n"
    )
    assert lines_of(header, rows) == [
        "产出指标/数量指标/指标1：维护座数 ≥5座 6座 30 30",
        "产出指标/质量指标/合格率 100% 98% 30 29",
    ]


def test_completion_and_standard_columns_are_set_aside() -> None:
    header = (
        "序号 | 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 完成率 | 分值 | 评分标准 | 得分 | 折算得分\n"
    )
    rows = "1 | 产出指标 | 数量指标 | 维护座数 | ≥5座 | 6座 | 120% | 30 | 完成得满分 | 30 | 27\n"
    assert lines_of(header, rows) == ["产出指标/数量指标/维护座数 ≥5座 6座 30 30"]


def test_header_repeated_on_the_next_page() -> None:
    header = " | ".join(PLAIN) + "\n"
    rows = (
        "产出指标 | 数量指标 | 维护座数 | ≥5座 | 6座 | 30 | 30 |\n"
        + header
        + " | 质量指标 | 合格率 | 100% | 98% | 30 | 29 |\n"
    )
    read = form(national(rows=rows))
    assert [line.partition(" ")[2] for line in indicator_lines(read)] == [
        "产出指标/数量指标/维护座数 ≥5座 6座 30 30",
        "产出指标/质量指标/合格率 100% 98% 30 29",
    ]
    assert total_line(read) == "13 100 98.5 -"


def test_column_of_the_block_beside_rows_without_points() -> None:
    read = form(
        national(
            header="绩效指标（80分） | 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 得分\n",
            rows="^ | 产出指标（50分） | 数量指标 | 维护座数 | ≥5座 | 6座 | 50\n"
            "^ | 效益指标（30分） | 社会效益指标 | 影响 | 提升 | 提升 | 28\n",
        )
    )
    assert [(block.label, block.points, block.is_goal) for block in read.blocks] == [
        ("绩效指标（80分）", 80, True),
        ("产出指标（50分）", 50, False),
        ("效益指标（30分）", 30, False),
    ]


def test_a_converted_score_counts_where_the_single_score_is_out_of_100() -> None:
    header = "一级指标 | 二级指标 | 三级指标 | 指标值 | 完成值 | 权重 | 单项指标得分 | 折算得分\n"
    rows = "产出指标 | 数量指标 | 甲 | 5座 | 6座 | 20% | 100 | 20\n^ | 质量指标 | 乙 | 100% | 98% | 30% | 90 | 27\n"
    assert lines_of(header, rows) == ["产出指标/数量指标/甲 5座 6座 20 20", "产出指标/质量指标/乙 100% 98% 30 27"]
    in_scale = rows.replace("100 | 20", "20 | 18").replace("90 | 27", "27 | 24")
    assert [line[-2:] for line in lines_of(header, in_scale)] == ["20", "27"]


def test_the_only_score_is_taken_whatever_its_name() -> None:
    header = "一级指标 | 二级指标 | 三级指标 | 指标值 | 完成值 | 分值 | 折算得分\n"
    assert lines_of(header, "产出指标 | 数量指标 | 甲 | 5座 | 6座 | 20 | 19\n") == [
        "产出指标/数量指标/甲 5座 6座 20 19"
    ]
