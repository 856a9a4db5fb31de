"""One form in thousands of layouts: order, wording, place, merged cells and columns that say nothing to us."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.form.outlines import form, fund_lines, indicator_lines, total_line
from tests.form.wordings import COLUMNS, PLAIN, WORDINGS

LEVELS = COLUMNS[:3]
VALUES = COLUMNS[3:]
ROWS = [
    ["产出指标", "数量指标", "维护座数", "≥5座", "6座", "30", "30", ""],
    ["产出指标", "数量指标", "清淤长度", "≥2公里", "2公里", "20", "20", ""],
    ["产出指标", "质量指标", "合格率", "100%", "98%", "10", "9.8", "一处返工"],
    ["效益指标", "社会效益指标", "灌溉条件", "改善", "改善", "20", "18", "渠道未通"],
    ["满意度指标", "服务对象满意度指标", "群众满意度", "≥90%", "95%", "10", "10", ""],
]
FUND_COLUMNS = {
    "initial": ["年初预算数", "年初预算（A0）", "年初预算数\\n（万元）"],
    "budget": ["全年预算数", "调整后预算数", "全年预算数（A）", "预算数"],
    "executed": ["全年执行数", "预算执行数", "全年执行数(B)", "执行数"],
    "points": ["分值", "权重", "分值（权重）"],
    "rate": ["执行率", "预算执行率", "执行率（B/A）", "执行率\\n(%)"],
    "score": ["得分", "自评得分"],
}
FUNDS = {"initial": "100", "budget": "120", "executed": "114", "points": "10", "rate": "95.00%", "score": "9.5"}


@dataclass(frozen=True)
class Layout:
    start: str
    merged: bool
    side_label: bool
    values: list[str]
    fund_values: list[str]
    wordings: dict[str, str]
    fund_wordings: dict[str, str]
    extra: str | None
    total: str
    gap: int


wordings = st.fixed_dictionaries({name: st.sampled_from(words) for name, words in WORDINGS.items()})
layouts = st.builds(
    Layout,
    start=st.sampled_from(["A1", "B2", "C4", "H17"]),
    merged=st.booleans(),
    side_label=st.booleans(),
    values=st.permutations(VALUES),
    fund_values=st.permutations(list(FUND_COLUMNS)),
    wordings=wordings,
    fund_wordings=st.fixed_dictionaries({name: st.sampled_from(words) for name, words in FUND_COLUMNS.items()}),
    extra=st.sampled_from([None, "完成率", "评分标准", "复核分", "序号"]),
    total=st.sampled_from(["总分", "合  计", "总计", "总 分："]),
    gap=st.sampled_from([0, 0, 1]),
)


def table(layout: Layout) -> str:
    """The form as a text table."""
    side = ["绩效指标"] if layout.side_label else []
    columns = [*LEVELS, *layout.values]
    order = [COLUMNS.index(name) for name in columns]
    extra = [layout.extra] if layout.extra else []
    lines = [
        ["2023年度项目支出绩效自评表"],
        ["项目名称", "水库维护"],
        ["主管部门", "某县水利局", "实施单位", "某管理所"],
        ["项目资金（万元）", "", *(layout.fund_wordings[name] for name in layout.fund_values)],
        ["^", "年度资金总额", *(FUNDS[name] for name in layout.fund_values)],
        ["^", "其中：财政拨款", *("—" if name in {"points", "score"} else FUNDS[name] for name in layout.fund_values)],
        *[[""]] * layout.gap,
        ["年度总体目标", "预期目标", "实际完成情况"],
        ["^", "完成维护。", "已完成。"],
        [*side, *(layout.wordings[name] for name in columns), *extra],
    ]
    above: list[str] = []
    for row in ROWS:
        cells = [row[at] for at in order]
        for level in range(2):
            if above[: level + 1] == row[: level + 1]:
                cells[level] = "^"
        lines.append([*(["^"] if side else []), *cells, *(["1"] if extra else [])])
        above = row
    total = {"points": "100", "score": "97.3"}
    lines.append([layout.total, *[""] * (len(side) + 2), *(total.get(name, "") for name in layout.values)])
    text = "\n".join(" | ".join(line) if any(line) else "|" for line in lines)
    return f"@start {layout.start}\n" + (text if layout.merged else text.replace("^", ""))


@settings(max_examples=150, deadline=None)
@given(layouts)
def test_every_layout_says_the_same(layout: Layout) -> None:
    read = form(table(layout))
    funds = [line.partition(" ")[2] for line in fund_lines(read)]
    assert funds == ["total 100 120 114 95 10 9.5", "fiscal 100 120 114 95 - -"]
    assert [line.partition(" ")[2] for line in indicator_lines(read)] == [
        f"{row[0]}/{row[1]}/{row[2]} {row[3]} {row[4]} {row[5]} {row[6]}" + (f" [{row[7]}]" if row[7] else "")
        for row in ROWS
    ]
    assert total_line(read).split(" ")[1:] == ["100", "97.3", "-"]
    assert (read.project.raw, read.department.raw, read.unit.raw) == ("水库维护", "某县水利局", "某管理所")
    assert (read.goal.raw, read.achieved.raw, read.year.value) == ("完成维护。", "已完成。", 2023)
    assert all(row.shifted == 0 and not row.is_subrow for row in read.indicators)
    assert sorted(name for name, _ in read.headers) == sorted(COLUMNS)


def test_the_plain_wordings_are_among_those_tried() -> None:
    assert all(plain in WORDINGS[name] for name, plain in zip(COLUMNS, PLAIN, strict=True))
