"""Targets in three columns, typed into the blank form itself: formula, function in cells and core agree."""

from decimal import Decimal
from itertools import product

import ironcalc
import openpyxl
import pytest

from tests.template.samples import built
from xladdin import scoring
from xladdin.excel import udfs
from xladdin.form.notation import parse_actual, parse_target_parts
from xladdin.schemes import load

POINTS = 10
SIGNS = ["≥", "≤", "=", ">", "", "定性", "不低于"]
TARGETS = [
    ("95", "%"), ("20", "万元"), ("3", "万人"), ("1,200", "平方米"), ("2", "公里"), ("60", "天"), ("0", "起"),
    ("5", "元/人"), ("≥95%", "%"), ("95%", ""), ("12.5", "百分比"), ("100", "无此单位的"), ("稳步提升", ""),
    ("稳步提升", "%"), ("2024年12月31日前", ""), ("12件", "件"), ("100", "—"), ("", "%"), ("9５", "％"),
]  # fmt: skip
NAMES = ["发放数量", "办结时限", "培训费用"]


def answers(value, unit):
    """Answers that miss, meet and do not fit, with and without the unit."""
    figure = value.strip("≥%件").replace(",", "")
    try:
        wanted = Decimal(figure)
    except ArithmeticError:
        return ["稳步提升", "完成", "部分完成", "2024年12月20日"]
    half, same = f"{wanted * Decimal('0.5'):f}", f"{wanted:f}"
    return [f"{half}{unit}", f"{same}{unit}", half, same, f"{wanted * 3:f}{unit}", "完成"]


CASES = [
    (sign, value, unit, actual, NAMES[number % len(NAMES)])
    for number, (sign, (value, unit)) in enumerate(product(SIGNS, TARGETS))
    for actual in answers(value, unit)
]


class FormInIronCalc:
    """The blank form of a scheme; a row is filled by typing texts, as into cells that are formatted as text."""

    def __init__(self, key, folder):
        self.scheme = load(key)
        self.file = folder / "blank.xlsx"
        self.file.write_bytes(built(self.scheme))
        sheet = openpyxl.load_workbook(self.file).active
        header = next(cell for row in sheet.iter_rows() for cell in row if cell.value == "三级指标")
        self.name, self.first = header.column, header.row + 2
        total = next(row[0].row for row in sheet.iter_rows(min_row=self.first) if row[0].value == "总分")
        self.where = {}
        above = ["", ""]
        for row in range(self.first, total):
            above = [sheet.cell(row, level).value or above[level - 1] for level in (1, 2)]
            self.where[row] = "/".join(text.replace("\n", "") for text in above)

    def scores(self, cases):
        """What the score cells show for as many cases as the form has rows."""
        model = ironcalc.load_from_xlsx(str(self.file), "en", "UTC", "en")
        for row, (sign, value, unit, actual, name) in zip(self.where, cases, strict=False):
            for offset, text in enumerate((name, sign, value, unit, actual)):
                if text:
                    model.set_user_input(0, row, self.name + offset, f"'{text}")
            model.set_user_input(0, row, self.name + 5, str(POINTS))
        model.evaluate()
        return [
            model.get_formatted_cell_value(0, row, self.name + 6) for row, _ in zip(self.where, cases, strict=False)
        ]

    def due(self, row, case):
        sign, value, unit, actual, name = case
        target = parse_target_parts(sign, value, unit, name=name)
        read = parse_actual(actual, target)
        return scoring.score_indicator(
            target, read, Decimal(POINTS), self.scheme, category=self.where[row], name=name
        ).score


@pytest.fixture(scope="module")
def form(tmp_path_factory):
    return FormInIronCalc("yunnan/2023", tmp_path_factory.mktemp("form"))


def test_a_form_with_three_columns_scores_like_the_core_or_not_at_all(form):
    rows, wrong, judged, due_ones = list(form.where), [], 0, 0
    for start in range(0, len(CASES), len(rows)):
        batch = CASES[start : start + len(rows)]
        for row, case, shown in zip(rows, batch, form.scores(batch), strict=False):
            due = form.due(row, case)
            due_ones += due is not None
            figure = Decimal(shown) if shown.replace(".", "", 1).isdigit() else None
            judged += figure is not None
            if figure is not None and (due is None or abs(figure - due) > Decimal("1e-9")):
                wrong.append((row, case, shown, due))
    assert wrong == []
    assert judged >= Decimal("0.85") * due_ones


def test_the_function_in_cells_reads_the_joined_target_the_same(form):
    row = next(iter(form.where))
    for sign, value, unit, actual, name in CASES:
        if sign in ("≥", "≤", "=", ">") and value[:1].isdigit() and value.isdigit():
            joined = f"{sign}{value}{unit}"
            answer = udfs.JX_SCORE(joined, actual, POINTS, f"{form.where[row]}/{name}", None, "yunnan/2023")
            due = form.due(row, (sign, value, unit, actual, name))
            assert (None if isinstance(answer, str) else Decimal(str(answer))) == due
