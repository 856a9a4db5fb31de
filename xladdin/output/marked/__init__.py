"""标注副本: a copy of a checked workbook with coloured cells, comments and the sheet 检查结果; and the way back.

Only what the marks need is patched. A copy that nobody saved again goes back byte for byte: it carries the original
of every part it changed. From one that was saved by another program our colours, texts and sheet are taken out one
by one, and what was filled in meanwhile stays.
"""

from xladdin.output.marked.copying import MarkedCopy, marked_copy
from xladdin.output.marked.delivery import Marked, Marker
from xladdin.output.marked.unmarking import UnmarkedCopy, unmarked_copy

__all__ = ["Marked", "MarkedCopy", "Marker", "UnmarkedCopy", "marked_copy", "unmarked_copy"]
