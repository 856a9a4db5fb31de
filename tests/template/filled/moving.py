"""Moving forms in tests: sources, the move itself, the new workbook's words."""

from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from tests.forms import form as layout
from xladdin import form, kinds, pipeline, reader, schemes, template
from xladdin.model import Cell, SelfEvaluation, Workbook
from xladdin.pipeline import upgrading

WORKBOOKS = Path(__file__).parents[2] / "data" / "workbooks"
#: Layouts of project forms; sc_gauge.xlsx is left out: it says the same as the .xls.
LAYOUTS = ("cost", "hebei", "hubei", "jiangxi", "national", "neimenggu", "sichuan", "yunnan")
#: Layouts of the other kinds.
OTHERS = ("department", "evaluation", "project-card", "special-fund")
NAMES = ("ah_heritage.xlsx", "sc_gauge.xls", "seed003.xlsx", "sx_medins.xlsx", "yn_patrol.xlsx", *LAYOUTS)


@cache
def source(name: str) -> Workbook:
    """A real workbook by its file name, a faultless layout by its name."""
    return reader.read(WORKBOOKS / name) if "." in name else layout(name)


@dataclass(frozen=True)
class Move:
    before: SelfEvaluation
    after: SelfEvaluation
    workbook: Workbook  # the new one
    filled: template.fill
    scheme: object

    @property
    def left(self):
        """(cell, text) of what somebody filled in and has no place."""
        return {(str(one.cell or ""), one.text) for one in self.filled.leftovers if not one.printed}


def move(workbook: Workbook, scheme: str | None = None, year: int | None = None) -> Move:
    forms = form.find_forms(workbook, kinds.all_kinds())
    unread = form.find_unread(workbook, forms, kinds.all_kinds())
    one = forms[0]
    chosen = schemes.choose(one, scheme).scheme
    whence = template.Source(workbook, unread[0])
    filled = template.fill(one, pipeline.blueprint(chosen), upgrading.read_back, source=whence, year=year)
    new, (after,) = upgrading.read_back(filled.data)
    return Move(one, after, new, filled, chosen)


@cache
def moved(name: str, scheme: str | None = None) -> Move:
    return move(source(name), scheme)


def with_cells(workbook: Workbook, texts: dict[tuple[int, int], Cell | str]) -> Workbook:
    """The workbook with cells of its first sheet added."""
    first, *others = workbook.sheets
    cells = {place: Cell(value, value) if isinstance(value, str) else value for place, value in texts.items()}
    return replace(workbook, sheets=(replace(first, cells={**first.cells, **cells}), *others))


def words_of(workbook: Workbook) -> str:
    """Everything that stands in a workbook, without line breaks."""
    return "\n".join(cell.text.replace("\n", "") for sheet in workbook.sheets for cell in sheet.cells.values())
