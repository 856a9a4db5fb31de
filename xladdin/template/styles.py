"""Looks of the cells of a blank form: fonts of official documents, thin borders, one light grey for printed words."""

from __future__ import annotations

from typing import Any

GREY = "#F2F2F2"
BORDERED = {"font_name": "宋体", "font_size": 10, "valign": "vcenter", "text_wrap": True, "border": 1}
CENTRED = BORDERED | {"align": "center"}
OPEN = {"locked": False}

BESIDE = {"font_name": "宋体", "font_size": 9, "valign": "vcenter", "text_wrap": True}

LOOKS: dict[str, dict[str, Any]] = {
    "title": {"font_name": "黑体", "font_size": 18, "align": "center", "valign": "vcenter"},
    "label": CENTRED | {"bg_color": GREY},
    "open label": CENTRED | OPEN | {"bg_color": GREY},
    "header": CENTRED | {"font_name": "黑体", "bg_color": GREY},
    "fund label": BORDERED | {"bg_color": GREY, "align": "left", "indent": 1},
    "fund part": BORDERED | {"bg_color": GREY, "align": "left", "indent": 3},
    "open fund label": BORDERED | OPEN | {"align": "left", "indent": 1},
    "open fund part": BORDERED | OPEN | {"align": "left", "indent": 3},
    "fixed": CENTRED,
    "printed text": BORDERED | {"align": "left", "indent": 1},
    "open rate": CENTRED | OPEN | {"num_format": "0.00%"},
    "text": BORDERED | OPEN | {"align": "left", "indent": 1},
    "long text": BORDERED | OPEN | {"align": "left", "valign": "top", "indent": 1},
    "word": CENTRED | OPEN,
    "year": CENTRED | OPEN | {"num_format": "0"},
    # Shrunk to fit: hundreds of millions in 元 are shown and not a row of #.
    "amount": CENTRED | OPEN | {"num_format": "#,##0.00##", "text_wrap": False, "shrink": True},
    "fine amount": CENTRED | OPEN | {"num_format": "#,##0.00########", "text_wrap": False, "shrink": True},
    # As text: 「96%」 and 「1-2」 stay what was typed, and a formula sees what is shown.
    "entry": CENTRED | OPEN | {"num_format": "@"},
    "figure": CENTRED | OPEN,
    "computed amount": CENTRED | {"num_format": "#,##0.00##", "text_wrap": False, "shrink": True},
    "computed": CENTRED | {"num_format": "General"},
    "computed rate": CENTRED | {"num_format": "0.00%"},
    "total": CENTRED | {"bold": True, "bg_color": GREY},
    "grade": CENTRED,
    "margin header": BESIDE | {"align": "center", "font_color": "#7F7F7F", "bottom": 1},
    "flag": BESIDE | {"align": "center", "font_color": "#C00000"},
    "hint": BESIDE | {"align": "left", "font_color": "#1F4E78"},
    "check": BESIDE | {"align": "left", "indent": 1, "left": 1, "top": 4, "bottom": 4, "font_color": "#1F4E78"},
    "piece": {"font_name": "宋体", "font_size": 9, "font_color": "#7F7F7F"},
    "missing": {"bg_color": "#FFF2CC"},
    "judge": {"bg_color": "#FCD5B4"},
    "wrong": {"bg_color": "#FFC7CE", "font_color": "#9C0006"},
    "listed": BORDERED | {"align": "left", "valign": "top"},
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
