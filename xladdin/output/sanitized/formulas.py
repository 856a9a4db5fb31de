"""Formulas of a masked copy: the same sums, with other texts, other names of sheets, other typed amounts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from xladdin.output.sanitized.masks import Masks

_TOKEN = re.compile(
    r"""
      "(?P<text>(?:[^"]|"")*)"
    | '(?P<quoted>(?:[^']|'')+)'!
    | (?P<sheet>[^\W\d][\w.]*)!
    | \[(?P<inside>[^\[\]]*)\]                          # a column of a table, or the number of another workbook
    | (?P<name>[^\W\d][\w.\\?]*)(?P<call>\(?)
    | (?P<figure>(?<![\w.$])\d+(?:\.\d+)?(?![\w.(]))
    """,
    re.VERBOSE,
)
_LIST = re.compile(r'"([^"]*)"')
_PLAIN_SHEET = re.compile(r"[^\W\d]\w*")
_ADDRESS = re.compile(r"[A-Za-z]{1,3}\d{1,7}")
_BOOK = re.compile(r"(?P<before>.*\[)?(?P<book>[^\[\]]*)(?P<after>\])(?P<sheet>.*)", re.DOTALL)


def mask_formula(
    formula: str, masks: Masks, sheets: Mapping[str, str], names: Mapping[str, str], *, amount: bool = False
) -> str:
    """The formula for the copy; ``amount``: of a cell that holds money, so that figures added in it are amounts."""

    def replace(token: re.Match[str]) -> str:
        if token["text"] is not None:
            return '"' + masks.of(token["text"].replace('""', '"')).replace('"', '""') + '"'
        if token["quoted"] is not None or token["sheet"] is not None:
            return _sheet(token["quoted"], token["sheet"], masks, sheets)
        if token["inside"] is not None:
            return token[0] if token["inside"].isdigit() else f"[{masks.of(token['inside'])}]"
        if token["name"] is not None:
            return names.get(token["name"], token["name"]) + token["call"]
        return _figure(token, masks) if amount else token[0]

    listed = _LIST.fullmatch(formula)
    if listed:  # what a drop-down offers: the same as in the cells
        return '"' + ",".join(masks.of(item) for item in listed[1].split(",")) + '"'
    return _TOKEN.sub(replace, formula)


def sheet_reference(name: str) -> str:
    """A sheet's name as a formula writes it."""
    return (
        name if _PLAIN_SHEET.fullmatch(name) and not _ADDRESS.fullmatch(name) else "'" + name.replace("'", "''") + "'"
    )


def _sheet(quoted: str | None, plain: str | None, masks: Masks, sheets: Mapping[str, str]) -> str:
    written = quoted.replace("''", "'") if quoted is not None else plain or ""
    book, bracket, sheet = written.rpartition("]")
    if bracket:
        number = book.rpartition("[")[2]
        outside = f"[{number if number.isdigit() else '外部文件.xlsx'}]{masks.of(sheet)}"
        return "'" + outside.replace("'", "''") + "'!"
    first, colon, last = written.partition(":")
    if colon:
        return "'" + f"{sheets.get(first, first)}:{sheets.get(last, last)}".replace("'", "''") + "'!"
    return sheet_reference(_renamed(written, masks, sheets)) + "!"


def _renamed(name: str, masks: Masks, sheets: Mapping[str, str]) -> str:
    if name in sheets:
        return sheets[name]
    folded = {known.casefold(): new for known, new in sheets.items()}
    return folded.get(name.casefold()) or masks.of(name)


def _figure(token: re.Match[str], masks: Masks) -> str:
    """A typed amount is one that is added; what is multiplied or counted stays (20*0.998, ROUND(…,2))."""
    text, (start, end) = token.string, token.span()
    before, after = text[:start].rstrip()[-1:], text[end:].lstrip()[:1]
    if before in {"", "+", "-", "="} and after in {"", "+", "-"}:
        return masks.factor.scale_text(token[0], exact=True)
    return token[0]
