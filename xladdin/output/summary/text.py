"""A summary in a few lines of text."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from typing import TYPE_CHECKING

from xladdin.output.findings_text import Line
from xladdin.output.form_json import plain
from xladdin.output.summary.words import WHY_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from xladdin.model import Control, Refusal, Summary

#: Refused forms that are named for one reason; a folder of thousands must not scroll the totals away.
SHOWN = 10


def describe_summary(summary: Summary) -> Iterator[Line]:
    """Control totals, grades, and every file that was not merged with the reason."""
    yield Line(
        f"共{summary.files}个文件：汇总{summary.merged}个，未汇总{summary.files - summary.merged}个。", "heading"
    )
    totals = summary.totals
    rate = f"{totals.rate:f}%" if totals.rate is not None else "—"
    yield Line(
        f"  年初预算{plain(totals.initial)}万元，全年预算{plain(totals.budget)}万元，"
        f"全年执行{plain(totals.executed)}万元，执行率{rate}"
    )
    yield Line("  等级：" + "，".join(f"{grade}{count}" for grade, count in summary.grades.items()))
    yield from _sections(summary)
    yield from _refusals(summary.refused)
    yield from _differences(summary.controls)
    for note in summary.notes:
        yield Line(f"  {note}", "note")


def _sections(summary: Summary) -> Iterator[Line]:
    """A line for each kind of forms beside the one that the summary is about."""
    for section in summary.sections:
        if section.kind == summary.kind:
            continue
        parts = [f"{len(section.lines)}张"]
        budget = sum((line.form.budget for line in section.lines if line.form.budget is not None), Decimal(0))
        executed = sum((line.form.executed for line in section.lines if line.form.executed is not None), Decimal(0))
        amount = sum((line.amount for line in section.lines if line.amount is not None), Decimal(0))
        if budget or executed:
            parts.append(f"全年预算{plain(budget)}万元，全年执行{plain(executed)}万元")
        if amount:
            parts.append(f"项目金额{plain(amount)}万元")
        grades = Counter(line.form.grade or "未定" for line in section.lines)
        parts.append("等级" + "、".join(f"{grade}{count}" for grade, count in grades.most_common()))
        yield Line(f"  {section.name}：{'，'.join(parts)}")


def _differences(controls: Sequence[Control]) -> Iterator[Line]:
    """Control totals that do not agree; they do unless the tool itself is wrong."""
    for control in controls:
        if not control.agrees:
            sides = f"{plain(control.left)}，{plain(control.right)}"
            yield Line(
                f"  核对不一致：{control.equation}，两边是{sides}。请不要使用这份汇总，并告知维护人员。", "error"
            )


def _refusals(refused: Sequence[Refusal]) -> Iterator[Line]:
    """Reason by reason, the most frequent first, with the first files of each; the workbook and JSON name them all."""
    reasons: dict[str, list[Refusal]] = {}
    for refusal in refused:
        reasons.setdefault(refusal.why, []).append(refusal)
    for why, group in sorted(reasons.items(), key=lambda item: -len(item[1])):
        told = WHY_WORDS.get(why, why)
        for refusal in group[:SHOWN]:
            where = f" › {refusal.sheet}" if refusal.sheet else ""
            yield Line(f"  未汇总：{refusal.file}{where}：{refusal.message}（{told}）", "warning")
        if len(group) > SHOWN:
            yield Line(f"  未汇总：同一原因（{told}）另有{len(group) - SHOWN}张，见“未汇总”工作表", "warning")
