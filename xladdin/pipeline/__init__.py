"""The walk: file → workbook → forms → recalculation → findings → summary. The only place that chains stages.

``walk`` is the chain itself, the other modules are what is made of it. Merging, reports, moved forms and
comparisons are imported from their modules, so that a check does not load them.
"""

from xladdin.cycle import ReceiptBook, Review
from xladdin.pipeline.blanks import blueprint, formula_words, list_doubts, new_workbook, new_workbooks
from xladdin.pipeline.catalogue import (
    all_schemes,
    changed_rules,
    kind,
    rule,
    rule_prints,
    rule_titles,
    rules,
    rules_version,
    scheme,
)
from xladdin.pipeline.copies import (
    Figures,
    Scored,
    mark_files,
    marker,
    sanitize_file,
    score_figures,
    score_files,
    unmark_files,
)
from xladdin.pipeline.review import open_review, read_expected, receipt_book
from xladdin.pipeline.walk import (
    Batch,
    check_file,
    check_files,
    crashed_file,
    digests,
    stopped_file,
    verify_options,
)
from xladdin.reader.discover import Found, find_files

__all__ = [
    "Batch",
    "Figures",
    "Found",
    "ReceiptBook",
    "Review",
    "Scored",
    "all_schemes",
    "blueprint",
    "changed_rules",
    "check_file",
    "check_files",
    "crashed_file",
    "digests",
    "find_files",
    "formula_words",
    "kind",
    "list_doubts",
    "mark_files",
    "marker",
    "new_workbook",
    "new_workbooks",
    "open_review",
    "read_expected",
    "receipt_book",
    "rule",
    "rule_prints",
    "rule_titles",
    "rules",
    "rules_version",
    "sanitize_file",
    "scheme",
    "score_figures",
    "score_files",
    "stopped_file",
    "unmark_files",
    "verify_options",
]
