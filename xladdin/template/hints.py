"""Sentences beside the form: what a row still lacks, what its score may be, whether points and sums agree."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from xladdin.template.canvas import NOTHING
from xladdin.template.native import quoted
from xladdin.template.wording import wording

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xladdin.template.formulas import Formulas
    from xladdin.template.page import Page


def of_row(formulas: Formulas, cells: dict[str, str]) -> str:
    """What has to be done in an indicator row, the most urgent thing first; the explanation of its score at last."""
    words = wording()["hints"]
    lacking = [("indicator", "name"), ("written target", "target"), ("actual", "actual"), ("points", "points")]
    there = [(cells[key], words["lacking"][field]) for key, field in lacking if cells[key]]
    used = "&".join(cell for cell, _ in there)
    missing = "&".join(f'IF({cell}="",{quoted(word)},"")' for cell, word in there)
    told = _share(cells) if not cells["points"] else _score(formulas, cells)
    some = ",".join(f'{cell}=""' for cell, _ in there)
    return f'IF({used}="","",IF(OR({some}),{quoted(words["missing"])}&{missing},{told}))'


def _score(formulas: Formulas, cells: dict[str, str]) -> str:
    words, score, points = wording()["hints"], cells["given score"], cells["points"]
    low, high = (f"ROUND({cells[end]},2)" for end in ("lowest", "highest"))
    span = f"{quoted(words['tier'])}&{low}&{quoted(words['to'])}&{high}&{quoted(words['tier_end'])}"
    free = f"{quoted(words['judge'])}&{points}&{quoted(words['judge_end'])}"
    unscored = f"IF(ISNUMBER({cells['tier']}),{span},{free})"
    above_due = f"{quoted(words['above_due'])}&{high}&{quoted(words['points'])}"
    below_tier = f"{quoted(words['below_tier'])}&{low}&{quoted(words['points'])}"
    checked = (
        f"IF({score}<{cells['lowest']}-0.005,{below_tier},"
        f"IF({score}>{cells['highest']}+0.005,{above_due},{formulas.explanation(cells)}))"
    )
    return f"IF(NOT(ISNUMBER({score})),{unscored},IF({score}>{points}+0.005,{quoted(words['above_points'])},{checked}))"


def _share(cells: dict[str, str]) -> str:
    """Where the form prints no points: the share of them that the row earns."""
    words = wording()["hints"]
    met = f"OR({cells['tier']}=1,{cells['on time']})"
    share, full = f"{quoted(words['share'])}&{cells['quantity']}", quoted(f"{words['share']}1")
    return f"IF(ISNUMBER({cells['quantity']}),{share},IF({met},{full},{quoted(words['judge_freely'])}))"


def of_group(page: Page, points: str | None, scores: str, whole: str) -> str:
    """Points of a category against the scheme's, and the scores together; "" as long as nothing is filled in."""
    words = wording()["check"]
    summed = f'{quoted(words["scores"])}&IF(COUNT({scores})=0,"—",ROUND(SUM({scores}),2))'
    if points is None:
        return f'IF(COUNT({scores})=0,"",{summed})'
    gate = scores if page.scheme.common else points
    if whole:
        text = f"{quoted(words['of_points'])}&{page.formulas.weights(points, '0', Decimal(whole))}"
        if page.scheme.adaptable:
            adaptable = quoted(words["adaptable"].format(points=whole))
            text += f'&IF(ROUND(SUM({points})-{whole},2)=0,"",{adaptable})'
    else:
        text = f"{quoted(words['of_points'] + words['sum'])}&ROUND(SUM({points}),2)"
    return f'IF(COUNT({gate})=0,"",{text}&{quoted(words["and"])}&{summed})'


def pending(count: int) -> str:
    """What ``of_total`` gives for so many rows without a score."""
    words = wording()["hints"]
    return f"{words['pending']}{count}{words['pending_end']}" if count else NOTHING


def of_total(pending: str, inserted: str) -> str:
    """Why there is no total yet, and which rows have no formulas of their own."""
    words = wording()["hints"]
    rows = f"{quoted(words['pending'])}&{pending}&{quoted(words['pending_end'])}"
    added = f"{quoted(words['inserted'])}&{inserted}&{quoted(words['inserted_end'])}"
    return f'IF({pending}>0,{rows},"")&IF({inserted}>0,{added},"")'


def of_funds(budget: str, executed: str, wrong_sums: Sequence[str]) -> str:
    """Whether more was spent than planned, and whether an amount is not the sum of its sources."""
    words = wording()["hints"]
    over = f'IF({executed}>{budget},{quoted(words["overspent"])},"")'
    told = f'IF(COUNT({budget},{executed})<2,"",{over})'
    return f'{told}&IF(OR({",".join(wrong_sums)}),{quoted(words["funds"])},"")' if wrong_sums else told


def figures_needed(names: Sequence[str]) -> str:
    """「请先填写：在职人员」: what a common indicator is worked out from."""
    return f"{wording()['hints']['figures_needed']}{'、'.join(names)}"


def of_common_row(figures: Sequence[str], cells: dict[str, str], needed: str) -> str:
    """A common indicator: figures that lack, a rate that cannot be worked out, a score beside the scale."""
    words, score, points = wording()["hints"], cells["given score"], cells["points"]
    low, high = (f"ROUND({cells[end]},2)" for end in ("lowest", "highest"))
    above_due = f"{quoted(words['above_due'])}&{high}&{quoted(words['points'])}"
    below_due = f"{quoted(words['below_due'])}&{low}&{quoted(words['points'])}"
    checked = f'IF({score}<{low}-0.005,{below_due},IF({score}>{high}+0.005,{above_due},"✓"))'
    by_hand = f"{quoted(words['no_rate'])}&{points}&{quoted(words['judge_end'])}"
    lacking = f'AND(COUNT({",".join(figures)})<{len(figures)},{cells["actual"]}="")'
    judged = f"IF(ISNUMBER({cells['quantity']}),{checked},{by_hand})"
    typed = f'IF(ISNUMBER({score}),IF(ISNUMBER({cells["quantity"]}),{checked},"✓"),{judged})'
    return f"IF({lacking},{quoted(needed)},{typed})"


def of_judged_row(points: str, score: str, note: str) -> str:
    """A row that a person scores: a score above its points, points lost without a reason."""
    words = wording()["hints"]
    told = f'IF(AND({score}<{points}-0.005,{note}=""),{quoted(words["note_missing"])},"")'
    above = f"IF({score}>{points}+0.005,{quoted(words['above_points'])},{told})"
    return f'IF(COUNT({points},{score})<2,"",{above})'


def of_points_total(points: str) -> str:
    """Points that do not add up to 100."""
    told = f"{quoted(wording()['hints']['points_total'])}&{points}"
    return f'IF(ISNUMBER({points}),IF(ROUND({points}-100,2)=0,"",{told}),"")'


def sum_differs(total: str, parts: str) -> str:
    """Whether an amount is not the sum of its sources, where one of these is filled in."""
    return f"IF(COUNT({parts})=0,FALSE,ABS(N({total})-SUM({parts}))>0.005)"
