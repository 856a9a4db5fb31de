"""Below the indicators: the total in every shape, the grade, remarks and notes."""

from __future__ import annotations

import pytest

from tests.form.outlines import address, form, total_line
from tests.form.sample import TITLE, national


@pytest.mark.parametrize(
    ("total", "expected"),
    [
        ("总分 | < | < | < | < | 100 | 98.5 |\n", "13 100 98.5 -"),
        ("合  计 | | | | | 100 | 98.5 |\n", "13 100 98.5 -"),
        ("总分（100分） | < | < | < | < | < | 98.5 |\n", "13 - 98.5 -"),
        ("综合得分 | 98.5 | < | < | < | < | < | <\n", "13 - 98.5 -"),
        ("总计 | 100 | 98.5 | | | | |\n", "13 100 98.5 -"),
        ("总分：98.5分 | < | < | < | < | < | < | <\n", "13 - 98.5 -"),
        ("合计 | | | | | 100 | |\n", "13 100 - -"),
        (" | 总分 | | | | 100 | =SUM(G10:G12) => 98.5 | 优\n", "13 100 98.5 优"),
        ("总分 | < | < | < | < | 100% | 98.5分 | 良好\n", "13 100 98.5 良好"),
        ("总分 | | | | | 100 | 98.5 |\n自评等级 | 优 | < | < | < | < | < | <\n", "13 100 98.5 优"),
        ("总分 | | | | | 100 | 98.5 |\n绩效等级：优秀 | < | < | < | < | < | < | <\n", "13 100 98.5 优秀"),
        ("总分 | | | | | 100 | 98.5 |\n评价等级 | 优☑ 良□ 中□ 差□ | < | < | < | < | < | <\n", "13 100 98.5 优"),
        ("总分 | | | | | 100 | 98.5 |\n自评结论 | 本项目等级为“良”。 | < | < | < | < | < | <\n", "13 100 98.5 良"),
        ("总分 | | | | | 100 | 98.5 |\n评价结论 | 完成情况良好，效果较好。 | < | < | < | < | < | <\n", "13 100 98.5 -"),
        ("总分 | | | | | 100 | 98.5 |\n评价等级 | 优（90-100分） | < | < | < | < | < | <\n", "13 100 98.5 优"),
        ("说明 | 无 | < | < | < | < | < | <\n总分 | | | | | 100 | 98.5 | 优\n", "14 100 98.5 优"),
        ("总分 | 98.5 | 等级 | 优 | | | |\n", "13 - 98.5 优"),
        ("绩效自评总得分 | | | | | | 98.5 |\n自评等次 | 优□√ 良□ | < | < | < | < | < | <\n", "13 - 98.5 优"),
        ("总分 | | | | | 100 | 98.5 |\n自评等级 | □优 ☑良 □中 | < | < | < | < | < | <\n", "13 100 98.5 良"),
        ("总分 | | | | | 100 | 98.5 |\n自评等级 | 优 □ 良 ☑ 中 □ | < | < | < | < | < | <\n", "13 100 98.5 良"),
    ],
)
def test_total_and_grade(total: str, expected: str) -> None:
    read = form(national(total=total))
    assert total_line(read) == expected
    assert len(read.indicators) == 3


def test_total_at_the_top() -> None:
    read = form(national(title=TITLE + "自评得分：98.5分 | < | 自评等级：优 | <\n", total=""))
    assert (total_line(read), address(read.total.score), address(read.grade)) == ("2 - 98.5 优", "A2", "C2")


def test_empty_grade_keeps_its_place() -> None:
    read = form(national(total="总分 | | | | | 100 | 98.5 |\n自评等级 | | < | <\n"))
    assert (read.grade.is_blank, address(read.grade)) == (True, "B14")


def test_remarks_and_notes() -> None:
    tail = (
        "总分 | < | < | < | < | 100 | 98.5 |\n"
        "存在问题 | 进度慢 | < | < | < | < | < | <\n"
        "改进措施： | 加快 | < | < | < | < | < | <\n"
        "其他需要说明的问题：无 | < | < | < | < | < | < | <\n"
        "填报人：甲 | < | 联系电话： | < | 填报日期：2024年1月 | < | < | <\n"
        "注：1. 据实填写。 | < | < | < | < | < | < | <\n"
        "2. 满分100分。 | < | < | < | < | < | < | <\n"
    )
    read = form(national(total=tail))
    assert [(remark.label, remark.text.raw, address(remark.text)) for remark in read.remarks] == [
        ("存在问题", "进度慢", "B14"),
        ("改进措施", "加快", "B15"),
        ("其他需要说明的问题", "无", "A16"),
        ("注", "1. 据实填写。", "A18"),
        ("注", "2. 满分100分。", "A19"),
    ]
    assert read.last_row == 19


def test_remark_below_its_label() -> None:
    read = form(
        national(total="总分 | < | < | < | < | 100 | 98.5 |\n存在问题 | < | 改进措施 | <\n进度慢 | < | 加快 | <\n")
    )
    assert [(remark.label, remark.text.raw) for remark in read.remarks] == [
        ("存在问题", "进度慢"),
        ("改进措施", "加快"),
    ]


def test_an_empty_remark_is_kept() -> None:
    read = form(national(total="总分 | < | < | < | < | 100 | 98.5 |\n说明 | | < | < | < | < | < | <\n"))
    assert [(remark.label, remark.text.is_blank, address(remark.text)) for remark in read.remarks] == [
        ("说明", True, "B14")
    ]
