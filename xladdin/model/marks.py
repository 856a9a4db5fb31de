"""Sheets that we write (检查结果, those of a summary), and how every stage knows them for ours."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xladdin.model.cells import Sheet

#: Sheets that every summary workbook has, and no workbook of forms has together: by them one is known again.
SUMMARY_SHEETS = frozenset({"汇总表", "指标明细", "未汇总"})
#: The sheet that a check leaves in a marked workbook.
INDEX_SHEET = "检查结果"
#: Stands in A1 of the sheet, whoever made it: the add-in's button or a marked copy.
INDEX_TITLE = "绩效自评表检查结果"


def is_index_sheet(sheet: Sheet) -> bool:
    """Whether the sheet is a list of findings that we put into the workbook, and so no part of what was handed in."""
    corner = sheet.cells.get((1, 1))
    return sheet.name.startswith(INDEX_SHEET) and corner is not None and corner.value == INDEX_TITLE
