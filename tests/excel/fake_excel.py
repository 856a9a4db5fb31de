"""An Excel made of openpyxl: as much of its object model as the buttons use, with Excel's ways and failures.

What is set lands in an openpyxl workbook, so that a saved copy is a real file. Unlike openpyxl it gives a single cell's
content as a scalar, error values as codes, takes an apostrophe in front of a text away, refuses changes of protected
sheets, and hands a file out byte for byte as long as nothing was changed.
"""

from __future__ import annotations

import shutil
from functools import cached_property
from pathlib import Path
from types import SimpleNamespace

import openpyxl
from openpyxl.comments import Comment
from openpyxl.formatting.formatting import ConditionalFormattingList
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import PatternFill
from openpyxl.utils import get_column_letter, range_boundaries

from xladdin.excel.buttons.com import ComError

ERRORS = {"#N/A": -2146826246, "#NAME?": -2146826259, "#REF!": -2146826265, "#DIV/0!": -2146826281}
EDITING = ComError(-2147352567, "", (0, None, None, None, 0, -2146777998))


def refused(text="不能执行此操作。"):
    return ComError(-2147352567, "发生意外。", (0, "Microsoft Excel", text, None, 0, -2146827284))


class FakeExcel:
    """The application."""

    def __init__(self):
        self.ScreenUpdating = True
        self.StatusBar = False
        self.Hwnd = 1
        self.ActiveCell = None
        self.ActiveWindow = SimpleNamespace(FreezePanes=False, SplitColumn=0, SplitRow=0)
        self.Workbooks = self
        self.opened = []
        self.picked = None
        self.statuses = []

    def __setattr__(self, name, value):
        if name == "StatusBar" and "statuses" in vars(self):
            self.statuses.append(value)
        super().__setattr__(name, value)

    def Open(self, Filename):
        self.opened.append(Filename)

    def FileDialog(self, kind):
        assert kind == 4
        return _Dialog(self.picked)

    def Goto(self, Reference, Scroll):
        if Reference.Worksheet.Visible != -1:
            raise refused("引用无效。")
        self.ActiveCell = Reference


class _Dialog:
    def __init__(self, folder):
        self.SelectedItems = self
        self._folder = folder

    def Show(self):
        return -1 if self._folder else 0

    def Item(self, number):
        return str(self._folder)


class FakeBook:
    """A workbook that was opened from a file; ``Path`` is empty for one that was never saved."""

    def __init__(self, path, *, saved=True):
        self.Application = FakeExcel()
        self.Name = Path(path).name if saved else "工作簿1"
        self.Path = str(Path(path).parent) if saved else ""
        self.FullName = str(path) if saved else self.Name
        self.ProtectStructure = False
        self.calls = []
        self.fails = None
        self.links = []
        self.broken = []
        self.dirty = False
        self._path = path

    @cached_property
    def file(self):
        """The workbook with its formulas."""
        return openpyxl.load_workbook(self._path, rich_text=True)

    @cached_property
    def values(self):
        """The stored results of the formulas."""
        return openpyxl.load_workbook(self._path, data_only=True)

    @cached_property
    def Worksheets(self):
        return _Sheets(self)

    def SaveCopyAs(self, Filename):
        self.calls.append("SaveCopyAs")
        if self.fails:
            raise self.fails
        if not self.dirty:
            shutil.copyfile(self._path, Filename)
            return
        for sheet in self.Worksheets.all:
            sheet.write_conditions()
        self.file.save(Filename)

    def LinkSources(self, Type):
        assert Type == 1
        return tuple(self.links) or None

    def BreakLink(self, Name, Type):
        self.broken.append(Name)
        self.links.remove(Name)


class _Sheets:
    def __init__(self, book):
        self._book = book
        self.all = [FakeSheet(book, sheet) for sheet in book.file.worksheets]

    @property
    def Count(self):
        return len(self.all)

    def Item(self, key):
        if isinstance(key, int):
            return self.all[key - 1]
        return next(sheet for sheet in self.all if sheet.Name == key)

    def Add(self, *, After):
        if self._book.ProtectStructure:
            raise refused("工作簿有保护，不能更改。")
        self._book.dirty = True
        sheet = FakeSheet(self._book, self._book.file.create_sheet())
        self.all.insert(self.all.index(After) + 1, sheet)
        return sheet


class FakeSheet:
    def __init__(self, book, sheet):
        self.book = book
        self.sheet = sheet
        self.conditions = []
        self.links = []
        self.filtered = None
        self.activated = False
        self.arrays = {}  # address of the area → formula
        self.password = None
        self.Protection = sheet.protection
        self.AutoFilterMode = False
        self.ProtectContents = self.ProtectDrawingObjects = self.ProtectScenarios = False
        self.protections = []
        for area in sheet.conditional_formatting:
            for rule in area.rules:
                if rule.type == "expression":
                    self.conditions.append(FakeCondition(self, str(area.sqref), f"={rule.formula[0]}"))
        self.foreign_conditions = sheet.conditional_formatting

    @property
    def Name(self):
        return self.sheet.title

    @Name.setter
    def Name(self, name):
        self.sheet.title = name

    @property
    def Visible(self):
        return {"visible": -1, "hidden": 0, "veryHidden": 2}[self.sheet.sheet_state]

    def protect(self, password=None, **allowed):
        """What a clerk, or our blank form, has done."""
        self.ProtectContents = self.ProtectDrawingObjects = self.ProtectScenarios = True
        self.password = password
        self.Protection = _Protection(allowed)

    def Unprotect(self, Password):
        if self.password is not None and Password != self.password:
            raise refused("您输入的密码不正确。")
        self.ProtectContents = self.ProtectDrawingObjects = self.ProtectScenarios = False

    def Protect(self, Password, *, DrawingObjects, Contents, Scenarios, **allowed):
        assert not Password
        self.ProtectContents, self.ProtectDrawingObjects = Contents, DrawingObjects
        self.ProtectScenarios = Scenarios
        self.Protection = _Protection(allowed)
        self.protections.append(allowed)

    def change(self):
        if self.ProtectContents:
            raise refused("工作表受保护。")
        self.book.dirty = True

    @property
    def UsedRange(self):
        return FakeRange(self, self.sheet.dimensions)

    @property
    def Cells(self):
        return FakeRange(self, "A1:XFD1048576", whole=True)

    def Range(self, address):
        return FakeRange(self, address)

    def Activate(self):
        self.activated = True

    @property
    def Comments(self):
        found = [cell for row in self.sheet.iter_rows() for cell in row if cell.comment is not None]
        return _Collection([FakeComment(self, cell) for cell in found])

    @property
    def Hyperlinks(self):
        return self

    def Add(self, Anchor, Address, SubAddress):
        self.change()
        self.links.append((Anchor.address, SubAddress))

    def write_conditions(self):
        self.sheet.conditional_formatting = ConditionalFormattingList()
        for number, condition in enumerate(self.conditions, start=1):
            rule = FormulaRule([condition.Formula1[1:]], fill=PatternFill(bgColor=condition.colour or "FFFFFF"))
            rule.priority = number
            self.sheet.conditional_formatting.add(condition.area, rule)


class _Protection:
    def __init__(self, allowed):
        self._allowed = allowed

    def __getattr__(self, name):
        return self._allowed.get(name, False)


class _Collection:
    def __init__(self, members):
        self._members = members
        self.Count = len(members)

    def Item(self, number):
        return self._members[number - 1]


class FakeCondition:
    """A conditional format that is a formula."""

    def __init__(self, sheet, area, formula, kind=2):
        self._sheet = sheet
        self.area = area
        self.Type = kind
        self._formula = formula
        self.StopIfTrue = True
        self.Interior = self
        self.colour = None

    @property
    def Formula1(self):
        if self.Type != 2:
            raise refused("应用程序定义或对象定义错误")
        return self._formula

    @property
    def Color(self):
        return self.colour

    @Color.setter
    def Color(self, value):
        red, green, blue = value & 0xFF, value >> 8 & 0xFF, value >> 16
        self.colour = f"{red:02X}{green:02X}{blue:02X}"

    def SetFirstPriority(self):
        self._sheet.conditions.remove(self)
        self._sheet.conditions.insert(0, self)

    def Delete(self):
        self._sheet.change()
        self._sheet.conditions.remove(self)


class _Conditions(_Collection):
    def __init__(self, sheet, area, members):
        super().__init__(members)
        self._sheet = sheet
        self._area = area

    def Add(self, Type, *, Formula1):
        self._sheet.change()
        condition = FakeCondition(self._sheet, self._area, Formula1, Type)
        self._sheet.conditions.append(condition)
        return condition


class FakeComment:
    def __init__(self, sheet, cell):
        self._sheet = sheet
        self._cell = cell

    Visible = False

    @property
    def Parent(self):
        return self._sheet.Range(self._cell.coordinate)

    def Text(self, Text=None):
        if Text is not None:
            self._sheet.change()
            self._cell.comment = Comment(Text, self._cell.comment.author)
        return self._cell.comment.text

    def Delete(self):
        self._sheet.change()
        self._cell.comment = None


class FakeRange:
    def __init__(self, sheet, address, *, whole=False):
        self._sheet = sheet
        self.address = address
        self._whole = whole
        self.Column, self.Row, self._last_column, self._last_row = range_boundaries(address)

    @property
    def Worksheet(self):
        return self._sheet

    @property
    def Count(self):
        return (self._last_row - self.Row + 1) * (self._last_column - self.Column + 1)

    def _cells(self):
        return [
            [self._sheet.sheet.cell(row, column) for column in range(self.Column, self._last_column + 1)]
            for row in range(self.Row, self._last_row + 1)
        ]

    def _content(self, take):
        if self.Count == 1:
            return take(self._cells()[0][0])
        return tuple(tuple(map(take, row)) for row in self._cells())

    def _formula(self, cell):
        array = next((text for area, text in self._sheet.arrays.items() if _holds(area, cell)), None)
        if array is not None:
            return array
        value = cell.value
        return getattr(value, "text", value) if value is not None else ""

    @property
    def Formula(self):
        return self._content(self._formula)

    @property
    def HasFormula(self):
        flags = {str(self._formula(cell)).startswith("=") for row in self._cells() for cell in row}
        return flags.pop() if len(flags) == 1 else None

    @property
    def HasArray(self):
        return any(_holds(area, self._cells()[0][0]) for area in self._sheet.arrays)

    @property
    def CurrentArray(self):
        return FakeRange(self._sheet, next(area for area in self._sheet.arrays if _holds(area, self._cells()[0][0])))

    @property
    def Rows(self):
        return _Collection(self._cells())

    @property
    def Columns(self):
        return _Collection(self._cells()[0])

    @property
    def Value2(self):
        return self._content(self._shown)

    Value = Value2

    def _shown(self, cell):
        value = cell.value
        if (isinstance(value, str) and value.startswith("=")) or not isinstance(value, str | float | int | None | bool):
            book = self._sheet.book.values
            value = book[self._sheet.Name][cell.coordinate].value if self._sheet.Name in book.sheetnames else None
        if isinstance(value, int) and not isinstance(value, bool):
            return float(value)
        return ERRORS.get(value, value) if isinstance(value, str) else value

    @Value.setter
    def Value(self, given):
        self._sheet.change()
        rows = given if isinstance(given, tuple) else ((given,),) * len(self._cells())
        assert len(rows) == len(self._cells())
        self._sheet.arrays.pop(self.address, None)
        for cells, values in zip(self._cells(), rows, strict=True):
            for cell, value in zip(cells, values, strict=True):
                cell.value = value[1:] if isinstance(value, str) and value.startswith("'") else value or None
                if value == 0:
                    cell.value = 0
                if isinstance(cell.value, str):
                    cell.data_type = "s" if str(value).startswith("'") else cell.data_type

    Value2 = Value

    @property
    def MergeArea(self):
        for merged in self._sheet.sheet.merged_cells.ranges:
            if _holds(str(merged), self._cells()[0][0]):
                return FakeRange(self._sheet, str(merged))
        return self

    def Item(self, row, column):
        return FakeRange(self._sheet, f"{get_column_letter(self.Column + column - 1)}{self.Row + row - 1}")

    @property
    def FormatConditions(self):
        of_area = self._sheet.conditions if self._whole else []
        return _Conditions(self._sheet, self.address, list(of_area))

    @property
    def Comment(self):
        cell = self._cells()[0][0]
        return FakeComment(self._sheet, cell) if cell.comment is not None else None

    def AddComment(self, Text):
        self._sheet.change()
        cell = self._cells()[0][0]
        if cell.comment is not None:
            raise refused("应用程序定义或对象定义错误")
        cell.comment = Comment(Text, "xladdin")
        return FakeComment(self._sheet, cell)

    def AutoFilter(self):
        self._sheet.change()
        self._sheet.filtered = self.address
        self._sheet.AutoFilterMode = True

    def Clear(self):
        self._sheet.change()
        self._sheet.links.clear()
        for row in self._sheet.sheet.iter_rows():
            for cell in row:
                cell.value = None

    def __setattr__(self, name, value):
        if name in {"WrapText", "VerticalAlignment", "ColumnWidth"}:
            self._sheet.change()
        super().__setattr__(name, value)

    @property
    def Font(self):
        return _Looks(self._sheet)

    Interior = Font


class _Looks:
    def __init__(self, sheet):
        vars(self)["_sheet"] = sheet

    def __setattr__(self, name, value):
        self._sheet.change()


def _holds(area, cell):
    first_column, first_row, last_column, last_row = range_boundaries(area)
    return first_row <= cell.row <= last_row and first_column <= cell.column <= last_column
