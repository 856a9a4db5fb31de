"""A file → Document: .docx and text; anything else is told in a sentence."""

from xladdin.report.reading.files import read_document

__all__ = ["read_document"]
