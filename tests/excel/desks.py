"""Desks for the buttons: a fake Excel with a workbook, questions answered, texts kept."""

from pathlib import Path

from tests.excel.fake_excel import FakeBook
from tests.forms import form
from xladdin.demo.tables import Tables
from xladdin.demo.xlsx import write_workbook
from xladdin.excel.buttons.desk import Desk

WORKBOOKS = Path(__file__).parents[1] / "data" / "workbooks"


class FakeDesk(Desk):
    """A desk whose user answers ``yes`` and whose texts are kept."""

    def __init__(self, book=None, *, excel=None, yes=True):
        super().__init__(excel or (book and book.Application), book)
        object.__setattr__(self, "yes", yes)
        object.__setattr__(self, "questions", [])
        object.__setattr__(self, "texts", [])

    def ask(self, question):
        self.questions.append(question)
        return self.yes

    def show(self, name, text):
        self.texts.append((name, text))


def faultless(folder, layout="cost", /, **changes):
    """The path of a faultless form with cells changed."""
    return write_workbook(Tables(form(layout, **changes), {}), folder / "自评表.xlsx")


def desk_with(path, **more):
    """A desk with a workbook opened from a file."""
    return FakeDesk(FakeBook(path), **more)


def found(checked):
    """(code, sheet, cell) of every finding."""
    return [(one.code, one.sheet, str(one.cell or "")) for one in checked.all_findings]
