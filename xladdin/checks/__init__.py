"""4. 检查: what is filled in against what the scheme gives, one module a section of the form. Not: fixing, printing."""

from xladdin.checks.batch import text_prints
from xladdin.checks.cards import printed_amounts
from xladdin.checks.changes import changed_rules
from xladdin.checks.engine import (
    catalogue,
    crashed,
    find_rule,
    run_batch,
    run_file,
    run_form,
    run_report,
    verify_scheme,
    verify_selection,
)
from xladdin.checks.facts import BatchFacts, Facts, FileFacts, ReportFacts
from xladdin.checks.rule import Issue, Rule
from xladdin.checks.submissions import absent

__all__ = [
    "BatchFacts",
    "Facts",
    "FileFacts",
    "Issue",
    "ReportFacts",
    "Rule",
    "absent",
    "catalogue",
    "changed_rules",
    "crashed",
    "find_rule",
    "printed_amounts",
    "run_batch",
    "run_file",
    "run_form",
    "run_report",
    "text_prints",
    "verify_scheme",
    "verify_selection",
]
