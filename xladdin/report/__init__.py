"""A written report (自评报告、评价报告): its figures and what ties them together. Not: judging."""

from xladdin.report.contents import SHEET as TEXT
from xladdin.report.contents import Contents, kind_of, read_contents, read_narratives
from xladdin.report.matching.compare import belongs, is_stranger, match, nearness
from xladdin.report.reading import read_document
from xladdin.report.tables import read_tables
from xladdin.report.understand import understand

__all__ = [
    "TEXT",
    "Contents",
    "belongs",
    "is_stranger",
    "kind_of",
    "match",
    "nearness",
    "read_contents",
    "read_document",
    "read_narratives",
    "read_tables",
    "understand",
]
