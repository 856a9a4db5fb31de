"""The functions about one indicator row: score, explanation, gap, completion, note."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from xladdin import scoring
from xladdin.excel.functions.arguments import category_and_name, completion, figure, scheme
from xladdin.excel.functions.percent_cells import Sides, decide
from xladdin.excel.functions.values import BLANK, CellError, Value
from xladdin.form.notation import parse_actual, parse_rate, parse_target
from xladdin.model import Actual, Due, Entry, Outcome, Scheme, Target, TargetKind

_HUNDRED = Decimal(100)
_FULL = Decimal(100)  # points where only met or missed matters


def score(
    target: Value, actual: Value, points: Value, category: Value = BLANK, tier: Value = BLANK, place: Value = BLANK
) -> Decimal | str:
    """绩效得分: what the row earns, two decimals; "" as long as target, actual or points are empty.

    Raises:
        CellError: a person has to decide, or something cannot be understood.
    """
    due = _due(target, actual, points, category, tier, place)
    if due is None:
        return ""
    if due.score is None and due.lowest is not None and due.highest is not None:
        raise CellError(f"请在{scoring.plain(due.lowest)}至{scoring.plain(due.highest)}分之间评定")
    if due.score is None:
        raise CellError(due.brief)
    return due.score


def explain(
    target: Value, actual: Value, points: Value, category: Value = BLANK, tier: Value = BLANK, place: Value = BLANK
) -> str:
    """得分说明: the sentence that tells how the score comes about, or why there is none."""
    due = _due(target, actual, points, category, tier, place)
    return "" if due is None else due.explanation


def gap(target: Value, actual: Value, category: Value = BLANK, place: Value = BLANK) -> str:
    """还差多少: 「还差10件」, 「超出4万元」, 「已达到」, in the target's unit.

    Raises:
        CellError: the two cannot be compared.
    """
    if target.is_blank or actual.is_blank:
        return ""
    heading, name = category_and_name(category.text)
    sides = _understood((target, actual), _FULL, (heading, name), None, scheme(place.text))
    if sides.due.outcome is Outcome.UNJUDGED:
        raise CellError(sides.due.brief)
    if sides.due.outcome is Outcome.MET:
        return "已达到"
    missing = scoring.gap(sides.target, sides.actual, category=heading, name=name)
    if missing is None:
        return "未达到"
    unit = sides.target.unit.text if sides.target.unit else ""
    shown = scoring.plain(abs(missing)) + unit.replace("%", "个百分点")
    return f"还差{shown}" if missing < 0 else f"超出{shown}"


def completed(target: Value, actual: Value) -> Decimal | str:
    """完成率: actual ÷ target as a fraction of 1 with four decimals (a cell with % format shows 96.00%).

    Raises:
        CellError: the two cannot be divided.
    """
    if target.is_blank or actual.is_blank:
        return ""
    sides = _understood((target, actual), _FULL, ("", ""), None, scheme(""))
    percent = scoring.completion(sides.target, sides.actual)
    if percent is not None:
        return percent / _HUNDRED
    if sides.due.outcome is Outcome.UNJUDGED:
        raise CellError(sides.due.brief)
    raise CellError("指标值为0，算不出完成率" if sides.target.value == 0 else "不是数值指标，算不出完成率")


def note_needed(
    score: Value, points: Value, note: Value = BLANK, completion: Value = BLANK, place: Value = BLANK
) -> str:
    """需填原因: 「需填偏差原因」 below full points, 「远超指标值，需说明」 from the scheme's limit on.

    "" where a note stands. ``completion`` as ``completed`` gives it, 1.3 for 130 %, or as 「130%」.
    """
    from xladdin.checks.narrative import says_nothing  # all rules come with it: not for the first formula to wait for
    from xladdin.checks.tolerance import exceeds

    if score.is_blank or points.is_blank or not says_nothing(Entry(note.text or None, raw=note.text)):
        return ""
    if exceeds(figure(points, "分值"), figure(score, "得分")):
        return "需填偏差原因"
    percent = _percent(completion)
    return "远超指标值，需说明" if percent is not None and percent >= scheme(place.text).exceed else ""


def _percent(value: Value) -> Decimal | None:
    if value.is_blank:
        return None
    percent = value.number * _HUNDRED if value.number is not None else parse_rate(value.text)
    if percent is None:
        raise CellError("完成率里没有数字")
    return percent


def _due(target: Value, actual: Value, points: Value, category: Value, tier: Value, place: Value) -> Due | None:
    """The due of a row; None as long as one of its three cells is empty (a completion may stand for the actual)."""
    stated = completion(tier)
    if target.is_blank or points.is_blank or (actual.is_blank and stated is None):
        return None
    where = category_and_name(category.text)
    return _understood((target, actual), figure(points, "分值"), where, stated, scheme(place.text)).due


def _understood(
    cells: tuple[Value, Value], points: Decimal, where: tuple[str, str], stated: Decimal | None, chosen: Scheme
) -> Sides:
    """Target and actual as the core understands them, and the due. ``stated``: completion of a qualitative row."""
    target = parse_target(cells[0].text, name=where[1])
    actual = parse_actual(cells[1].text, target)
    if target.kind is TargetKind.QUALITATIVE and stated is not None:
        actual = replace(actual, tier=stated)

    def judge(wanted: Target, done: Actual) -> Due:
        return scoring.score_indicator(wanted, done, points, chosen, category=where[0], name=where[1])

    return decide(cells, target, actual, judge)
