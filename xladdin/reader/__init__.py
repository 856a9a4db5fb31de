"""Stage 1: a file becomes a Workbook (sparse cells with value, formula, format). Not: what a cell means."""

from xladdin.reader.delimited import read_list
from xladdin.reader.limits import Limits
from xladdin.reader.reading import compute_missing, read

__all__ = ["Limits", "compute_missing", "read", "read_list"]
