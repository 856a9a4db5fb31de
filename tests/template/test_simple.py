"""The project card and the score table: filled in by a clerk, worked out by LibreOffice, read, scored, checked."""

from decimal import Decimal

import pytest

from tests.template.office import recalculated
from tests.template.samples import built_of
from xladdin import pipeline
from xladdin.model import CheckOptions

HEAD = {"项目名称": "城区供水管网改造", "预算年度": 2024, "主管部门": "青山县住房和城乡建设局"}
#: (subcategory, name, points, score, reason).
ROWS = [
    ("项目立项", "立项依据充分性", 5, 5, None),
    ("项目立项", "立项程序规范性", 5, 5, None),
    ("绩效目标", "绩效目标合理性", 5, 4, "个别目标没有量化，下年度补充量化指标"),
    ("资金分配", "资金分配合理性", 5, 5, None),
    ("资金管理", "资金使用合规性", 5, 5, None),
    ("组织实施", "制度执行有效性", 5, 4.5, "一处变更签证不及时，已补办手续"),
    ("项目产出", "改造管网长度", 30, 30, None),
    ("项目效益", "漏损率下降", 20, 18, "老城区漏损率为11%，第二期继续改造"),
    ("满意度", "用水户满意度", 20, 19, "施工期停水通知不及时，已建立通知制度"),
]
TEXTS = {
    "项目基本情况": "改造老城区供水管网12公里，总投资600万元。",
    "存在的问题": "部分管网老化，改造后仍有渗漏。",
    "存在的主要问题": "绩效目标量化不够。",
    "改进措施": "分年度更换老旧管网，落实管护责任。",
    "相关措施建议": "细化绩效目标，加强变更管理。",
}
FUNDS = {"年初预算数": 600, "全年预算数": 620, "全年执行数": 610.5}


def narrated(blank, kind):
    for section in kind.sections:
        blank.right_of(section.label, below=4).value = TEXTS.get(section.label, f"{section.label}的内容")


def card(path, **changes):
    blank, kind = built_of("project-card")
    values = HEAD | {"项目实施单位": "青山县自来水公司", "项目金额": 610.5, "评价得分": 96.5} | changes
    for label, value in values.items():
        blank.right_of(label).value = value
    narrated(blank, kind)
    return blank.save(path)


def score_table(path, rows=ROWS, funds=FUNDS):
    blank, kind = built_of("evaluation")
    for label, value in (HEAD | {"项目单位": "青山县自来水公司"}).items():
        blank.right_of(label).value = value
    for label, value in funds.items():
        header = blank.find(label)
        blank.sheet.cell(header.row + 1, header.column).value = value
    taken = {}
    for subcategory, name, points, score, reason in rows:
        row = taken[subcategory] = taken.get(subcategory, blank.find(subcategory, below=5).row - 1) + 1
        for offset, value in enumerate((name, f"{name}达到要求得满分，否则酌情扣分", points, score, reason)):
            blank.sheet.cell(row, blank.column("三级指标") + offset).value = value
    total = blank.find("总分", below=5).row
    narrated(blank_below(blank, total), kind)
    return blank.save(path)


def blank_below(blank, row):
    """The same form, in which words are looked for below a row: 项目管理 is a category and a narrative."""

    class Below:
        def right_of(self, text, *, below=0):
            return blank.right_of(text, below=max(below, row))

    return Below()


@pytest.fixture(scope="module")
def checked(tmp_path_factory):
    folder = tmp_path_factory.mktemp("simple")
    lower = [(*row[:2], row[2], 0, "没有完成，正在整改") for row in ROWS[:4]] + ROWS[4:]
    heavier = [(*ROWS[0][:2], 6, 6, None), *ROWS[1:]]
    paths = [
        card(folder / "card.xlsx"),
        card(folder / "poor.xlsx", 评价得分=59.99),
        score_table(folder / "table.xlsx"),
        score_table(folder / "low.xlsx", lower),
        score_table(folder / "heavy.xlsx", heavier),
        score_table(folder / "nothing spent.xlsx", funds={"年初预算数": 0, "全年预算数": 0, "全年执行数": 0}),
    ]
    options = CheckOptions(year=2024)
    done = recalculated(paths, folder)
    return {path.stem: pipeline.check_file(path, options) for path in done}


def only(checked, name):
    (one,) = checked[name].forms
    return one


@pytest.mark.parametrize("name", ["card", "table", "poor", "low"])
def test_one_filled_in_soundly_has_no_finding(checked, name):
    assert [(one.code, str(one.cell)) for one in checked[name].all_findings] == []


def test_a_card_reads_back(checked):
    one = only(checked, "card")
    form = one.form
    assert (form.kind, one.choice.scheme.key, form.template.kind) == (
        "project-card",
        "project-card/2020",
        "project-card",
    )
    assert [form.project.value, form.department.value, form.unit.value, form.year.value] == [
        "城区供水管网改造",
        "青山县住房和城乡建设局",
        "青山县自来水公司",
        2024,
    ]
    assert (form.amount.value, form.amount_unit.value) == (Decimal("610.5"), "万元")
    assert (form.total.score.value, form.grade.value) == (Decimal("96.5"), "优")
    assert only(checked, "poor").form.grade.value == "差"
    assert {told.key for told in form.narratives if told.text.value} == {
        "basics",
        "achieved",
        "problems",
        "measures",
        "explanation",
    }


def test_a_score_table_reads_back(checked):
    one = only(checked, "table")
    form = one.form
    assert (form.kind, one.choice.scheme.key) == ("evaluation", "evaluation/2023")
    assert [
        (row.subcategory.value, row.name.value, row.points.value, row.score.value, row.note.value)
        for row in form.indicators
    ] == [(sub, name, Decimal(points), Decimal(str(score)), note) for sub, name, points, score, note in ROWS]
    assert all(row.standard.value for row in form.indicators)
    assert form.total.points.value == 100
    assert form.total.score.value == one.due.due_total == Decimal("95.5")
    assert form.grade.value == one.due.grade == "优"
    assert form.funds_total.rate.value == one.due.rates[0] == Decimal("98.47")
    assert [told.key for told in form.narratives if told.text.value] == [
        section.key for section in built_of("evaluation")[1].sections
    ]


def test_nothing_spent_of_nothing_has_no_rate(checked):
    assert only(checked, "nothing spent").form.funds_total.rate.is_blank


def test_the_points_of_a_category_are_held_against_the_scheme(checked):
    assert "S101" in {one.code for one in checked["heavy"].all_findings}
    assert only(checked, "low").form.total.score.value == Decimal("76.5")
