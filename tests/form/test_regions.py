"""The forms of the places in which the layout differs from the national one."""

from __future__ import annotations

from decimal import Decimal

from tests.form.outlines import address, form, fund_lines, indicator_lines, total_line
from xladdin.model import Op, TargetKind

HUBEI = r"""
2020年度学生资助项目自评表 | < | < | < | < | < | <
单位名称：某学院 | < | < | 填报日期：2021年3月 | < | 总分：96分 | <
项目名称 | 学生资助项目 | < | < | < | < | <
主管部门 | 某教育厅 | < | < | 项目实施单位 | 某学院 | <
项目类别 | 1、部门预算项目 ☑ 2、省直专项 □ | < | < | < | < | <
预算执行情况\n（万元）\n（20分） | | | 预算数（A） | 执行数（B） | 执行率（B/A） | 得分\n（20分*执行率）
^ | 年度财政资金总额 | < | 100 | 95 | 95% | 19
年度绩效目标1\n（50分） | 一级指标 | 二级指标 | 三级指标 | 年初目标值（A） | 实际完成值（B） | 得分
^ | 产出指标 | 数量指标 | 资助人数 | ≥300人 | 310人 | 20
^ | ^ | 成本指标 | 人均资助 | ≤3000元 | 2900元 | 20
^ | 效益指标 | 社会效益指标 | 完成学业率 | 100% | 100% | 10
年度绩效目标2（30分） | 一级指标 | 二级指标 | 三级指标 | 年初目标值（A） | 实际完成值（B） | 得分
^ | 效益指标 | 社会效益指标 | 资金发放率 | 100% | 95% | 17
^ | 满意度指标 | 服务对象满意度指标 | 学生满意度 | ≥90% | 92% | 10
总分 | 96 | < | < | < | < | <
偏差大或目标未完成原因分析 | 个别学生休学 | < | < | < | < | <
改进措施及结果应用方案 | 加强核查 | < | < | < | < | <
"""


def test_hubei_goal_blocks_without_points() -> None:
    read = form(HUBEI)
    assert fund_lines(read) == ["7 total - 100 95 95 20 19"]
    assert indicator_lines(read) == [
        "9 产出指标/数量指标/资助人数 ≥300人 310人 - 20",
        "10 产出指标/成本指标/人均资助 ≤3000元 2900元 - 20",
        "11 效益指标/社会效益指标/完成学业率 100% 100% - 10",
        "13 效益指标/社会效益指标/资金发放率 100% 95% - 17",
        "14 满意度指标/服务对象满意度指标/学生满意度 ≥90% 92% - 10",
    ]
    assert [(block.label, block.points, str(block.cell), block.is_goal) for block in read.blocks] == [
        ("年度绩效目标1（50分）", 50, "A8", True),
        ("年度绩效目标2（30分）", 30, "A12", True),
    ]
    assert [row.block for row in read.indicators] == ["年度绩效目标1（50分）"] * 3 + ["年度绩效目标2（30分）"] * 2
    assert not any(row.points.has_place for row in read.indicators)
    assert total_line(read) == "15 - 96 -"
    assert (read.unit.raw, read.department.raw, read.year.value) == ("某学院", "某教育厅", 2020)
    assert [remark.text.raw for remark in read.remarks] == ["个别学生休学", "加强核查"]
    assert read.amount_unit.value == "万元"


SICHUAN = r"""
报表编号：510000_0013zp
部门预算项目支出绩效自评表（2023年度） | < | < | < | < | < | < | < | < | < | <
项目名称 | < | 51000021R000000019951-安可替代 | < | < | < | < | < | < | < | <
主管部门 | < | 某县司法局部门 | < | < | 实施单位（盖章） | < | 某县司法局 | < | < | <
项目基本情况 | 1.项目年度目标完成情况 | < | 项目年度目标 | < | < | < | 年度目标完成情况 | < | < | <
^ | ^ | ^ | 购买设备并付款。 | < | < | < | 完成 | < | < | <
^ | 2.项目实施内容及过程概述 | < | 购买13台电脑。 | < | < | < | < | < | < | <
预算执行情况（10分） | 年度预算数（万元） | < | 年初预算 | 调整后预算数 | < | 预算执行数 | 执行率 | 权重 | 得分 | 原因
^ | 总额 | < | 0.00 | 3.36 | < | 3.36 | 100.00% | 10 | 10 | 年中追加
^ | 其中：财政资金 | < | 0.00 | 3.36 | < | 3.36 | 100.00% | / | / | ^
^ | 财政专户管理资金 | < | 0.00 | 0.00 | < | 0.00 | 0.00% | / | / | ^
^ | 单位资金 | < | 0.00 | 0.00 | < | 0.00 | 0.00% | / | / | ^
^ | 其他资金 | < | | | < | | | / | / | ^
绩效指标（90分） | 一级指标 | 二级指标 | 三级指标 | 指标性质 | 指标值 | 度量单位 | 完成值 | 权重 | 得分 | 未完成原因分析
^ | 产出指标 | 数量指标 | 电脑数量 | ＝ | 13 | 台 | 13 | 60 | 60 |
^ | ^ | 质量指标 | 使用情况 | 定性 | 良好 | | 良好 | 20 | 20 |
^ | 效益指标 | 社会效益指标 | 服务能力 | ≥ | 1 {0%} | % | 0.98 {0%} | 10 | 9.8 | 个别设备返修
合计 | < | < | < | < | < | < | < | 100 | 99.8 |
评价结论 | 根据自评，等级为优。 | < | < | < | < | < | < | < | < | <
存在问题 | 无 | < | < | < | < | < | < | < | < | <
改进措施 | 无 | < | < | < | < | < | < | < | < | <
项目负责人：查某 | < | < | < | < | 财务负责人：唐某 | < | < | < | < | <
"""


def test_sichuan_fields_and_three_target_columns() -> None:
    read = form(SICHUAN)
    assert fund_lines(read) == [
        "9 total 0 3.36 3.36 100 10 10",
        "10 fiscal 0 3.36 3.36 100 - -",
        "11 account 0 0 0 0 - -",
        "12 own 0 0 0 0 - -",
        "13 other - - - - - -",
    ]
    assert [row.reason.raw for row in read.funding] == ["年中追加", "", "", "", ""]
    assert indicator_lines(read) == [
        "15 产出指标/数量指标/电脑数量 ＝13台 13 60 60",
        "16 产出指标/质量指标/使用情况 良好 良好 20 20",
        "17 效益指标/社会效益指标/服务能力 ≥100% 98% 10 9.8 [个别设备返修]",
    ]
    assert read.target_columns == 3
    assert [cell.raw for cell in read.indicators[0].target_cells] == ["＝", "13", "台"]
    assert total_line(read) == "18 100 99.8 优"
    assert (read.goal.raw, read.achieved.raw) == ("购买设备并付款。", "完成")
    assert [(remark.label, remark.text.raw) for remark in read.remarks] == [
        ("评价结论", "根据自评，等级为优。"),
        ("存在问题", "无"),
        ("改进措施", "无"),
    ]
    assert read.title.raw == "部门预算项目支出绩效自评表（2023年度）"
    assert read.blocks == ()


HEBEI = r"""
河北省省级项目绩效自评表（2021年度） | < | < | < | < | < | < | < | <
项目名称：河道整治 | < | < | < | 金额单位：万元 | < | < | < | <
主管部门：某水利厅 | < | < | < | 项目单位：某河务中心 | < | < | < | <
预算执行情况 | 年度资金总额 | 年初预算数 | 全年预算数 | 全年执行数 | 执行率 | | |
^ | 合计 | 200 | 200 | 190 | 95% | | |
一级指标 | 二级指标 | 三级指标 | 符号 | 指标值 | 单位 | 实际完成值 | 权重 | 自评得分
资金管理指标 | 预算执行 | 预算执行率 | ≥ | 100 | % | 95 | 10 | 9.5
产出指标 | 数量指标 | 整治河道 | ≥ | 12 | 公里 | 12 | 40% | 40
 | 质量指标 | 质量标准 | 文字描述 | 符合规范要求 | | 符合 | 20 | 20
效益指标 | 社会效益指标 | 防洪能力 | 文字描述 | 有所提升 | | 有所提升 | 20 | 20
满意度指标 | 满意度指标 | 群众满意度 | ≥ | 90 | % | 93 | 10 | 10
总分 | | | | | | | 100 | 99.5
"""


def test_hebei_execution_row_and_words_in_the_sign_column() -> None:
    read = form(HEBEI)
    assert fund_lines(read) == ["5 total 200 200 190 95 - -"]
    assert indicator_lines(read) == [
        "7 资金管理指标/预算执行/预算执行率 ≥100% 95 10 9.5",
        "8 产出指标/数量指标/整治河道 ≥12公里 12 40 40",
        "9 产出指标/质量指标/质量标准 符合规范要求 符合 20 20",
        "10 效益指标/社会效益指标/防洪能力 有所提升 有所提升 20 20",
        "11 满意度指标/满意度指标/群众满意度 ≥90% 93 10 10",
    ]
    assert [row.is_execution for row in read.indicators] == [True, False, False, False, False]
    assert read.indicators[1].points.raw == "40%"
    assert read.indicators[2].target.value is not None
    assert read.indicators[2].target.value.kind in {TargetKind.QUALITATIVE, TargetKind.TEXT}
    assert (read.project.raw, address(read.project)) == ("河道整治", "A2")
    assert (read.amount_unit.value, address(read.amount_unit)) == ("万元", "E2")
    assert read.unit.raw == "某河务中心"
    assert total_line(read) == "12 100 99.5 -"


HEBEI_UNDER_ONE_HEADER = r"""
预算项目绩效自评表（2021年度） | < | < | < | < | < | < | < | <
项目名称 | 乡村道路养护 | < | < | < | < | < | < | <
主管部门 | 某县交通运输局 | < | < | 实施单位 | 某公路站 | < | < | <
一级指标 | 二级指标 | 三级指标 | 分值 | 年初指标值 | < | < | 实际完成值 | 自评得分
^ | ^ | ^ | ^ | 符号 | 值 | 单位（文字描述） | ^ | ^
产出指标 | 数量指标 | 养护里程 | 30 | ≥ | 120 | 公里 | 125 | 30
 | 时效指标 | 养护及时性 | 30 | 文字描述 | | 及时 | 及时 | 30
满意度指标 | 满意度指标 | 群众满意度 | 30 | ≥ | 90 | % | 93 | 30
预算执行率 | 预算执行率 | 预算执行率 | 10 | ≥ | 100 | % | 98.5 | 9.85
总分 | | | 100 | | | | | 99.85
"""


def test_hebei_sign_value_and_unit_under_one_header() -> None:
    read = form(HEBEI_UNDER_ONE_HEADER)
    assert read.target_columns == 3
    assert indicator_lines(read) == [
        "6 产出指标/数量指标/养护里程 ≥120公里 125 30 30",
        "7 产出指标/时效指标/养护及时性 及时 及时 30 30",
        "8 满意度指标/满意度指标/群众满意度 ≥90% 93 30 30",
        "9 预算执行率/预算执行率/预算执行率 ≥100% 98.5 10 9.85",
    ]


INNER_MONGOLIA = r"""
@start B2
项目支出绩效自评表 | < | < | < | < | < | < | < | < | < | <
（2023年度） | < | < | < | < | < | < | < | < | < | <
项目名称 | 草原生态补助 | < | < | < | < | < | < | < | < | <
主管部门 | 某林草局 | < | < | < | 实施单位 | < | 某旗林草站 | < | < | <
项目资金\n（万元） | | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | < | 执行率 | < | 得分 | <
^ | 年度资金总额 | 50 | 60 | 57.6 | 10 | < | 96.00% | < | 9.6 | <
^ | 其中：当年财政拨款 | 50 | 60 | 57.6 | - | < | 96.00% | < | - | <
绩效指标 | 一级指标 | 二级指标 | 三级指标 | 年度指标值 | < | < | < | 实际完成值 | 分值 | 得分
^ | ^ | ^ | ^ | 指标性质 | 指标方向 | 目标值 | 计量单位 | ^ | ^ | ^
^ | 产出指标 | 数量指标 | 治理面积 | 正向 | 大于等于 | 1200 | 亩 | 1300 | 50 | 50
^ | ^ | 成本指标 | 单位成本 | 反向 | 小于等于 | 300 | 元/亩 | 280 | 10 | 10
^ | 效益指标 | 生态效益指标 | 生态状况 | 定性 | | 改善 | | 改善 | 30 | 28
总分 | < | < | < | < | < | < | < | < | 100 | 97.6
"""


def test_inner_mongolia_four_target_columns() -> None:
    read = form(INNER_MONGOLIA)
    assert fund_lines(read) == ["7 total 50 60 57.6 96 10 9.6", "8 fiscal 50 60 57.6 96 - -"]
    assert read.target_columns == 4
    ops = [row.target.value.op if row.target.value else None for row in read.indicators]
    assert ops == [Op.AT_LEAST, Op.AT_MOST, None]
    assert [address(row.target) for row in read.indicators] == ["H11", "H12", "H13"]
    assert [[cell.raw for cell in row.target_cells] for row in read.indicators] == [
        ["正向", "大于等于", "1200", "亩"],
        ["反向", "小于等于", "300", "元/亩"],
        ["定性", "", "改善", ""],
    ]
    assert dict(read.headers)["target"].column == 8
    assert (read.first_row, read.year.value, total_line(read)) == (2, 2023, "14 100 97.6 -")


YUNNAN = r"""
2022年度项目支出绩效自评表 | < | < | < | < | < | < | < | < | <
公开14表 | < | < | < | < | < | < | < | < | <
部门：某区自然资源局 | < | < | < | < | | | | 金额单位：元 | <
项目名称 | 卫片执法经费 | < | < | < | < | < | < | < | <
主管部门 | 某区自然资源局 | < | < | < | 实施单位 | 某区执法大队 | < | < | <
项目资金（元） | | | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | < | 得分
^ | 年度资金总额 | < | 72,890.00 | 72,890.00 | 72,890.00 | 10.00 | 100.00% | < | 10.00
^ | 其中：当年财政拨款 | < | 72,890.00 | 72,890.00 | 72,890.00 | — | 100.00% | < | —
年度总体目标 | 预期目标 | < | < | < | < | 实际完成情况 | < | < | <
^ | 核查图斑。 | < | < | < | < | 已核查。 | < | < | <
绩效指标 | < | < | 年度指标值 | < | < | 实际完成值 | 分值 | 得分 | 偏差原因分析及改进措施
一级指标 | 二级指标 | 三级指标 | 指标性质 | 指标值 | 度量单位 | ^ | ^ | ^ | ^
产出指标 | 数量指标 | 核查图斑 | ﹦ | 120 | 个 | 120 | 50 | 50 |
 | 质量指标 | 合格率 | ≥ | 95 | % | 96 | 30 | 30 |
效益指标 | 社会效益指标 | 违法率 | ≤ | 5 | % | 4 | 10 | 8 | 核查力量不足
其他需要说明的事项 | < | < | 无 | < | < | < | < | < | <
总分 | < | < | < | < | < | < | 100 | 98 | 优
"""


def test_yunnan_in_yuan_with_levels_under_one_header() -> None:
    read = form(YUNNAN)
    assert (read.amount_unit.value, address(read.amount_unit)) == ("元", "I3")
    assert fund_lines(read)[0] == "7 total 72890 72890 72890 100 10 10"
    assert indicator_lines(read) == [
        "13 产出指标/数量指标/核查图斑 ﹦120个 120 50 50",
        "14 产出指标/质量指标/合格率 ≥95% 96 30 30",
        "15 效益指标/社会效益指标/违法率 ≤5% 4 10 8 [核查力量不足]",
    ]
    assert total_line(read) == "17 100 98 优"
    assert address(read.grade) == "J17"
    assert [remark.label for remark in read.remarks] == ["其他需要说明的事项"]
    assert read.achieved.raw == "已核查。"


JIANGXI = r"""
2024年度项目支出绩效自评表 | < | < | < | < | < | < | < | <
项目名称 | 基层治理 | < | < | < | < | < | < | <
主管部门 | 某县民政局 | < | < | 实施单位 | 某县民政局 | < | < | <
项目资金（万元） | | 年初预算数 | 全年预算数 | 全年执行数 | 执行率 | 分值 | 得分 |
^ | 资金总额 | 30 | 30 | 28.5 | 95 | 10 | 7 |
一级指标 | 二级指标 | 三级指标 | 计算符号 | 目标值 | 度量单位 | 完成值 | 指标分值 | 指标得分
产出指标 | 数量指标 | 走访户数 | >= | 100 | 户 | 100 | 50 | 50
效益指标 | 社会效益指标 | 矛盾化解率 | = | 100 | % | 90 | 30 | 27
满意度指标 | 满意度指标 | 满意度 | >= | 90 | % | 91 | 10 | 10
合计 | | | | | | | 100 | 94
自评等级 | 良 | < | < | < | < | < | < | <
"""


def test_jiangxi_one_row_header_and_bare_rate() -> None:
    read = form(JIANGXI)
    assert fund_lines(read) == ["5 total 30 30 28.5 95 10 7"]
    assert indicator_lines(read)[0] == "7 产出指标/数量指标/走访户数 >=100户 100 50 50"
    assert total_line(read) == "10 100 94 良"
    assert address(read.grade) == "B11"


GUANGXI = r"""
2024年度项目支出绩效自评表 | < | < | < | < | < | < | < | <
项目名称 | 边境巡护 | < | < | < | < | < | < | <
主管部门 | 某市林业局 | < | < | 实施单位 | 某林场 | < | < | <
项目资金（万元） | | 年初预算数 | 全年预算数 | 全年执行数 | 执行率 | 分值 | 得分 |
^ | 年度资金总额 | 30 | 30 | 30 | 1 {0%} | 10 | 10 |
一级指标 | 二级指标 | 三级指标 | 指标值 | 实际完成值 | 分值 | 扣减分 | 得分 | 偏差原因分析及改进措施
产出指标 | 数量指标 | 巡护里程 | ≥100公里 | 140公里 | 50 | 2 | 48 | 目标偏低
效益指标 | 生态效益指标 | 火情次数 | ≤0起 | 0起 | 40 | | 40 |
总分 | | | | | 100 | 2 | 98 |
"""


def test_guangxi_deduction_column_is_no_score() -> None:
    read = form(GUANGXI)
    assert indicator_lines(read) == [
        "7 产出指标/数量指标/巡护里程 ≥100公里 140公里 50 48 [目标偏低]",
        "8 效益指标/生态效益指标/火情次数 ≤0起 0起 40 40",
    ]
    assert total_line(read) == "9 100 98 -"


SHANXI = r"""
项目支出绩效自评表 | < | < | < | < | < | < | < | <
项目名称 | 设备购置 | < | < | < | < | 年度 | 2023 | <
主管部门 | 某厅 | < | < | 实施单位 | 某中心 | < | < | <
资金情况（万元） | | 年初预算数 | 全年预算数 | 全年执行数 | 执行数（其他） | 执行率 | 分值 | 得分
^ | 合计 | 80 | 75 | 60 | 3 | 80% | 10 | 8
一级指标 | 二级指标 | 三级指标 | 年初指标值 | 年度指标值 | 全年完成值 | 分值 | 自评分 | 复核分
产出指标 | 数量指标 | 购置台数 | ≥10台 | ≥9台 | 9台 | 60 | 60 | 55
满意度指标 | 满意度指标 | 满意度 | ≥90% | ≥90% | 95% | 30 | 30 | 29
总分 | | | | | | 100 | 98 | 92
"""


def test_shanxi_first_target_and_zhejiang_other_executed_and_review_are_set_aside() -> None:
    read = form(SHANXI)
    assert fund_lines(read) == ["5 total 80 75 60 80 10 8"]
    assert indicator_lines(read) == [
        "7 产出指标/数量指标/购置台数 ≥9台 9台 60 60",
        "8 满意度指标/满意度指标/满意度 ≥90% 95% 30 30",
    ]
    assert total_line(read) == "9 100 98 -"
    assert (read.year.value, address(read.year)) == (2023, "H2")


DEPARTMENT = r"""
2023年度部门整体支出绩效自评表 | < | < | < | < | < | < | <
部门（单位）名称 | 某市档案馆 | < | < | < | < | < | <
年度预算执行情况（万元） | | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分
^ | 年度资金总额 | 500 | 520 | 510 | 10 | 98.08% | 9.81
^ | 其中：基本支出 | 300 | 310 | 310 | - | 100.00% | -
^ | 项目支出 | 200 | 210 | 200 | - | 95.24% | -
年度主要任务 | 任务名称 | 主要内容 | < | 完成情况 | < | < | <
^ | 档案数字化 | 完成10万页 | < | 已完成 | < | < | <
年度总体目标 | 预期目标 | < | < | 实际完成情况 | < | < | <
^ | 提高档案利用水平。 | < | < | 已提高。 | < | < | <
一级指标 | 二级指标 | 三级指标 | 指标值 | 实际完成值 | 分值 | 得分 | 备注
履职效能 | 产出数量 | 数字化页数 | ≥10万页 | 11万页 | 50 | 50 |
管理效率 | 预算管理 | 预算完成率 | ≥95% | 98.08% | 30 | 30 |
社会效应 | 满意度 | 群众满意度 | ≥90% | 95% | 10 | 10 |
总分 | | | | | 100 | 99.81 |
"""


def test_department_form() -> None:
    read = form(DEPARTMENT)
    assert (read.kind, read.department.raw, read.year.value) == ("department", "某市档案馆", 2023)
    assert fund_lines(read) == [
        "4 total 500 520 510 98.08 10 9.81",
        "5 basic 300 310 310 100 - -",
        "6 projects 200 210 200 95.24 - -",
    ]
    assert indicator_lines(read) == [
        "12 履职效能/产出数量/数字化页数 ≥10万页 11万页 50 50",
        "13 管理效率/预算管理/预算完成率 ≥95% 98.08% 30 30",
        "14 社会效应/满意度/群众满意度 ≥90% 95% 10 10",
    ]
    assert (read.goal.raw, read.achieved.raw) == ("提高档案利用水平。", "已提高。")
    assert read.total.score.value == Decimal("99.81")


FUNDS_CALLED_BUDGET = r"""
项目支出绩效自评表（2023年度） | < | < | < | < | < | < | <
项目名称 | 乡村道路养护 | < | < | 主管部门 | 某局 | 实施单位 | 某站
预算资金（万元） | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 |
年度资金总额 | 100 | 100 | 98 | 10 | 98% | 9.8 |
一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因分析及改进措施
产出指标 | 数量指标 | 养护里程 | ≥30公里 | 31公里 | 90 | 90 |
总分 | | | | | 100 | 99.8 |
"""


def test_the_name_of_the_funds_block_is_no_column() -> None:
    assert fund_lines(form(FUNDS_CALLED_BUDGET)) == ["4 total 100 100 98 98 10 9.8"]
