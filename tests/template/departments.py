"""A clerk's department form (部门整体支出): figures into their cells by the words printed beside them."""

from tests.template.samples import built_of

HEAD = {"单位名称": "青山县水务局", "预算年度": 2024, "主管部门": "青山县人民政府"}
COLUMNS = {"initial": "年初预算数", "budget": "全年预算数", "executed": "全年执行数", "last": "上年执行数"}
#: Row → initial, budget, executed, last.
FUNDS = {
    "其中：人员经费": (500, 500, 500, 485),
    "日常公用经费": (100, 100, 100, 95),
    "其中：项目1": (250, 270, 270, 240),
    "项目2": (150.5, 150.5, 150.5, 130),
}
#: Line → planned, actual, last; None where the form prints a dash.
FIGURES = {
    "在职人员": (50, 48, 49),
    "“三公”经费": (12, 10, 11),
    "重点项目支出": (None, 390, None),
    "本年追加预算": (None, 20, None),
    "预算调整数": (None, 20, None),
    "支付进度": (100, 100, None),
    "结转结余资金": (None, 30, 35),
    "公用经费": (100, 100, None),
    "政府采购": (80, 80, None),
    "固定资产": (3000, 2900, None),
    "年度工作任务": (20, 20, None),
    "其中：按时完成": (None, 19, None),
    "质量达标": (None, 20, None),
    "重点工作": (5, 5, None),
}
OWN = [("社会公众满意度", "≥90%", "95%", 10), ("农村饮水安全覆盖人口", "≥10000人", "10500人", 10)]
REASONS = {
    "预算控制率": "追加中央水利救灾资金20万元，属政策性因素",
    "预算调整率": "年中追加救灾资金20万元，已按程序报批",
    "完成及时率": "1项工程受汛期影响推迟，已于次年1月完工",
}
TEXTS = {
    "单位基本职能": "负责全县水资源管理、防汛抗旱和农村饮水安全。",
    "部门整体支出绩效完成情况": "维修农村供水工程31处，清淤河道42公里。",
    "存在的问题": "个别工程受汛期影响进度滞后。",
    "改进措施": "合理安排工期，汛前完成主体工程。",
}


class Department:
    """A blank form open for filling in."""

    def __init__(self):
        self.blank, self.kind = built_of("department")
        self.sheet = self.blank.sheet
        self.funds_row = self.blank.find("支出项目").row
        self.figures_row = self.blank.find("基础数据").row
        self.table_row = self.blank.header_row

    def cell(self, label, header, *, below, of=None):
        """The cell in the row of a label and the column of a header."""
        row = self.blank.find(label, below=below).row
        return self.sheet.cell(row, self.blank.find(header, below=(of or below) - 1).column)

    def fund(self, label, field):
        return self.cell(label, COLUMNS.get(field, field), below=self.funds_row)

    def figure(self, label, header):
        return self.cell(label, header, below=self.figures_row)

    def indicator(self, name, header):
        return self.cell(name, header, below=self.table_row)

    def fill(self, funds=FUNDS, figures=FIGURES, reasons=REASONS):
        for label, value in HEAD.items():
            self.blank.right_of(label).value = value
        for label, amounts in funds.items():
            for field, amount in zip(COLUMNS, amounts, strict=True):
                self.fund(label, field).value = amount
        for label, values in figures.items():
            for header, value in zip(("预算（计划", "实际数", "上年数"), values, strict=True):
                if value is not None:
                    self.figure(label, header).value = value
        row = self.blank.find("履职效益", below=self.table_row).row
        for number, (name, target, actual, points) in enumerate(OWN):
            own = {"三级指标": name, "年度指标值": target, "实际完成值": actual, "分值": points}
            for header, value in own.items():
                self.sheet.cell(row + number, self.blank.column(header, below=self.table_row - 1)).value = value
        for name, reason in reasons.items():
            self.indicator(name, "偏差原因分析").value = reason
        for section in self.kind.sections:
            text = TEXTS.get(section.label, f"{section.label}的内容。")
            self.blank.right_of(section.label, below=self.figures_row).value = text
        return self

    def save(self, path):
        return self.blank.save(path)
