"""The part of Excel's object model that the buttons use, as types; the names are Excel's own.

The objects are what pywin32 hands over (xlwings' ``.api``). A method does what Excel's documentation says of it.
"""

from __future__ import annotations

from typing import Any, Protocol


class Font(Protocol):
    """Font of a range."""

    Bold: Any
    Color: Any
    Size: Any


class Interior(Protocol):
    """Fill of a range; colours are 0xBBGGRR."""

    Color: Any


class Condition(Protocol):
    """A conditional format."""

    Type: int
    Formula1: str
    Interior: Interior
    StopIfTrue: bool

    def SetFirstPriority(self) -> None: ...
    def Delete(self) -> None: ...


class Conditions(Protocol):
    """The conditional formats of a range."""

    Count: int

    def Item(self, Index: int) -> Condition: ...
    def Add(self, Type: int, *, Formula1: str) -> Condition: ...


class Note(Protocol):
    """A comment (批注) of a cell."""

    Visible: bool

    @property
    def Parent(self) -> Range: ...
    def Text(self, Text: str = ...) -> str: ...
    def Delete(self) -> None: ...


class Range(Protocol):
    """A cell or an area."""

    Row: int
    Column: int
    Count: int
    Value: Any
    Value2: Any
    Formula: Any
    HasFormula: bool | None
    HasArray: bool | None
    ColumnWidth: float
    WrapText: bool
    VerticalAlignment: int
    Font: Font
    Interior: Interior
    FormatConditions: Conditions

    @property
    def Comment(self) -> Note | None: ...
    @property
    def MergeArea(self) -> Range: ...
    @property
    def CurrentArray(self) -> Range: ...
    @property
    def Rows(self) -> Lines: ...
    @property
    def Columns(self) -> Lines: ...
    @property
    def Worksheet(self) -> Sheet: ...
    def Item(self, RowIndex: int, ColumnIndex: int) -> Range: ...
    def AddComment(self, Text: str) -> Note: ...
    def AutoFilter(self) -> object: ...
    def Clear(self) -> object: ...


class Lines(Protocol):
    """The rows or columns of a range."""

    Count: int


class Notes(Protocol):
    """All comments of a sheet."""

    Count: int

    def Item(self, Index: int) -> Note: ...


class Hyperlinks(Protocol):
    """The links of a sheet."""

    def Add(self, Anchor: Range, Address: str, SubAddress: str) -> object: ...


class Sheet(Protocol):
    """A worksheet."""

    Name: str
    Visible: int
    ProtectContents: bool
    ProtectDrawingObjects: bool
    ProtectScenarios: bool
    AutoFilterMode: bool
    Protection: Any  # its Allow… properties
    Comments: Notes
    Hyperlinks: Hyperlinks

    @property
    def UsedRange(self) -> Range: ...
    @property
    def Cells(self) -> Range: ...
    def Range(self, Cell1: str) -> Range: ...
    def Activate(self) -> object: ...
    def Unprotect(self, Password: str) -> None: ...
    def Protect(self, Password: str, **options: bool) -> None: ...


class Sheets(Protocol):
    """The worksheets of a workbook."""

    Count: int

    def Item(self, Index: int | str) -> Sheet: ...
    def Add(self, *, After: Sheet) -> Sheet: ...


class Book(Protocol):
    """An open workbook."""

    Name: str
    FullName: str
    Path: str
    ProtectStructure: bool
    Application: Excel
    Worksheets: Sheets

    def SaveCopyAs(self, Filename: str) -> None: ...
    def LinkSources(self, Type: int) -> tuple[str, ...] | None: ...
    def BreakLink(self, Name: str, Type: int) -> None: ...
    def Activate(self) -> object: ...


class Books(Protocol):
    """The open workbooks."""

    def Open(self, Filename: str) -> Book: ...


class Window(Protocol):
    """The view of the sheet in front."""

    FreezePanes: bool
    SplitColumn: int
    SplitRow: int


class Excel(Protocol):
    """The application."""

    ScreenUpdating: bool
    StatusBar: Any
    Hwnd: int
    ActiveCell: Range | None
    ActiveWindow: Window
    Workbooks: Books

    def FileDialog(self, fileDialogType: int) -> Any: ...
    def Goto(self, Reference: Range, Scroll: bool) -> object: ...
