"""A user's workbook patched instead of re-saved: package (zip), markup (text of a part), then one module a part.

Untouched parts stay byte for byte, so nothing a library does not know is lost: stored results, drop-downs, charts,
pictures, macros. The calculation chain stays valid because no formula is added or removed.
"""

from xladdin.output.patch.addresses import holds
from xladdin.output.patch.cell_xml import CellValue, number_text
from xladdin.output.patch.patching import (
    CellChange,
    PatchResult,
    Skipped,
    SkipReason,
    WorkbookPatch,
    is_patchable,
    patch_cells,
)

__all__ = [
    "CellChange",
    "CellValue",
    "PatchResult",
    "SkipReason",
    "Skipped",
    "WorkbookPatch",
    "holds",
    "is_patchable",
    "number_text",
    "patch_cells",
]
