"""A clerk fills in blank forms in LibreOffice, which knows nothing of the add-in."""

import subprocess
from decimal import Decimal

import pytest

from tests.template.clerk import Form, Office
from tests.template.samples import built
from tests.tools import require
from xladdin import pipeline
from xladdin.model import JUDGE, CheckOptions, Outcome
from xladdin.schemes import load

NOT_YET = "待补齐"
HEAD = {"项目名称": "信访维稳经费", "预算年度": 2024, "主管部门": "宁县信访局", "实施单位": "宁县信访局"}
#: The published form of 宁县 (its funds; its indicators by subcategory), the row lost in publication left out.
FUNDS = {"年初预算数": 20, "全年预算数": 20, "全年执行数": 19.96}
INDICATORS = [
    ("经济成本指标", "成本控制数", "≤20万元", "19.96万元", 20),
    ("数量指标", "负担全县信访工作群众数", "≤54万人", "54万人", 6.67),
    ("数量指标", "接访、下访、督办、维稳数量", "≤320次", "289次", 6.67),
    ("质量指标", "疑难信访案件化解数量", "≥2件", "2件", 6.67),
    ("质量指标", "案件化解率", "≥95%", "95%", 6.67),
    ("时效指标", "及时受理率", "≥95%", "99%", 6.67),
    ("时效指标", "案件办结时限", "≤60天", "60天", 6.65),
    ("经济效益指标", "经济效益", "≥100%", "100", 6.67),
    ("社会效益指标", "社会大局和谐稳定", "稳步提升", "稳步提升", 6.66),
    ("服务对象满意度指标", "群众满意度评价", "≥95%", "90%", 10),
]
POINTS = Decimal("93.33")


@pytest.fixture(scope="module")
def office():
    running = Office()
    yield running
    running.close()


class Filled:
    """A blank form of a scheme, open in the office."""

    def __init__(self, office, scheme, folder, **options):
        self.office, self.folder = office, folder
        file = folder / "blank.xlsx"
        file.write_bytes(built(load(scheme), **options))
        self.form = Form(file)
        self.total = self.form.total  # the row of 总分, wherever rows are inserted
        office.open(str(file))

    def head(self):
        places = {self.form.right_of(label): value for label, value in HEAD.items()}
        total = self.form.right_of("年度资金总额")
        for header, value in FUNDS.items():
            places[f"{self.form.column_of(header)}{total[1:]}"] = value
        self.office.fill(places)

    def row(self, row, name, target, actual, points):
        values = {"三级指标": name, "年度指标值": target, "实际完成值": actual, "分值": points}
        self.office.fill({self.form.place(header, row): value for header, value in values.items()})

    def all_rows(self):
        """Every indicator into the next free row of its subcategory; the rows filled."""
        taken = {}
        for subcategory, *values in INDICATORS:
            row = taken.get(subcategory, self.form.row_of(subcategory) - 1) + 1
            taken[subcategory] = row
            self.row(row, *values)
        return sorted(taken.values())

    def insert(self, row):
        self.office.insert_row(row)
        self.total += 1 if row <= self.total else 0

    def read(self, header, row):
        return self.office.read([self.form.place(header, row)])[0]

    def sums(self):
        """Points and score of 总分."""
        return self.read("分值", self.total), self.read("指标得分", self.total)

    def checked(self):
        file = self.folder / "filled.xlsx"
        self.office.save(str(file))
        (one,) = pipeline.check_file(file, CheckOptions(year=2024)).forms
        return one


@pytest.fixture
def gansu(office, tmp_path):
    return Filled(office, "gansu/2024", tmp_path)


def test_a_filled_form_shows_what_the_scheme_gives(gansu):
    gansu.head()
    gansu.all_rows()
    checked = gansu.checked()
    assert len(checked.form.indicators) == len(INDICATORS)
    scores = [
        (row.score.value, due.score) for row, due in zip(checked.form.indicators, checked.due.indicators, strict=True)
    ]
    assert [score for score, due in scores if score != due] == []
    assert checked.form.funds_total.score.value == Decimal("9.98")
    assert checked.form.total.score.value == checked.due.due_total
    assert checked.form.total.points.value == POINTS == checked.due.points_sum
    assert checked.form.grade.value == checked.due.grade
    codes = {finding.code for finding in checked.findings}
    assert not codes & {"S103", "S104", "S105", "S106", "S110", "F102", "F105", "W110", "W111"}
    assert "S101" in codes  # 93.33 of 100 points


def test_hints_say_what_is_missing_and_wrong(gansu):
    gansu.head()
    gansu.all_rows()
    assert gansu.read("核对", gansu.total) == "分值合计93.33，差6.67"
    cost, satisfaction = (gansu.form.row_of(word) for word in ("经济成本指标", "服务对象满意度指标"))
    assert gansu.read("核对", cost).startswith("分值合计20 ✓")
    assert gansu.read("核对", gansu.form.row_of("经济效益指标")).startswith("分值合计13.33，差6.67")
    assert gansu.read("提醒", satisfaction) == "需填偏差原因"
    gansu.office.fill({gansu.form.place("偏差原因", satisfaction): "回访样本偏少，明年扩大。"})
    assert gansu.read("提醒", satisfaction) == ""
    gansu.office.fill({gansu.form.place("实际完成值", cost): ""})
    assert "实际完成值" in gansu.read("提示", cost)
    assert gansu.sums() == (float(POINTS), NOT_YET)


def test_what_no_formula_can_judge_is_typed_over(gansu):
    row = gansu.form.row_of("质量指标")
    gansu.head()
    gansu.row(row, "工程质量", "≥2件", "完成", 10)
    assert gansu.read("指标得分", row) == JUDGE
    assert gansu.sums()[1] == NOT_YET
    score = gansu.form.place("指标得分", row)
    assert not gansu.office.is_locked(score)
    gansu.office.fill({score: 8})
    assert gansu.sums() == (20, 17.98)
    assert "W110" not in {finding.code for finding in gansu.checked().findings}


def test_a_lower_tier_is_scored_by_a_person_inside_its_span(gansu):
    row = gansu.form.row_of("社会效益指标")
    gansu.row(row, "营商环境", "有效改善", "部分达成预期指标并具有一定效果", 10)
    assert gansu.read("指标得分", row) == JUDGE
    assert all(end in gansu.read("提示", row) for end in ("6", "7.99"))
    gansu.row(row, "营商环境", "有效改善", "全部或基本达成预期指标", 10)
    assert gansu.read("指标得分", row) == 10


PLACES = {"above the first": 0, "inside a subcategory": 4, "between categories": 9, "above the total": None}


@pytest.mark.parametrize("place", PLACES)
def test_an_inserted_row_counts_wherever_it_stands(gansu, place):
    gansu.head()
    gansu.all_rows()
    before = gansu.sums()
    row = gansu.total if PLACES[place] is None else gansu.form.first + PLACES[place]
    gansu.insert(row)
    assert gansu.sums() == before
    gansu.row(row, "新增指标数", "≥10件", "10件", 6.67)
    assert gansu.sums() == (100, NOT_YET)  # no formula in the row, so no score yet
    gansu.office.fill({gansu.form.place("指标得分", row): 6.67})
    points, score = gansu.sums()
    assert (points, round(score, 2)) == (100, round(before[1] + 6.67, 2))
    assert gansu.read("核对", gansu.total) == "分值合计100 ✓"
    checked = gansu.checked()
    assert len(checked.form.indicators) == len(INDICATORS) + 1
    assert not {finding.code for finding in checked.findings} & {"S101", "S104", "S109", "S110", "W110"}


def test_an_inserted_row_is_open_and_never_gets_a_wrong_score(gansu):
    row = gansu.form.first + 4
    gansu.insert(row)
    for header in ("三级指标", "年度指标值", "实际完成值", "分值", "指标得分", "偏差原因"):
        assert not gansu.office.is_locked(gansu.form.place(header, row)), header
    gansu.row(row, "新增指标数", "≥10件", "5件", 10)
    assert "插入" in gansu.read("提示", gansu.total)
    gansu.office.fill_down(gansu.form.place("指标得分", row))  # the score's formula alone, without the row's pieces
    assert gansu.read("指标得分", row) == JUDGE


def test_points_and_scores_move_with_the_rows_below_an_inserted_one(gansu):
    gansu.head()
    row = gansu.form.row_of("服务对象满意度指标")
    gansu.insert(gansu.form.first + 4)
    gansu.row(row + 1, "群众满意度", "≥95%", "90%", 10)
    assert gansu.read("指标得分", row + 1) == 9.47
    assert gansu.read("提醒", row + 1) == "需填偏差原因"


@pytest.mark.parametrize("options", [{}, {"plain": True}], ids=["with the add-in's functions", "plain"])
def test_a_target_in_three_columns(office, tmp_path, options):
    filled = Filled(office, "yunnan/2023", tmp_path, **options)
    rows = [
        ("≥", "95", "%", "90%", 9.47),
        ("=", "100", "%", "100", 10),
        ("", "95", "%", "96%", 10),
        ("定性", "稳步提升", "", "完成", 10),
    ]
    rows += [("≥", "≥95%", "%", "95%", 10), ("≤", "1,200", "元", "1500", 7.5), ("不低于", "95", "%", "96%", 10)]
    for row, (sign, value, unit, actual, _) in enumerate(rows, start=filled.form.first):
        parts = {
            "三级指标": "发放数量",
            "指标性质": sign,
            "指标值": value,
            "度量单位": unit,
            "实际完成值": actual,
            "分值": 10,
        }
        office.fill({filled.form.place(header, row): part for header, part in parts.items() if part != ""})
    shown = [filled.read("得分", row) for row in range(filled.form.first, filled.form.first + len(rows))]
    assert shown == [score for *_, score in rows]
    for row, due in zip(filled.checked().form.indicators, filled.checked().due.indicators, strict=True):
        assert (row.score.value, due.outcome is Outcome.UNJUDGED) == (due.score, False)


def test_a_form_without_points_says_which_share_is_earned(office, tmp_path):
    filled = Filled(office, "hubei/2020", tmp_path)
    row = filled.form.first
    values = {"三级指标": "接访数量", "年初目标值": "≥100件", "实际完成值": "90件"}
    office.fill({filled.form.place(header, row): value for header, value in values.items()})
    assert filled.read("提示", row).endswith("×0.9")
    assert filled.read("得分", row) is None
    office.fill({filled.form.place("得分", row): 18})
    assert filled.read("核对", row) == "得分合计18"


def test_amounts_that_do_not_add_up_are_pointed_at(gansu):
    gansu.head()
    total = gansu.form.right_of("年度资金总额")
    row, executed = int(total[1:]), gansu.form.column_of("全年执行数")
    gansu.office.fill({f"{executed}{row}": 21, f"{executed}{row + 1}": 20})
    (hint,) = gansu.office.read([f"{gansu.form.column_of('提示')}{row}"])
    assert "大于" in hint
    assert "之和" in hint
    gansu.office.fill({f"{executed}{row}": 20})
    (hint,) = gansu.office.read([f"{gansu.form.column_of('提示')}{row}"])
    assert hint == ""


def test_printed_it_is_whole_on_every_page(gansu):
    gansu.head()
    gansu.all_rows()
    total = gansu.form.right_of("年度资金总额")
    large = "12,345,678,901.23"
    gansu.office.fill({f"{gansu.form.column_of('全年预算数')}{total[1:]}": 12345678901.23})
    tier = "部分达成预期指标并具有一定效果"
    gansu.office.fill({gansu.form.place("实际完成值", gansu.form.row_of("社会效益指标")): tier})
    file = gansu.folder / "filled.pdf"
    gansu.office.save(str(file))
    command = [require("pdftotext"), "-layout", str(file), "-"]
    pages = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split("\f")[:-1]
    assert len(pages) == 2
    assert all("三级指标" in page and "实际完成值" in page for page in pages)
    printed = "".join("".join(pages).split())
    assert "##" not in printed
    for text in (large, JUDGE, NOT_YET, *(name for _, name, *_ in INDICATORS)):
        assert text in printed
    assert "提示" not in printed  # what stands beside the form is not printed
