"""I 指标: what is filled in for each indicator, row by row."""

from __future__ import annotations

import re
from collections.abc import Iterator

from xladdin.checks.facts import Facts
from xladdin.checks.figures import plain
from xladdin.checks.rows import by_filling, has_actual, has_target, name_of
from xladdin.checks.rule import Issue, issue, rule
from xladdin.checks.units import measure_the_same, unit_doubt, units_clash
from xladdin.checks.wording import is_unmeasurable, stand_in_in
from xladdin.checks.words import folded
from xladdin.model import ZERO_DENOMINATOR, Indicator, Op, Outcome, Severity, TargetKind

_NUMBERING = re.compile(r"^(?:指标)?\d{1,2}[:：、.]|[★☆▲*]")


@rule("I101", Severity.ERROR)
def target_missing(facts: Facts) -> Iterator[Issue]:
    """没有填年度指标值。

    依据：自评表所印栏目“年度指标值”；没有指标值就无从判断完成与否。
    反例：三级指标“案件化解率”，年度指标值为空（或只有“≥ %”）。
    正例：三级指标“案件化解率”，年度指标值“≥95%”。
    """
    for row, _ in by_filling(facts).without_target:
        if row.target.has_place and not row.target.error:
            more = "" if has_actual(row) else "，实际完成值也没有填"
            yield issue(
                row.target,
                name_of(row),
                f"年度指标值没有填{more}。",
                do="请按批复的绩效目标填写年度指标值；不用的空行请删除",
            )


@rule("I102", Severity.ERROR)
def actual_missing(facts: Facts) -> Iterator[Issue]:
    """没有填实际完成值。

    依据：自评表所印栏目“实际完成值”；没有完成值就无从评分。没有完成的填0，不能留空。
    反例：年度指标值“≥95%”，实际完成值为空。
    正例：年度指标值“≥95%”，实际完成值“96%”。
    """
    worked_out = {row.row for row, _, _ in facts.scaled_rows} if facts.form.figures else set()
    for row, due in by_filling(facts).without_actual:
        if not row.actual.has_place or not has_target(row):
            continue
        said, do = f"年度指标值是“{row.target.raw}”，实际完成值没有填。", "请填写实际完成值；没有完成的填0并说明原因"
        if row.row in worked_out:
            if due.brief == ZERO_DENOMINATOR and not row.score.is_blank:
                continue  # a person has scored it, or is asked to
            said = f"这一行由基础数据和支出算出，{due.brief}，实际完成值没有算出。"
            do = "请补填或改正基础数据；分母确实为0的，由人判定得分并在原因栏说明"
        yield issue(row.actual, name_of(row), said, do=do)


@rule("I103", Severity.ERROR)
def points_missing(facts: Facts) -> Iterator[Issue]:
    """没有填分值，或者分值不是大于0的数。

    依据：自评表所印注释：各项三级指标的权重分值由部门按重要程度自主确定；没有分值的指标无法评分。
    反例：分值为空、0、-5或“十分”。
    正例：分值10。
    """
    for row, _ in by_filling(facts).filled:
        points = row.points
        if not points.has_place or points.error:
            continue
        if points.value is None:
            what = "分值没有填。" if points.is_blank else f"分值“{points.raw}”不是数字。"
        elif points.value <= 0:
            what = f"分值是{points.raw}，应当大于0。"
        else:
            continue
        yield issue(points, name_of(row), what, do="请填写这项指标的分值，各项分值连同执行率合计100分")
    total = facts.scored_funds
    if total is not None and total.points.has_place and total.points.is_blank and total.score.value is not None:
        due = plain(facts.scheme.execution_points)
        yield issue(
            total.points,
            total.label,
            f"执行率的分值没有填，本次按评分方案的{due}分计算。",
            do=f"请填写{due}",
            expected=due,
            severity=Severity.WARNING,
        )


@rule("I109", Severity.ERROR)
def row_shifted(facts: Facts) -> Iterator[Issue]:
    """整行错位：这一行的内容比表头右移（或左移）了。

    依据：自评表所印表头；错位的行在汇总时会把指标值当成名称、把得分当成原因。
    反例：三级指标一栏填着“时效指标”，年度指标值一栏填着“及时受理率”，得分填在了原因一栏。
    正例：每项内容都填在自己的栏目下。
    """
    for row in facts.form.indicators:
        if row.shifted:
            side = "右" if row.shifted > 0 else "左"
            yield issue(
                row.name,
                name_of(row),
                f"第{row.row}行从“{name_of(row)}”起整行向{side}错了{abs(row.shifted)}栏，本次按应在的栏目理解。",
                do="请把这一行各格移回对应的栏目",
                found=None,
            )


@rule("I112", Severity.WARNING)
def indicator_twice(facts: Facts) -> Iterator[Issue]:
    """同一项指标填了两次。

    名称相同、二级指标和衡量的内容都不同的（一项工作的数量和质量）只作提示。

    依据：本工具的约定：同一项指标重复填写，会重复计分，汇总时也会重复相加。
    反例：数量指标下有两行“培训人数”，指标值都是“≥300人”。
    正例：“培训人数”“培训人次”；“培训人数（干部）”“培训人数（群众）”。
    """
    first: dict[tuple[str, str], Indicator] = {}
    for row, _ in by_filling(facts).filled:
        name = _NUMBERING.sub("", folded(row.name.raw))
        if not name or row.name.error:
            continue
        other = first.setdefault((row.block, name), row)
        if other is row:
            continue
        alike = other.subcategory.raw == row.subcategory.raw or _dimension(other) == _dimension(row)
        yield issue(
            row.name,
            name_of(row),
            f"“{name_of(row)}”在第{other.row}行已经填过一次。",
            do="重复的请删去一行并调整分值；不是同一项的，请把名称写得能够区分",
            cells=tuple(cell for cell in (row.name.cell, other.name.cell) if cell),
            severity=None if alike else Severity.NOTE,
        )


def _dimension(row: Indicator) -> str:
    """What a target measures: its unit's dimension, else its kind."""
    target = row.target.value
    if target is None:
        return ""
    return target.unit.dimension if target.unit is not None else target.kind.value


@rule("I114", Severity.ERROR)
def word_for_a_number(facts: Facts) -> Iterator[Issue]:
    """定量指标的实际完成值填的是文字（“完成”“达成预期”）。

    依据：本工具的约定：指标值是数字的，实际完成值也应填数字才能比较；指标值没有符号时为请核实。
    反例：年度指标值“≤30万元”，实际完成值“完成”。
    正例：年度指标值“≤30万元”，实际完成值“29.6万元”。
    """
    for row, _ in facts.rows:
        if answers_by_word(row):
            target = row.target.value
            no_sign = target is None or target.op in {None, Op.BARE}
            # 「已完成100%」 against 「≥12处」: no measured figure, yet it says how far the work has come.
            completion = row.actual.value is not None and row.actual.value.tier is not None
            yield issue(
                row.actual,
                name_of(row),
                f"年度指标值“{row.target.raw}”要用数字来比，实际完成值“{row.actual.raw}”没有可比较的数字。",
                do="请填写实际完成的数值和单位，如与指标值相同的写法",
                severity=Severity.WARNING if no_sign or completion else None,
            )


def answers_by_word(row: Indicator) -> bool:
    """Whether a target in figures is answered without a figure that can be compared with it."""
    target, actual = row.target.value, row.actual.value
    if target is None or actual is None or target.kind is not TargetKind.QUANTITY:
        return False
    if (actual.value is not None and actual.tier is None) or not has_actual(row):
        return False
    if row.actual.error or actual.when is not None:
        return False
    if actual.value is not None:
        return not measure_the_same(row)
    # 「无」 beside a target of 0 is the figure 0 in words; of 「XX」 P104 speaks.
    return target.value != 0 and not stand_in_in(actual.raw)


@rule("I115", Severity.NOTE)
def cannot_judge(facts: Facts) -> Iterator[Issue]:
    """无法判断是否完成，请人工判断。

    依据：本工具的约定：看不懂的不猜、不扣分、不跳过，逐项列出由人判断。
    反例：年度指标值“2022年6月底前”，实际完成值“2022年8月”：晚了多少分要由人定。
    正例：年度指标值“≥95%”，实际完成值“96%”。
    """
    for row, due in facts.judged_rows:
        if due.outcome is not Outcome.UNJUDGED or row.target.error or row.actual.error:
            continue
        if not has_target(row) or not has_actual(row) or answers_by_word(row):
            continue  # I101, I102, I114 speak
        if row.points.value is None or row.points.value < 0 or is_unmeasurable(row):
            continue  # I103, I104 speak, or the form has no points (湖北)
        if units_clash(row) or unit_doubt(row, one_column=facts.form.target_columns == 1):
            continue  # I106, I105 speak
        yield issue(
            row.actual,
            name_of(row),
            f"{due.explanation}。",
            do="请人工判断得分是否合适",
        )
