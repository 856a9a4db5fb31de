"""The looks of the workbooks we write: the few formats it has, and how wide a text is."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format

_FONT = {"font_name": "宋体", "font_size": 10, "valign": "vcenter"}
_FRAME = {"border": 1, "border_color": "#A6A6A6"}
_STRONG = {"bold": True, "bg_color": "#EAF1FB", "font_color": "#000000"}
_FRAMED: dict[str, dict[str, object]] = {
    "heading": {"bold": True, "bg_color": "#D9E2F3", "align": "center", "text_wrap": True},
    "text": {"text_wrap": True},
    "guarded": {"text_wrap": True, "quote_prefix": True},  # 「=1+1」 stays a text even when somebody edits the cell
    "link": {"font_color": "#0563C1", "underline": 1},
    "centre": {"align": "center"},
    "count": {"align": "center", "num_format": "0"},
    "faint": {"text_wrap": True, "font_color": "#7F7F7F"},  # repeated only so that a filter finds the line
    "field": {"text_wrap": True, "bg_color": "#FFF9E5"},  # for the reader to fill in
    "difference": {"align": "right", "indent": 1},
    "figure": {"align": "right", "text_wrap": True},
    "score": {"num_format": "0.00_ "},
    "amount": {"num_format": "#,##0.00_ "},
    "rate": {"num_format": "0.00%"},
    "label": {"text_wrap": True, "bg_color": "#F2F2F2"},
    "large amount": {"num_format": "#,##0.00", "align": "center", "bold": True, "font_size": 14},
    "large count": {"num_format": "#,##0", "align": "center", "bold": True, "font_size": 14},
    "large rate": {"num_format": "0.00%", "align": "center", "bold": True, "font_size": 14},
    "large score": {"num_format": "0.00", "align": "center", "bold": True, "font_size": 14},
}
_BARE: dict[str, dict[str, object]] = {
    "title": {"font_name": "黑体", "font_size": 16},
    "heading of a page": {"font_name": "黑体", "font_size": 22, "align": "center"},
    "below the heading": {"font_size": 11, "align": "center", "font_color": "#404040"},
    "section": {"font_name": "黑体", "font_size": 12},
    "notice": {"font_color": "#404040"},
    "paragraph": {"font_color": "#404040", "text_wrap": True},
}


#: How cells are set off that a reader should see: what is good, fair, short of it, and wrong.
LOOKS: dict[str, dict[str, object]] = {
    "good": {"bg_color": "#E2EFDA", "font_color": "#375623"},
    "fair": {"bg_color": "#DDEBF7", "font_color": "#1F4E78"},
    "short": {"bg_color": "#FFF2CC", "font_color": "#7F6000"},
    "wrong": {"bg_color": "#FCE4D6", "font_color": "#C00000"},
}


class Styles:
    """The formats of one workbook by name, each made once."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._made: dict[tuple[str, bool], Format] = {}
        self.frame: Format = book.add_format(_FRAME)
        self.alert: Format = book.add_format({"font_color": "#C00000", "bold": True})
        self._looks: dict[str, Format] = {}

    def get(self, name: str, *, strong: bool = False) -> Format:
        """The format of a kind of cell: text, centre, count, score, amount (#,##0.00), rate (0.00%), link, heading …"""
        key = (name, strong)
        if key not in self._made:
            look = _BARE[name] if name in _BARE else {**_FRAME, **_FRAMED[name]}
            self._made[key] = self._book.add_format({**_FONT, **look, **(_STRONG if strong else {})})
        return self._made[key]

    def number(self, name: str, *, strong: bool = False) -> int:
        """The number by which cells name a format in the file."""
        number: int = self.get(name, strong=strong)._get_xf_index()  # noqa: SLF001  XlsxWriter tells it nowhere else
        return number

    def look(self, name: str) -> Format:
        """The conditional format of one of ``LOOKS``."""
        if name not in self._looks:
            self._looks[name] = self._book.add_format(LOOKS[name])
        return self._looks[name]


def width_of(text: str) -> int:
    """How wide a text is in characters of the default font, about; a Chinese character takes two.

    It has three bytes and counts as one, a Latin letter one and one; looking at each takes five times as long.
    """
    return (len(text) + len(text.encode("utf-8", "surrogatepass"))) // 2
