"""The rows of common indicators (共性指标): actual value and score by formula, and the hints beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xladdin.template import hints
from xladdin.template.canvas import NOTHING
from xladdin.template.native import known
from xladdin.template.native import rates as native

if TYPE_CHECKING:
    from xladdin.model import CommonIndicator, Kind
    from xladdin.template.content import FundLine, Row
    from xladdin.template.page import Page

_FUNDS = "funds"


def write_common_row(page: Page, row: int, content: Row, common: CommonIndicator, cells: dict[str, str]) -> None:
    """Formulas of a row (0-based); ``cells`` are its cells by name. A figure typed over a formula stays."""
    figures = native.figures_of(common, page.references)
    if figures is None:
        return
    actual, points, percent, due = (cells[key] for key in ("actual", "points", "actual number", "quantity"))
    lowest, highest = native.ends(common, percent, points, due)
    pieces: dict[str, tuple[str, str | int]] = {
        "actual number": (native.percent(actual), NOTHING),
        "quantity": (native.due(common, percent, points), NOTHING),
        "lowest": (lowest, 0),
        "highest": (highest, str(content.values.get("points", ""))),
        "target factor": ("1", 1),  # what tells the row from one that was inserted
    }
    for key, (formula, blank) in pieces.items():
        page.work_out(row, page.margin.column(key), formula, "piece", blank)
    if "actual" not in content.values:
        rate = native.rate(figures, change=common.change)
        page.work_out(row, page.grid.first("actual"), rate, "open rate")
    if "score" not in content.values and not content.is_shared:
        score = native.score(figures, actual, points, due)
        page.work_out(row, page.grid.first("score"), score, "figure")
    flag = page.formulas.note_needed(cells, known()["notes"]["empty"])
    page.work_out(row, page.margin.column("flag"), flag, "flag")
    needed = hints.figures_needed(_names(page, common))
    page.work_out(row, page.margin.column("hint"), hints.of_common_row(figures.cells, cells, needed), "hint", needed)


def is_computed(common: CommonIndicator, lines: tuple[FundLine, ...], kind: Kind, columns: set[str]) -> bool:
    """Whether a form with these fund lines and columns holds every figure of an indicator."""
    places = {f"{_FUNDS}.{line.key}.{column}" for line in lines for column in columns}
    places |= {f"{line.key}.{column}" for line in kind.figures for column in line.columns}
    return native.figures_of(common, dict.fromkeys(places, "")) is not None


def _names(page: Page, common: CommonIndicator) -> list[str]:
    """What the figures of an indicator are called on the form, each once: 支出合计, 在职人员."""
    named = {f"{_FUNDS}.{line.source}": line.label for line in page.content.lines}
    named |= {line.key: line.label for line in page.kind.figures}
    references = (one.removeprefix("-").rpartition(".")[0] for one in (*common.numerator, *common.denominator))
    return list(dict.fromkeys(named[one].rpartition("：")[2] for one in references))
