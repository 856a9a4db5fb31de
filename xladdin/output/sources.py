"""The bytes of a workbook that was read before, for a copy of it."""

from __future__ import annotations

import hashlib
import sys

from xladdin import sources
from xladdin.errors import OutputError
from xladdin.model import Workbook


def read_source(workbook: Workbook) -> bytes:
    """The file as it was read.

    Raises:
        OutputError: the file cannot be read, or has changed since.
    """
    try:
        source = sources.load(workbook.path, sys.maxsize)  # what was read once was not too large
    except sources.SourceError as error:
        raise OutputError(f"无法再次读取“{workbook.path}”。请确认文件还在、没有被占用。") from error
    if workbook.sha256 and hashlib.sha256(source).hexdigest() != workbook.sha256:
        raise OutputError(f"“{workbook.path}”在检查之后被改动过，未写出副本。请重新运行。")
    return source
