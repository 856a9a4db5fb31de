"""Addresses of the cells that the formulas of a row are made of."""

from __future__ import annotations

#: Addresses of the cells of a row, visible ones and pieces, by name.
Cells = dict[str, str]
