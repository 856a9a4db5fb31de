"""A report without a form in it → a form of its kind: names, narratives, figures, each with where it was said."""

from xladdin.report.contents.kinds import kind_of
from xladdin.report.contents.read import SHEET, Contents, read_contents, read_narratives

__all__ = ["SHEET", "Contents", "kind_of", "read_contents", "read_narratives"]
