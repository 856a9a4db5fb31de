"""Any number of filled forms for measuring: 9 KB and 40 rows each, merged cells, styles, formulas with values.

200 forms are written cell by cell, with their own figures, texts and now and then a fault; all others are one of these
with names of their own, so that no two files are equal and 100,000 come in minutes.
"""

from __future__ import annotations

import random
import tempfile
import zipfile
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from xladdin.demo import write_workbook

if TYPE_CHECKING:
    from collections.abc import Iterator

_BASES = 200
_A_FOLDER = 500
_NAME, _UNIT = "某某专项资金项目（编号#项目#）", "某县某某单位（编号#单位#）"
_HEAD = """\
@sheet 项目支出绩效自评表
@widths 6 12 16 24 14 14 8 10 30
项目支出绩效自评表 | < | < | < | < | < | < | < | <
（2024年度） | < | < | < | < | < | < | < | <
项目名称 | < | {name} | < | < | < | < | < | <
主管部门 | < | 某县财政局（汇总） | < | < | 实施单位 | {unit} | < | <
项目资金\\n（万元） | < |  | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分
^ | ^ | 年度资金总额 | {sums} | 10 | {execution} | {score}
^ | ^ | 其中：当年财政拨款 | {initial} | {budget} | {done} | - | =F7/E7 => {rate}% | -
^ | ^ | 　　　上年结转资金 | 0 | 0 | 0 | - |  | -
^ | ^ | 　　　其他资金 | 0 | 0 | 0 | - |  | -
年度总体目标 | < | 预期目标 | < | < | 实际完成情况 | < | < | <
^ | < | {goal} | < | < | {achieved} | < | < | <
绩效指标 | 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因分析及改进措施
"""
_TAIL = """\
总分 | < | < | < | < | < | 100 | {total} |
说明 | < | {remark} | < | < | < | < | < | <
"""
#: 一级指标, 二级指标, number of rows, points of each.
_BLOCKS = (
    ("产出指标", "数量指标", 5, 3),
    ("产出指标", "质量指标", 4, 3),
    ("产出指标", "时效指标", 3, 3),
    ("产出指标", "成本指标", 2, 7),
    ("效益指标", "经济效益指标", 3, 4),
    ("效益指标", "社会效益指标", 3, 4),
    ("效益指标", "生态效益指标", 1, 3),
    ("效益指标", "可持续影响指标", 1, 3),
    ("满意度指标", "服务对象满意度指标", 4, 2.5),
)
_THINGS = (
    "培训人员",
    "维修道路",
    "发放补贴",
    "采购设备",
    "开展检查",
    "建设站点",
    "资助学生",
    "种植林木",
    "巡查河道",
    "救助对象",
)
_UNITS = ("人次", "公里", "户", "台", "次", "个", "人", "亩", "处", "万元")
_WORDS = ("工作开展有序，资金使用规范。", "各项任务按计划推进，群众反映良好。", "按合同约定完成，验收合格。")


def write_forms(folder: Path, count: int, seed: int = 1) -> list[Path]:
    """``count`` forms below ``folder``, 500 a folder; equal arguments give equal bytes."""
    bases = [_parts(_table(random.Random(seed * 1000 + number))) for number in range(min(_BASES, count))]
    paths = []
    for number in range(count):
        place = folder / f"{number // _A_FOLDER:04}" / f"自评表{number:06}.xlsx"
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(_named(bases[number % len(bases)], number))
        paths.append(place)
    return paths


def change_form(path: Path) -> None:
    """Other content in a form: what somebody saved again."""
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    path.write_bytes(_named(parts, 0, old="某某专项", new="某某专项（修改）"))


def _parts(table: str) -> dict[str, bytes]:
    with tempfile.TemporaryDirectory() as folder:
        path = write_workbook(table, Path(folder) / "form.xlsx")
        with zipfile.ZipFile(path) as package:
            return {name: package.read(name) for name in package.namelist()}


def _named(parts: dict[str, bytes], number: int, old: str = "#", new: str = "") -> bytes:
    """A form with its own number in the names."""
    texts = parts["xl/sharedStrings.xml"].decode()
    texts = texts.replace("#项目#", f"{number:06}").replace("#单位#", f"{number % 997:04}").replace(old, new)
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as package:
        for name, data in parts.items():
            entry = zipfile.ZipInfo(name, (2025, 1, 2, 8, 0, 0))
            content = texts.encode() if name == "xl/sharedStrings.xml" else data
            package.writestr(entry, content, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def _table(dice: random.Random) -> str:
    budget = dice.randint(1000, 90000) / 100
    done = int(budget * dice.choice((100, 100, 99.5, 97.25, 92)) + 0.5) / 100
    rate = int(done / budget * 10000 + 0.5) / 100
    score = int(rate * 10 + 0.5) / 100
    rows = list(_rows(dice))
    total = int((score + sum(row[1] for row in rows)) * 100 + 0.5) / 100
    figures = {"initial": f"{budget:.2f}", "budget": f"{budget:.2f}", "done": f"{done:.2f}", "rate": f"{rate:.2f}"}
    figures["sums"] = f"=SUM(D7:D9) => {budget:.2f} | =SUM(E7:E9) => {budget:.2f} | =SUM(F7:F9) => {done:.2f}"
    figures["execution"] = f"=F6/E6 => {rate:.2f}%"
    goal = "目标：" + "".join(_sentences(dice) for _ in range(6))
    achieved = "全年：" + "".join(_sentences(dice) for _ in range(6))
    head = _HEAD.format(name=_NAME, unit=_UNIT, score=score, goal=goal, achieved=achieved, **figures)
    return head + "".join(row[0] for row in rows) + _TAIL.format(total=f"{total:g}", remark=dice.choice(_WORDS))


def _sentences(dice: random.Random) -> str:
    """What clerks write: always the same, with other figures."""
    place = "".join(dice.choices("东西南北城乡镇村河山桥路园区站所中心", k=6))
    done, more = dice.randint(10, 9000), dice.randint(1, 90)
    return f"{place}{dice.choice(_THINGS)}{done}个（处），较上年增加{more}个。{dice.choice(_WORDS)}"


def _rows(dice: random.Random) -> Iterator[tuple[str, float]]:
    """Rows of the indicators with the score that is filled in."""
    before = ("", "")
    for category, subcategory, count, points in _BLOCKS:
        for _ in range(count):
            first = "^" if category == before[0] else category
            second = "^" if (category, subcategory) == before else subcategory
            before = category, subcategory
            target, actual, score = _figures(dice, points)
            note = _sentences(dice) if score < points or dice.random() < 0.7 else ""
            name = f"{dice.choice(_THINGS)}{subcategory[:2]}{dice.randint(1, 400)}"
            yield f"^ | {first} | {second} | {name} | {target} | {actual} | {points} | {score:g} | {note}\n", score


def _figures(dice: random.Random, points: int) -> tuple[str, str, float]:
    """Target, actual value and score; one row of fifty has a score that is not due."""
    kind = dice.randint(0, 5)
    wrong = 0.5 if dice.random() < 0.02 else 0
    if kind <= 2:
        amount, unit = dice.randint(10, 5000), dice.choice(_UNITS)
        return f"≥{amount}{unit}", f"{amount + dice.randint(0, amount // 10)}{unit}", points - wrong
    if kind == 3:
        percent = dice.choice((85, 90, 95, 98))
        return f"≥{percent}%", f"{dice.randint(percent, 100)}%", points - wrong
    if kind == 4:
        return "2024年12月31日前", f"2024年{dice.randint(6, 12)}月", points - wrong
    word = dice.choice(("稳步提升", "有效改善", "持续增强"))
    return word, word, points
