"""A written report (自评报告、评价报告): its figures and what ties them together. Not: judging."""

from xladdin.report.matching.compare import belongs, is_stranger, match, nearness
from xladdin.report.reading import read_document
from xladdin.report.understand import understand

__all__ = ["belongs", "is_stranger", "match", "nearness", "read_document", "understand"]
