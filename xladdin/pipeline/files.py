"""Which files there are: the one answer of a stage that is passed on as it is."""

from xladdin.reader.discover import Found, find_files

__all__ = ["Found", "find_files"]
