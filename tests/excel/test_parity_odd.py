"""Every unit, and texts nobody would expect: the formula gives the core's figure or none."""

import random
from decimal import Decimal

import pytest

from tests.excel import parity, parity_sheet
from tests.excel.parity import Case
from xladdin.form import notation
from xladdin.form.notation import lexicon

SCHEMES = ("gansu/2024", "hubei/2020")
UNITS = [unit for unit, _, _ in notation.known_units()]
MULTIPLIERS = ("", "万", "亿", "千", "百")
LISTS = parity_sheet.WORDS


def unit_cases():
    """Each unit below its target, every other one with a multiplier, and without a unit on one side."""
    for number, unit in enumerate(UNITS):
        multiplier = MULTIPLIERS[number % len(MULTIPLIERS)]
        yield Case(SCHEMES[0], "产出指标/数量指标/数量", f"≥5{unit}", f"3{multiplier}{unit}", Decimal(10))
        yield Case(SCHEMES[0], "产出指标/数量指标/数量", f"5{multiplier}{unit}", "4", Decimal(10))


PLAIN = ["1", "3", "7", "12", "60", "95", "96.5", "99.99", "100", "300"]
NUMBERS = [
    "0", "2024", "1950", "2024.5", "20241230", "00", "0.0", "007", "1.", ".5", "1,234", "12,345", "1,23", "1,2345",
    "1.2.3", "3/4", "1-3", "1E3", "-5", "+3", "１２", "一", "三", "十", "半", "两百", "0.95", "0.5", "1.2",
]  # fmt: skip
SIGNS = [
    "≥",
    "≤",
    ">",
    "<",
    "=",
    ">=",
    "不低于",
    "不超过",
    "至少",
    "超过",
    "＞",
    "≧",
    "",
    "",
    "",
    "达到",
    "约",
    "≥≥",
    "±",
]
ENDINGS = [
    "",
    "",
    "",
    "",
    "",
    "",
    "以上",
    "以下",
    "以内",
    "及以上",
    "左右",
    "。",
    "前",
    "内",
    "余",
    "（含）",
    "；",
    "底前",
]
COMMON = [
    "%",
    "万元",
    "元",
    "个",
    "次",
    "天",
    "个月",
    "年",
    "月",
    "日",
    "亩",
    "‰",
    "万人",
    "元/亩",
    "万",
    "季度",
    "工作日",
    "",
]
ADVERBS = ["稳步", "显著", "持续", "不断", "群众", "制度", "服务", "较", "效果", "", "未", "全年"]
SENTENCES = [
    "长期",
    "2024年12月31日前",
    "2024年12月",
    "12月底前",
    "1-12月",
    "按时完成",
    "未按时完成",
    "已完成100%",
    "—",
    "XX",
    "无",
]
WHERE = ["产出指标/数量指标", "产出指标/成本指标", "成本指标/经济成本指标", "效益指标/社会效益指标", ""]


class Odd:
    """Texts put together from pieces, the same every time."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.degrees, self.verbs = lexicon.words("degree", "words"), lexicon.words("degree", "verbs")
        self.names = [*LISTS.limits, *LISTS.more, *LISTS.standards, *LISTS.rates, *LISTS.money, *LISTS.savings, "数量"]
        self.tiers = [word for tier in LISTS.tiers for word in tier]

    def figure(self):
        pick = self.random.choice
        unit = pick(COMMON) if self.random.random() < 0.7 else pick(MULTIPLIERS) + pick(UNITS)
        number = pick(PLAIN) if self.random.random() < 0.7 else pick(NUMBERS)
        return f"{pick(SIGNS)}{number}{unit}{pick(ENDINGS)}"

    def words(self):
        pick = self.random.choice
        degree = pick(self.degrees)
        return pick([pick(ADVERBS) + degree, pick(self.verbs) + degree, pick(self.tiers), pick(SENTENCES)])

    def text(self):
        chance = self.random.random()
        if chance < 0.75:
            return self.figure()
        return self.words() if chance < 0.95 else self.words() + self.figure()

    def case(self):
        target = self.text()
        chance = self.random.random()
        actual = target if chance < 0.15 else self.near(target) if chance < 0.6 else self.text()
        name = "".join(self.random.choice(self.names) for _ in range(self.random.randint(1, 2)))
        where = f"{self.random.choice(WHERE)}/{name.replace('/', '')}"
        points = self.random.choice(["10", "6.67", "6.665", "0", "20"])
        return Case(self.random.choice(SCHEMES), where, target, actual, Decimal(points))

    def near(self, target):
        """An answer in the target's unit, where it has a figure."""
        read = notation.parse_target(target)
        if read.value is None:
            return self.random.choice(self.tiers)
        share = Decimal(self.random.choice(["1", "0.95", "1.1", "2.5", "0", "0.01", "100", "1000", "10000"]))
        unit = read.unit.text if read.unit and self.random.random() < 0.7 else ""
        return f"{(read.value * share).normalize():f}{unit}"


def odd_cases():
    odd = Odd(20)
    return [odd.case() for _ in range(1200)]


@pytest.mark.parametrize(("cases", "judged"), [(list(unit_cases()), 700), (odd_cases(), 120)], ids=["units", "odd"])
def test_a_formula_gives_the_figure_of_the_core_or_none(cases, judged, tmp_path):
    file = parity_sheet.write(cases, tmp_path / "cases.xlsx")
    answers = parity_sheet.by_ironcalc(file, len(cases))
    wrong = [
        (case, answer)
        for case, answer in zip(cases, answers, strict=True)
        if isinstance(answer, Decimal) and (case.due is None or abs(answer - case.due) > parity.NOISE)
    ]
    assert wrong == []
    assert sum(isinstance(answer, Decimal) for answer in answers) >= judged
