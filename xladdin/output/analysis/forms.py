"""What stands in the lines of forms, funds and indicators."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from xladdin.model import TargetKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from decimal import Decimal

    from xladdin.model import FormLine, FundExtract, IndicatorLine, MergedIndicator, Summary, Unit
    from xladdin.output.analysis.numbers import Numbers

_FUNDS = ("年初预算数", "全年预算数", "全年执行数")
_BLANK = "未填"
Row = dict[str, Any]


def form_rows(summary: Summary, forms: Numbers) -> Iterator[Row]:
    """One line a form."""
    unjudged = Counter(forms.of(line) for line in summary.indicators if line.due is None and line.points is not None)
    for number, line in enumerate(summary.lines, 1):
        yield {
            "form_id": number,
            "file": line.file,
            "sheet": line.sheet,
            "department": line.department,
            "implementing_unit": line.unit,
            "project": line.project,
            "subproject": line.subproject,
            "region": line.region,
            "year": line.year,
            "scheme": line.scheme,
            "scheme_name": line.scheme_name,
            "scheme_sure": line.scheme_sure,
            "amount_unit": line.amount_unit,
            "amount_unit_printed": line.unit_printed,
            "initial_budget": line.initial,
            "budget": line.budget,
            "executed": line.executed,
            "execution_rate": line.rate,
            "stated_score": line.stated,
            "stated_score_cell": line.stated_cell,
            "due_score": line.due,
            "score": line.score,
            "grade": line.grade,
            "errors": line.errors,
            "warnings": line.warnings,
            "notes": line.notes,
            "missing_reason": form_reasons(line, unjudged[number]),
        }


def form_reasons(line: FormLine, unjudged: int) -> str:
    """Which figures of a form are missing, and why; ``unjudged`` rows have no score due."""
    total = next((row for row in line.funds if row.source == "total"), None)
    texts = total.printed if total else ("", "", "")
    reasons = list(_fund_reasons((line.initial, line.budget, line.executed), texts))
    if line.rate is None:
        zero = line.budget is not None and not line.budget
        reasons.append(f"执行率：{'全年预算数为0' if zero else '缺全年预算数或全年执行数'}")
    if line.stated is None:
        reasons.append("自评总分：未填，或者不是数")
    if line.due is None:
        reasons.append(f"应得总分：有{unjudged}行指标算不出应得分" if unjudged else "应得总分：表不完整，算不出")
    if line.grade is None:
        reasons.append("等级：没有总分，也没有填")
    return "；".join(reasons)


def _fund_reasons(amounts: Iterable[Decimal | None], texts: Iterable[str]) -> Iterator[str]:
    for name, amount, text in zip(_FUNDS, amounts, texts, strict=True):
        if amount is None:
            yield f"{name}：填的是“{text}”，不是数" if text else f"{name}：{_BLANK}"


def fund_rows(summary: Summary) -> Iterator[Row]:
    """One line a row of the funds."""
    for number, line in enumerate(summary.lines, 1):
        for row in line.funds:
            yield {"form_id": number, "file": line.file, "sheet": line.sheet, **_fund(row)}


def _fund(row: FundExtract) -> Row:
    amounts = {"initial_budget": row.initial, "budget": row.budget, "executed": row.executed}
    texts = {f"{name}_text": text for name, text in zip(amounts, row.printed, strict=True)}
    cells = {f"{name}_cell": cell for name, cell in zip(amounts, row.cells, strict=True)}
    reason = "；".join(_fund_reasons(amounts.values(), row.printed))
    return {
        "row": row.row,
        "source": row.source,
        "label": row.label,
        **amounts,
        **texts,
        **cells,
        "missing_reason": reason,
    }


def indicator_rows(summary: Summary, forms: Numbers) -> Iterator[Row]:
    """One line an indicator row of a form; they stand in the order of the merged ones and of their sources."""
    lines = enumerate(summary.indicators, 1)
    for merged_id, merged in enumerate(summary.merged_indicators, 1):
        for _ in merged.contributors:
            number, line = next(lines)
            yield {
                "indicator_id": number,
                "form_id": forms.of(line),
                "merged_id": merged_id,
                "file": line.file,
                "sheet": line.sheet,
                "row": line.row,
                "cell": line.cell,
                "department": line.department,
                "implementing_unit": line.unit,
                "project": line.project,
                "category": line.category,
                "subcategory": line.subcategory,
                "name": line.name,
                **_figures(line),
                "points": line.points,
                "stated_score": line.score,
                "due_score": line.due,
                "note": line.note,
                "merge_method": merged.how,
                "missing_reason": _indicator_reasons(line, merged),
            }


def _figures(line: IndicatorLine) -> Row:
    return {
        "target_text": line.target,
        "target_kind": line.kind.value,
        "target_sign": line.op.value if line.op else None,
        "target_value": _in_unit(line.low, line.measure),
        "target_high": _in_unit(line.high, line.measure),
        "actual_text": line.actual,
        "actual_value": _in_unit(line.done, line.measure),
        "measure_unit": line.measure.text if line.measure else None,
    }


def _in_unit(value: Decimal | None, unit: Unit | None) -> Decimal | None:
    """A figure in base units as it is printed in ``unit``."""
    return value if value is None or unit is None else value / unit.factor


def _indicator_reasons(line: IndicatorLine, merged: MergedIndicator) -> str:
    reasons = []
    if line.kind is not TargetKind.QUANTITY or line.low is None or line.done is None:
        reasons.append(f"指标值、实际完成值的数：{merged.why or '不是数量指标'}")
    if line.points is None:
        reasons.append(f"分值：{_BLANK}")
    if line.score is None:
        reasons.append("得分：未填，或者不是数")
    if line.due is None:
        reasons.append(f"应得分：{line.unjudged or '没有分值'}")
    return "；".join(reasons)
