"""Where files come from: the disk, a zip, or a store that fsspec knows. An address becomes bytes when its turn comes.

An address is a Path that is shown and sorted like any other: ``填报/甲县/自评表.xlsx``, ``填报.zip/甲县/自评表.xlsx``
(a member of a zip, itself in a zip or not). Nothing is held open for it, so that it can be handed to another process or
machine.
"""

from xladdin.sources.archives import ARCHIVE_ENDING, Entry, walk_archive
from xladdin.sources.faults import SourceError
from xladdin.sources.loading import exists, load
from xladdin.sources.local import long_form

__all__ = ["ARCHIVE_ENDING", "Entry", "SourceError", "exists", "load", "long_form", "walk_archive"]
