"""Rows of the indicator table: levels filled down, remnants of the blank form, sub-rows, shared cells, shifted rows."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.form.outlines import address, form, indicator_lines
from tests.form.sample import national
from xladdin.model import Indicator

SOUND = "产出指标 | 数量指标 | 甲数量 | ≥5座 | 6座 | 10 | 10 |\n"


def read_rows(rows: str) -> list[str]:
    return [line.partition(" ")[2] for line in indicator_lines(form(national(rows=rows)))]


def indicators(rows: str) -> tuple[Indicator, ...]:
    return form(national(rows=rows)).indicators


def test_levels_are_filled_down_but_never_into_another_category() -> None:
    assert read_rows(
        "产出指标 | 数量指标 | 甲数量 | ≥5座 | 6座 | 10 | 10 |\n"
        " | | 乙数量 | ≥5座 | 6座 | 10 | 10 |\n"
        " | 质量指标 | 丙合格率 | ≥5% | 6% | 10 | 10 |\n"
        "效益指标 | | 丁效益 | ≥5座 | 6座 | 10 | 10 |\n"
        "效益指标 | 社会效益指标 | 戊效益 | ≥5座 | 6座 | 10 | 10 |\n"
        "效益指标 | | 己效益 | ≥5座 | 6座 | 10 | 10 |\n"
    ) == [
        "产出指标/数量指标/甲数量 ≥5座 6座 10 10",
        "产出指标/数量指标/乙数量 ≥5座 6座 10 10",
        "产出指标/质量指标/丙合格率 ≥5% 6% 10 10",
        "效益指标//丁效益 ≥5座 6座 10 10",
        "效益指标/社会效益指标/戊效益 ≥5座 6座 10 10",
        "效益指标/社会效益指标/己效益 ≥5座 6座 10 10",
    ]


def test_filled_down_levels_point_to_where_they_are_printed() -> None:
    second = indicators(
        "产出指标 | 数量指标 | 甲数量 | ≥5座 | 6座 | 10 | 10 |\n | | 乙数量 | ≥5座 | 6座 | 10 | 10 |\n"
    )[1]
    assert (address(second.category), address(second.subcategory)) == ("A10", "B10")


@pytest.mark.parametrize(
    "leftover",
    [
        " | | 指标2： | | | | |",
        " | | 指标２： | | | | |",
        " | | …… | | | | |",
        " | | ...... | | | | |",
        " | | / | / | / | / | / |",
        " | | — | — | — | 0 | 0 |",
        " | 生态效益指标 | 无 | 无 | 无 | | |",
        " | 生态效益指标 | | | | | |",
        " | 生态效益指标 | 不涉及 | / | / | 0 | 0 |",
        " | | 三级指标1 | | | | |",
        " | | | | | | |",
        " | | 指标1 | | | 0.00 | 0.00 |",
        "…… | …… | …… | | | | |",
        "小计 | | | | | 10 | 10 |",
    ],
)
def test_remnants_of_the_blank_form_are_no_indicators(leftover: str) -> None:
    rows = SOUND + leftover + "\n效益指标 | 社会效益指标 | 乙效益 | 提升 | 提升 | 20 | 20 |\n"
    assert read_rows(rows) == [
        "产出指标/数量指标/甲数量 ≥5座 6座 10 10",
        "效益指标/社会效益指标/乙效益 提升 提升 20 20",
    ]


@pytest.mark.parametrize(
    "row",
    [
        "产出指标 | 数量指标 | 甲数量 | | | | |",
        "产出指标 | 数量指标 | 甲数量 | ≥5座 | | | |",
        "产出指标 | 数量指标 | 指标1： | ≥5座 | 6座 | 10 | 10 |",
        "产出指标 | 数量指标 | | ≥5座 | 6座 | 10 | 10 |",
        "产出指标 | 数量指标 | 指标1：修缮 | | | 10 | |",
        "产出指标 | 数量指标 | 无事故 | 无 | 无 | 10 | 10 |",
    ],
)
def test_unfinished_rows_stay_indicators(row: str) -> None:
    assert len(indicators(row + "\n")) == 1


def test_an_ellipsis_is_no_level() -> None:
    assert read_rows(SOUND + "…… | …… | …… | | | | |\n | | 乙数量 | ≥5座 | 6座 | 10 | 10 |\n") == [
        "产出指标/数量指标/甲数量 ≥5座 6座 10 10",
        "产出指标/数量指标/乙数量 ≥5座 6座 10 10",
    ]


@pytest.mark.parametrize("subtotal", ["小计", "合计", "产出指标合计", "产出小计（50分）"])
def test_subtotals_neither_count_nor_end_the_table(subtotal: str) -> None:
    rows = SOUND + f"{subtotal} | | | | | 10 | 10 |\n效益指标 | 社会效益指标 | 乙 | 好 | 好 | 80 | 80 |\n"
    read = form(national(rows=rows + "小计 | | | | | 80 | 80 |\n"))
    assert [row.name.raw for row in read.indicators] == ["甲数量", "乙"]
    assert (read.total.row, read.last_row) == (14, 14)


def test_subrows_without_points() -> None:
    rows = indicators(
        "产出指标 | 数量指标 | 培训人数 | ≥100人 | 120人 | 10 | 10 |\n"
        " | | 其中：男 | ≥50人 | 60人 | | |\n"
        " | | 女 | ≥50人 | 60人 | — | — |\n"
        " | | 培训场次 | ≥5场 | 6场 | 10 | 10 |\n"
        " | | 漏填分值 | ≥5场 | 6场 | | |\n"
    )
    assert [row.is_subrow for row in rows] == [False, True, True, False, False]


def test_points_shared_by_several_rows_count_once() -> None:
    rows = indicators(
        "产出指标 | 数量指标 | 甲 | ≥1座 | 1座 | 30 | 28 |\n"
        "^ | ^ | 乙 | ≥2座 | 2座 | ^ | ^ |\n"
        "^ | ^ | 丙 | ≥3座 | 2座 | ^ | ^ |\n"
    )
    assert [(row.points.value, row.score.value, row.is_subrow) for row in rows] == [
        (30, 28, False),
        (None, None, True),
        (None, None, True),
    ]
    assert [address(row.points) for row in rows] == ["F10", "F10", "F10"]


def test_a_row_merged_over_two_sheet_rows_is_one_indicator() -> None:
    rows = (
        "产出指标 | 数量指标 | 甲 | ≥1座 | 1座 | 30 | 28 |\n^ | ^ | ^ | ^ | ^ | ^ | ^ | 补充\n"
        "效益指标 | 社会效益指标 | 乙效益 | 提升 | 提升 | 20 | 20 |\n"
    )
    assert len(indicators(rows)) == 2


def test_target_and_actual_in_one_merged_cell() -> None:
    [row] = indicators("产出指标 | 数量指标 | 级别 | 市级 | < | 10 | 10 |\n")
    assert (address(row.target), address(row.actual), row.actual.raw) == ("D10", "D10", "市级")


def test_category_merged_over_the_subcategory() -> None:
    [row] = indicators("满意度指标 | < | 群众满意度 | ≥90% | 95% | 10 | 10 |\n")
    assert (row.category.raw, row.subcategory.raw, address(row.subcategory)) == ("满意度指标", "满意度指标", "A10")


def test_points_printed_on_categories_in_every_writing() -> None:
    read = form(
        national(
            rows=r"产\n出\n指\n标\n︵\n50\n分\n︶ | 数量指标 | 甲 | ≥1 | 1 | 50 | 50 |"
            "\n效益指标30分 | 社会效益指标 | 乙 | 好 | 好 | 30 | 30 |"
            "\n满意度指标(10 分) | 满意度 | 丙 | ≥90% | 95% | 10 | 10 |\n"
        )
    )
    assert [(block.points, str(block.cell)) for block in read.blocks] == [(50, "A10"), (30, "A11"), (10, "A12")]


def test_banner_between_the_rows() -> None:
    assert read_rows(
        "一、产出情况 | < | < | < | < | < | < | <\n产出指标 | 数量指标 | 甲 | ≥1座 | 1座 | 30 | 28 |\n"
        "二、效益情况 | < | < | < | < | < | < | <\n效益指标 | 社会效益指标 | 乙 | 提升 | 提升 | 20 | 20 |\n"
    ) == ["产出指标/数量指标/甲 ≥1座 1座 30 28", "效益指标/社会效益指标/乙 提升 提升 20 20"]


def test_figures_of_every_spelling() -> None:
    rows = indicators(
        "产出指标 | 数量指标 | 甲 | 1 {0%} | 0.98 {0%} | 20% | '１９．５ |\n"
        " | | 乙 | 95.00% | 0.958 | 0.2 {0%} | 18.6分 |\n"
        " | | 丙 | '１００％ | 100 | 6.67 | =G11*1 => 6.6666666666666667 |\n"
    )
    assert [row.target.raw for row in rows] == ["100%", "95.00%", "１００％"]
    assert [row.points.value for row in rows] == [20, 20, Decimal("6.67")]
    assert [f"{row.score.value:.2f}" for row in rows if row.score.value] == ["19.50", "18.60", "6.67"]
    assert rows[0].target.value is not None
    assert rows[0].target.value.value == 100
    assert rows[2].score.formula is not None


def test_formula_errors_and_words_keep_their_cell() -> None:
    [row] = indicators("产出指标 | 数量指标 | 甲 | ≥1座 | 1座 | 若干 | #REF! |\n")
    assert (row.score.error, row.score.value, address(row.score)) == ("#REF!", None, "G10")
    assert (row.points.value, row.points.raw) == (None, "若干")


@pytest.mark.parametrize(
    ("row", "expected", "by"),
    [
        (" | | 时效指标 | 及时率 | ≥95% | 99% | 10 | 9", "产出指标/时效指标/及时率 ≥95% 99% 10 9", 1),
        (" | | | 时效指标 | 及时率 | ≥95% | 99% | 10 | 9", "产出指标/时效指标/及时率 ≥95% 99% 10 9", 2),
        (" | 产出指标 | 时效指标 | 及时率 | ≥95% | 99% | 10 | 9", "产出指标/时效指标/及时率 ≥95% 99% 10 9", 1),
        (" | 时效指标 | 及时率 | | ≥95% | 99% | 10 | 9", "产出指标/时效指标/及时率 ≥95% 99% 10 9", 1),
        (" | 时效指标 | 及时率 | ≥95% | | 99% | 10 | 9", "产出指标/时效指标/及时率 ≥95% 99% 10 9", 1),
        (" | 时效指标 | | 及时率 | ≥95% | 99% | 10 | 9", "产出指标/时效指标/及时率 ≥95% 99% 10 9", 1),
        (" | 时效指标 | | 及时率 | 年底前完成 | 已完成 | 10 | 9", "产出指标/时效指标/及时率 年底前完成 已完成 10 9", 1),
        (" | 及时率 | ≥95% | 99% | 10 | 9 | | ", "产出指标/数量指标/及时率 ≥95% 99% 10 9", -1),
    ],
)
def test_shifted_rows_are_read_as_meant(row: str, expected: str, by: int) -> None:
    found = indicators(SOUND + row + "\n")
    assert [one.shifted for one in found] == [0, by]
    assert read_rows(SOUND + row + "\n")[1] == expected


@pytest.mark.parametrize(
    "row",
    [
        "效益指标 | 社会效益指标 | 经济效益 | ≥100% | 100 | 10 | 10 |",  # a name that is a word of 二级指标
        " | 时效指标 | 及时率 | | 99% | 10 | 9 |",  # the target is missing
        " | 时效指标 | 及时率 | ≥95% | 99% | | 9 |",  # points are missing
        " | 时效指标 | 及时率 | ≥95% | | 10 | 9 | 5",  # a number for a note
        " | 时效指标 | | ≥95% | 99% | 10 | 9 |",  # the name is missing
        " | 时效指标 | 及时率 | ≥95% | 99% | 10 | | 无",  # the score is missing
        " | 时效指标 | 及时率 | 95 | 99 | 10 | 良好 |",  # a word for a score
        " | | 质量指标 | | | | |",  # nothing but a word
    ],
)
def test_faulty_rows_are_not_taken_for_shifted(row: str) -> None:
    assert all(one.shifted == 0 for one in indicators(SOUND + row + "\n"))


def test_shift_with_points_before_the_target() -> None:
    read = form(
        national(
            header="一级指标 | 二级指标 | 三级指标 | 分值 | 年度指标值 | 实际完成值 | 得分 | 未完成原因\n",
            rows="产出指标 | 数量指标 | 甲数量 | 10 | ≥5座 | 6座 | 10 |\n"
            " | | 质量指标 | 合格率 | 20 | ≥95% | 96% | 20\n",
        )
    )
    assert [(row.shifted, row.name.raw, row.points.value, row.score.value) for row in read.indicators] == [
        (0, "甲数量", 10, 10),
        (1, "合格率", 20, 20),
    ]
    assert [address(read.indicators[1].score), address(read.indicators[1].note)] == ["H11", None]


def test_shift_in_a_form_with_three_target_columns() -> None:
    read = form(
        national(
            header="一级指标 | 二级指标 | 三级指标 | 计算符号 | 目标值 | 度量单位 | 完成值 | 分值 | 得分 | 原因\n",
            rows="产出指标 | 数量指标 | 甲数量 | ≥ | 5 | 座 | 6 | 10 | 10 |\n"
            " | | 质量指标 | 合格率 | ≥ | 95 | % | 96 | 20 | 20\n",
        )
    )
    second = read.indicators[1]
    assert (second.shifted, second.target.raw, second.score.value) == (1, "≥95%", 20)
    assert [address(cell) for cell in second.target_cells] == ["E11", "F11", "G11"]


def test_execution_as_an_ordinary_row() -> None:
    rows = indicators(
        "预算执行率（10分） | 预算执行率 | 预算执行率 | 100% | 95% | 10 | 9.5 |\n"
        "资金管理指标 | 资金管理 | 资金支出率 | ≥100% | 95% | 10 | 9.5 |\n"
        "产出指标 | 质量指标 | 资金使用合规率 | 100% | 100% | 10 | 10 |\n"
    )
    assert [row.is_execution for row in rows] == [True, True, False]
