"""A user's workbook patched instead of re-saved: package (zip), markup (text of a part), then one module a part.

Untouched parts stay byte for byte, so nothing a library does not know is lost: stored results, drop-downs, charts,
pictures, macros. The calculation chain stays valid because no formula is added or removed.
"""

from xladdin.output.patch.addresses import address, holds
from xladdin.output.patch.cell_xml import CellValue, number_text
from xladdin.output.patch.comments_xml import CommentsPart
from xladdin.output.patch.composition import Composition
from xladdin.output.patch.markup import Edit
from xladdin.output.patch.namespaces import main_namespace
from xladdin.output.patch.package import Package, PackedPart
from xladdin.output.patch.patching import (
    CellChange,
    PatchResult,
    Skipped,
    SkipReason,
    WorkbookPatch,
    is_patchable,
    patch_cells,
)
from xladdin.output.patch.relations import read_relations
from xladdin.output.patch.sheet_edits import NewStyle, with_values
from xladdin.output.patch.sheet_frame import SheetFrame
from xladdin.output.patch.sheet_list import free_sheet_name, sheet_names, with_sheet, without_sheets
from xladdin.output.patch.sheet_map import SheetMap
from xladdin.output.patch.styles_edit import NO_FILL, StylesPart, solid_colours, with_fills_replaced
from xladdin.output.patch.vml import Box, Placing, used_blocks, with_boxes, without_boxes

__all__ = [
    "NO_FILL",
    "Box",
    "CellChange",
    "CellValue",
    "CommentsPart",
    "Composition",
    "Edit",
    "NewStyle",
    "Package",
    "PackedPart",
    "PatchResult",
    "Placing",
    "SheetFrame",
    "SheetMap",
    "SkipReason",
    "Skipped",
    "StylesPart",
    "WorkbookPatch",
    "address",
    "free_sheet_name",
    "holds",
    "is_patchable",
    "main_namespace",
    "number_text",
    "patch_cells",
    "read_relations",
    "sheet_names",
    "solid_colours",
    "used_blocks",
    "with_boxes",
    "with_fills_replaced",
    "with_sheet",
    "with_values",
    "without_boxes",
    "without_sheets",
]
