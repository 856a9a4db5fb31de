"""Running text into forms: kinds, narratives by their headings, amounts with their sentences; nothing guessed."""

from decimal import Decimal

import pytest

from tests.report.documents import SEEDS
from tests.report.texts import FOLDER, right_text
from xladdin import kinds
from xladdin.pipeline.comparing import read_report
from xladdin.report import kind_of, read_contents


def understood(tmp_path, text):
    path = tmp_path / "a.txt"
    path.write_text(text, encoding="utf-8")
    return read_report(path)


def contents(tmp_path, text, kind=None):
    report = understood(tmp_path, text)
    return read_contents(report, kinds.load_kind(kind) if kind else kind_of(report, kinds.all_kinds()))


def published(tmp_path, name):
    return contents(tmp_path, right_text((FOLDER / f"{name}.txt").read_text(encoding="utf-8")))


def funds(read):
    return {
        (row.source, column): getattr(row, column).value
        for row in read.form.funding
        for column in ("initial", "budget", "arrived", "executed", "rate", "share", "last")
        if getattr(row, column).value is not None
    }


def texts(read):
    return {one.key: one.text.value for one in read.form.narratives}


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("01_department_narrative", "department"),
        ("02_department_card", "department"),
        ("03_project_card", "project-card"),
        ("04_special_fund", "special-fund"),
        ("05_three_part", "evaluation"),
        ("06_project_self", "project"),
    ],
)
def test_kinds_of_published_reports(tmp_path, name, kind):
    assert published(tmp_path, name).form.kind == kind


def test_a_text_without_title_and_sections_has_no_kind(tmp_path):
    assert kind_of(understood(tmp_path, "今天开会。\n明天也开会。"), kinds.all_kinds()) is None


def test_a_department_s_funds_staff_and_projects(tmp_path):
    read = published(tmp_path, "01_department_narrative")
    assert funds(read) == {
        ("total", "initial"): Decimal("586.40"),
        ("total", "executed"): Decimal("612.75"),
        ("basic", "executed"): Decimal("402.35"),
        ("basic", "share"): Decimal("65.66"),
        ("personnel", "executed"): Decimal("351.20"),  # its 87.29 % are of the basic spending, not of the total
        ("operating", "executed"): Decimal("51.15"),
        ("projects", "executed"): Decimal("210.40"),
        ("projects", "share"): Decimal("34.34"),
        ("item", "executed"): Decimal("30.00"),  # the last of three
    }
    assert [(row.label, row.executed.value) for row in read.form.funding if row.source == "item"] == [
        ("信访维稳专项经费", Decimal("120.00")),
        ("信访积案化解资金", Decimal("60.40")),
        ("群众来访接待中心运行经费", Decimal("30.00")),
    ]
    staff = next(one for one in read.form.figures if one.key == "staff")
    assert (staff.planned.value, staff.actual.value) == (28, 26)
    assert read.form.unit.raw == "松林县信访局"


def test_a_special_fund_s_plan_arrival_and_use(tmp_path):
    found = funds(published(tmp_path, "04_special_fund"))
    assert {column: found["total", column] for column in ("initial", "budget", "arrived", "executed")} == {
        "initial": 680, "budget": 680, "arrived": 646, "executed": Decimal("613.70"),
    }  # fmt: skip
    assert (found["county", "budget"], found["county", "arrived"]) == (90, 56)


def test_scores_under_headings_are_rows_of_an_evaluation(tmp_path):
    read = published(tmp_path, "05_three_part")
    assert [(row.name.raw, row.points.value, row.score.value) for row in read.form.indicators] == [
        ("项目决策", 20, 19), ("项目管理", 10, Decimal("9.5")), ("项目绩效", 70, 65),
    ]  # fmt: skip
    assert read.form.total.score.value == Decimal("93.5")


def test_every_figure_has_its_sentence_and_its_paragraph(tmp_path):
    path = SEEDS / "000_heishui_2023.txt"
    report = read_report(path)
    read = read_contents(report, kind_of(report, kinds.all_kinds()))
    paragraphs = {one.number: one.text for one in report.document.paragraphs}
    assert read.taken
    for one in read.taken:
        assert one.text in one.sentence or one.text == "2023"
        assert one.sentence in paragraphs[one.cell.row] or one.sentence == report.title
    assert read.form.total.score.value == 95
    assert funds(read) == {
        ("total", "budget"): Decimal("10.88"), ("total", "executed"): Decimal("10.88"), ("total", "rate"): 100,
    }  # fmt: skip


def test_two_different_figures_for_one_place_are_listed_and_neither_is_taken(tmp_path):
    text = "2023年养护经费绩效自评报告\n一、资金情况\n实际支出20万元。\n二、绩效情况\n全年支出25万元。"
    read = contents(tmp_path, text)
    assert ("total", "executed") not in funds(read)
    assert {one.text.split("（")[0] for one in read.leftovers if "执行数" in one.label} == {"20万元", "25万元"}


def test_narratives_keep_their_numbered_items_and_leave_other_headings(tmp_path):
    text = (
        "2023年养护经费支出绩效评价报告\n一、评价工作开展情况\n成立小组。\n二、评价结论及绩效分析\n（一）评价结论\n得分90分。\n"
        "（二）绩效分析\n1、项目决策\n依据充分。\n2、项目绩效\n1.修路。修了10公里。\n2.架桥。架了2座。\n"
        "三、附带说明\n本报告一式三份。\n四、相关措施建议\n加强管护。"
    )
    read = contents(tmp_path, text)
    assert texts(read) == {
        "work": "成立小组。",
        "conclusion": "得分90分。",
        "decision": "依据充分。",
        "achieved": "1.修路。修了10公里。\n2.架桥。架了2座。",
        "measures": "加强管护。",
    }
    assert [(one.label, one.text) for one in read.leftovers] == [("附带说明", "三、附带说明\n本报告一式三份。")]


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.txt")), ids=lambda path: path.stem)
def test_no_text_disappears(tmp_path, path):
    """Every paragraph is in a narrative, among what is left, a name, or a heading of a narrative."""
    report = understood(tmp_path, right_text(path.read_text(encoding="utf-8")))
    kind = kind_of(report, kinds.all_kinds()) or kinds.load_kind("project")
    read = read_contents(report, kind)
    told = "\n".join([*texts(read).values(), *(one.text for one in read.leftovers)])
    for paragraph in report.document.paragraphs:
        text = paragraph.text.strip()
        rest = text.split("。", 1)[-1] if text not in told else ""
        assert text in told or len(text) <= 40 or rest in told, text


def score_rows(tmp_path, decision):
    text = f"2023年养护经费支出绩效评价报告\n一、评价结论\n总得分18分。\n二、绩效分析\n1、项目决策\n{decision}"
    read = contents(tmp_path, text)
    rows = [(row.category.raw, row.name.raw, str(row.score.value)) for row in read.form.indicators]
    return rows, [one.label for one in read.leftovers]


def test_lines_below_a_category_are_its_rows_where_they_make_its_score(tmp_path):
    rows, left = score_rows(tmp_path, "满分20分，得分18分。立项依据得8分，绩效目标得10分。")
    assert rows == [("项目决策", "立项依据", "8"), ("项目决策", "绩效目标", "10")]
    assert left == []


def test_lines_that_do_not_make_it_are_listed_and_the_category_is_one_row(tmp_path):
    rows, left = score_rows(tmp_path, "满分20分，得分18分。立项依据得8分，绩效目标得9分。")
    assert rows == [("项目决策", "项目决策", "18")]
    assert sorted(left) == ["立项依据", "绩效目标"]
