"""The receipts (回执) of a check."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xladdin import __version__, checks, schemes
from xladdin.cycle import ReceiptBook
from xladdin.pipeline.catalogue import rules_version

if TYPE_CHECKING:
    from xladdin.cycle import Review
    from xladdin.model import CheckOptions

__all__ = ["ReceiptBook", "receipt_book"]


def receipt_book(options: CheckOptions, review: Review) -> ReceiptBook:
    """Gathers the receipts (回执) of a check."""
    told = [f"{change.source} {change.code}" for change in checks.changed_rules(options)]
    scheme = [f"--scheme {schemes.load(options.scheme).key}"] if options.scheme else []
    year = [f"--year {options.year}"] if options.year else []
    return ReceiptBook(f"xladdin {__version__}", rules_version(), (*scheme, *year, *told), review.inputs())
