"""Where forms stand: offsets, several in a workbook or sheet, hidden sheets; and sheets that hold none."""

from __future__ import annotations

import pytest

from tests.form.outlines import form, forms, fund_lines, indicator_lines, total_line
from tests.form.sample import HEAD, HEADER, ROWS, national

NATIONAL_ROWS = [
    "产出指标/数量指标/维护座数 ≥5座 6座 30 30",
    "产出指标/质量指标/合格率 100% 98% 30 29 [一处返工]",
    "满意度指标/满意度指标/群众满意度 ≥90% 95% 30 30",
]


def without_rows(lines: list[str]) -> list[str]:
    return [line.partition(" ")[2] for line in lines]


@pytest.mark.parametrize("start", ["A1", "C4", "F30", "AB200"])
def test_anywhere_in_the_sheet(start: str) -> None:
    read = form(f"@start {start}\n" + national())
    assert without_rows(indicator_lines(read)) == NATIONAL_ROWS
    assert without_rows(fund_lines(read)) == ["total 100 120 114 95 10 9.5", "fiscal 100 120 114 95 - -"]
    assert total_line(read).endswith(" 100 98.5 -")
    assert read.first_row == int(start.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
    assert (read.project.raw, read.department.raw, read.unit.raw) == ("水库维护", "某县水利局", "某县水库管理所")


def unmerged(text: str) -> str:
    """The same table as a clerk gets it by copying values only: nothing is merged."""
    lines = []
    for line in text.splitlines():
        cells = ["" if cell.strip() in {"<", "^"} else cell for cell in line.split("|")]
        lines.append("|".join(cells) if line.strip() else "")
    return "\n".join(lines)


def test_without_merged_cells() -> None:
    read = form(unmerged(national()))
    assert without_rows(indicator_lines(read)) == NATIONAL_ROWS
    assert len(read.funding) == 2
    assert (read.goal.raw, read.achieved.raw, read.unit.raw) == ("完成维护。", "已完成。", "某县水库管理所")
    assert total_line(read) == "13 100 98.5 -"


@pytest.mark.parametrize("gap", ["", "|\n", "|\n|\n", "|\n|\n|\n|\n"])
def test_several_forms_below_each_other(gap: str) -> None:
    second = national(head=HEAD.replace("水库维护", "渠道清淤"))
    read = forms(national() + gap + second + gap + national(head=HEAD.replace("水库维护", "泵站改造")))
    assert [one.project.raw for one in read] == ["水库维护", "渠道清淤", "泵站改造"]
    assert [len(one.indicators) for one in read] == [3, 3, 3]
    assert [len(one.funding) for one in read] == [2, 2, 2]
    height, between = 13, gap.count("\n")
    assert [(one.first_row, one.last_row) for one in read] == [
        (1 + index * (height + between), height + index * (height + between)) for index in range(3)
    ]


def test_several_forms_with_remarks_and_notes_between() -> None:
    tail = (
        "说明 | 无 | < | < | < | < | < | <\n"
        "注：1. 据实填写。 | < | < | < | < | < | < | <\n"
        "2. 满分100分。 | < | < | < | < | < | < | <\n"
    )
    read = forms(national() + tail + "附件2 | < | < | < | < | < | < | <\n" + national() + tail)
    assert [(one.first_row, one.last_row) for one in read] == [(1, 16), (17, 33)]
    assert [[remark.text.raw for remark in one.remarks] for one in read] == [
        ["无", "1. 据实填写。", "2. 满分100分。"]
    ] * 2


def test_one_sheet_a_project_and_hidden_sheets() -> None:
    text = (
        "@sheet 封面\n项目支出绩效自评报告\n项 目 名 称：水库维护\n主管部门（公章）：某县水利局\n"
        "@sheet 一\n" + national() + "@sheet 二\n@hidden\n" + national() + "@sheet 三\n@veryhidden\n" + national()
    )
    assert [one.sheet for one in forms(text)] == ["一", "二", "三"]


def test_template_identification() -> None:
    mark = "@property xladdin.kind project\n@property xladdin.scheme gansu/2024\n@property xladdin.version 1.0.0\n"
    template = form(mark + national()).template
    assert template is not None
    assert (template.kind, template.scheme, template.version) == ("project", "gansu/2024", "1.0.0")
    assert form(national()).template is None


def test_columns_in_another_order() -> None:
    read = form(
        national(
            header="一级指标 | 二级指标 | 三级指标 | 分值 | 年度指标值 | 实际完成值 | 偏差原因分析及改进措施 | 得分\n",
            rows="产出指标 | 数量指标 | 维护座数 | 30 | ≥5座 | 4座 | 未验收 | 24\n",
            total="总分 | < | < | 100 | | | | 84\n",
        )
    )
    assert without_rows(indicator_lines(read)) == ["产出指标/数量指标/维护座数 ≥5座 4座 30 24 [未验收]"]
    assert total_line(read) == "11 100 84 -"


def test_two_forms_side_by_side() -> None:
    one = "一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分"
    text = (
        "项目名称 | 甲 | < | < | < | < | < | | 项目名称 | 乙 | < | < | < | < | <\n"
        f"{one} | | {one}\n"
        "产出指标 | 数量指标 | 子数 | 1个 | 1个 | 90 | 90 | | 产出指标 | 数量指标 | 丑数 | 2个 | 2个 | 90 | 80\n"
        "总分 | | | | | 100 | 95 | | 总分 | | | | | 100 | 96\n"
    )
    first, second = forms(text)
    assert (first.project.raw, second.project.raw) == ("甲", "乙")
    assert indicator_lines(second) == ["3 产出指标/数量指标/丑数 2个 2个 90 80"]
    assert (total_line(first), total_line(second)) == ("4 100 95 -", "4 100 96 -")
    assert str(second.indicators[0].name.cell) == "K3"


NO_FORM = {
    "cover": "项目支出绩效自评报告\n项 目 名 称：水库维护\n主 管 部 门（公章）：某县水利局\n填 报 日 期：2021年3月\n",
    "contents": "目录 | <\n序号 | 表名\n1 | 项目支出绩效自评表\n2 | 部门整体支出绩效自评表\n",
    "list of projects": (
        "2023年度项目支出绩效自评汇总表 | < | < | < | < | < | < | <\n"
        "序号 | 项目名称 | 主管部门 | 年初预算数 | 全年预算数 | 全年执行数 | 执行率 | 自评得分\n"
        "1 | 水库维护 | 某县水利局 | 100 | 120 | 114 | 95% | 98.5\n"
        "合计 | | | 100 | 120 | 114 | 95% | \n"
    ),
    "flat list of indicators": (
        "项目名称 | 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因\n"
        "水库维护 | 产出指标 | 数量指标 | 维护座数 | ≥5座 | 6座 | 30 | 30 |\n"
    ),
    "declaration of targets": (
        "项目支出绩效目标申报表 | < | < | < | <\n项目名称 | 水库维护 | < | < | <\n"
        "一级指标 | 二级指标 | 三级指标 | 指标值 | 权重\n产出指标 | 数量指标 | 维护座数 | ≥5座 | 30\n"
    ),
    "monitoring": (
        "项目支出绩效运行监控表 | < | < | < | < | < | <\n项目名称 | 水库维护 | < | < | < | < | <\n"
        "一级指标 | 二级指标 | 三级指标 | 年度指标值 | 1-7月执行情况 | 全年预计完成情况 | 备注\n"
        "产出指标 | 数量指标 | 维护座数 | ≥5座 | 3座 | 5座 |\n"
    ),
    "instructions": (
        "填报说明 | <\n一级指标 | 按产出指标、效益指标、满意度指标填写。\n二级指标 | 按数量指标、质量指标填写。\n"
        "三级指标 | 填写具体指标。\n年度指标值 | 填写年初批复的指标值。\n实际完成值 | 填写全年实际完成的数值。\n"
        "得分 | 不得超过分值。\n"
    ),
    "ordinary table": "姓名 | 部门 | 金额 | 备注\n甲 | 办公室 | 100 | 无\n合计 | | 100 |\n",
    "score sheet of a competition": "序号 | 单位 | 得分 | 名次 | 备注\n1 | 甲 | 98 | 1 |\n",
    "empty": "|\n",
}


@pytest.mark.parametrize("text", NO_FORM.values(), ids=NO_FORM.keys())
def test_no_form(text: str) -> None:
    assert forms(text) == ()


def test_other_tables_beside_a_form_are_left_alone() -> None:
    read = form(
        national() + "|\n|\n|\n序号 | 项目 | 金额 | 单位 | 备注\n1 | 水库 | 100 | 某局 | 无\n合计 | | 100 | |\n"
    )
    assert (read.last_row, len(read.indicators), total_line(read)) == (13, 3, "13 100 98.5 -")


def test_a_form_without_total_goals_funds_or_title() -> None:
    read = form(HEAD + HEADER + ROWS)
    assert without_rows(indicator_lines(read)) == NATIONAL_ROWS
    assert read.funding == ()
    assert not read.title.has_place
    assert not read.total.score.has_place
    assert not read.goal.has_place
    assert read.year.value is None


def test_far_cells_and_huge_merges_do_no_harm() -> None:
    read = form(national() + "@hide-rows 3\n")
    far = form(national() + "|\n" * 40 + " | " * 60 + "x\n")
    assert indicator_lines(far) == indicator_lines(read)
    assert far.last_row == read.last_row
