"""Filling in a blank form the way a clerk does: by the words printed on it, never by address."""

from io import BytesIO

import openpyxl


class Blank:
    """A built form opened with openpyxl; cells are found by their printed words."""

    def __init__(self, data: bytes) -> None:
        self.book = openpyxl.load_workbook(BytesIO(data))
        self.sheet = self.book.active
        self.merged = {area.coord.split(":")[0]: area for area in self.sheet.merged_cells.ranges}

    def find(self, text, *, below=0):
        """The first cell from the top whose text, line breaks aside, begins with ``text``."""
        for row in self.sheet.iter_rows(min_row=below + 1):
            for cell in row:
                if isinstance(cell.value, str) and cell.value.replace("\n", "").startswith(text):
                    return cell
        raise AssertionError(f"{text} is not printed")

    def right_of(self, text, *, below=0):
        """The cell to the right of a printed word, the word's merged cell skipped."""
        cell = self.find(text, below=below)
        area = self.merged.get(cell.coordinate)
        return self.sheet.cell(cell.row, (area.max_col if area else cell.column) + 1)

    def column(self, text, *, below=0):
        return self.find(text, below=below).column

    @property
    def header_row(self):
        return self.find("三级指标").row

    def input_rows(self):
        """Numbers of the blank indicator rows."""
        name = self.column("三级指标")
        last = self.find("总分", below=self.header_row).row
        return [row for row in range(self.header_row + 1, last) if not self.sheet.cell(row, name).protection.locked]

    def save(self, path):
        self.book.save(path)
        return path
