"""R101, R105: a report beside its form."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from xladdin.checks.facts import ReportFacts
from xladdin.checks.figures import plain
from xladdin.checks.report_text import at_figure, printed
from xladdin.checks.rule import Issue, rule
from xladdin.model import Severity

if TYPE_CHECKING:
    from xladdin.model import Match

_COLUMNS = {"target": "年度指标值", "actual": "实际完成值"}
_OFFICIAL = ("优", "良", "中", "差")
#: Grade → its lowest score (财预〔2020〕10号).
_GRADES = ((Decimal(90), "优"), (Decimal(80), "良"), (Decimal(60), "中"), (Decimal(0), "差"))
_SAME_GRADE = {"优秀": "优", "良好": "良", "合格": "中", "中等": "中", "较差": "差"}
_DO = "请核对原始资料，改正报告或自评表中写错的一处"


@rule("R101", Severity.ERROR)
def report_differs_from_table(facts: ReportFacts) -> Iterator[Issue]:
    """报告中的数字与自评表不符。

    比较资金、执行率、各指标的实际完成值和指标值；“约”“余”等概数不比。报告中各类指标的满分、得分与表不符的，列为核实。

    依据：自评报告与自评表应当一致；哪一处写错，本工具不能判断。
    反例：报告“接访310次”，自评表实际完成值289次。
    正例：报告“接访289次”，自评表实际完成值289次。
    """
    for one in facts.matches:
        if one.agrees or one.figure is None or one.topic in {"score", "grade", "execution-points"}:
            continue
        yield at_figure(
            facts, one.figure, one.label, _said(one),
            do=_DO, expected=one.shown,
            difference=plain(one.figure.value - one.wanted) if one.wanted is not None else None,
            severity=None if one.sure else Severity.WARNING,
        ).at_cell(one.cell)  # fmt: skip


def _said(one: Match) -> str:
    assert one.figure is not None
    told = printed(one.figure)
    if one.topic in {"points", "score-part"}:
        what = "满分" if one.topic == "points" else "得分"
        return f"报告中“{one.label}”的{what}是{told}，自评表这一类各行合计{one.shown}分。"
    where = _COLUMNS.get(one.column, one.label)
    name = f"“{one.label}”的{where}" if one.topic == "indicator" else f"“{where}”"
    return f"报告写{told}，自评表{name}是{one.shown}。"


@rule("R105", Severity.ERROR)
def report_score_differs(facts: ReportFacts) -> Iterator[Issue]:
    """报告中的自评得分或等级与自评表不符，或者得分与等级不符。

    等级用词与规定的“优、良、中、差”不同的（如“优秀”），列为提示。

    依据：自评报告与自评表应当一致；90（含）—100分为优、80（含）—90分为良、60（含）—80分为中、60分以下为差。
    反例：报告“自评得分98.6分”，自评表总分92.6；“得分88分，等级为优”。
    正例：报告“自评得分92.6分，等级为优”，自评表总分92.6，等级“优”。
    """
    for one in facts.matches:
        if one.agrees or one.topic not in {"score", "grade", "execution-points"}:
            continue
        if one.figure is None:
            assert one.place is not None
            yield Issue(
                one.label, f"报告写“{one.place.found}”，自评表写“{one.shown}”。", _DO,
                cell=one.cell, found=one.place.found, expected=one.shown,
                paragraph=one.place.paragraph, sentence=one.place.sentence,
            )  # fmt: skip
            continue
        what = "总分" if one.topic == "score" else "执行率的" + ("分值" if one.column == "points" else "得分")
        yield at_figure(
            facts, one.figure, one.label, f"报告写{printed(one.figure)}，自评表{what}是{one.shown}。",
            do=_DO, expected=one.shown,
            difference=plain(one.figure.value - one.wanted) if one.wanted is not None else None,
            severity=None if one.sure else Severity.WARNING,
        ).at_cell(one.cell)  # fmt: skip
    if all(one.agrees or one.topic != "grade" for one in facts.matches):  # one defect, one finding
        yield from _grade_of_score(facts)


def _grade_of_score(facts: ReportFacts) -> Iterator[Issue]:
    """The grade against the score, both of the report."""
    score, said = facts.report.score, facts.report.grade
    if said is None:
        return
    stated = _SAME_GRADE.get(said.found, said.found)
    due = next((grade for lowest, grade in _GRADES if score is not None and score.value >= lowest), None)
    if due is not None and due != stated and score is not None and score.value <= 100:
        yield Issue(
            "自评等级", f"报告得分{printed(score)}，等级写“{said.found}”，按分数应为“{due}”。",
            "请核对得分和等级；当地另有规定的，按当地规定", found=said.found, expected=due,
            paragraph=said.paragraph, sentence=said.sentence,
        )  # fmt: skip
    elif said.found not in _OFFICIAL:
        yield Issue(
            "自评等级", f"等级写“{said.found}”，规定的用词是“{stated}”。", "请改用规定的等级名称",
            found=said.found, expected=stated, severity=Severity.NOTE,
            paragraph=said.paragraph, sentence=said.sentence,
        )  # fmt: skip
