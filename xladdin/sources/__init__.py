"""Where files come from: the disk, a zip, or a store that fsspec knows. An address becomes bytes when its turn comes.

An address is a Path that is shown and sorted like others: ``填报/甲县/表.xlsx``, ``s3://桶/甲县/表.xlsx``, and
``填报.zip/甲县/表.xlsx`` for a member of a zip, itself in a zip or not. Nothing is held open for it, so that it can be
handed to another process or machine.
"""

from xladdin.sources.addresses import RemotePath, address
from xladdin.sources.archives import ARCHIVE_ENDING, Entry, has_archive, walk_archive
from xladdin.sources.faults import SourceError
from xladdin.sources.loading import exists, load, open_stream
from xladdin.sources.local import long_form
from xladdin.sources.remote import find_remote

__all__ = [
    "ARCHIVE_ENDING",
    "Entry",
    "RemotePath",
    "SourceError",
    "address",
    "exists",
    "find_remote",
    "has_archive",
    "load",
    "long_form",
    "open_stream",
    "walk_archive",
]
