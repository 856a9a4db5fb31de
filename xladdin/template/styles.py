"""Looks of the cells of a blank form: fonts of official documents, thin borders, one light grey for printed words."""

from __future__ import annotations

from typing import Any

GREY = "#F2F2F2"
BORDERED = {"font_name": "宋体", "font_size": 10, "valign": "vcenter", "text_wrap": True, "border": 1}
CENTRED = BORDERED | {"align": "center"}
OPEN = {"locked": False}

LOOKS: dict[str, dict[str, Any]] = {
    "title": {"font_name": "黑体", "font_size": 18, "align": "center", "valign": "vcenter"},
    "label": CENTRED | {"bg_color": GREY},
    "open label": CENTRED | OPEN | {"bg_color": GREY},
    "header": CENTRED | {"font_name": "黑体", "bg_color": GREY},
    "fund label": BORDERED | {"bg_color": GREY, "align": "left", "indent": 1},
    "fund part": BORDERED | {"bg_color": GREY, "align": "left", "indent": 3},
    "fixed": CENTRED,
    "text": BORDERED | OPEN | {"align": "left", "indent": 1},
    "long text": BORDERED | OPEN | {"align": "left", "valign": "top", "indent": 1},
    "word": CENTRED | OPEN,
    "year": CENTRED | OPEN | {"num_format": "0"},
    "amount": BORDERED | OPEN | {"align": "right", "indent": 1, "num_format": "#,##0.00##"},
    "figure": CENTRED | OPEN,
    "computed": CENTRED | {"num_format": "General"},
    "computed rate": CENTRED | {"num_format": "0.00%"},
    "total": CENTRED | {"bold": True, "bg_color": GREY},
    "note": {"font_name": "宋体", "font_size": 9, "align": "left", "valign": "top", "text_wrap": True},
}


class Styles:
    """The formats of one workbook, made when first asked for."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        """The format of this name. Raises KeyError for an unknown one."""
        if name not in self._made:
            self._made[name] = self._book.add_format(LOOKS[name])
        return self._made[name]
