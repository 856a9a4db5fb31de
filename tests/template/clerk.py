"""A clerk at work: a form open in LibreOffice, filled in by the words printed on it."""

import json
import subprocess
from pathlib import Path

import openpyxl
from openpyxl.utils import get_column_letter

from tests.tools import require, require_uno

DRIVER = Path(__file__).with_name("in_office.py")


class Office:
    """LibreOffice; every method of ``in_office.Desk`` by its name."""

    def __init__(self):
        command = [require_uno(), str(DRIVER), require("soffice")]
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )

    def __getattr__(self, name):
        def ask(*arguments):
            self._process.stdin.write(json.dumps([name, *arguments]) + "\n")
            self._process.stdin.flush()
            answer = self._process.stdout.readline()
            assert answer, self._process.stderr.read()
            return json.loads(answer)

        return ask

    def close(self):
        self._process.stdin.close()
        self._process.wait(timeout=30)


class Form:
    """Where things stand on a blank form, before any row is inserted."""

    def __init__(self, file):
        self.sheet = openpyxl.load_workbook(file).active
        self.header = self._row_of("三级指标")
        self.total = self._row_of("总分", self.header)
        self.first = self.header + 1 + (self.sheet.cell(self.header + 1, 1).value is None and self._is_split())
        self.columns = {
            self._text(row, cell.column): get_column_letter(cell.column)
            for row in range(self.header, self.first)
            for cell in self.sheet[row]
            if self._text(row, cell.column)
        }

    def _is_split(self):
        return any("指标值" in self._text(self.header + 1, column) for column in range(1, 12))

    def _text(self, row, column):
        value = self.sheet.cell(row, column).value
        return value.replace("\n", "") if isinstance(value, str) and not value.startswith("=") else ""

    def _row_of(self, text, below=0):
        for row in range(below + 1, self.sheet.max_row + 1):
            if any(self._text(row, column) == text for column in range(1, 12)):
                return row
        raise AssertionError(f"{text} is not printed")

    def place(self, header, row):
        """The cell of a column in a row; ``header`` may be the beginning of what is printed."""
        return f"{next(letters for text, letters in self.columns.items() if text.startswith(header))}{row}"

    def row_of(self, subcategory):
        """The first row of a subcategory."""
        return self._row_of(subcategory, self.header)

    def column_of(self, header):
        """The letters of the column under a printed word, anywhere on the form."""
        cell = next(c for row in self.sheet.iter_rows() for c in row if self._text(c.row, c.column).startswith(header))
        return get_column_letter(cell.column)

    def right_of(self, label):
        """The first cell to the right of a printed word, merged cells skipped."""
        cell = next(c for row in self.sheet.iter_rows() for c in row if self._text(c.row, c.column) == label)
        area = next((a for a in self.sheet.merged_cells.ranges if cell.coordinate in a), None)
        return f"{get_column_letter((area.max_col if area else cell.column) + 1)}{cell.row}"
